"""SBB's XML: the two real files counted another way, nothing lost, and anything broken refused in Dutch."""

import gc
import random
import re
import sys
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from defusedxml.ElementTree import fromstring

from qualifications.enums import AanvullingVeld, EisSoort
from qualifications.enums import Verantwoordingsdeel as Deel
from qualifications.readers import sbb_xml
from qualifications.structure import DossierImport, DossierImportError
from tests.unending import ends

PEDAGOGISCH = "2635-pedagogisch-werk.xml"
DIENSTVERLENING = "2755-dienstverlening.xml"
# Words of expat and Python that must never reach a person.
ENGLISH = re.compile(
    r"\b(not|expected|invalid|token|mismatched|unclosed|found|error|line|column|None)\b", re.I
)


@pytest.fixture(scope="session")
def bron(shared):
    return lambda naam: (shared / "data/sbb" / naam).read_bytes()


def read(inhoud, **opties):
    return sbb_xml.read(inhoud, bestandsnaam="dossier.xml", **opties)


def all_eisen(dossier):
    for kwalificatie in dossier.kwalificaties:
        yield from kwalificatie.eisen
    for kerntaak in dossier.kerntaken:
        yield from kerntaak.eisen
        for werkproces in kerntaak.werkprocessen:
            yield from werkproces.eisen


def counted(dossier):
    """The numbers of a dossier as it was read."""
    werkprocessen = [w for k in dossier.kerntaken for w in k.werkprocessen]
    aanvullingen = [a for deel in (*dossier.kerntaken, *werkprocessen) for a in deel.aanvullingen]
    eisen = list(all_eisen(dossier))
    return {
        "kwalificaties": len(dossier.kwalificaties),
        "kerntaken": len(dossier.kerntaken),
        "werkprocessen": len(werkprocessen),
        **{soort.value: sum(eis.soort == soort for eis in eisen) for soort in EisSoort},
        "competenties": sum(len(w.competenties) for w in werkprocessen),
        "aanvullingen": len(aanvullingen),
        "brondocumenten": len(dossier.brondocumenten),
        "onderhoudspunten": len(dossier.onderhoudspunten),
        "hoofdstukken": len(dossier.hoofdstukken),
    }


def counted_by_pattern(inhoud):
    """The same numbers from the bytes, with patterns only: no parser and nothing of the reader."""
    tekst = inhoud.decode("utf-8-sig")

    def count(pattern, where=tekst):
        return len(re.findall(pattern, where, re.S))

    gedrag = "\n".join(re.findall(r"<werkprocesgedrag>(.*?)</werkprocesgedrag>", tekst, re.S))
    resultaat = "\n".join(re.findall(r"<werkprocesresultaat>(.*?)</werkprocesresultaat>", tekst, re.S))
    velden = "complexiteit|verantwoordelijkheid|werkprocesomschrijving"
    extra = "\n".join(m[1] for m in re.findall(rf"<({velden})perprofiel>(.*?)</\1perprofiel>", tekst, re.S))
    verantwoording = tekst[tekst.index("<verantwoordingsinformatie") :]
    return {
        "kwalificaties": count(r"<profiel nr="),
        "kerntaken": count(r"<kerntaak nr="),
        "werkprocessen": count(r"<werkproces nr="),
        "resultaat": count(r"CDATA\[\s*[^\s\]]", resultaat),
        "gedrag": count(r"(?:^|CDATA\[|\n)- ", gedrag),
        "vakkennis": count(r"<vakkennisenvaardigheden referentie="),
        "taal": count(r'<taalvaardigheid titel="[^"]+" niveau="[^"]'),
        "wettelijk": count(r"<wettelijkeberoepsvereisten>Ja"),
        "competenties": count(r"<competentie referentie="),
        "aanvullingen": count(r"CDATA\[\s*[^\s\]]", extra),
        "brondocumenten": count(r"<brondocument "),
        "onderhoudspunten": count(r"<onderdeel>"),
        "hoofdstukken": count(r'<[a-z]+ titel="[^"]+" hoofdstuk="\d', verantwoording),
    }


