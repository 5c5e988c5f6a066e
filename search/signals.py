"""What search tells whoever listens."""

from django.dispatch import Signal

#: An engine's index holds something else than before; sent after it does. Pages made of its answers are old.
index_changed = Signal()
