"""What errors of claims are called on a seller's screen: what happened, and what to do."""

from django.utils.translation import gettext as _

from catalogue.claims.evidence.exceptions import EvidenceRefused
from catalogue.claims.exceptions import (
    ClaimError,
    ClaimNotOpen,
    ClaimNotSubmitted,
    EvidenceMissing,
    KindNotInUse,
)


def sentence_for(error: ClaimError) -> str:
    """The sentence for this error, in the reader's language."""
    match error:
        case EvidenceRefused():
            return str(error)
        case EvidenceMissing():
            return _("Add the document first: a PDF or a clear photo of every page.")
        case ClaimNotOpen():
            return _("It is with the curators or holds already: nothing changed. Look at its state.")
        case ClaimNotSubmitted():
            return _(
                "It is not with the curators any more: they may have decided just now. Look at its state."
            )
        case KindNotInUse():
            return _(
                "This kind of claim is not taken any more. Your draft is kept; ask the office what to use."
            )
    return _("That did not work and nothing was changed. Try again; if it stays so, tell the office.")
