"""What can go wrong when a shop is changed."""

from shops.standing.exceptions import ShopError


class NibTaken(ShopError):
    """Another shop has this NIB: one number is one record."""
