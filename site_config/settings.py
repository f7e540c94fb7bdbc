"""Settings of the site, from the environment (README, "Settings")."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from .starting import environment
from .starting.logging import logging_of
from .starting.safety import LOOPBACK, Start, refuse_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("DATA_DIR") or BASE_DIR / "var").resolve()

DEBUG = environment.flag("DEBUG")
HTTP_ONLY = environment.flag("HTTP_ONLY")
PORT = environment.port("PORT", "8000")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", ",".join(LOOPBACK))
SITE_URL = environment.text("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SECRET_KEY = environment.text("SECRET_KEY") or environment.kept_secret(DATA_DIR / "secret_key")

START = Start(ALLOWED_HOSTS, SITE_URL, SECRET_KEY, DEBUG, HTTP_ONLY)
refuse_unsafe(START)
DEMO_MODE = START.demo

INSTALLED_APPS = [
    "notices.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "ckeditor",
    "notices",
    "site_config",
]
AUTH_USER_MODEL = "notices.User"
ROOT_URLCONF = "site_config.urls"
WSGI_APPLICATION = "site_config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "site_config.watching.requests.NumberedRequestMiddleware",
    "site_config.compression.CompressionMiddleware",
    "site_config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "site_config.doors.OneHostMiddleware",
    "site_config.doors.RefuseNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_config.doors.ReadersConditionalGetMiddleware",
    "site_config.traditional.TraditionalMiddleware",
    "site_config.doors.NewsroomSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "site_config.doors.NewsroomCsrfMiddleware",
    "site_config.doors.NewsroomAuthenticationMiddleware",
    "site_config.doors.NewsroomMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "site_config.errors.MethodPageMiddleware",
]

PUBLIC_TEMPLATES = BASE_DIR / "templates" / "public"
# In this order, since a form of the newsroom asks for hundreds of templates and a page for one.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "newsroom"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PUBLIC_TEMPLATES],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "site_config.templating.language.environment",
            "context_processors": ["site_config.templating.context_processors.site"],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASE_URL = environment.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        # A writer takes the lock when it begins, so no read is made stale by another's write.
        "transaction_mode": "IMMEDIATE",
        # FULL: an acknowledged publish survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
        "PRAGMA journal_size_limit=67108864;PRAGMA trusted_schema=OFF;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A server that is cut off is an error within seconds, not a thread that waits for minutes.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,  # seconds
        "tcp_user_timeout": 10_000,  # milliseconds
        # Every statement is short: to compile it, or to start others for it, takes longer than it.
        "options": "-c jit=off -c max_parallel_workers_per_gather=0",
        **DATABASES["default"].get("OPTIONS", {}),
    }
else:
    raise ImproperlyConfigured("DATABASE_URL 只支持 SQLite 和 PostgreSQL。")

# What one process keeps of answers to readers.
PAGE_CACHE_BYTES = environment.number("PAGE_CACHE_MB", 64, most=100_000) * 2**20

# LibreOffice reads .doc, .wps, .rtf and .ofd; without it their import names 另存为 .docx.
SOFFICE = environment.text("SOFFICE")
if SOFFICE and not os.access(SOFFICE, os.X_OK):
    raise ImproperlyConfigured(f"SOFFICE 写的程序“{SOFFICE}”不存在或不能运行。")

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "site_config" / "locale"]
FORMAT_MODULE_PATH = "site_config.formats"
TIME_ZONE = environment.text("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "notices.fields.lean_finder.LeanFinder",
]
STORAGES = {
    # Uploads lie outside every static path; one view sends them.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "file_permissions_mode": 0o640},
    },
    "staticfiles": {"BACKEND": "site_config.static_files.LeanStaticFilesStorage"},
}
MEDIA_URL = None
# Behind nginx: the internal location that sends DATA_DIR/files (deploy/nginx.conf).
ACCEL_PREFIX = environment.path_prefix("ACCEL_PREFIX")

COOKIE_PREFIX = "__Host-" if START.tls else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = START.tls
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "site_config.errors.stale_form"
LOGIN_URL = LOGIN_REDIRECT_URL = "/admin/"

SECURE_SSL_REDIRECT = START.tls
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc if START.tls else None
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if START.tls else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if START.tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = START.tls
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
# 300 sections of a dozen fields each, in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000
# Each attachment and figure of a form is a file, chosen or not.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "notices.receiving.PlainTemporaryFileHandler",
]

# The editor is end of life; it stands behind the cleaner and notices.E002 checks the lock-down.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]


METRICS_TOKEN = environment.text("METRICS_TOKEN")
SLOW_QUERY_MS = environment.number("SLOW_QUERY_MS", 0, most=3_600_000)
LOGGING = logging_of(environment.choice("LOG_FORMAT", ("line", "json")))
