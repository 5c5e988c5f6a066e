"""The demo as production serves it: no DEBUG, static files compressed and named by their content."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "config.static_files.HashedFiles"}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
