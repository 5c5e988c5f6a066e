"""Running the site's own commands and programs as processes of their own."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from scripts.benchmarks.results import ROOT


@dataclass(frozen=True)
class Cost:
    """What a process cost: seconds by the clock and of the processor, MB at its highest; what it printed."""

    seconds: float
    processor: float
    highest_mb: int
    output: str


def run(environment: dict[str, str], *command: str) -> Cost:
    """Run a Python command and tell what it cost; raises CalledProcessError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None  # noqa: S101  (a pipe was asked for)
    output = process.stdout.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Cost(
        seconds=round(time.perf_counter() - started, 1),
        processor=round(used.ru_utime + used.ru_stime, 1),
        highest_mb=round(used.ru_maxrss / 1024),
        output=output,
    )


def run_json(environment: dict[str, str], *command: str) -> Any:
    """What the command printed, read as JSON."""
    return json.loads(run(environment, *command).output)
