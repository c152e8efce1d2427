"""The only settings file. Values come from the environment, and from `.env` beside manage.py.

`README.md` lists the variables. Production means DEBUG off and a host that is not this
machine; it refuses to start without a secret key, hosts and HTTPS.
"""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import quote

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from rabat.env import (
    read_address,
    read_bool,
    read_cache,
    read_contact,
    read_database,
    read_email,
    read_int,
    read_list,
    read_text,
    read_zone,
)
from rabat.release import release_of

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")

# Where and how it runs

DEBUG = read_bool("DEBUG", False)
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", LOCAL_HOSTS)
PRODUCTION = not DEBUG and not set(ALLOWED_HOSTS) <= {*LOCAL_HOSTS, "testserver"}
HTTPS = read_bool("HTTPS", PRODUCTION)
SECRET_KEY = read_text("SECRET_KEY")

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is missing: `make run` writes one to .env.")
if PRODUCTION:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or "insecure" in SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY: production needs 50 random characters or more.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts, production refuses *.")
    if not HTTPS:
        raise ImproperlyConfigured("HTTPS: production is served over HTTPS only.")

CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "rabat.errors.csrf_failure"
# Where to report a weakness; named in /.well-known/security.txt.
SECURITY_CONTACT = read_contact("SECURITY_CONTACT")

# Application

INSTALLED_APPS = [
    "rabat",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "events",  # behind these, whose screens it takes out of the administration
    "actionplan",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "rest_framework",
    "simple_history",
    "translated_fields",
]
MIDDLEWARE = [
    "rabat.head.head_without_content",
    "django.middleware.security.SecurityMiddleware",
    "rabat.headers.SecurityHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rabat.compression.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "rabat.api.cors.open_to_other_origins",
    "rabat.api.limiting.limited",
    "rabat.errors.method_not_allowed",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "rabat.login.sessions.SessionTimes",
    "rabat.clock.clock_of_staff",
    "allauth.account.middleware.AccountMiddleware",
    "rabat.login.gate.SecondFactorGate",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "rabat.urls"
WSGI_APPLICATION = "rabat.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# Data at rest

DATABASES = {
    "default": read_database("DATABASE_URL", f"sqlite:///{quote(str(BASE_DIR))}/rabat.sqlite3"),
}
# A copy that PostgreSQL keeps, from which public answers are built: `events/caching/replica.py`.
REPLICA_URL = read_text("DATABASE_REPLICA_URL")
if REPLICA_URL.startswith("sqlite") or (
    REPLICA_URL and DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
):
    raise ImproperlyConfigured("DATABASE_REPLICA_URL: only PostgreSQL keeps replicas.")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Opening it, with our functions in it, takes five times as long as the query of a kept answer.
    # After a minute it is opened anew, so that a file put in its place is not overlooked.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # No lock errors under several processes, and no WAL: libraries before 3.51.3 can
    # corrupt the database when the log is reset under two writers.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        # Seconds. Who waits for the lock asks for it ten times a second, out of turn: the unlucky
        # wait long where several write without a pause.
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;",
    }
else:
    POOL = {
        "min_size": 1,
        "max_size": read_int("DATABASE_POOL", 4, minimum=1, maximum=100),
        "timeout": 5,
    }
    if REPLICA_URL:
        DATABASES["replica"] = read_database("DATABASE_REPLICA_URL", "")
    for database in DATABASES.values():
        database["CONN_HEALTH_CHECKS"] = True
        # Beside what the URL asks for, such as ?sslmode=require.
        database.setdefault("OPTIONS", {})["pool"] = POOL
    if "replica" in DATABASES:
        DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
        DATABASES["replica"]["OPTIONS"] |= {"connect_timeout": 2, "pool": POOL | {"timeout": 1}}
