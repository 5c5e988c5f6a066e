"""Measuring an engine: a catalogue of invented documents, a mix of questions, percentiles."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles

from search.analysis import split_words
from search.contract import Filters, SearchEngine, SearchRequest, Sort
from search.documents import ProductDocument
from search.exceptions import PageNotFound
from search.factories import make_document

_GOODS = (
    "keripik tempe", "keripik singkong", "kopi robusta", "kopi arabika", "sambal pecel", "brem",
    "abon sapi", "bandeng presto", "kain batik tulis", "kemeja batik cap", "tas anyaman rotan",
    "keranjang bambu", "topeng kayu", "lunpia semarang", "wingko babat", "madu hutan", "gula aren",
    "kerupuk udang", "dodol garut", "sarung tenun", "meja jati", "kursi rotan", "sabun herbal",
    "jamu kunyit asam", "teh melati", "emping melinjo", "gerabah tanah liat", "sepatu kulit",
    "dompet kulit ular", "kalung perak", "seragam kantor", "nasi kotak", "snack box rapat",
)  # fmt: skip
_QUALITIES = (
    "original", "pedas", "manis", "premium", "khas madiun", "khas malang", "halus", "organik", "jumbo",
    "mini", "250 gr", "500 gr", "asli", "tradisional", "motif parang", "warna alam", "kemasan hadiah",
    "isi 12", "lusinan",
)  # fmt: skip
_PROSE = split_words(
    "dibuat dengan tangan oleh pengrajin setempat memakai bahan pilihan tanpa pengawet cocok untuk "
    "acara kantor rapat pernikahan dan kebutuhan harian tersedia dalam beberapa ukuran dikirim ke seluruh "
    "indonesia tahan lama renyah gurih wangi lembut kuat rapi bersih harum segar proses dijemur digoreng "
    "dipanggang ditenun dianyam diukir diwarnai pesan sekarang juga stok terbatas hubungi kami jumlah besar"
)
_ROOTS = (
    "makanan",
    "minuman",
    "kerajinan",
    "fesyen",
    "furnitur",
    "pertanian",
    "kecantikan",
    "kantor",
    "jasa",
)
_CLAIMS = ("halal", "pirt", "sni", "merek", "bpom-md", "tkdn", "pdn", "nib")


def catalogue(count: int, seed: int = 1) -> Iterator[ProductDocument]:
    """Yield that many invented products: 9 roots with 108 categories in all, 400 regencies, 2,500 shops."""
    chance = random.Random(seed)  # noqa: S311  (an invented catalogue, no secret)
    for number in range(1, count + 1):
        yield _product(number, chance)


def _product(number: int, chance: random.Random) -> ProductDocument:
    goods = chance.choice(_GOODS)
    title = " ".join(
        [goods, *chance.sample(_QUALITIES, chance.randint(1, 3)), f"seri {chance.randint(1, 4000)}"]
    )
    root, shop = chance.choice(_ROOTS), chance.randint(1, 2500)
    branch, province = chance.randint(1, 11), 11 + shop % 38
    regency = f"{province}.{shop % 12 + 1:02d}"
    tkdn = round(chance.uniform(5, 95), 2) if chance.random() < 0.2 else None
    claims = chance.sample(_CLAIMS, chance.randint(0, 4))
    return make_document(
        number,
        title.title(),
        description=" ".join(chance.choices(_PROSE, k=45)),
        shop=f"toko-{shop}",
        shop_name=f"Toko {goods.split()[0].title()} {shop}",
        category=[root, f"{root}/cabang-{branch}"],
        category_names=[root, f"cabang {branch}"],
        region=[str(province), regency],
        region_names=[f"Provinsi {province}", f"Kabupaten {regency}"],
        region_label=f"Kabupaten {regency}",
        price=None if chance.random() < 0.03 else chance.randint(3, 2000) * 1000,
        claims=claims,
        claims_valid_until=24 * chance.randint(21_000, 23_000) if claims else None,
        tkdn=tkdn,
        lead_time_days=chance.choice((0, 0, 0, 2, 5, 10, 30)),
        published_at=1_700_000_000 + chance.randint(0, 50_000_000),
    )


def questions(count: int, seed: int = 2) -> Iterator[SearchRequest]:
    """Yield a mix of questions as a shop's visitors put them, hardly two of them alike.

    A tenth has no words; the rest one to three, some misspelled, quoted or with nothing to find. Half are
    narrowed by one to four filters with several values each; a quarter are sorted; some turn pages.
    """
    chance = random.Random(seed)  # noqa: S311  (an invented catalogue, no secret)
    for _ in range(count):
        sort = chance.choice(tuple(Sort)) if chance.random() < 0.25 else Sort.RELEVANCE
        page = chance.choice((1, 1, 1, 1, 2, 3))
        yield SearchRequest(_words(chance), _filters(chance), sort, page)


def _words(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.1:
        return ""
    words = chance.choice(_GOODS).split()
    if kind < 0.35:
        return chance.choice(words)
    if kind < 0.5:
        return " ".join([*words, chance.choice(_QUALITIES)])
    if kind < 0.6:
        return f'"{" ".join(words)}"'
    if kind < 0.7:
        return _misspelled(" ".join(words), chance)
    if kind < 0.75:
        return f"{' '.join(words)} qwxz{chance.randint(1, 999)}"
    if kind < 0.9:
        return " ".join(chance.sample(_PROSE, 2))
    return " ".join(words)


def _misspelled(words: str, chance: random.Random) -> str:
    place = chance.randint(1, len(words) - 2)
    return words[:place] + words[place + 1 :]


def _filters(chance: random.Random) -> Filters:
    if chance.random() < 0.5:
        return Filters()
    provinces = tuple(str(chance.randint(11, 48)) for _ in range(chance.randint(1, 3)))
    choices: dict[str, tuple[str, ...]] = {
        "kategori": tuple(set(chance.choices(_ROOTS, k=chance.randint(1, 3)))),
        "wilayah": provinces,
        "klaim": tuple(set(chance.choices(_CLAIMS, k=chance.randint(1, 2)))),
        "harga": ("25000-49999", f"{chance.randint(1, 9)}00000-"),
        "tkdn": ("40", "25"),
        "waktu": (chance.choice(("siap", "3", "7")),),
    }
    chosen = chance.sample(sorted(choices), chance.randint(1, 4))
    return Filters(**{name: choices[name] for name in chosen})


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds inside the engine, over how many questions."""

    questions: int
    median: float
    p95: float
    slowest: float


def time_rebuild(engine: SearchEngine, count: int, seed: int = 1) -> float:
    """Fill the engine with an invented catalogue and return the seconds it took, the invention left out."""
    documents = list(catalogue(count, seed))
    started = time.perf_counter()
    engine.rebuild(documents)
    return time.perf_counter() - started


def time_searches(engine: SearchEngine, count: int, seed: int = 2) -> Timing:
    """Ask a mix of questions one after another and return how long the engine took, all facets included."""
    times = []
    for request in questions(count, seed):
        started = time.perf_counter()
        _ask(engine, request)
        times.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(times, n=100)
    return Timing(count, round(cuts[49], 2), round(cuts[94], 2), round(max(times), 2))


def _ask(engine: SearchEngine, request: SearchRequest) -> None:
    try:
        engine.search(request)
    except PageNotFound:
        engine.search(SearchRequest(request.words, request.filters, request.sort))
