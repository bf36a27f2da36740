"""What a document says: one frozen, plain model from which HTML, PDF and later Word are made, and the hash.

Nothing here knows the database or a page. Integers and text only; the canonical form (sorted keys, NFC, UTF-8)
of the same content is always the same bytes, so that its SHA-256 is the identity of what is printed.
"""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass

from instruments.enums import Beoordelingsvorm, Lezer, OpdrachtSoort, Schaal


@dataclass(frozen=True, kw_only=True)
class Kop:
    """What stands at the head of every page. `versie` is the word CONCEPT until there is a vastgestelde version.

    `is_voorbeeld`: some content is example content of this project, not official text, and is labelled so in print.
    """

    crebo: str
    kwalificatie: str
    niveau: int | None
    dossier_crebo: str
    dossier_titel: str
    dossier_editie: str
    versie: str = "CONCEPT"
    is_voorbeeld: bool = False


@dataclass(frozen=True, kw_only=True)
class Niveau:
    """A level of the scale. An empty descriptor is printed as a marked open point."""

    waarde: int
    woord: str
    descriptor: str


@dataclass(frozen=True, kw_only=True)
class Criterium:
    """A line to judge."""

    tekst: str
    vorm: Beoordelingsvorm
    vorm_bevestigd: bool
    is_cruciaal: bool


@dataclass(frozen=True, kw_only=True)
class Werkprocesblok:
    """The block of one werkproces. No criteria at all is an open point."""

    code: str
    titel: str
    omschrijving: str
    criteria: tuple[Criterium, ...]
    is_voorbeeld: bool = False


@dataclass(frozen=True, kw_only=True)
class FormulierInhoud:
    """A beoordelingsformulier. An empty cesuur is an open point; `vakkennis` is the list to draw on."""

    kop: Kop
    kerntaak_code: str
    kerntaak_titel: str
    schaal: Schaal
    niveaus: tuple[Niveau, ...]
    contexten: tuple[str, ...]
    werkprocessen: tuple[Werkprocesblok, ...]
    vakkennis: tuple[str, ...]
    cesuur_werkproces: str
    cesuur_kerntaak: str

    @property
    def soort(self) -> str:
        return "Beoordelingsformulier"


@dataclass(frozen=True, kw_only=True)
class Deel:
    """A numbered section in Markdown, with `[[…]]` for open points."""

    lezer: Lezer
    titel: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class OpdrachtInhoud:
    """An aanvulopdracht or voorbeeldexamenopdracht.

    Empty `context`: for every context; empty kerntaak: for the whole kwalificatie.
    """

    kop: Kop
    opdrachtsoort: OpdrachtSoort
    context: str
    kerntaak_code: str
    kerntaak_titel: str
    delen: tuple[Deel, ...]

    @property
    def soort(self) -> str:
        return str(self.opdrachtsoort.label)


Inhoud = FormulierInhoud | OpdrachtInhoud


def canonical_json(inhoud: Inhoud) -> bytes:
    """The one serialisation of a content: sorted keys, NFC, UTF-8, no white space."""
    text = json.dumps(asdict(inhoud), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def content_hash(inhoud: Inhoud) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(inhoud)).hexdigest()


def short_hash(inhoud: Inhoud) -> str:
    """The first 12 hexadecimal digits, as printed at the foot of every page."""
    return content_hash(inhoud)[:12]
