"""What the catalogue tells whoever listens; rooms above connect to it (search does)."""

from django.dispatch import Signal

#: Products whose public face may have changed. Sent inside the transaction that changed them,
#: with `product_ids`: a list of primary keys. Bulk writers send it once for all their rows. With `Claim` as
#: the sender nothing changed but claims, the products' own or their shops'.
products_changed = Signal()

#: A shop has handed a claim in. Sent inside the transaction, with `claim`, and `by`, who did it.
claim_submitted = Signal()

#: A shop has taken a claim back from the curators. Sent inside the transaction, with `claim`.
claim_withdrawn = Signal()

#: Products whose draft is another one, and whose public face is the same. Sent inside the transaction, with
#: `product_ids`.
drafts_changed = Signal()

#: Products were handed in to the curators together, so that Wagtail has told of none of them. Sent inside the
#: transaction, with `products`, and `by`, who did it.
products_submitted = Signal()

#: A curator has verified, refused or revoked a claim. Sent inside the transaction, with `claim`.
claim_decided = Signal()

#: Claims about shops themselves have ended or were written together, or their kind was taken out of use or
#: put back. Sent inside the transaction, with `shop_ids`: a list of keys. Of the shops' products, and of
#: claims about a product, `products_changed` tells.
claims_expired = Signal()
