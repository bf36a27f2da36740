import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.urls import reverse

from instruments.enums import OpdrachtSoort, TaakStatus
from instruments.models import Exameninstrument, Exporttaak
from instruments.services import opdrachtdeel_bewerken
from instruments.urls import urlpatterns
from qualifications.enums import EisSoort
from qualifications.models import Eis
from schools.enums import Rol
from schools.models import Gebeurtenis, School
from tests.instruments.factories import maak_gebruiker, maak_instrument, maak_kerntaak, maak_kwalificatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument():
    return maak_instrument(kerntaken=1, werkprocessen=1, gedrag=1, contexten=("Metaal",))


@pytest.fixture
def redacteur(client):
    redacteur = maak_gebruiker(Rol.REDACTEUR)
    client.force_login(redacteur)
    return redacteur


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def opened(client, adres):
    """What a browser sends back of a page as it was opened."""
    form = client.get(adres).context["form"]
    return {field.html_name: field.value() for field in form}


def address(name, instrument, **extra):
    """The address of a page, about the first fitting part of the instrument."""
    if name == "instrument-lijst":
        return reverse("instruments:instrument-lijst")
    if name == "instrument-genereren":
        return reverse(f"instruments:{name}", args=[instrument.kwalificatie_id])
    if name.startswith("exporttaak") and name != "exporttaak-starten":
        return reverse(f"instruments:{name}", args=[Exporttaak.objects.get().uuid])
    part = instrument
    if name.startswith(("formulier", "onderdeel", "criterium")):
        part = instrument.formulieren.first()
    elif name.startswith("opdracht"):
        part = instrument.opdrachten.first()
    return reverse(f"instruments:{name}", args=[part.uuid, *pk_within(name, part)])


def pk_within(name, part):
    """The second part of an address that has one."""
    if name == "opdrachtdeel-bewerken":
        return [part.delen.first().pk]
    if name == "onderdeel-verwijderen":
        return [part.onderdelen.first().pk]
    if name == "criteriumtekst-overnemen":
        return [part.onderdelen.first().criteria.first().pk]
    return []


# --- Who may do what -------------------------------------------------------------------------------
READ = {
    "instrument-lijst",
    "instrument",
    "instrument-instellingen",
    "formulier",
    "formulier-pdf",
    "opdracht",
    "opdracht-pdf",
    "exporttaak",
    "exporttaak-voortgang",
    "exporttaak-bestand",
}
EDIT = {
    "instrument-aanvulvorm",
    "instrument-schaal",
    "instrument-hubo",
    "formulier-cesuur",
    "formulier-criteria",
    "opdrachtdeel-bewerken",
    "opdracht-verwijderen",
    "formulier-verwijderen",
    "onderdeel-verwijderen",
}
POST = {
    "instrument-genereren": {Rol.REDACTEUR},
    "formulier-vormen-bevestigen": {Rol.REDACTEUR},
    "criteriumtekst-overnemen": {Rol.REDACTEUR},
    "exporttaak-starten": {Rol.REDACTEUR, Rol.BEHEERDER},
}
# The national reference itself is for everybody; the rest of a school's world holds no concepts.
OUTSIDE = {"instrument-lijst": 403, "instrument-genereren": 403}


def test_matrix_names_every_address():
    assert READ | EDIT | set(POST) == {pattern.name for pattern in urlpatterns}


def expected(rol, name):
    if rol in (Rol.COORDINATOR, Rol.EXAMENCOMMISSIE, None):
        return OUTSIDE.get(name, 404)
    if name in POST:
        return 302 if rol in POST[name] else 403
    return 200 if name in READ or rol == Rol.REDACTEUR else 403


