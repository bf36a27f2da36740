"""What every source of a dossier shares: the words of derived eisen, and the 25 competenties."""

from qualifications.enums import EisSoort, Taalniveau, Taalvaardigheid
from qualifications.structure import EisImport

# The KBB/SHL model, the same in every dossier.
COMPETENTIES = {
    "A": "Beslissen en activiteiten initiëren",
    "B": "Aansturen",
    "C": "Begeleiden",
    "D": "Aandacht en begrip tonen",
    "E": "Samenwerken en overleggen",
    "F": "Ethisch en integer handelen",
    "G": "Relaties bouwen en netwerken",
    "H": "Overtuigen en beïnvloeden",
    "I": "Presenteren",
    "J": "Formuleren en rapporteren",
    "K": "Vakdeskundigheid toepassen",
    "L": "Materialen en middelen inzetten",
    "M": "Analyseren",
    "N": "Onderzoeken",
    "O": "Creëren en innoveren",
    "P": "Leren",
    "Q": "Plannen en organiseren",
    "R": 'Op de behoeften en verwachtingen van de "klant" richten',
    "S": "Kwaliteit leveren",
    "T": "Instructies en procedures opvolgen",
    "U": "Omgaan met verandering en aanpassen",
    "V": "Met druk en tegenslag omgaan",
    "W": "Gedrevenheid en ambitie tonen",
    "X": "Ondernemend en commercieel handelen",
    "Y": "Bedrijfsmatig handelen",
}


def taaleis(
    taal: str, vaardigheid: Taalvaardigheid, niveau: Taalniveau, *, is_voorbeeld: bool = False
) -> EisImport:
    """One language skill, in words: "Engels: gesprekken voeren op niveau A2"."""
    return EisImport(
        soort=EisSoort.TAAL,
        tekst=f"{taal}: {vaardigheid.label.lower()} op niveau {niveau}",
        taal=taal,
        taalvaardigheid=vaardigheid,
        taalniveau=niveau,
        is_voorbeeld=is_voorbeeld,
    )


def wettelijke_eis(toelichting: str) -> EisImport:
    """The explanation is the eis; where a source only says yes, the name of the requirement stands in."""
    return EisImport(soort=EisSoort.WETTELIJK, tekst=toelichting or "Wettelijke beroepsvereisten")
