"""What the media room tells whoever listens."""

from django.dispatch import Signal

#: What pages show of pictures changed: a file, its cut or words were edited, or better renditions are ready.
#: Sent inside the transaction where there is one, with `image_ids`: a list of keys.
pictures_changed = Signal()
