"""What pages say in the vocabulary of schema.org: pure functions from what a page shows to plain dicts.

Every address that comes in is a path or whole; every one that goes out is whole. Empty values are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from discovery.links import absolute

Data = dict[str, Any]

IN_STOCK, SOLD_OUT, TO_ORDER = (
    f"https://schema.org/{word}" for word in ("InStock", "OutOfStock", "MadeToOrder")
)


class Step(Protocol):
    """One step of a breadcrumb trail; the last one has no address."""

    @property
    def label(self) -> str: ...

    @property
    def url(self) -> str: ...


class Proof(Protocol):
    """A verified claim as a page shows it."""

    @property
    def kind(self) -> str: ...

    @property
    def number(self) -> str: ...

    @property
    def issuer(self) -> str: ...

    @property
    def issued_on(self) -> date | None: ...

    @property
    def expires_on(self) -> date | None: ...


def graph(*nodes: Data) -> Data:
    """Everything one page says, as one document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def offer(*, url: str, price: Decimal, availability: str, seller: Data, expires: date | None = None) -> Data:
    """What a product costs; `price` in rupiah."""
    return _filled(
        {
            "@type": "Offer",
            "url": absolute(url),
            "price": f"{price:.2f}".removesuffix(".00"),
            "priceCurrency": "IDR",
            "priceValidUntil": expires,
            "availability": availability,
            "itemCondition": "https://schema.org/NewCondition",
            "seller": seller,
        }
    )


def product(
    *,
    url: str,
    name: str,
    description: str,
    pictures: Iterable[str],
    seller: Data,
    category: str = "",
    sku: str = "",
    price: Data | None = None,
    properties: Iterable[tuple[str, str]] = (),
    proofs: Iterable[Proof] = (),
) -> Data:
    """A product with its offer (from `offer`), its specification and its verified certificates."""
    return _filled(
        {
            "@type": "Product",
            "@id": f"{absolute(url)}#product",
            "url": absolute(url),
            "name": name,
            "description": description,
            "image": [absolute(picture) for picture in pictures],
            "sku": sku,
            "category": category,
            "brand": {"@type": "Brand", "name": seller["name"]},
            "offers": price,
            "additionalProperty": [
                {"@type": "PropertyValue", "name": label, "value": value} for label, value in properties
            ],
            "hasCertification": [_certification(proof) for proof in proofs],
        }
    )


def shop(
    *,
    url: str,
    name: str,
    regency: str,
    province: str = "",
    description: str = "",
    street: str = "",
    pictures: Iterable[str] = (),
    logo: str = "",
    telephone: str = "",
    email: str = "",
    website: str = "",
    founded: int | None = None,
) -> Data:
    """A shop as a local business."""
    return _filled(
        {
            "@type": "Store",
            "@id": f"{absolute(url)}#shop",
            "url": absolute(url),
            "name": name,
            "description": description,
            "image": [absolute(picture) for picture in pictures],
            "logo": absolute(logo) if logo else "",
            "telephone": telephone,
            "email": email,
            "sameAs": [website] if website else [],
            "foundingDate": str(founded) if founded else "",
            "address": _address(street, regency, province),
        }
    )


def event(
    *,
    url: str,
    name: str,
    start: date | datetime,
    end: date | datetime | None = None,
    description: str = "",
    picture: str = "",
    place: str = "",
    street: str = "",
    regency: str = "",
    province: str = "",
    organizer: str = "",
    is_cancelled: bool = False,
) -> Data:
    """A campaign or an exhibition; without `place` it happens on its page."""
    here = {"@type": "VirtualLocation", "url": absolute(url)}
    there = {"@type": "Place", "name": place, "address": _address(street, regency, province)}
    status = "EventCancelled" if is_cancelled else "EventScheduled"
    mode = "OfflineEventAttendanceMode" if place else "OnlineEventAttendanceMode"
    return _filled(
        {
            "@type": "Event",
            "@id": f"{absolute(url)}#event",
            "url": absolute(url),
            "name": name,
            "description": description,
            "image": [absolute(picture)] if picture else [],
            "startDate": start,
            "endDate": end,
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}",
            "location": there if place else here,
            "organizer": {"@type": "Organization", "name": organizer} if organizer else None,
        }
    )


def breadcrumbs(steps: Sequence[Step], url: str) -> Data:
    """The trail to the page at `url`, which is the last step's address."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": step.label,
            "item": absolute(step.url or url),
        }
        for position, step in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def item_list(name: str, items: Iterable[tuple[str, str]], *, first: int = 1) -> Data:
    """A list of pages as pairs of name and address; `first` is the place of the first of them."""
    elements = [
        {"@type": "ListItem", "position": position, "name": label, "url": absolute(url)}
        for position, (label, url) in enumerate(items, start=first)
    ]
    return {"@type": "ItemList", "name": name, "itemListElement": elements}


def organization(*, name: str, url: str, logo: str, email: str = "", telephone: str = "") -> Data:
    """Who runs the site."""
    reach = _filled({"@type": "ContactPoint", "email": email, "telephone": telephone})
    return _filled(
        {
            "@type": "Organization",
            "@id": f"{absolute('/')}#organization",
            "name": name,
            "url": absolute(url),
            "logo": absolute(logo),
            "contactPoint": {**reach, "contactType": "customer service"} if len(reach) > 1 else None,
        }
    )


def website(*, name: str, url: str, search: str, language: str) -> Data:
    """The site and how it is searched; `search` is the path of the search page."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{absolute(search)}?q={{search_term_string}}"}
    return {
        "@type": "WebSite",
        "@id": f"{absolute(url)}#website",
        "name": name,
        "url": absolute(url),
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }


def article(
    *,
    url: str,
    headline: str,
    published: date | datetime,
    changed: date | datetime | None = None,
    description: str = "",
    pictures: Iterable[str] = (),
    publisher: Data | None = None,
) -> Data:
    """A story that editors wrote; `publisher` from `organization`."""
    return _filled(
        {
            "@type": "Article",
            "@id": f"{absolute(url)}#article",
            "mainEntityOfPage": absolute(url),
            "headline": headline,
            "description": description,
            "datePublished": published,
            "dateModified": changed,
            "image": [absolute(picture) for picture in pictures],
            "author": publisher,
            "publisher": publisher,
        }
    )


def faq(questions: Iterable[tuple[str, str]]) -> Data:
    """Questions and their answers as plain text."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
            for question, answer in questions
        ],
    }


def _address(street: str, regency: str, province: str) -> Data:
    return _filled(
        {
            "@type": "PostalAddress",
            "streetAddress": street,
            "addressLocality": regency,
            "addressRegion": province,
            "addressCountry": "ID",
        }
    )


def _certification(proof: Proof) -> Data:
    return _filled(
        {
            "@type": "Certification",
            "name": proof.kind,
            "certificationIdentification": proof.number,
            "issuedBy": {"@type": "Organization", "name": proof.issuer} if proof.issuer else None,
            "datePublished": proof.issued_on,
            "expires": proof.expires_on,
        }
    )


def _filled(data: Mapping[str, Any]) -> Data:
    """Without what is empty; dates as ISO 8601 writes them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in data.items()
        if value not in (None, "", [])
    }
