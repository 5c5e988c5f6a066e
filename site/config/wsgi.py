"""The WSGI application, for a server such as `granian --interface wsgi config.wsgi:application`."""

import os
import sys
from pathlib import Path

# `site` is a source root, not a package (Python owns that name): put it and the rooms beside it on the path.
SITE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(SITE.parent), str(SITE)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the path comes first)

from config.connections import trust_busy_connections  # noqa: E402

application = get_wsgi_application()
trust_busy_connections()