DATABASE_ROUTERS = ["events.caching.replica.PublicReads"]
CACHES = {
    # What servers share besides, such as how often somebody tried to log in.
    "default": read_cache("REDIS_URL", table="shared_cache"),
    # Public answers, in the memory of each process: `events/caching`. 16 MB at most.
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "answers",
        "OPTIONS": {"MAX_ENTRIES": 256},
        "TIMEOUT": None,
    },
}
if read_text("REDIS_URL"):
    # Behind that memory, for the first visitor of each server; for an hour, since every change
    # of the record leaves all answers before it behind. Without Redis the memory will do.
    CACHES["shared_answers"] = CACHES["default"] | {
        "KEY_PREFIX": "answers",
        "OPTIONS": {"LOCAL_ENTRIES": 16},
        "TIMEOUT": 60 * 60,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False

# A meeting with sixty delegations and thirty recommendations is more than Django's 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Staff and how they log in

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}"
    for name in ("Argon2PasswordHasher", "PBKDF2PasswordHasher")  # new ones, those from before
]
# How long people are kept after their last meeting, unless somebody states a day. Nobody is taken
# out by the clock before the secretariat has said how long that is.
PERSONAL_DATA_YEARS = read_int("PERSONAL_DATA_YEARS", 5, minimum=1, maximum=50)
RETENTION_IS_DECIDED = bool(read_text("PERSONAL_DATA_YEARS"))
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds, what `rabat/login/sessions.py` allows at most
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# Of those who may see people or change accounts; `rabat/login/policy.py`.
REQUIRE_SECOND_FACTOR = read_bool("REQUIRE_SECOND_FACTOR", PRODUCTION)
# How many proxies of our own write X-Forwarded-For; what visitors put there themselves is not
# believed. HTTPS needs one.
ALLAUTH_TRUSTED_PROXY_COUNT = read_int("TRUSTED_PROXIES", int(HTTPS), minimum=0, maximum=9)

ACCOUNT_ADAPTER = "rabat.login.adapter.StaffAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "rabat.login.forms.StaffLoginForm",
    "reauthenticate": "rabat.login.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; a check compares them
ACCOUNT_RATE_LIMITS = {
    # Number of failures, in which time, of whom; `rabat/login/throttle.py` tells them apart.
    "known_device": "10/10m/key",
    "account_from_address": "5/5m/key",
    "address": "50/10m/key",
    "account": "100/1h/key",
    # allauth's own, which count successes too or lock the account for everybody.
    "login": None,
    "login_failed": None,
}
MFA_ADAPTER = "rabat.login.factors.FactorAdapter"
MFA_FORMS = {
    "authenticate": "rabat.login.forms.CodeForm",
    "reauthenticate": "rabat.login.forms.CodeAgainForm",
    "activate_totp": "rabat.login.forms.NewAppForm",
    "add_webauthn": "rabat.login.forms.NewKeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Rabat Process"
MFA_TOTP_TOLERANCE = 1  # half minutes: clocks differ, and people take their time
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Letters, sent in the background by `manage.py work`

locals().update(read_email("EMAIL_URL"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read_address(
    "DEFAULT_FROM_EMAIL", "Rabat Process <rabat@localhost>"
)
# Where letters to the secretariat go, and what pages name to write to.
SECRETARIAT_EMAIL = parseaddr(read_address("SECRETARIAT_EMAIL"))[1]

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "rabat" / "locale"]
FORMAT_MODULE_PATH = ["rabat.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# Where a meeting is when neither its city nor its country says so: the secretariat's own zone.
SECRETARIAT_TIME_ZONE = read_zone("SECRETARIAT_TIME_ZONE", "Europe/Brussels")

# What public answers show of these settings makes another release of them.
RELEASE = SimpleLazyObject(
    lambda: release_of(BASE_DIR, SECRETARIAT_EMAIL, SECURITY_CONTACT, SECRETARIAT_TIME_ZONE)
)

# Files

STATIC_URL = "/static/"
# A run from the checkout serves static files from where they lie; production collects them.
STATIC_ROOT = Path(read_text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(read_text("MEDIA_ROOT", str(BASE_DIR / "media")))
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# What goes wrong is written where the server writes

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A visitor's mistyped address is not our error.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
    },
}

# Filters

FILTERS_EMPTY_CHOICE_LABEL = _("Any")

# API

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "rabat.api.negotiation.AlwaysJSON",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_FILTER_BACKENDS": ["rabat.api.filtering.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rabat.api.pagination.PagePagination",
    "DEFAULT_SCHEMA_CLASS": "rabat.api.description.operations.Operation",
    "EXCEPTION_HANDLER": "rabat.api.problems.problem_response",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
# Requests a minute, of a network address and with a token.
API_RATE_ANONYMOUS = read_int("API_RATE_ANONYMOUS", 60, minimum=1, maximum=1_000_000)
API_RATE_TOKEN = read_int("API_RATE_TOKEN", 600, minimum=1, maximum=1_000_000)
