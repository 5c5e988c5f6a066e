"""Writing the embedded index: small updates in place, rebuilds aside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from search.documents import ProductDocument
from search.engines.embedded.reading import damage_named, open_index
from search.engines.embedded.schema import entry, register_tokenizers, schema
from search.engines.embedded.storage import Storage

_UPDATE_MEMORY = 30_000_000
_REBUILD_MEMORY = 400_000_000
"""Bytes that the writer may fill before it puts a part of the index on disk."""


def update(
    storage: Storage, documents: Iterable[ProductDocument], removed_ids: Iterable[int], patience: float
) -> None:
    """Replace and remove documents in the current generation, all in one commit."""
    with storage.writing(patience):
        folder = storage.current()
        with damage_named():
            writer = open_index(folder).writer(_UPDATE_MEMORY, 1)
        for document in documents:
            _remove(writer, document["id"])
            writer.add_document(entry(document))
        for product_id in removed_ids:
            _remove(writer, product_id)
        with damage_named():
            writer.commit()
            writer.wait_merging_threads()


def _remove(writer: tantivy.IndexWriter, product_id: int) -> None:
    # Not `delete_documents_by_term`: it takes a whole number for a signed one and finds nothing in `id`.
    writer.delete_documents_by_query(tantivy.Query.term_query(schema(), "id", product_id))


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
