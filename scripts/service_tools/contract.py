"""What a service has to offer the supervisor."""

import signal
from typing import Protocol, runtime_checkable

from .places import Place
from .processes import Launch


class Service(Protocol):
    """A program that is found or installed, and then speaks for itself."""

    @property
    def name(self) -> str:
        """The word that people type."""

    def obtain(self, place: Place) -> None:
        """Find the program, or install it. Raises `Unobtainable`."""


class Tool(Service, Protocol):
    """A program that tests start by themselves."""

    def version(self) -> str:
        """Return the version of the program found here. Raises `NotAnswering` when there is none."""

    def environment(self) -> dict[str, str]:
        """Return the variables that tell where it is."""


@runtime_checkable
class Server(Service, Protocol):
    """A program that listens on a loopback port for as long as it is wanted."""

    @property
    def start_seconds(self) -> float:
        """How long it may take until it answers."""

    @property
    def stop_signal(self) -> signal.Signals:
        """The signal that makes it close its files and end."""

    def launch(self, place: Place, port: int) -> Launch:
        """Prepare its data and settings for `port` and tell how to start it. Raises `NotStarted`."""

    def version(self, place: Place, port: int) -> str:
        """Speak its protocol on `port` and return its version. Raises `NotAnswering`."""

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return the variables that tell settings how to connect."""
