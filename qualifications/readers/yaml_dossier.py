"""The own YAML format for a dossier whose official file is not at hand; described in docs/dossier-yaml.md.

The JSON Schema says what may stand where; this module says it in Dutch with the line, and builds the structure.
`voorbeeld: ja` marks content that comes from no official source; it holds for everything below it.
"""

import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from qualifications.enums import Herkomst, Verantwoordingsdeel
from qualifications.readers.text import clean, clean_line, factor, iso_date
from qualifications.readers.yaml_bouw import Bouw
from qualifications.readers.yaml_safety import Pad, YamlBestand, parse_yaml
from qualifications.structure import (
    BrondocumentImport,
    ContextImport,
    DossierImport,
    DossierImportError,
    HoofdstukImport,
    OnderhoudspuntImport,
)

T = TypeVar("T")

SCHEMA = Path(__file__).resolve().parents[1] / "schemas" / "dossier.schema.json"
_MOST_ERRORS = 5
MAX_UITLEG = 50  # errors that are put into words, to show the first few of
_SOORTEN = {
    "string": "een tekst",
    "integer": "een heel getal",
    "boolean": "ja of nee",
    "array": "een lijst (regels die met “- ” beginnen)",
    "object": "een groep velden",
}


def read(inhoud: bytes, *, bestandsnaam: str) -> DossierImport:
    """Read one dossier. Raises DossierImportError."""
    bestand = parse_yaml(inhoud, integers=_fields_of("integer"), booleans=_fields_of("boolean"))
    _refuse_what_the_schema_forbids(bestand)
    bouw = Bouw(bestand)
    verantwoording = bestand.inhoud.get("verantwoording", {})
    return DossierImport(
        herkomst=Herkomst.YAML,
        **_hoofdgegevens(bouw, bestand.inhoud),
        contexten=_contexten(bouw, bestand.inhoud),
        kwalificaties=bouw.kwalificaties(),
        kerntaken=bouw.kerntaken(),
        hoofdstukken=_hoofdstukken(bouw, verantwoording),
        brondocumenten=_per_item(
            verantwoording, "brondocumenten", lambda pad, deel: _brondocument(bouw, pad, deel)
        ),
        onderhoudspunten=_per_item(
            verantwoording, "onderhoudspunten", lambda _pad, deel: _onderhoudspunt(deel)
        ),
        betrokkenen=_per_item(verantwoording, "betrokkenen", lambda _pad, naam: clean_line(naam)),
        waarschuwingen=tuple(bouw.waarschuwingen),
    )


# --- The schema ------------------------------------------------------------------------------------
@cache
def _schema() -> dict[str, Any]:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(_schema())


@cache
def _fields_of(soort: str) -> frozenset[str]:
    """The names of the fields that hold a value of this kind, wherever they stand: one name, one kind."""
    schema = _schema()
    gevonden = set()
    for deel in _objects(schema):
        for naam, veld in deel.get("properties", {}).items():
            bedoeld = schema["$defs"][veld["$ref"].rsplit("/", 1)[1]] if "$ref" in veld else veld
            if bedoeld.get("type") == soort:
                gevonden.add(naam)
    return frozenset(gevonden)


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for deel in schema.values():
            yield from _objects(deel)


def _refuse_what_the_schema_forbids(bestand: YamlBestand) -> None:
    """Show the first few errors in the order of the file."""
    fouten = _validator().iter_errors(bestand.inhoud)
    uitleg = (each for fout in fouten for each in _explained(bestand, fout))
    # One error may be about thousands of names, each of which takes a search for what was meant.
    gevonden = dict.fromkeys(islice(uitleg, MAX_UITLEG))
    regels = sorted(gevonden, key=lambda each: each[0])
    if not regels:
        return
    _regel, plaats, melding = regels[0]
    for _regel, ander, tekst in regels[1:_MOST_ERRORS]:
        melding += f"\n{ander[:1].upper()}{ander[1:]}: {tekst}"
    if len(regels) > _MOST_ERRORS:
        melding += "\n" + _("Er zijn nog meer fouten.")
    raise DossierImportError(melding, plaats=plaats)