EXPECTED = {
    PEDAGOGISCH: {
        "kwalificaties": 3, "kerntaken": 7, "werkprocessen": 34, "resultaat": 36, "gedrag": 197, "vakkennis": 148,
        "taal": 5, "wettelijk": 0, "competenties": 138, "aanvullingen": 11, "brondocumenten": 5,
        "onderhoudspunten": 12, "hoofdstukken": 12,
    },
    DIENSTVERLENING: {
        "kwalificaties": 3, "kerntaken": 4, "werkprocessen": 18, "resultaat": 18, "gedrag": 92, "vakkennis": 63,
        "taal": 3, "wettelijk": 0, "competenties": 64, "aanvullingen": 0, "brondocumenten": 8,
        "onderhoudspunten": 11, "hoofdstukken": 12,
    },
}  # fmt: skip


# --- The real files --------------------------------------------------------------------------------
@pytest.mark.parametrize("naam", [PEDAGOGISCH, DIENSTVERLENING])
def test_read_of_real_file_has_the_numbers_that_patterns_count_in_the_bytes(bron, naam):
    assert counted(read(bron(naam))) == counted_by_pattern(bron(naam)) == EXPECTED[naam]


def test_read_of_pedagogisch_werk_gives_what_stands_on_its_first_pages(bron):
    dossier = read(bron(PEDAGOGISCH))
    assert (dossier.crebo, dossier.editie, dossier.titel) == ("23183", "2015-08-01", "Pedagogisch Werk")
    assert (dossier.ministerie, dossier.prijsfactor) == ("OCW", Decimal("1.10"))
    assert (dossier.domein_crebo, dossier.domein_titel) == ("79140", "Zorg en welzijn")
    assert dossier.penvoerder == "Sectorkamer zorg, welzijn en sport"
    assert (dossier.vastgesteld_op, dossier.vastgesteld_te) == (date(2015, 11, 26), "Zoetermeer")
    assert (dossier.toetsingskamer_positief, dossier.wijzigingscategorie) == (True, 3)
    assert [
        (k.profiel, k.crebo, k.titel, k.niveau, k.sbu, k.soort_opleiding) for k in dossier.kwalificaties
    ] == [
        (1, "25486", "Pedagogisch medewerker kinderopvang", 3, 4800, "vakopleiding"),
        (2, "25484", "Gespecialiseerd pedagogisch medewerker", 4, 4800, "middenkaderopleiding"),
        (3, "25485", "Onderwijsassistent", 4, 4800, "middenkaderopleiding"),
    ]
    assert dossier.inleiding.startswith("Leeswijzer\n\nHet kwalificatiedossier voor het middelbaar")
    assert "\n- Nederlandse taal;\n- rekenen;\n" in dossier.inleiding
    assert "<" not in dossier.inleiding + dossier.generieke_onderdelen
    assert (dossier.contexten, dossier.uitstroom, dossier.betrokkenen) == (None, None, None)


