"""The verbs of `scripts/services`."""

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from . import supervisor
from .chromium import Chromium
from .contract import Server, Tool
from .elasticsearch import Elasticsearch
from .places import place_for
from .postgresql import PostgreSQL
from .redis import Redis
from .s3 import S3
from .stripe_mock import StripeMock
from .supervisor import Report

# The slowest to fetch comes first.
SERVICES: tuple[Server | Tool, ...] = (Elasticsearch(), PostgreSQL(), Redis(), StripeMock(), S3(), Chromium())


def main(arguments: Sequence[str], checkout: Path) -> int:
    """Carry out what `arguments` say for the services of `checkout` and return the exit code.

    Results go to standard output, progress to standard error. The code is 0 when every service asked for is
    in the state asked for, 1 when one is not, 2 when the arguments make no sense.
    """
    options = _parser().parse_args(arguments)
    place = place_for(checkout, say=lambda line: print(line, file=sys.stderr, flush=True))
    chosen = [service for service in SERVICES if not options.names or service.name in options.names]
    if options.verb == "up":
        return _tell(supervisor.up(place, chosen), wanted="up")
    if options.verb == "down":
        servers = [service for service in chosen if isinstance(service, Server)]
        return _tell(supervisor.down(place, servers, purge=options.purge), wanted="down")
    reports = [supervisor.status(place, service) for service in chosen]
    if options.verb == "status":
        return _tell(reports, wanted="up", as_json=options.json)
    print(_environment(reports, options.format), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="services",
        description="The real services for development and tests, on free loopback ports of this machine.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="up | down | status | env")
    up = verbs.add_parser("up", help="install what is missing and start what does not run")
    down = verbs.add_parser("down", help="end the servers that were started here")
    down.add_argument("--purge", action="store_true", help="delete what they stored as well")
    status = verbs.add_parser("status", help="tell which are up, after a real exchange with each")
    status.add_argument("--json", action="store_true", help="print one JSON object, by name")
    env = verbs.add_parser("env", help="print the variables that lead settings to those that are up")
    env.add_argument("--format", choices=("sh", "json"), default="sh", help="lines for a shell, or JSON")
    known = f"of {', '.join(service.name for service in SERVICES)}; all by default"
    for verb in (up, down, status, env):
        verb.add_argument("names", nargs="*", metavar="NAME", type=_name, help=known)
    return parser


def _name(word: str) -> str:
    names = [service.name for service in SERVICES]
    if word not in names:
        raise argparse.ArgumentTypeError(f"{word} is not one of {', '.join(names)}")
    return word


def _tell(reports: Sequence[Report], *, wanted: str, as_json: bool = False) -> int:
    """Print one line for each report, or all as JSON, and return the exit code."""
    if as_json:
        print(json.dumps({report.name: asdict(report) for report in reports}, indent=2))
    else:
        for report in reports:
            print(f"{report.name:<14} {report.state:<8} {_detail(report)}".rstrip())
    return 0 if all(report.state == wanted for report in reports) else 1


def _detail(report: Report) -> str:
    if report.reason:
        return f"{report.reason} {report.remedy}"
    return f"{report.version}, port {report.port}" if report.port else report.version


def _environment(reports: Sequence[Report], form: str) -> str:
    """Return the variables of all that are up, as shell lines or as one JSON object."""
    variables = {name: value for report in reports for name, value in report.environment.items()}
    if form == "json":
        return json.dumps(variables, indent=2) + "\n"
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in variables.items())