def _explained(bestand: YamlBestand, fout: ValidationError) -> Iterator[tuple[int, str, str]]:
    """Line, place and sentence of an error of the schema."""
    pad, schema, gevraagd = tuple(fout.absolute_path), cast(Any, fout.schema), cast(Any, fout.validator_value)
    inhoud = cast(Any, fout.instance)
    if fout.validator == "additionalProperties":
        bekend = schema.get("properties", {})
        for naam in inhoud:
            if naam not in bekend:
                yield _finding(bestand, (*pad, naam), _unknown_field(naam, bekend))
    elif fout.validator == "required":
        for naam in gevraagd:
            if naam not in inhoud:
                yield _finding(
                    bestand, pad, _("Het veld “%(naam)s” ontbreekt. Voeg het toe.") % {"naam": naam}
                )
    else:
        yield _finding(bestand, pad, _wrong_value(fout))


def _finding(bestand: YamlBestand, pad: Pad, melding: str) -> tuple[int, str, str]:
    return bestand.regels.get(pad, 1), bestand.plaats(pad), melding


def _unknown_field(naam: str, bekend: dict[str, Any]) -> str:
    lijkt = get_close_matches(naam, bekend, n=1)
    if lijkt:
        return _("Het veld “%(naam)s” bestaat niet. Bedoelt u “%(lijkt)s”?") % {
            "naam": naam[:60],
            "lijkt": lijkt[0],
        }
    return _("Het veld “%(naam)s” bestaat hier niet. Dit mag wel: %(velden)s.") % {
        "naam": naam[:60],
        "velden": ", ".join(bekend),
    }


def _wrong_value(fout: ValidationError) -> str:
    regel, schema, inhoud = cast(Any, fout.validator_value), cast(Any, fout.schema), cast(Any, fout.instance)
    waarde, uitleg = _shown(inhoud), schema.get("description", "")
    meldingen: dict[str, Callable[[], str]] = {
        "type": lambda: (
            _("Hier hoort %(soort)s, maar er staat %(waarde)s.") % {"soort": _kinds(regel), "waarde": waarde}
        ),
        "pattern": lambda: (
            _("%(waarde)s klopt niet. Zo moet het: %(uitleg)s") % {"waarde": waarde, "uitleg": uitleg}
        ),
        "enum": lambda: (
            _("%(waarde)s kan hier niet. Kies uit: %(keuzes)s.")
            % {"waarde": waarde, "keuzes": ", ".join(regel)}
        ),
        "minimum": lambda: (
            _("%(waarde)s is te klein; het laagste is %(grens)s.") % {"waarde": waarde, "grens": regel}
        ),
        "maximum": lambda: (
            _("%(waarde)s is te groot; het hoogste is %(grens)s.") % {"waarde": waarde, "grens": regel}
        ),
        "minLength": lambda: _("Hier hoort een tekst te staan. Vul het veld in."),
        "maxLength": lambda: (
            _("De tekst heeft %(lengte)s tekens; er passen er %(grens)s. Kort de tekst in.")
            % {"lengte": len(inhoud), "grens": regel}
        ),
        "minProperties": lambda: _("Deze groep is leeg. Vul minstens één veld in."),
    }
    melding = meldingen.get(str(fout.validator))
    return melding() if melding else _("%(waarde)s kan hier niet staan.") % {"waarde": waarde}


def _kinds(soorten: str | list[str]) -> str:
    return _(" of ").join(_SOORTEN[soort] for soort in ([soorten] if isinstance(soorten, str) else soorten))


def _shown(waarde: Any) -> str:
    if isinstance(waarde, dict):
        return _("een groep velden")
    if isinstance(waarde, list):
        return _("een lijst")
    if isinstance(waarde, bool):
        return _("“ja”") if waarde else _("“nee”")
    return f"“{str(waarde)[:60]}”"


