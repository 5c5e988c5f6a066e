"""Ways to pass a product on: a message, a link, a QR code. None of them asks a third party for anything."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse

from catalogue.models import Product


@dataclass(frozen=True, slots=True)
class Share:
    """`address` is absolute; `whatsapp` opens a message with it, `qr` is a picture of it on this site."""

    address: str
    whatsapp: str
    qr: str


def share_of(product: Product) -> Share:
    """In the reader's language."""
    address = absolute(product.get_absolute_url())
    return Share(
        address=address,
        whatsapp=f"https://wa.me/?{urlencode({'text': f'{product.name} {address}'})}",
        qr=reverse("storefront:product_qr", args=[product.slug, product.pk]),
    )


def absolute(path: str) -> str:
    """A path of this site as an address that works anywhere."""
    return f"{settings.BASE_URL}{path}"


def qr_svg(address: str) -> bytes:
    """The address as an SVG document: black on white whatever the page looks like, with its quiet zone.

    Level M: still read with a seventh of it smudged, as happens to a slip on a market stall.
    """
    out = BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return out.getvalue()
