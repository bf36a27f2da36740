"""Who may change the national reference. Reading it is for everybody who is logged in."""

import rules

from examservice.lib.rollen import is_redacteur

rules.add_perm("qualifications.importeren", is_redacteur)
rules.add_perm("qualifications.context_bewerken", is_redacteur)
rules.add_perm("qualifications.uitstroom_besluiten", is_redacteur)
rules.add_perm("qualifications.dossier_verwijderen", is_redacteur)
