"""What applies to a kwalificatie, read from the dossier in a fixed number of queries."""

from collections import defaultdict

from instruments.drafting.opmaak import alineas
from instruments.drafting.stof import Contextstof, Eisstof, Kerntaakstof, Stof, Werkprocesstof
from qualifications.enums import AanvullingVeld, EisSoort
from qualifications.models import Aanvulling, Eis, Kerntaak, Kwalificatie, Werkproces

Eisen = dict[int | None, list[Eisstof]]


def kwalificatiestof(kwalificatie: Kwalificatie) -> Stof:
    """Exactly what applies: basisdeel and profile, the additions of the profile merged in."""
    per_werkproces, per_kerntaak = _eisen(kwalificatie)
    werkprocessen = _werkprocessen(kwalificatie, per_werkproces)
    return Stof(
        crebo=kwalificatie.crebo,
        titel=kwalificatie.titel,
        niveau=kwalificatie.niveau,
        kerntaken=tuple(
            Kerntaakstof(
                pk=kerntaak.pk,
                code=kerntaak.code,
                titel=kerntaak.titel,
                position=kerntaak.position,
                werkprocessen=tuple(werkprocessen[kerntaak.pk]),
                vakkennis=tuple(per_kerntaak[kerntaak.pk]),
                is_voorbeeld=kerntaak.is_voorbeeld,
            )
            for kerntaak in Kerntaak.objects.of_kwalificatie(kwalificatie)
        ),
        contexten=tuple(
            Contextstof(pk=context.pk, naam=context.naam, omschrijving=context.omschrijving)
            for context in kwalificatie.dossier.contexten.all()
        ),
    )


def _eisen(kwalificatie: Kwalificatie) -> tuple[Eisen, Eisen]:
    per_werkproces, per_kerntaak = defaultdict(list), defaultdict(list)
    soorten = [EisSoort.RESULTAAT, EisSoort.GEDRAG, EisSoort.VAKKENNIS]
    for eis in Eis.objects.of_kwalificatie(kwalificatie).filter(soort__in=soorten):
        stof = Eisstof(pk=eis.pk, soort=EisSoort(eis.soort), tekst=eis.tekst, is_voorbeeld=eis.is_voorbeeld)
        if eis.werkproces_id:
            per_werkproces[eis.werkproces_id].append(stof)
        else:
            per_kerntaak[eis.kerntaak_id].append(stof)
    return per_werkproces, per_kerntaak


def _werkprocessen(kwalificatie: Kwalificatie, eisen: Eisen) -> dict[int, list[Werkprocesstof]]:
    """Per kerntaak."""
    aanvullend = defaultdict(list)
    for aanvulling in Aanvulling.objects.filter(kwalificatie=kwalificatie, veld=AanvullingVeld.OMSCHRIJVING):
        aanvullend[aanvulling.werkproces_id].append(aanvulling.tekst)
    found: dict[int, list[Werkprocesstof]] = defaultdict(list)
    for werkproces in Werkproces.objects.of_kwalificatie(kwalificatie):
        found[werkproces.kerntaak_id].append(
            Werkprocesstof(
                pk=werkproces.pk,
                code=werkproces.code,
                titel=werkproces.titel,
                omschrijving=alineas(werkproces.omschrijving, *aanvullend[werkproces.pk]),
                position=werkproces.position,
                eisen=tuple(eisen[werkproces.pk]),
                is_voorbeeld=werkproces.is_voorbeeld,
            )
        )
    return found
