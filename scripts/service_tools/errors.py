"""What can go wrong with a service, in words for the person at the terminal."""


class ServiceError(Exception):
    """A service cannot be had or kept. Holds the `reason` and the `remedy`, each one sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class Unobtainable(ServiceError):
    """The program is not on this machine and could not be installed or downloaded."""


class NotStarted(ServiceError):
    """The program is here, but no healthy server came of it."""


class NotAnswering(Exception):
    """One probe failed; the server may still be starting."""


class CommandFailed(Exception):
    """A command ended badly or took too long. The message holds the last lines of what it printed."""
