"""Reading the embedded index: one open snapshot per process, renewed when any process has written."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, TypeVar

import tantivy

from search.contract import Facet, SearchRequest, SearchResult
from search.engines.embedded.asking import count_hits
from search.engines.embedded.facets import Counted, count_facets
from search.engines.embedded.query import FUZZY_FIELDS, Plan, lapsed
from search.engines.embedded.schema import register_tokenizers
from search.engines.embedded.storage import Hold, Storage
from search.exceptions import IndexDamaged
from search.spelling import Vocabulary

_MOST_REMEMBERED = 512
_MOST_COUNTED = 2_000
_OPENING_ATTEMPTS = 5

Stamp: TypeAlias = tuple[int, ...]
Question: TypeAlias = tuple[SearchRequest, int]
"""What is asked, and the hour in which claims must hold."""

K = TypeVar("K")
V = TypeVar("V")


class Snapshot:
    """The index as it stood after one write; what is counted on it may be remembered."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self._facets: dict[Plan, tuple[Facet, ...]] = {}
        self._counted: Counted = {}
        self._answers: dict[Question, SearchResult] = {}
        self._has_lapsed: dict[int, bool] = {}

    def facets(self, plan: Plan) -> tuple[Facet, ...]:
        """Return the counted facets of a plan."""
        if len(self._counted) >= _MOST_COUNTED:
            self._counted.clear()
        return _remembered(self._facets, plan, lambda: count_facets(self.searcher, plan, self._counted))

    def answer(self, question: Question, make: Callable[[], SearchResult]) -> SearchResult:
        """Return the answer to a question, which `make` gives: the same as long as the index is."""
        return _remembered(self._answers, question, make)

    def has_lapsed(self, hour: int) -> bool:
        """Whether any product holds a claim whose last hour lies before `hour`."""
        if hour not in self._has_lapsed:
            self._has_lapsed[hour] = count_hits(self.searcher, lapsed(hour)) > 0
        return self._has_lapsed[hour]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of titles and names, for better spellings."""
        frequencies: Counter[str] = Counter()
        for name in FUZZY_FIELDS:
            for word, frequency in self.searcher.terms_with_prefix(name, ""):
                frequencies[word] = max(frequencies[word], frequency)
        return Vocabulary(frequencies.items())


def _remembered(known: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """Return the value, made if it is not known; all are forgotten when there are too many."""
    value = known.get(key)
    if value is None:
        value = make()
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[key] = value
    return value


class Reader:
    """Gives the newest snapshot; noticing a write of another process costs two `stat` calls."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._renewing = threading.Lock()
        self._folder: Path | None = None
        self._index: tantivy.Index | None = None
        self._hold: Hold | None = None
        self._latest: tuple[Stamp, Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """Return the index as it stands now; raises IndexMissing, IndexDamaged or IndexOutdated."""
        stamp = self._stamp()
        latest = self._latest
        if latest is not None and latest[0] == stamp:
            return latest[1]
        with self._renewing:
            return self._renew()

    def _renew(self) -> Snapshot:
        for attempt in range(_OPENING_ATTEMPTS):
            stamp = self._stamp()
            if self._latest is not None and self._latest[0] == stamp:
                return self._latest[1]
            try:
                snapshot = Snapshot(self._open(self._storage.current()))
            except IndexDamaged:
                if attempt == _OPENING_ATTEMPTS - 1 or self._stamp() == stamp:
                    raise
                continue
            self._latest = (stamp, snapshot)
            return snapshot
        raise IndexDamaged("the index kept changing while it was opened")

    def _open(self, folder: Path) -> tantivy.Searcher:
        with damage_named():
            if self._index is None or folder != self._folder:
                hold = Hold(folder)
                try:
                    index = open_index(folder)
                except BaseException:
                    hold.release()
                    raise
                self._close()
                self._index, self._folder, self._hold = index, folder, hold
            self._index.reload()
            return self._index.searcher()

    def _close(self) -> None:
        if self._hold is not None:
            self._hold.release()
        self._index = self._folder = self._hold = self._latest = None

    def _stamp(self) -> Stamp:
        """Return what changes with every write: when the pointer and the index's own list were replaced."""
        pointer = _replaced_at(self._storage.pointer)
        return pointer if self._folder is None else pointer + _replaced_at(self._folder / "meta.json")


def open_index(folder: Path) -> tantivy.Index:
    """Open a generation for reading by hand (`reload`) or writing."""
    index = tantivy.Index.open(str(folder))
    register_tokenizers(index)
    index.config_reader("manual")
    return index


def _replaced_at(path: Path) -> Stamp:
    try:
        facts = path.stat()
    except OSError:
        return (0, 0)
    return (facts.st_mtime_ns, facts.st_ino)


@contextmanager
def damage_named() -> Iterator[None]:
    """Turn what tantivy raises on files it cannot make sense of into IndexDamaged."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamaged(str(error)) from error
    except BaseException as error:
        # A panic inside the library is not an Exception for Python; its type has no importable name.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged(str(error)) from error
