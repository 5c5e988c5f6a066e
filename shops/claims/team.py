"""To whom letters about a shop's claims go."""

from shops.models import Partner, ShopMembership

WHO_EDIT = (ShopMembership.Role.OWNER, ShopMembership.Role.MANAGER)


def addresses_of_team(shop: Partner) -> list[str]:
    """The addresses of those in the team who may mend a claim."""
    people = shop.memberships.filter(role__in=WHO_EDIT, user__is_active=True).order_by("pk")
    return [address for address in people.values_list("user__email", flat=True) if address]
