"""Production: refuses to start when something is missing or unsafe, and says everything that is wrong at once."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, BASE_URL, DATABASES, DEBUG, SECRET_KEY, STAFF_MFA_REQUIRED
from config.settings.environment import env


def problems() -> list[str]:
    """Sentences naming each unsafe setting and its remedy; empty when production may start."""
    checks = [
        (
            len(SECRET_KEY) < 50 or "development" in SECRET_KEY,
            "SECRET_KEY must be 50 random characters or more.",
        ),
        (DEBUG, "DEBUG must be off."),
        (not ALLOWED_HOSTS, "ALLOWED_HOSTS must name the site's hosts."),
        ("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must not contain *: name the site's hosts."),
        (not BASE_URL.startswith("https://"), "BASE_URL must start with https://."),
        (
            DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3",
            "DATABASE_URL must name a PostgreSQL database: SQLite takes one writer at a time.",
        ),
        (not STAFF_MFA_REQUIRED, "STAFF_MFA_REQUIRED must be on: staff sign in with two factors."),
    ]
    return [sentence for wrong, sentence in checks if wrong]


if problems():
    raise ImproperlyConfigured("Etalase cannot start:\n- " + "\n- ".join(problems()))

DEMO_ALLOWED = False

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
OSCAR_BASKET_COOKIE_SECURE = True
OSCAR_RECENTLY_VIEWED_COOKIE_SECURE = True
if env.bool("BEHIND_TLS_PROXY", default=False):
    # Only where a proxy that sets (and strips) this header stands in front.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
