"""Who may do what with accounts, schools and the log. Beheerders are not redacteuren by being beheerder."""

import rules

from schools.models import Gebruiker


@rules.predicate
def is_beheerder(gebruiker: Gebruiker) -> bool:
    return gebruiker.is_beheerder


rules.add_perm("schools.logboek_lezen", is_beheerder)
