"""The rules for passwords whose words Django has in English only."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's rule; in 5.2 its refusal is not in the Dutch catalogue."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Kies er een van minstens %d tekens.") % self.min_length

    def get_help_text(self) -> str:
        return _("Uw wachtwoord heeft minstens %d tekens.") % self.min_length
