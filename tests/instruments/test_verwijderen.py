import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from instruments.models import (
    Beoordelingscriterium,
    Beoordelingsformulier,
    Criteriumdekking,
    Formulieronderdeel,
    Opdracht,
)
from instruments.services import (
    criteria_verwijderen,
    exameninstrument_genereren,
    formulier_verwijderen,
    onderdeel_verwijderen,
    opdracht_verwijderen,
    opdrachtdeel_bewerken,
)
from qualifications.models import Uitstroom
from qualifications.services import context_verwijderen
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker, maak_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument():
    return maak_instrument(kerntaken=2, werkprocessen=2, gedrag=1, contexten=("Metaal", "Hout"))


@pytest.fixture
def redacteur(client):
    redacteur = maak_gebruiker(Rol.REDACTEUR)
    client.force_login(redacteur)
    return redacteur


def besluit_alles(instrument, *, behalve):
    """An uitstroommatrix in which everything applies, except the werkprocessen with these codes."""
    for werkproces in instrument.kwalificatie.dossier.werkprocessen.all():
        Uitstroom.objects.create(
            dossier=werkproces.dossier,
            werkproces=werkproces,
            kwalificatie=instrument.kwalificatie,
            voorstel=True,
            besluit=werkproces.code not in behalve,
        )


def events(wat):
    return [gebeurtenis.velden for gebeurtenis in Gebeurtenis.objects.filter(wat=wat)]


# --- Opdrachten ------------------------------------------------------------------------------------
def test_context_can_go_after_its_opdrachten_were_removed_as_the_message_says(instrument, redacteur):
    context = instrument.kwalificatie.dossier.contexten.get(naam="Metaal")
    with pytest.raises(ValidationError) as error:
        context_verwijderen(context=context)
    assert error.value.code == "in_gebruik"
    for opdracht in Opdracht.objects.filter(context=context):
        opdracht_verwijderen(opdracht=opdracht, door=redacteur)
    context_verwijderen(context=context)
    exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur)
    assert {opdracht.context.naam for opdracht in instrument.opdrachten.all()} == {"Hout"}


def test_opdracht_verwijderen_with_own_text_needs_a_confirmation(instrument, redacteur):
    opdracht = instrument.opdrachten.first()
    deel = opdracht.delen.first()
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Eigen tekst")
    with pytest.raises(ValidationError) as error:
        opdracht_verwijderen(opdracht=opdracht, door=redacteur)
    assert error.value.code == "bewerkt"
    assert Opdracht.objects.count() == 4
    opdracht_verwijderen(opdracht=opdracht, door=redacteur, bevestigd=True)
    assert Opdracht.objects.count() == 3
    (velden,) = events("opdracht_verwijderd")
    assert (velden["soort"], velden["bewerkte_delen"]) == ("aanvulopdracht", [deel.pk])


def test_opdracht_verwijderen_page_says_what_is_lost_and_asks_for_a_tick(client, instrument, redacteur):
    opdracht = instrument.opdrachten.first()
    adres = reverse("instruments:opdracht-verwijderen", args=[opdracht.uuid])
    page = client.get(adres).content.decode()
    assert "Er gaat geen werk van een persoon verloren." in page
    assert "komt er een nieuw" in page
    assert "Ja, dit mag weg" not in page
    deel = opdracht.delen.first()
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Eigen tekst")
    page = client.get(adres).content.decode()
    assert f"de tekst die iemand schreef in het deel “{deel.titel}”" in page
    assert "Ja, dit mag weg" in page
    assert client.post(adres).status_code == 200
    assert Opdracht.objects.filter(pk=opdracht.pk).exists()
    assert client.post(adres, {"bevestigd": "on"}).status_code == 302
    assert not Opdracht.objects.filter(pk=opdracht.pk).exists()


# --- Criteria --------------------------------------------------------------------------------------
def test_criteria_verwijderen_frees_the_eis_and_generating_adds_it_only_when_asked(instrument, redacteur):
    formulier = instrument.formulieren.first()
    dekking = Criteriumdekking.objects.filter(criterium__onderdeel__formulier=formulier).first()
    eis, criterium = dekking.eis, dekking.criterium_id
    with pytest.raises(ProtectedError):
        eis.delete()
    assert criteria_verwijderen(formulier=formulier, door=redacteur, criteria=[criterium]) == 1
    assert events("criteria_verwijderd") == [
        {"formulier": formulier.pk, "criteria_en_eisen": {str(criterium): [eis.pk]}}
    ]
    assert Beoordelingscriterium.objects.count() == 7
    assert exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur).criteria == 1
    Criteriumdekking.objects.get(eis=eis).criterium.delete()
    eis.delete()
    assert exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur).criteria == 0


def test_criteria_verwijderen_of_another_form_changes_nothing(instrument, redacteur):
    eerste, tweede = instrument.formulieren.all()
    other = Beoordelingscriterium.objects.filter(onderdeel__formulier=tweede).first()
    assert criteria_verwijderen(formulier=eerste, door=redacteur, criteria=[other.pk]) == 0
    assert Beoordelingscriterium.objects.count() == 8
    assert events("criteria_verwijderd") == []


