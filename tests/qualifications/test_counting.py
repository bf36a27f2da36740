"""How much a source holds: every soort has a count, and additions for single profiles count too."""

from dataclasses import asdict, replace

from qualifications.enums import EisSoort, Herkomst
from qualifications.importing.counting import tel
from qualifications.structure import CompetentieImport, ContextImport, DossierImport
from tests.qualifications.factories import (
    maak_bron,
    maak_eis,
    maak_kerntaak,
    maak_kwalificatie,
    maak_matrix,
    maak_werkproces,
)


def test_tel_of_source_without_parts_gives_zero_for_everything():
    assert asdict(tel(DossierImport(herkomst=Herkomst.MATRIX, titel="Leeg"))) == {
        "kwalificaties": 0,
        "contexten": 0,
        "kerntaken": 0,
        "werkprocessen": 0,
        "eisen": {"resultaat": 0, "gedrag": 0, "vakkennis": 0, "taal": 0, "wettelijk": 0},
        "competenties": 0,
    }


def test_tel_of_dossier_counts_each_part():
    # Per kerntaak: 1 vakkennis and 2 werkprocessen, each with 1 resultaat, 2 gedrag, 1 competentie; 1 taaleis in all.
    telling = tel(maak_bron(kerntaken=3))
    assert (telling.kwalificaties, telling.kerntaken, telling.werkprocessen) == (2, 3, 6)
    assert telling.eisen == {"resultaat": 6, "gedrag": 12, "vakkennis": 3, "taal": 1, "wettelijk": 0}
    assert telling.competenties == 6


def test_tel_of_matrix_counts_no_eisen():
    telling = tel(replace(maak_matrix(), kerntaken=(maak_kerntaak(eisen=(), werkprocessen=0),)))
    assert (telling.kwalificaties, telling.kerntaken, sum(telling.eisen.values())) == (2, 1, 0)


def test_tel_counts_what_single_profiles_add():
    werkproces = maak_werkproces(
        eisen=(maak_eis(), maak_eis(profiel=1), maak_eis(profiel=2)),
        competenties=(
            CompetentieImport(code="K", titel="Vakdeskundigheid toepassen"),
            CompetentieImport(code="K", titel="Vakdeskundigheid toepassen", profiel=2),
        ),
    )
    telling = tel(maak_bron(kerntaken=0, contexten=(ContextImport(naam="Metaal"),)))
    assert (telling.contexten, telling.eisen["gedrag"], telling.competenties) == (1, 0, 0)

    telling = tel(replace(maak_bron(), kerntaken=(maak_kerntaak(eisen=(), werkprocessen=0),)))
    assert telling.eisen["gedrag"] == 0
    kerntaak = replace(maak_kerntaak(eisen=(), werkprocessen=0), werkprocessen=(werkproces,))
    telling = tel(replace(maak_bron(), kerntaken=(kerntaak,)))
    assert (telling.eisen["gedrag"], telling.competenties) == (3, 2)


def test_tel_counts_one_line_twice_when_the_source_holds_it_twice():
    kerntaak = maak_kerntaak(werkprocessen=0, eisen=(maak_eis("kent hout", EisSoort.VAKKENNIS),) * 2)
    assert tel(maak_bron(kerntaken=0)).eisen["vakkennis"] == 0
    assert tel(replace(maak_bron(), kerntaken=(kerntaak,))).eisen["vakkennis"] == 2


def test_tel_keeps_wettelijk_apart_from_taal():
    wettelijk = maak_eis("heeft een voorbeeldpas", EisSoort.WETTELIJK)
    bron = maak_bron(kerntaken=0, kwalificaties=(maak_kwalificatie(1, eisen=(wettelijk,)),))
    assert tel(bron).eisen == {"resultaat": 0, "gedrag": 0, "vakkennis": 0, "taal": 0, "wettelijk": 1}
