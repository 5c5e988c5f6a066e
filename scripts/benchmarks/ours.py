"""Settings of our site under measurement: a developer's, but static files as in production."""

from config.settings.dev import *  # noqa: F403

WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
