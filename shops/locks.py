"""The lock that every change of a shop, its team and its state begins with (architecture, *Locks*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shops.models import Partner


def lock_shop(pk: int) -> "Partner":
    """The shop's row as it is now, locked until the transaction ends. Raises Partner.DoesNotExist."""
    from shops.models import Partner

    return Partner.objects.select_for_update(no_key=True).get(pk=pk)
