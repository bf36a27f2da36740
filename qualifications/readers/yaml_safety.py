"""Reading YAML that comes from outside: only maps, lists and texts, with limits that are counted while reading.

There are no anchors, aliases or tags, so nothing can expand or be constructed. Values stay the text that stands in the
file: "no" is not false and 2023-08-01 is no date, unless the name of the field asks for a number or a yes.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from qualifications.readers.limits import MAX_YAML, MB
from qualifications.readers.text import forbidden_character
from qualifications.readers.xml_safety import position, refuse_other_than_utf8
from qualifications.structure import DossierImportError

MAX_DEPTH = 30
MAX_NODES = 50_000
MAX_TEXT_LENGTH = 100_000

# Both are safe loaders; the one in C reads the same file some ten times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YES_NO = {"ja": True, "true": True, "nee": False, "false": False}

Pad = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlBestand:
    """The contents as maps, lists and values, and the line (from 1) of everything in it by its path."""

    inhoud: dict[str, Any]
    regels: dict[Pad, int]

    def plaats(self, pad: Pad) -> str:
        """ "regel 14, kerntaken[1].werkprocessen[2].titel"; of what is absent, the line of what it is absent from."""
        bekend = pad
        while bekend and bekend not in self.regels:
            bekend = bekend[:-1]
        naam = "".join(f"[{deel + 1}]" if isinstance(deel, int) else f".{deel[:60]}" for deel in pad).lstrip(
            "."
        )
        regel = _("regel %(regel)s") % {"regel": self.regels.get(bekend, 1)}
        return f"{regel}, {naam}" if naam else regel


def parse_yaml(inhoud: bytes, *, integers: Collection[str], booleans: Collection[str]) -> YamlBestand:
    """`integers` and `booleans` are the names of the fields that hold a number or a yes. Raises DossierImportError."""
    tekst = _decoded(inhoud)
    composer = _Composer(integers, booleans)
    try:
        for event in yaml.parse(tekst, Loader=_Loader):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, tekst) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise DossierImportError(
            _("Het bestand kan niet als YAML gelezen worden. Controleer of het een tekstbestand in UTF-8 is.")
        ) from error
    if not isinstance(composer.root, dict):
        raise DossierImportError(
            _("Het bestand bevat geen dossier. Begin met regels zoals “titel: …” en “crebo: …”."),
            plaats=_("regel 1"),
        )
    return YamlBestand(composer.root, composer.regels)


def _decoded(inhoud: bytes) -> str:
    if len(inhoud) > MAX_YAML:
        raise DossierImportError(
            _(
                "Het bestand is %(mb)s MB; een YAML-dossier mag hoogstens %(max)s MB zijn. Splits het per dossier."
            )
            % {"mb": f"{len(inhoud) / MB:.1f}".replace(".", ","), "max": MAX_YAML // MB}
        )
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DossierImportError(_("Het bestand is opgeslagen als UTF-16 of UTF-32. Sla het op als UTF-8."))
    refuse_other_than_utf8(inhoud)
    tekst = inhoud.decode("utf-8-sig")
    if not tekst.strip():
        raise DossierImportError(_("Het bestand is leeg. Zie docs/dossier-yaml.md voor een voorbeeld."))
    nul = inhoud.find(b"\x00")
    if nul >= 0:
        raise DossierImportError(
            _("Hier staat een NUL-byte; het bestand is beschadigd of geen tekst. Sla het op als UTF-8."),
            plaats=position(inhoud, nul),
        )
    return tekst


def _explained(error: yaml.MarkedYAMLError, tekst: str) -> DossierImportError:
    plek = error.problem_mark or error.context_mark
    if plek is None:
        return DossierImportError(_("Dit is geen geldige YAML. Controleer het bestand in een editor."))
    probleem = (error.problem or "").lower()
    regels = tekst.rstrip().split("\n")
    if "\\t" in probleem or "tab character" in probleem or _begins_with_tab(regels, plek.line):
        melding = _("Hier staat een tab. Spring in met spaties.")
    elif (plek.line, plek.column) >= (len(regels) - 1, len(regels[-1])):
        melding = _("Het bestand is afgekapt, of een haakje of aanhalingsteken is niet gesloten.")
    else:
        melding = _(
            "Dit is geen geldige YAML. Kijk naar de inspringing, de dubbele punten en de aanhalingstekens; zet een "
            "tekst met “: ” of “#” tussen aanhalingstekens."
        )
    return DossierImportError(melding, plaats=_place(plek))


def _begins_with_tab(regels: list[str], nummer: int) -> bool:
    return nummer < len(regels) and regels[nummer].lstrip(" ").startswith("\t")


def _place(plek: Any) -> str:
    return _("regel %(regel)s, kolom %(kolom)s") % {"regel": plek.line + 1, "kolom": plek.column + 1}


@dataclass
class _Frame:
    """A map or list that is being filled; `key` waits for its value."""

    houder: dict[str, Any] | list[Any]
    pad: Pad
    key: str | None = None


@dataclass
class _Composer:
    """Builds the contents event by event, without recursion, and stops at the first thing that is not allowed."""

    integers: Collection[str]
    booleans: Collection[str]
    root: Any = None
    regels: dict[Pad, int] = field(default_factory=dict)
    open: list[_Frame] = field(default_factory=list)
    documents: int = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, _("Verwijzingen (*naam) zijn niet toegestaan; schrijf de tekst uit."))
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(
                event, _("Het bestand bevat meer dan één dossier (---). Maak er een eigen bestand van.")
            )

    def _node(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, _("Ankers (&naam) zijn niet toegestaan; schrijf de tekst uit."))
        if event.tag is not None:
            self._refuse(event, _("Een type met een uitroepteken (!…) is niet toegestaan; laat het weg."))
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
            return
        if len(self.open) >= MAX_DEPTH:
            self._refuse(
                event,
                _("Er staan meer dan %(n)s lagen in elkaar; zo diep is geen dossier.") % {"n": MAX_DEPTH},
            )
        houder: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.open.append(_Frame(houder, self._place(event, houder)))

    def _scalar(self, event: Any) -> None:
        if len(event.value) > MAX_TEXT_LENGTH:
            self._refuse(event, _("Deze tekst heeft meer dan %(n)s tekens.") % {"n": MAX_TEXT_LENGTH})
        verboden = forbidden_character(event.value)
        if verboden:
            self._refuse(
                event, _("Hier staat een teken dat niet mag (%(teken)s). Haal het weg.") % {"teken": verboden}
            )
        frame = self.open[-1] if self.open else None
        if frame is not None and isinstance(frame.houder, dict) and frame.key is None:
            self._key(frame, event)
        elif not event.style and event.value.strip() in {"", "~", "null"}:
            self._nothing(frame)
        else:
            self._place(event, self._value(event, frame))

    def _key(self, frame: _Frame, event: Any) -> None:
        naam, pad = event.value.strip(), (*frame.pad, event.value.strip())
        if pad in self.regels:
            self._refuse(
                event,
                _("“%(naam)s” staat hier twee keer; de eerste keer op regel %(regel)s. Haal er een weg.")
                % {"naam": naam[:60], "regel": self.regels[pad]},
            )
        self._count(event, pad)
        frame.key = naam

    def _nothing(self, frame: _Frame | None) -> None:
        """A field without a value says nothing, as if it were not there; an empty line in a list is no value either."""
        if frame is not None:
            frame.key = None

    def _value(self, event: Any, frame: _Frame | None) -> Any:
        tekst = event.value.strip()
        naam = frame.key if frame is not None else None
        if not event.style and naam in self.booleans:
            return _YES_NO.get(tekst.lower(), tekst)
        if (
            not event.style
            and naam in self.integers
            and tekst.isascii()
            and tekst.isdigit()
            and len(tekst) < 10
        ):
            return int(tekst)
        return tekst

    def _place(self, event: Any, waarde: Any) -> Pad:
        """Put a value where it belongs, and return its path."""
        if not self.open:
            self.root = waarde
            return ()
        frame = self.open[-1]
        if isinstance(frame.houder, list):
            pad: Pad = (*frame.pad, len(frame.houder))
            self._count(event, pad)
            frame.houder.append(waarde)
            return pad
        if frame.key is None:
            self._refuse(event, _("De naam van een veld moet een woord zijn, geen lijst of groep."))
        assert frame.key is not None
        pad = (*frame.pad, frame.key)
        frame.houder[frame.key] = waarde
        frame.key = None
        return pad

    def _count(self, event: Any, pad: Pad) -> None:
        self.regels[pad] = event.start_mark.line + 1
        if len(self.regels) > MAX_NODES:
            self._refuse(
                event,
                _("Het bestand heeft meer dan %(n)s onderdelen; zo groot is geen dossier.")
                % {"n": MAX_NODES},
            )

    def _refuse(self, event: Any, melding: str) -> None:
        raise DossierImportError(melding, plaats=_place(event.start_mark))
