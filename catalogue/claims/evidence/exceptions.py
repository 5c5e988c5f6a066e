"""Why a file is not taken as evidence. Each error says what happened and what to do about it."""

from django.utils.translation import gettext_lazy as _

from catalogue.claims.exceptions import ClaimError


class EvidenceRefused(ClaimError):
    """A file that is not taken; `str()` is a sentence for the person who chose it."""

    sentence = _("“%(name)s” cannot be used as evidence.")

    def __init__(self, name: str, **values: int) -> None:
        super().__init__(name)
        self.name = name
        self.values = values

    def __str__(self) -> str:
        return str(self.sentence) % {"name": self.name, **self.values}


class EvidenceTooHeavy(EvidenceRefused):
    sentence = _("“%(name)s” is larger than 10 MB. Scan it in grey or at 150 dots per inch, and try again.")


class EvidenceOfUnknownKind(EvidenceRefused):
    sentence = _(
        "“%(name)s” is neither a PDF nor a JPEG, PNG, WebP or AVIF picture, whatever its name says. "
        "Take a photo of the document or save it as PDF."
    )


class EvidenceBroken(EvidenceRefused):
    sentence = _("“%(name)s” is damaged and cannot be read. Scan the document again or take a photo of it.")


class EvidenceLocked(EvidenceRefused):
    sentence = _("“%(name)s” asks for a password. Save a copy without one, and upload that.")


class EvidenceActive(EvidenceRefused):
    sentence = _(
        "“%(name)s” holds programs, forms or other files inside. "
        "Print it to a new PDF, or take a photo of it."
    )


class EvidenceTooLong(EvidenceRefused):
    sentence = _("“%(name)s” has more than %(most)d pages. Upload only those that matter.")


class EvidenceTooDense(EvidenceRefused):
    sentence = _("“%(name)s” unpacks to far more than a document needs. Print it to a new PDF.")


class EvidenceTooLarge(EvidenceRefused):
    sentence = _(
        "“%(name)s” has more than %(most)d megapixels, too many for this kind of file. "
        "Photograph the document in a smaller size, or save it as JPEG."
    )


class TooManyFiles(EvidenceRefused):
    sentence = _("This claim has %(most)d files already. Remove one before you add “%(name)s”.")


class QuotaUsedUp(EvidenceRefused):
    sentence = _(
        "There is no room for “%(name)s”: your shop's evidence fills its %(files)d files or "
        "%(megabytes)d MB. Remove files of drafts that you no longer need."
    )
