"""A Redis cache whose loss slows the site down and does not stop it."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
T = TypeVar("T")

_PAUSE_SECONDS = 5.0
"""How long the cache is left alone after a failure, so that not every request waits for a time-out."""


class SharedClient(RedisCacheClient):
    """One client for each server and kind of access; Django makes a new one for every command."""

    def __init__(self, servers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(servers, *args, **kwargs)
        self._clients: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if write not in self._clients:
            self._clients[write] = super().get_client(key, write=write)
        return self._clients[write]


class ForgivingRedisCache(RedisCache):
    """Answers as an empty cache while Redis is away.

    What leans on it then: pages are made anew, `add` succeeds for everybody (a picture or page may be made
    twice), and failed sign-ins go uncounted until Redis is back, which the log says as an error.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = SharedClient
        self._away_until = 0.0

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().add, True, args, kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._tried(super().get, default, (key, default, version), {})

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().set, None, args, kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().touch, False, args, kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().delete, False, args, kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().get_many, {}, args, kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().has_key, False, args, kwargs)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        return self._tried(super().incr, delta, (key, delta, version), {})

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().set_many, [], args, kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(super().delete_many, None, args, kwargs)

    def _tried(self, command: Callable[..., T], otherwise: T, args: Any, kwargs: Any) -> T:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return command(*args, **kwargs)
        except (RedisError, OSError):
            self._away_until = time.monotonic() + _PAUSE_SECONDS
            logger.exception("the cache does not answer; the site goes on without it")
            return otherwise
