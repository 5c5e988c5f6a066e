"""Who the servers run as: PostgreSQL and Elasticsearch refuse to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICE_ACCOUNT = "etalase-services"
FALLBACK_ACCOUNT = "nobody"


@dataclass(frozen=True)
class Account:
    """A system user that servers run as."""

    name: str
    uid: int
    gid: int

    @property
    def is_another(self) -> bool:
        """True when servers run as somebody else than we do, so files must be handed over."""
        return self.uid != os.geteuid()

    def process_options(self) -> dict[str, Any]:
        """Return the keyword arguments that make `subprocess` run a program as this account."""
        if not self.is_another:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, path: Path) -> bool:
        """Tell whether this account may enter the folder or run the program at `path`.

        The kernel is asked through a process of that account, so access lists and mounts count too.
        """
        probe = subprocess.run(["test", "-x", str(path)], check=False, cwd="/", **self.process_options())
        return probe.returncode == 0

    def own(self, path: Path) -> None:
        """Make the folder at `path` and give it to this account, with everything in it."""
        path.mkdir(parents=True, exist_ok=True)
        if not self.is_another:
            return
        os.chown(path, self.uid, self.gid)
        for folder, folders, files in os.walk(path):
            for name in [*folders, *files]:
                os.chown(Path(folder, name), self.uid, self.gid, follow_symlinks=False)


def server_account() -> Account:
    """Return the account for servers: ourselves; for root a system user without login, made if missing."""
    if os.geteuid() != 0:
        return _account(pwd.getpwuid(os.geteuid()))
    for name in (SERVICE_ACCOUNT, FALLBACK_ACCOUNT):
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            if name == SERVICE_ACCOUNT and _create(name):
                return _account(pwd.getpwnam(name))
    raise KeyError(FALLBACK_ACCOUNT)


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _create(name: str) -> bool:
    """Add the system user; true when it exists afterwards, whoever made it."""
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if useradd is None:
        return False
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    subprocess.run([useradd, *options, name], check=False, capture_output=True)
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
