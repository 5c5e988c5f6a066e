"""The whole demo, served beside the tests: what crawls, axe and budgets look at is what visitors get."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.benchmarks.addresses import demo_pages
from tests.databases import ROOT, database_of_its_own

#: No page that is visited here shows them, and packing them takes most of a minute.
_FILES_OF_DESKS = ("oscar", "treebeard", "wagtail*")
_COMMANDS = (
    ["collectstatic", "--no-input", "--verbosity=0", *(f"--ignore={name}" for name in _FILES_OF_DESKS)],
    ["load_regions"],
    ["setup_site"],
    ["load_demo"],
    ["rebuild_search"],
)
_STARTS_WITHIN = 60.0


@dataclass(frozen=True)
class DemoSite:
    """A running demo at `url`, without a slash at its end, in the `environment` of its processes."""

    url: str
    environment: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page; redirects are followed."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def first(self, pattern: str, *, on: str) -> str:
        """The first link on a page whose path fits the pattern."""
        _status, text = self.get(on)
        links = re.findall(r'href="([^"#?]+)"', text)
        return next(link for link in links if re.fullmatch(pattern, link))


@pytest.fixture(scope="session")
def demo_site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """The demo on a copy of the migrated database, with files of its own; takes a minute or two."""
    folder = tmp_path_factory.mktemp("demo")
    with database_of_its_own("demo") as database:
        port = _free_port()
        environment = _environment(folder, database, port)
        for command in _COMMANDS:
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with _served(environment, port) as site:
            for path in demo_pages(site.url).values():
                site.get(path)  # makes what the first of all visitors waits for, and whole
            yield site


@pytest.fixture(scope="module")
def demo_with_a_queue(demo_site: DemoSite) -> Iterator[DemoSite]:
    """The same demo, served as where workers have the pictures: of each a page makes one file and not six."""
    with _served({**demo_site.environment, "TASKS_BACKEND": "database"}, _free_port()) as site:
        yield site


@contextmanager
def _served(environment: dict[str, str], port: int) -> Iterator[DemoSite]:
    """The site, answering until the block ends."""
    site = DemoSite(f"http://127.0.0.1:{port}", environment)
    server = subprocess.Popen(
        _server(port), cwd=ROOT, env={**environment, "BASE_URL": site.url}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)


def _environment(folder: Path, database: str, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.e2e.demo_settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DATABASE_URL": database,
        "CACHE_URL": "locmemcache://demo",
        "VAR_DIR": str(folder),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "false",
        "LOG_LEVEL": "ERROR",
    }


def _server(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "config.wsgi:application"),
    ]


def _wait_for(site: DemoSite, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline:
        assert server.poll() is None, "the demo did not start"
        try:
            if site.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the demo does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
