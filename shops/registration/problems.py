"""What the errors of registration are called on a screen."""

from django.utils.translation import gettext as _

from shops.registration.exceptions import TooManyRegistrations
from shops.standing.exceptions import ShopError
from shops.teams.problems import sentence_for as sentence_for_team


def sentence_for(error: ShopError) -> str:
    """The sentence for this error, in the reader's language."""
    if isinstance(error, TooManyRegistrations):
        return _("You have registered several businesses today. Go on tomorrow; your answers are kept.")
    return sentence_for_team(error)
