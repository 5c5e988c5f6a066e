"""Settings of the demo under measurement: static files compressed and named by their content."""

from scripts.benchmarks.ours import *  # noqa: F403
from scripts.benchmarks.ours import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "config.static_files.HashedFiles"}
