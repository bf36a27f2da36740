"""Logging in and all that belongs to it, in Dutch and in our own layout."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from schools.enums import Rol
from tests.schools.factories import WACHTWOORD, maak_gebruiker

pytestmark = pytest.mark.django_db
# Words by which allauth's own English templates and messages are known.
ENGLISH = re.compile(
    r"\b(the|your|you|please|sign|password|email address|code is|must|cannot)\b", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()


@pytest.fixture
def anna():
    return maak_gebruiker(Rol.REDACTEUR, wachtwoord=WACHTWOORD)


def html_of(response):
    return response.content.decode()


def words_of(response):
    main = re.search(r"<main.*</main>", html_of(response), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def check_page(response, title):
    """One h1, the same words in the tab, our layout, and no English."""
    html = html_of(response)
    assert response.status_code == 200
    assert re.findall(r"<h1>(.*?)</h1>", html) == [title]
    assert re.search(r"<title>(?:Fout: )?(.*) – Examenservice</title>", html)[1] == title
    assert 'class="merk"' in html
    assert ENGLISH.findall(words_of(response)) == []


def log_in(client, gebruiker, wachtwoord=WACHTWOORD, **extra):
    return client.post(reverse("account_login"), {"login": gebruiker.email, "password": wachtwoord} | extra)


def log_in_and_confirm(client, gebruiker):
    """Log in, and give the password once more, as every change of the security asks."""
    log_in(client, gebruiker)
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def activate_totp(client):
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return page, client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)}), secret


# --- Logging in and out ----------------------------------------------------------------------------
def test_login_leads_to_the_page_that_was_asked_for(client, anna):
    asked = client.get("/logboek/")
    assert asked["Location"] == "/account/inloggen/?next=/logboek/"
    response = client.post(asked["Location"], {"login": anna.email, "password": WACHTWOORD})
    assert (response.status_code, response["Location"]) == (302, "/logboek/")


def test_login_with_address_in_capitals_works(client, anna):
    anna.email = anna.email.upper()
    assert log_in(client, anna)["Location"] == "/"


def test_login_answers_equally_to_wrong_password_and_unknown_account(client, anna):
    wrong = log_in(client, anna, "verkeerd-wachtwoord")
    check_page(wrong, "Inloggen")
    anna.email = "niemand@voorbeeld.invalid"
    unknown = log_in(client, anna, "verkeerd-wachtwoord")
    assert "horen niet bij elkaar" in words_of(wrong)
    assert words_of(unknown) == words_of(wrong)
    assert html_of(wrong).count("horen niet bij elkaar") == 1


def test_login_without_anything_names_both_fields(client):
    response = client.post(reverse("account_login"))
    assert re.findall(r'<a href="#(id_\w+)">', html_of(response)) == ["id_login", "id_password"]
    assert "<title>Fout: Inloggen" in html_of(response)


def test_login_after_many_failures_says_how_long_to_wait(client, anna):
    for _attempt in range(6):
        response = log_in(client, anna, "verkeerd-wachtwoord")
    assert "Wacht een paar minuten" in words_of(response)
    assert log_in(client, anna).status_code == 200  # also with the right password: not logged in


def test_login_ends_with_the_browser(client, anna):
    log_in(client, anna)
    assert client.session.get_expire_at_browser_close()


def test_logout_needs_a_post(client, anna):
    log_in(client, anna)
    check_page(client.get(reverse("account_logout")), "Uitloggen")
    assert client.get("/account/twee-stappen/").status_code == 200
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert client.get("/account/twee-stappen/").status_code == 302


def test_closed_account_cannot_log_in(client, anna):
    anna.is_active = False
    anna.save(update_fields=["is_active"])
    log_in(client, anna)
    assert client.get("/account/twee-stappen/").status_code == 302


# --- No signing up ---------------------------------------------------------------------------------
def test_signup_is_a_page_that_says_how_accounts_are_given(client):
    check_page(client.get(reverse("account_signup")), "Zo krijgt u een account")
    assert client.post(reverse("account_signup"), {"email": "nieuw@voorbeeld.invalid"}).status_code == 405


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "login/code/", "signup/", "3rdparty/", "login/"]
)
def test_pages_of_allauth_that_are_not_used_do_not_exist(client, anna, path):
    client.force_login(anna)
    assert client.get(f"/account/{path}").status_code == 404


# --- Passwords -------------------------------------------------------------------------------------
def test_password_change_asks_the_old_one_and_keeps_the_rules(client, anna):
    log_in(client, anna)
    address = reverse("account_change_password")
    check_page(client.get(address), "Wachtwoord wijzigen")
    response = client.post(address, {"oldpassword": "x", "password1": "kort", "password2": "kort"})
    check_page(response, "Wachtwoord wijzigen")
    assert "Dit is niet uw huidige wachtwoord" in words_of(response)
    assert "Kies er een van minstens 12 tekens" in words_of(response)
    new = {
        "oldpassword": WACHTWOORD,
        "password1": "Een-ander-lang-woord",
        "password2": "Een-ander-lang-woord",
    }
    assert client.post(address, new).status_code == 302
    anna.refresh_from_db()
    assert anna.check_password("Een-ander-lang-woord")


def test_password_reset_by_mail_works_once(client, anna):
    check_page(client.get(reverse("account_reset_password")), "Wachtwoord vergeten")
    response = client.post(reverse("account_reset_password"), {"email": anna.email}, follow=True)
    check_page(response, "Kijk in uw mail")
    [message] = mail.outbox
    assert message.subject == "Examenservice: Kies een nieuw wachtwoord"
    assert ENGLISH.findall(message.body) == []
    link = re.search(r"http://testserver(/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    check_page(form, "Kies een nieuw wachtwoord")
    address = form.redirect_chain[-1][0]
    check_page(client.post(address, {"password1": "a", "password2": "b"}), "Kies een nieuw wachtwoord")
    new = {"password1": "Een-ander-lang-woord", "password2": "Een-ander-lang-woord"}
    check_page(client.post(address, new, follow=True), "Uw wachtwoord is gewijzigd")
    anna.refresh_from_db()
    assert anna.check_password("Een-ander-lang-woord")
    check_page(client.get(link, follow=True), "Deze link werkt niet meer")


def test_password_reset_for_unknown_address_answers_equally(client, anna):
    known = client.post(reverse("account_reset_password"), {"email": anna.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "niemand@voorbeeld.invalid"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[anna.email], ["niemand@voorbeeld.invalid"]]
    assert "Er is geen account met dit adres" in mail.outbox[1].body
    assert ENGLISH.findall(mail.outbox[1].body) == []


def test_new_account_without_password_chooses_one_by_mail(client):
    bert = maak_gebruiker(Rol.COORDINATOR)
    client.post(reverse("account_reset_password"), {"email": bert.email})
    assert [message.to for message in mail.outbox] == [[bert.email]]


# --- In two steps ----------------------------------------------------------------------------------
def test_totp_is_activated_after_the_password_was_given_again(client, anna):
    log_in(client, anna)
    check_page(client.get(reverse("mfa_index")), "Inloggen in twee stappen")
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    check_page(client.get(asked["Location"]), "Bevestig dat u het bent")
    wrong = client.post(asked["Location"], {"password": "verkeerd"})
    assert "Dit wachtwoord klopt niet" in words_of(wrong)
    assert client.post(asked["Location"], {"password": WACHTWOORD})["Location"] == reverse(
        "mfa_activate_totp"
    )
    page, response, secret = activate_totp(client)
    check_page(page, "App met codes aanzetten")
    assert 'src="data:image/svg+xml;base64,' in html_of(page)
    assert secret in words_of(page)
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert {row.type for row in Authenticator.objects.filter(user=anna)} == {"totp", "recovery_codes"}
    check_page(client.get(reverse("mfa_index")), "Inloggen in twee stappen")


def test_totp_is_not_activated_by_a_wrong_code(client, anna):
    log_in_and_confirm(client, anna)
    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    check_page(response, "App met codes aanzetten")
    assert "Deze code klopt niet" in words_of(response)
    assert not Authenticator.objects.exists()


def test_login_with_totp_needs_the_second_step(client, anna):
    log_in_and_confirm(client, anna)
    activate_totp(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))
    check_page(codes, "Herstelcodes")
    recovery_codes = re.findall(r"<li>(\d+)</li>", html_of(codes))
    assert len(recovery_codes) == 10
    client.post(reverse("account_logout"))

    assert log_in(client, anna)["Location"] == reverse("mfa_authenticate")
    assert client.get("/account/twee-stappen/").status_code == 302
    check_page(client.get(reverse("mfa_authenticate")), "Tweede stap van het inloggen")
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in words_of(wrong)
    assert client.post(reverse("mfa_authenticate"), {"code": recovery_codes[0]})["Location"] == "/"
    check_page(client.get(reverse("mfa_reauthenticate")), "Bevestig dat u het bent")
    client.post(reverse("mfa_reauthenticate"), {"code": recovery_codes[1]})
    check_page(client.get(reverse("mfa_deactivate_totp")), "App met codes uitzetten")
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_recovery_codes_are_replaced(client, anna):
    log_in_and_confirm(client, anna)
    activate_totp(client)
    before = client.get(reverse("mfa_download_recovery_codes")).content.split()
    check_page(client.get(reverse("mfa_generate_recovery_codes")), "Herstelcodes maken")
    client.post(reverse("mfa_generate_recovery_codes"))
    after = client.get(reverse("mfa_download_recovery_codes")).content.split()
    assert len(before) == len(after) == 10
    assert set(before) & set(after) == set()
