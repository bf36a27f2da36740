"""The pages on which everybody reads the dossiers."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from qualifications.models import Kwalificatiedossier
from schools.enums import Rol
from tests.qualifications.wereld import gebruiker, klein_dossier, matrix_dossier, verantwoording, vol_dossier

pytestmark = pytest.mark.django_db
ROLLEN = [Rol.REDACTEUR, Rol.BEHEERDER, Rol.COORDINATOR, Rol.EXAMENCOMMISSIE]


class Koppen(HTMLParser):
    """The title, the heads and the ids of a page."""

    def __init__(self):
        super().__init__()
        self.open, self.title, self.koppen, self.ids = [], "", [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag in ("title", "h1", "h2", "h3", "h4"):
            self.open.append(tag)
            if tag != "title":
                self.koppen.append((tag, ""))

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title += data
        elif self.open:
            tag, words = self.koppen[-1]
            self.koppen[-1] = (tag, words + data)


def read(response):
    koppen = Koppen()
    koppen.feed(response.content.decode())
    return koppen


def words(response):
    """What is read on the page, without tags, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def adressen():
    dossier, _, kwalificatie = vol_dossier()
    verantwoording(dossier)
    pages = ["dossier", "dossier-uitstroom", "dossier-talen", "dossier-verantwoording"]
    return [
        reverse("qualifications:dossier-lijst"),
        *(reverse(f"qualifications:{page}", args=[dossier.pk]) for page in pages),
        reverse("qualifications:kwalificatie", args=[kwalificatie.pk]),
    ]


# --- Every page ------------------------------------------------------------------------------------
@pytest.mark.parametrize("rol", ROLLEN)
def test_pages_for_every_role_have_one_h1_in_the_title_and_unique_ids(client, rol):
    client.force_login(gebruiker(rol))
    for adres in adressen():
        response = client.get(adres)
        assert response.status_code == 200, adres
        page = read(response)
        heads = [kop.strip() for tag, kop in page.koppen if tag == "h1"]
        assert len(heads) == 1, adres
        assert page.title.strip() == f"{heads[0]} – Examenservice"
        assert len(page.ids) == len(set(page.ids)), adres


def test_pages_without_account_lead_to_login(client):
    for adres in adressen():
        response = client.get(adres)
        assert response.status_code == 302, adres
        assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("page", ["dossier", "dossier-uitstroom", "dossier-talen", "dossier-verantwoording"])
def test_page_of_unknown_dossier_gives_404(client, page):
    dossier = klein_dossier()
    client.force_login(gebruiker(Rol.COORDINATOR))
    assert client.get(reverse(f"qualifications:{page}", args=[dossier.pk])).status_code == 200
    assert client.get(reverse(f"qualifications:{page}", args=[dossier.pk + 1])).status_code == 404


def test_pages_escape_what_a_source_says(client):
    dossier, _, _ = vol_dossier()
    Kwalificatiedossier.objects.filter(pk=dossier.pk).update(titel="<script>alert(1)</script>")
    client.force_login(gebruiker(Rol.REDACTEUR))
    for page in ["dossier-lijst", "dossier", "dossier-uitstroom", "dossier-talen", "dossier-verantwoording"]:
        args = [] if page == "dossier-lijst" else [dossier.pk]
        html = client.get(reverse(f"qualifications:{page}", args=args), {"q": "script"}).content.decode()
        assert "<script>alert" not in html
        assert "alert(1)" in html


# --- The list --------------------------------------------------------------------------------------
def lijst(client, **vraag):
    return client.get(reverse("qualifications:dossier-lijst"), vraag)


def titels(response):
    return [dossier.titel for dossier in response.context["page"]]


@pytest.mark.parametrize("aantal", [1, 3])
def test_dossier_lijst_query_count(client, aantal, django_assert_num_queries):
    for nummer in range(1, aantal + 1):
        klein_dossier(nummer)
    client.force_login(gebruiker(Rol.REDACTEUR))
    with django_assert_num_queries(6):
        response = lijst(client)
    assert response.content.decode().count('class="rijlink"') == aantal


