"""Names as they are compared: without case, punctuation, legal forms and the width of letters."""

import re
import unicodedata
from functools import lru_cache

#: Legal forms that a register writes before, behind or not at all.
LEGAL_FORMS = frozenset(
    ["pt", "cv", "ud", "pd", "tbk", "persero", "perseroda", "perumda", "koperasi", "kop", "fa", "pb"]
)
#: What a register writes where there is no brand.
NO_BRAND = frozenset(["", "n a", "na", "tidak ada", "tanpa merek", "tanpa merk", "nihil", "none", "kosong"])
_WORDS = re.compile(r"[^\W_]+")
_BRANDS = re.compile(r"[,;/|、\n]+|\s+dan\s+|\s+&\s+", re.IGNORECASE)


def plain(text: str) -> str:
    """In plain-width letters, on one line, without spaces around."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=100_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded: `"P.T. Rotan, Jaya"` → `("pt", "rotan", "jaya")`."""
    joined = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain(text).casefold())
    return tuple(_WORDS.findall(joined))


def name_key(name: str) -> str:
    """A business's name without its legal form: `"PT. ROTAN JAYA (Persero)"` → `"rotan jaya"`."""
    words = words_of(name)
    bare = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(bare or words)


def brands_in(cell: str) -> tuple[str, ...]:
    """The brands that a cell names, each once; none for `-`, empty, or words that say so."""
    text = "\n".join(plain(line) for line in unicodedata.normalize("NFKC", cell).split("\n"))
    if _says_none(text):
        return ()
    found = dict.fromkeys(plain(part) for part in _BRANDS.split(text))
    return tuple(brand for brand in found if not _says_none(brand))


def _says_none(text: str) -> bool:
    return " ".join(words_of(text)) in NO_BRAND


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 1: the share of three-letter pieces they have in common."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = _pieces(one), _pieces(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@lru_cache(maxsize=50_000)
def _pieces(name: str) -> frozenset[str]:
    padded = f" {name} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