def test_formulier_criteria_page_removes_what_is_ticked(client, instrument, redacteur):
    formulier = instrument.formulieren.first()
    adres = reverse("instruments:formulier-criteria", args=[formulier.uuid])
    fields = client.get(adres).context["form"].fields
    data = {name: field.initial for name, field in fields.items() if name.startswith("vorm_")}
    pk = next(iter(data)).removeprefix("vorm_")
    response = client.post(adres, data | {f"weg_{pk}": "on"}, follow=True)
    assert "1 criterium verwijderd." in response.content.decode()
    assert not Beoordelingscriterium.objects.filter(pk=pk).exists()
    set_page = client.get(reverse("instruments:instrument", args=[instrument.uuid])).content.decode()
    assert "1 criterium komt erbij, van een eis die nu geen criterium heeft." in set_page


# --- Werkprocessen and forms -----------------------------------------------------------------------
def test_onderdeel_verwijderen_that_applies_and_has_criteria_is_refused(instrument, redacteur):
    onderdeel = Formulieronderdeel.objects.first()
    with pytest.raises(ValidationError) as error:
        onderdeel_verwijderen(onderdeel=onderdeel, door=redacteur)
    assert error.value.code == "geldt_nog"
    assert Formulieronderdeel.objects.count() == 4


def test_onderdeel_verwijderen_without_criteria_lets_the_dossier_drop_the_werkproces(instrument, redacteur):
    onderdeel = Formulieronderdeel.objects.select_related("formulier", "werkproces").first()
    pks = list(onderdeel.criteria.values_list("pk", flat=True))
    criteria_verwijderen(formulier=onderdeel.formulier, door=redacteur, criteria=pks)
    with pytest.raises(ProtectedError):
        onderdeel.werkproces.delete()
    velden = {"formulier": onderdeel.formulier_id, "werkproces": onderdeel.werkproces_id, "criteria": 0}
    onderdeel_verwijderen(onderdeel=onderdeel, door=redacteur)
    onderdeel.werkproces.delete()
    assert Formulieronderdeel.objects.count() == 3
    assert events("onderdeel_verwijderd") == [velden]


def test_werkproces_that_no_longer_applies_is_named_and_can_be_removed(client, instrument, redacteur):
    set_page = reverse("instruments:instrument", args=[instrument.uuid])
    assert "geldt niet meer" not in client.get(set_page).content.decode()
    besluit_alles(instrument, behalve={"B1-K1-W2"})
    onderdeel = Formulieronderdeel.objects.get(werkproces__code="B1-K1-W2")
    adres = reverse("instruments:onderdeel-verwijderen", args=[onderdeel.formulier.uuid, onderdeel.pk])
    (vervallen,) = client.get(set_page).context["verschil"].vervallen
    assert (vervallen.naam, vervallen.url) == (f"Werkproces {onderdeel.werkproces}", adres)
    assert "met 2 criteria" in client.get(adres).content.decode()
    form_page = reverse("instruments:formulier", args=[onderdeel.formulier.uuid])
    assert client.get(form_page).content.decode().count("Verwijder dit werkproces") == 1
    assert client.post(adres, {"bevestigd": "on"}).status_code == 302
    assert sorted(Formulieronderdeel.objects.values_list("werkproces__code", flat=True)) == [
        "B1-K1-W1",
        "B1-K2-W1",
        "B1-K2-W2",
    ]
    assert not client.get(set_page).context["verschil"].vervallen


def test_formulier_of_a_kerntaak_that_no_longer_applies_is_named_and_can_be_removed(
    client, instrument, redacteur
):
    besluit_alles(instrument, behalve={"B1-K2-W1", "B1-K2-W2"})
    eerste, tweede = instrument.formulieren.all()
    set_page = client.get(reverse("instruments:instrument", args=[instrument.uuid]))
    (vervallen,) = set_page.context["verschil"].vervallen
    assert vervallen.naam == str(tweede)
    assert client.post(vervallen.url, {"bevestigd": "on"}).status_code == 302
    assert list(Beoordelingsformulier.objects.all()) == [eerste]
    assert events("formulier_verwijderd") == [
        {"formulier": tweede.pk, "kerntaak": tweede.kerntaak_id, "werkprocessen": 2}
    ]


def test_formulier_verwijderen_that_applies_is_refused(client, instrument, redacteur):
    formulier = instrument.formulieren.first()
    with pytest.raises(ValidationError) as error:
        formulier_verwijderen(formulier=formulier, door=redacteur)
    assert error.value.code == "geldt_nog"
    adres = reverse("instruments:formulier-verwijderen", args=[formulier.uuid])
    assert "Dit kan nu niet worden verwijderd" in client.get(adres).content.decode()
    assert client.post(adres, {"bevestigd": "on"}).status_code == 200
    assert Beoordelingsformulier.objects.count() == 2
