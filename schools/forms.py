from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from schools.models import Gebeurtenis


class LogboekFilter(forms.Form):
    wat = forms.ChoiceField(label=_("Wat"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        soorten = Gebeurtenis.objects.order_by("wat").values_list("wat", flat=True).distinct()
        self.fields["wat"].choices = [("", _("alles")), *((soort, soort) for soort in soorten)]


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code uit de app")
