"""Who may do what with accounts, schools and the log. Beheerders are not redacteuren by being beheerder."""

import rules

from examservice.lib.rollen import is_beheerder

rules.add_perm("schools.logboek_lezen", is_beheerder)
