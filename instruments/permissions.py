"""Who may make and read exam instruments. Concepts stay inside the examenservice."""

import rules

from examservice.lib.rollen import is_examenservice, is_redacteur

rules.add_perm("instruments.inzien", is_examenservice)
rules.add_perm("instruments.genereren", is_redacteur)
rules.add_perm("instruments.instellen", is_redacteur)
rules.add_perm("instruments.exporteren", is_examenservice)
