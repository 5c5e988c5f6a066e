"""What can go wrong when a business is registered."""

from collections.abc import Sequence

from shops.standing.exceptions import ShopError


class AnswersMissing(ShopError):
    """Questions that have to be answered are not; `keys` names them in their order."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = list(keys)


class AlreadyFinished(ShopError):
    """The registration was handed in, perhaps from another device."""


class TooManyRegistrations(ShopError):
    """More businesses in a day than one person starts."""
