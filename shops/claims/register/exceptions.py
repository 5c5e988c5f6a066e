"""What can go wrong with an export and with a proposal."""

from django.utils.translation import gettext_lazy as _

from catalogue.claims.exceptions import ClaimError


class RegisterRefused(ClaimError):
    """A file that is not read at all; `message` says why and `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class NotATable(RegisterRefused):
    """Something else than the export."""

    def __init__(self, what: str) -> None:
        super().__init__(
            str(_("The file is %(what)s, not the ministry's table.") % {"what": what}),
            str(_("Take the file as the ministry's site saves it: a table that calls itself .xls.")),
        )


class TableTooLarge(RegisterRefused):
    """More of something than an export ever has."""

    def __init__(self, message: str) -> None:
        super().__init__(
            message, str(_("Choose fewer rows on the ministry's site and import several files."))
        )


class ProposalDecided(ClaimError):
    """A colleague has decided on the proposal."""


class ProductOfAnotherShop(ClaimError):
    """A certificate is accepted for a product of the shop that it was proposed to."""
