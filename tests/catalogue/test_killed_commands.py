"""Commands that are killed (kill -9) half-way: nothing is half-saved, and the next run finishes the work."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from catalogue.claims.expiry import expire_claims
from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimEvent, Product
from search.models import PendingChange
from search.services import drain, rebuild_index
from shops.factories import ShopFactory
from shops.models import StockRecord

pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = Path(__file__).parents[2]
ROWS = 30
YESTERDAY = dt.date.today() - dt.timedelta(days=1)

#: Runs a command in which one function says "ready" at its n-th call and then never comes back.
STOPPING = """
import importlib, sys, time
sys.path[:0] = ["site"]
import django
django.setup()
from django.core.management import call_command

place, name, at, *command = sys.argv[1:]
module = importlib.import_module(place)
usual, calls = getattr(module, name), []

def stopping(*arguments, **named):
    calls.append(1)
    if len(calls) == int(at):
        print("ready", flush=True)
        time.sleep(300)
    return usual(*arguments, **named)

setattr(module, name, stopping)
for batch in ("catalogue.imports.services", "catalogue.claims.expiry"):
    importlib.import_module(batch).BATCH = 10
call_command(*command)
"""

Kill = Callable[..., None]


@pytest.fixture
def kill_in(settings: Any, tmp_path: Path) -> Kill:
    """`kill_in("catalogue.claims.expiry.tell_of_claims", 2, "expire_claims")`: killed in its second call."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"

    def kill(function: str, at: int, *command: str) -> None:
        module, _dot, name = function.rpartition(".")
        with subprocess.Popen(
            [sys.executable, "-c", STOPPING, module, name, str(at), *command],
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": address(), "SEARCH_INDEX_DIR": str(tmp_path / "index")},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            process.kill()  # SIGKILL; whatever it said, nothing of it outlives the test
        assert said == "ready\n"

    return kill


def address() -> str:
    """Where this test's database is."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def test_an_import_that_is_killed_saves_nothing_and_the_next_one_everything(
    kill_in: Kill, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CategoryFactory(name="Makanan", slug="makanan")
    shop = ShopFactory(slug="toko-uji")
    path = tmp_path / "produk.csv"
    lines = [f"A{number};Keripik tempe {number};makanan;18.500;12" for number in range(ROWS)]
    path.write_text("\n".join(["SKU;Nama;Kategori;Harga;Stok", *lines]), encoding="utf-8")
    command = ["import_products", str(path), "--shop", shop.slug, "--json"]

    kill_in("catalogue.imports.services._merge", 3, *command)
    left = (Product.objects.count(), StockRecord.objects.count(), PendingChange.objects.count())
    reports = []
    for _time in range(2):
        call_command(*command)
        reports.append(json.loads(capsys.readouterr().out))

    assert left == (0, 0, 0)
    counts = [(report["added"], report["changed"], report["unchanged"]) for report in reports]
    assert counts == [(ROWS, 0, 0), (0, 0, ROWS)]
    assert Product.objects.count() == ROWS


@pytest.fixture
def ended() -> list[Claim]:
    """Two shops, each with as many claims as one transaction closes."""
    kind = ClaimKindFactory(tkdn=True)
    return [
        ClaimFactory(kind=kind, product=product, value=40, issued_on=None, expires_on=YESTERDAY)
        for shop in ShopFactory.create_batch(2)
        for product in ProductFactory.create_batch(10, shop=shop)
    ]


@pytest.mark.parametrize(
    ("function", "closed"),
    [
        # The second shop's claims are closed, and not committed yet.
        ("catalogue.claims.expiry.tell_of_claims", 10),
        # All are committed, the second shop's are not in the index.
        ("search.services.drain", 20),
    ],
)
def test_expiry_that_is_killed_leaves_whole_shops_to_the_next_run(
    kill_in: Kill, ended: list[Claim], function: str, closed: int
) -> None:
    rebuild_index(engine="embedded")
    PendingChange.objects.all().delete()

    kill_in(function, 2, "expire_claims")
    expired = Claim.objects.filter(state="expired")
    left = (expired.count(), ClaimEvent.objects.filter(action="expired").count())
    rest = expire_claims()
    drain(engine="embedded")

    assert left == (closed, closed)
    assert rest == len(ended) - closed
    assert ClaimEvent.objects.filter(action="expired").count() == len(ended)
    assert not PendingChange.objects.exists()


def test_a_rebuild_that_is_killed_leaves_the_old_index_and_the_next_one_finishes(
    kill_in: Kill, capsys: pytest.CaptureFixture[str]
) -> None:
    ProductFactory.create_batch(3, title="Brem padat")
    rebuild_index(engine="embedded")
    ProductFactory(title="Brem cair")

    kill_in("search.engines.embedded.writing.entry", 3, "rebuild_search")
    call_command("find", "brem", "--json")
    before = json.loads(capsys.readouterr().out)["total"]
    call_command("rebuild_search")
    capsys.readouterr()
    call_command("find", "brem", "--json")

    assert before in (3, 4)  # the change that was noted is indexed on commit
    assert json.loads(capsys.readouterr().out)["total"] == 4