def test_read_of_pedagogisch_werk_gives_the_codes_of_sbb(bron):
    dossier = read(bron(PEDAGOGISCH))
    assert [
        (kerntaak.code, [w.nummer for w in kerntaak.werkprocessen]) for kerntaak in dossier.kerntaken
    ] == [
        ("B1-K1", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("B1-K2", [1, 2]),
        ("P1-K1", [1, 2, 3, 4, 5, 6]),
        ("P2-K1", [1, 2, 3, 4, 5, 6, 7]),
        ("P2-K2", [1, 2, 3, 4]),
        ("P3-K1", [1, 2, 3]),
        ("P3-K2", [1, 2, 3, 4]),
    ]


def test_read_of_werkproces_with_additions_keeps_them_apart_per_profile(bron):
    kerntaak = read(bron(PEDAGOGISCH)).kerntaken[0]
    assert [(a.veld, a.profiel) for a in kerntaak.aanvullingen] == [
        (AanvullingVeld.COMPLEXITEIT, 2),
        (AanvullingVeld.COMPLEXITEIT, 3),
        (AanvullingVeld.VERANTWOORDELIJKHEID, 2),
    ]
    werkproces = next(w for w in kerntaak.werkprocessen if w.aanvullingen)
    assert [(a.veld, a.profiel) for a in werkproces.aanvullingen] == [
        (AanvullingVeld.OMSCHRIJVING, 2),
        (AanvullingVeld.OMSCHRIJVING, 3),
    ]
    soorten = Counter((eis.soort.value, eis.profiel) for eis in werkproces.eisen)
    assert soorten[("resultaat", 2)] == soorten[("resultaat", 3)] == soorten[("resultaat", None)] == 1
    assert soorten[("gedrag", 2)] == soorten[("gedrag", 3)] == 3
    assert [(c.code, c.profiel) for c in werkproces.competenties if c.profiel] == [
        ("J", 2), ("M", 2), ("J", 3), ("M", 3),
    ]  # fmt: skip
    assert all(not eis.tekst.startswith("-") for eis in werkproces.eisen)
    assert werkproces.gedrag_aanhef == "De pedagogisch werker:"


def test_read_of_language_levels_makes_an_eis_for_each_filled_level(bron):
    sport = read(bron(DIENSTVERLENING)).kwalificaties[2]
    assert [(eis.tekst, eis.taal, eis.taalvaardigheid, eis.taalniveau) for eis in sport.eisen] == [
        ("een MVT naar keuze: luisteren op niveau A2", "een MVT naar keuze", "luisteren", "A2"),
        ("een MVT naar keuze: gesprekken voeren op niveau A2", "een MVT naar keuze", "gesprekken", "A2"),
        ("een MVT naar keuze: spreken op niveau A2", "een MVT naar keuze", "spreken", "A2"),
    ]


def test_read_of_real_file_warns_about_what_a_person_should_see(bron):
    waarschuwingen = read(bron(DIENSTVERLENING)).waarschuwingen
    assert [(w.plaats, w.tekst[:40]) for w in waarschuwingen] == [
        ("regel 66, kennisenvaardigheden", "Geen kerntaak gebruikt deze vakkennis of"),
        ("regel 127, categoriekennisenvaardigheden", "Geen kerntaak gebruikt deze categorie va"),
        ("regel 188, basis/kerntaak[1]", "6 keer staat dezelfde vakkennis of vaard"),
    ]


def test_read_of_verantwoording_keeps_chapter_numbers_of_the_source(bron):
    hoofdstukken = read(bron(PEDAGOGISCH)).hoofdstukken
    assert [(h.nummer, h.deel) for h in hoofdstukken] == [
        (1, Deel.BRONDOCUMENTEN), (2, Deel.ARBEIDSMARKT), (3, Deel.TRENDS), (4, Deel.BEROEPSVEREISTEN),
        (5, Deel.BIJZONDERE_VEREISTEN), (6, Deel.TALEN), (7, Deel.ONTWIKKELMOGELIJKHEDEN), (8, Deel.ONDERHOUDSAGENDA),
        (9, Deel.WIJZIGINGEN), (10, Deel.BETROKKENEN), (12, Deel.AANVULLENDE_INFORMATIE), (13, Deel.EXAMENPROFIELEN),
    ]  # fmt: skip


@pytest.mark.parametrize("naam", [PEDAGOGISCH, DIENSTVERLENING])
def test_read_of_real_file_twice_gives_the_same(bron, naam):
    assert read(bron(naam)) == read(bron(naam))


def calls_of(work):
    """How many functions are called, of Python and of C: the same on every machine, however busy."""
    calls = 0

    def count(_frame, event, _function):
        nonlocal calls
        calls += event in {"call", "c_call"}

    gc.disable()  # what it calls is not the work's
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return calls


def test_read_of_a_file_of_250_kb_takes_no_more_steps_than_its_text_has_pieces(bron):
    whole = bron(PEDAGOGISCH)
    inhoud = whole.replace(b"</arbeidsmarktinformatie>", b"tekst. " * 11_000 + b"</arbeidsmarktinformatie>")
    assert len(inhoud) > 250_000
    assert len(read(inhoud).hoofdstukken) == len(read(whole).hoofdstukken)  # and the caches are warm
    steps = calls_of(lambda: read(whole))
    assert 10_000 < steps < 200_000
    assert calls_of(lambda: read(inhoud)) - steps < 100


# --- Nothing is lost -------------------------------------------------------------------------------
# Numbers that only mean something inside SBB, and the fixed headings of the model kwalificatiedossier.
IGNORED_ATTRIBUTES = {"nr", "referentievorigeversie"}
HEADINGS = {
    "voorblad", "inleiding", "basis", "typeringberoepengroep", "basistaken", "generieke_onderdelen", "profielen",
    "verantwoordingsinformatie", "taalbeheersingseis",
}  # fmt: skip
CODED = {
    "Ja": "True", "Nee": "False", "Luisteren": "luisteren", "Lezen": "lezen", "Gesprekken voeren": "gesprekken",
    "Spreken": "spreken", "Schrijven": "schrijven",
}  # fmt: skip


def strings_of(waarde):
    if is_dataclass(waarde):
        for veld in fields(waarde):
            yield from strings_of(getattr(waarde, veld.name))
    elif isinstance(waarde, tuple):
        for deel in waarde:
            yield from strings_of(deel)
    elif waarde is not None:
        yield str(waarde)


def pieces_of(tekst):
    """The sentences that must be found back: markup cut out, dashes of a list taken off, blanks made one."""
    if tekst.lstrip().startswith("<labeltext"):
        tekst = unescape(tekst)
    if re.match(r"\s*<(labeltext|xhtml)", tekst):
        tekst = unescape(re.sub(r"<[^<>]+>", "\n", tekst))
    for regel in tekst.split("\n"):
        yield " ".join(regel.strip().removeprefix("- ").split())


def values_of(root):
    """Each text and attribute of the one dossier, with the references replaced by what they refer to."""
    titels = {element.get("nr"): element.get("titel") for element in root.iter() if element.get("nr")}
    dossier = root.find("dossiers/dossier")
    for element in dossier.iter():
        if element.tag == "taalvaardigheid" and not element.get("niveau"):
            continue  # a skill of which nothing is asked
        yield from pieces_of(element.text or "")
        yield from pieces_of(element.tail or "")
        for naam, waarde in element.attrib.items():
            if naam in IGNORED_ATTRIBUTES or (naam == "titel" and element.tag in HEADINGS):
                continue
            yield from pieces_of(titels[waarde] if naam.startswith("referentie") and waarde else waarde)


def as_read(waarde):
    """How a value of the file looks as a string in the structure."""
    if re.fullmatch(r"\d\d-\d\d-\d{4}", waarde):
        return datetime.strptime(waarde, "%d-%m-%Y").date().isoformat()
    if re.fullmatch(r"\d,\d\d", waarde):
        return waarde.replace(",", ".")
    return CODED.get(waarde, waarde)


@pytest.mark.parametrize("naam", [PEDAGOGISCH, DIENSTVERLENING])
def test_read_of_real_file_keeps_every_text_and_attribute(bron, naam):
    dossier = read(bron(naam))
    ongebruikt = [w.tekst for w in dossier.waarschuwingen if w.tekst.startswith("Geen kerntaak gebruikt")]
    strings = [*strings_of(replace(dossier, waarschuwingen=())), *ongebruikt]
    exact = {" ".join(tekst.split()) for tekst in strings}
    haystack = " ¶ ".join(exact)
    values = {waarde for waarde in values_of(fromstring(bron(naam))) if waarde}
    assert len(values) > 400
    assert [v for v in values if as_read(v) not in exact and as_read(v) not in haystack] == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "pad", "woorden"),
    [
        ("<complexiteit>",
         "<nieuwigheid>iets nieuws</nieuwigheid><complexiteit>", "basis/kerntaak[1]/nieuwigheid", "iets nieuws"),
        ('hoofdstuk="1">\n              <complexiteit>',
         'hoofdstuk="1" kleur="rood">\n <complexiteit>', "basis/kerntaak[1]", "kleur"),
        ("<basiskerntaken>", "<basiskerntaken>verdwaalde tekst", "basis/basistaken/basiskerntaken", "verdwaalde"),
        ("<sbu>3200</sbu>", "<sbu>veel</sbu>", "profiel[1]/omschrijving/sbu", "geen heel getal"),
        ("<vastgesteldop>26-11-2015", "<vastgesteldop>26 november", "vastgesteldop", "geen datum"),
        ('referentie="986487"', 'referentie="1"', "vakkennisenvaardigheden", "“1”"),
        ('<competentie referentie="3088" />', '<competentie referentie="9" />', "competentie", "“9”"),
        ('referentiedomein="4135"', 'referentiedomein="8"', "dossier", "domein “8”"),
        ('niveau="A2"', 'niveau="D4"', "taalvaardigheid", "D4"),
        ("- volgt nauwkeurig instructies", "volgt nauwkeurig instructies", "werkprocesgedrag", "regel ervoor"),
        ("De werkzaamheden zijn juist voorbereid. ", "", "werkproces[1]/werkprocesresultaat", "geen resultaat"),
        (">25499</crebo>", "></crebo>", "profiel[1]/creboinformatie/crebo", "geen crebo"),
        ('niveau="2"', 'niveau="7"', "profiel[1]", "mbo-niveau"),
        ('versie="" ', 'versie="" wettelijkx="Ja" ', "dossier", "wettelijkx"),
        ('wettelijkeberoepsvereisten="Nee"', 'wettelijkeberoepsvereisten="Ja"',
         "dossier", "anders dan de kwalificaties"),
        ('categorie="1"', 'categorie="9"', "wijzigingscategorie", "1 tot en met 4"),
    ],
)  # fmt: skip
def test_read_of_oddity_warns_with_its_path(bron, oud, nieuw, pad, woorden):
    tekst = bron(DIENSTVERLENING).decode("utf-8-sig")
    assert oud in tekst
    waarschuwingen = read(tekst.replace(oud, nieuw, 1).encode()).waarschuwingen
    gevonden = [w for w in waarschuwingen if woorden in w.tekst]
    assert gevonden, waarschuwingen
    assert pad.split("/")[-1] in gevonden[0].plaats
    assert gevonden[0].plaats.startswith("regel ")


