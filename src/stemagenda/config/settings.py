"""Django's settings, from the environment alone; every one has a working default.

The names are documented in docs/reference/settings.md, and a test keeps that page complete.
"""

from __future__ import annotations

import os
from pathlib import Path

from stemagenda.config import mailing
from stemagenda.config.environment import database, flag, hosts, origins, secret_key, state_folder

STATE = state_folder(os.environ)
SECRET_KEY = secret_key(os.environ, STATE)
DEBUG = flag(os.environ, "STEMAGENDA_DEBUG", default=False)
ALLOWED_HOSTS = hosts(os.environ)
CSRF_TRUSTED_ORIGINS = origins(os.environ)
#: Behind a proxy that speaks TLS: secure cookies, HSTS, redirect.
BEHIND_TLS = flag(os.environ, "STEMAGENDA_TLS", default=False)

DATABASES = {"default": database(os.environ, STATE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "stemagenda.store.apps.Store",
    "stemagenda.web.apps.Web",
]
MIDDLEWARE = [
    "stemagenda.web.middleware.headers.Headers",
    "stemagenda.web.middleware.sizes.Sizes",
    "stemagenda.web.middleware.moments.Moments",
    "stemagenda.web.middleware.pages.PageMemory",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "stemagenda.config.urls"
WSGI_APPLICATION = "stemagenda.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "stemagenda.web.templatetags.page",
                "stemagenda.web.templatetags.problems",
                "stemagenda.web.templatetags.guard",
            ]
        },
    }
]

LANGUAGE_CODE = "nl"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/nl/aanmelden/"

SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_FAILURE_VIEW = "stemagenda.web.failures.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 63_072_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
#: The form of an action repeats its fields for every line; 500 actions are changed at a time.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A page that does not exist is the visitor's news, not ours.
    # An address that does not exist is no fault of ours.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
#: Reminders by e-mail; without a server or a sender `stemagenda remind` says what is missing.
_SERVER = mailing.server(os.environ)
EMAIL_HOST = _SERVER.host
EMAIL_PORT = _SERVER.port
EMAIL_HOST_USER = _SERVER.user
EMAIL_HOST_PASSWORD = _SERVER.password
EMAIL_USE_SSL = _SERVER.is_tls
EMAIL_USE_TLS = _SERVER.is_starttls
EMAIL_TIMEOUT = mailing.TIMEOUT
DEFAULT_FROM_EMAIL = mailing.sender(os.environ)
STEMAGENDA_REMIND_TO = mailing.reminded(os.environ)

#: How letters that leave from the command line find the addresses of pages.
STEMAGENDA_ADDRESSES = "stemagenda.web.addresses.address"
#: Shown in the accessibility statement and in security.txt; an e-mail address, or nothing.
STEMAGENDA_CONTACT = os.environ.get("STEMAGENDA_CONTACT", "")
#: Keys that sources give out to those who fetch from them; a source's fetch.py asks for its own by name.
STEMAGENDA_SOURCE_KEYS = {name: os.environ.get(name, "") for name in ("STEMAGENDA_ONDERWIJS_API_KEY",)}
#: Where the shipped agendas live; another folder can be given to the command line.
PACKAGE = Path(__file__).resolve().parent.parent
