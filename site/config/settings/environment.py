"""The typed environment: every variable the site reads, read once, refused with a sentence when it is wrong.

Only this module touches `os.environ`; `.env.example` lists the same names and a test compares the two.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()
environ.Env.read_env(ROOT / ".env", overwrite=False)


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """The variable's value, which must be one of `allowed`."""
    value: str = env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of: {', '.join(allowed)}.")
    return value


def folder(name: str, default: Path) -> Path:
    """An absolute folder path; a relative one is taken from the project's root."""
    return (ROOT / env.str(name, default=str(default))).resolve()
