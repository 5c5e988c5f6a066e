"""A Java new enough for Elasticsearch, and Maven to fetch it with."""

import os
import re
import shutil
from pathlib import Path

from . import apt
from .errors import Unobtainable
from .places import Place

OLDEST = 21
PACKAGES = ("openjdk-21-jre-headless", "openjdk-25-jre-headless")
DEBIAN_HOMES = Path("/usr/lib/jvm")


def java_home(place: Place) -> Path:
    """Return the home of the oldest Java from 21 on that servers can run, installing one if need be.

    The oldest, because a release of Elasticsearch was tried with that one at least. Raises `Unobtainable`.
    """
    found = _found(place)
    for package in PACKAGES:
        if found:
            break
        try:
            apt.install(place, package)
        except Unobtainable:
            continue
        found = _found(place)
    if found:
        return found
    remedy = f"Install one where {place.account.name} can run it, and set JAVA_HOME to its folder."
    raise Unobtainable(f"No Java {OLDEST} or newer was found or could be installed.", remedy)


def maven(place: Place) -> str:
    """Return the `mvn` program, installing Debian's package if need be."""
    if shutil.which("mvn") is None:
        apt.install(place, "maven")
    found = shutil.which("mvn")
    if found is None:
        raise Unobtainable("mvn is still not here.", "Install Maven and put mvn on the search path.")
    return found


def _found(place: Place) -> Path | None:
    homes = list(DEBIAN_HOMES.glob("*")) if DEBIAN_HOMES.is_dir() else []
    if os.environ.get("JAVA_HOME"):
        homes.append(Path(os.environ["JAVA_HOME"]))
    on_path = shutil.which("java")
    if on_path:
        homes.append(Path(on_path).resolve().parent.parent)
    fitting = sorted((major, home) for home in homes if (major := _major(home)) >= OLDEST)
    return next((home for _, home in fitting if place.account.can_reach(home / "bin" / "java")), None)


def _major(home: Path) -> int:
    """Return the major version that the `release` file of a Java home names, 0 when it has none."""
    try:
        match = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(match[1]) if match else 0
