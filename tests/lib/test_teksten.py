"""Texts of others become paragraphs and lists, and never HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examservice.lib.templatetags.teksten import alineas


@pytest.mark.parametrize(
    ("tekst", "html"),
    [
        ("", ""),
        (None, ""),
        (" \n \n", ""),
        ("Een regel", "<p>Een regel</p>"),
        ("Een\ntwee", "<p>Een<br>twee</p>"),
        ("Een\r\ntwee", "<p>Een<br>twee</p>"),
        ("Een\n\ntwee", "<p>Een</p><p>twee</p>"),
        ("Hij:\n- meet\n- zaagt\nKlaar", "<p>Hij:</p><ul><li>meet</li><li>zaagt</li></ul><p>Klaar</p>"),
        ("§ bron een\n• bron twee", "<ul><li>bron een</li><li>bron twee</li></ul>"),
        ("-5 graden", "<p>-5 graden</p>"),
        ("-", "<p>-</p>"),
    ],
)
def test_alineas_gives_paragraphs_and_lists(tekst, html):
    assert alineas(tekst) == html


def test_alineas_with_html_is_escaped():
    html = alineas("<script>x</script>\n- <b>vet</b> & 'aanhaling'")
    assert html == (
        "<p>&lt;script&gt;x&lt;/script&gt;</p>"
        "<ul><li>&lt;b&gt;vet&lt;/b&gt; &amp; &#x27;aanhaling&#x27;</li></ul>"
    )


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        assert attrs == []
        self.tags.append(tag)

    def handle_data(self, data):
        self.words.append(data)


@given(st.text(alphabet=st.sampled_from("ab<>&\"' -\n§"), max_size=80))
def test_alineas_of_any_text_keeps_every_letter_and_adds_only_its_own_tags(tekst):
    reader = Reader()
    reader.feed(alineas(tekst))
    reader.close()
    assert set(reader.tags) <= {"p", "br", "ul", "li"}

    def letters(text):
        return re.sub(r"[\s\-§]", "", text)

    assert letters("".join(reader.words)) == letters(tekst)
