"""What a serving process has done before its first request."""

import os
import subprocess
import sys

from config.settings.environment import ROOT

LOADED = "import config.wsgi, gc, sys; print(gc.get_freeze_count(), 'storefront.views' in sys.modules)"


def test_what_is_loaded_is_not_searched_for_garbage_and_no_database_is_needed_for_it() -> None:
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PYTHONPATH": ".:site"}
    environment = {**os.environ, **nowhere, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}

    told = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.split()

    assert int(told[0]) > 100_000
    assert told[1] == "True"
