"""The same content and date are the same bytes, whatever was printed before and in whichever process."""

import hashlib
import subprocess
import sys
from datetime import date

import pytest

from instruments.content import short_hash
from instruments.pdf import Drukpers
from tests.instruments import pdf_inhoud
from tests.instruments.pdf_lezen import DATUM, bladen, druk

OPDRACHT = """
import django; django.setup()
from datetime import date
import hashlib
from instruments.pdf import Drukpers
from tests.instruments import pdf_inhoud
pers = Drukpers()
for inhoud, invulbaar in ((pdf_inhoud.opdracht(), False), (pdf_inhoud.formulier(2, 3), True)):
    print(hashlib.sha256(pers.druk(inhoud, datum=date(2026, 11, 20), invulbaar=invulbaar)).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_document_printed_in_another_process_is_byte_identical(settings, seed):
    command = [sys.executable, "-c", OPDRACHT]
    environment = {
        "DJANGO_SETTINGS_MODULE": "examservice.settings",
        "PYTHONHASHSEED": seed,
        "PATH": "/usr/bin:/bin",
    }
    other = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, check=True, text=True
    ).stdout.split()
    here = [
        hashlib.sha256(pdf).hexdigest()
        for pdf in (druk(pdf_inhoud.opdracht()), druk(pdf_inhoud.formulier(2, 3), invulbaar=True))
    ]
    assert other == here


def test_document_printed_after_others_is_byte_identical():
    pers = Drukpers()
    first = pers.druk(pdf_inhoud.formulier(2, 3), datum=DATUM)
    pers.druk(pdf_inhoud.opdracht(), datum=DATUM)
    pers.druk(pdf_inhoud.formulier(1, 1, **pdf_inhoud.punten()), datum=DATUM, invulbaar=True)
    assert pers.druk(pdf_inhoud.formulier(2, 3), datum=DATUM) == first


def test_document_of_another_day_or_content_is_another_file():
    pers = Drukpers()
    inhoud = pdf_inhoud.formulier(1, 1)
    changed = pdf_inhoud.replace(inhoud, cesuur_kerntaak="Anders.")
    first = pers.druk(inhoud, datum=DATUM)
    assert pers.druk(inhoud, datum=date(2026, 11, 21)) != first
    assert pers.druk(changed, datum=DATUM) != first
    assert short_hash(changed) != short_hash(inhoud)
    assert all(short_hash(changed) in page for page in bladen(druk(changed)))