@pytest.mark.parametrize("rol", [*Rol, None])
def test_page_by_role(client, instrument, settings, rol):
    door = maak_gebruiker(Rol.BEHEERDER)
    taak = Exporttaak.objects.create(instrument=instrument, door=door, status=TaakStatus.MISLUKT)
    taak.bestand.save("leeg.zip", ContentFile(b"PK"), save=False)
    Exporttaak.objects.filter(pk=taak.pk).update(status=TaakStatus.KLAAR, bestand=taak.bestand.name)
    client.force_login(maak_gebruiker(rol))
    addresses = {name: address(name, instrument) for name in READ | EDIT | set(POST)}
    # A POST may change what a page is about: those come last.
    order = [*sorted(READ | EDIT), *sorted(POST)]
    answers = {}
    for name in order:
        response = (client.post if name in POST else client.get)(addresses[name])
        answers[name] = response.status_code
        # A file that is sent stays open until it was read to its end.
        assert not response.streaming or list(response.streaming_content)
    assert answers == {name: expected(rol, name) for name in order}


def test_page_without_login_goes_to_the_login_page(client, instrument):
    response = client.get(address("instrument", instrument))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("naam", ["Voorbeeldschool Noord", "Voorbeeldschool Zuid"])
def test_school_sees_no_trace_of_a_concept(client, instrument, naam):
    school = School.objects.create(naam=naam)
    client.force_login(maak_gebruiker(Rol.COORDINATOR, school=school))
    assert Exameninstrument.objects.visible_to(maak_gebruiker(Rol.BEHEERDER)).count() == 1
    assert client.get(address("formulier", instrument)).status_code == 404
    page = client.get(reverse("qualifications:kwalificatie", args=[instrument.kwalificatie_id]))
    assert page.status_code == 200
    assert str(instrument.uuid) not in page.content.decode()


@pytest.mark.parametrize("name", sorted(POST))
def test_operation_by_get_is_refused(client, redacteur, instrument, name):
    Exporttaak.objects.create(instrument=instrument, door=redacteur)
    assert client.get(address(name, instrument)).status_code == 405


@pytest.mark.parametrize("name", sorted(EDIT))
def test_edit_page_by_beheerder_changes_nothing(client, instrument, name):
    client.force_login(maak_gebruiker(Rol.BEHEERDER))
    before = Gebeurtenis.objects.count()
    assert client.post(address(name, instrument), {"tekst": "x", "cesuur_kerntaak": "x"}).status_code == 403
    assert Gebeurtenis.objects.count() == before


# --- Pages -----------------------------------------------------------------------------------------
def test_instrument_lijst_empty_says_what_to_do(client, redacteur):
    assert "genereer daar de exameninstrumenten" in text_of(
        client.get(reverse("instruments:instrument-lijst"))
    )


def test_instrument_lijst_writes_the_month_in_full(client, redacteur, instrument):
    moment = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    Exameninstrument.objects.update(updated_at=moment)
    assert "20 november 2026 10:30" in text_of(client.get(reverse("instruments:instrument-lijst")))


@pytest.mark.parametrize("aantal", [1, 3])
def test_instrument_lijst_query_count(client, redacteur, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        maak_instrument(crebo=f"9990{nummer}")
    with django_assert_num_queries(9):
        response = client.get(reverse("instruments:instrument-lijst"))
    assert response.content.decode().count('<th scope="row">') == aantal


def test_instrument_lijst_second_page_shows_the_fifty_first(client, redacteur):
    gemaakt = maak_kwalificatie(kerntaken=0, contexten=())
    for nummer in range(51):
        kwalificatie = gemaakt.dossier.kwalificaties.create(
            profiel=nummer + 2, crebo=f"88{nummer:03}", titel=f"Voorbeeld {nummer}"
        )
        Exameninstrument.objects.create(kwalificatie=kwalificatie)
    first = client.get(reverse("instruments:instrument-lijst"))
    assert "88049" in text_of(first)
    assert "88050" not in text_of(first)
    (link,) = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = text_of(client.get(reverse("instruments:instrument-lijst") + link))
    assert "88050" in second
    assert "88049" not in second


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("instrument", 23), ("formulier", 17), ("opdracht", 14)])
def test_page_query_count_does_not_grow(client, redacteur, django_assert_num_queries, name, queries, aantal):
    contexten = ("Metaal", "Hout", "Glas")[:aantal]
    instrument = maak_instrument(kerntaken=aantal, werkprocessen=aantal, gedrag=aantal, contexten=contexten)
    adres = address(name, instrument)
    with django_assert_num_queries(queries):
        assert client.get(adres).status_code == 200