@pytest.mark.parametrize(
    ("oud", "nieuw", "woorden"),
    [
        ('titel="Dienstverlening"', 'titel=" "', "heeft geen titel"),
        (">23189<", "><", "geen crebo"),
        (">23189<", ">2318<", "crebo 2318 heeft 4 cijfers"),
        (">25499<", ">2549A<", "niet alleen uit cijfers"),
        ('Geldig_vanaf="01-08-2015"', 'Geldig_vanaf="ooit"', "geen datum"),
        ('titel="Maakt ruimtes gebruiksklaar" hoofdstuk="2"', 'titel="x" hoofdstuk="1"', "komt twee keer voor"),
        ('titel="Maakt ruimtes gebruiksklaar" hoofdstuk="2"', 'titel="x" hoofdstuk="٢"', "hoofdstuknummer"),
        ('titel="Maakt ruimtes gebruiksklaar"', 'titel=""', "werkproces> heeft geen titel"),
        ('nr="986409" titel="Helpende', 'nr="986408" titel="Helpende', "hetzelfde nr"),
        ("<werkprocesgedragperprofiel />",
         '<werkprocesgedragperprofiel><aanvullend><profiel referentie="0"/><omschrijving>- a</omschrijving>'
         "</aanvullend></werkprocesgedragperprofiel>", "“0”"),
        ("<sbb>", "<sbb xmlns='urn:x'><x/>", ""),
        ("sbb>", "abb>", "<abb>"),
        ("<dossier ", "<dossierx ", "ander element gesloten"),
        ("dossiers>", "dosiers>", "geen <dossier>"),
    ],
)  # fmt: skip
def test_read_of_unusable_structure_is_refused_with_place_and_remedy(bron, oud, nieuw, woorden):
    tekst = bron(DIENSTVERLENING).decode("utf-8-sig")
    assert oud in tekst
    inhoud = tekst.replace(oud, nieuw, 2 if oud in {"sbb>", "dossiers>"} else 1).encode()
    if not woorden:  # a namespace is no reason to refuse
        assert read(inhoud).crebo == "23189"
        return
    with pytest.raises(DossierImportError) as caught:
        read(inhoud)
    assert woorden in str(caught.value)


