"""Every write to the search indexes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from catalogue.imports.bulk import insert_rows
from catalogue.models import Product
from search import tasks
from search.documents import ProductDocument
from search.engines import get_engine, maintained_engines
from search.exceptions import REBUILD_COMMAND, IndexBusy, IndexUnavailable
from search.indexing import all_documents, claims_of, documents_of
from search.models import PendingChange
from search.repairing import is_our_turn, is_rebuild_on_its_way
from search.signals import index_changed

logger = logging.getLogger(__name__)

SMALL_CATALOGUE = 2_000
"""Products that can be indexed anew within the request that found the index missing."""

_ROWS_PER_WRITE = 50_000
"""Rows of the outbox taken to the index at a time; each time costs the index a commit, and parts to merge."""

_is_paused: ContextVar[bool] = ContextVar("indexing_is_paused", default=False)


def index_products(*, product_ids: Iterable[int], only_claims: bool = False) -> None:
    """Note that products changed, in the transaction that changed them; they are indexed after it commits."""
    ids = list(product_ids)
    engines = maintained_engines()
    rows = ((engine, product_id) for engine in engines for product_id in ids)
    insert_rows(PendingChange(only_claims=only_claims), ["engine", "product_id"], rows)
    if not _is_paused.get():
        for engine in engines:
            transaction.on_commit(partial(tasks.index_pending.enqueue, engine))


@contextmanager
def indexing_paused() -> Iterator[None]:
    """Only note changes while many are made, and index them together at the end, whatever happens."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)
        for engine in maintained_engines():
            transaction.on_commit(partial(tasks.index_pending.enqueue, engine))


def drain(*, engine: str) -> int:
    """Bring an engine's index up to date with its outbox; return how many products were looked at.

    Rows are deleted only after the index holds their change. When the index cannot be written they stay:
    whoever holds it, or the rebuild that mends it, takes them along.
    """
    seen = 0
    waiting = PendingChange.objects.filter(engine=engine).values_list("pk", "product_id", "only_claims")
    while rows := list(waiting[:_ROWS_PER_WRITE]):
        changed = {product_id for _pk, product_id, only_claims in rows if not only_claims}
        reclaimed = {product_id for _pk, product_id, _only_claims in rows} - changed
        batch = _Batch(sorted(changed))
        try:
            get_engine(engine).update(batch.documents(), batch.removed(), claims_of(sorted(reclaimed)))
        except IndexBusy:
            logger.warning("indexing waits for another writer", extra={"engine": engine})
            return seen
        except IndexUnavailable as error:
            logger.warning("indexing waits for a rebuild", extra={"engine": engine, "reason": error.message})
            repair_index(engine=engine)
            return seen
        # Before the rows go: a process that dies in between comes this way again.
        index_changed.send(sender=PendingChange, engine=engine)
        PendingChange.objects.filter(pk__among=[pk for pk, *_about in rows]).delete()
        seen += len(changed) + len(reclaimed)
    return seen


class _Batch:
    """Products to index, read from the database only when the engine takes them.

    The engine takes them while it holds the right to write, so of two processes indexing the same product
    the one that writes later has also read later.
    """

    def __init__(self, product_ids: list[int]) -> None:
        self._ids = product_ids
        self._public: set[int] = set()

    def documents(self) -> Iterator[ProductDocument]:
        for document in documents_of(self._ids):
            self._public.add(document["id"])
            yield document

    def removed(self) -> Iterator[int]:
        """Yield the products that are gone or hidden; to be read after the documents."""
        yield from (product_id for product_id in self._ids if product_id not in self._public)


def rebuild_index(*, engine: str) -> int:
    """Build an engine's index anew from the database; return the number of products in it.

    Changes noted before the first product is read are part of it; the ones noted meanwhile follow.
    """
    covered: list[int] = []

    def documents() -> Iterator[ProductDocument]:
        covered.extend(PendingChange.objects.filter(engine=engine).values_list("pk", flat=True))
        yield from all_documents()

    count = get_engine(engine).rebuild(documents())
    index_changed.send(sender=PendingChange, engine=engine)
    for start in range(0, len(covered), _ROWS_PER_WRITE):
        PendingChange.objects.filter(pk__among=covered[start : start + _ROWS_PER_WRITE]).delete()
    logger.info("index rebuilt", extra={"engine": engine, "products": count})
    drain(engine=engine)
    return count


def repair_index(*, engine: str) -> bool:
    """Have an index that cannot answer built anew; return whether it can answer now.

    A small catalogue is indexed at once. A large one is left to a worker; where tasks run inside the request
    there is none, so the log names the command. Tried once in ten minutes (`search.repairing` says by whom),
    and never while a rebuild is on its way.
    """
    if not is_our_turn(engine):
        return False
    if Product.objects.browsable()[:SMALL_CATALOGUE].count() < SMALL_CATALOGUE:
        try:
            rebuild_index(engine=engine)
        except IndexBusy:
            return False
        return True
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend):
        logger.error("the search index cannot answer; run %s", REBUILD_COMMAND, extra={"engine": engine})
    elif not is_rebuild_on_its_way(engine):
        tasks.rebuild_engine.enqueue(engine)
    return False


def catch_up(*, engine: str) -> int:
    """Index what nobody will ask for again; return for how many products that is a claim that has lapsed.

    Besides the products whose entries hold expired claims these are the ones that a process left in the
    outbox when it died between its commit and its task, with no change after it to take them along.
    """
    ids = get_engine(engine).lapsed()
    if ids:
        index_products(product_ids=ids, only_claims=True)
    elif PendingChange.objects.filter(engine=engine).exists():
        transaction.on_commit(partial(tasks.index_pending.enqueue, engine))
    return len(ids)
