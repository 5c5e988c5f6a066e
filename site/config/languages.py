"""The language of a page is in its address; Wagtail's Indonesian is found under our code for it."""

from gettext import GNUTranslations
from gettext import find as find_catalogue

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import trans_real

from config.settings.environment import ROOT

#: The folder that Wagtail and its companions keep their Indonesian in; ours, Django's and Oscar's is `id`.
WAGTAILS_INDONESIAN = "id_ID"
#: What Wagtail leaves unsaid, asked last of all: whatever a room or Wagtail says comes first.
UNSAID_BY_WAGTAIL = ROOT / "site" / "locale_wagtail"


class LanguageOfAddress(LocaleMiddleware):
    """Indonesian without a prefix, English under /en/; a visitor's headers and cookies decide nothing.

    So pages do not vary by Accept-Language, as Django's own middleware would have them, and one copy of a
    page serves everybody.
    """

    def process_request(self, request: HttpRequest) -> None:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def lend_wagtails_indonesian() -> None:
    """Let texts without words in `id` be looked up in the catalogues named `id_ID`.

    Wagtail ships only those, and Django looks for exactly the code a site uses: without this, half of the CMS
    is English. Ours come first, so a text that we say differently stays ours; what nobody says comes last.
    """
    indonesian = trans_real.translation("id")
    theirs = ((f"{config.path}/locale", WAGTAILS_INDONESIAN) for config in apps.get_app_configs())
    for folder, code in (*theirs, (str(UNSAID_BY_WAGTAIL), "id")):
        if path := find_catalogue("django", folder, [code]):
            with open(path, "rb") as file:  # noqa: PTH123  (gettext hands out plain paths)
                indonesian.add_fallback(GNUTranslations(file))
