"""Contexts that people write, and what an import then leaves alone."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from instruments.models import Opdracht
from qualifications.models import Context, Kwalificatie
from qualifications.services import (
    context_bewerken,
    context_toevoegen,
    context_verwijderen,
    import_dossier,
)
from qualifications.structure import ContextImport
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker, maak_instrument
from tests.qualifications.factories import dump, maak_bron

pytestmark = pytest.mark.django_db

METAAL = ContextImport(naam="Metaal", omschrijving="Uit de bron.")


def with_metaal():
    return import_dossier(bron=replace(maak_bron(), contexten=(METAAL,))).dossier


def again(*contexten):
    return import_dossier(bron=replace(maak_bron(), contexten=contexten))


def held(dossier):
    return list(dossier.contexten.values_list("naam", "omschrijving"))


def test_context_toevoegen_puts_it_last_and_logs_names_only():
    dossier, redacteur = with_metaal(), maak_gebruiker("redacteur")
    context = context_toevoegen(dossier=dossier, naam="Hout", omschrijving="Werk met hout.", door=redacteur)
    assert held(dossier) == [("Metaal", "Uit de bron."), ("Hout", "Werk met hout.")]
    gebeurtenis = Gebeurtenis.objects.get(wat="context_toegevoegd")
    assert gebeurtenis.door == redacteur
    assert gebeurtenis.velden == {"context": context.pk, "velden": ["naam", "omschrijving"]}


@pytest.mark.parametrize(
    ("naam", "same", "other"),
    [
        ("Hout", "HOUT", "Houtbouw"),
        ("Facilitair Łukasz", "facilitair łukasz", "Facilitair Lukasz"),
        ("Œuvre", "œUVRE", "Oeuvre"),
    ],
)
def test_context_toevoegen_with_a_name_that_is_there_in_another_case_is_refused(naam, same, other):
    dossier = with_metaal()
    context_toevoegen(dossier=dossier, naam=naam, omschrijving="")
    before = dump()
    with pytest.raises(ValidationError) as refused:
        context_toevoegen(dossier=dossier, naam=same, omschrijving="")
    assert refused.value.code == "naam_bestaat"
    assert dump() == before
    context_toevoegen(dossier=dossier, naam=other, omschrijving="")
    assert [held_naam for held_naam, _ in held(dossier)] == ["Metaal", naam, other]


def test_context_bewerken_without_change_writes_nothing():
    context = with_metaal().contexten.get()
    before = dump()
    context_bewerken(context=context, naam="Metaal", omschrijving="Uit de bron.")
    assert dump() == before
    assert not Gebeurtenis.objects.filter(wat="context_bewerkt").exists()


def test_context_bewerken_to_a_name_that_is_there_is_refused():
    dossier = with_metaal()
    hout = context_toevoegen(dossier=dossier, naam="Hout", omschrijving="")
    with pytest.raises(ValidationError) as refused:
        context_bewerken(context=hout, naam="metaal", omschrijving="")
    assert refused.value.code == "naam_bestaat"
    context_bewerken(context=hout, naam="HOUT", omschrijving="")
    assert [naam for naam, _ in held(dossier)] == ["Metaal", "HOUT"]


def test_context_bewerken_survives_the_same_source_again_with_a_warning():
    dossier = with_metaal()
    context_bewerken(context=dossier.contexten.get(), naam="Metaal", omschrijving="Van een redacteur.")
    uitkomst = again(METAAL)
    assert held(dossier) == [("Metaal", "Van een redacteur.")]
    assert not uitkomst.gewijzigd
    assert [each.plaats for each in uitkomst.vergelijking.waarschuwingen] == ["Metaal"]
    again()
    assert held(dossier) == [("Metaal", "Van een redacteur.")]


def test_context_bewerken_of_the_name_does_not_bring_the_old_one_back():
    dossier = with_metaal()
    context_bewerken(context=dossier.contexten.get(), naam="Metaal en staal", omschrijving="Uit de bron.")
    again(METAAL)
    assert held(dossier) == [("Metaal en staal", "Uit de bron.")]


def test_context_verwijderen_is_not_undone_by_the_same_source():
    dossier = with_metaal()
    context_verwijderen(context=dossier.contexten.get())
    assert held(dossier) == []
    again(METAAL, ContextImport(naam="Hout"))
    assert held(dossier) == [("Hout", "")]
    gebeurtenis = Gebeurtenis.objects.get(wat="context_verwijderd")
    assert gebeurtenis.velden["velden"] == ["naam"]


def test_context_verwijderen_of_an_own_context_lets_a_source_bring_that_name():
    dossier = import_dossier(bron=maak_bron()).dossier
    context_verwijderen(context=context_toevoegen(dossier=dossier, naam="Metaal", omschrijving="Eigen."))
    again(METAAL)
    assert held(dossier) == [("Metaal", "Uit de bron.")]


def test_context_verwijderen_with_assignments_is_refused():
    instrument = maak_instrument()
    context = Context.objects.get(naam="Metaal")
    before = dump()
    with pytest.raises(ValidationError) as refused:
        context_verwijderen(context=context)
    assert refused.value.code == "in_gebruik"
    crebo = instrument.kwalificatie.crebo
    assert f"Open het exameninstrument van crebo {crebo} en verwijder daar" in refused.value.message
    assert dump() == before
    assert not Gebeurtenis.objects.filter(wat="context_verwijderd").exists()
    Opdracht.objects.filter(instrument=instrument).delete()
    context_verwijderen(context=context)
    assert not Context.objects.filter(naam="Metaal").exists()
    assert Kwalificatie.objects.exists()
