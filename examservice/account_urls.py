"""The pages of allauth that the product needs, each with its access; the others do not exist.

Signing up, managing e-mail addresses and logging in by code are closed: an account is given by the examenservice, for
the e-mail address of one person.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.views.generic import RedirectView

from examservice import views
from examservice.lib.access import any_member, public

urlpatterns = [
    path("inloggen/", public(account.login), name="account_login"),
    path("uitloggen/", public(account.logout), name="account_logout"),
    path("inactief/", public(account.account_inactive), name="account_inactive"),
    path("aanvragen/", views.account_aanvragen, name="account_signup"),
    path("bevestigen/", any_member(account.reauthenticate), name="account_reauthenticate"),
    path("wachtwoord/wijzigen/", any_member(account.password_change), name="account_change_password"),
    # allauth sends an account without a password here; whoever has none sets it through the mail of "herstellen".
    path(
        "wachtwoord/instellen/",
        any_member(RedirectView.as_view(pattern_name="account_reset_password")),
        name="account_set_password",
    ),
    path("wachtwoord/herstellen/", public(account.password_reset), name="account_reset_password"),
    path(
        "wachtwoord/herstellen/verstuurd/",
        public(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "wachtwoord/herstellen/klaar/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^wachtwoord/herstellen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("twee-stappen/", any_member(mfa.index), name="mfa_index"),
    path("twee-stappen/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("twee-stappen/bevestigen/", any_member(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("twee-stappen/app/aanzetten/", any_member(totp.activate_totp), name="mfa_activate_totp"),
    path("twee-stappen/app/uitzetten/", any_member(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "twee-stappen/herstelcodes/",
        any_member(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "twee-stappen/herstelcodes/maken/",
        any_member(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "twee-stappen/herstelcodes/downloaden/",
        any_member(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
