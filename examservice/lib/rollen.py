"""Who somebody is at the examenservice, as predicates for every permissions.py.

Duck-typed: nothing down here knows the model of people, only what can be asked of it.
"""

from typing import Protocol

import rules


class Persoon(Protocol):
    @property
    def is_redacteur(self) -> bool: ...

    @property
    def is_beheerder(self) -> bool: ...

    @property
    def is_examenservice(self) -> bool: ...


@rules.predicate
def is_redacteur(gebruiker: Persoon) -> bool:
    return gebruiker.is_redacteur


@rules.predicate
def is_beheerder(gebruiker: Persoon) -> bool:
    return gebruiker.is_beheerder


@rules.predicate
def is_examenservice(gebruiker: Persoon) -> bool:
    return gebruiker.is_examenservice
