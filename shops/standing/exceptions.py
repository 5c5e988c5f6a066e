"""What can go wrong when a shop's state is to change."""


class ShopError(Exception):
    """Base of what the services of shops raise."""


class MoveNotAllowed(ShopError):
    """The shop is in a state from which this move does not lead: somebody moved it first."""

    def __init__(self, *, state: str, move: str) -> None:
        super().__init__(f"A shop that is {state} cannot take the move {move}.")
        self.state = state
        self.move = move


class ReasonMissing(ShopError):
    """The move touches people's living, and nobody said why."""
