"""Kwalificaties, kerntaken and werkprocessen out of a YAML dossier that the schema has approved."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from qualifications.enums import AanvullingVeld, EisSoort, Taalniveau, Taalvaardigheid
from qualifications.readers.eisen import COMPETENTIES, taaleis, wettelijke_eis
from qualifications.readers.text import clean, clean_line, factor, iso_date
from qualifications.readers.yaml_safety import Pad, YamlBestand
from qualifications.structure import (
    AanvullingImport,
    CompetentieImport,
    DossierImportError,
    EisImport,
    KerntaakImport,
    KwalificatieImport,
    Waarschuwing,
    WerkprocesImport,
)

T = TypeVar("T")
Bron = dict[str, Any]

_LINES = ("titel", "crebo", "beroepsgroep", "soort_opleiding", "ministerie")
_TEXTS = (
    "typering", "beroepsvereisten_toelichting", "beroepsvereisten_bron", "bijzondere_vereisten", "certificaten",
    "instellingen",
)  # fmt: skip


class Bouw:
    """Builds the parts that refer to each other, and knows the line of each of them."""

    def __init__(self, bestand: YamlBestand) -> None:
        self.bestand = bestand
        self.waarschuwingen: list[Waarschuwing] = []
        kwalificaties = bestand.inhoud.get("kwalificaties", [])
        self.refuse_twice(("kwalificaties",), kwalificaties, "profiel")
        self.refuse_twice(("kwalificaties",), kwalificaties, "crebo")
        self.profielen = {kwalificatie["profiel"] for kwalificatie in kwalificaties}

    # --- Findings ----------------------------------------------------------------------------------
    def fout(self, pad: Pad, melding: str) -> DossierImportError:
        return DossierImportError(melding, plaats=self.bestand.plaats(pad))

    def waarschuw(self, pad: Pad, tekst: str) -> None:
        self.waarschuwingen.append(Waarschuwing(plaats=self.bestand.plaats(pad), tekst=tekst))

    def lees(self, functie: Callable[[str], T], pad: Pad, bron: Bron, veld: str) -> T | None:
        """A field through a function of `readers.text`; refused with its line when that fails."""
        try:
            return functie(bron.get(veld, ""))
        except ValueError as error:
            raise self.fout((*pad, veld), str(error)) from None

    def refuse_twice(self, pad: Pad, delen: list[Bron], veld: str) -> None:
        """Raise when two of the parts have the same value in a field that tells them apart."""
        gehad: dict[Any, int] = {}
        for nummer, deel in enumerate(delen):
            waarde = deel.get(veld)
            if waarde in gehad:
                raise self.fout(
                    (*pad, nummer, veld),
                    _("%(veld)s “%(waarde)s” komt twee keer voor; de eerste keer op regel %(regel)s. Geef elk een "
                      "eigen %(veld)s.")
                    % {
                        "veld": veld,
                        "waarde": str(waarde)[:60],
                        "regel": self.bestand.regels[(*pad, gehad[waarde], veld)],
                    },
                )  # fmt: skip
            if waarde is not None:
                gehad[waarde] = nummer

    # --- Kwalificaties -----------------------------------------------------------------------------
    def kwalificaties(self) -> tuple[KwalificatieImport, ...] | None:
        bron = self.bestand.inhoud.get("kwalificaties")
        if bron is None:
            return None
        return tuple(self._kwalificatie(("kwalificaties", nummer), deel) for nummer, deel in enumerate(bron))

    def _kwalificatie(self, pad: Pad, bron: Bron) -> KwalificatieImport:
        teksten = {veld: clean(bron.get(veld)) for veld in _TEXTS}
        eisen = [self._taaleis(deel) for deel in bron.get("talen", [])]
        if bron.get("wettelijke_beroepsvereisten"):
            eisen.append(wettelijke_eis(teksten["beroepsvereisten_toelichting"]))
        return KwalificatieImport(
            profiel=bron["profiel"],
            niveau=bron.get("niveau"),
            sbu=bron.get("sbu"),
            wettelijke_beroepsvereisten=bron.get("wettelijke_beroepsvereisten"),
            prijsfactor=self.lees(factor, pad, bron, "prijsfactor"),
            geldig_vanaf=self.lees(iso_date, pad, bron, "geldig_vanaf"),
            einde_instroom=self.lees(iso_date, pad, bron, "einde_instroom"),
            einde_opleiding=self.lees(iso_date, pad, bron, "einde_opleiding"),
            eisen=tuple(eisen),
            **{veld: clean_line(bron.get(veld)) for veld in _LINES},
            **teksten,
        )

    def _taaleis(self, bron: Bron) -> EisImport:
        return taaleis(
            clean_line(bron["taal"]),
            Taalvaardigheid(bron["vaardigheid"]),
            Taalniveau(bron["niveau"]),
            is_voorbeeld=bron.get("voorbeeld", False),
        )

    # --- Kerntaken ---------------------------------------------------------------------------------
    def kerntaken(self) -> tuple[KerntaakImport, ...] | None:
        """First the basisdeel, then the profiles. None when the file speaks of no kerntaken at all."""
        inhoud = self.bestand.inhoud
        houders: list[tuple[Pad, Bron, int | None]] = [((), inhoud, None)]
        for nummer, kwalificatie in enumerate(inhoud.get("kwalificaties", [])):
            houders.append((("kwalificaties", nummer), kwalificatie, kwalificatie["profiel"]))
        if not any("kerntaken" in houder for _pad, houder, _profiel in houders):
            return None
        return tuple(kerntaak for houder in houders for kerntaak in self._kerntaken_van(*houder))

    def _kerntaken_van(self, pad: Pad, houder: Bron, profiel: int | None) -> Iterator[KerntaakImport]:
        delen = houder.get("kerntaken", [])
        self.refuse_twice((*pad, "kerntaken"), delen, "nummer")
        for nummer, deel in enumerate(delen):
            yield self._kerntaak((*pad, "kerntaken", nummer), deel, profiel)

    def _kerntaak(self, pad: Pad, bron: Bron, profiel: int | None) -> KerntaakImport:
        voorbeeld = bron.get("voorbeeld", False)
        eisen = list(self._eisen((*pad, "vakkennis"), bron, EisSoort.VAKKENNIS, None, voorbeeld))
        for deelpad, deel in self._aanvullingen(pad, bron, profiel):
            eisen += self._eisen(
                (*deelpad, "vakkennis"), deel, EisSoort.VAKKENNIS, deel["profiel"], voorbeeld
            )
        werkprocessen = bron.get("werkprocessen", [])
        self.refuse_twice((*pad, "werkprocessen"), werkprocessen, "nummer")
        if not werkprocessen:
            self.waarschuw(pad, _("Deze kerntaak heeft geen werkprocessen."))
        velden = (AanvullingVeld.COMPLEXITEIT, AanvullingVeld.VERANTWOORDELIJKHEID)
        return KerntaakImport(
            nummer=bron["nummer"],
            titel=clean_line(bron["titel"]),
            profiel=profiel,
            complexiteit=clean(bron.get("complexiteit")),
            verantwoordelijkheid=clean(bron.get("verantwoordelijkheid")),
            eisen=tuple(eisen),
            aanvullingen=self._teksten(pad, bron, profiel, *velden),
            werkprocessen=tuple(
                self._werkproces((*pad, "werkprocessen", nummer), deel, profiel, voorbeeld)
                for nummer, deel in enumerate(werkprocessen)
            ),
            is_voorbeeld=voorbeeld,
        )

    def _werkproces(self, pad: Pad, bron: Bron, profiel: int | None, voorbeeld: bool) -> WerkprocesImport:
        voorbeeld = voorbeeld or bron.get("voorbeeld", False)
        for veld in ("omschrijving", "resultaat", "gedrag"):
            if not bron.get(veld):
                self.waarschuw(pad, _("Dit werkproces heeft geen %(veld)s.") % {"veld": veld})
        eisen = list(self._resultaat_en_gedrag(pad, bron, None, voorbeeld))
        competenties = list(self._competenties(pad, bron, None))
        for deelpad, deel in self._aanvullingen(pad, bron, profiel):
            eisen += self._resultaat_en_gedrag(deelpad, deel, deel["profiel"], voorbeeld)
            competenties += self._competenties(deelpad, deel, deel["profiel"])
        return WerkprocesImport(
            nummer=bron["nummer"],
            titel=clean_line(bron["titel"]),
            omschrijving=clean(bron.get("omschrijving")),
            gedrag_aanhef=clean(bron.get("gedrag_aanhef")),
            # resultaat first, whoever it is for
            eisen=tuple(sorted(eisen, key=lambda eis: eis.soort != EisSoort.RESULTAAT)),
            aanvullingen=self._teksten(pad, bron, profiel, AanvullingVeld.OMSCHRIJVING),
            competenties=tuple(dict.fromkeys(competenties)),
            is_voorbeeld=voorbeeld,
        )

    # --- Eisen -------------------------------------------------------------------------------------
    def _resultaat_en_gedrag(
        self, pad: Pad, bron: Bron, profiel: int | None, voorbeeld: bool
    ) -> Iterator[EisImport]:
        if "resultaat" in bron:
            deel = {"resultaat": [bron["resultaat"]]}
            yield from self._eisen((*pad, "resultaat"), deel, EisSoort.RESULTAAT, profiel, voorbeeld)
        yield from self._eisen((*pad, "gedrag"), bron, EisSoort.GEDRAG, profiel, voorbeeld)

    def _eisen(
        self, pad: Pad, bron: Bron, soort: EisSoort, profiel: int | None, voorbeeld: bool
    ) -> Iterator[EisImport]:
        """Each item is a sentence, or a group of sentences with a categorie or the mark voorbeeld."""
        for nummer, item in enumerate(bron.get(soort.value, [])):
            groep: Bron = {"tekst": item} if isinstance(item, str) else item
            zinnen = [*([groep["tekst"]] if "tekst" in groep else []), *groep.get("eisen", [])]
            if not zinnen:
                raise self.fout(
                    (*pad, nummer), _("Deze groep heeft geen “tekst” of “eisen”. Vul een van beide in.")
                )
            for zin in zinnen:
                yield EisImport(
                    soort=soort,
                    tekst=clean(zin) if soort == EisSoort.RESULTAAT else clean_line(zin),
                    profiel=profiel,
                    categorie=clean_line(groep.get("categorie")),
                    is_voorbeeld=voorbeeld or groep.get("voorbeeld", False),
                )

    def _competenties(self, pad: Pad, bron: Bron, profiel: int | None) -> Iterator[CompetentieImport]:
        codes = bron.get("competenties", [])
        if len(codes) != len(set(codes)):
            self.waarschuw((*pad, "competenties"), _("Een competentie staat er twee keer."))
        for code in codes:
            yield CompetentieImport(code=code, titel=COMPETENTIES[code], profiel=profiel)

    # --- Additions per profile ---------------------------------------------------------------------
    def _aanvullingen(self, pad: Pad, bron: Bron, profiel: int | None) -> Iterator[tuple[Pad, Bron]]:
        for nummer, deel in enumerate(bron.get("aanvullingen", [])):
            deelpad = (*pad, "aanvullingen", nummer)
            if profiel is not None:
                raise self.fout(
                    deelpad,
                    _(
                        "Alleen een kerntaak van het basisdeel kan aanvullingen per profiel hebben. Haal ze weg."
                    ),
                )
            if deel["profiel"] not in self.profielen:
                raise self.fout(
                    (*deelpad, "profiel"),
                    _(
                        "Profiel %(profiel)s staat niet bij de kwalificaties. Voeg het daar toe of verander het nummer."
                    )
                    % {"profiel": deel["profiel"]},
                )
            yield deelpad, deel

    def _teksten(
        self, pad: Pad, bron: Bron, profiel: int | None, *velden: AanvullingVeld
    ) -> tuple[AanvullingImport, ...]:
        return tuple(
            AanvullingImport(veld=veld, profiel=deel["profiel"], tekst=clean(deel[veld.value]))
            for veld in velden
            for _pad, deel in self._aanvullingen(pad, bron, profiel)
            if deel.get(veld.value)
        )
