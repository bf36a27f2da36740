"""Who may make and read exam instruments. Concepts stay inside the examenservice."""

import rules

from schools.models import Gebruiker


@rules.predicate
def is_examenservice(gebruiker: Gebruiker) -> bool:
    return gebruiker.is_examenservice


@rules.predicate
def is_redacteur(gebruiker: Gebruiker) -> bool:
    return gebruiker.is_redacteur


rules.add_perm("instruments.inzien", is_examenservice)
rules.add_perm("instruments.genereren", is_redacteur)
rules.add_perm("instruments.instellen", is_redacteur)
rules.add_perm("instruments.exporteren", is_examenservice)
