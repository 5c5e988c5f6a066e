"""What can go wrong with a claim."""

from catalogue.exceptions import CatalogueError


class ClaimError(CatalogueError):
    """The claims' base error."""


class ClaimNotSubmitted(ClaimError):
    """The claim does not wait for a decision: a colleague decided first, or it was never submitted."""


class RefusalNeedsReason(ClaimError):
    """A refusal without a reason helps nobody."""