def test_read_of_wettelijk_vereist_profile_makes_an_eis_of_the_explanation(bron):
    tekst = bron(DIENSTVERLENING).decode("utf-8-sig")
    ja = tekst.replace("<wettelijkeberoepsvereisten>Nee", "<wettelijkeberoepsvereisten>Ja", 2)
    ja = ja.replace(
        "<toelichtingwettelijkeberoepsvereisten><![CDATA[]]></toelichtingwettelijkeberoepsvereisten>",
        "<toelichtingwettelijkeberoepsvereisten>Wet X, artikel 3.</toelichtingwettelijkeberoepsvereisten>",
        1,
    )
    eisen = [
        [e.tekst for e in k.eisen if e.soort == EisSoort.WETTELIJK] for k in read(ja.encode()).kwalificaties
    ]
    assert eisen == [["Wet X, artikel 3."], ["Wettelijke beroepsvereisten"], []]


def test_read_of_vakkennis_met_categorie_keeps_the_categorie(bron):
    tekst = bron(DIENSTVERLENING).decode("utf-8-sig")
    groep = (
        '<vakkennisenvaardigheden_met_categorie><categorie referentie="1007290">'
        '<vakkennisenvaardigheden referentie="1007291" /></categorie></vakkennisenvaardigheden_met_categorie>'
    )
    dossier = read(tekst.replace("<vakkennisenvaardigheden_met_categorie />", groep, 1).encode())
    laatste = dossier.kerntaken[0].eisen[-1]
    assert (laatste.tekst, laatste.categorie) == ("heeft basiskennis van FMIS", "Maakt gebruik van een FMIS")


