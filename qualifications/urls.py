from django.urls import path

from qualifications.views import contexten, dossiers, importeren, kwalificaties, uitstroom, verwijderen

app_name = "qualifications"
urlpatterns = [
    path("dossiers/", dossiers.dossier_lijst, name="dossier-lijst"),
    path("dossiers/importeren/", importeren.importeren, name="import"),
    path("dossiers/importeren/<uuid:uuid>/", importeren.importvoorstel, name="importvoorstel"),
    path("dossiers/importeren/<uuid:uuid>/aanvullen/", importeren.import_aanvullen, name="import-aanvullen"),
    path(
        "dossiers/importeren/<uuid:uuid>/bevestigen/", importeren.import_bevestigen, name="import-bevestigen"
    ),
    path("dossiers/importeren/<uuid:uuid>/annuleren/", importeren.import_annuleren, name="import-annuleren"),
    path("dossiers/<int:pk>/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/talen/", dossiers.dossier_talen, name="dossier-talen"),
    path("dossiers/<int:pk>/verantwoording/", dossiers.dossier_verantwoording, name="dossier-verantwoording"),
    path("dossiers/<int:pk>/uitstroom/", uitstroom.dossier_uitstroom, name="dossier-uitstroom"),
    path("dossiers/<int:pk>/uitstroom/besluiten/", uitstroom.uitstroom_besluiten, name="uitstroom-besluiten"),
    path("dossiers/<int:pk>/verwijderen/", verwijderen.dossier_verwijderen, name="dossier-verwijderen"),
    path("dossiers/<int:pk>/contexten/toevoegen/", contexten.context_toevoegen, name="context-toevoegen"),
    path("contexten/<int:pk>/", contexten.context_bewerken, name="context-bewerken"),
    path("contexten/<int:pk>/verwijderen/", contexten.context_verwijderen, name="context-verwijderen"),
    path("kwalificaties/<int:pk>/", kwalificaties.kwalificatie, name="kwalificatie"),
]
