"""Three hundred broken and hostile files through the command: each is imported or refused, and never half of it."""

import csv
import io
import random
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from openpyxl import Workbook

from qualifications.models import Kwalificatiedossier
from qualifications.readers import yaml_dossier
from schools.models import Gebeurtenis
from tests.qualifications.factories import dump

pytestmark = pytest.mark.django_db

VOORBEELDEN = Path(yaml_dossier.__file__).resolve().parents[1] / "voorbeelden"
YAML = VOORBEELDEN / "25297-technicus-engineering.yaml"
SHARED = ["data/sbb/2755-dienstverlening.xml", "data/sbb/2635-pedagogisch-werk.xml"]
SHARED += ["seeds/wtb-kerntaken-werkprocessen.txt", "seeds/verantwoordingsinformatie-productietechniek.txt"]
PER_MUTATION = 25
# Words of Python, expat, libyaml and the databases that must never reach a person.
ENGLISH = re.compile(
    r"\b(not|expected|invalid|token|mismatched|found|error|line|failed|constraint|violates|None|Traceback|object)\b",
    re.IGNORECASE,
)


# --- What is broken --------------------------------------------------------------------------------
RIJEN = [
    ["kerntaak", "werkproces", "Uitstroom niveau 4 PROEF", "Uitstroom niveau 3 PROEF"],
    ["1. Maakt voorbeelden", "1.1 meet", "X", ""],
    ["", "1.2 zaagt", "X", "X"],
]


def as_csv():
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(RIJEN)
    return buffer.getvalue().encode()


def as_xlsx():
    workbook = Workbook()
    for rij in RIJEN:
        workbook.active.append(rij)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def heel(shared):
    """Whole files of every kind, by name."""
    files = {Path(naam).name: (shared / naam).read_bytes() for naam in SHARED}
    return files | {YAML.name: YAML.read_bytes(), "matrix.csv": as_csv(), "matrix.xlsx": as_xlsx()}


# --- How it is broken: (naam, inhoud, chance) → (naam, inhoud) -------------------------------------
def truncated(naam, inhoud, chance):
    return naam, inhoud[: chance.randrange(len(inhoud))]


