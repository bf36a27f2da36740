"""To which dossier a source belongs, and under which profile numbers it knows the kwalificaties.

Two sources, or two versions of one, may number the same kwalificaties otherwise. A kwalificatie is known by its crebo,
else by its name, else by its number; so eisen and exam instruments stay with the crebo they were made for.
The verantwoordingsinformatie and a matrix name no crebo: they and the dossier file are brought together by name,
whichever comes first, and end in the same dossier (docs/decisions/0003).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from qualifications.enums import Herkomst
from qualifications.importing.sources import higher_than, is_named, is_named_by_others
from qualifications.models import Kwalificatie, Kwalificatiedossier
from qualifications.structure import DossierImport, KwalificatieImport, UitstroomImport, Waarschuwing

Nummering = dict[int, int]
# In these the profile numbers come from the dossier itself; in the others from the order of names.
DOSSIERBESTANDEN = (Herkomst.SBB_XML, Herkomst.YAML)


def find_dossier(bron: DossierImport) -> Kwalificatiedossier | None:
    """The edition that the source is about: by crebo + editie, else by titel + editie, or the day it is valid from.

    Raises ValidationError when the source names no crebo and more than one dossier fits.
    """
    edition = Q(editie=bron.editie) | (Q(geldig_vanaf=bron.geldig_vanaf) if bron.geldig_vanaf else Q())
    same_title = Kwalificatiedossier.objects.filter(edition, titel__iexact=bron.titel)
    if bron.crebo:
        known = Kwalificatiedossier.objects.filter(crebo=bron.crebo, editie=bron.editie).first()
        return known or same_title.filter(crebo="").first()
    found = list(same_title)
    exact = [dossier for dossier in found if dossier.editie == bron.editie] or found
    if len(exact) > 1:
        raise ValidationError(
            _("Er zijn %(aantal)s dossiers met de titel “%(titel)s” en deze editie. Vul het crebo in.")
            % {"aantal": len(exact), "titel": bron.titel},
            code="meer_dossiers",
        )
    return exact[0] if exact else None


@dataclass(frozen=True, kw_only=True)
class Afstemming:
    """The source under the profile numbers of the dossier.

    `verhuizing` (old → new number) is for kwalificaties that the highest dossier file numbers otherwise than the
    dossier did; those in `vervallen` (old numbers) no source has any more.
    """

    bron: DossierImport
    verhuizing: Nummering = field(default_factory=dict)
    vervallen: frozenset[int] = frozenset()
    waarschuwingen: tuple[Waarschuwing, ...] = ()


def align(bron: DossierImport, dossier: Kwalificatiedossier | None) -> Afstemming:
    """Bring source and dossier under the same profile numbers.

    Raises ValidationError for a matrix that has a column for a kwalificatie which the dossier does not have.
    """
    existing = list(dossier.kwalificaties.all()) if dossier and bron.kwalificaties else []
    if not dossier or not existing:
        return Afstemming(bron=bron)
    if not any(each.crebo for each in bron.kwalificaties or ()):
        return _follow(bron, dossier, existing)
    pairs = _pair(bron, dossier, existing)
    is_highest = not any(
        is_named(dossier.bronnen, "kwalificatie:", by=each) for each in higher_than(bron.herkomst)
    )
    return _move(bron, dossier, existing, pairs) if is_highest else _renumber(bron, existing, pairs)


def _name(kwalificatie: Kwalificatie | KwalificatieImport) -> str:
    return " ".join(kwalificatie.titel.split()).casefold()


def _by_name(kwalificaties: Iterable[Kwalificatie | KwalificatieImport]) -> defaultdict[str, list[int]]:
    """Name → profile numbers: two columns of a matrix may have the same name."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for each in kwalificaties:
        found[_name(each)].append(each.profiel)
    return found


def _pair(bron: DossierImport, dossier: Kwalificatiedossier, existing: list[Kwalificatie]) -> Nummering:
    """Number in the dossier → number in the source of the same kwalificatie: by crebo, else by name, else by number.

    One with another crebo and another name is another kwalificatie, also under the same number.
    """
    numbered = {
        each.profiel
        for each in existing
        for herkomst in {*DOSSIERBESTANDEN, bron.herkomst}
        if is_named(dossier.bronnen, f"kwalificatie:{each.profiel}", by=herkomst)
    }
    pairs: Nummering = {}

    def crebo(one: Kwalificatie, other: KwalificatieImport) -> bool:
        return bool(one.crebo) and one.crebo == other.crebo

    def name(one: Kwalificatie, other: KwalificatieImport) -> bool:
        return _name(one) == _name(other)

    def number(one: Kwalificatie, other: KwalificatieImport) -> bool:
        return one.profiel in numbered and one.profiel == other.profiel and not (one.crebo and other.crebo)

    for is_same in (crebo, name, number):
        for one in existing:
            if one.profiel in pairs:
                continue
            taken = set(pairs.values())
            left = (each for each in bron.kwalificaties or () if each.profiel not in taken)
            if found := next((other for other in left if is_same(one, other)), None):
                pairs[one.profiel] = found.profiel
    return pairs


