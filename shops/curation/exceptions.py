"""What can go wrong when a curator decides."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalogue.exceptions import CatalogueError

if TYPE_CHECKING:
    from shops.readiness.evaluation import TodoItem


class CurationError(CatalogueError):
    """The curation's base error."""


class AlreadyDecided(CurationError):
    """A colleague decided first, or the seller took the product back meanwhile."""


class HandedInAnew(CurationError):
    """What the curator looked at was taken back, and another version has been handed in since."""


class NotACurator(CurationError):
    """The person is in no group that may decide on this product."""


class ReturnNeedsComment(CurationError):
    """A product that comes back without a word helps nobody."""


class NotReady(CurationError):
    """The product lacks what has to be there before a curator looks; `todo` says what, as the panel does."""

    def __init__(self, todo: "Sequence[TodoItem]") -> None:
        super().__init__([item.code for item in todo])
        self.todo = todo
