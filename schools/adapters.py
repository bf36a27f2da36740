"""How accounts behave and speak, where allauth leaves the choice."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Het e-mailadres en het wachtwoord horen niet bij elkaar. Controleer ze allebei."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord. Typ het opnieuw."),
        "incorrect_password": _("Dit wachtwoord klopt niet. Typ het opnieuw."),
        "too_many_login_attempts": _(
            "Er is te vaak een verkeerd wachtwoord gegeven. Wacht een paar minuten en probeer het dan opnieuw."
        ),
        "rate_limited": _(
            "U hebt dit te vaak achter elkaar geprobeerd. Wacht een paar minuten en probeer het dan opnieuw."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given to a person by the examenservice; nobody signs up alone."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet of is verlopen. Geef de code die de app nu toont."),
    }
