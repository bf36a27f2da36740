"""The one door: what an import writes, keeps, takes away and refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from instruments.models import Criteriumdekking
from instruments.services import exameninstrument_genereren
from qualifications.enums import EisSoort, Herkomst
from qualifications.models import (
    Aanvulling,
    Competentie,
    Context,
    Eis,
    Kerntaak,
    Kwalificatie,
    Kwalificatiedossier,
    Uitstroom,
    Verantwoordingshoofdstuk,
    Werkproces,
    Werkprocescompetentie,
)
from qualifications.services import context_toevoegen, import_dossier, preview, uitstroom_besluiten
from qualifications.structure import ContextImport, DossierImportError, KwalificatieImport, Waarschuwing
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker
from tests.qualifications.factories import (
    CREBO,
    EDITIE,
    dump,
    maak_bron,
    maak_eis,
    maak_kerntaak,
    maak_kwalificatie,
    maak_matrix,
    maak_taaleis,
    maak_verantwoording,
    maak_werkproces,
    met_gedrag,
)

pytestmark = pytest.mark.django_db


def wat(regels):
    return [regel.wat for regel in regels]


def gedrag_pks():
    return dict(Eis.objects.filter(soort="gedrag", werkproces__code="B1-K1-W1").values_list("tekst", "pk"))


# --- Writing ---------------------------------------------------------------------------------------
def test_import_of_a_new_dossier_writes_every_part():
    bron = replace(maak_bron(kerntaken=2), contexten=(ContextImport(naam="Metaal", omschrijving="Werk."),))
    uitkomst = import_dossier(bron=bron)
    dossier = Kwalificatiedossier.objects.get()
    assert uitkomst.gewijzigd
    assert uitkomst.dossier == dossier
    assert (dossier.crebo, dossier.editie, dossier.titel) == (CREBO, EDITIE, "Voorbeeldtechniek")
    assert (dossier.herkomst, dossier.geldig_vanaf) == (Herkomst.YAML, date(2023, 8, 1))
    assert list(Kwalificatie.objects.values_list("profiel", "crebo", "titel", "niveau")) == [
        (1, "99001", "Voorbeeldmaker 1", 3),
        (2, "99002", "Voorbeeldmaker 2", 3),
    ]
    assert list(Kerntaak.objects.values_list("code", "kwalificatie")) == [("B1-K1", None), ("B1-K2", None)]
    assert list(Werkproces.objects.values_list("code", "kerntaak__code")) == [
        (f"B1-K{kerntaak}-W{werkproces}", f"B1-K{kerntaak}") for kerntaak in (1, 2) for werkproces in (1, 2)
    ]
    assert list(Eis.objects.filter(werkproces__code="B1-K2-W1").values_list("soort", "tekst")) == [
        ("resultaat", "Het werk ligt klaar."),
        ("gedrag", "meet nauwkeurig"),
        ("gedrag", "werkt veilig"),
    ]
    assert list(Eis.objects.filter(soort="taal").values_list("kwalificatie__profiel", "taalniveau")) == [
        (2, "A2")
    ]
    assert list(Aanvulling.objects.values_list("kerntaak__code", "kwalificatie__profiel", "tekst")) == [
        ("B1-K1", 2, "Ook groter."),
        ("B1-K2", 2, "Ook groter."),
    ]
    assert Werkprocescompetentie.objects.filter(competentie__code="K", kwalificatie=None).count() == 4
    assert list(Competentie.objects.values_list("code", "titel")) == [("K", "Vakdeskundigheid toepassen")]
    assert list(Context.objects.values_list("naam", "omschrijving")) == [("Metaal", "Werk.")]


def test_import_of_the_same_source_again_changes_not_a_byte():
    import_dossier(bron=maak_bron())
    before = dump()
    uitkomst = import_dossier(bron=maak_bron())
    assert not uitkomst.gewijzigd
    assert uitkomst.vergelijking.is_leeg
    assert dump() == before


def test_import_of_another_edition_makes_another_dossier():
    import_dossier(bron=maak_bron())
    import_dossier(bron=replace(maak_bron(), editie="2026-08-01"))
    assert list(Kwalificatiedossier.objects.values_list("crebo", "editie")) == [
        (CREBO, "2026-08-01"),
        (CREBO, EDITIE),
    ]
    assert Eis.objects.filter(dossier__editie=EDITIE).count() == Eis.objects.count() / 2


def test_import_logs_once_and_only_when_something_changed():
    redacteur = maak_gebruiker("redacteur")
    import_dossier(bron=maak_bron(), door=redacteur, sha256="ab" * 32)
    import_dossier(bron=maak_bron(), door=redacteur)
    (gebeurtenis,) = Gebeurtenis.objects.filter(wat="dossier_geimporteerd")
    assert gebeurtenis.door == redacteur
    assert gebeurtenis.velden["herkomst"] == "yaml"
    assert gebeurtenis.velden["sha256"] == "ab" * 32
    assert gebeurtenis.velden["vervallen"] == 0
    assert gebeurtenis.velden["nieuw"] == 2 + 1 + 2 + 7 + 1 + 1 + 2  # kwalificaties … competenties


# --- Profile numbers that change hands ---------------------------------------------------------------
def profiles(*crebos, **changes):
    """Profiles in this order, each with a kerntaak and a language level of its own; the texts name the crebo."""
    kwalificaties, kerntaken = [], [maak_kerntaak()]
    for profiel, crebo in enumerate(crebos, start=1):
        taaleis = maak_taaleis("A2", taal=f"Taal van {crebo}")
        kwalificaties.append(
            maak_kwalificatie(profiel, crebo=crebo, titel=f"Maker {crebo}", eisen=(taaleis,))
        )
        werkproces = maak_werkproces(gedrag=(f"werkt volgens {crebo}",))
        kerntaken.append(
            maak_kerntaak(titel=f"Maakt {crebo}", profiel=profiel, eisen=(), werkprocessen=(werkproces,))
        )
    return replace(maak_bron(), kwalificaties=tuple(kwalificaties), kerntaken=tuple(kerntaken), **changes)


def of_crebos():
    """(table, crebo) → the rows, with their primary keys and texts but without numbers and codes."""
    return {
        **{("kwalificatie", crebo): pk for pk, crebo in Kwalificatie.objects.values_list("pk", "crebo")},
        **{
            ("kerntaak", crebo): row
            for crebo, *row in Kerntaak.objects.values_list("kwalificatie__crebo", "pk", "titel")
        },
        **{
            ("werkproces", crebo): row
            for crebo, *row in Werkproces.objects.filter(kerntaak__kwalificatie__isnull=False).values_list(
                "kerntaak__kwalificatie__crebo", "pk", "kerntaak_id"
            )
        },
        **{
            ("gedrag", crebo): row
            for crebo, *row in Eis.objects.filter(soort="gedrag")
            .exclude(werkproces__kerntaak__kwalificatie=None)
            .values_list("werkproces__kerntaak__kwalificatie__crebo", "pk", "tekst")
        },
        **{
            ("taal", crebo): row
            for crebo, *row in Eis.objects.filter(soort="taal").values_list(
                "kwalificatie__crebo", "pk", "tekst"
            )
        },
    }


def test_import_with_two_profile_numbers_swapped_keeps_every_row_with_its_crebo():
    import_dossier(bron=profiles("99001", "99002", "99003"))
    before = of_crebos()
    assert len(before) == 1 + 5 * 3
    uitkomst = import_dossier(bron=profiles("99003", "99002", "99001"))
    assert of_crebos() == before
    assert list(Kwalificatie.objects.values_list("profiel", "crebo")) == [
        (1, "99003"),
        (2, "99002"),
        (3, "99001"),
    ]
    assert list(Kerntaak.objects.exclude(kwalificatie=None).values_list("code", "kwalificatie__crebo")) == [
        ("P1-K1", "99003"),
        ("P2-K1", "99002"),
        ("P3-K1", "99001"),
    ]
    assert set(
        Werkproces.objects.exclude(kerntaak__kwalificatie=None).values_list("code", "kerntaak__titel")
    ) == {
        ("P1-K1-W1", "Maakt 99003"),
        ("P2-K1-W1", "Maakt 99002"),
        ("P3-K1-W1", "Maakt 99001"),
    }
    assert (uitkomst.vergelijking.nieuw, uitkomst.vergelijking.vervallen) == ((), ())
    assert not import_dossier(bron=profiles("99003", "99002", "99001")).gewijzigd


def test_import_with_another_crebo_under_a_number_takes_the_old_kwalificatie_away():
    import_dossier(bron=profiles("99001", "99002"))
    before = of_crebos()
    uitkomst = import_dossier(bron=profiles("99005", "99002"))
    after = of_crebos()
    assert {key for key in after if key[1] == "99001"} == set()
    assert {key: row for key, row in after.items() if key[1] == "99002"} == {
        key: row for key, row in before.items() if key[1] == "99002"
    }
    assert "Kwalificatie P1 99001 Maker 99001" in wat(uitkomst.vergelijking.vervallen)
    assert "Kerntaak P1-K1 Maakt 99001" in wat(uitkomst.vergelijking.vervallen)
    assert "Eis P1-K1-W1 “werkt volgens 99001”" in wat(uitkomst.vergelijking.vervallen)


def test_import_of_a_lower_source_with_other_numbers_puts_its_eisen_with_the_right_crebo():
    official = profiles("99001", "99002", herkomst=Herkomst.SBB_XML)
    silent = tuple(replace(each, eisen=()) for each in official.kwalificaties)
    import_dossier(bron=replace(official, kwalificaties=silent))
    before = of_crebos()
    import_dossier(bron=profiles("99002", "99001"))
    after = of_crebos()
    assert {key: row for key, row in after.items() if key[0] != "taal"} == before
    assert {key[1]: row[1] for key, row in after.items() if key[0] == "taal"} == {
        "99001": "Taal van 99001 lezen A2",
        "99002": "Taal van 99002 lezen A2",
    }
    assert not import_dossier(bron=profiles("99002", "99001")).gewijzigd


def test_import_of_a_higher_source_with_other_numbers_moves_what_was_there():
    import_dossier(bron=profiles("99001", "99002"))
    before = of_crebos()
    import_dossier(bron=profiles("99002", "99001", herkomst=Herkomst.SBB_XML))
    assert of_crebos() == before
    assert list(Kwalificatie.objects.values_list("profiel", "crebo")) == [(1, "99002"), (2, "99001")]
    assert not import_dossier(bron=profiles("99001", "99002")).gewijzigd


# --- What a source says, and no longer says ----------------------------------------------------------
def test_import_of_a_second_source_that_says_the_same_logs_that_it_does():
    import_dossier(bron=maak_bron())
    official = replace(maak_bron(), herkomst=Herkomst.SBB_XML)
    assert not import_dossier(bron=official, sha256="cd" * 32).gewijzigd
    gebeurtenis = Gebeurtenis.objects.get(wat="bron_bijgewerkt")
    assert (gebeurtenis.velden["herkomst"], gebeurtenis.velden["sha256"]) == ("sbb_xml", "cd" * 32)
    assert Kwalificatiedossier.objects.get().herkomst == Herkomst.SBB_XML
    import_dossier(bron=official)
    assert Gebeurtenis.objects.filter(wat="bron_bijgewerkt").count() == 1


def test_import_of_a_field_that_the_source_no_longer_names_empties_it():
    import_dossier(bron=replace(maak_bron(), penvoerder="Voorbeeldkamer", inleiding="Kort."))
    import_dossier(bron=replace(maak_bron(), inleiding="Kort."))
    dossier = Kwalificatiedossier.objects.get()
    assert (dossier.penvoerder, dossier.inleiding) == ("", "Kort.")


def test_import_with_silent_parts_leaves_them_and_with_empty_parts_removes_them():
    import_dossier(bron=replace(maak_bron(), betrokkenen=("Voorbeeldbedrijf",)))
    import_dossier(bron=maak_verantwoording(kwalificaties=None, betrokkenen=None, hoofdstukken=()))
    dossier = Kwalificatiedossier.objects.get()
    assert dossier.betrokkenen.count() == 1
    assert dossier.kerntaken.count() == 1
    import_dossier(bron=replace(maak_bron(), betrokkenen=()))
    assert dossier.betrokkenen.count() == 0


# --- Rows keep their identity ----------------------------------------------------------------------
def test_import_of_rewritten_text_keeps_the_row_and_of_another_text_does_not():
    import_dossier(bron=met_gedrag(maak_bron(), "meet nauwkeurig met de schuifmaat", "ruimt op"))
    before = gedrag_pks()
    import_dossier(
        bron=met_gedrag(maak_bron(), "begeleidt collega's", "meet heel nauwkeurig met de schuifmaat")
    )
    after = gedrag_pks()
    assert after["meet heel nauwkeurig met de schuifmaat"] == before["meet nauwkeurig met de schuifmaat"]
    assert after["begeleidt collega's"] not in before.values()


def test_import_of_moved_lines_keeps_every_row():
    import_dossier(bron=met_gedrag(maak_bron(), "eerste ding", "tweede ding", "derde ding"))
    before = gedrag_pks()
    uitkomst = import_dossier(
        bron=met_gedrag(maak_bron(), "derde ding", "nieuw", "eerste ding", "tweede ding")
    )
    after = gedrag_pks()
    assert list(after) == ["derde ding", "nieuw", "eerste ding", "tweede ding"]
    assert {tekst: after[tekst] for tekst in before} == before
    assert wat(uitkomst.vergelijking.nieuw) == ["Eis B1-K1-W1 “nieuw”"]
    assert not uitkomst.vergelijking.gewijzigd  # that lines moved is not worth telling


def test_import_of_a_line_that_stands_there_twice_keeps_both():
    import_dossier(bron=met_gedrag(maak_bron(), "werkt veilig", "werkt veilig"))
    assert Eis.objects.filter(werkproces__code="B1-K1-W1", tekst="werkt veilig").count() == 2
    assert not import_dossier(bron=met_gedrag(maak_bron(), "werkt veilig", "werkt veilig")).gewijzigd
    import_dossier(bron=met_gedrag(maak_bron(), "werkt veilig"))
    assert Eis.objects.filter(werkproces__code="B1-K1-W1", tekst="werkt veilig").count() == 1


def test_preview_names_new_changed_and_gone_and_writes_nothing():
    import_dossier(bron=met_gedrag(maak_bron(), "meet nauwkeurig", "ruimt op"))
    before = dump()
    nieuw = replace(
        met_gedrag(maak_bron(), "meet nauwkeuriger", "overlegt in de Duitse taal"), penvoerder="Kamer"
    )
    vergelijking = preview(bron=nieuw)
    assert dump() == before
    assert wat(vergelijking.nieuw) == ["Eis B1-K1-W1 “overlegt in de Duitse taal”"]
    assert wat(vergelijking.vervallen) == ["Eis B1-K1-W1 “ruimt op”"]
    dossier, eis = vergelijking.gewijzigd
    assert [(each.veld, each.oud, each.nieuw) for each in dossier.wijzigingen] == [
        ("penvoerder", "", "Kamer")
    ]
    assert [(each.veld, each.oud, each.nieuw) for each in eis.wijzigingen] == [
        ("tekst", "meet nauwkeurig", "meet nauwkeuriger")
    ]
    assert import_dossier(bron=nieuw).vergelijking == vergelijking


def test_preview_names_what_goes_with_something_that_goes():
    named = tuple(
        KwalificatieImport(profiel=profiel, titel=f"Voorbeeldmaker {profiel}") for profiel in (1, 2)
    )
    import_dossier(bron=maak_matrix(titel="Voorbeeldtechniek", editie=EDITIE, kwalificaties=named))
    assert Uitstroom.objects.filter(werkproces__code="B1-K1-W3").count() == 2
    vervallen = wat(preview(bron=maak_bron()).vervallen)
    assert "Werkproces B1-K1-W3 Voert stap 3 uit" in vervallen
    assert "Uitstroom B1-K1-W3 P1 geldt niet" in vervallen
    import_dossier(bron=maak_bron())
    assert sorted(set(Uitstroom.objects.values_list("werkproces__code", flat=True))) == [
        "B1-K1-W1",
        "B1-K1-W2",
    ]


# --- More sources of one dossier -------------------------------------------------------------------
@pytest.mark.parametrize("first", [maak_bron, maak_verantwoording])
def test_import_of_file_and_verantwoording_in_either_order_joins_them(first):
    second = maak_verantwoording if first is maak_bron else maak_bron
    import_dossier(bron=first())
    assert import_dossier(bron=second()).gewijzigd
    dossier = Kwalificatiedossier.objects.get()
    assert (dossier.crebo, dossier.titel, dossier.herkomst) == (CREBO, "Voorbeeldtechniek", Herkomst.YAML)
    assert (dossier.vastgesteld_door, dossier.wijzigingscategorie) == ("Voorbeeldkamer", 3)
    assert list(dossier.kwalificaties.values_list("profiel", "crebo", "titel", "bijzondere_vereisten")) == [
        (1, "99001", "Voorbeeldmaker 1", "Geen."),
        (2, "99002", "Voorbeeldmaker 2", ""),
    ]
    # Both name language levels: those of the dossier file stand.
    assert list(dossier.eisen.filter(soort="taal").values_list("kwalificatie__profiel", "taalniveau")) == [
        (2, "A2")
    ]
    assert dossier.hoofdstukken.count() == 1
    assert dossier.kerntaken.count() == 1
    before = dump()
    assert not import_dossier(bron=maak_verantwoording()).gewijzigd
    assert not import_dossier(bron=maak_bron()).gewijzigd
    assert dump() == before


def test_import_of_verantwoording_fills_language_levels_under_the_numbers_of_the_dossier():
    import_dossier(bron=replace(maak_bron(), kwalificaties=(maak_kwalificatie(1), maak_kwalificatie(2))))
    import_dossier(bron=maak_verantwoording())
    assert list(
        Eis.objects.filter(soort="taal").values_list("kwalificatie__titel", "taalniveau", "taalvaardigheid")
    ) == [
        ("Voorbeeldmaker 2", "B1", "lezen"),
        ("Voorbeeldmaker 2", "B1", "spreken"),
    ]


def test_import_of_a_file_after_the_verantwoording_keeps_the_rows_of_its_kwalificaties():
    import_dossier(bron=maak_verantwoording())
    pks = {each.titel.casefold(): each.pk for each in Kwalificatie.objects.all()}
    import_dossier(bron=maak_bron())
    assert {each.titel.casefold(): each.pk for each in Kwalificatie.objects.all()} == pks
    assert [each.profiel for each in Kwalificatie.objects.order_by("titel")] == [1, 2]


def test_import_of_verantwoording_joins_an_edition_with_a_version_by_its_day():
    bron = replace(maak_bron(), editie="versie 3")
    for order in ((bron, maak_verantwoording()), (maak_verantwoording(), bron)):
        Kwalificatiedossier.objects.all().delete()
        for each in order:
            import_dossier(bron=each)
        assert list(Kwalificatiedossier.objects.values_list("crebo", "editie")) == [(CREBO, "versie 3")]
        assert not import_dossier(bron=maak_verantwoording()).gewijzigd


def test_import_of_verantwoording_that_fits_two_dossiers_is_refused():
    import_dossier(bron=maak_bron())
    import_dossier(bron=replace(maak_bron(), crebo="99009"))
    with pytest.raises(ValidationError) as refused:
        import_dossier(bron=maak_verantwoording())
    assert refused.value.code == "meer_dossiers"
    assert "2 dossiers" in refused.value.message


def test_import_of_verantwoording_with_an_unknown_kwalificatie_leaves_it_out_with_a_warning():
    import_dossier(bron=maak_bron())
    unknown = KwalificatieImport(profiel=3, titel="Voorbeeldbaas", eisen=(maak_taaleis(),))
    bron = maak_verantwoording()
    uitkomst = import_dossier(bron=replace(bron, kwalificaties=(*bron.kwalificaties, unknown)))
    assert [each.plaats for each in uitkomst.vergelijking.waarschuwingen] == ["Voorbeeldbaas"]
    assert Kwalificatie.objects.count() == 2


def test_import_of_a_file_removes_what_only_the_verantwoording_calls_a_kwalificatie():
    bron = maak_verantwoording()
    unknown = KwalificatieImport(profiel=3, titel="Voorbeeldbaas", eisen=(maak_taaleis(),))
    import_dossier(bron=replace(bron, kwalificaties=(unknown, *bron.kwalificaties)))
    uitkomst = import_dossier(bron=maak_bron())
    assert any("Voorbeeldbaas" in naam for naam in wat(uitkomst.vergelijking.vervallen))
    assert [each.titel for each in Kwalificatie.objects.all()] == ["Voorbeeldmaker 1", "Voorbeeldmaker 2"]


def test_import_of_a_matrix_with_a_renamed_column_keeps_its_row():
    import_dossier(bron=maak_matrix())
    pks = list(Kwalificatie.objects.values_list("pk", flat=True))
    first, second = maak_matrix().kwalificaties
    import_dossier(bron=maak_matrix(kwalificaties=(replace(first, titel="Niv. 3"), second)))
    assert list(Kwalificatie.objects.values_list("pk", "titel")) == [(pks[0], "Niv. 3"), (pks[1], "Niveau 4")]


def test_import_of_a_matrix_with_two_columns_of_one_name_changes_nothing_the_second_time():
    same = tuple(KwalificatieImport(profiel=profiel, titel="Niveau 4") for profiel in (1, 2))
    import_dossier(bron=maak_matrix(kwalificaties=same))
    assert not import_dossier(bron=maak_matrix(kwalificaties=same)).gewijzigd
    assert Uitstroom.objects.count() == 6


def test_import_of_a_matrix_for_a_dossier_with_other_kwalificaties_is_refused():
    import_dossier(bron=maak_bron())
    before = dump()
    with pytest.raises(ValidationError) as refused:
        import_dossier(bron=maak_matrix(titel="Voorbeeldtechniek", crebo=CREBO, editie=EDITIE))
    assert refused.value.code == "onbekende_kolom"
    assert "Niveau 3" in refused.value.message
    assert dump() == before


# --- What people did -------------------------------------------------------------------------------
def test_import_never_touches_a_besluit():
    dossier = import_dossier(bron=maak_matrix()).dossier
    cell = Uitstroom.objects.get(bron=None)
    uitstroom_besluiten(dossier=dossier, besluiten={cell.pk: False})
    assert not import_dossier(bron=maak_matrix()).gewijzigd
    bron = maak_matrix()
    other = tuple(replace(each, voorstel=False) if each.bron is None else each for each in bron.uitstroom)
    assert import_dossier(bron=replace(bron, uitstroom=other)).gewijzigd
    cell.refresh_from_db()
    assert (cell.voorstel, cell.besluit) == (False, False)


def test_import_leaves_a_context_that_a_person_added():
    dossier = import_dossier(bron=replace(maak_bron(), contexten=(ContextImport(naam="Metaal"),))).dossier
    context_toevoegen(dossier=dossier, naam="Voorbeeldcontext", omschrijving="Eigen.")
    import_dossier(bron=replace(maak_bron(), contexten=(ContextImport(naam="Hout"),)))
    assert set(dossier.contexten.values_list("naam", flat=True)) == {"Hout", "Voorbeeldcontext"}
    import_dossier(bron=maak_bron())
    assert set(dossier.contexten.values_list("naam", flat=True)) == {"Voorbeeldcontext"}


def make_set():
    import_dossier(bron=maak_bron())
    exameninstrument_genereren(
        kwalificatie=Kwalificatie.objects.get(profiel=1), door=maak_gebruiker("redacteur")
    )
    assert Criteriumdekking.objects.exists()


@pytest.mark.parametrize("door", [preview, import_dossier])
def test_import_that_drops_what_an_instrument_uses_is_refused_with_its_name(door):
    make_set()
    before = dump()
    with pytest.raises(ValidationError) as refused:
        door(bron=met_gedrag(maak_bron(), "meet nauwkeurig"))
    assert refused.value.code == "in_gebruik"
    assert "1 onderdeel" in refused.value.message
    assert "B1-K1-W1 “werkt veilig”" in refused.value.message
    assert "nieuwe editie" in refused.value.message
    assert "Of open het exameninstrument van crebo 99001 en verwijder daar" in refused.value.message
    assert dump() == before


def test_import_that_rewrites_what_an_instrument_uses_keeps_the_coverage():
    make_set()
    covered = set(Criteriumdekking.objects.values_list("eis", flat=True))
    import_dossier(bron=met_gedrag(maak_bron(), "meet heel nauwkeurig", "werkt altijd veilig"))
    assert set(Criteriumdekking.objects.values_list("eis", flat=True)) == covered


def test_import_that_drops_a_used_kwalificatie_names_many_and_stops_naming():
    make_set()
    with pytest.raises(ValidationError) as refused:
        import_dossier(bron=replace(maak_bron(kerntaken=0), kwalificaties=(maak_kwalificatie(2),)))
    assert "Kwalificatie P1 99001 Voorbeeldmaker 1" not in refused.value.message.split("Er is niets")[1]
    assert refused.value.message.count(";") == 5


# --- Refused ---------------------------------------------------------------------------------------
def with_vakkennis(**changes):
    kerntaak = maak_kerntaak(eisen=(maak_eis("kent hout", EisSoort.VAKKENNIS, **changes),))
    return replace(maak_bron(), kerntaken=(kerntaak,))


@pytest.mark.parametrize(
    ("bron", "code", "words"),
    [
        (replace(maak_bron(), kerntaken=(maak_kerntaak(), maak_kerntaak())), "dubbel", "Kerntaak B1-K1"),
        (
            replace(
                maak_bron(),
                kerntaken=(
                    maak_kerntaak(werkprocessen=0),
                    replace(maak_kerntaak(2), werkprocessen=(maak_werkproces(), maak_werkproces())),
                ),
            ),
            "dubbel",
            "Werkproces B1-K2-W1",
        ),
        (
            replace(maak_bron(), kwalificaties=(maak_kwalificatie(), maak_kwalificatie())),
            "dubbel",
            "P1 99001",
        ),
        (with_vakkennis(profiel=7), "verwijst_nergens", "kwalificatie 7"),
        (replace(maak_bron(), kerntaken=(maak_kerntaak(40_000),)), "past_niet", "40000"),
        (with_vakkennis(categorie="a\0b"), "past_niet", "kent hout"),
        (replace(maak_bron(), titel="half \ud83d teken"), "past_niet", "Dossier, titel"),
        (replace(maak_bron(), prijsfactor=Decimal("12345.6")), "past_niet", "prijsfactor"),
        (replace(maak_bron(), crebo="9900"), "crebo", "9900"),
    ],
)
def test_import_of_what_cannot_be_written_is_refused_with_its_place(bron, code, words):
    import_dossier(bron=maak_bron())
    before = dump()
    with pytest.raises(ValidationError) as refused:
        import_dossier(bron=bron)
    assert refused.value.code == code
    assert words in refused.value.message
    assert dump() == before


def test_import_of_a_text_that_is_too_long_is_refused():
    with pytest.raises(DossierImportError):
        import_dossier(bron=replace(maak_bron(), penvoerder="x" * 301))
    assert not Kwalificatiedossier.objects.exists()


def test_import_of_a_hoofdstuk_without_text_is_kept():
    bron = maak_verantwoording()
    (hoofdstuk,) = bron.hoofdstukken
    import_dossier(bron=replace(bron, hoofdstukken=(replace(hoofdstuk, tekst=""),)))
    assert Verantwoordingshoofdstuk.objects.get().tekst == ""


def test_import_hands_on_the_warnings_of_the_reader():
    warning = Waarschuwing(plaats="regel 3", tekst="Kijk hier naar.")
    assert import_dossier(
        bron=replace(maak_bron(), waarschuwingen=(warning,))
    ).vergelijking.waarschuwingen == (warning,)
