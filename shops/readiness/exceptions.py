"""What can go wrong with readiness."""

from catalogue.exceptions import CatalogueError


class ReadinessError(CatalogueError):
    """The readiness room's base error."""


class NotAttestable(ReadinessError):
    """Nothing of this code is asked of this shop or product, or it is not the owner who may say it."""


class OutOfOrder(ReadinessError):
    """A snapshot would lie before one that was taken already: history is written forwards."""
