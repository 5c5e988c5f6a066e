"""What can go wrong with a file someone hands in. Each error says what happened and what to do about it."""

from django.utils.translation import gettext_lazy as _


class MediaError(Exception):
    """The media room's base error."""


class PictureRefused(MediaError):
    """A picture that cannot be taken; `str()` is a sentence for the person who chose the file."""

    sentence = _("“%(name)s” cannot be used as a picture.")

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return str(self.sentence) % {"name": self.name}


class PictureTooHeavy(PictureRefused):
    """More bytes than we take."""

    sentence = _("“%(name)s” is larger than 10 MB. Choose a smaller size in your camera, or save it smaller.")


class PictureTooLarge(PictureRefused):
    """More pixels than we take of its kind: `megapixels`."""

    sentence = _(
        "“%(name)s” has more than %(most)d megapixels, too many for this kind of file. "
        "Choose a smaller size in your camera, or save it as JPEG, and try again."
    )

    def __init__(self, name: str, megapixels: int) -> None:
        super().__init__(name)
        self.megapixels = megapixels

    def __str__(self) -> str:
        return str(self.sentence) % {"name": self.name, "most": self.megapixels}


class PictureOfUnknownKind(PictureRefused):
    """Not one of the kinds we take, whatever its name says."""

    sentence = _("“%(name)s” is not a JPEG, PNG, WebP or AVIF picture. Take a photo or save it as JPEG.")


class PictureIsHeic(PictureOfUnknownKind):
    """As iPhones and some other telephones keep photos; few browsers show it."""

    sentence = _(
        "“%(name)s” is a HEIC photo, which most people's browsers cannot show. Set your camera to JPEG "
        "(“most compatible”), or send a screenshot of the photo."
    )


class PictureBroken(PictureRefused):
    """It begins like a picture and then cannot be read."""

    sentence = _(
        "“%(name)s” is damaged and cannot be read. Choose the original photo again or take a new one."
    )


class TooManyPictures(PictureRefused):
    """One person hands in more in a day than anybody photographs: `most`."""

    sentence = _("“%(name)s” was not taken: you have sent %(most)d pictures today. Go on tomorrow.")

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name)
        self.most = most

    def __str__(self) -> str:
        return str(self.sentence) % {"name": self.name, "most": self.most}
