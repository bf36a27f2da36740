"""Who may write what, and under which numbers."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from qualifications.enums import AanvullingVeld, EisSoort, Herkomst
from qualifications.importing.aligning import align, find_dossier, renumber
from qualifications.importing.sources import authority, claim, highest, names, with_profiles
from qualifications.models import Kwalificatie, Kwalificatiedossier
from qualifications.structure import (
    AanvullingImport,
    ContextImport,
    DossierImport,
    KwalificatieImport,
    UitstroomImport,
)
from tests.qualifications.factories import (
    CREBO,
    EDITIE,
    maak_bron,
    maak_eis,
    maak_kerntaak,
    maak_matrix,
    maak_taaleis,
    maak_verantwoording,
    maak_werkproces,
)

LEEG = DossierImport(herkomst=Herkomst.YAML, titel="Voorbeeldtechniek")


# --- What a source names ---------------------------------------------------------------------------
def test_names_of_a_source_are_what_it_says_something_about():
    bron = replace(
        LEEG,
        contexten=(ContextImport(naam="Metaal"),),
        kerntaken=(),
        toetsingskamer_positief=False,
        kwalificaties=(KwalificatieImport(profiel=2, titel="Maker", sbu=0, eisen=(maak_taaleis(),)),),
    )
    assert names(bron) == {
        "dossier:titel",
        "dossier:toetsingskamer_positief",
        "context:Metaal",
        "kerntaken",
        "taaleisen",
        "kwalificatie:2",
        "kwalificatie:2:titel",
        "kwalificatie:2:sbu",
    }


@pytest.mark.parametrize(
    ("herkomst", "may_write"),
    [
        (Herkomst.SBB_XML, True),
        (Herkomst.YAML, True),
        (Herkomst.MATRIX, False),
        (Herkomst.VERANTWOORDING, False),
    ],
)
def test_authority_over_what_yaml_named_is_for_higher_sources_and_itself(herkomst, may_write):
    zeggenschap = authority(
        replace(LEEG, herkomst=herkomst, penvoerder="Kamer"), {"yaml": ["dossier:penvoerder"]}
    )
    assert ("dossier:penvoerder" in zeggenschap.eigen) == may_write


def test_authority_over_what_nobody_named_is_for_everybody():
    bron = replace(LEEG, herkomst=Herkomst.VERANTWOORDING, penvoerder="Kamer")
    assert "dossier:penvoerder" in authority(bron, {"yaml": ["dossier:inleiding"]}).eigen


@pytest.mark.parametrize(
    ("others", "taken_back"), [({}, {"dossier:penvoerder"}), ({"sbb_xml": ["dossier:penvoerder"]}, set())]
)
def test_authority_takes_back_what_a_source_no_longer_names_unless_another_does(others, taken_back):
    bronnen = {"yaml": ["dossier:penvoerder", "dossier:titel"], **others}
    assert authority(LEEG, bronnen).vervallen == taken_back


def test_authority_of_a_person_goes_before_the_official_file():
    bron = replace(
        LEEG, herkomst=Herkomst.SBB_XML, contexten=(ContextImport(naam="Metaal"), ContextImport(naam="Hout"))
    )
    eigen = authority(bron, {"handmatig": ["context:Metaal"]}).eigen
    assert "context:Hout" in eigen
    assert "context:Metaal" not in eigen


@pytest.mark.parametrize(
    ("bronnen", "herkomst"),
    [
        ({"verantwoording": [], "yaml": [], "sbb_xml": []}, Herkomst.SBB_XML),
        ({"verantwoording": [], "handmatig": []}, Herkomst.VERANTWOORDING),
        ({"handmatig": []}, Herkomst.HANDMATIG),
        ({}, Herkomst.HANDMATIG),
    ],
)
def test_highest_source_gives_the_dossier_its_herkomst(bronnen, herkomst):
    assert highest(bronnen) == herkomst


def test_with_profiles_moves_and_forgets_names():
    said = [
        "betrokkenen",
        "dossier:titel",
        "kwalificatie:1",
        "kwalificatie:1:titel",
        "kwalificatie:2",
        "kwalificatie:3:sbu",
    ]
    moved = with_profiles({"verantwoording": said}, {1: 2}, frozenset({2}))
    assert moved == {
        "verantwoording": [
            "betrokkenen",
            "dossier:titel",
            "kwalificatie:2",
            "kwalificatie:2:titel",
            "kwalificatie:3:sbu",
        ]
    }


@pytest.mark.django_db
def test_claim_remembers_what_a_source_could_bring_back_and_forgets_the_rest():
    dossier = Kwalificatiedossier.objects.create(
        titel="Voorbeeld", herkomst=Herkomst.YAML, bronnen={"yaml": ["context:A"]}
    )
    claim(dossier, add={"context:A", "context:B"})
    assert dossier.bronnen["handmatig"] == ["context:A", "context:B"]
    claim(dossier, add=set(), forget=frozenset({"context:A", "context:B"}))
    dossier.refresh_from_db()
    assert dossier.bronnen == {"yaml": ["context:A"], "handmatig": ["context:A"]}


# --- Which dossier ---------------------------------------------------------------------------------
def maak_dossier(crebo=CREBO, editie=EDITIE, titel="Voorbeeldtechniek", **changes):
    return Kwalificatiedossier.objects.create(
        crebo=crebo, editie=editie, titel=titel, herkomst=Herkomst.YAML, **changes
    )


@pytest.mark.django_db
def test_find_dossier_by_crebo_and_editie():
    found = maak_dossier(titel="Heet nu anders")
    maak_dossier(editie="2020-08-01")
    maak_dossier(crebo="99001")
    assert find_dossier(maak_bron()) == found


@pytest.mark.django_db
def test_find_dossier_without_crebo_by_title_in_any_case():
    found = maak_dossier()
    maak_dossier(editie="2020-08-01")
    maak_dossier(crebo="99001", titel="Anders")
    assert find_dossier(maak_verantwoording()) == found
    assert find_dossier(maak_verantwoording(titel="Voorbeeldtechnieken")) is None


@pytest.mark.django_db
def test_find_dossier_never_takes_a_dossier_with_another_crebo():
    maak_dossier(crebo="99001")
    assert find_dossier(maak_bron()) is None
    found = maak_dossier(crebo="")
    assert find_dossier(maak_bron()) == found


@pytest.mark.django_db
def test_find_dossier_prefers_the_editie_over_the_day():
    bron = maak_verantwoording()
    by_day = maak_dossier(crebo="99001", editie="versie 2", geldig_vanaf=bron.geldig_vanaf)
    assert find_dossier(bron) == by_day
    by_editie = maak_dossier()
    assert find_dossier(bron) == by_editie


@pytest.mark.django_db
def test_find_dossier_with_two_that_fit_is_refused():
    maak_dossier()
    maak_dossier(crebo="99001")
    with pytest.raises(ValidationError) as refused:
        find_dossier(maak_verantwoording())
    assert refused.value.code == "meer_dossiers"


# --- Profile numbers -------------------------------------------------------------------------------
def with_kwalificaties(*titels, crebo="", **bronnen):
    dossier = maak_dossier(crebo="", bronnen=bronnen)
    for profiel, titel in enumerate(titels, start=1):
        Kwalificatie.objects.create(
            dossier=dossier, profiel=profiel, titel=titel, crebo=crebo and f"{crebo}{profiel}"
        )
    return dossier


@pytest.mark.django_db
def test_align_without_dossier_changes_nothing():
    afstemming = align(maak_verantwoording(), None)
    assert afstemming.bron == maak_verantwoording()
    assert (afstemming.verhuizing, afstemming.vervallen, afstemming.waarschuwingen) == ({}, frozenset(), ())


@pytest.mark.django_db
def test_align_gives_named_kwalificaties_the_numbers_of_the_dossier():
    dossier = with_kwalificaties(
        "Voorbeeldmaker 1", "Voorbeeldmaker 2", yaml=["kwalificatie:1", "kwalificatie:2"]
    )
    bron = align(maak_verantwoording(), dossier).bron
    assert [(each.profiel, each.titel) for each in bron.kwalificaties] == [
        (2, "voorbeeldmaker 2"),
        (1, "voorbeeldmaker 1"),
    ]


@pytest.mark.django_db
def test_align_gives_the_cells_of_a_matrix_the_numbers_of_the_dossier():
    dossier = with_kwalificaties("Niveau 4", "Niveau 3", yaml=["kwalificatie:1", "kwalificatie:2"])
    bron = align(maak_matrix(), dossier).bron
    given = {(cel.werkproces, cel.profiel): cel.bron for cel in bron.uitstroom}
    assert given == {(cel.werkproces, 3 - cel.profiel): cel.bron for cel in maak_matrix().uitstroom}


@pytest.mark.django_db
def test_align_moves_what_was_known_by_name_only():
    dossier = with_kwalificaties(
        "voorbeeldmaker 2", "Weg", "VOORBEELDMAKER  1", verantwoording=["kwalificatie:1"]
    )
    afstemming = align(maak_bron(), dossier)
    assert (afstemming.verhuizing, afstemming.vervallen) == ({1: 2, 3: 1}, frozenset({2}))


@pytest.mark.django_db
def test_align_goes_by_crebo_before_name_and_by_name_before_number():
    yaml = ["kwalificatie:1", "kwalificatie:2"]
    by_crebo = with_kwalificaties("Voorbeeldmaker 2", "Voorbeeldmaker 1", crebo="9900", yaml=yaml)
    assert align(maak_bron(), by_crebo).verhuizing == {}
    by_crebo.kwalificaties.update(crebo="")
    assert align(maak_bron(), by_crebo).verhuizing == {1: 2, 2: 1}
    by_crebo.kwalificaties.update(titel="Heet anders")
    afstemming = align(maak_bron(), by_crebo)
    assert (afstemming.verhuizing, afstemming.vervallen) == ({}, frozenset())


@pytest.mark.django_db
def test_align_takes_another_crebo_with_another_name_for_another_kwalificatie():
    dossier = with_kwalificaties("Voorbeeldmaker 1", "Heel anders", yaml=["kwalificatie:1", "kwalificatie:2"])
    dossier.kwalificaties.filter(profiel=2).update(crebo="98765")
    assert align(maak_bron(), dossier).vervallen == {2}
    dossier.bronnen["sbb_xml"] = ["kwalificatie:1", "kwalificatie:2"]
    followed = align(maak_bron(), dossier)
    assert followed.vervallen == set()
    assert [(each.profiel, each.crebo) for each in followed.bron.kwalificaties] == [
        (1, "99001"),
        (3, "99002"),
    ]


@pytest.mark.django_db
def test_align_keeps_what_another_source_names_under_a_free_number():
    yaml = ["kwalificatie:1", "kwalificatie:2"]
    dossier = with_kwalificaties("Heel anders", "Voorbeeldmaker 1", yaml=yaml)
    dossier.kwalificaties.filter(profiel=1).update(crebo="98765")
    afstemming = align(replace(maak_bron(), herkomst=Herkomst.SBB_XML), dossier)
    assert (afstemming.verhuizing, afstemming.vervallen) == ({1: 3, 2: 1}, set())


@pytest.mark.django_db
def test_align_numbers_a_new_name_of_its_own_source_after_the_others():
    dossier = with_kwalificaties("A", "B", matrix=["kwalificatie:1"])
    named = tuple(KwalificatieImport(profiel=place, titel=titel) for place, titel in enumerate("BC", start=1))
    bron = align(maak_matrix(kwalificaties=named, uitstroom=(), kerntaken=()), dossier).bron
    assert [(each.titel, each.profiel) for each in bron.kwalificaties] == [("B", 2), ("C", 3)]


def test_renumber_changes_every_profile_number_and_code():
    werkproces = maak_werkproces(eisen=(maak_eis(profiel=1),))
    kerntaak = maak_kerntaak(
        profiel=2,
        eisen=(maak_eis("x", EisSoort.VAKKENNIS, profiel=2),),
        aanvullingen=(AanvullingImport(veld=AanvullingVeld.COMPLEXITEIT, profiel=1, tekst="x"),),
        werkprocessen=(werkproces,),
    )
    cel = UitstroomImport(werkproces="P2-K1-W1", profiel=2, bron=True, voorstel=True)
    bron = renumber(replace(LEEG, kerntaken=(kerntaak,), uitstroom=(cel,)), {1: 2, 2: 1})
    (moved,) = bron.kerntaken
    assert (moved.code, moved.eisen[0].profiel, moved.aanvullingen[0].profiel) == ("P1-K1", 1, 2)
    assert moved.werkprocessen[0].eisen[0].profiel == 2
    assert (bron.uitstroom[0].werkproces, bron.uitstroom[0].profiel) == ("P1-K1-W1", 1)
