"""Pictures and documents: Wagtail's models with what this site needs of them, from the first migration."""

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Collection
from wagtail.search import index

from media import fingerprints
from media.languages import in_indonesian
from media.storage import private_storage


class Image(AbstractImage):
    """A picture with the words and rights that publishing it needs."""

    class Licence(models.TextChoices):
        OWN = "own", _("Own work")
        SUPPLIED = "supplied", _("Supplied by the business for publication")
        CC0 = "cc0", "CC0 1.0"
        CC_BY = "cc-by", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"

    alt_text = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it. Required before it is published."),
    )
    alt_text_en = models.CharField(_("alternative text in English"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made the picture."))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.SUPPLIED)
    dominant_colour = models.CharField(
        _("dominant colour"),
        max_length=7,
        blank=True,
        editable=False,
        validators=[RegexValidator(r"^#[0-9a-f]{6}$")],
        help_text=_("Shown while the picture loads."),
    )
    fingerprint = models.CharField(
        _("fingerprint"),
        max_length=fingerprints.LENGTH,
        blank=True,
        editable=False,
        help_text=_("By which pictures that look alike are found."),
    )
    # Written by media.services.renditions alone; `save` leaves both as they are in the database.
    renditions_ready = models.JSONField(_("renditions ready"), default=dict, blank=True, editable=False)
    claimed_until = models.DateTimeField(_("renditions being made until"), null=True, editable=False)

    #: Columns that `save` does not write: another process may have written them since this row was read.
    MADE_ELSEWHERE = frozenset({"renditions_ready", "claimed_until"})

    # Wagtail's own model has the same class name, so the reverse names it would give are taken.
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="media_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_images",
        verbose_name=_("uploaded by user"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # as Wagtail marks its own

    admin_form_fields = (*WagtailImage.admin_form_fields, "alt_text", "alt_text_en", "credit", "licence")
    # Its chooser narrows a search by a tag, for which Wagtail's own fields lack the tag's name.
    search_fields = (*AbstractImage.search_fields, index.RelatedFields("tags", [index.FilterField("name")]))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and not kwargs.get("force_insert") and kwargs.get("update_fields") is None:
            columns = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = columns - self.MADE_ELSEWHERE
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the reader's language; empty when nobody has written one."""
        if get_language() == "en" and self.alt_text_en:
            return self.alt_text_en
        return in_indonesian(self.alt_text)


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_specification"
            )
        ]
        # Asked for by the name of a file that is lost.
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]


class Document(AbstractDocument):
    """A file. All lie in private storage and leave through Wagtail's serving view, which checks who asks."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    # Wagtail's own model has the same class name, so the reverse names it would give are taken.
    tags = TaggableManager(help_text=None, blank=True, verbose_name=_("tags"), related_name="media_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="uploaded_documents",
        verbose_name=_("uploaded by user"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # as Wagtail marks its own

    admin_form_fields = WagtailDocument.admin_form_fields

    @property
    def is_private(self) -> bool:
        """Whether its collection, or one above it, is private."""
        above = self.collection.get_ancestors(inclusive=True)
        return PrivateCollection.objects.filter(collection__in=above).exists()


class PrivateCollection(models.Model):
    """Marks a collection whose documents are read only by superusers."""

    collection = models.OneToOneField(
        Collection, on_delete=models.CASCADE, related_name="private_mark", verbose_name=_("collection")
    )

    class Meta:
        verbose_name = _("private collection")
        verbose_name_plural = _("private collections")

    def __str__(self) -> str:
        return str(self.collection)
