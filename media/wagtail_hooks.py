"""What the media room adds to Wagtail."""

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter

from media.cms_api import Documents, Pictures
from media.guards import may_read
from media.models import Document


@hooks.register("before_serve_document", order=-10)
def keep_private_documents_private(document: Document, request: HttpRequest) -> None:
    """A stranger gets 404, as if the document were not there."""
    if not may_read(document, request.user):
        raise Http404("No such document.")


@hooks.register("construct_admin_api", order=1)
def narrow_the_api(router: WagtailAPIRouter) -> None:
    """In place of Wagtail's own, which are registered before."""
    router.register_endpoint("images", Pictures)
    router.register_endpoint("documents", Documents)
