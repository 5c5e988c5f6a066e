"""Running another program to its end."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .account import Account
from .errors import CommandFailed

SHOWN_LINES = 6


def run(
    command: Sequence[str],
    *,
    seconds: float,
    account: Account | None = None,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
    text: str = "",
) -> str:
    """Run `command` with `text` on its standard input and return what it printed on standard output.

    `environment` is added to ours. Raises `CommandFailed` when the program is missing, exits non-zero or is
    still running after `seconds`.
    """
    try:
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            env={**os.environ, **(environment or {})},
            cwd=directory,
            check=False,
            **(account.process_options() if account else {}),
        )
    except subprocess.TimeoutExpired:
        raise CommandFailed(f"{command[0]} was still running after {seconds:.0f} s") from None
    except OSError as error:
        raise CommandFailed(f"{command[0]} could not be run: {error.strerror}") from error
    if done.returncode:
        raise CommandFailed(
            f"{command[0]} exited {done.returncode}: {_last_lines(done.stdout + done.stderr)}"
        )
    output: str = done.stdout
    return output


def _last_lines(output: str) -> str:
    """Return the end of `output` as one line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return " / ".join(lines[-SHOWN_LINES:]) or "it printed nothing"