def test_dossier_lijst_shows_crebos_levels_counts_and_source(client):
    vol_dossier(kerntaken=2, werkprocessen=3)
    client.force_login(gebruiker(Rol.COORDINATOR))
    text = words(lijst(client))
    for shown in ("20500", "2023-08-01", "95001 Voorbeeldmaker 500-1, niveau 2", "YAML"):
        assert shown in text
    (dossier,) = lijst(client).context["page"]
    assert (dossier.aantal_kerntaken, dossier.aantal_werkprocessen) == (3, 7)


@pytest.mark.parametrize(
    ("vraag", "found"),
    [
        ("", ["Voorbeeldtechniek 1", "Voorbeeldtechniek 2"]),
        ("techniek 20002", ["Voorbeeldtechniek 2"]),
        ("20001", ["Voorbeeldtechniek 1"]),
        ("90022", ["Voorbeeldtechniek 2"]),
        ("voorbeeldmaker 1-2", ["Voorbeeldtechniek 1"]),
        ("bestaat niet", []),
        ("\0", ["Voorbeeldtechniek 1", "Voorbeeldtechniek 2"]),
        ("v " * 100, ["Voorbeeldtechniek 1", "Voorbeeldtechniek 2"]),
        ("%", []),
    ],
)
def test_dossier_lijst_search_finds_dossiers_and_crebos(client, vraag, found):
    klein_dossier(1)
    klein_dossier(2)
    client.force_login(gebruiker(Rol.COORDINATOR))
    response = lijst(client, q=vraag)
    assert titels(response) == found
    assert ("Geen dossier gevonden" in response.content.decode()) == (not found)


def test_dossier_lijst_search_marks_what_was_searched(client):
    klein_dossier(1)
    client.force_login(gebruiker(Rol.COORDINATOR))
    assert "<mark>9001</mark>2" in lijst(client, q="9001").content.decode()


@pytest.mark.parametrize(
    ("sorteer", "order"),
    [
        ("titel", [1, 2, 3]),
        ("-titel", [3, 2, 1]),
        ("crebo", [2, 3, 1]),
        ("-crebo", [1, 3, 2]),
        ("onzin", [1, 2, 3]),
        ("-onzin", [1, 2, 3]),
    ],
)
def test_dossier_lijst_sorts_by_the_column_in_the_address(client, sorteer, order):
    for nummer, crebo in ((1, "30000"), (2, "10000"), (3, "20000")):
        klein_dossier(nummer, crebo=crebo)
    client.force_login(gebruiker(Rol.COORDINATOR))
    response = lijst(client, sorteer=sorteer)
    assert titels(response) == [f"Voorbeeldtechniek {nummer}" for nummer in order]


def test_dossier_lijst_with_26_dossiers_has_two_pages_and_keeps_the_search(client):
    for nummer in range(1, 27):
        klein_dossier(nummer, kwalificaties=0)
    client.force_login(gebruiker(Rol.COORDINATOR))
    first, second = lijst(client, q="voorbeeld"), lijst(client, q="voorbeeld", pagina=2)
    assert (len(titels(first)), len(titels(second))) == (25, 1)
    assert "?q=voorbeeld&amp;pagina=2" in first.content.decode()
    assert titels(lijst(client, pagina="x")) == titels(lijst(client))


def test_dossier_lijst_without_dossiers_tells_the_next_step(client):
    client.force_login(gebruiker(Rol.REDACTEUR))
    page = lijst(client).content.decode()
    assert "Er zijn nog geen dossiers" in page
    assert "Importeer het eerste dossier" in page
    client.force_login(gebruiker(Rol.COORDINATOR))
    page = lijst(client).content.decode()
    assert "Er zijn nog geen dossiers" in page
    assert "Importeer het eerste dossier" not in page


# --- The tree --------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [1, 3])
def test_dossier_query_count(client, aantal, django_assert_num_queries):
    dossier, _, _ = vol_dossier(kerntaken=aantal, werkprocessen=aantal)
    client.force_login(gebruiker(Rol.REDACTEUR))
    with django_assert_num_queries(12):
        response = client.get(reverse("qualifications:dossier", args=[dossier.pk]))
    assert response.content.decode().count('class="knoop werkproces"') == aantal * aantal + 1


