"""Who may change the national reference. Reading it is for everybody who is logged in."""

from typing import Any

import rules


@rules.predicate
def is_redacteur(gebruiker: Any) -> bool:
    """Duck-typed: this app knows no people."""
    return gebruiker.is_redacteur


rules.add_perm("qualifications.importeren", is_redacteur)
rules.add_perm("qualifications.context_bewerken", is_redacteur)
rules.add_perm("qualifications.uitstroom_besluiten", is_redacteur)
