"""The one structure in which every source of a dossier ends: plain, frozen, without database.

A reader makes a `DossierImport`; `services.import_dossier` is the only thing that writes it. A part that is None means
"this source says nothing about it" (and what is in the database stays); an empty tuple means "the source says: none".
Texts are stripped, in NFC, with "\\n" between lines. Dates are `datetime.date`, factors `Decimal`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qualifications.enums import AanvullingVeld, EisSoort, Herkomst, Verantwoordingsdeel


class DossierImportError(Exception):
    """A file that is refused: where it went wrong and what to do, in Dutch, for a person.

    `plaats` names the line, path or cell; empty where the whole file is meant.
    """

    def __init__(self, melding: str, *, plaats: str = "") -> None:
        self.melding = melding
        self.plaats = plaats
        super().__init__(f"{plaats}: {melding}" if plaats else melding)


@dataclass(frozen=True, kw_only=True)
class Waarschuwing:
    """Something a person should look at; nothing was repaired. `plaats` names line, path or cell."""

    plaats: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class EisImport:
    """`profiel` is the profile number of an addition for one profile only; None for all profiles."""

    soort: EisSoort
    tekst: str
    profiel: int | None = None
    categorie: str = ""
    taal: str = ""
    taalvaardigheid: str = ""
    taalniveau: str = ""
    is_voorbeeld: bool = False


@dataclass(frozen=True, kw_only=True)
class AanvullingImport:
    """A text that profile number `profiel` adds to `veld` of a kerntaak or werkproces."""

    veld: AanvullingVeld
    profiel: int
    tekst: str


@dataclass(frozen=True, kw_only=True)
class CompetentieImport:
    code: str
    titel: str
    profiel: int | None = None


@dataclass(frozen=True, kw_only=True)
class WerkprocesImport:
    """`eisen` holds resultaat and gedrag only."""

    nummer: int
    titel: str
    omschrijving: str = ""
    gedrag_aanhef: str = ""
    eisen: tuple[EisImport, ...] = ()
    aanvullingen: tuple[AanvullingImport, ...] = ()
    competenties: tuple[CompetentieImport, ...] = ()
    is_voorbeeld: bool = False


@dataclass(frozen=True, kw_only=True)
class KerntaakImport:
    """`profiel` is None in the basisdeel (code B1-K…). `eisen` holds vakkennis only."""

    nummer: int
    titel: str
    profiel: int | None = None
    complexiteit: str = ""
    verantwoordelijkheid: str = ""
    eisen: tuple[EisImport, ...] = ()
    aanvullingen: tuple[AanvullingImport, ...] = ()
    werkprocessen: tuple[WerkprocesImport, ...] = ()
    is_voorbeeld: bool = False

    @property
    def code(self) -> str:
        """B1-K1 or P3-K1: the codes of SBB, which stand in no file."""
        return f"{'B1' if self.profiel is None else f'P{self.profiel}'}-K{self.nummer}"


@dataclass(frozen=True, kw_only=True)
class KwalificatieImport:
    """A None or empty field means that the source does not say it. `eisen` holds taal and wettelijk only."""

    profiel: int
    titel: str
    crebo: str = ""
    niveau: int | None = None
    beroepsgroep: str = ""
    soort_opleiding: str = ""
    sbu: int | None = None
    typering: str = ""
    wettelijke_beroepsvereisten: bool | None = None
    beroepsvereisten_toelichting: str = ""
    beroepsvereisten_bron: str = ""
    bijzondere_vereisten: str = ""
    certificaten: str = ""
    instellingen: str = ""
    ministerie: str = ""
    prijsfactor: Decimal | None = None
    geldig_vanaf: date | None = None
    einde_instroom: date | None = None
    einde_opleiding: date | None = None
    eisen: tuple[EisImport, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContextImport:
    naam: str
    omschrijving: str = ""


@dataclass(frozen=True, kw_only=True)
class UitstroomImport:
    """One cell of a matrix, of werkproces `werkproces` (code) and profile number `profiel`.

    `bron` is None where the marks could not be assigned with certainty; then `voorstel` is the reader's proposal.
    """

    werkproces: str
    profiel: int
    bron: bool | None
    voorstel: bool


@dataclass(frozen=True, kw_only=True)
class HoofdstukImport:
    deel: Verantwoordingsdeel
    titel: str
    nummer: int | None = None
    tekst: str = ""


@dataclass(frozen=True, kw_only=True)
class BrondocumentImport:
    naam: str
    soort: str = ""
    datum: date | None = None
    omschrijving: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class OnderhoudspuntImport:
    onderwerp: str = ""
    actie: str = ""
    wie: str = ""
    wanneer: str = ""


@dataclass(frozen=True, kw_only=True)
class DossierImport:
    """What one source says about one edition of a dossier."""

    herkomst: Herkomst
    titel: str
    crebo: str = ""
    editie: str = ""
    status: str = ""
    ministerie: str = ""
    prijsfactor: Decimal | None = None
    geldig_vanaf: date | None = None
    einde_instroom: date | None = None
    einde_opleiding: date | None = None
    domein_crebo: str = ""
    domein_titel: str = ""
    penvoerder: str = ""
    vastgesteld_door: str = ""
    vastgesteld_op: date | None = None
    vastgesteld_te: str = ""
    toetsingskamer_positief: bool | None = None
    inleiding: str = ""
    typering_context: str = ""
    typering_beroepshouding: str = ""
    typering_resultaat: str = ""
    generieke_onderdelen: str = ""
    wijzigingscategorie: int | None = None
    kwalificaties: tuple[KwalificatieImport, ...] | None = None
    contexten: tuple[ContextImport, ...] | None = None
    kerntaken: tuple[KerntaakImport, ...] | None = None
    uitstroom: tuple[UitstroomImport, ...] | None = None
    hoofdstukken: tuple[HoofdstukImport, ...] | None = None
    brondocumenten: tuple[BrondocumentImport, ...] | None = None
    onderhoudspunten: tuple[OnderhoudspuntImport, ...] | None = None
    betrokkenen: tuple[str, ...] | None = None
    waarschuwingen: tuple[Waarschuwing, ...] = field(default=(), compare=False)
