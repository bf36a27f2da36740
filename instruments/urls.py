"""The addresses of exam instruments."""

from django.urls import path

from instruments import views

app_name = "instruments"

INSTRUMENT = "exameninstrumenten/<uuid:uuid>"
FORMULIER = "beoordelingsformulieren/<uuid:uuid>"
OPDRACHT = "opdrachten/<uuid:uuid>"
EXPORTTAAK = "exporttaken/<uuid:uuid>"

urlpatterns = [
    path("exameninstrumenten/", views.instrument_lijst, name="instrument-lijst"),
    path("kwalificaties/<int:pk>/genereren/", views.instrument_genereren, name="instrument-genereren"),
    path(f"{INSTRUMENT}/", views.instrument, name="instrument"),
    path(f"{INSTRUMENT}/instellingen/", views.instrument_instellingen, name="instrument-instellingen"),
    path(f"{INSTRUMENT}/aanvulopdrachten/", views.instrument_aanvulvorm, name="instrument-aanvulvorm"),
    path(f"{INSTRUMENT}/schaal/", views.instrument_schaal, name="instrument-schaal"),
    path(f"{INSTRUMENT}/hubo/", views.instrument_hubo, name="instrument-hubo"),
    path(f"{INSTRUMENT}/zip/", views.exporttaak_starten, name="exporttaak-starten"),
    path(f"{FORMULIER}/", views.formulier, name="formulier"),
    path(f"{FORMULIER}/pdf/", views.formulier_pdf, name="formulier-pdf"),
    path(f"{FORMULIER}/cesuur/", views.formulier_cesuur, name="formulier-cesuur"),
    path(f"{FORMULIER}/criteria/", views.formulier_criteria, name="formulier-criteria"),
    path(
        f"{FORMULIER}/criteria/<int:criterium>/overnemen/",
        views.criteriumtekst_overnemen,
        name="criteriumtekst-overnemen",
    ),
    path(f"{FORMULIER}/verwijderen/", views.formulier_verwijderen, name="formulier-verwijderen"),
    path(
        f"{FORMULIER}/werkprocessen/<int:onderdeel>/verwijderen/",
        views.onderdeel_verwijderen,
        name="onderdeel-verwijderen",
    ),
    path(
        f"{FORMULIER}/vormen-bevestigen/",
        views.formulier_vormen_bevestigen,
        name="formulier-vormen-bevestigen",
    ),
    path(f"{OPDRACHT}/", views.opdracht, name="opdracht"),
    path(f"{OPDRACHT}/pdf/", views.opdracht_pdf, name="opdracht-pdf"),
    path(f"{OPDRACHT}/delen/<int:deel>/", views.opdrachtdeel_bewerken, name="opdrachtdeel-bewerken"),
    path(f"{OPDRACHT}/verwijderen/", views.opdracht_verwijderen, name="opdracht-verwijderen"),
    path(f"{EXPORTTAAK}/", views.exporttaak, name="exporttaak"),
    path(f"{EXPORTTAAK}/voortgang/", views.exporttaak_voortgang, name="exporttaak-voortgang"),
    path(f"{EXPORTTAAK}/bestand/", views.exporttaak_bestand, name="exporttaak-bestand"),
]
