"""What the shops tell whoever listens."""

from django.dispatch import Signal

#: A shop's name, place or state changed. Sent inside the transaction, with `shop_ids`: a list of keys.
shops_changed = Signal()
