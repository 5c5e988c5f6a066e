"""Writing the embedded index: small updates in place, rebuilds aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import tantivy

from search.documents import ClaimsDocument, ProductDocument
from search.engines.embedded.asking import ask
from search.engines.embedded.reading import damage_named, open_index
from search.engines.embedded.schema import entry, id_of, register_tokenizers, schema, with_claims
from search.engines.embedded.storage import Storage

_UPDATE_MEMORY = 200_000_000
_REBUILD_MEMORY = 400_000_000
"""Bytes that the writer may fill before it puts a part of the index on disk; it takes what it fills, no more.

Parts have to be merged, and whoever writes waits for it: an update of many products is to be one part.
"""

_AT_A_TIME = 1_000
"""Entries that are taken out by one query."""

T = TypeVar("T")


def update(
    storage: Storage,
    documents: Iterable[ProductDocument],
    removed_ids: Iterable[int],
    claims: Iterable[ClaimsDocument],
    patience: float,
) -> None:
    """Replace, remove and amend documents in the current generation, all in one commit."""
    with storage.writing(patience):
        folder = storage.current()
        with damage_named():
            index = open_index(folder)
            writer = index.writer(_UPDATE_MEMORY, 1)
        for replaced in _some(documents):
            _replace(writer, replaced)
        for ids in _some(removed_ids):
            writer.delete_documents_by_query(_with_ids(ids))
        for amended in _some(claims):
            _amend(writer, index, amended)
        with damage_named():
            writer.commit()
            writer.wait_merging_threads()


def _some(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, _AT_A_TIME)):
        yield some


def _replace(writer: tantivy.IndexWriter, documents: Sequence[ProductDocument]) -> None:
    latest = {document["id"]: document for document in documents}
    writer.delete_documents_by_query(_with_ids(latest))
    for document in latest.values():
        writer.add_document(entry(document))


def _amend(writer: tantivy.IndexWriter, index: tantivy.Index, claims: Sequence[ClaimsDocument]) -> None:
    """Write entries anew from what is kept of them: no text is read from the database and analysed again.

    Under the right to write, so what is kept is never older than what another process has written.
    """
    by_id = {each["id"]: each for each in claims}
    with damage_named():
        index.reload()
        searcher = index.searcher()
        found = ask(searcher, _with_ids(by_id), len(by_id))
        kept = [searcher.doc(address) for _score, address in found.hits]
    writer.delete_documents_by_query(_with_ids(by_id))
    for each in kept:
        writer.add_document(with_claims(each, by_id[id_of(each)]))


def _with_ids(ids: Iterable[int]) -> tantivy.Query:
    # Not `delete_documents_by_term`: it takes a whole number for a signed one and finds nothing in `id`.
    return tantivy.Query.term_set_query(schema(), "id", list(ids))


def rebuild(storage: Storage, documents: Iterable[ProductDocument], patience: float) -> int:
    """Build a generation of these documents and make it the current one; return how many there are.

    The right to write is held throughout, so that no update can go to the generation that is about to be
    left behind: updates wait, or come back later.
    """
    with storage.writing(patience):
        storage.remove_unused()
        folder = storage.new_generation()
        try:
            count = _fill(folder, documents)
            storage.publish(folder)
        finally:
            storage.remove_unused()
    return count


def _fill(folder: Path, documents: Iterable[ProductDocument]) -> int:
    index = tantivy.Index(schema(), path=str(folder), sort_by_field="id")
    register_tokenizers(index)
    writer = index.writer(_REBUILD_MEMORY, 1)
    count = 0
    for document in documents:
        writer.add_document(entry(document))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count
