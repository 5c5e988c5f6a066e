"""Production: refuses to start when something is missing or unsafe, and says all that is wrong at once."""

from config.settings.base import *  # noqa: F403
from config.settings.base import (
    ALLOWED_HOSTS,
    BASE_URL,
    CACHES,
    DATABASES,
    DEBUG,
    MAIL_SERVER,
    SECRET_KEY,
    STAFF_MFA_REQUIRED,
    TASKS_BACKEND,
)
from config.settings.environment import env, refuse_to_start


def unsafe_settings() -> list[str]:
    """Sentences naming each unsafe setting and its remedy; empty when production may start."""
    checks = [
        (
            len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or "development" in SECRET_KEY,
            "SECRET_KEY must be 50 random characters or more.",
        ),
        (DEBUG, "DEBUG must be off."),
        (not ALLOWED_HOSTS, "ALLOWED_HOSTS must name the site's hosts."),
        ("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must not contain *: name the site's hosts."),
        (not BASE_URL.startswith("https://"), "BASE_URL must start with https://."),
        (
            not DATABASES["default"]["ENGINE"].endswith(".postgresql"),
            "DATABASE_URL must name a PostgreSQL database: SQLite takes one writer at a time.",
        ),
        (
            CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")),
            "CACHE_URL must name a cache that all processes share, such as Redis: it counts failed sign-ins.",
        ),
        (
            not MAIL_SERVER["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"),
            "EMAIL_URL must name a mail server: people confirm their address and reset passwords by mail.",
        ),
        (
            TASKS_BACKEND == "immediate",
            "TASKS_BACKEND must be database: mail and indexing wait for a worker.",
        ),
        (not STAFF_MFA_REQUIRED, "STAFF_MFA_REQUIRED must be on: staff sign in with two factors."),
    ]
    return [sentence for wrong, sentence in checks if wrong]


SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes ask the process itself, without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
OSCAR_BASKET_COOKIE_SECURE = True
OSCAR_RECENTLY_VIEWED_COOKIE_SECURE = True
if env.bool("BEHIND_TLS_PROXY", default=False):
    # Only where a proxy that sets (and strips) these headers stands in front: it tells the scheme, and whose
    # failed sign-ins are being counted.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

refuse_to_start(unsafe_settings())