def test_dossier_has_a_deep_link_for_every_kerntaak_and_werkproces(client):
    dossier, _, _ = vol_dossier(kerntaken=2, werkprocessen=2)
    client.force_login(gebruiker(Rol.COORDINATOR))
    response = client.get(reverse("qualifications:dossier", args=[dossier.pk]))
    codes = ["B1-K1", "B1-K1-W1", "B1-K1-W2", "B1-K2", "B1-K2-W1", "B1-K2-W2", "P2-K1", "P2-K1-W1"]
    ids = read(response).ids
    assert [found for found in ids if re.match(r"[BP]\d-K", found)] == codes
    for code in codes:
        assert response.content.decode().count(f'href="#{code}"') == 2  # in the outline and beside the title


def test_dossier_names_the_profile_of_each_addition_and_labels_examples(client):
    dossier, _, _ = vol_dossier(werkprocessen=1)
    client.force_login(gebruiker(Rol.COORDINATOR))
    html = client.get(reverse("qualifications:dossier", args=[dossier.pk])).content.decode()
    assert html.count('class="invoeging"') == 2
    assert html.count("Alleen voor P2 Voorbeeldmaker 500-2") == 2
    # The kerntaak of profile 2 and its werkproces are examples, in the outline and in the text; the basisdeel is not.
    assert html.count('class="voorbeeldlabel"') == 4


def test_dossier_shows_its_facts_and_texts(client):
    dossier, _, _ = vol_dossier()
    client.force_login(gebruiker(Rol.COORDINATOR))
    text = words(client.get(reverse("qualifications:dossier", args=[dossier.pk])))
    for shown in (
        "Geldig vanaf 1 augustus 2023",
        "Opleidingsdomein Voorbeelddomein 79999",
        "Vastgesteld door Voorbeeldkamer",
        "Vastgesteld op 8 september 2022",
        "Wijzigingscategorie 3: wijzigingen",
        "Herkomst YAML",
        "Werkt in een &lt;voorbeeldbedrijf&gt;.",
        "Leest de tekening.",
        "Het werk ligt klaar.",
        "meet nauwkeurig",
        "K Vakdeskundigheid toepassen",
        "Kent voorbeeldmaterialen.",
    ):
        assert shown in text


def test_dossier_without_kerntaken_tells_the_next_step(client):
    dossier = klein_dossier()
    client.force_login(gebruiker(Rol.REDACTEUR))
    html = client.get(reverse("qualifications:dossier", args=[dossier.pk])).content.decode()
    assert "Dit dossier heeft nog geen kerntaken" in html
    assert reverse("qualifications:import") in html


# --- Language levels and verantwoording ------------------------------------------------------------
def test_dossier_talen_shows_the_level_of_each_kwalificatie(client):
    dossier, _, _ = vol_dossier()
    client.force_login(gebruiker(Rol.COORDINATOR))
    text = words(client.get(reverse("qualifications:dossier-talen", args=[dossier.pk])))
    geen = "– geen eis"
    assert f"95001 Voorbeeldmaker 500-1 {' '.join([geen] * 5)}" in text
    assert f"95002 Voorbeeldmaker 500-2 {geen} A2 {geen} {geen} {geen}" in text


def test_dossier_talen_without_levels_tells_the_next_step(client):
    dossier = klein_dossier()
    client.force_login(gebruiker(Rol.COORDINATOR))
    html = client.get(reverse("qualifications:dossier-talen", args=[dossier.pk])).content.decode()
    assert "Dit dossier noemt geen taalniveaus" in html
    assert reverse("qualifications:import") not in html


def test_dossier_verantwoording_shows_chapters_documents_agenda_and_organisations(client):
    dossier = klein_dossier()
    adres = reverse("qualifications:dossier-verantwoording", args=[dossier.pk])
    client.force_login(gebruiker(Rol.COORDINATOR))
    assert "Dit dossier heeft nog geen verantwoording" in client.get(adres).content.decode()
    verantwoording(dossier)
    response = client.get(adres)
    html = response.content.decode()
    assert "<p>Het werk verandert.</p><p>Meer &lt;voorbeelden&gt;.</p>" in html
    for anchor in ("trends", "certificaten", "documenten", "agenda", "organisaties"):
        assert f'href="#{anchor}"' in html
        assert anchor in read(response).ids
    text = words(response)
    for shown in ("27 juli 2019", "Voorbeeldpunt", "Nakijken", "2026", "Voorbeeldbedrijf Zuid"):
        assert shown in text


