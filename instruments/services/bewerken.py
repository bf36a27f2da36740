"""Simple edits of forms and assignments. Free text is never saved over words that its writer has not seen."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from instruments.basis import basis_van
from instruments.enums import Beoordelingsvorm
from instruments.models import Beoordelingscriterium, Beoordelingsformulier, Opdrachtdeel
from instruments.selectors import kwalificatiestof, tekstwijzigingen
from instruments.services.slot import vastleggen, vergrendel, vergrendel_met_dossier
from schools.models import Gebruiker


def _criteria_van(formulier: Beoordelingsformulier) -> list[Beoordelingscriterium]:
    return list(Beoordelingscriterium.objects.filter(onderdeel__formulier=formulier))


def _weiger_verouderd(basis: str | None, *stored: str) -> None:
    """Refuse (verouderd) when the stored texts are not those that the page was opened with."""
    if basis is not None and basis != basis_van(*stored):
        raise ValidationError(
            _(
                "Iemand heeft deze tekst intussen gewijzigd. Uw tekst is nog niet opgeslagen. Vergelijk uw tekst "
                "met de opgeslagen tekst, neem over wat moet blijven en sla opnieuw op."
            ),
            code="verouderd",
        )


@transaction.atomic
def cesuur_bewerken(
    *,
    formulier: Beoordelingsformulier,
    door: Gebruiker,
    cesuur_werkproces: str,
    cesuur_kerntaak: str,
    basis: str | None = None,
) -> None:
    """Write in words when a werkproces and the kerntaak are voldoende. Empty is an open point.

    `basis` is `basis_van` both texts as the writer saw them; None is for who writes without a page.
    Raises ValidationError (verouderd) where they differ from what is stored; the same words again are no change.
    """
    instrument = vergrendel(formulier.instrument)
    formulier = Beoordelingsformulier.objects.get(pk=formulier.pk)
    texts = {"cesuur_werkproces": cesuur_werkproces.strip(), "cesuur_kerntaak": cesuur_kerntaak.strip()}
    changed = [field for field, text in texts.items() if getattr(formulier, field) != text]
    if not changed:
        return
    _weiger_verouderd(basis, formulier.cesuur_werkproces, formulier.cesuur_kerntaak)
    for field in changed:
        setattr(formulier, field, texts[field])
    formulier.save(update_fields=changed)
    velden = {"formulier": formulier.pk, "velden": changed}
    vastleggen(instrument, wat="cesuur_bewerkt", door=door, velden=velden)


@transaction.atomic
def vormen_bevestigen(*, formulier: Beoordelingsformulier, door: Gebruiker) -> int:
    """Accept every proposed beoordelingsvorm of one form; gives how many were open."""
    instrument = vergrendel(formulier.instrument)
    voorgesteld = Beoordelingscriterium.objects.filter(onderdeel__formulier=formulier, vorm_bevestigd=False)
    aantal = voorgesteld.update(vorm_bevestigd=True)
    if aantal:
        velden = {"formulier": formulier.pk, "criteria": aantal}
        vastleggen(instrument, wat="vormen_bevestigd", door=door, velden=velden)
    return aantal


@transaction.atomic
def criteria_bewerken(
    *,
    formulier: Beoordelingsformulier,
    door: Gebruiker,
    keuzes: Mapping[int, tuple[Beoordelingsvorm, bool]],
) -> int:
    """Set beoordelingsvorm and cruciaal per criterium (pk → both); gives how many changed.

    A vorm that a person changed is confirmed by that. A criterium that is not named stays as it is.
    """
    instrument = vergrendel(formulier.instrument)
    changed = []
    for criterium in _criteria_van(formulier):
        vorm, is_cruciaal = keuzes.get(criterium.pk, (criterium.vorm, criterium.is_cruciaal))
        if (vorm, is_cruciaal) == (criterium.vorm, criterium.is_cruciaal):
            continue
        criterium.vorm_bevestigd = criterium.vorm_bevestigd or vorm != criterium.vorm
        criterium.vorm, criterium.is_cruciaal = vorm, is_cruciaal
        changed.append(criterium)
    if changed:
        Beoordelingscriterium.objects.bulk_update(changed, ["vorm", "vorm_bevestigd", "is_cruciaal"])
        velden = {"formulier": formulier.pk, "criteria": [criterium.pk for criterium in changed]}
        vastleggen(instrument, wat="criteria_bewerkt", door=door, velden=velden)
    return len(changed)


@transaction.atomic
def opdrachtdeel_bewerken(
    *, deel: Opdrachtdeel, door: Gebruiker, tekst: str, basis: str | None = None
) -> None:
    """Write a section in Markdown. From now on it no longer follows the dossier.

    `basis` and the refusal (verouderd) are as in `cesuur_bewerken`.
    """
    instrument = vergrendel(deel.opdracht.instrument)
    deel = Opdrachtdeel.objects.get(pk=deel.pk)
    tekst = tekst.replace("\r\n", "\n").strip()
    if deel.tekst == tekst:
        return
    _weiger_verouderd(basis, deel.tekst)
    deel.tekst, deel.is_bewerkt = tekst, True
    deel.save(update_fields=["tekst", "is_bewerkt"])
    velden = {"opdracht": deel.opdracht_id, "deel": deel.pk}
    vastleggen(instrument, wat="opdrachtdeel_bewerkt", door=door, velden=velden)


@transaction.atomic
def criteriumtekst_overnemen(*, criterium: Beoordelingscriterium, door: Gebruiker) -> bool:
    """Give a criterium the words that its eis has now; vorm and cruciaal stay. False when they were the same."""
    instrument = vergrendel_met_dossier(criterium.onderdeel.formulier.instrument)
    wijzigingen = tekstwijzigingen(instrument, kwalificatiestof(instrument.kwalificatie))
    gevonden = next((each for each in wijzigingen if each.criterium.pk == criterium.pk), None)
    if gevonden is None:
        return False
    Beoordelingscriterium.objects.filter(pk=criterium.pk).update(tekst=gevonden.nieuw)
    vastleggen(instrument, wat="criteriumtekst_overgenomen", door=door, velden={"criterium": criterium.pk})
    return True
