"""The editor's form for pages."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from media.models import Image

#: The buttons after which people, or those who decide, see the page.
SHOWN_AFTER = ("action-publish", "action-submit", "action-restart-workflow")


class WordedPicturesForm(WagtailAdminPageForm):
    """Refuses to publish a page whose picture has no alternative text; a draft may wait for it.

    A page type takes part with `base_form_class = WordedPicturesForm`. Pictures in the body ask for their
    words themselves.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if any(button in self.data for button in SHOWN_AFTER):
            for name, value in list(cleaned.items()):
                if isinstance(value, Image) and not value.alt_text.strip():
                    self.add_error(name, self._what_to_do(value))
        return cleaned

    def _what_to_do(self, image: Image) -> str:
        return _(
            "“%(title)s” has no alternative text. Open the picture with “Edit this image”, write under "
            "“Alternative text” what it shows, save it, and publish again."
        ) % {"title": image.title}