def test_instrument_page_lists_documents_and_open_points(client, redacteur, instrument):
    page = client.get(address("instrument", instrument))
    text = text_of(page)
    for naam in ("B1-K1-beoordelingsformulier", "metaal-aanvulopdracht", "metaal-voorbeeldexamenopdracht"):
        assert f"99901-{naam}.pdf" in text
    assert "Open punten (16)" in text
    assert "Bevestig de voorgestelde beoordelingsvormen van 2 criteria" in text
    assert "Dit dossier noemt geen contexten" not in text
    assert "Deze set wijkt af van het dossier" not in text


def test_instrument_page_without_contexten_says_why_there_is_one_opdracht(client, redacteur):
    instrument = maak_instrument(contexten=())
    assert "Dit dossier noemt geen contexten" in text_of(client.get(address("instrument", instrument)))


def test_instrument_page_after_the_dossier_grew_says_what_is_new(client, redacteur, instrument):
    maak_kerntaak(instrument.kwalificatie.dossier, 2)
    text = text_of(client.get(address("instrument", instrument)))
    assert "Deze set wijkt af van het dossier" in text
    assert "Nieuwe kerntaken: B1-K2" in text
    grown = client.post(address("instrument-genereren", instrument), follow=True)
    assert "Nieuw: 1 beoordelingsformulier, 2 criteria en 0 opdrachten." in text_of(grown)
    assert "Deze set wijkt af van het dossier" not in text_of(client.get(address("instrument", instrument)))


def test_instrument_genereren_makes_the_set_and_shows_it(client, redacteur):
    kwalificatie = maak_kwalificatie()
    response = client.post(reverse("instruments:instrument-genereren", args=[kwalificatie.pk]), follow=True)
    assert response.redirect_chain == [(address("instrument", kwalificatie.exameninstrument), 302)]
    assert "De set is gemaakt: 2 beoordelingsformulieren met 12 criteria, en 4 opdrachten." in text_of(
        response
    )


def test_instrument_genereren_without_kerntaken_explains_itself(client, redacteur):
    kwalificatie = maak_kwalificatie(kerntaken=0)
    response = client.post(reverse("instruments:instrument-genereren", args=[kwalificatie.pk]), follow=True)
    assert "geen kerntaken in het dossier" in text_of(response)
    assert not Exameninstrument.objects.exists()


def test_formulier_page_marks_choices_and_coverage(client, redacteur, instrument):
    response = client.get(address("formulier", instrument))
    assert '<mark class="keuze">en/of</mark>' in response.content.decode()
    text = text_of(response)
    assert "Open keuzes 1" in text
    assert "Resultaat" in text
    assert "Gedrag" in text


def test_formulier_vormen_bevestigen_confirms_all(client, redacteur, instrument):
    response = client.post(address("formulier-vormen-bevestigen", instrument), follow=True)
    assert "De vormen van 2 criteria zijn bevestigd." in text_of(response)
    assert "De vormen zijn een voorstel" not in text_of(response)


def test_formulier_criteria_saves_vorm_and_cruciaal(client, redacteur, instrument):
    page = client.get(address("formulier-criteria", instrument))
    data = {name: field.initial for name, field in page.context["form"].fields.items()}
    first = next(name for name in data if name.startswith("vorm_")).removeprefix("vorm_")
    posted = {name: value for name, value in data.items() if value} | {
        f"vorm_{first}": "eindgesprek",
        f"cruciaal_{first}": "on",
    }
    response = client.post(address("formulier-criteria", instrument), posted, follow=True)
    assert "Opgeslagen: 1 criterium gewijzigd." in text_of(response)
    assert "waarvan cruciaal: 1" in text_of(response)


