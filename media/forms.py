"""The CMS's form for pictures: what an editor uploads passes the same checks as a seller's photo."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.forms import FileField
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.exceptions import PictureRefused
from media.fields import take_text
from media.pictures import CleanPicture, clean_picture, name_for
from media.queries import lookalike_of


class PictureField(WagtailImageField):
    """A picture judged by its content and written anew; its cleaned value carries the `clean_picture`.

    In place of Wagtail's field, which trusts the file's name and keeps what the file says of its maker.
    """

    def to_python(self, data: Any) -> File | None:
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        try:
            clean = clean_picture(upload)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        content = ContentFile(clean.data)
        kept = InMemoryUploadedFile(
            content, None, name_for(upload.name or "", clean), clean.content_type, len(clean.data), None
        )
        kept.clean_picture = clean  # type: ignore[attr-defined]  # for the form below
        return kept


class ImageForm(BaseImageForm):
    """`WAGTAILIMAGES_IMAGE_FORM_BASE`: for the upload of one or of many, the chooser and the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            field = PictureField(label=theirs.label, required=theirs.required)
            field.widget = theirs.widget
            self.fields["file"] = field
        if "licence" in self.fields:
            # An upload of many files sends none: the model's own then holds, and the file is kept at once.
            self.fields["licence"].required = False
        take_text(self.fields)
        self._warn_of_lookalike()

    def save(self, commit: bool = True) -> Any:
        clean: CleanPicture | None = getattr(self.cleaned_data.get("file"), "clean_picture", None)
        if clean is not None:
            for name, value in clean.marks().items():
                setattr(self.instance, name, value)
        return super().save(commit=commit)

    def _warn_of_lookalike(self) -> None:
        """A word at the title, where the editor of a new picture looks first; nothing is refused."""
        likeness = lookalike_of(self.instance) if self.instance.pk else None
        if likeness is not None and "title" in self.fields:
            self["title"].help_text = _(
                "This picture looks very much like “%(title)s” in the same collection. Is it there twice?"
            ) % {"title": likeness.title}