def test_read_of_the_edition_named_by_the_source_uses_that_name(bron):
    tekst = bron(DIENSTVERLENING).decode("utf-8-sig")
    assert read(tekst.replace('versie=""', 'versie="2.1"').encode()).editie == "2.1"


# --- More than one dossier -------------------------------------------------------------------------
def two_dossiers(bron):
    een, twee = bron(DIENSTVERLENING).decode("utf-8-sig"), bron(PEDAGOGISCH).decode("utf-8-sig")
    ander = re.search(r"<dossier nr=.*</dossier>", twee, re.S)[0]
    return een.replace("</dossiers>", f"{ander}</dossiers>").encode()


def test_read_of_two_dossiers_says_how_many_and_names_their_crebos(bron):
    with pytest.raises(DossierImportError, match=r"2 dossiers.*23183, 23189"):
        read(two_dossiers(bron))


@pytest.mark.parametrize(("crebo", "titel"), [("23183", "Pedagogisch Werk"), ("25500", "Dienstverlening")])
def test_read_of_two_dossiers_with_a_crebo_gives_that_one(bron, crebo, titel):
    assert read(two_dossiers(bron), crebo=crebo).titel == titel


def test_read_with_a_crebo_that_is_not_there_is_refused(bron):
    with pytest.raises(DossierImportError, match="Crebo 99999 staat niet in dit bestand"):
        read(bron(PEDAGOGISCH), crebo="99999")


# --- Broken and hostile ----------------------------------------------------------------------------
def truncated(inhoud, chance):
    return inhoud[: chance.randrange(len(inhoud))]


def flipped(inhoud, chance):
    bytes_ = bytearray(inhoud)
    for _ in range(chance.randint(1, 4)):
        bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
    return bytes(bytes_)


def without_a_tag(inhoud, chance):
    tag = chance.choice(list(re.finditer(rb"<[^<>]+>", inhoud)))
    return inhoud[: tag.start()] + inhoud[tag.end() :]


def without_an_element(inhoud, chance):
    element = chance.choice(list(re.finditer(rb"<([a-z]+)[^<>]*(?:/>|>[^<>]*</\1>)", inhoud)))
    return inhoud[: element.start()] + inhoud[element.end() :]


def with_an_empty_attribute(inhoud, chance):
    waarde = chance.choice(list(re.finditer(rb'="[^"]+"', inhoud)))
    return (
        inhoud[: waarde.start()]
        + chance.choice([b'=""', b'="-1"', b'="\xd9\xa3"', b'="999999999999"'])
        + inhoud[waarde.end() :]
    )


def with_a_doctype(inhoud, chance):
    tekst = inhoud.decode("utf-8-sig").replace("<sbb>", '<!DOCTYPE sbb [<!ENTITY e "x">]><sbb>&e;', 1)
    encoding = chance.choice(["utf-8", "utf-16", "utf-16-le", "utf-32"])
    return tekst.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)


def doubled(inhoud, chance):
    begin = chance.randrange(len(inhoud))
    return inhoud[:begin] + inhoud[begin : begin + chance.randrange(20_000)] + inhoud[begin:]


MUTATIONS = [
    truncated, flipped, without_a_tag, without_an_element, with_an_empty_attribute, with_a_doctype, doubled,
]  # fmt: skip


def outcome(inhoud):
    """The dossier or the refusal; any other exception fails the test by itself."""
    try:
        return read(inhoud)
    except DossierImportError as error:
        melding = str(error)
        assert len(melding) > 20 and melding.rstrip().endswith((".", "?", ")"))
        assert not ENGLISH.search(error.melding), melding
        return None


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_read_of_sixty_mutated_files_gives_a_dossier_or_a_refusal_in_dutch(bron, mutation):
    outcomes = []
    for seed in range(60):
        chance = random.Random(f"{mutation.__name__}{seed}")
        mutated = mutation(bron(chance.choice([PEDAGOGISCH, DIENSTVERLENING])), chance)
        with ends():
            outcomes.append(outcome(mutated))
    assert len(outcomes) == 60
    assert all(dossier is None or isinstance(dossier, DossierImport) for dossier in outcomes)
    if mutation in {truncated, without_a_tag, with_a_doctype}:
        assert sum(dossier is None for dossier in outcomes) > 25
    if mutation is without_an_element:
        assert any(outcomes)
