"""What each source of a dossier names, and which source wins where two name the same.

A source writes what it names, unless a higher source names it too; it takes back what it named before and no longer
names; and it leaves the rest alone. So the verantwoordingsinformatie can fill what a dossier file leaves open, in
either order, and importing any of them again changes nothing (docs/decisions/0003).
"""

from dataclasses import dataclass

from qualifications.enums import Herkomst
from qualifications.importing.rows import DOSSIERVELDEN, KWALIFICATIEVELDEN, named_parts
from qualifications.models import Kwalificatiedossier
from qualifications.structure import DossierImport

Bronnen = dict[str, list[str]]

# High to low: what a person wrote here, the official file, our own file, a matrix, and what justifies the dossier.
RANG = (Herkomst.HANDMATIG, Herkomst.SBB_XML, Herkomst.YAML, Herkomst.MATRIX, Herkomst.VERANTWOORDING)


def is_said(value: object) -> bool:
    return value is not None and value != ""


def names(bron: DossierImport) -> set[str]:
    """Everything the source says something about, as strings such as `dossier:penvoerder` or `kwalificatie:2:crebo`."""
    found = named_parts(bron) | {f"dossier:{veld}" for veld in DOSSIERVELDEN if is_said(getattr(bron, veld))}
    found |= {f"context:{context.naam}" for context in bron.contexten or ()}
    for kwalificatie in bron.kwalificaties or ():
        prefix = f"kwalificatie:{kwalificatie.profiel}"
        said = {f"{prefix}:{veld}" for veld in KWALIFICATIEVELDEN if is_said(getattr(kwalificatie, veld))}
        found |= {prefix} | said
    return found


@dataclass(frozen=True, kw_only=True)
class Zeggenschap:
    """`eigen`: what this source may write. `vervallen`: what it once wrote, and nobody names any more."""

    eigen: frozenset[str]
    vervallen: frozenset[str]


def authority(bron: DossierImport, bronnen: Bronnen) -> Zeggenschap:
    now = names(bron)
    others = {herkomst: set(said) for herkomst, said in bronnen.items() if herkomst != bron.herkomst}
    higher = set().union(*(others.get(herkomst, ()) for herkomst in higher_than(bron.herkomst)))
    before = set(bronnen.get(bron.herkomst, ()))
    return Zeggenschap(
        eigen=frozenset(now - higher), vervallen=frozenset(before - now - set().union(*others.values()))
    )


def higher_than(herkomst: Herkomst) -> tuple[Herkomst, ...]:
    return RANG[: RANG.index(herkomst)]


def is_named(bronnen: Bronnen, prefix: str, *, by: str) -> bool:
    """The source named something that is called so, or starts so when the prefix ends in a colon."""
    return any(
        name == prefix or (prefix.endswith(":") and name.startswith(prefix)) for name in bronnen.get(by, ())
    )


def is_named_by_others(bronnen: Bronnen, prefix: str, *, than: str) -> bool:
    return any(is_named(bronnen, prefix, by=herkomst) for herkomst in bronnen if herkomst != than)


def highest(bronnen: Bronnen) -> Herkomst:
    """The source that the dossier is named after; that a person added something to it does not count."""
    return next((herkomst for herkomst in RANG[1:] if herkomst in bronnen), Herkomst.HANDMATIG)


def with_profiles(bronnen: Bronnen, numbers: dict[int, int], without: frozenset[int]) -> Bronnen:
    """The same names under other profile numbers; what was said of the numbers in `without` is forgotten."""
    if not numbers and not without:
        return bronnen

    def moved(name: str) -> str:
        start, _, rest = name.partition(":")
        profiel, colon, veld = rest.partition(":")
        if start != "kwalificatie":
            return name
        return "" if int(profiel) in without else f"{start}:{numbers.get(int(profiel), profiel)}{colon}{veld}"

    return {herkomst: sorted(filter(None, map(moved, said))) for herkomst, said in bronnen.items()}


def claim(dossier: Kwalificatiedossier, *, add: set[str], forget: frozenset[str] = frozenset()) -> None:
    """Note that a person wrote this, so that no source undoes it; `forget` what no source can bring back."""
    others = set().union(
        *(said for herkomst, said in dossier.bronnen.items() if herkomst != Herkomst.HANDMATIG)
    )
    held = set(dossier.bronnen.get(Herkomst.HANDMATIG, ()))
    dossier.bronnen[Herkomst.HANDMATIG.value] = sorted((held | add) - (forget - others))
    dossier.save(update_fields=["bronnen", "updated_at"])
