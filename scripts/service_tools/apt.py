"""Debian packages."""

import os
import shutil

from .commands import run
from .downloads import retried
from .errors import CommandFailed, Unobtainable
from .locks import exclusive
from .places import Place

INSTALL_SECONDS = 900.0
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
PATIENT = ("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")


def install(place: Place, package: str) -> None:
    """Install `package`, one installation at a time; the package lists are renewed when the first try fails.

    Raises `Unobtainable` where that cannot work: not root, no apt-get, or no such package.
    """
    remedy = f"Install the package {package} as root: apt-get install {package}."
    if shutil.which("apt-get") is None:
        reason = f"{package} is not installed, and this machine has no apt-get."
        raise Unobtainable(reason, f"Install {package} the way this machine has.")
    if os.geteuid() != 0:
        raise Unobtainable(f"{package} is not installed, and only root can install it.", remedy)
    with exclusive(place.cache / "apt.lock", place.say):
        place.say(f"installing the package {package}")
        try:
            _install(package)
        except CommandFailed:
            try:
                retried(lambda: _renew_and_install(package), place.say)
            except CommandFailed as failure:
                raise Unobtainable(f"{package} could not be installed: {failure}.", remedy) from failure


def _install(package: str) -> None:
    command = ["apt-get", *PATIENT, "install", "--yes", "--no-install-recommends", package]
    run(command, seconds=INSTALL_SECONDS, environment=QUIET)


def _renew_and_install(package: str) -> None:
    run(["apt-get", *PATIENT, "update"], seconds=INSTALL_SECONDS, environment=QUIET)
    _install(package)
