"""What the catalogue's errors are called on a seller's screen: what happened, and what to do."""

from django import forms
from django.utils.translation import gettext as _

from catalogue.exceptions import (
    AlreadySubmitted,
    CatalogueError,
    DraftMovedOn,
    NoCurationWorkflow,
    NotEditable,
    NothingToReview,
    NotSubmitted,
    PicturesWithoutWords,
    SkuTaken,
    StockBelowAllocated,
)
from shops.curation.exceptions import NotReady

#: The field that an error belongs to; the others stand above the form.
FIELD_OF = {SkuTaken: "sku", StockBelowAllocated: "stock"}


def sentence_for(error: CatalogueError) -> str:
    """The sentence for this error, in the reader's language."""
    match error:
        case SkuTaken():
            return _("You use the code %(sku)s for another product already. Choose another one.") % {
                "sku": error.sku
            }
        case StockBelowAllocated():
            return _("%(allocated)d are promised to buyers already: the stock cannot be lower than that.") % {
                "allocated": error.allocated
            }
        case AlreadySubmitted():
            return _("It is with the curators already. You need do nothing.")
        case NotEditable():
            return _("It is with the curators, or a colleague holds it: nothing changed. Take it back first.")
        case DraftMovedOn():
            return _(
                "This product was saved meanwhile, by a colleague or by you in another window. "
                "Nothing is lost: look through the form and save again."
            )
        case NotSubmitted():
            return _(
                "It is not with the curators any more: they may have decided just now. Look at its state."
            )
        case NothingToReview():
            return _("Everyone sees it as it is: there is no change to submit.")
        case PicturesWithoutWords():
            return _(
                "Photo %(places)s: write under “What the photo shows” what is to be seen, then submit again."
            ) % {"places": ", ".join(map(str, error.places))}
        case NotReady():
            return _("Not submitted yet. First do what stands in the list: %(list)s") % {
                "list": "; ".join(item.label for item in error.todo)
            }
        case NoCurationWorkflow():
            return _(
                "Curation is not set up yet, so nothing was submitted. Your draft is kept; tell the office."
            )
    return _("That did not work and nothing was changed. Try again; if it stays so, tell the office.")


def add_problem(form: forms.Form, error: CatalogueError) -> None:
    """Put the sentence at the field it is about, or above the form."""
    form.add_error(FIELD_OF.get(type(error)), sentence_for(error))
