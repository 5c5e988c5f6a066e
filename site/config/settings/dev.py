"""A developer's machine and `make demo`: works from a fresh clone without any variable set."""

from config.settings.environment import env, refuse_to_start

# Before base reads the environment: only what a laptop may do without.
env.ENVIRON.setdefault("SECRET_KEY", "only-for-development-never-in-production")
env.ENVIRON.setdefault("DEBUG", "true")
env.ENVIRON.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost")
env.ENVIRON.setdefault("STAFF_MFA_REQUIRED", "false")
env.ENVIRON.setdefault("LOG_LEVEL", "WARNING")  # every task tells of itself at INFO

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import STORAGES, VAR_DIR  # noqa: E402

VAR_DIR.mkdir(parents=True, exist_ok=True)  # a fresh clone has none, and SQLite makes no folders

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DEMO_ALLOWED = True
# Without DEBUG too, so that the demo shows the real error pages: style sheets come from here.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

refuse_to_start()
