"""What the errors of the desk are called on a curator's screen: what happened, and what to do."""

from django.utils.translation import gettext as _

from catalogue.exceptions import CatalogueError, PicturesWithoutWords
from shops.curation.exceptions import HandedInAnew, NotACurator, ReturnNeedsComment
from shops.review.exceptions import (
    BatchStopped,
    NotInCharge,
    NotTaken,
    ReturnNeedsWords,
    SampleOpen,
    TakenByColleague,
)


def name_of(person: object) -> str:
    """How a colleague is called."""
    return str(getattr(person, "get_full_name", lambda: "")() or person)


def sentence_for(error: CatalogueError) -> str:
    """The sentence for this error, in the reader's language."""
    match error:
        case TakenByColleague():
            return _("%(name)s has taken it. Nothing was changed; ask for it to be handed over.") % {
                "name": name_of(error.colleague)
            }
        case HandedInAnew():
            return _(
                "Nothing was decided: it was changed and handed in again after you opened this page. "
                "Look at what it says now, then decide."
            )
        case NotTaken():
            return _("You have not taken it, so nothing was changed. Take it first.")
        case NotInCharge():
            return _("This colleague does not look after this region: choose somebody else.")
        case NotACurator():
            return _("You are in no group that decides on this product.")
        case ReturnNeedsComment() | ReturnNeedsWords():
            return _("Write why: without a word nobody knows what to do.")
        case PicturesWithoutWords():
            return _(
                "Pictures without words: %(places)s. Return it, so that its seller says what they show."
            ) % {"places": ", ".join(map(str, error.places))}
        case BatchStopped():
            return _("A product of the sample came back, so the rest is reviewed one by one.")
        case SampleOpen():
            return _("The sample is not finished: %(left)d of its products still wait for a decision.") % {
                "left": error.left
            }
    return _(
        "Nothing was decided: it no longer waits for you. A colleague has decided, or it was taken back. "
        "Look at the history, then go on with the next one."
    )
