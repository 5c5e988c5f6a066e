"""What can go wrong at the curators' desk."""

from typing import Any

from shops.curation.exceptions import CurationError


class TakenByColleague(CurationError):
    """Somebody else has taken the entry; `colleague` is who."""

    def __init__(self, colleague: Any) -> None:
        super().__init__(colleague)
        self.colleague = colleague


class NotTaken(CurationError):
    """Only who has taken an entry puts it back or hands it over."""


class NotWaiting(CurationError):
    """The entry has left the queue: it was decided, or taken back."""


class NotInCharge(CurationError):
    """The colleague does not look after this region and kind of thing."""


class BatchStopped(CurationError):
    """A product of the sample came back, so the rest is reviewed one by one."""


class SampleOpen(CurationError):
    """Products of the sample still wait for a decision; `left` says how many."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class TooManyReports(CurationError):
    """One person reports more than anyone would; what came before is kept."""


class ComplaintClosed(CurationError):
    """A colleague closed the complaint first."""


class ReturnNeedsWords(CurationError):
    """A decision without a word helps nobody."""
