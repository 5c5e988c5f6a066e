"""What readiness tells whoever listens."""

from django.dispatch import Signal

#: Shops whose public level changed. Sent inside the transaction, with `shop_ids`: a list of keys.
levels_changed = Signal()
