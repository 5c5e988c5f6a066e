"""The WSGI application, for a server such as `granian --interface wsgi config.wsgi:application`."""

import gc
import os
import sys
from pathlib import Path

# `site` is a source root, not a package (Python owns that name): put it and the rooms beside it on the path.
SITE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SITE.parent), str(SITE)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the path comes first)
from django.urls import resolve  # noqa: E402

from config.connections import trust_busy_connections  # noqa: E402

application = get_wsgi_application()
trust_busy_connections()

# What is loaded stays loaded: searching it for garbage, views included, would stop a request now and then for
# a fifth of a second.
resolve("/")
gc.collect()
gc.freeze()
