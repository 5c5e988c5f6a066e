"""Writing to a shop from a page: a link that opens a message, and nothing that counts who followed it."""

from urllib.parse import urlencode

from shops.models import Partner


def can_be_asked(shop: Partner) -> bool:
    """Whether a message reaches it; a sample shop's number is invented."""
    return bool(shop.whatsapp) and not shop.is_sample


def message_to(shop: Partner, text: str) -> str:
    """The address that opens WhatsApp with this text for the shop; empty when no message reaches it."""
    if not can_be_asked(shop):
        return ""
    number = "".join(char for char in shop.whatsapp.as_e164 if char.isdigit())
    return f"https://wa.me/{number}?{urlencode({'text': text})}"
