"""PostgreSQL: the database of production, and of half the test suite."""

import os
import re
import secrets
import shutil
import signal
import tempfile
from pathlib import Path

from . import apt
from .commands import run
from .errors import CommandFailed, NotAnswering, NotStarted, Unobtainable
from .loopback import HOST
from .places import Place
from .processes import Launch, end, working_in

PACKAGE = "postgresql"
ROLE = DATABASE = "etalase"
LEFTOVER_SECONDS = 5.0
PROGRAMS = ("postgres", "initdb", "psql")
DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")

# For data that a test made and may lose: no write waits for the disk, and nothing is kept for a replica.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "30min",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_min_messages": "warning",
    "cluster_name": "etalase",
}

# The only way in; the superuser has no password and so cannot come in at all.
ENTRANCE = f"host all {ROLE} {HOST}/32 scram-sha-256\n"


class PostgreSQL:
    """A cluster per checkout, UTF-8 and sorted by code point, with a role that may create databases."""

    name = "postgresql"
    start_seconds = 40.0
    stop_signal = signal.SIGINT  # "fast": sessions are cut off, then the files are closed in order

    def obtain(self, place: Place) -> None:
        """Find server and client programs, or install Debian's package."""
        if programs() is None:
            apt.install(place, PACKAGE)
        if programs() is None:
            raise Unobtainable("PostgreSQL's server programs are still not here.", f"Reinstall {PACKAGE}.")

    def launch(self, place: Place, port: int) -> Launch:
        """Create the cluster the first time and return the command for the server."""
        folder = _found()
        cluster = _prepared(place, folder) / "cluster"
        _clear_dead_server(cluster)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        command = [f"{folder}/postgres", "-D", str(cluster), "-p", str(port), *options]
        environment = {"PATH": f"{folder}:{os.defpath}", "LANG": "C.UTF-8"}
        return Launch(command=command, environment=environment, directory=cluster)

    def version(self, place: Place, port: int) -> str:
        """Return the server's version, which a query as our role has to bring."""
        folder = _found()
        address = ["-h", HOST, "-p", str(port), "-U", ROLE, "-d", DATABASE]
        query = "SELECT current_setting('server_version')"
        environment = {"PGPASSWORD": _password(place, folder), "PGCONNECT_TIMEOUT": "3"}
        try:
            answer = run(
                [f"{folder}/psql", "-XAtq", *address, "-c", query], seconds=10, environment=environment
            )
        except CommandFailed as failure:
            raise NotAnswering(str(failure)) from failure
        return answer.split()[0]

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return the address of the database, with the password that this cluster got."""
        password = _password(place, _found())
        return {"DATABASE_URL": f"postgres://{ROLE}:{password}@{HOST}:{port}/{DATABASE}"}


def programs() -> Path | None:
    """Return the folder that holds server and client programs of one version, the newest; None without one.

    A lone `postgres` or `psql` on the search path does not count: a link is followed to where it leads.
    """
    folders = sorted(
        DEBIAN_PROGRAMS.glob("*/bin"), key=lambda folder: _number(folder.parent.name), reverse=True
    )
    linked = shutil.which("initdb")
    if linked:
        folders.append(Path(linked).resolve().parent)
    return next((folder for folder in folders if all((folder / name).exists() for name in PROGRAMS)), None)


def _found() -> Path:
    folder = programs()
    if folder is None:
        raise NotStarted("PostgreSQL's programs are gone.", "Run `scripts/services up postgresql`.")
    return folder


def _number(version: str) -> float:
    match = re.search(r"\d+(\.\d+)?", version)
    return float(match[0]) if match else 0.0


def _home(place: Place, folder: Path) -> Path:
    """Return where the cluster for the programs in `folder` lives: another major version cannot read it."""
    printed = run([f"{folder}/postgres", "--version"], seconds=10)
    return place.data / PostgreSQL.name / f"version-{int(_number(printed.partition(')')[2]))}"


def _password(place: Place, folder: Path) -> str:
    return (_home(place, folder) / "password").read_text().strip()


def _prepared(place: Place, folder: Path) -> Path:
    """Return the home with `cluster` and `password`; both are made aside, so that neither is there alone."""
    home = _home(place, folder)
    if home.is_dir():
        return home
    home.parent.mkdir(parents=True, exist_ok=True)
    for leftover in home.parent.glob(".new-*"):
        shutil.rmtree(leftover)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=home.parent))
    fresh.chmod(0o755)
    password = secrets.token_urlsafe(24)
    try:
        _create_cluster(place, folder, fresh / "cluster", password)
    except CommandFailed as failure:
        remedy = "Look at the free disk space, then run `scripts/services up postgresql` again."
        raise NotStarted(f"The database cluster could not be created: {failure}.", remedy) from failure
    (fresh / "password").touch(mode=0o600)
    (fresh / "password").write_text(password)
    fresh.rename(home)
    return home


def _create_cluster(place: Place, folder: Path, cluster: Path, password: str) -> None:
    """Initialise `cluster`, and let a server without a network create our role and database in it."""
    place.account.own(cluster)
    options = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=reject", "--no-sync"]
    command = [f"{folder}/initdb", "-D", str(cluster), *options]
    run(command, seconds=120, account=place.account, directory=cluster)
    (cluster / "pg_hba.conf").write_text(ENTRANCE)
    statements = (
        f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'",
        f"CREATE DATABASE {DATABASE} OWNER {ROLE}",
    )
    single = [f"{folder}/postgres", "--single", "-D", str(cluster), "-c", "exit_on_error=on", "template1"]
    text = "".join(f"{statement}\n" for statement in statements)
    run(single, seconds=60, account=place.account, directory=cluster, text=text)


def _clear_dead_server(cluster: Path) -> None:
    """End what a killed server left in `cluster`, and delete its lock file.

    PostgreSQL refuses to start while the process id in that file is in use, be it by another program after a
    reboot or by a dead process that nobody has collected. The file guards against two servers on the same
    data, so it goes only when no process works in the folder, as all of PostgreSQL's do.
    """
    for process in working_in(cluster):
        end(process, by=signal.SIGTERM, seconds=LEFTOVER_SECONDS)
    if not working_in(cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