# --- The dossier itself ----------------------------------------------------------------------------
def _hoofdgegevens(bouw: Bouw, bron: dict[str, Any]) -> dict[str, Any]:
    domein, vastgesteld, typering = (bron.get(deel, {}) for deel in ("domein", "vastgesteld", "typering"))
    geldig_vanaf = bouw.lees(iso_date, (), bron, "geldig_vanaf")
    return {
        **{
            veld: clean_line(bron.get(veld))
            for veld in ("titel", "crebo", "status", "ministerie", "penvoerder")
        },
        **{veld: clean(bron.get(veld)) for veld in ("inleiding", "generieke_onderdelen")},
        **{
            f"typering_{veld}": clean(typering.get(veld))
            for veld in ("context", "beroepshouding", "resultaat")
        },
        "editie": clean_line(bron.get("editie")) or (geldig_vanaf.isoformat() if geldig_vanaf else ""),
        "prijsfactor": bouw.lees(factor, (), bron, "prijsfactor"),
        "geldig_vanaf": geldig_vanaf,
        "einde_instroom": bouw.lees(iso_date, (), bron, "einde_instroom"),
        "einde_opleiding": bouw.lees(iso_date, (), bron, "einde_opleiding"),
        "domein_crebo": domein.get("crebo", ""),
        "domein_titel": clean_line(domein.get("titel")),
        "vastgesteld_door": clean_line(vastgesteld.get("door")),
        "vastgesteld_op": bouw.lees(iso_date, ("vastgesteld",), vastgesteld, "op"),
        "vastgesteld_te": clean_line(vastgesteld.get("te")),
        "toetsingskamer_positief": bron.get("toetsingskamer_positief"),
        "wijzigingscategorie": bron.get("wijzigingscategorie"),
    }


def _contexten(bouw: Bouw, bron: dict[str, Any]) -> tuple[ContextImport, ...] | None:
    if "contexten" not in bron:
        return None
    bouw.refuse_twice(("contexten",), bron["contexten"], "naam")
    return tuple(
        ContextImport(naam=clean_line(deel["naam"]), omschrijving=clean(deel.get("omschrijving")))
        for deel in bron["contexten"]
    )


def _per_item(bron: dict[str, Any], veld: str, maak: Callable[[Pad, Any], T]) -> tuple[T, ...] | None:
    """None where the source does not have the list at all."""
    if veld not in bron:
        return None
    return tuple(maak(("verantwoording", veld, nummer), deel) for nummer, deel in enumerate(bron[veld]))


def _hoofdstukken(bouw: Bouw, bron: dict[str, Any]) -> tuple[HoofdstukImport, ...] | None:
    bouw.refuse_twice(("verantwoording", "hoofdstukken"), bron.get("hoofdstukken", []), "deel")
    return _per_item(bron, "hoofdstukken", lambda _pad, deel: _hoofdstuk(deel))


def _hoofdstuk(bron: dict[str, Any]) -> HoofdstukImport:
    deel = Verantwoordingsdeel(bron["deel"])
    titel = clean_line(bron.get("titel")) or str(deel.label)
    return HoofdstukImport(deel=deel, nummer=bron.get("nummer"), titel=titel, tekst=clean(bron.get("tekst")))


def _brondocument(bouw: Bouw, pad: Pad, bron: dict[str, Any]) -> BrondocumentImport:
    return BrondocumentImport(
        naam=clean_line(bron["naam"]),
        soort=clean_line(bron.get("soort")),
        datum=bouw.lees(iso_date, pad, bron, "datum"),
        omschrijving=clean(bron.get("omschrijving")),
        link=clean_line(bron.get("link")),
    )


def _onderhoudspunt(bron: dict[str, Any]) -> OnderhoudspuntImport:
    return OnderhoudspuntImport(
        **{veld: clean(bron.get(veld)) for veld in ("onderwerp", "actie", "wie", "wanneer")}
    )