def test_formulier_criteria_with_an_unknown_vorm_shows_the_error(client, redacteur, instrument):
    page = client.get(address("formulier-criteria", instrument))
    data = {name: field.initial or "" for name, field in page.context["form"].fields.items()}
    first = next(name for name in data if name.startswith("vorm_"))
    response = client.post(address("formulier-criteria", instrument), data | {first: "gokken"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [first]


def test_formulier_cesuur_is_saved_and_shown(client, redacteur, instrument):
    posted = {
        "cesuur_werkproces": "Alle criteria voldoende.",
        "cesuur_kerntaak": "Alle werkprocessen voldoende.",
    }
    adres = address("formulier-cesuur", instrument)
    response = client.post(adres, opened(client, adres) | posted, follow=True)
    assert "Alle werkprocessen voldoende." in text_of(response)


def test_opdracht_page_renders_markdown_and_marks_open_points(client, redacteur, instrument):
    html = client.get(address("opdracht", instrument)).content.decode()
    assert "<strong>valide onder voorbehoud</strong>" in html
    assert '<span class="open-punt">Open punt: hoeveel uren of dagen de student krijgt</span>' in html


def test_opdrachtdeel_bewerken_saves_and_escapes_html(client, redacteur, instrument):
    adres = address("opdrachtdeel-bewerken", instrument)
    posted = opened(client, adres) | {"tekst": "Eigen *tekst* <script>alert(1)</script>"}
    response = client.post(adres, posted, follow=True)
    html = response.content.decode()
    assert "Eigen <em>tekst</em>" in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
    assert "Door een persoon bewerkt." in html


@pytest.mark.parametrize(
    ("name", "veld"), [("opdrachtdeel-bewerken", "tekst"), ("formulier-cesuur", "cesuur_kerntaak")]
)
def test_stale_page_shows_both_texts_and_saves_the_second_time(client, redacteur, instrument, name, veld):
    adres = address(name, instrument)
    page = opened(client, adres)
    client.post(adres, page | {veld: "Woorden van een ander"})
    stale = client.post(adres, page | {veld: "Mijn eigen woorden"})
    assert stale.status_code == 200
    text = text_of(stale)
    assert "Iemand heeft deze tekst intussen gewijzigd." in text
    shown = re.findall(
        r"<textarea[^>]*?( readonly)?>\s*(Woorden van een ander|Mijn eigen woorden)<", stale.text
    )
    assert shown == [(" readonly", "Woorden van een ander"), ("", "Mijn eigen woorden")]
    (basis,) = re.findall(r'name="basis" value="(\w+)"', stale.text)
    assert opened(client, adres)[veld] == "Woorden van een ander"
    second = client.post(adres, page | {veld: "Mijn eigen woorden", "basis": basis})
    assert second.status_code == 302
    assert opened(client, adres)[veld] == "Mijn eigen woorden"


def test_opdrachtdeel_bewerken_without_a_basis_is_refused(client, redacteur, instrument):
    adres = address("opdrachtdeel-bewerken", instrument)
    before = opened(client, adres)
    assert "Iemand heeft deze tekst" in text_of(client.post(adres, {"tekst": "Mijn eigen woorden"}))
    assert opened(client, adres) == before


def test_opdrachtdeel_of_another_opdracht_is_not_found(client, redacteur, instrument):
    eerste, tweede = instrument.opdrachten.all()
    args = [eerste.uuid, tweede.delen.first().pk]
    assert client.get(reverse("instruments:opdrachtdeel-bewerken", args=args)).status_code == 404


def test_instrument_aanvulvorm_says_before_what_stays(client, redacteur, instrument):
    opdracht = instrument.opdrachten.get(soort=OpdrachtSoort.AANVUL)
    adres = address("instrument-aanvulvorm", instrument)
    assert "blijven staan:" not in text_of(client.get(adres))
    opdrachtdeel_bewerken(deel=opdracht.delen.first(), door=redacteur, tekst="Eigen tekst")
    assert "blijven staan: Aanvulopdracht Metaal" in text_of(client.get(adres))
    response = client.post(adres, {"aanvulvorm": "per_kwalificatie"}, follow=True)
    assert "Nieuwe opdrachten: 1, verwijderd: 0." in text_of(response)
    left_behind = reverse("instruments:opdracht", args=[opdracht.uuid])
    assert "Deze opdracht past niet bij de instellingen" in text_of(client.get(left_behind))
    response = client.post(address("opdracht-verwijderen", instrument), {"bevestigd": "on"}, follow=True)
    assert "Verwijderd: Aanvulopdracht Metaal." in text_of(response)
    assert client.get(left_behind).status_code == 404


def test_instrument_schaal_other_scale_returns_to_describe_its_levels(client, redacteur, instrument):
    adres = address("instrument-schaal", instrument)
    response = client.post(adres, {"schaal": "punten", "max_punten": "2"}, follow=True)
    assert response.redirect_chain == [(adres, 302)]
    assert "Wanneer geeft u 2?" in text_of(response)
    data = {
        "schaal": "punten",
        "max_punten": "2",
        "omschrijving_0": "Lukt niet.",
        "omschrijving_2": "Lukt goed.",
    }
    client.post(adres, data)
    assert list(instrument.schaalniveaus.values_list("waarde", "woord", "descriptor")) == [
        (0, "0", "Lukt niet."),
        (1, "1", ""),
        (2, "2", "Lukt goed."),
    ]


@pytest.mark.parametrize("punten", ["0", "11", "1_0", "٣", ""])
def test_instrument_schaal_with_odd_points_is_refused(client, redacteur, instrument, punten):
    response = client.post(
        address("instrument-schaal", instrument), {"schaal": "punten", "max_punten": punten}
    )
    assert list(response.context["form"].errors) == ["max_punten"]


def test_instrument_hubo_saves_the_words(client, redacteur, instrument):
    adres = address("instrument-hubo", instrument)
    data = {name: field.initial for name, field in client.get(adres).context["form"].fields.items()}
    first = next(iter(data))
    response = client.post(adres, data | {first: "herkenbaar"}, follow=True)
    assert "H herkenbaar" in text_of(response)
    tekst = instrument.opdrachten.get(soort=OpdrachtSoort.AANVUL).delen.get(titel="HUBO-check").tekst
    assert "| H | herkenbaar |" in tekst


@pytest.mark.parametrize(
    ("query", "naam"),
    [
        ("", "99901-B1-K1-beoordelingsformulier.pdf"),
        ("?invulbaar=1", "99901-B1-K1-beoordelingsformulier-invulbaar.pdf"),
    ],
)
def test_formulier_pdf_has_its_file_name(client, redacteur, instrument, query, naam):
    response = client.get(address("formulier-pdf", instrument) + query)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{naam}"'
    assert response.content.startswith(b"%PDF-")


def test_kwalificatie_acties_offer_what_the_person_may_do(rf, instrument):
    other = maak_kwalificatie(crebo="99907")
    found = {}
    for rol in (Rol.REDACTEUR, Rol.BEHEERDER, Rol.COORDINATOR):
        request = rf.get("/")
        request.user = maak_gebruiker(rol)
        for kwalificatie in (instrument.kwalificatie, other):
            html = render_to_string(
                "instruments/_kwalificatie_acties.html", {"kwalificatie": kwalificatie}, request=request
            )
            found[rol, kwalificatie.crebo] = ("Bekijk" in html, "Genereer" in html)
    assert found == {
        (Rol.REDACTEUR, "99901"): (True, False),
        (Rol.REDACTEUR, "99907"): (False, True),
        (Rol.BEHEERDER, "99901"): (True, False),
        (Rol.BEHEERDER, "99907"): (False, False),
        (Rol.COORDINATOR, "99901"): (False, False),
        (Rol.COORDINATOR, "99907"): (False, False),
    }


def test_kwalificatie_page_without_resultaat_and_gedrag_says_there_will_be_no_criteria(client, redacteur):
    kwalificatie = maak_kwalificatie()
    adres = reverse("qualifications:kwalificatie", args=[kwalificatie.pk])
    assert "nog geen criteria" not in text_of(client.get(adres))
    Eis.objects.exclude(soort=EisSoort.VAKKENNIS).delete()
    assert "De formulieren krijgen daarom nog geen criteria." in text_of(client.get(adres))
