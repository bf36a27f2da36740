"""The YAML format: the two dossiers that are shipped, the schema and its sentences, hostile and broken files."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from qualifications.enums import AanvullingVeld, EisSoort, Herkomst
from qualifications.readers import yaml_dossier
from qualifications.readers.eisen import COMPETENTIES
from qualifications.structure import DossierImport, DossierImportError
from tests.unending import ends

APP = Path(yaml_dossier.__file__).resolve().parents[1]
VOORBEELDEN = sorted((APP / "voorbeelden").glob("*.yaml"))
DOCS = APP.parent / "docs" / "dossier-yaml.md"
ENGLISH = re.compile(
    r"\b(not|expected|invalid|token|mapping|scalar|required|property|found|error|line|column|None)\b", re.I
)

KLEIN = """\
titel: Voorbeelddossier
crebo: "12345"
geldig_vanaf: 2024-08-01
kwalificaties:
  - profiel: 1
    crebo: "12346"
    titel: Voorbeeldmaker
    niveau: 3
    talen:
      - {taal: Engels, vaardigheid: gesprekken, niveau: A2}
  - profiel: 2
    crebo: "12347"
    titel: Voorbeeldmeester
    wettelijke_beroepsvereisten: ja
    beroepsvereisten_toelichting: Wet X.
    kerntaken:
      - nummer: 1
        titel: Eigen taak
        vakkennis:
          - kent materialen
kerntaken:
  - nummer: 1
    titel: Maakt iets
    complexiteit: Niet eenvoudig.
    vakkennis:
      - kan zagen
      - categorie: Kennis
        voorbeeld: ja
        eisen: [kent hout, kent metaal]
    aanvullingen:
      - profiel: 2
        complexiteit: Nog moeilijker.
        vakkennis: [kan lijmen]
    werkprocessen:
      - nummer: 3
        titel: Zaagt
        voorbeeld: ja
        omschrijving: Hij zaagt.
        resultaat: Er is gezaagd.
        gedrag_aanhef: "Hij:"
        gedrag:
          - zaagt recht;
          - {tekst: "veegt op: altijd.", voorbeeld: nee}
        competenties: [K, L]
        aanvullingen:
          - profiel: 2
            omschrijving: En hij lijmt.
            resultaat: Er is gelijmd.
            gedrag: [lijmt dun;]
            competenties: [Q]
