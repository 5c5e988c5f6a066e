"""What the table's addresses answer to every other method, for every role: generated from its cells.

A view is asked without the layers around it, which know no methods, so that ten thousand cells take seconds.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from tests.shops.access.test_table import READING, TABLE, WRITING, asked, outcome
from tests.shops.access.world import CURATORS, ROLES, STAFF, World

#: What turns a person away, whether or not there is anything.
CLOSED = frozenset(["in", "403", "404", "no"])
#: Nothing here knows these methods; OPTIONS only says which ones are known.
UNKNOWN = ("OPTIONS", "PUT", "PATCH", "DELETE")
#: Wagtail's previews know no HEAD, and the editor forgets what it previewed by DELETE.
PREVIEWS = ("cms/snippets/catalogue/product/preview/", "cms/snippets/catalogue/product/history/")
IN_CMS = frozenset([*CURATORS, *STAFF])
Cells = dict[str, str]


def table() -> dict[str, dict[str, Cells]]:
    """The cells by address, method and role."""
    found: dict[str, dict[str, Cells]] = {}
    for method, path, cells in (row for rows in TABLE.values() for row in rows):
        found.setdefault(path, {})[method] = dict(zip(ROLES, cells, strict=True))
    return found


CELLS = table()


def request_by(world: World, role: str, method: str, address: str) -> HttpRequest:
    request: HttpRequest = RequestFactory().generic(method, address)
    request.user = world.people[role] or AnonymousUser()
    request.session = SessionStore()
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's test client does
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # where messages looks for it
    return request


def answered(world: World, role: str, method: str, address: str) -> str:
    """What the view itself answers this role, as the table writes it."""
    match = resolve(urlsplit(address).path)
    request = request_by(world, role, method, address)
    request.resolver_match = match
    try:
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return "404"
    except PermissionDenied:
        return "403"
    told = outcome(response)
    # Signed-in people whom the CMS does not know meet its gate, which stands before the view.
    return "403" if told == "in" and role != "anonymous" else told


def expected(method: str, cells: dict[str, Cells], role: str) -> set[str]:
    """The statuses that a method nobody offers may have, by what the role gets with the others.

    405 says only that the address has no such method, whatever lies there; who is turned away may also be
    turned away as ever. OPTIONS names the methods, to whom a page opens and to whom the CMS does: of the
    address as such, as the test for strangers shows.
    """
    get, post = cells[READING][role], cells[WRITING][role]
    allowed = {"405", *(CLOSED & {get, post})}
    return allowed | {"200"} if method == "OPTIONS" and (get not in CLOSED or role in IN_CMS) else allowed


@pytest.fixture
def writes() -> Iterator[list[str]]:
    """The statements that change rows while the test runs, but for the editor's own previews."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        changes = sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        if changes and "wagtailadmin_formstate" not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


@pytest.mark.any_database
@pytest.mark.timeout(600)  # there are eight thousand cells
def test_a_method_that_no_address_offers_is_refused_to_every_role(world: World, writes: list[str]) -> None:
    writes.clear()

    wrong = {
        (method, path, role): got
        for method, (path, cells) in product(UNKNOWN, CELLS.items())
        for role in ROLES
        if (got := answered(world, role, method, "/" + path.format(**world.words)))
        not in expected(method, cells, role)
        and not (method == "DELETE" and path.startswith(PREVIEWS[0]) and cells[READING][role] == got)
    }

    assert wrong == {}
    assert writes == []


@pytest.mark.any_database
def test_asking_for_the_head_gives_the_status_of_the_page_to_every_role(world: World) -> None:
    wrong = {}

    for path, cells in CELLS.items():
        opens = [role for role in ROLES if cells[READING][role] == "200"]
        # Who is turned away is asked one by one; of those to whom the page opens, the last, by all layers.
        got = {
            role: answered(world, role, "HEAD", "/" + path.format(**world.words))
            for role in ROLES
            if role not in opens
        }
        got |= {
            role: asked(world, role, "HEAD", path) for role in opens[-1:] if not path.startswith(PREVIEWS)
        }
        wrong |= {(path, role): found for role, found in got.items() if found != cells[READING][role]}

    assert wrong == {}


#: Who must not learn whether something is there.
STRANGERS = ("anonymous", "shopper", "other seller", "curator elsewhere", "editor", "programme officer")


@pytest.mark.any_database
def test_no_method_tells_a_stranger_whether_something_is_there(world: World) -> None:
    nothing = {
        name: "tidak-ada" if isinstance(word, str) else 987654321 for name, word in world.words.items()
    }
    told = {}

    # Whoever has an invitation's token is none.
    for path in (path for path in CELLS if "{" in path and "{token}" not in path):
        for role in STRANGERS:
            if CELLS[path][READING][role] not in CLOSED and CELLS[path][WRITING][role] not in CLOSED:
                continue  # it is theirs to see
            for method in ("HEAD", *UNKNOWN):
                there, gone = (
                    answered(world, role, method, "/" + path.format(**words))
                    for words in (world.words, nothing)
                )
                if there != gone:
                    told[path, role, method] = (there, gone)

    assert told == {}


def test_what_asks_the_view_alone_answers_as_the_whole_site_does(world: World) -> None:
    paths = list(CELLS)[::7]

    different = {}
    for path in paths:
        for role in ("anonymous", "other seller", "owner", "curator here"):
            with transaction.atomic():
                alone = answered(world, role, READING, "/" + path.format(**world.words))
                transaction.set_rollback(True)
            if alone != CELLS[path][READING][role]:
                different[path, role] = alone

    assert different == {}
