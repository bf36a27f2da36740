"""The press against one plain WeasyPrint call per document, its cost per page, its memory, and a second process.

The garbage collector is on, as in the worker that prints: when garbage is collected is part of what is measured.
"""

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import django
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

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
from instruments.enums import Beoordelingsvorm, Lezer, OpdrachtSoort, Schaal
from instruments.pdf import Drukpers, aantal_paginas
from instruments.pdf.assets import EigenBestanden, stylesheet
from instruments.pdf.bladen import context_van

DATUM = date(2026, 11, 20)
RUNS = 3
KOP = Kop(
    crebo="25895",
    kwalificatie="Voorbeeldkwalificatie",
    niveau=3,
    dossier_crebo="23361",
    dossier_titel="Voorbeelddossier",
    dossier_editie="2023",
    is_voorbeeld=True,
)
NIVEAUS = tuple(
    Niveau(waarde=value, woord=word, descriptor=f"Voorbeeld van wat {word.lower()} is.")
    for value, word in enumerate(("Onvoldoende", "Voldoende", "Goed"))
)
ZIN = "Voert de bewerking uit volgens de tekening, controleert de maten en meldt afwijkingen op tijd. "
TABEL = f"| Onderdeel | Uitleg |\n|---|---|\n| Voorbeeld | {ZIN} |"
TEKST = f"{ZIN * 3}\n\n- {ZIN}\n- [[open punt]]\n\n{TABEL}\n\n{ZIN * 4}"


def run() -> Iterable[dict]:
    yield set_against_plain_calls()
    yield per_page_of_a_growing_set()
    yield memory_of_many_documents()
    yield second_process()


def set_against_plain_calls() -> dict:
    """The whole set of one crebo, a new press included; the other side prints the same HTML with the same options."""
    contents = whole_set(kerntaken=2)
    ratio = _interleaved(lambda: _print_set(contents), lambda: [_plain(inhoud) for inhoud in contents])
    return _row("one plain WeasyPrint call per document, CSS and fonts read anew", ratio, 0.85)


def per_page_of_a_growing_set() -> dict:
    """Processor time per page: a set of ten kerntaken against a set of one."""
    large, small = whole_set(kerntaken=10), whole_set(kerntaken=1)
    pages = [sum(aantal_paginas(pdf) for pdf in _print_set(contents)) for contents in (large, small)]
    ratio = _interleaved(lambda: _print_set(large), lambda: _print_set(small), runs=2)
    return _row("processor time per page of a set of one kerntaak", ratio * pages[1] / pages[0], 1.15, runs=2)


def memory_of_many_documents() -> dict:
    """Peak memory of a process that prints thirty documents against one that prints ten."""
    with_thirty, with_ten = _in_processes(_peak_memory, [30, 10], workers=1)
    return _row("peak memory of ten documents", with_thirty / with_ten, 1.1, runs=1)


def second_process() -> dict:
    """Two processes that print half of the sets each at the same time, against one that prints all.

    Counted is the processor time of the busier one: with two free cores that is the time on the clock, and on a machine
    that is busy otherwise it stays so. 0.59 is 1.7 times the throughput.
    """
    ratios = [_halved() for _ in range(3)]
    return _row(
        "the same documents in one process, a second core being free", statistics.median(ratios), 0.65, runs=3
    )


# --- What is printed -------------------------------------------------------------------------------
def whole_set(kerntaken: int) -> list[Inhoud]:
    """The documents of one crebo with assignments per kerntaak, so that a set grows in all its parts."""
    codes = [f"B1-K{number}" for number in range(1, kerntaken + 1)]
    forms: list[Inhoud] = [_form(code) for code in codes]
    return forms + [_assignment(soort, code) for soort in OpdrachtSoort for code in codes]


