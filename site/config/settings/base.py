"""Settings shared by every environment. What differs is read from the environment (see `.env.example`)."""

from django.utils.translation import gettext_lazy as _
from oscar.defaults import *  # noqa: F403  (Oscar reads its defaults from the settings module)

from config.settings.environment import ROOT, choice, env, folder

# --- what the environment decides -----------------------------------------------------------------

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")
VAR_DIR = folder("VAR_DIR", ROOT / "var")
TASKS_BACKEND = choice("TASKS_BACKEND", ("immediate", "database"), "immediate")
DEMO_ALLOWED = False  # whether sample data may be loaded, and sample people may sign in
MAINTENANCE = env.bool("MAINTENANCE", default=False)
# While the site is mended nobody is shown what was kept before.
KEEP_PAGES = env.bool("KEEP_PAGES", default=True) and not MAINTENANCE
LOG_LEVEL = choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'etalase.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing, and readers never wait for a writer.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that takes no connection within this is away: pages and /readyz must say so, not hang.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://etalase")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "config.caching.ForgivingRedisCache"
    CACHES["default"].setdefault("OPTIONS", {}).update(socket_timeout=0.5, socket_connect_timeout=0.25)
elif CACHES["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache":
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 5_000)

# --- applications ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Site rooms.
    "config.apps.ProjectConfig",
    "accounts",
    "pages",
    "storefront",
    "freshness",
    "discovery",
    "demo",
    # Lower rooms. `catalogue`, `partner` and `search` keep Oscar's labels: docs/oscar.md says why.
    "search.apps.SearchConfig",
    "promotions",
    "shops.apps.ShopsConfig",
    "shops.regions",
    "shops.review",
    "shops.holidays",
    "shops.panel",
    "shops.readiness",
    "shops.claims",
    "catalogue.apps.CatalogueConfig",
    "media",
    # Oscar, without its dashboards: their part is taken by Wagtail and the seller panel.
    "config.oscar.EtalaseShop",
    "config.oscar.BareDashboard",
    "oscar.apps.analytics.apps.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "oscar.apps.basket.apps.BasketConfig",
    "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "oscar.apps.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "widget_tweaks",
    "treebeard",
    # Wagtail.
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "config.cms.CmsUsers",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # Accounts and tasks.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    # Django.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.flatpages",  # Oscar's migrations depend on it; no page of it is routed
    "django.forms",
]

MIDDLEWARE = [
    "freshness.middleware.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "config.headers.SafetyHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.LanguageOfAddress",
    "config.maintenance.Maintenance",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.StaffMfaMiddleware",
    "config.forged.ForgedRequests",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "config.folding.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- language, time, money ------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Oscar lacks some Indonesian; Django asks these folders, the first before the second, before any package.
LOCALE_PATHS = [ROOT / "site" / "locale", ROOT / "site" / "locale_oscar"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
OSCAR_DEFAULT_CURRENCY = "IDR"
OSCAR_SHOP_NAME = "Etalase"
OSCAR_HOMEPAGE = "/"
OSCAR_EAGER_ALERTS = False  # nobody can ask here to be told of a product that is in stock again
OSCAR_DELETE_IMAGE_FILES = False  # pictures are media.Image rows; Wagtail deletes their files

# --- who comes in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and on to where it was going
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Etalase] "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password, address or factor is told to its owner
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the new one takes over once confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}  # else allauth's own limits
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Etalase"
#: Thirty seconds before and after: whoever types a code slowly is let in (RFC 6238, 5.2 allows one step).
MFA_TOTP_TOLERANCE = 1
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Etalase"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # documents lie outside MEDIA_ROOT and pass a check
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"  # one path for every picture: media.pictures
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth does it
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # allauth confirms a new address before it takes over
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- search, tasks, mail --------------------------------------------------------------------------

SEARCH_ENGINE = choice("SEARCH_ENGINE", ("embedded",), "embedded")
SEARCH_INDEX_DIR = folder("SEARCH_INDEX_DIR", VAR_DIR / "search")

TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
        }[TASKS_BACKEND],
        "QUEUES": ["default", "mail", "search", "media"],
    }
}

# Mail never leaves inside a request: the queued backend hands it to a task, which uses the real one.
EMAIL_BACKEND = "config.mail.QueuedEmailBackend"
MAIL_SERVER = env.email_url("EMAIL_URL", default="consolemail://")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Etalase <no-reply@example.com>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STATICFILES_FINDERS = [
    "config.static_files.JoiningFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"  # the web server in front hands uploads out and asks us for what it does not find
MEDIA_ROOT = folder("MEDIA_ROOT", VAR_DIR / "media")
PRIVATE_MEDIA_ROOT = folder("PRIVATE_MEDIA_ROOT", VAR_DIR / "private")
STORAGES = {
    "default": env.storage_url("STORAGE_URL"),
    "private": {
        "BACKEND": "media.storage.PrivateFileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "config.static_files.HashedFiles"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # Wagtail's page editor sends many

# --- safety ---------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself allows its previews in a frame of the same origin
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# --- logs -----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.LineWithFacts",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
