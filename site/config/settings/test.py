"""The test suite: nothing leaves the process, files go to a folder of the run, passwords hash quickly."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings.environment import env, refuse_to_start

RUN_DIR = Path(tempfile.mkdtemp(prefix="etalase-test-"))
atexit.register(shutil.rmtree, RUN_DIR, ignore_errors=True)
(RUN_DIR / "static").mkdir()  # whitenoise warns of a missing folder
env.ENVIRON["SECRET_KEY"] = "only-for-tests-" + "x" * 50
env.ENVIRON["DEBUG"] = "false"
env.ENVIRON["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
env.ENVIRON["VAR_DIR"] = str(RUN_DIR)
env.ENVIRON["STAFF_MFA_REQUIRED"] = "false"
env.ENVIRON["EMAIL_URL"] = "memorymail://"
env.ENVIRON["LOG_LEVEL"] = "WARNING"

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, STORAGES  # noqa: E402

# The lanes run side by side: a cache of each process's own, even where CACHE_URL names a server.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DEMO_ALLOWED = True
DATABASES["default"]["CONN_MAX_AGE"] = 0

refuse_to_start()
