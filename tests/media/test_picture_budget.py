"""What a phone's photo costs a worker: design §7 gives 900 ms and 150 MB; the rest is for a busy machine."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The budget is 900 ms on a machine of one's own; many share this one while tests run.
MOST_MS = 2 * 900
MOST_MB = 150


def test_twelve_megapixels_become_all_renditions_within_the_budget() -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    command = [sys.executable, "-m", "scripts.benchmarks.pictures"]

    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)

    cost = json.loads(done.stdout)
    assert cost["files"] == 12
    assert cost["webp_and_jpeg_ms"]["processor"] <= MOST_MS
    assert cost["grown_mb"] < MOST_MB
