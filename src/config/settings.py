"""Django's settings, made from the frozen Env. No secret and no machine's address stands here."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from config.env import ROOT, Env, secret_key
from linli.web import sheet

try:
    ENV = Env()  # type: ignore[call-arg]  # its values come from the environment
except ValidationError as error:
    faults = "; ".join(str(each["msg"]).removeprefix("Value error, ") for each in error.errors())
    raise ImproperlyConfigured(faults) from error
PRODUCTION = ENV.mode == "production"
DEBUG = False
SECRET_KEY = secret_key(ENV.keys)
DEMO = ENV.demo
#: Demo mode pretends to ask a provider, so that the way can be tried.
REAL_NAME_PROVIDER = ENV.real_name_provider or ("linli.identity.realname.pretend" if DEMO else "")

# --- districts ------------------------------------------------------------------------------
TENANT_MODEL = "districts.District"
TENANT_DOMAIN_MODEL = "districts.Domain"
#: `public`: the registry of districts and the job queue.
SHARED_APPS = [
    "django_tenants",
    "linli.kernel",
    "linli.districts",
    "procrastinate.contrib.django",
]
#: A district's own schema: people, sessions and every module.
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "linli.journal",
    "linli.identity",
    "linli.places",
    "linli.residence",
    "linli.organisations",
    "linli.grids",
    "linli.mandates",
    "linli.duties",
    "linli.notices",
    "linli.files",
    "linli.threads",
    "linli.ledger",
    "linli.voting",
    "linli.wishes",
    "linli.activities",
    "linli.awards",
    "linli.mall",
    "linli.recognition",
    "linli.timebank",
    "linli.deliberation",
    "linli.representation",
    "linli.meetings",
    "linli.resolutions",
    "linli.polls",
    "linli.stalling",
    "linli.cases",
    "linli.partywork",
    "linli.insight",
    "linli.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.weixin",
    "linli.identity.signin.usersessions.UserSessionsConfig",
]
#: Code without tables, which may be installed wherever Django wants it.
APPS_WITHOUT_TABLES = frozenset({"django.contrib.staticfiles"})
INSTALLED_APPS = [
    *SHARED_APPS,
    *TENANT_APPS,
    "django.contrib.staticfiles",
    "django_htmx",
    "rules",
    # Both overwrite each other's template loaders unless these configs are named.
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
]
# The path is set when another district is entered and after each rollback, which takes it back; not
# before each statement, which doubled the round trips. It would not notice a stray raw SET of the path: a
# test finds those in the code (tests/architecture/test_writes.py).
TENANT_LIMIT_SET_CALLS = True
DEFAULT_DISTRICT = ENV.default_district
DISTRICT = {
    "name_zh": ENV.district_name,
    "name_en": ENV.district_name_en,
    "region_code": ENV.district_code,
    "log_origin": ENV.district_origin,
}
DISTRICT_HOSTS = ENV.hosts
# Hosts are checked by the district middleware, which answers 404 to those nobody registered.
ALLOWED_HOSTS = ["*"]

# --- database -------------------------------------------------------------------------------
APP_ROLE = unquote(urlparse(str(ENV.database_app_url)).username or "")


def _database(url: str) -> dict[str, Any]:
    parts = urlparse(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "linli.districts.backend",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # psycopg prepares nothing by itself, as Django has it: whenever something was rolled back it
        # would forget all that its session prepared, what `kernel.prepared` relies on too
        "OPTIONS": {"prepare_threshold": None},
    }


DATABASES = {
    "default": _database(
        str(ENV.database_owner_url if ENV.role == "owner" else ENV.database_app_url)
    )
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the way of a request ---------------------------------------------------------------------
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "linli.web.on_pages.content_policy",
    "linli.districts.middleware.DistrictMiddleware",
    "linli.meetings.unchanged.unchanged_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linli.web.middleware.LanguageMiddleware",
    "linli.web.problems.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "linli.identity.signin.middleware.LastSeenMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "linli.web.on_pages.around_pages",
    "linli.web.middleware.ActingMiddleware",
    "linli.web.middleware.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "linli.web.context.shell",
            ],
        },
    }
]

# --- languages and time -----------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [ENV.data / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT: Path = ENV.data / "files"
# never through a temporary folder, where a paper would lie unsealed
FILE_UPLOAD_HANDLERS = ["linli.files.receiving.MemoryOnlyUploadHandler"]

# --- cookies, headers ---------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "linli.web.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True

#: The page's own style sheet stands in the page (one answer draws it on a slow line), so its hash
#: is named; nothing else inline runs.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", sheet.source()],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- jobs -------------------------------------------------------------------------------------
#: Tasks stand in `<module>/jobs.py`.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- ways to people outside the platform ---------------------------------------------------------
WECHAT_URL = ENV.wechat_url
PUSH_HOSTS = ENV.push_hosts
CLEARING_NETWORKS = tuple(str(each) for each in ENV.clearing_networks)
PUSH_CONTACT = ENV.push_contact
WECHAT_APP = ENV.wechat_app
WECHAT_SECRET = ENV.wechat_secret.get_secret_value()
WECHAT_TEMPLATE = ENV.wechat_template
WECHAT_SITE = ENV.wechat_site
VOTE_PROFILES = ENV.vote_profiles
TIME_PROFILES = ENV.time_profiles

# --- cache, e-mail, logs ------------------------------------------------------------------------
CACHES = {
    "default": {
        "BACKEND": "linli.identity.signin.shared_cache.SharedCache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}

# --- people and sign-in -------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.Person"
from linli.identity.signin_settings import *  # noqa: E402, F403 (allauth's many switches, kept beside their adapter)
