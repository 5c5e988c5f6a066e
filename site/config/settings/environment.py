"""The typed environment: every variable the site reads, read once, refused with a sentence when it is wrong.

Only this module touches `os.environ`; `.env.example` and docs/operations/settings.md list the same names, and
a test compares the three. A variable that is set to nothing counts as not set.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

YES = ("true", "on", "yes", "y", "1")
NO = ("false", "off", "no", "n", "0")


class Environment(environ.Env):
    """Reads variables and collects, in `problems`, a sentence for each that is missing or cannot be read.

    A reader never raises: it answers its default (or an empty value of its type), so that one start names
    everything that is wrong. `refuse_to_start` raises it all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []

    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, parse_default: bool = False
    ) -> Any:
        """The value as `cast` makes it; unlike the base class, a value never stands for another variable."""
        raw = self.ENVIRON.get(var, "").strip()
        if raw:
            return self._converted(var, raw, cast, default)
        if default is not self.NOTSET:
            return self.parse_value(default, cast) if parse_default and default is not None else default
        self.problems.append(f"{var} is not set.")
        return _empty(cast)

    def _converted(self, var: str, raw: str, cast: Any, default: Any) -> Any:
        try:
            return _truth(raw) if cast is bool else self.parse_value(raw, cast)
        except ValueError:
            self.problems.append(f"{var} is {raw!r}; it must be {_wanted(cast)}.")
            return _empty(cast) if default is self.NOTSET else default

    def db_url(self, var: str = "DATABASE_URL", default: Any = environ.Env.NOTSET, engine: Any = None) -> Any:
        schemes = ("sqlite", "postgres", "postgresql")
        return self._address(var, default, schemes, lambda url: self.db_url_config(url, engine=engine))

    def cache_url(
        self, var: str = "CACHE_URL", default: Any = environ.Env.NOTSET, backend: Any = None
    ) -> Any:
        schemes = ("locmemcache", "rediscache", "redis", "rediss", "dbcache", "filecache", "dummycache")
        return self._address(var, default, schemes, lambda url: self.cache_url_config(url, backend=backend))

    def email_url(
        self, var: str = "EMAIL_URL", default: Any = environ.Env.NOTSET, backend: Any = None
    ) -> Any:
        schemes = ("smtp", "smtp+tls", "smtps", "smtp+ssl", "consolemail", "filemail", "memorymail")
        return self._address(var, default, schemes, lambda url: self.email_url_config(url, backend=backend))

    def storage_url(self, var: str = "STORAGE_URL") -> dict[str, Any]:
        """The entry of `STORAGES` for public uploads: an S3 bucket, or the folder of uploads when not set.

        `s3://KEY:SECRET@bucket?region=…&endpoint=…&public=…`; `endpoint` is the server's address where that
        is not Amazon's, `public` the address under which people read the bucket.
        """
        folder = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
        raw = self.ENVIRON.get(var, "").strip()
        if not raw:
            return folder
        url = _parts(raw)
        asked = dict(parse_qsl(url.query))
        known = {"region", "endpoint", "public"}
        if (
            url.scheme != "s3"
            or not url.hostname
            or not (url.username and url.password)
            or set(asked) - known
        ):
            self.problems.append(
                f"{var} cannot be read; it must look like s3://KEY:SECRET@bucket?region=…&endpoint=…&public=…."
            )
            return folder
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _bucket(url, asked)}

    def _address(
        self, var: str, default: Any, schemes: Sequence[str], parse: Callable[[str], dict[str, Any]]
    ) -> dict[str, Any]:
        """The address taken apart. A wrong one is not repeated in the message: it may hold a password."""
        address = self.get_value(var, default=default)
        try:
            if urlsplit(address).scheme in schemes:
                return parse(address)
        except ValueError:  # a port that is no number, a broken IPv6 address
            pass
        self.problems.append(
            f"{var} cannot be read; it must be an address that begins with {_either(schemes)}."
        )
        return parse(default) if isinstance(default, str) else {}


def _parts(address: str) -> SplitResult:
    """The parts of an address; empty ones for what is none."""
    try:
        return urlsplit(address)
    except ValueError:  # a broken IPv6 address
        return urlsplit("")


def _bucket(url: SplitResult, asked: dict[str, str]) -> dict[str, Any]:
    """Public files whose names never change their content: no signatures, no overwriting, kept for a year."""
    options: dict[str, Any] = {
        "access_key": unquote(url.username or ""),
        "secret_key": unquote(url.password or ""),
        "bucket_name": url.hostname,
        "region_name": asked.get("region") or None,
        "endpoint_url": asked.get("endpoint") or None,
        "querystring_auth": False,
        "file_overwrite": False,
        "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
    }
    if public := asked.get("public"):
        scheme, _, place = public.rstrip("/").rpartition("://")
        options |= {"custom_domain": place, "url_protocol": f"{scheme or 'https'}:"}
    return options


def _truth(raw: str) -> bool:
    word = raw.lower()
    if word not in YES + NO:
        raise ValueError(word)
    return word in YES


def _wanted(cast: Any) -> str:
    return {bool: "true or false", int: "a whole number", float: "a number"}.get(cast, "another value")


def _empty(cast: Any) -> Any:
    return cast() if cast in (bool, int, float, list, dict) else ""


def _either(words: Sequence[str]) -> str:
    return ", ".join(f"{word}://" for word in words)


env = Environment()
environ.Env.read_env(os.environ.get("ENV_FILE") or ROOT / ".env", overwrite=False)


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """The variable's value, which must be one of `allowed`; else the default, and a problem is noted."""
    value: str = env.str(name, default=default)
    if value in allowed:
        return value
    env.problems.append(f"{name} is {value!r}; it must be one of: {', '.join(allowed)}.")
    return default


def folder(name: str, default: Path) -> Path:
    """An absolute folder path; a relative one is taken from the project's root."""
    path: str = env.str(name, default=str(default))
    return (ROOT / path).resolve()


def refuse_to_start(unsafe: Sequence[str] = ()) -> None:
    """Raise ImproperlyConfigured naming every problem: of the environment, then the `unsafe` sentences.

    Each settings module that Django is pointed at calls this last; without problems it does nothing.
    """
    if problems := dict.fromkeys([*env.problems, *unsafe]):
        raise ImproperlyConfigured("Etalase cannot start:\n- " + "\n- ".join(problems))
