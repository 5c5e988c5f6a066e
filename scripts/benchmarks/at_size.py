"""The commands that run over a whole catalogue: on 100,000 products of 5,000 shops, PostgreSQL.

`python -m scripts.benchmarks.at_size` is the process that brings 100,000 claims to their end.
"""

import datetime as dt
import json
import os
from html import escape
from pathlib import Path
from typing import Any

from scripts.benchmarks.catalogues import catalogue_of
from scripts.benchmarks.commands import fresh_copy
from scripts.benchmarks.results import KEPT
from scripts.benchmarks.running import Cost, run, run_json
from shops.claims.register.columns import HEADINGS

SIZE, CLAIMS, REGISTER_ROWS = 100_000, 100_000, 50_000


def measure_regions() -> dict[str, Any]:
    """`load_regions` into an empty SQLite database."""
    folder = KEPT / "regions"
    database = folder / "etalase.sqlite3"
    folder.mkdir(parents=True, exist_ok=True)
    database.unlink(missing_ok=True)
    environment = {"DATABASE_URL": f"sqlite:///{database}", "VAR_DIR": str(folder), "LOG_LEVEL": "ERROR"}
    run(environment, "manage.py", "migrate", "--verbosity=0")
    return told(run(environment, "manage.py", "load_regions"))


def measure_at_size() -> dict[str, Any]:
    """Each command once, one after the other; the index is there when claims end."""
    catalogue = catalogue_of(SIZE)
    with fresh_copy(SIZE, "etalase_bench_at_size") as copy:
        environment = {**catalogue.environment, **copy}
        run(environment, "manage.py", "setup_site")
        found: dict[str, Any] = {"rebuild_search": told(run(environment, "manage.py", "rebuild_search"))}
        found["recompute_readiness"] = told(run(environment, "manage.py", "recompute_readiness", "--json"))
        names = run_json(environment, "-m", "scripts.benchmarks.at_size")
        register = KEPT / "register.xls"
        _write_register(register, names.pop("shops"))
        found["expire_claims"] = {**told(run(environment, "manage.py", "expire_claims", "--json")), **names}
        found["import_claims"] = told(run(environment, "manage.py", "import_claims", str(register), "--json"))
    return found


def told(cost: Cost) -> dict[str, Any]:
    return {"seconds": cost.seconds, "processor": cost.processor, "highest_mb": cost.highest_mb}


def _write_register(path: Path, shops: list[str]) -> None:
    """An export in which every fourth row is of a shop here."""
    day = dt.date.today() + dt.timedelta(days=900)
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<table><tr>{''.join(f'<th>{name}</th>' for name in HEADINGS.values())}</tr>\n")
        for number in range(REGISTER_ROWS):
            company = shops[number % len(shops)] if number % 4 == 0 else f"PT Asing Sejati {number % 9_999}"
            cells = (
                "46021200",
                "16291",
                "Kerajinan",
                company,
                "Jawa Tengah",
                f"Keranjang Rotan {number % 37}",
            )
            more = ("Anyaman", f"KR-{number % 11}", "Rojaya", "45,32", f"{day:%d/%m/%Y}")
            file.write(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in (*cells, *more))}</tr>\n")
        file.write("</table>\n")


def main() -> None:
    """Bring claims to their end, as if last midnight had been the last of all; print what they stand on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.utils import timezone

    from catalogue.models import Claim
    from shops.models import Partner

    keys = list(Claim.objects.order_by("pk").values_list("pk", flat=True)[:CLAIMS])
    ended = Claim.objects.filter(pk__gte=keys[0], pk__lte=keys[-1])
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ended.update(state="verified", reviewed_at=timezone.now(), issued_on=None, expires_on=yesterday)
    about_shops = ended.filter(product=None).order_by().values("shop").distinct().count()
    names = list(Partner.objects.order_by("pk").values_list("name", flat=True))
    print(json.dumps({"claims": ended.count(), "shops_claims": about_shops, "shops": names}))


if __name__ == "__main__":
    main()