def _move(
    bron: DossierImport, dossier: Kwalificatiedossier, existing: list[Kwalificatie], pairs: Nummering
) -> Afstemming:
    """The numbers of the highest dossier file win; what it does not have makes room."""
    moves = dict(pairs)
    taken = {each.profiel for each in bron.kwalificaties or ()}
    gone = set()
    for each in existing:
        if each.profiel in pairs:
            continue
        prefix = f"kwalificatie:{each.profiel}"
        is_known_by_name = not any(is_named(dossier.bronnen, prefix, by=file) for file in DOSSIERBESTANDEN)
        is_in_the_way = each.profiel in taken
        if is_in_the_way and is_named_by_others(dossier.bronnen, prefix, than=bron.herkomst):
            moves[each.profiel] = max(taken | set(moves.values())) + 1
        elif is_in_the_way or (is_known_by_name and not each.crebo):
            gone.add(each.profiel)
    moves = {old: new for old, new in moves.items() if old != new}
    return Afstemming(bron=bron, verhuizing=moves, vervallen=frozenset(gone))


def _renumber(bron: DossierImport, existing: list[Kwalificatie], pairs: Nummering) -> Afstemming:
    """A lower source follows the numbers that a higher one gave."""
    numbers = {source: held for held, source in pairs.items()}
    unknown = [each for each in bron.kwalificaties or () if each.profiel not in numbers]
    taken = {each.profiel for each in existing}
    return Afstemming(bron=renumber(bron, _number_unknown(numbers, unknown, taken)))


def _follow(bron: DossierImport, dossier: Kwalificatiedossier, existing: list[Kwalificatie]) -> Afstemming:
    """A source that knows names only comes to a dossier that has numbers."""
    named = bron.kwalificaties or ()
    held = _by_name(existing)
    numbers = {each.profiel: held[_name(each)].pop(0) for each in named if held[_name(each)]}
    unknown = [each for each in named if each.profiel not in numbers]
    is_own = not is_named_by_others(dossier.bronnen, "kwalificatie:", than=bron.herkomst)
    if is_own:
        return Afstemming(bron=renumber(bron, _number_unknown(numbers, unknown, set())))
    _refuse_unknown_columns(bron, unknown)
    kept = tuple(each for each in named if each.profiel in numbers)
    warnings = tuple(
        Waarschuwing(
            plaats=each.titel,
            tekst=_(
                "Deze kwalificatie staat niet in het dossier en is niet overgenomen. Controleer de naam."
            ),
        )
        for each in unknown
    )
    return Afstemming(bron=renumber(replace(bron, kwalificaties=kept), numbers), waarschuwingen=warnings)


def _number_unknown(numbers: Nummering, unknown: list[KwalificatieImport], held: set[int]) -> Nummering:
    """A name that is new keeps its own number where that is free, so that a renamed kwalificatie stays the same row."""
    numbers = dict(numbers)
    for each in unknown:
        taken = held | set(numbers.values())
        numbers[each.profiel] = each.profiel if each.profiel not in taken else max(taken) + 1
    return numbers


def _refuse_unknown_columns(bron: DossierImport, unknown: list[KwalificatieImport]) -> None:
    if unknown and (bron.uitstroom or bron.kerntaken):
        raise ValidationError(
            _(
                "De kolommen “%(kolommen)s” horen bij geen kwalificatie van dossier %(titel)s. Geef de kolommen de "
                "namen van de kwalificaties, of kies een andere titel of editie."
            )
            % {"kolommen": "”, “".join(each.titel for each in unknown), "titel": bron.titel},
            code="onbekende_kolom",
        )


def renumber(thing: Any, numbers: Nummering) -> Any:
    """The structure with other profile numbers, also in the codes of profile kerntaken (P2-K1-W1)."""
    if all(old == new for old, new in numbers.items()):
        return thing
    if isinstance(thing, tuple):
        return tuple(renumber(each, numbers) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changes = {each.name: renumber(getattr(thing, each.name), numbers) for each in fields(thing)}
    if changes.get("profiel") is not None:
        changes["profiel"] = numbers.get(changes["profiel"], changes["profiel"])
    if isinstance(thing, UitstroomImport):
        changes["werkproces"] = re.sub(
            r"^P(\d+)-", lambda found: f"P{numbers.get(int(found[1]), found[1])}-", thing.werkproces
        )
    return replace(thing, **changes)
