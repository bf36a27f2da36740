"""All settings, in one file, read from the environment.

Without any variable the product runs for development on SQLite. Production names at least
`SECRET_KEY`, `DATABASE_URL` and `ALLOWED_HOSTS`; `docs/operations.md` explains each variable.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.Env):
    """Reads variables as django-environ does, but takes nothing for granted: a mistake stops the start."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        if self.ENVIRON.get(var) == "":
            raise ImproperlyConfigured(f"{var} is leeg: geef een waarde, of haal de variabele weg.")
        return super().get_value(var, *args, **kwargs)

    def one_of(self, var: str, choices: dict[str, Any], default: Any) -> Any:
        value = self.str(var, default="")
        if value and value not in choices:
            raise ImproperlyConfigured(f"{var} is “{value}”; kies uit {', '.join(choices)}.")
        return choices[value] if value else default

    def bool(self, var: str, default: bool) -> bool:
        words = {"1": True, "0": False, "true": True, "false": False, "True": True, "False": False}
        return self.one_of(var, words, default)


BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Whoever names a database server or a host name means production: then a forgotten key is no reason for development.
MEANS_PRODUCTION = "ALLOWED_HOSTS" in env.ENVIRON or not env.str("DATABASE_URL", "sqlite").startswith(
    "sqlite"
)
HAS_KEY = "SECRET_KEY" in env.ENVIRON
DEBUG = env.bool("DEBUG", default=not (HAS_KEY or MEANS_PRODUCTION))
if not (DEBUG or HAS_KEY):
    raise ImproperlyConfigured("SECRET_KEY ontbreekt: zonder sleutel start het product alleen met DEBUG=1.")
# A development key is public by nature: with DEBUG off it is never used.
SECRET_KEY = env.str("SECRET_KEY", default="alleen-voor-ontwikkeling")
if HAS_KEY and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        f"SECRET_KEY heeft {len(SECRET_KEY)} tekens; maak een sleutel van minstens 50."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in ("127.0.0.1", "localhost")]

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "examinations",
    "assessors",
    "instruments",
    "schools",
    "qualifications",
    "examservice.lib",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "examservice.lib.middleware.PrivatePagesMiddleware",
    "examservice.lib.middleware.ButtonAddressMiddleware",
]

ROOT_URLCONF = "examservice.urls"
WSGI_APPLICATION = "examservice.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["examservice.lib.templatetags.components", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Databases -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: with DEFERRED, concurrent writers meet "database is locked" without waiting.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "schools.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# One hasher only: a mixture of hashers tells by its timing which accounts exist.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "schools.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "schools.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Wrong passwords are counted per address of a visitor; behind proxies that is in what the nearest of them says.
ALLAUTH_TRUSTED_PROXY_COUNT = env.one_of(
    "TRUSTED_PROXY_COUNT", {str(number): number for number in range(10)}, default=0
)
# Computers at school are shared: closing the browser ends the session.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Examenservice: "
MFA_ADAPTER = "schools.adapters.MFAAdapter"
MFA_FORMS = {"activate_totp": "schools.forms.ActivateTOTPForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Examenservice"

# --- Language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor", BASE_DIR / "build" / "vendor")]
MEDIA_ROOT = Path(env.str("STORAGE_DIR", default=str(VAR_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
VENDOR_DIR = BASE_DIR / "build" / "vendor"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Mail ------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="examenservice@voorbeeld.invalid")

# --- Safety ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LOG_LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]
LOG_LEVEL = env.one_of("LOG_LEVEL", dict(zip(LOG_LEVELS, LOG_LEVELS, strict=True)), default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # A refused page is no fault of the program: the log keeps faults.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