"""


def read(tekst):
    inhoud = tekst if isinstance(tekst, bytes) else tekst.encode()
    return yaml_dossier.read(inhoud, bestandsnaam="dossier.yaml")


def refused(tekst):
    with ends(), pytest.raises(DossierImportError) as caught:
        read(tekst)
    assert not ENGLISH.search(caught.value.melding), caught.value.melding
    return str(caught.value)


# --- A small dossier -------------------------------------------------------------------------------
def test_read_of_small_dossier_gives_the_kwalificaties_with_their_own_eisen():
    dossier = read(KLEIN)
    assert (dossier.herkomst, dossier.crebo, dossier.editie) == (Herkomst.YAML, "12345", "2024-08-01")
    een, twee = dossier.kwalificaties
    assert [(e.soort, e.tekst) for e in een.eisen] == [
        (EisSoort.TAAL, "Engels: gesprekken voeren op niveau A2")
    ]
    assert [(e.soort, e.tekst) for e in twee.eisen] == [(EisSoort.WETTELIJK, "Wet X.")]
    assert (een.niveau, een.wettelijke_beroepsvereisten, twee.wettelijke_beroepsvereisten) == (3, None, True)


def test_read_of_small_dossier_puts_the_basisdeel_before_the_profiles():
    assert [(k.code, k.titel) for k in read(KLEIN).kerntaken] == [
        ("B1-K1", "Maakt iets"),
        ("P2-K1", "Eigen taak"),
    ]


def test_read_of_additions_keeps_them_with_their_profile():
    kerntaak = read(KLEIN).kerntaken[0]
    assert [(a.veld, a.profiel, a.tekst) for a in kerntaak.aanvullingen] == [
        (AanvullingVeld.COMPLEXITEIT, 2, "Nog moeilijker.")
    ]
    assert [(e.tekst, e.profiel, e.categorie) for e in kerntaak.eisen] == [
        ("kan zagen", None, ""),
        ("kent hout", None, "Kennis"),
        ("kent metaal", None, "Kennis"),
        ("kan lijmen", 2, ""),
    ]
    (werkproces,) = kerntaak.werkprocessen
    assert [(e.soort.value, e.tekst, e.profiel) for e in werkproces.eisen] == [
        ("resultaat", "Er is gezaagd.", None),
        ("resultaat", "Er is gelijmd.", 2),
        ("gedrag", "zaagt recht;", None),
        ("gedrag", "veegt op: altijd.", None),
        ("gedrag", "lijmt dun;", 2),
    ]
    assert [(a.veld, a.profiel) for a in werkproces.aanvullingen] == [(AanvullingVeld.OMSCHRIJVING, 2)]
    assert [(c.code, c.profiel) for c in werkproces.competenties] == [("K", None), ("L", None), ("Q", 2)]
    assert werkproces.competenties[0].titel == "Vakdeskundigheid toepassen"


def test_read_of_voorbeeld_marks_everything_below_it_and_nothing_beside_it():
    kerntaak = read(KLEIN).kerntaken[0]
    assert [e.is_voorbeeld for e in kerntaak.eisen] == [False, True, True, False]
    assert not kerntaak.is_voorbeeld
    assert kerntaak.werkprocessen[0].is_voorbeeld
    assert all(eis.is_voorbeeld for eis in kerntaak.werkprocessen[0].eisen)


def test_read_of_parts_that_are_absent_says_nothing_and_of_empty_lists_says_none():
    dossier = read("titel: Kaal\nkerntaken: []\ncontexten: []\n")
    assert (dossier.kerntaken, dossier.contexten) == ((), ())
    assert (dossier.kwalificaties, dossier.hoofdstukken, dossier.betrokkenen, dossier.uitstroom) == (
        None,
    ) * 4


def test_read_of_values_that_yaml_would_change_keeps_the_text():
    dossier = read("titel: 007\ncrebo: 01234\nstatus: no\nministerie: 2015-08-01\npenvoerder: 1:30\n")
    assert (dossier.titel, dossier.crebo, dossier.status) == ("007", "01234", "no")
    assert (dossier.ministerie, dossier.penvoerder) == ("2015-08-01", "1:30")


def test_read_of_verantwoording_fills_its_parts():
    dossier = read(
        "titel: X\nverantwoording:\n  hoofdstukken:\n    - {deel: trends, nummer: 4, tekst: Veel.}\n"
        "  brondocumenten: [{naam: BCP, datum: 2019-07-27}]\n  onderhoudspunten: [{actie: Kijken}]\n"
        "  betrokkenen: [Voorbeeldschool Noord]\n"
    )
    assert [(h.nummer, h.titel, h.tekst) for h in dossier.hoofdstukken] == [
        (4, "Trends en ontwikkelingen", "Veel.")
    ]
    assert dossier.brondocumenten[0].datum.year == 2019
    assert dossier.onderhoudspunten[0].actie == "Kijken"
    assert dossier.betrokkenen == ("Voorbeeldschool Noord",)


def test_read_of_incomplete_werkproces_warns_with_its_line():
    dossier = read(
        "titel: X\nkerntaken:\n  - nummer: 1\n    titel: T\n    werkprocessen:\n      - {nummer: 1, titel: W}\n"
    )
    assert [(w.plaats, w.tekst) for w in dossier.waarschuwingen] == [
        ("regel 6, kerntaken[1].werkprocessen[1]", f"Dit werkproces heeft geen {veld}.")
        for veld in ("omschrijving", "resultaat", "gedrag")
    ]


# --- What is refused, and in what words ------------------------------------------------------------
@pytest.mark.parametrize(
    ("oud", "nieuw", "words"),
    [
        ('crebo: "12345"', "crebo: 2589", "regel 2, crebo: “2589” klopt niet. Zo moet het: Precies 5 cijfers"),
        ("titel: Voorbeelddossier\n", "", "regel 1: Het veld “titel” ontbreekt"),
        ("titel: Voorbeelddossier", "titel:", "Het veld “titel” ontbreekt"),
        ("titel: Voorbeelddossier", 'titel: ""', "regel 1, titel: Hier hoort een tekst te staan"),
        ("2024-08-01", "2024-02-31", "regel 3, geldig_vanaf: “2024-02-31” is een datum die niet bestaat"),
        ("2024-08-01", "01-08-2024", "jaar-maand-dag"),
        ("    niveau: 3", "    niveau: 5", "regel 8, kwalificaties[1].niveau: “5” is te groot; het hoogste is 4"),
        ("    niveau: 3", "    niveau: drie", "Hier hoort een heel getal, maar er staat “drie”"),
        ("    niveau: 3", "    nivo: 3", "Het veld “nivo” bestaat niet. Bedoelt u “niveau”?"),
        ("niveau: A2", "niveau: D9", "“D9” kan hier niet. Kies uit: A1, A2"),
        ("vereisten: ja", "vereisten: soms", "Hier hoort ja of nee, maar er staat “soms”"),
        ('    crebo: "12347"', '    crebo: "12346"',
         "regel 12, kwalificaties[2].crebo: crebo “12346” komt twee keer"),
        ("  - profiel: 2\n    crebo", "  - profiel: 1\n    crebo", "profiel “1” komt twee keer voor"),
        ("      - profiel: 2\n        comp", "      - profiel: 9\n        comp",
         "Profiel 9 staat niet bij de kwalificaties"),
        ("competenties: [K, L]", "competenties: [K, Z]", "A tot en met Y"),
        ("complexiteit: Niet eenvoudig.", "complexiteit: [a]", "Hier hoort een tekst, maar er staat een lijst"),
        ("vakkennis:\n      - kan zagen", "vakkennis:\n      - {voorbeeld: ja}", "geen “tekst” of “eisen”"),
        ("vakkennis:\n      - kan zagen", "vakkennis:\n      - {}", "Deze groep is leeg"),
        ("nummer: 3", "nummer: 0", "te klein; het laagste is 1"),
        ("nummer: 3", "nummer: 3\n        nummer: 4", "“nummer” staat hier twee keer; de eerste keer op regel 35"),
        ("crebo:", "crebo: &a", "Ankers (&naam) zijn niet toegestaan"),
        ('crebo: "12345"', "crebo: *a", "Verwijzingen (*naam) zijn niet toegestaan"),
        ('crebo: "12345"', "crebo: !!python/object/apply:os.system [ls]", "type met een uitroepteken"),
        ('crebo: "12345"', "<<: {a: b}", "“<<” bestaat hier niet"),
        ('crebo: "12345"', "? [a, b]\n: c", "De naam van een veld moet een woord zijn"),
        ('crebo: "12345"', 'status: "a\\0b"', "teken dat niet mag (U+0000)"),
        ('crebo: "12345"', 'status: "a\\ud800b"', "regel 2, kolom 13"),
        ('crebo: "12345"', "\tcrebo: x", "regel 2, kolom 1: Hier staat een tab"),
        ('crebo: "12345"', 'crebo: "12345', "regel"),
        ('crebo: "12345"', "crebo: a: b", "geen geldige YAML"),
        ('crebo: "12345"', "---", "meer dan één dossier"),
        ("        aanvullingen:\n          - profiel: 2\n            om",
         "        aanvullinge:\n          - profiel: 2\n            om", "Bedoelt u “aanvullingen”?"),
        ("        vakkennis:\n          - kent",
         "        aanvullingen: [{profiel: 1}]\n        vakkennis:\n          - kent",
         "Alleen een kerntaak van het basisdeel"),
    ],
)  # fmt: skip
def test_read_of_wrong_dossier_says_line_path_and_remedy(oud, nieuw, words):
    assert KLEIN.count(oud) >= 1
    assert words in refused(KLEIN.replace(oud, nieuw, 1))


@pytest.mark.parametrize(
    ("inhoud", "words"),
    [
        (b"", "leeg"),
        (b"# niets\n", "geen dossier"),
        (b"- a\n- b\n", "geen dossier"),
        (b"tekst", "geen dossier"),
        ("titel: é x".encode("latin-1"), "regel 1, kolom 8: Byte 0xE9 is geen UTF-8"),
        ("titel: é".encode("utf-16"), "UTF-16"),
        ("titel: x".encode("utf-16-le"), "NUL-byte"),
        (b"titel: [", "niet gesloten"),
        (b"titel: " + b"[" * 1_000_000, "meer dan 30 lagen"),
        (b"- " * 1_000_000, "meer dan 30 lagen"),
        (b"titel: x\ncontexten:\n" + b"  - {naam: a}\n" * 300_000, "meer dan 50000 onderdelen"),
        (b"titel: " + b"x" * 4_000_000, "meer dan 100000 tekens"),
        (b"x" * (5 * 1024 * 1024 + 1), "hoogstens 5 MB"),
        (
            b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 122)),
            "Ankers",
        ),
    ],
)
def test_read_of_hostile_or_broken_file_is_refused_quickly(inhoud, words):
    assert words in refused(inhoud)


def test_read_of_many_errors_shows_the_first_few_in_the_order_of_the_file():
    melding = refused("titel: x\n" + "".join(f"veld{n}: 1\n" for n in range(9)))
    assert melding.startswith("regel 2, veld0:")
    assert melding.count("Regel") == 4
    assert melding.endswith("Er zijn nog meer fouten.")


# --- Generated -------------------------------------------------------------------------------------
def truncated(inhoud, chance):
    return inhoud[: chance.randrange(len(inhoud))]


def flipped(inhoud, chance):
    bytes_ = bytearray(inhoud)
    for _ in range(chance.randint(1, 5)):
        bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
    return bytes(bytes_)


def without_a_line(inhoud, chance):
    regels = inhoud.splitlines(keepends=True)
    del regels[chance.randrange(len(regels))]
    return b"".join(regels)


def shuffled(inhoud, chance):
    regels = inhoud.splitlines(keepends=True)
    een, twee = chance.randrange(len(regels)), chance.randrange(len(regels))
    regels[een], regels[twee] = regels[twee], regels[een]
    return b"".join(regels)


@pytest.mark.parametrize("mutation", [truncated, flipped, without_a_line, shuffled])
def test_read_of_forty_mutated_files_gives_a_dossier_or_a_refusal_in_dutch(mutation):
    sources = [KLEIN.encode(), *(bestand.read_bytes() for bestand in VOORBEELDEN)]
    outcomes = Counter()
    for seed in range(40):
        chance = random.Random(f"{mutation.__name__}{seed}")
        try:
            outcomes[type(read(mutation(chance.choice(sources), chance)))] += 1
        except DossierImportError as error:
            assert len(error.melding) > 15 and not ENGLISH.search(error.melding), error.melding
            outcomes[DossierImportError] += 1
    assert outcomes.total() == 40
    assert set(outcomes) <= {DossierImport, DossierImportError}
    assert outcomes[DossierImportError] > 3


waarden = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=8), deel, max_size=3),
    max_leaves=8,
)
velden = st.sampled_from(sorted(yaml_dossier._schema()["properties"]))


@given(st.dictionaries(velden, waarden, max_size=5))
def test_read_of_any_values_in_known_fields_gives_a_dossier_or_a_refusal(inhoud):
    try:
        dossier = read(yaml.safe_dump(inhoud, allow_unicode=True))
    except DossierImportError as error:
        assert error.melding
    else:
        assert dossier.titel


# --- What is shipped -------------------------------------------------------------------------------
def test_schema_is_a_valid_json_schema_that_allows_nothing_unknown():
    schema = json.loads(yaml_dossier.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    objects = [deel for deel in yaml_dossier._objects(schema) if "properties" in deel and "type" in deel]
    assert len(objects) >= 12
    assert all(deel["additionalProperties"] is False for deel in objects)


def test_schema_gives_a_field_name_one_kind_everywhere():
    kinds = {
        kind: yaml_dossier._fields_of(kind) for kind in ("integer", "boolean", "string", "array", "object")
    }
    assert {"nummer", "profiel", "niveau"} <= kinds["integer"] | {"niveau"}
    assert "voorbeeld" in kinds["boolean"]
    assert kinds["integer"] & kinds["boolean"] == set()
    assert kinds["integer"] & kinds["string"] == set()


def shipped(crebo):
    (bestand,) = [bestand for bestand in VOORBEELDEN if bestand.name.startswith(crebo)]
    return read(bestand.read_bytes())


def test_shipped_productietechniek_has_the_facts_of_the_sources(shared):
    dossier = shipped("23361")
    bron = " ".join((shared / "seeds/workshop-productietechniek.txt").read_text(encoding="utf-8").split())
    assert (dossier.crebo, dossier.titel, dossier.editie) == ("23361", "Productietechniek", "2023-08-01")
    assert dossier.geldig_vanaf.isoformat() == "2023-08-01"
    assert [(k.profiel, k.crebo, k.titel, k.niveau, len(k.eisen)) for k in dossier.kwalificaties] == [
        (1, "25894", "Medewerker productietechniek", 2, 0),
        (2, "25895", "Allround medewerker productietechniek", 3, 0),
        (3, "25896", "Productietechnicus", 4, 5),
        (4, "25897", "Researchinstrumentmaker", 4, 5),
    ]
    assert all(k.crebo in bron for k in dossier.kwalificaties)
    assert [c.naam for c in dossier.contexten] == ["Metaal", "Precisietechniek"]
    assert all(c.omschrijving in bron for c in dossier.contexten)
    assert [(k.code, k.titel) for k in dossier.kerntaken] == [
        ("B1-K1", "Vervaardigt producten en/of onderdelen"),
        ("P2-K1", "Voert (complexe) bewerkingen en/of modificaties uit"),
        ("P4-K4", "Ontwerpt prototypen"),
    ]
    assert dossier.kerntaken[0].titel in bron and dossier.kerntaken[1].titel in bron


def test_shipped_productietechniek_is_rich_and_marks_all_it_adds_as_voorbeeld():
    dossier = shipped("23361")
    assert [len(k.werkprocessen) for k in dossier.kerntaken] == [5, 4, 4]
    for kerntaak in dossier.kerntaken:
        assert not kerntaak.is_voorbeeld and not kerntaak.complexiteit and not kerntaak.aanvullingen
        assert 8 <= len(kerntaak.eisen) <= 15
        assert all(eis.is_voorbeeld for eis in kerntaak.eisen)
        for werkproces in kerntaak.werkprocessen:
            assert werkproces.is_voorbeeld and werkproces.omschrijving
            assert all(eis.is_voorbeeld for eis in werkproces.eisen)
            gedrag = [e for e in werkproces.eisen if e.soort == EisSoort.GEDRAG and e.profiel is None]
            assert 4 <= len(gedrag) <= 6
    gedrag = [e.tekst for k in dossier.kerntaken for w in k.werkprocessen for e in w.eisen]
    assert sum(" en/of " in tekst for tekst in gedrag) >= 10
    assert dossier.waarschuwingen == ()


def test_shipped_technicus_engineering_has_its_facts_and_only_example_kerntaken(shared):
    dossier = shipped("25297")
    lijst = (shared / "data/crebo-2015.csv").read_text(encoding="utf-8")
    assert "23119,Middenkader Engineering,25297,Technicus engineering,4" in lijst
    assert (dossier.crebo, dossier.titel) == ("23119", "Middenkader Engineering")
    assert [(k.crebo, k.titel, k.niveau) for k in dossier.kwalificaties] == [
        ("25297", "Technicus engineering", 4)
    ]
    assert [(c.naam, c.omschrijving) for c in dossier.contexten] == [("Metaal", ""), ("Mechatronica", "")]
    assert len(dossier.kerntaken) == 2
    for kerntaak in dossier.kerntaken:
        assert kerntaak.is_voorbeeld and kerntaak.titel.startswith("Voorbeeldkerntaak: ")
        assert all(w.is_voorbeeld and w.titel.startswith("Voorbeeld: ") for w in kerntaak.werkprocessen)


def test_example_in_the_docs_is_read_and_uses_the_fields_it_explains():
    tekst = DOCS.read_text(encoding="utf-8")
    (voorbeeld,) = re.findall(r"```yaml\n(titel: .*?)```", tekst, re.S)
    dossier = read(voorbeeld)
    assert dossier.waarschuwingen == ()
    assert [k.code for k in dossier.kerntaken] == ["B1-K1", "P2-K1"]


def test_docs_name_every_field_of_the_schema():
    tekst = DOCS.read_text(encoding="utf-8")
    schema = json.loads(yaml_dossier.SCHEMA.read_text(encoding="utf-8"))
    names = {naam for deel in yaml_dossier._objects(schema) for naam in deel.get("properties", {})}
    assert len(names) > 50
    assert [naam for naam in sorted(names) if f"`{naam}`" not in tekst] == []


def test_competenties_are_the_25_of_the_real_files(shared):
    tekst = (shared / "data/sbb/2755-dienstverlening.xml").read_text(encoding="utf-8-sig")
    bron = re.findall(r'<competentie nr="\d+" titel="([^"]+)" code="(.)"', tekst)
    assert len(bron) == 25
    assert {code: titel.replace("&quot;", '"') for titel, code in bron} == COMPETENTIES
