"""Sets of real and of example dossiers, counted independently of the code that makes them."""

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse

import qualifications
from instruments.enums import Aanvulvorm
from instruments.models import Beoordelingscriterium
from instruments.selectors import document_inhouden, kwalificatiestof, setverschil
from instruments.services import aanvulvorm_kiezen, exameninstrument_genereren
from qualifications.models import Kwalificatie
from qualifications.readers import sbb_xml, yaml_dossier
from qualifications.services import import_dossier
from schools.enums import Rol
from tests.instruments.factories import maak_gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def dienstverlening(shared):
    path = shared / "data/sbb/2755-dienstverlening.xml"
    import_dossier(bron=sbb_xml.read(path.read_bytes(), bestandsnaam=path.name), door=None)
    return path


def import_example(naam):
    path = Path(qualifications.__file__).parent / "voorbeelden" / naam
    import_dossier(bron=yaml_dossier.read(path.read_bytes(), bestandsnaam=path.name), door=None)


def genereer(crebo):
    kwalificatie = Kwalificatie.objects.newest_with_crebo(crebo)
    return exameninstrument_genereren(kwalificatie=kwalificatie, door=None).instrument


def names(instrument):
    return [document.naam for document in document_inhouden(instrument)]


def count_in_xml(path, crebo):
    """Per kerntaak code: resultaten and lines that begin with "- ", of the basisdeel and the own profile."""
    dossier = parse(path).getroot().find(".//dossier")
    profiel = next(p for p in dossier.iter("profiel") if p.find(f".//crebo[.='{crebo}']") is not None)
    parts = [("B1", dossier.find("basis")), (f"P{profiel.get('hoofdstuk')}", profiel)]
    found = {}
    for prefix, part in parts:
        for kerntaak in part.iter("kerntaak"):
            texts = [
                (wp.findtext(".//werkprocesresultaat") or "", wp.findtext(".//werkprocesgedrag") or "")
                for wp in kerntaak.iter("werkproces")
            ]
            found[f"{prefix}-K{kerntaak.get('hoofdstuk')}"] = (
                sum(bool(resultaat.strip()) for resultaat, _ in texts),
                sum(len(re.findall(r"^\s*- ", gedrag, re.MULTILINE)) for _, gedrag in texts),
            )
    return found


@pytest.mark.parametrize(("crebo", "kerntaak"), [("25499", "P1-K1"), ("25498", "P2-K1"), ("25500", "P3-K1")])
def test_set_of_dienstverlening_has_a_criterium_for_each_line_of_the_file(dienstverlening, crebo, kerntaak):
    instrument = genereer(crebo)
    assert names(instrument) == [
        f"{crebo}-B1-K1-beoordelingsformulier.pdf",
        f"{crebo}-{kerntaak}-beoordelingsformulier.pdf",
        f"{crebo}-aanvulopdracht.pdf",
        f"{crebo}-voorbeeldexamenopdracht.pdf",
    ]
    counted = {}
    for formulier in instrument.formulieren.all():
        vormen = Beoordelingscriterium.objects.filter(onderdeel__formulier=formulier).values_list(
            "vorm", flat=True
        )
        counted[formulier.kerntaak.code] = (list(vormen).count("product"), list(vormen).count("observatie"))
    assert counted == count_in_xml(dienstverlening, crebo)
    assert sum(gedrag for _, gedrag in counted.values()) >= 40
    assert not setverschil(instrument, kwalificatiestof(instrument.kwalificatie))
    assert not any(document.inhoud.kop.is_voorbeeld for document in document_inhouden(instrument))


def test_set_of_25895_is_what_the_workshop_says():
    import_example("23361-productietechniek.yaml")
    instrument = genereer("25895")
    assert names(instrument) == [
        "25895-B1-K1-beoordelingsformulier.pdf",
        "25895-P2-K1-beoordelingsformulier.pdf",
        "25895-metaal-aanvulopdracht.pdf",
        "25895-metaal-voorbeeldexamenopdracht.pdf",
        "25895-precisietechniek-aanvulopdracht.pdf",
        "25895-precisietechniek-voorbeeldexamenopdracht.pdf",
    ]
    # The werkprocessen of this dossier are example content, and so every document says.
    assert all(document.inhoud.kop.is_voorbeeld for document in document_inhouden(instrument))


def test_set_of_25297_has_one_aanvulopdracht_for_all_contexten():
    import_example("25297-technicus-engineering.yaml")
    instrument = genereer("25297")
    kerntaken = [formulier.kerntaak.code for formulier in instrument.formulieren.all()]
    assert kerntaken
    formulieren = [f"25297-{code}-beoordelingsformulier.pdf" for code in kerntaken]
    voorbeelden = [f"25297-{context}-voorbeeldexamenopdracht.pdf" for context in ("mechatronica", "metaal")]
    redacteur = maak_gebruiker(Rol.REDACTEUR)
    aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_KWALIFICATIE)
    instrument = genereer("25297")
    assert set(names(instrument)) == {*formulieren, *voorbeelden, "25297-aanvulopdracht.pdf"}
    aanvul = next(d.inhoud for d in document_inhouden(instrument) if d.naam == "25297-aanvulopdracht.pdf")
    assert aanvul.delen[-1].titel == "Toelichting per context"
    aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_KERNTAAK)
    per_kerntaak = {f"25297-{code}-aanvulopdracht.pdf" for code in kerntaken}
    assert set(names(instrument)) == {*formulieren, *voorbeelden, *per_kerntaak}