def _form(kerntaak: str) -> FormulierInhoud:
    return FormulierInhoud(
        kop=KOP,
        kerntaak_code=kerntaak,
        kerntaak_titel="Voorbeeldkerntaak",
        schaal=Schaal.OVG,
        niveaus=NIVEAUS,
        contexten=("Metaal", "Precisietechniek"),
        werkprocessen=tuple(_werkproces(f"{kerntaak}-W{number}") for number in range(1, 5)),
        vakkennis=tuple(f"Voorbeeld {number} van vakkennis" for number in range(30)),
        cesuur_werkproces="",
        cesuur_kerntaak=ZIN,
    )


def _werkproces(code: str) -> Werkprocesblok:
    criteria = tuple(
        Criterium(tekst=ZIN, vorm=vorm, vorm_bevestigd=True, is_cruciaal=False)
        for vorm in (*Beoordelingsvorm, *Beoordelingsvorm)
    )
    return Werkprocesblok(code=code, titel="Voorbeeldwerkproces", omschrijving=ZIN * 2, criteria=criteria)


def _assignment(soort: OpdrachtSoort, kerntaak: str) -> OpdrachtInhoud:
    delen = tuple(
        Deel(lezer=lezer, titel=f"Voorbeelddeel {number}", tekst=TEKST)
        for lezer in (Lezer.STUDENT, Lezer.BEOORDELAAR)
        for number in range(4)
    )
    return OpdrachtInhoud(
        kop=KOP,
        opdrachtsoort=soort,
        context="Metaal",
        kerntaak_code=kerntaak,
        kerntaak_titel="Voorbeeldkerntaak",
        delen=delen,
    )


# --- Two ways to print -----------------------------------------------------------------------------
def _print_set(contents: list[Inhoud]) -> list[bytes]:
    press = Drukpers()
    return [press.druk(inhoud, datum=DATUM) for inhoud in contents]


def _plain(inhoud: Inhoud) -> bytes:
    name = "formulier" if isinstance(inhoud, FormulierInhoud) else "opdracht"
    fetcher, fonts = EigenBestanden(), FontConfiguration()
    css = CSS(
        string=stylesheet("basis.css") + stylesheet(f"{name}.css"), url_fetcher=fetcher, font_config=fonts
    )
    html = HTML(
        string=render_to_string(f"instruments/pdf/{name}.html", context_van(inhoud, DATUM)),
        url_fetcher=fetcher,
    )
    return html.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")


# --- Measuring -------------------------------------------------------------------------------------
def _row(against: str, ratio: float, limit: float, runs: int = RUNS) -> dict:
    return {"against": against, "ratio": round(ratio, 3), "limit": limit, "runs": runs}


def _interleaved(a: Callable[[], object], b: Callable[[], object], runs: int = RUNS) -> float:
    """Median of the ratios of processor time, a and b in turn; the first pair only warms up."""
    ratios = [_seconds(a) / _seconds(b) for _ in range(runs + 1)]
    return statistics.median(ratios[1:])


def _seconds(callable_: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    callable_()
    return time.process_time() - begin


def _in_processes(function: Callable, arguments: list, workers: int) -> list:
    """Each argument in a fresh process, at most `workers` at a time."""
    context = get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=django.setup, max_tasks_per_child=1
    ) as pool:
        return list(pool.map(function, arguments))


def _peak_memory(documents: int) -> int:
    press = Drukpers()
    contents = whole_set(kerntaken=2)
    for number in range(documents):
        press.druk(contents[number % len(contents)], datum=DATUM)
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _halved() -> float:
    """Each process warms up first: what is compared is printing."""
    context = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=django.setup) as pool:
        list(pool.map(_timed_sets, [1, 1]))
        alone = pool.submit(_timed_sets, 4).result()
        return max(pool.map(_timed_sets, [2, 2])) / alone


def _timed_sets(count: int) -> float:
    """Processor seconds of printing a set `count` times."""
    contents = whole_set(kerntaken=1)
    return _seconds(lambda: [_print_set(contents) for _ in range(count)])
