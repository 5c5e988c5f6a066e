"""A mapping file: how the columns of somebody else's format become ours. TOML or JSON, same entries.

    name = "…"                                    what this mapping is for
    [columns]      title = "Product Name"         our column = heading in the file
    [constants]    unit = "pcs"                   our column = one value for every row
    [derive]       sku = {hash = ["Name", "City"], prefix = "X-", length = 10}
    [translate.category]  "Snacks" = "makanan/camilan"      value in the file = our value
    [numbers]      decimal = "."                  sign before the fraction; group = "," between thousands
    [scale]        weight_grams = 1000            the file's number times this is ours
    [only]         Type = ["simple"]              rows to take, by a heading's values
    html = ["description"]                        our columns whose cells hold HTML

Without `columns`, our own headings are recognised. A value without translation is used as it is.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalogue.imports.columns import BY_KEY, REQUIRED, Kind
from catalogue.imports.exceptions import MappingInvalid
from catalogue.imports.numerals import INDONESIAN, NumberFormat
from catalogue.imports.vocabulary import word_key

_LARGEST = 1 << 20
_SHORTEST_HASH, _USUAL_HASH, _LONGEST_HASH = 8, 12, 32
_NUMERIC = (Kind.RUPIAH, Kind.INTEGER, Kind.DECIMAL)
SHIPPED = Path(__file__).with_name("mappings")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A code made from other cells, for files that have none: the same cells always give the same code."""

    hash: tuple[str, ...]
    prefix: str = ""
    length: int = _USUAL_HASH


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A checked mapping. Keys are our columns, save those of `only`, which are headings of the file."""

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    derive: Mapping[str, Derivation] = field(default_factory=dict)
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    numbers: NumberFormat = INDONESIAN
    scale: Mapping[str, Decimal] = field(default_factory=dict)
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    html: frozenset[str] = frozenset()


DOCUMENTED = ColumnMapping()


def load_mapping(path: Path) -> ColumnMapping:
    """The mapping in a `.toml` or `.json` file. Raises `MappingInvalid`."""
    return read_mapping(_load(path))


def read_mapping(source: Mapping[str, Any]) -> ColumnMapping:
    """Check a mapping given as plain data. Raises `MappingInvalid` naming the entry at fault."""
    _check_names("", source, _PARTS)
    mapping = ColumnMapping(**{part: _PARTS[part](part, value) for part, value in source.items()})
    for column in REQUIRED:
        sources = [column.key in part for part in (mapping.columns, mapping.constants, mapping.derive)]
        if mapping.columns and not any(sources):
            raise MappingInvalid("mapping.incomplete", column=column.key)
    for key in (*mapping.columns, *mapping.constants, *mapping.derive):
        if sum(key in part for part in (mapping.columns, mapping.constants, mapping.derive)) > 1:
            raise MappingInvalid("mapping.two_sources", column=key)
    return mapping


def _load(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise MappingInvalid("file.missing", name=path.name)
    try:
        data = path.read_bytes()
        if len(data) > _LARGEST:
            raise MappingInvalid("mapping.unreadable", problem=f"{len(data) >> 20} MB")
        text = data.decode("utf-8-sig")
        source = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise MappingInvalid("mapping.unreadable", problem=_problem(error)) from error
    if not isinstance(source, dict):
        raise MappingInvalid("mapping.wrong_value", place="", expected="{…}")
    return source


def _problem(error: Exception) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)[:200]


def _check_names(place: str, source: Mapping[str, Any], known: Mapping[str, object]) -> None:
    for name in source:
        if name not in known:
            path = f"{place}.{name}" if place else str(name)
            raise MappingInvalid("mapping.unknown_entry", place=path, known=", ".join(known))


def _table(place: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MappingInvalid("mapping.wrong_value", place=place, expected="{name = value}")
    return value


def _of_our_columns(place: str, value: object) -> dict[str, Any]:
    table = _table(place, value)
    _check_names(place, table, BY_KEY)
    return table


def _string(place: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise MappingInvalid("mapping.wrong_value", place=place, expected='"text"')
    return value


def _strings(place: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise MappingInvalid("mapping.wrong_value", place=place, expected='["text", …]')
    return tuple(_string(place, item) for item in value)


def _columns(place: str, value: object) -> dict[str, str]:
    return {key: _string(f"{place}.{key}", header) for key, header in _of_our_columns(place, value).items()}


def _constants(place: str, value: object) -> dict[str, str | int | float | bool]:
    table = _of_our_columns(place, value)
    for key, constant in table.items():
        if not isinstance(constant, str | int | float | bool):
            raise MappingInvalid("mapping.wrong_value", place=f"{place}.{key}", expected='"text" | 1 | true')
    return table


def _derive(place: str, value: object) -> dict[str, Derivation]:
    return {key: _derivation(f"{place}.{key}", rule) for key, rule in _of_our_columns(place, value).items()}


def _derivation(place: str, value: object) -> Derivation:
    rule = _table(place, value)
    _check_names(place, rule, {"hash": None, "prefix": None, "length": None})
    length = rule.get("length", _USUAL_HASH)
    if not isinstance(length, int) or not _SHORTEST_HASH <= length <= _LONGEST_HASH:
        expected = f"{_SHORTEST_HASH} … {_LONGEST_HASH}"
        raise MappingInvalid("mapping.wrong_value", place=f"{place}.length", expected=expected)
    prefix = _string(f"{place}.prefix", rule["prefix"]) if "prefix" in rule else ""
    return Derivation(_strings(f"{place}.hash", rule.get("hash")), prefix, length)


def _translate(place: str, value: object) -> dict[str, dict[str, str]]:
    return {
        key: {
            word_key(word): _string(f"{place}.{key}.{word}", ours)
            for word, ours in _table(f"{place}.{key}", words).items()
        }
        for key, words in _of_our_columns(place, value).items()
    }


def _numbers(place: str, value: object) -> NumberFormat:
    table = _table(place, value)
    _check_names(place, table, {"decimal": None, "group": None})
    decimal = table.get("decimal", INDONESIAN.decimal)
    group = table.get("group", "," if decimal == "." else ".")
    if decimal not in (",", ".") or group not in ("", ",", ".", " ", "'") or decimal == group:
        raise MappingInvalid(
            "mapping.wrong_value", place=place, expected='{decimal = "," | ".", group = "." | "," | " " | ""}'
        )
    return NumberFormat(decimal, group)


def _scale(place: str, value: object) -> dict[str, Decimal]:
    scales = {}
    for key, factor in _of_our_columns(place, value).items():
        is_number = isinstance(factor, int | float) and not isinstance(factor, bool) and 0 < factor < 1e9
        if BY_KEY[key].kind not in _NUMERIC or not is_number:
            raise MappingInvalid("mapping.wrong_value", place=f"{place}.{key}", expected="0 < … < 1000000000")
        scales[key] = Decimal(repr(factor))
    return scales


def _only(place: str, value: object) -> dict[str, frozenset[str]]:
    return {
        header: frozenset(word_key(word) for word in _strings(f"{place}.{header}", words))
        for header, words in _table(place, value).items()
    }


def _html(place: str, value: object) -> frozenset[str]:
    keys = _strings(place, value)
    _check_names(place, dict.fromkeys(keys), BY_KEY)
    return frozenset(keys)


_PARTS: dict[str, Callable[[str, object], Any]] = {
    "name": _string,
    "columns": _columns,
    "constants": _constants,
    "derive": _derive,
    "translate": _translate,
    "numbers": _numbers,
    "scale": _scale,
    "only": _only,
    "html": _html,
}
