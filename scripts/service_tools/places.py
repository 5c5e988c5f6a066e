"""Where things live: downloads, records and logs, and the servers' own data."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .account import Account, server_account

# The servers' data when the checkout lies in a folder that their account may not enter, such as root's home.
SHARED_DATA = Path("/var/lib/etalase-services")


@dataclass(frozen=True)
class Place:
    """The folders of one checkout and the account that its servers run as.

    `cache` holds downloads and is shared between checkouts; `state` holds records, locks and logs; `data`
    holds what servers write. `key` tells checkouts apart. `say` takes progress, one line at a time.
    """

    key: str
    cache: Path
    state: Path
    data: Path
    account: Account
    say: Callable[[str], None]

    def record(self, name: str) -> Path:
        """Return the file that remembers the running server `name`."""
        return self.state / f"{name}.json"

    def log(self, name: str) -> Path:
        """Return the file that takes what server `name` prints."""
        return self.state / "logs" / f"{name}.log"

    def marker(self, name: str) -> str:
        """Return the environment entry that marks processes of server `name` of this checkout."""
        return f"ETALASE_SERVICE={self.key}:{name}"


def cache_folder() -> Path:
    """Return the folder for downloads, outside every repository: in `ETALASE_CACHE` or the user's cache."""
    base = os.environ.get("ETALASE_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "etalase" / "services"


def place_for(checkout: Path, say: Callable[[str], None]) -> Place:
    """Return the places of `checkout`, with its folders made and data where servers can reach it."""
    checkout = checkout.resolve()
    key = hashlib.sha256(str(checkout).encode()).hexdigest()[:12]
    state = checkout / "var" / "services"
    (state / "logs").mkdir(parents=True, exist_ok=True)
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    account = server_account()
    data = state / "data" if account.can_reach(state) else SHARED_DATA / key
    data.mkdir(parents=True, exist_ok=True)
    return Place(key=key, cache=cache, state=state, data=data, account=account, say=say)
