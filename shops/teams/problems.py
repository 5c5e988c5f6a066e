"""What the errors of teams are called on a screen: what happened, and what to do."""

from django.utils.translation import gettext as _

from shops.standing.exceptions import ShopError
from shops.teams.exceptions import (
    AlreadyAnswered,
    AlreadyInTeam,
    InvitationForSomeoneElse,
    InvitationNotValid,
    LastOwner,
    TooManyInvitations,
    TooManyRequests,
)


def sentence_for(error: ShopError) -> str:
    """The sentence for this error, in the reader's language."""
    match error:
        case LastOwner():
            return _("A shop needs an owner. Make somebody else the owner first; then try again.")
        case AlreadyInTeam():
            return _("This person is in the team already. Change the role in the list instead.")
        case TooManyInvitations():
            return _("That are many invitations for one day. Cancel open ones, or go on tomorrow.")
        case TooManyRequests():
            return _("You have asked for several NIBs today. Try again tomorrow, or ask the office.")
        case AlreadyAnswered():
            return _("That was answered or taken back a moment ago. Look at the list.")
        case InvitationNotValid():
            return _("This invitation does not hold any more. Ask the owner for a new one.")
        case InvitationForSomeoneElse():
            return _("This invitation is for another e-mail address. Sign in with that one.")
    return _("That did not work and nothing was changed. Try again; if it stays so, tell the office.")
