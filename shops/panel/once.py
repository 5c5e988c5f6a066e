"""A form that arrives twice, because its button was pressed twice, makes one thing.

Known by its words: who goes back in the browser and writes of another thing sends another form. While the
cache is away each makes its own.
"""

from collections.abc import Callable
from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

#: So long a form that arrives again is taken for the same.
KEPT_SECONDS = 300
_MAKING = ""


def once(request: HttpRequest, make: Callable[[], str], *, meanwhile: str) -> HttpResponse:
    """Lead to the address that `make` answers with, or that it has answered with for this very form.

    `meanwhile` is where to go while another request is making it. What could not be made may come again.
    """
    key = _key(request)
    if not cache.add(key, _MAKING, KEPT_SECONDS):
        return redirect(cache.get(key) or meanwhile)
    try:
        address = make()
    except BaseException:
        cache.delete(key)
        raise
    cache.set(key, address, KEPT_SECONDS)
    return redirect(address)


def _key(request: HttpRequest) -> str:
    words = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    files = [(name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent]
    told = repr((request.user.pk, request.get_full_path(), sorted(words.items()), files))
    return f"once-{blake2b(told.encode(errors='replace'), digest_size=16).hexdigest()}"
