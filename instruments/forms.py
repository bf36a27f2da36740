"""The shape of what people fill in about instruments."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instruments.basis import basis_van
from instruments.enums import Aanvulvorm, Beoordelingsvorm, Schaal

# Checked by the server only: a maxlength in the page would cut what somebody pastes, without a word.
MAX_TEKST, MAX_DEEL = 5_000, 50_000
PUNTEN = [(punten, str(punten)) for punten in range(1, 11)]


class AanvulvormForm(forms.Form):
    aanvulvorm = forms.ChoiceField(
        label=gettext_lazy("Welke aanvulopdrachten heeft deze set?"),
        choices=Aanvulvorm.choices,
        widget=forms.RadioSelect,
    )


class SchaalForm(forms.Form):
    """The scale, and a descriptor for each level that it has now."""

    schaal = forms.ChoiceField(label=gettext_lazy("Schaal"), choices=Schaal.choices, widget=forms.RadioSelect)
    max_punten = forms.TypedChoiceField(
        label=gettext_lazy("Hoogste aantal punten per criterium"),
        help_text=gettext_lazy(
            "Dit telt alleen bij de schaal Punten. Elk criterium krijgt 0 tot en met dit aantal."
        ),
        choices=PUNTEN,
        coerce=int,
    )

    def __init__(self, *args, niveaus, **kwargs):
        super().__init__(*args, **kwargs)
        self.niveaus = {f"omschrijving_{niveau.waarde}": niveau for niveau in niveaus}
        for naam, niveau in self.niveaus.items():
            self.fields[naam] = forms.CharField(
                label=_("Wanneer geeft u %(woord)s?") % {"woord": niveau.woord},
                initial=niveau.descriptor,
                required=False,
                validators=[MaxLengthValidator(MAX_TEKST)],
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def omschrijvingen(self):
        return {niveau.waarde: self.cleaned_data[naam] for naam, niveau in self.niveaus.items()}


class HuboForm(forms.Form):
    """A word and a question for each letter."""

    def __init__(self, *args, labels, **kwargs):
        super().__init__(*args, **kwargs)
        self.pks = [label.pk for label in labels]
        for label in labels:
            self.fields[f"woord_{label.pk}"] = forms.CharField(
                label=_("Woord bij de letter %(letter)s") % {"letter": label.letter},
                initial=label.woord,
                max_length=60,
            )
            self.fields[f"vraag_{label.pk}"] = forms.CharField(
                label=_("Vraag bij de letter %(letter)s") % {"letter": label.letter},
                initial=label.vraag,
                max_length=300,
            )

    @property
    def labels(self):
        data = self.cleaned_data
        return {pk: (data[f"woord_{pk}"], data[f"vraag_{pk}"]) for pk in self.pks}


class TekstForm(forms.Form):
    """A form over stored texts (field name → text) that knows with which texts it was opened."""

    basis = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, opgeslagen, **kwargs):
        initial = opgeslagen | {"basis": basis_van(*opgeslagen.values())}
        super().__init__(*args, initial=initial, **kwargs)
        self.verschillen = []

    def toon_verouderd(self, error, opgeslagen):
        """Show beside what was typed what is stored now; who then saves again has seen both."""
        self.data = self.data.copy()
        self.data[self.add_prefix("basis")] = basis_van(*opgeslagen.values())
        self.verschillen = [
            (self[naam], tekst) for naam, tekst in opgeslagen.items() if self.cleaned_data[naam] != tekst
        ]
        self.add_error(None, error)


class CesuurForm(TekstForm):
    cesuur_werkproces = forms.CharField(
        label=gettext_lazy("Wanneer is een werkproces voldoende?"),
        help_text=gettext_lazy("Schrijf in woorden hoe de uitslag van een werkproces volgt uit de criteria."),
        required=False,
        validators=[MaxLengthValidator(MAX_TEKST)],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cesuur_kerntaak = forms.CharField(
        label=gettext_lazy("Wanneer is de kerntaak voldoende?"),
        help_text=gettext_lazy(
            "Schrijf in woorden hoe de uitslag van de kerntaak volgt uit de werkprocessen."
        ),
        required=False,
        validators=[MaxLengthValidator(MAX_TEKST)],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CriteriaForm(forms.Form):
    """Three fields for each criterium: a table, drawn by the page itself."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.pks = [criterium.pk for criterium in criteria]
        for criterium in criteria:
            self.fields[f"vorm_{criterium.pk}"] = forms.ChoiceField(
                label=_("Vorm van: %(tekst)s") % {"tekst": criterium.tekst},
                choices=Beoordelingsvorm.choices,
                initial=criterium.vorm,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"cruciaal_{criterium.pk}"] = forms.BooleanField(
                label=_("Cruciaal: %(tekst)s") % {"tekst": criterium.tekst},
                initial=criterium.is_cruciaal,
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
            self.fields[f"weg_{criterium.pk}"] = forms.BooleanField(
                label=_("Verwijder: %(tekst)s") % {"tekst": criterium.tekst},
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )

    @property
    def keuzes(self):
        data = self.cleaned_data
        return {
            pk: (Beoordelingsvorm(data[f"vorm_{pk}"]), data[f"cruciaal_{pk}"])
            for pk in self.pks
            if pk not in self.weg
        }

    @property
    def weg(self):
        return {pk for pk in self.pks if self.cleaned_data[f"weg_{pk}"]}


class VerwijderForm(forms.Form):
    """A tick where something of a person is lost, else only the button."""

    bevestigd = forms.BooleanField(label=gettext_lazy("Ja, dit mag weg"))

    def __init__(self, *args, gaat_verloren, **kwargs):
        super().__init__(*args, **kwargs)
        if not gaat_verloren:
            del self.fields["bevestigd"]


class OpdrachtdeelForm(TekstForm):
    tekst = forms.CharField(
        label=gettext_lazy("Tekst"),
        help_text=gettext_lazy(
            "U schrijft in Markdown: een lege regel begint een alinea, een streepje begint een punt van een lijst, "
            "# begint een tussenkop. [[zo]] markeert een open plek."
        ),
        required=False,
        validators=[MaxLengthValidator(MAX_DEEL)],
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )


class ExportForm(forms.Form):
    invulbaar = forms.BooleanField(required=False)
