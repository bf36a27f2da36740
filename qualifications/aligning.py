"""To which dossier a source belongs, and under which profile numbers it knows the kwalificaties.

The verantwoordingsinformatie and a matrix name no crebo, and know kwalificaties by name only. So such a source and the
dossier file are brought together by name, whichever comes first, and end in the same dossier (docs/decisions/0003).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from qualifications.models import Kwalificatie, Kwalificatiedossier
from qualifications.structure import DossierImport, KwalificatieImport, UitstroomImport, Waarschuwing

Nummering = dict[int, int]


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

    `verhuizing` (old → new number) is for kwalificaties that the dossier knew by name only, now that a dossier file
    numbers them; those in `vervallen` (old numbers) that file does not have.
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
    if any(each.crebo for each in bron.kwalificaties or ()):
        is_first = bron.herkomst.value not in dossier.bronnen
        return _move(bron, existing) if is_first else Afstemming(bron=bron)
    return _follow(bron, dossier, existing)


def _name(kwalificatie: Kwalificatie | KwalificatieImport) -> str:
    return " ".join(kwalificatie.titel.split()).casefold()


def _by_name(kwalificaties: Iterable[Kwalificatie | KwalificatieImport]) -> defaultdict[str, list[int]]:
    """Name → profile numbers: two columns of a matrix may have the same name."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for each in kwalificaties:
        found[_name(each)].append(each.profiel)
    return found


def _move(bron: DossierImport, existing: list[Kwalificatie]) -> Afstemming:
    """A dossier file comes to a dossier of which only names were known: its numbers win."""
    if any(each.crebo for each in existing):
        return Afstemming(bron=bron)
    wanted = _by_name(bron.kwalificaties or ())
    moves, gone = {}, set()
    for each in existing:
        if numbers := wanted[_name(each)]:
            moves[each.profiel] = numbers.pop(0)
        else:
            gone.add(each.profiel)
    return Afstemming(bron=bron, verhuizing=moves, vervallen=frozenset(gone))


def _follow(bron: DossierImport, dossier: Kwalificatiedossier, existing: list[Kwalificatie]) -> Afstemming:
    """A source that knows names only comes to a dossier that has numbers."""
    named = bron.kwalificaties or ()
    held = _by_name(existing)
    numbers = {each.profiel: held[_name(each)].pop(0) for each in named if held[_name(each)]}
    unknown = [each for each in named if each.profiel not in numbers]
    is_own = not any(
        name.startswith("kwalificatie:")
        for herkomst, names in dossier.bronnen.items()
        if herkomst != bron.herkomst
        for name in names
    )
    if is_own:
        return Afstemming(bron=renumber(bron, _number_unknown(numbers, unknown)))
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


def _number_unknown(numbers: Nummering, unknown: list[KwalificatieImport]) -> Nummering:
    """A name that is new keeps its own number where that is free, so that a renamed kwalificatie stays the same row."""
    numbers = dict(numbers)
    for each in unknown:
        taken = set(numbers.values())
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
