"""Sessions in the database, looked up only by keys that the site could have given."""

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

_SHORTEST = 8


class SessionStore(DatabaseSessions):
    """As Django's, but a key with other letters than its own names no session and is never looked up.

    A cookie can hold any byte, and PostgreSQL answers a NUL in a text with an error.
    """

    def _validate_session_key(self, key: str | None) -> bool:
        """Whether a session may have this key; Django asks for its length only."""
        return key is not None and len(key) >= _SHORTEST and set(key) <= set(VALID_KEY_CHARS)
