"""Sign an owner of a sample shop in: prints, as JSON, the key of their session and the shop's address."""

import json

import django


def sign_in() -> dict[str, str]:
    """The key of a new session, and the address of the shop."""
    from django.conf import settings
    from django.test import Client

    from shops.models import ShopMembership

    member = ShopMembership.objects.filter(role="owner").select_related("user", "shop").order_by("pk")[0]
    browser = Client()
    browser.force_login(member.user)
    return {"session": browser.cookies[settings.SESSION_COOKIE_NAME].value, "shop": member.shop.slug}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(sign_in()))
