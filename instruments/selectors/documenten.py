"""What every document of a set says, read in a fixed number of queries."""

from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from instruments.content import (
    Criterium,
    Deel,
    FormulierInhoud,
    Inhoud,
    Kop,
    Niveau,
    OpdrachtInhoud,
    Werkprocesblok,
)
from instruments.drafting.stof import Kerntaakstof, Stof, Werkprocesstof
from instruments.enums import Beoordelingsvorm, Lezer, OpdrachtSoort, Schaal
from instruments.filenames import bestandsnamen
from instruments.models import (
    Beoordelingscriterium,
    Beoordelingsformulier,
    Exameninstrument,
    Formulieronderdeel,
    Opdracht,
)
from instruments.selectors.stof import kwalificatiestof

FORMULIER = "beoordelingsformulier"


@dataclass(frozen=True, kw_only=True)
class Feiten:
    """What a list says about a document. `kerntaak` is a code and `context` a name; empty: for all of them."""

    soort: str
    kerntaak: str = ""
    context: str = ""
    uuid: UUID | None = None

    @property
    def is_formulier(self) -> bool:
        """Only a beoordelingsformulier has a fillable variant."""
        return self.soort == FORMULIER


class Document(NamedTuple):
    """One document of the set. `naam` is the file name with `.pdf`, unique within the set."""

    naam: str
    inhoud: Inhoud
    feiten: Feiten


@dataclass(frozen=True, kw_only=True)
class _Bron:
    """What the documents of one set share."""

    instrument: Exameninstrument
    stof: Stof
    niveaus: tuple[Niveau, ...] = ()
    kerntaken: dict[int, Kerntaakstof] = field(default_factory=dict)
    werkprocessen: dict[int, Werkprocesstof] = field(default_factory=dict)

    def kop(self, *, is_voorbeeld: bool) -> Kop:
        kwalificatie = self.instrument.kwalificatie
        return Kop(
            crebo=kwalificatie.crebo,
            kwalificatie=kwalificatie.titel,
            niveau=kwalificatie.niveau,
            dossier_crebo=kwalificatie.dossier.crebo,
            dossier_titel=kwalificatie.dossier.titel,
            dossier_editie=kwalificatie.dossier.editie,
            is_voorbeeld=is_voorbeeld,
        )


def document_inhouden(instrument: Exameninstrument) -> list[Document]:
    """Every document of the set, in the order of the file names."""
    formulieren, opdrachten = list(_formulieren(instrument)), list(_opdrachten(instrument))
    feiten = [*map(_feiten_van_formulier, formulieren), *map(_feiten_van_opdracht, opdrachten)]
    bron = _bron(instrument)
    inhouden: list[Inhoud] = [_formulier(bron, formulier) for formulier in formulieren]
    inhouden += [_opdracht(bron, opdracht) for opdracht in opdrachten]
    namen = _namen(instrument, feiten)
    return sorted(map(Document, namen, inhouden, feiten), key=lambda document: document.naam)


def document_van(instrument: Exameninstrument, uuid: UUID) -> Document:
    """The document of one beoordelingsformulier or opdracht of this set, without reading the others."""
    naam, feiten = next(pair for pair in documenten_van(instrument) if pair[1].uuid == uuid)
    bron = _bron(instrument)
    if feiten.is_formulier:
        return Document(naam, _formulier(bron, _formulieren(instrument).get(uuid=uuid)), feiten)
    return Document(naam, _opdracht(bron, _opdrachten(instrument).get(uuid=uuid)), feiten)


def documenten_van(instrument: Exameninstrument) -> list[tuple[str, Feiten]]:
    """File name and facts only, for a list: without reading what the documents say."""
    feiten = [
        *map(_feiten_van_formulier, instrument.formulieren.select_related("kerntaak")),
        *map(_feiten_van_opdracht, instrument.opdrachten.select_related("kerntaak", "context")),
    ]
    return sorted(zip(_namen(instrument, feiten), feiten, strict=True), key=lambda pair: pair[0])


def _namen(instrument: Exameninstrument, feiten: list[Feiten]) -> list[str]:
    kenmerken = [(feit.kerntaak, feit.context, feit.soort) for feit in feiten]
    return bestandsnamen(instrument.kwalificatie, kenmerken)


