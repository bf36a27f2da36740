"""What each source of a dossier names, and which source wins where two name the same.

A source writes what it names, unless a higher source names it too; it takes back what it named before and no longer
names; and it leaves the rest alone. So the verantwoordingsinformatie can fill what a dossier file leaves open, in
either order, and importing any of them again changes nothing (docs/decisions/0003).
"""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from qualifications.enums import Herkomst
from qualifications.models import Kwalificatiedossier
from qualifications.rows import DOSSIERVELDEN, KWALIFICATIEVELDEN, named_parts
from qualifications.structure import DossierImport, Waarschuwing

# High to low: the official file, our own file, a matrix, and what was written to justify the dossier.
RANG = (Herkomst.SBB_XML, Herkomst.YAML, Herkomst.MATRIX, Herkomst.HANDMATIG, Herkomst.VERANTWOORDING)


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


def authority(bron: DossierImport, dossier: Kwalificatiedossier) -> Zeggenschap:
    now = names(bron)
    others = {herkomst: set(said) for herkomst, said in dossier.bronnen.items() if herkomst != bron.herkomst}
    higher = set().union(*(others.get(herkomst, ()) for herkomst in RANG[: RANG.index(bron.herkomst)]))
    before = set(dossier.bronnen.get(bron.herkomst, ()))
    return Zeggenschap(
        eigen=frozenset(now - higher), vervallen=frozenset(before - now - set().union(*others.values()))
    )


def highest(bronnen: dict[str, list[str]]) -> Herkomst:
    return next(herkomst for herkomst in RANG if herkomst in bronnen)


# --- To which dossier a source belongs -------------------------------------------------------------
def find_dossier(bron: DossierImport) -> Kwalificatiedossier | None:
    """The edition that the source is about: by crebo + editie, else by titel + editie (or the date it is valid from).

    Raises ValidationError when the source names no crebo and more than one dossier fits.
    """
    same_title = Kwalificatiedossier.objects.filter(titel__iexact=bron.titel, editie=bron.editie)
    if bron.crebo:
        known = Kwalificatiedossier.objects.filter(crebo=bron.crebo, editie=bron.editie).first()
        return known or same_title.filter(crebo="").first()
    found = list(same_title)
    if len(found) > 1:
        raise ValidationError(
            _("Er zijn %(aantal)s dossiers met de titel “%(titel)s” en deze editie. Vul het crebo in.")
            % {"aantal": len(found), "titel": bron.titel},
            code="meer_dossiers",
        )
    return found[0] if found else None


def align_kwalificaties(
    bron: DossierImport, dossier: Kwalificatiedossier | None
) -> tuple[DossierImport, tuple[Waarschuwing, ...]]:
    """Give kwalificaties that a source knows by name only the profile numbers that the dossier already uses.

    A name that the dossier does not have is left out, with a warning: the profile number would be a guess.
    """
    existing = (
        {}
        if dossier is None
        else {each.titel.casefold(): each.profiel for each in dossier.kwalificaties.all()}
    )
    if not bron.kwalificaties or not existing or any(each.crebo for each in bron.kwalificaties):
        return bron, ()
    known = [each for each in bron.kwalificaties if each.titel.casefold() in existing]
    warnings = tuple(
        Waarschuwing(
            plaats=each.titel,
            tekst=_(
                "Deze kwalificatie staat niet in het dossier en is niet overgenomen. Controleer de naam."
            ),
        )
        for each in bron.kwalificaties
        if each not in known
    )
    aligned = tuple(replace(each, profiel=existing[each.titel.casefold()]) for each in known)
    return replace(bron, kwalificaties=aligned), warnings
