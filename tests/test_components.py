"""The components: what they print, that they escape, and that a mistake in a page is an error."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from examservice.lib.forms import FormulierHelper

NASTY = '<b onclick="x">&'
ESCAPED = "&lt;b onclick=&quot;x&quot;&gt;&amp;"


def render(source, **context):
    context.setdefault("request", RequestFactory().get("/", {"wat": "alles"}))
    return " ".join(Template(source).render(Context(context)).split())


# --- Words and states ------------------------------------------------------------------------------
def test_icon_is_hidden_from_screen_readers():
    svg = render('{% icon "search" %}')
    assert svg.startswith('<svg class="icoon" ')
    assert 'aria-hidden="true"' in svg
    assert svg.count("<path") >= 1


def test_icon_with_unknown_name_is_an_error():
    with pytest.raises(ValueError, match="static/icons.txt"):
        render('{% icon "bestaat-niet" %}')


@pytest.mark.parametrize("kind", ["neutraal", "open", "ok", "fout"])
def test_status_is_word_shape_and_colour(kind):
    html = render("{% status woord kind=kind %}", woord=NASTY, kind=kind)
    assert f'class="status status-{kind}"' in html
    assert "<svg" in html
    assert html.endswith(f"{ESCAPED}</span>")


def test_states_have_different_shapes():
    shapes = {render('{% status "x" kind=kind %}', kind=kind) for kind in ("neutraal", "open", "ok", "fout")}
    assert len({re.search(r"<path.*/>", shape)[0] for shape in shapes}) == 4


@pytest.mark.parametrize(
    "source",
    [
        '{% status "x" kind="groen" %}',
        '{% melding soort="groen" %}x{% endmelding %}',
    ],
)
def test_component_with_unknown_kind_is_an_error(source):
    with pytest.raises(ValueError, match="kies uit"):
        render(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% status "x" kleur="groen" %}',
        "{% leeg %}x{% endleeg %}",
        '{% leeg "titel" %}x{% endleeg %}',
        '{% melding "info" %}x{% endmelding %}',
    ],
)
def test_component_with_wrong_parameter_is_an_error(source):
    with pytest.raises((TemplateSyntaxError, TypeError)):
        render(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% code tekst %}",
        "{% kruimel tekst %}",
        '{% kruimel tekst "/x/" %}',
        "{% leeg titel=tekst %}{% endleeg %}",
        "{% leeg titel='x' %}{{ tekst }}{% endleeg %}",
        "{% melding titel=tekst %}{% endmelding %}",
        "{% melding %}{{ tekst }}{% endmelding %}",
        "{% voortgang 1 2 tekst %}",
    ],
)
def test_component_escapes_text_once(source):
    html = render(source, tekst=NASTY)
    assert ESCAPED in html
    assert NASTY not in html
    assert "&amp;amp;" not in html


def test_kruimel_without_address_is_where_you_are():
    assert render('{% kruimel "Hier" %}') == '<li aria-current="page">Hier</li>'
    daar = render("{% kruimel tekst adres %}", tekst="Daar", adres="/daar/?a=1&b=2")
    assert daar == '<li><a href="/daar/?a=1&amp;b=2">Daar</a></li>'


def test_voorbeeldlabel_says_it_in_words():
    assert ">voorbeeldinhoud<" in render("{% voorbeeldlabel %}")


@pytest.mark.parametrize(
    ("gedaan", "totaal", "attributes", "words"),
    [(3, 14, 'max="14" value="3"', "3 van 14"), (0, 0, "", ""), (0, 2, 'max="2" value="0"', "0 van 2")],
)
def test_voortgang_says_the_same_in_bar_and_words(gedaan, totaal, attributes, words):
    html = render('{% voortgang gedaan totaal "Formulieren" %}', gedaan=gedaan, totaal=totaal)
    assert f'<progress aria-label="Formulieren" {attributes}></progress>' in html
    assert f'<span class="voortgang-getal"> {words}'.rstrip() in html


# --- Pages -----------------------------------------------------------------------------------------
def page(number, rows=200):
    return Paginator(range(rows), 10).page(number)


def test_paginering_of_one_page_is_nothing():
    assert render("{% paginering page %}", page=page(1, rows=10)) == ""


def test_paginering_in_the_middle_shows_neighbours_and_ends_and_keeps_filters():
    html = render("{% paginering page %}", page=page(10))
    assert re.findall(r'aria-label="Pagina (\d+)"', html) == ["1", "9", "10", "11", "20"]
    assert re.findall(r'aria-current="page">(\d+)', html) == ["10"]
    assert 'rel="prev" href="?wat=alles&amp;pagina=9"' in html
    assert 'rel="next" href="?wat=alles&amp;pagina=11"' in html
    assert html.count("…") == 2


@pytest.mark.parametrize(("number", "missing"), [(1, "prev"), (20, "next")])
def test_paginering_at_an_end_has_one_direction(number, missing):
    html = render("{% paginering page %}", page=page(number))
    assert f'rel="{missing}"' not in html
    assert len(re.findall('rel="', html)) == 1


# --- Forms -----------------------------------------------------------------------------------------
class Proef(forms.Form):
    titel = forms.CharField(label="Titel", help_text="Zoals in het dossier.")
    vorm = forms.ChoiceField(
        label="Vorm", choices=[("o", "Observatie"), ("p", "Product")], widget=forms.RadioSelect
    )
    sleutel = forms.IntegerField(label="Sleutel", widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Het geheel past niet.")


def test_foutoverzicht_without_errors_is_nothing():
    assert render("{% foutoverzicht form %}", form=Proef()) == ""


def test_foutoverzicht_names_every_error_and_links_to_its_field():
    html = render("{% foutoverzicht form %}", form=Proef({}))
    assert "Er zijn 4 fouten gevonden" in html
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html) == [
        ("id_titel", "Titel: Dit veld is verplicht."),
        ("id_vorm_0", "Vorm: Dit veld is verplicht."),
    ]
    assert "<li> Het geheel past niet. </li>" in html
    assert "<li> Dit veld is verplicht. </li>" in html


def test_foutoverzicht_takes_several_forms():
    html = render(
        "{% foutoverzicht een twee %}", een=Proef({}, prefix="a"), twee=Proef({"b-titel": "x"}, prefix="b")
    )
    assert "Er zijn 7 fouten gevonden" in html
    assert 'href="#id_a-titel"' in html
    assert 'href="#id_b-vorm_0"' in html


def test_foutoverzicht_targets_exist_in_the_form():
    form = Proef({})
    targets = re.findall(r'href="#([^"]+)"', render("{% foutoverzicht form %}", form=form))
    fields = render("{% formulier form %}", form=form)
    assert len(targets) == 2
    assert [target for target in targets if f'id="{target}"' not in fields] == []


def test_formulier_ties_help_and_error_to_the_field():
    html = render("{% formulier form %}", form=Proef({}))
    field = re.search(r'<input[^>]*name="titel"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in field
    described_by = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert len(described_by) == 2
    assert [name for name in described_by if f'id="{name}"' not in html] == []


def test_formulier_draws_fields_only():
    html = render("{% formulier form %}", form=Proef())
    assert "<form" not in html
    assert "csrfmiddlewaretoken" not in html
    assert "Het geheel past niet" not in render("{% formulier form %}", form=Proef({}))
    assert html.count("<input") == 4


def test_formulier_uses_the_helper_of_the_form():
    form = Proef()
    form.helper = FormulierHelper(form)
    form.helper.layout.fields = ["titel"]
    assert render("{% formulier form %}", form=form).count("<input") == 1


def test_formulier_of_third_party_loses_placeholders():
    form = Proef()
    form.fields["titel"].widget.attrs["placeholder"] = "Titel"
    assert "placeholder" not in render("{% formulier form %}", form=form)


# --- Page title ------------------------------------------------------------------------------------
PAGE = '{% extends "layouts/pagina.html" %}{% block titel %}{{ naam }} {% code "B1-K1" %}{% endblock titel %}'


def test_page_says_its_title_in_tab_heading_and_breadcrumbs():
    html = render(PAGE, naam="Zagen & boren")
    assert "<title>Zagen &amp; boren B1-K1 – Examenservice</title>" in html
    heading = 'Zagen &amp; boren <span class="code">B1-K1</span>'
    assert f"<h1>{heading}</h1>" in html
    assert f'<li aria-current="page">{heading}</li>' in html
    assert html.count("<h1") == 1


def test_page_with_errors_says_so_first_in_its_title():
    assert "<title>Fout: x B1-K1 – Examenservice</title>" in render(PAGE, naam="x", form=Proef({}))
    assert "<title>x B1-K1 – Examenservice</title>" in render(PAGE, naam="x", form=Proef())


@pytest.mark.django_db
def test_componenten_shows_every_component(client, settings):
    settings.DEBUG = True
    html = client.get("/_componenten/").content.decode()
    shown = [
        "icoon",
        "status-neutraal",
        "status-open",
        "status-ok",
        "status-fout",
        "melding-info",
        "melding-open",
        "melding-ok",
        "melding-fout",
        "leeg-titel",
        "voorbeeldlabel",
        "code",
        "kruimels",
        "foutoverzicht",
        "paginering",
        "voortgang",
        "feiten",
        "tabel-kaarten",
        "filterbalk",
        "invoeging",
        "matrix",
        "wacht",
    ]
    assert [name for name in shown if name not in html] == []
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) >= 50
    assert sorted(set(ids)) == sorted(ids)
