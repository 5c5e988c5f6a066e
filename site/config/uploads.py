"""Handing out public uploads: all of them in the demo, elsewhere what the web server did not find."""

from django.conf import settings
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.static import serve

from media.services.lost import find_lost


def upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at this path below MEDIA_ROOT; a path that no file system takes is simply not there.

    Whoever asks for a rendition that was lost is led to the one made anew, or to the upload.
    """
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (Http404, OSError) as missing:
        found = find_lost(path)
        if found is None:
            raise Http404 from missing
        response = HttpResponseRedirect(storages["default"].url(found))
        response["Cache-Control"] = "no-store"
        return response
