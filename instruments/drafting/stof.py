"""What a draft is made of: exactly what applies to one kwalificatie, in the order of the dossier."""

from dataclasses import dataclass

from qualifications.enums import EisSoort


@dataclass(frozen=True, kw_only=True)
class Eisstof:
    """One kwalificatie-eis; `pk` is what coverage points at."""

    pk: int
    soort: EisSoort
    tekst: str
    is_voorbeeld: bool = False


@dataclass(frozen=True, kw_only=True)
class Werkprocesstof:
    """A werkproces with its resultaat and gedrag, the additions of the profile included."""

    pk: int
    code: str
    titel: str
    omschrijving: str
    position: int = 0
    eisen: tuple[Eisstof, ...] = ()
    is_voorbeeld: bool = False

    @property
    def kop(self) -> str:
        """Code and title, with a label where the werkproces is no official text."""
        return f"{self.code} {self.titel}{' (voorbeeldinhoud)' if self.is_voorbeeld else ''}"

    def eisen_van(self, soort: EisSoort) -> tuple[Eisstof, ...]:
        return tuple(eis for eis in self.eisen if eis.soort == soort)


@dataclass(frozen=True, kw_only=True)
class Kerntaakstof:
    """A kerntaak with its werkprocessen; `vakkennis` is the list to draw on."""

    pk: int
    code: str
    titel: str
    position: int = 0
    werkprocessen: tuple[Werkprocesstof, ...] = ()
    vakkennis: tuple[Eisstof, ...] = ()
    is_voorbeeld: bool = False

    @property
    def kop(self) -> str:
        """Code and title, with a label where the title itself is no official text."""
        return f"{self.code} {self.titel}{' (voorbeeldinhoud)' if self.is_voorbeeld else ''}"

    @property
    def has_voorbeeld(self) -> bool:
        """Some of it is example content of this project, not official text."""
        return (
            self.is_voorbeeld
            or any(eis.is_voorbeeld for eis in self.vakkennis)
            or any(
                werkproces.is_voorbeeld or any(eis.is_voorbeeld for eis in werkproces.eisen)
                for werkproces in self.werkprocessen
            )
        )


@dataclass(frozen=True, kw_only=True)
class Contextstof:
    pk: int
    naam: str
    omschrijving: str


@dataclass(frozen=True, kw_only=True)
class Stof:
    """One kwalificatie, whole. `niveau` is the mbo level 1–4; None where the source does not say it."""

    crebo: str
    titel: str
    niveau: int | None
    kerntaken: tuple[Kerntaakstof, ...]
    contexten: tuple[Contextstof, ...]

    @property
    def werkprocessen(self) -> tuple[Werkprocesstof, ...]:
        """Of every kerntaak, in the order of the dossier."""
        return tuple(werkproces for kerntaak in self.kerntaken for werkproces in kerntaak.werkprocessen)

    def geldt_kerntaak(self, pk: int) -> bool:
        return any(kerntaak.pk == pk for kerntaak in self.kerntaken)

    def geldt_werkproces(self, pk: int) -> bool:
        return any(werkproces.pk == pk for werkproces in self.werkprocessen)

    def has_voorbeeld(self, kerntaak: int | None = None) -> bool:
        """Some of it (of one kerntaak, or of all) is example content of this project, not official text."""
        return any(each.has_voorbeeld for each in self.kerntaken if kerntaak in (None, each.pk))
