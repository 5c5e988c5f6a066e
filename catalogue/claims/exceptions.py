"""What can go wrong with a claim."""

from catalogue.exceptions import CatalogueError


class ClaimError(CatalogueError):
    """The claims' base error."""


class ClaimNotSubmitted(ClaimError):
    """The claim does not wait for a decision: a colleague decided first, or it was never submitted."""


class RefusalNeedsReason(ClaimError):
    """A refusal without words on what to mend helps nobody."""


class ClaimNotOpen(ClaimError):
    """The claim waits for a decision, or holds: its shop may not change or submit it now."""


class ClaimNotVerified(ClaimError):
    """Only a verified claim can be revoked."""


class ClaimRunOut(ClaimError):
    """The last day of the document passed while it waited: verified, it would show nothing."""


class KindNotInUse(ClaimError):
    """Staff have taken this kind of claim out of use."""


class EvidenceMissing(ClaimError):
    """This kind of claim needs evidence, and there is none."""
