"""How accounts behave, where allauth leaves the choice."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given to a person by the examenservice; nobody signs up alone."""
        return False
