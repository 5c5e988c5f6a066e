"""Our own words that a file may use: categories and units, by every name under which they are known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.imports.exceptions import ValueRefused

_PATH_SIGN = re.compile(r"\s*[>/»›]\s*")
_SHOWN = 5


def word_key(text: str) -> str:
    """A name without regard to case, white space and the sign between the steps of a path."""
    return _PATH_SIGN.sub("/", " ".join(text.split()).casefold()).strip("/")


@dataclass(frozen=True, slots=True)
class CategoryName:
    """One category: its primary key, its path of slugs, and its path of names in each language."""

    pk: int
    slugs: tuple[str, ...]
    names: tuple[str, ...]
    names_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Looks words up; built once for each import with `Vocabulary.of`."""

    categories: Mapping[str, frozenset[int]]
    paths: Mapping[int, str]
    units: Mapping[str, str]
    product_classes: Mapping[str, int]

    @classmethod
    def of(
        cls,
        categories: Iterable[CategoryName],
        units: Mapping[str, Iterable[str]],
        product_classes: Mapping[int, Iterable[str]],
    ) -> "Vocabulary":
        """`units` and `product_classes` give for each unit code or primary key the words for it."""
        found: dict[str, set[int]] = {}
        paths: dict[int, str] = {}
        for category in categories:
            paths[category.pk] = "/".join(category.slugs)
            for steps in (category.slugs, category.names, category.names_en):
                for words in (steps[-1:], steps):
                    found.setdefault(word_key("/".join(words)), set()).add(category.pk)
        class_words = {word_key(word): pk for pk, words in product_classes.items() for word in words}
        unit_words = {word_key(word): code for code, others in units.items() for word in (code, *others)}
        return cls({key: frozenset(pks) for key, pks in found.items()}, paths, unit_words, class_words)

    def category(self, text: str) -> int:
        """The category's primary key. Raises `ValueRefused` (`category.unknown`, `category.ambiguous`)."""
        found = self.categories.get(word_key(text), frozenset())
        if len(found) == 1:
            return next(iter(found))
        if not found:
            raise ValueRefused("category.unknown")
        paths = sorted(self.paths[pk] for pk in found)
        raise ValueRefused("category.ambiguous", paths=", ".join(paths[:_SHOWN]), example=paths[0])

    def unit(self, text: str) -> str:
        """The unit's code. Raises `ValueRefused` (`unit.unknown`)."""
        code = self.units.get(word_key(text))
        if code is None:
            raise ValueRefused("unit.unknown", units=", ".join(sorted(set(self.units.values()))))
        return code

    def product_class(self, text: str) -> int:
        """The product class's primary key. Raises `ValueRefused` (`class.unknown`)."""
        pk = self.product_classes.get(word_key(text))
        if pk is None:
            raise ValueRefused("class.unknown")
        return pk
