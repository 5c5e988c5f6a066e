"""What a curator says with a return, as one value on its way from the form to the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shops.review.models import ReturnReason


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Reasons from the list, the curator's own words, and remarks by the name of the field."""

    reasons: "Sequence[ReturnReason]" = ()
    words: str = ""
    remarks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.reasons or self.words.strip() or self.remarks)

    @property
    def comment(self) -> str:
        """All of it in one text; remarks alone stand in for it."""
        return self.general or " ".join(self.remarks.values())

    @property
    def general(self) -> str:
        """What is said of the product as a whole, as the seller's mail says it before the remarks."""
        told = [" ".join(filter(None, [f"{reason}.", reason.shown_advice])) for reason in self.reasons]
        return "\n".join([*told, *filter(None, [self.words.strip()])])
