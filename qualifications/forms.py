"""What people may type on the pages of the national reference."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from qualifications.models import Context, crebo_validator
from qualifications.readers.limits import MAX_BYTES, MB

MAX_MB = MAX_BYTES // MB


class ContextForm(forms.Form):
    naam = forms.CharField(
        label=_("Naam"),
        max_length=Context._meta.get_field("naam").max_length,
        help_text=_("Bijvoorbeeld Metaal."),
    )
    omschrijving = forms.CharField(
        label=_("Omschrijving"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Welk werk hoort bij deze context? Een regel die met “- ” begint, wordt een punt in een lijst."
        ),
    )


class BronvragenForm(forms.Form):
    """What a source may leave unsaid and a person knows."""

    crebo = forms.CharField(
        label=_("Crebo van het dossier"),
        required=False,
        max_length=5,
        validators=[crebo_validator],
        help_text=_("5 cijfers. Alleen nodig als het bestand zelf geen crebo noemt."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    titel = forms.CharField(
        label=_("Titel van het dossier"),
        required=False,
        max_length=300,
        help_text=_("Alleen nodig als het bestand zelf geen titel noemt."),
    )
    editie = forms.CharField(
        label=_("Editie"),
        required=False,
        max_length=40,
        help_text=_("Bijvoorbeeld 2023-08-01. Alleen nodig als het bestand zelf geen editie of datum noemt."),
    )

    def __init__(self, *args, vragen=("crebo", "titel", "editie"), **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"crebo", "titel", "editie"} - set(vragen):
            del self.fields[name]


class ImportForm(BronvragenForm):
    bestand = forms.FileField(
        label=_("Bestand"),
        max_length=255,
        help_text=format_lazy(
            _("Ten hoogste {aantal} MB. Er verandert nog niets: u ziet eerst wat erin staat."), aantal=MAX_MB
        ),
        error_messages={
            "required": _("Kies een bestand om te importeren."),
            "empty": _("Dit bestand is leeg. Kies een bestand met inhoud."),
            "max_length": _(
                "De naam van dit bestand is te lang. Geef het een naam van hoogstens 255 tekens."
            ),
        },
    )
    field_order = ("bestand", "crebo", "titel", "editie")

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is %(groot)s MB; een dossier mag ten hoogste %(grens)s MB zijn."),
                code="te_groot",
                params={"groot": round(bestand.size / MB), "grens": MAX_MB},
            )
        return bestand
