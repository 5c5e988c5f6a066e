"""What the browser is told about every response: whose scripts may run, who may frame it, what it may use."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

CSP = "Content-Security-Policy"

#: Nothing inline and nobody else's: every script, style, font and picture is a file of this site.
PUBLIC: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
#: Wagtail writes the start of its choosers, dates and inline panels into the page and knows no nonces, so
#: inline scripts stay allowed for staff; code from strings and everybody else's files do not.
CMS: Mapping[str, str] = {
    **PUBLIC,
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
}
#: What no page of this site uses, and passkeys, which only its own pages may ask for.
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "camera",
                "display-capture",
                "geolocation",
                "gyroscope",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "serial",
                "usb",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class SafetyHeaders:
    """Adds what a view has not said itself.

    Stands outside `XFrameOptionsMiddleware`: Wagtail lets its previews into its own frames by that header,
    and `frame-ancestors` follows it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms = reverse("wagtailadmin_home")
        pictures = media_origin()
        self.public = written(PUBLIC, pictures)
        self.for_staff = written(CMS, pictures)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(CSP, self.for_staff if self._is_for_staff(request) else self.public)
        if response.headers.get("X-Frame-Options") == "SAMEORIGIN":
            response.headers[CSP] = response.headers[CSP].replace(
                "frame-ancestors 'none'", "frame-ancestors 'self'"
            )
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def _is_for_staff(self, request: HttpRequest) -> bool:
        """Wagtail's own pages. Its previews are public pages inside and come with the public policy."""
        return request.path.startswith(self.cms)


def written(policy: Mapping[str, str], pictures: str) -> str:
    """The policy as a header; `pictures` is one more origin that pictures may come from, or empty."""
    more = {"img-src": f"{policy['img-src']} {pictures}"} if pictures else {}
    return "; ".join(f"{name} {sources}" for name, sources in {**policy, **more}.items())


def media_origin() -> str:
    """The origin of uploads where they lie on another host; empty when this site hands them out."""
    parts = urlsplit(settings.MEDIA_URL)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