# --- One kwalificatie ------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [1, 3])
def test_kwalificatie_query_count(client, aantal, django_assert_num_queries):
    _, _, kwalificatie = vol_dossier(kerntaken=aantal, werkprocessen=aantal)
    client.force_login(gebruiker(Rol.COORDINATOR))
    with django_assert_num_queries(16):
        response = client.get(reverse("qualifications:kwalificatie", args=[kwalificatie.pk]))
    assert response.content.decode().count('class="knoop werkproces"') == aantal * aantal + 1


def test_kwalificatie_shows_exactly_what_applies_with_additions_marked(client):
    _, eerste, tweede = vol_dossier(werkprocessen=1)
    client.force_login(gebruiker(Rol.COORDINATOR))
    other = client.get(reverse("qualifications:kwalificatie", args=[eerste.pk]))
    own = client.get(reverse("qualifications:kwalificatie", args=[tweede.pk]))

    def codes(response):
        return [found for found in read(response).ids if re.match(r"[BP]\d-K", found)]

    assert codes(other) == ["B1-K1", "B1-K1-W1"]
    assert codes(own) == ["B1-K1", "B1-K1-W1", "P2-K1", "P2-K1-W1"]
    for only_for_second in (
        "begeleidt een voorbeeldcollega",
        "grotere voorbeelden",
        "Heeft een voorbeeldpas.",
    ):
        assert only_for_second in words(own)
        assert only_for_second not in words(other)
    assert own.content.decode().count("Aanvulling voor deze kwalificatie") == 2
    assert "A2" in words(own)


def test_kwalificatie_of_a_matrix_shows_only_marked_werkprocessen(client):
    dossier = matrix_dossier()
    eerste, tweede = dossier.kwalificaties.all()
    client.force_login(gebruiker(Rol.COORDINATOR))
    seen = {}
    for kwalificatie in (eerste, tweede):
        response = client.get(reverse("qualifications:kwalificatie", args=[kwalificatie.pk]))
        seen[kwalificatie] = [found for found in read(response).ids if "-W" in found]
    assert seen == {eerste: ["B1-K1-W1", "B1-K1-W2"], tweede: ["B1-K1-W1"]}


def test_kwalificatie_with_undecided_cells_says_so(client):
    dossier = matrix_dossier()
    eerste, _ = dossier.kwalificaties.all()
    adres = reverse("qualifications:kwalificatie", args=[eerste.pk])
    client.force_login(gebruiker(Rol.COORDINATOR))
    assert "Van 1 werkproces is nog niet beslist" in words(client.get(adres))
    dossier.uitstroom.filter(bron=None).update(besluit=False)
    assert "nog niet beslist" not in words(client.get(adres))


def test_kwalificatie_unknown_gives_404(client):
    client.force_login(gebruiker(Rol.REDACTEUR))
    assert client.get(reverse("qualifications:kwalificatie", args=[404])).status_code == 404


def test_buttons_to_change_are_for_the_redacteur_only(client):
    dossier, _, _ = vol_dossier()
    adres = reverse("qualifications:dossier", args=[dossier.pk])
    toevoegen = reverse("qualifications:context-toevoegen", args=[dossier.pk])
    for rol in ROLLEN:
        client.force_login(gebruiker(rol))
        assert (toevoegen in client.get(adres).content.decode()) == (rol == Rol.REDACTEUR), rol
        assert (reverse("qualifications:import") in lijst(client).content.decode()) == (rol == Rol.REDACTEUR)


def test_tables_that_may_scroll_can_be_reached_by_keyboard(client):
    dossier, _eerste, _tweede = vol_dossier()
    verantwoording(dossier)
    client.force_login(gebruiker(Rol.REDACTEUR))
    found = []
    for address in ("/dossiers/", f"/dossiers/{dossier.pk}/", f"/dossiers/{dossier.pk}/verantwoording/"):
        html = client.get(address).content.decode()
        found += re.findall(r'<div class="tabel-kader"([^>]*)>', html)
    assert len(found) == 4
    assert all('tabindex="0" role="region" aria-label="Tabel met ' in each for each in found), found
    assert len(set(found)) == len(found)
