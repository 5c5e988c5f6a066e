"""A link that changes what a list shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows the list, widens it again, or puts it in another order."""

    label: str
    url: str
    count: int | None = None
    is_chosen: bool = False
    depth: int = 0
