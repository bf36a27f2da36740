"""The real files through the command: their numbers counted another way, and nothing new the second time."""

import io
import json
import re
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from django.core.management import call_command
from django.db import transaction

from qualifications.enums import Taalniveau
from qualifications.models import Kwalificatiedossier, Verantwoordingshoofdstuk
from qualifications.readers import yaml_dossier
from schools.models import Gebeurtenis
from tests.qualifications.factories import dump
from tests.qualifications.inhoud import inhoud

pytestmark = pytest.mark.django_db

VOORBEELDEN = Path(yaml_dossier.__file__).resolve().parents[1] / "voorbeelden"
SLEUTELS = [
    "bestand", "crebo", "titel", "editie", "kwalificaties", "contexten", "kerntaken", "werkprocessen", "eisen",
    "competenties", "waarschuwingen", "gewijzigd",
]  # fmt: skip
SOORTEN = ["resultaat", "gedrag", "vakkennis", "taal", "wettelijk"]


def importeer(*paden, **options):
    out = io.StringIO()
    call_command("import_dossier", *map(str, paden), json=True, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def telling(kwalificaties, contexten, kerntaken, werkprocessen, eisen, competenties):
    return {
        "kwalificaties": kwalificaties,
        "contexten": contexten,
        "kerntaken": kerntaken,
        "werkprocessen": werkprocessen,
        "eisen": dict(zip(SOORTEN, eisen, strict=True)),
        "competenties": competenties,
    }


# --- Counted another way ---------------------------------------------------------------------------
def counted_in_xml(inhoud_):
    """With ElementTree: texts are the pieces of CDATA, gedrag the lines that begin with "- "."""
    dossier = fromstring(inhoud_.decode("utf-8-sig")).find("dossiers/dossier")

    def own(element):
        return "".join([element.text or "", *(kind.tail or "" for kind in element)]).strip()

    def teksten(tag):
        """The general text of each element of that name, and the texts per profile within it."""
        for element in dossier.iter(tag):
            yield own(element)
            yield from (own(extra[-1]) for extra in element.iter("aanvullend"))

    gedrag = [line for tekst in teksten("werkprocesgedrag") for line in tekst.splitlines()]
    levels = [taal.get("niveau") for taal in dossier.iter("taalvaardigheid")]
    return telling(
        len(dossier.findall("profielen/profiel")),
        0,
        len(list(dossier.iter("kerntaak"))),
        len(list(dossier.iter("werkproces"))),
        [
            sum(bool(tekst) for tekst in teksten("werkprocesresultaat")),
            sum(line.startswith("- ") for line in gedrag),
            sum(each.get("referentie") is not None for each in dossier.iter("vakkennisenvaardigheden")),
            sum(bool(level) for level in levels),
            sum(each.text == "Ja" for each in dossier.findall("profielen//wettelijkeberoepsvereisten")),
        ],
        len([each for each in dossier.iter("competentie") if each.get("referentie")]),
    )  # fmt: skip


def counted_in_yaml(inhoud_):
    """By walking the plain document: what a key holds counts, wherever the key stands."""
    counts = dict.fromkeys(
        ("werkprocessen", "kerntaken", "resultaat", "gedrag", "vakkennis", "competenties", "talen"), 0
    )

    def walk(node):
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            for key, value in node.items():
                if key in counts:
                    counts[key] += sum(
                        count(each) for each in (value if isinstance(value, list) else [value])
                    )
                walk(value)

    def count(each):
        return len(each["eisen"]) if isinstance(each, dict) and "eisen" in each else 1

    document = yaml.safe_load(inhoud_)
    walk(document)
    wettelijk = [k for k in document["kwalificaties"] if k.get("wettelijke_beroepsvereisten") in (True, "ja")]
    return telling(
        len(document["kwalificaties"]),
        len(document["contexten"]),
        counts["kerntaken"],
        counts["werkprocessen"],
        [counts["resultaat"], counts["gedrag"], counts["vakkennis"], counts["talen"], len(wettelijk)],
        counts["competenties"],
    )


def counted_in_verantwoording(inhoud_):
    """The names behind », and per matrix of languages its columns that have a cross anywhere."""
    tekst = inhoud_.decode()
    matrices = tekst.split("Luisteren Lezen Gesprekken voeren Spreken Schrijven")[1:]
    rijen = rf"^(?:{'|'.join(Taalniveau.values)})((?: x)+) *$"
    talen = sum(max(map(len, re.findall(rijen, matrix, re.M))) // 2 for matrix in matrices)
    return telling(len(re.findall("^» ", tekst, re.M)), 0, 0, 0, [0, 0, 0, talen, 0], 0)


def counted_in_matrix(inhoud_):
    """Numbers at the beginning of a line: "4." in a new cell is a kerntaak, "4.2" a werkproces."""
    tekst = inhoud_.decode()
    werkprocessen = re.findall(r"^\t?\d\.\d", tekst, re.M)
    kerntaken = re.findall(r"^\t\d(?!\.\d)", tekst, re.M)
    return telling(tekst.count("Uitstroom"), 0, len(kerntaken), len(werkprocessen), [0] * 5, 0)


# file, kop (crebo, titel, editie), counter, numbers, warnings
ECHT = {
    "2635-pedagogisch-werk.xml": (
        "shared/data/sbb", ("23183", "Pedagogisch Werk", "2015-08-01"), counted_in_xml,
        telling(3, 0, 7, 34, [36, 197, 148, 5, 0], 138), 1,
    ),
    "2755-dienstverlening.xml": (
        "shared/data/sbb", ("23189", "Dienstverlening", "2015-08-01"), counted_in_xml,
        telling(3, 0, 4, 18, [18, 92, 63, 3, 0], 64), 3,
    ),
    "verantwoordingsinformatie-productietechniek.txt": (
        "shared/seeds", ("", "Productietechniek", "2023-08-01"), counted_in_verantwoording,
        telling(4, 0, 0, 0, [0, 0, 0, 10, 0], 0), 2,
    ),
    "wtb-kerntaken-werkprocessen.txt": (
        "shared/seeds", ("", "WTB", ""), counted_in_matrix, telling(2, 0, 8, 52, [0] * 5, 0), 9,
    ),
    "23361-productietechniek.yaml": (
        "voorbeelden", ("23361", "Productietechniek", "2023-08-01"), counted_in_yaml,
        telling(4, 2, 3, 13, [14, 69, 38, 10, 0], 42), 0,
    ),
    "25297-technicus-engineering.yaml": (
        "voorbeelden", ("23119", "Middenkader Engineering", "regeling 2015"), counted_in_yaml,
        telling(1, 2, 2, 6, [6, 25, 16, 0, 0], 18), 0,
    ),
}  # fmt: skip


@pytest.fixture
def pad(shared):
    def find(naam):
        folder = ECHT[naam][0]
        return VOORBEELDEN / naam if folder == "voorbeelden" else shared.parent / folder / naam

    return find


@pytest.mark.parametrize("naam", ECHT)
def test_import_of_real_file_twice_gives_its_numbers_and_then_changes_nothing(pad, naam):
    _, (crebo, titel, editie), counter, numbers, warnings = ECHT[naam]
    assert counter(pad(naam).read_bytes()) == numbers

    (first,) = importeer(pad(naam))
    kept = dump()
    (second,) = importeer(pad(naam))

    assert list(first) == SLEUTELS
    assert list(first["eisen"]) == SOORTEN
    assert len(first["waarschuwingen"]) == warnings
    del first["waarschuwingen"]
    assert first == {
        "bestand": naam,
        "crebo": crebo,
        "titel": titel,
        "editie": editie,
        **numbers,
        "gewijzigd": True,
    }
    assert second | {"waarschuwingen": [], "gewijzigd": True} == first | {"waarschuwingen": []}
    assert second["gewijzigd"] is False
    assert dump() == kept
    assert [(regel.wat, regel.door) for regel in Gebeurtenis.objects.all()] == [
        ("dossier_geimporteerd", None)
    ]


@pytest.mark.parametrize("naam", ECHT)
def test_import_of_real_file_writes_the_rows_that_it_counts(pad, naam):
    (row,) = importeer(pad(naam))
    dossier = Kwalificatiedossier.objects.get()
    for part in ("kwalificaties", "contexten", "kerntaken", "werkprocessen"):
        assert getattr(dossier, part).count() == row[part]
    assert {soort: dossier.eisen.filter(soort=soort).count() for soort in SOORTEN} == row["eisen"]
    assert dossier.werkprocescompetenties.count() == row["competenties"]


def test_import_of_all_real_files_together_writes_one_line_in_the_log_for_each(pad):
    rows = importeer(*map(pad, ECHT))
    assert [row["gewijzigd"] for row in rows] == [True] * 6
    assert Kwalificatiedossier.objects.count() == 5
    assert Gebeurtenis.objects.count() == 6
    assert [row["gewijzigd"] for row in importeer(*map(pad, reversed(ECHT)))] == [False] * 6
    assert Gebeurtenis.objects.count() == 6


# --- Two sources, one dossier ----------------------------------------------------------------------
SAMEN = ["23361-productietechniek.yaml", "verantwoordingsinformatie-productietechniek.txt"]


def test_import_of_yaml_and_verantwoording_in_either_order_gives_one_and_the_same_dossier(pad):
    found = []
    for order in permutations(SAMEN):
        with transaction.atomic():
            importeer(*map(pad, order))
            dossier = Kwalificatiedossier.objects.get()
            assert (dossier.crebo, dossier.herkomst) == ("23361", "yaml")
            assert dossier.kerntaken.count() == 3
            assert Verantwoordingshoofdstuk.objects.filter(dossier=dossier).count() == 14
            assert [k.crebo for k in dossier.kwalificaties.all()] == ["25894", "25895", "25896", "25897"]
            found.append(inhoud())
            transaction.set_rollback(True)
    assert found[0] == found[1]


@pytest.mark.parametrize("first", SAMEN)
def test_import_of_joined_sources_again_in_any_order_changes_nothing(pad, first):
    importeer(*map(pad, [first, *(naam for naam in SAMEN if naam != first)]))
    kept = dump()
    for order in [*permutations(SAMEN), [SAMEN[0], SAMEN[0]], [SAMEN[1], SAMEN[1]]]:
        assert [row["gewijzigd"] for row in importeer(*map(pad, order))] == [False, False]
    assert dump() == kept
    assert Gebeurtenis.objects.count() == 2


def test_import_of_verantwoording_names_the_crebo_of_the_dossier_it_joins(pad):
    (alone,) = importeer(pad(SAMEN[1]), dry_run=True)
    importeer(pad(SAMEN[0]))
    (joined,) = importeer(pad(SAMEN[1]))
    assert (alone["crebo"], joined["crebo"]) == ("", "23361")
