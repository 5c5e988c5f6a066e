"""The pages of curators, officials and sellers at size: queries and p95, asked of Django's test client.

`measure_staff` makes the database once and keeps it; `python -m scripts.benchmarks.staff` is the process that
asks, and prints what it found as JSON.
"""

import json
import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from scripts.benchmarks.catalogues import address_of, catalogue_of
from scripts.benchmarks.results import KEPT
from scripts.benchmarks.running import run, run_json

SIZE, NAME = 100_000, "etalase_bench_staff"
ROUNDS = 60
#: Budgets of these pages.
QUERIES, P95_MS = 15, 300


def measure_staff() -> dict[str, Any]:
    """By page and person: queries, p95 in milliseconds, KB."""
    environment = _environment()
    if not _exists():
        catalogue_of(SIZE)
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            source = Identifier(f"etalase_bench_{SIZE}")
            connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(NAME), source))
        run(environment, "manage.py", "setup_site")
        run(environment, "-m", "scripts.benchmarks.staff_rows")
    run(environment, "manage.py", "migrate", "--verbosity=0")
    found: dict[str, Any] = {"pages": run_json(environment, "-m", "scripts.benchmarks.staff")}
    return found


def _environment() -> dict[str, str]:
    folder = KEPT / NAME
    folder.mkdir(parents=True, exist_ok=True)
    return {"DATABASE_URL": address_of(NAME), "VAR_DIR": str(folder), "DEBUG": "false", "LOG_LEVEL": "ERROR"}


def _exists() -> bool:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        return found is not None


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import config.wsgi  # noqa: F401  (prepares the process as one that serves)
    from accounts.models import User

    found = []
    for person, page, address in _pages():
        user = User.objects.get(email=f"{person}@example.com")
        found.append({"person": person, "page": page, **_asked(user, address)})
    print(json.dumps(found, indent=1))


def _pages() -> Iterator[tuple[str, str, str]]:
    """Who asks for what: the person, the page's name, its address."""
    from scripts.benchmarks.staff_rows import NATIONAL, PROVINCE, REGENCY, SELLER
    from shops.models import Partner
    from shops.review.models import Case, Complaint

    for person in (NATIONAL, PROVINCE, REGENCY):
        yield person, "queue", "/cms/kurasi/"
        yield person, "queue, page 5, products", "/cms/kurasi/?jenis=product&halaman=5"
        yield person, "queue, searched", "/cms/kurasi/?cari=keripik"
        yield person, "report on curation", "/cms/kurasi/rekap/"
        yield person, "decisions behind the report", "/cms/kurasi/rekap/baris/"
        yield person, "report on curation of claims", "/cms/kurasi/rekap/?jenis=claim"
        yield person, "decisions on claims", "/cms/kurasi/rekap/baris/?jenis=claim"
        yield person, "funnel", "/cms/kesiapan/"
        yield person, "businesses of the funnel", "/cms/kesiapan/usaha/?tahap=ready"
        yield person, "CMS: home", "/cms/"
        yield person, "CMS: claims", "/cms/snippets/catalogue/claim/"
        yield person, "CMS: products", "/cms/snippets/catalogue/product/"
        yield person, "CMS: shops", "/cms/snippets/partner/partner/"
    yield NATIONAL, "funnel by month", "/cms/kesiapan/?menurut=month"
    yield NATIONAL, "funnel as XLSX", "/cms/kesiapan/?format=xlsx"
    yield NATIONAL, "businesses as XLSX", "/cms/kesiapan/usaha/?format=xlsx"
    shop = Partner.objects.get(memberships__user__email=f"{SELLER}@example.com")
    case = Case.objects.filter(shop=shop, product__latest_revision__isnull=False).earliest("pk")
    complaint = Complaint.objects.earliest("pk")
    for person in (NATIONAL, REGENCY):
        yield person, "review screen", f"/cms/kurasi/produk/{case.product_id}/"
    yield NATIONAL, "complaint", f"/cms/kurasi/laporan/{complaint.pk}/"
    own = f"/penjual/{shop.slug}"
    yield SELLER, "panel", f"{own}/"
    yield SELLER, "products", f"{own}/produk/"
    yield SELLER, "products, searched, last page", f"{own}/produk/?q=a&p=30"
    yield SELLER, "one product", f"{own}/produk/{case.product_id}/"
    yield SELLER, "handed in", f"{own}/diajukan/"
    yield SELLER, "claims", f"{own}/klaim/"
    yield SELLER, "a new claim", f"{own}/klaim/baru/"
    yield SELLER, "readiness", f"{own}/kesiapan/"
    yield SELLER, "readiness of a product", f"{own}/kesiapan/produk/{case.product_id}/"
    yield SELLER, "team", f"{own}/tim/"


def _asked(user: Any, address: str) -> dict[str, Any]:
    """Ask once to warm up, once to count the queries, then by the clock."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    with CaptureQueriesContext(connection) as captured:
        body = client.get(address).getvalue()
        queries = len(captured)
    seconds = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(address).getvalue()
        seconds.append(time.perf_counter() - started)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return {"queries": queries, "p95_ms": round(1_000 * p95, 1), "kb": round(len(body) / 1024)}


if __name__ == "__main__":
    main()