def _bron(instrument: Exameninstrument) -> _Bron:
    stof = kwalificatiestof(instrument.kwalificatie)
    return _Bron(
        instrument=instrument,
        stof=stof,
        niveaus=tuple(
            Niveau(waarde=niveau.waarde, woord=niveau.woord, descriptor=niveau.descriptor)
            for niveau in instrument.schaalniveaus.all()
        ),
        kerntaken={kerntaak.pk: kerntaak for kerntaak in stof.kerntaken},
        werkprocessen={wp.pk: wp for kerntaak in stof.kerntaken for wp in kerntaak.werkprocessen},
    )


# --- Forms -----------------------------------------------------------------------------------------
def _formulieren(instrument: Exameninstrument) -> QuerySet[Beoordelingsformulier]:
    return instrument.formulieren.select_related("kerntaak").prefetch_related(
        "onderdelen__werkproces", "onderdelen__criteria"
    )


def _feiten_van_formulier(formulier: Beoordelingsformulier) -> Feiten:
    return Feiten(soort=FORMULIER, kerntaak=formulier.kerntaak.code, uuid=formulier.uuid)


def _formulier(bron: _Bron, formulier: Beoordelingsformulier) -> FormulierInhoud:
    kerntaak, stof = formulier.kerntaak, bron.kerntaken.get(formulier.kerntaak_id)
    return FormulierInhoud(
        kop=bron.kop(is_voorbeeld=bron.stof.has_voorbeeld(kerntaak.pk)),
        kerntaak_code=kerntaak.code,
        kerntaak_titel=kerntaak.titel,
        schaal=Schaal(bron.instrument.schaal),
        niveaus=bron.niveaus,
        contexten=tuple(context.naam for context in bron.stof.contexten),
        werkprocessen=tuple(_blok(bron, onderdeel) for onderdeel in formulier.onderdelen.all()),
        # A dossier may name the same knowledge twice under one kerntaak; on paper once is enough.
        vakkennis=tuple(dict.fromkeys(eis.tekst for eis in stof.vakkennis)) if stof else (),
        cesuur_werkproces=formulier.cesuur_werkproces,
        cesuur_kerntaak=formulier.cesuur_kerntaak,
    )


def _blok(bron: _Bron, onderdeel: Formulieronderdeel) -> Werkprocesblok:
    werkproces, stof = onderdeel.werkproces, bron.werkprocessen.get(onderdeel.werkproces_id)
    return Werkprocesblok(
        code=werkproces.code,
        titel=werkproces.titel,
        omschrijving=stof.omschrijving if stof else werkproces.omschrijving,
        criteria=tuple(map(_criterium, onderdeel.criteria.all())),
        is_voorbeeld=werkproces.is_voorbeeld,
    )


def _criterium(criterium: Beoordelingscriterium) -> Criterium:
    return Criterium(
        tekst=criterium.tekst,
        vorm=Beoordelingsvorm(criterium.vorm),
        vorm_bevestigd=criterium.vorm_bevestigd,
        is_cruciaal=criterium.is_cruciaal,
    )


# --- Assignments -----------------------------------------------------------------------------------
def _opdrachten(instrument: Exameninstrument) -> QuerySet[Opdracht]:
    return instrument.opdrachten.select_related("kerntaak", "context").prefetch_related("delen")


def _feiten_van_opdracht(opdracht: Opdracht) -> Feiten:
    return Feiten(
        soort=opdracht.soort,
        kerntaak=opdracht.kerntaak.code if opdracht.kerntaak else "",
        context=opdracht.context.naam if opdracht.context else "",
        uuid=opdracht.uuid,
    )


def _opdracht(bron: _Bron, opdracht: Opdracht) -> OpdrachtInhoud:
    feiten = _feiten_van_opdracht(opdracht)
    return OpdrachtInhoud(
        kop=bron.kop(is_voorbeeld=bron.stof.has_voorbeeld(opdracht.kerntaak_id)),
        opdrachtsoort=OpdrachtSoort(opdracht.soort),
        context=feiten.context,
        kerntaak_code=feiten.kerntaak,
        kerntaak_titel=opdracht.kerntaak.titel if opdracht.kerntaak else "",
        delen=tuple(
            Deel(lezer=Lezer(deel.lezer), titel=deel.titel, tekst=deel.tekst) for deel in opdracht.delen.all()
        ),
    )
