"""How a campaign's pages get what the site shows around and in them.

The cards of products and shops, the breadcrumbs and the addresses lie in rooms above. They name their
function here, as with Wagtail's hooks; without one, a page has its own fields only.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from promotions.models import CampaignIndexPage, CampaignPage

Presentation = Callable[[HttpRequest, "CampaignPage | CampaignIndexPage"], dict[str, Any]]
View = Callable[..., HttpResponse]


def own_fields_only(request: HttpRequest, page: "CampaignPage | CampaignIndexPage") -> dict[str, Any]:
    """Nothing beyond what Wagtail gives."""
    return {}


def as_it_is(view: View) -> View:
    """The view without anything around it."""
    return view


_presentation: Presentation = own_fields_only
_around: Callable[[View], View] = as_it_is


def present_campaigns_with(
    presentation: Presentation, *, around: Callable[[View], View] = as_it_is
) -> Presentation:
    """Name the function that gives a campaign's page its context.

    `around` is put around serving the page: it may answer what the function raises about a bad address.
    """
    global _presentation, _around
    _presentation, _around = presentation, around
    return presentation


def presented(request: HttpRequest, page: "CampaignPage | CampaignIndexPage") -> dict[str, Any]:
    """The context from the function that was named last."""
    return _presentation(request, page)


def served(view: View) -> View:
    """Serving a page, with what was named to go around it."""
    return _around(view)