def flipped(naam, inhoud, chance):
    changed = bytearray(inhoud)
    for _ in range(chance.randint(1, 5)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return naam, bytes(changed)


def in_another_encoding(naam, inhoud, chance):
    tekst = inhoud.decode("utf-8-sig", errors="replace")
    encoding = chance.choice(["utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "utf-7"])
    return naam, tekst.encode(encoding, errors="replace")


def with_another_name(naam, inhoud, chance):
    return chance.choice(["a.xml", "a.yaml", "a.csv", "a.xlsx", "a.pdf", "a.txt", "a.docx", "a"]), inhoud


def with_strange_numbers(naam, inhoud, chance):
    """Numbers and dates that are too big, negative, fractional, or digits of another script."""
    found = list(re.finditer(rb"\d+", inhoud))
    for number in sorted(chance.sample(found, min(3, len(found))), key=lambda each: -each.start()):
        strange = chance.choice(
            [b"0", b"-1", b"99999", b"9" * 25, b"2.5", "٣".encode(), b"1e999", b"NaN", b""]
        )
        inhoud = inhoud[: number.start()] + strange + inhoud[number.end() :]
    return naam, inhoud


def with_strange_characters(naam, inhoud, chance):
    strange = [
        b"\0",
        b"\x0b",
        "\ud800".encode("utf-8", "surrogatepass"),
        "\u202e".encode(),
        b"\xef\xbf\xbf",
        b"&#0;",
    ]
    place = chance.randrange(len(inhoud))
    return naam, inhoud[:place] + chance.choice(strange) + inhoud[place:]


def with_lines_twice(naam, inhoud, chance):
    lines = inhoud.splitlines(keepends=True)
    begin = chance.randrange(len(lines))
    part = lines[begin : begin + chance.randint(1, 40)]
    return naam, b"".join([*lines[:begin], *part, *part, *lines[begin + len(part) :]])


def with_lines_gone(naam, inhoud, chance):
    lines = inhoud.splitlines(keepends=True)
    begin = chance.randrange(len(lines))
    return naam, b"".join(lines[:begin] + lines[begin + chance.randint(1, 10) :])


def with_a_long_text(naam, inhoud, chance):
    found = chance.choice(list(re.finditer(rb"[A-Za-z]{4,}", inhoud)))
    return naam, inhoud[: found.start()] + b"lang" * chance.choice([100, 20_000]) + inhoud[found.end() :]


def with_entities(naam, inhoud, chance):
    doctype = chance.choice(
        [
            '<!DOCTYPE sbb [<!ENTITY e "x">]>',
            '<!DOCTYPE sbb SYSTEM "file:///etc/passwd">',
            '<!DOCTYPE sbb [<!ENTITY a "aa"><!ENTITY e "&a;&a;&a;&a;">]>',
        ]
    )
    tekst = f"<?xml version='1.0'?>{doctype}<sbb>&e;</sbb>"
    ankers = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, *b]\n"
    return chance.choice(
        [("a.xml", tekst.encode()), ("a.xml", tekst.encode("utf-16")), ("a.yaml", ankers.encode())]
    )


def deeply_nested(naam, inhoud, chance):
    depth = chance.choice([100, 5_000, 200_000])
    return chance.choice(
        [
            ("a.xml", b"<sbb>" + b"<a>" * depth + b"</a>" * depth + b"</sbb>"),
            ("a.yaml", b"titel: " + b"[" * depth),
            ("a.yaml", b"".join(b" " * place + b"a:\n" for place in range(min(depth, 2_000)))),
        ]
    )


def rubbish(naam, inhoud, chance):
    naam = chance.choice(["a.csv", "a.xlsx", "a.yaml", "a.xml", "a.txt", "a.pdf"])
    start = chance.choice([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<", b"kerntaak;werkproces\n", b"titel: "])
    return naam, start + chance.choice([chance.randbytes(500), b";\n" * 5_000, b",,=1+1,\n" * 50, b"\n \n"])


MUTATIONS = [
    truncated, flipped, in_another_encoding, with_another_name, with_strange_numbers, with_strange_characters,
    with_lines_twice, with_lines_gone, with_a_long_text, with_entities, deeply_nested, rubbish,
]  # fmt: skip
ALWAYS_REFUSED = [with_entities, deeply_nested, rubbish]


# --- The door --------------------------------------------------------------------------------------
def imports(pad):
    """Whether the command takes the file; what it wrote is undone. Any other exception fails the test."""
    before = dump(), Gebeurtenis.objects.count()
    try:
        with transaction.atomic():
            call_command("import_dossier", str(pad), stdout=io.StringIO())
            transaction.set_rollback(True)
    except CommandError as error:
        melding = str(error)
        assert melding.startswith(f"{pad.name}: ") and melding.endswith("\nEr is niets gewijzigd."), melding
        assert not ENGLISH.search(melding.removeprefix(pad.name)), melding
        assert (dump(), Gebeurtenis.objects.count()) == before
        return False
    return True


@pytest.fixture
def gevuld():
    """A database that already holds what some of the files are about."""
    call_command("import_dossier", *map(str, sorted(VOORBEELDEN.glob("*.yaml"))), stdout=io.StringIO())
    assert Kwalificatiedossier.objects.count() == 2


def test_mutations_together_make_three_hundred_files():
    assert len(MUTATIONS) * PER_MUTATION == 300


def test_import_of_the_whole_files_is_taken(gevuld, heel, tmp_path):
    for naam, inhoud in heel.items():
        (tmp_path / naam).write_bytes(inhoud)
        assert imports(tmp_path / naam), naam


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_import_of_broken_files_is_taken_or_refused_in_dutch_and_leaves_nothing(
    gevuld, heel, tmp_path, mutation
):
    taken = []
    for seed in range(PER_MUTATION):
        chance = random.Random(f"{mutation.__name__} {seed}")
        naam, inhoud = mutation(*chance.choice(sorted(heel.items())), chance)
        (tmp_path / naam).write_bytes(inhoud)
        taken.append(imports(tmp_path / naam))
    assert len(taken) == PER_MUTATION
    if mutation in ALWAYS_REFUSED:
        assert not any(taken)
