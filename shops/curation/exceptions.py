"""What can go wrong when a curator decides."""

from catalogue.exceptions import CatalogueError


class CurationError(CatalogueError):
    """The curation's base error."""


class AlreadyDecided(CurationError):
    """A colleague decided first, or the seller took the product back meanwhile."""


class NotACurator(CurationError):
    """The person is in no group that may decide on this product."""


class ReturnNeedsComment(CurationError):
    """A product that comes back without a word helps nobody."""
