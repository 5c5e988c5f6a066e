"""What can go wrong with a shop's team."""

from shops.standing.exceptions import ShopError


class LastOwner(ShopError):
    """A shop without an owner could never be decided on again."""


class AlreadyInTeam(ShopError):
    """The person is in the team."""


class TooManyInvitations(ShopError):
    """More invitations in a day, or open at once, than a small business needs: somebody is sending spam."""


class TooManyRequests(ShopError):
    """More questions for NIBs in a day than one person has: somebody is guessing."""


class InvitationNotValid(ShopError):
    """No such token, or it was used, cancelled or has expired; which of them is nobody's business."""


class InvitationForSomeoneElse(ShopError):
    """The invitation names an address that this person has not confirmed as theirs."""


class AlreadyAnswered(ShopError):
    """The request was decided, or the invitation ended, a moment ago."""
