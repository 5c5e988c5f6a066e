"""What passes over the curators' desk of the sample region, brought there as sellers and shoppers would."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from catalogue.imports.services import import_file
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import save_draft
from catalogue.services.together import submit_products
from demo.moments import Course, chance, date_cases, date_complaint, published_days
from demo.owners import Owners
from demo.samples import sample_shops
from shops.curation.services import approve_product, return_product
from shops.curation.together import approve_products
from shops.models import Partner
from shops.review.kinds import Kind
from shops.review.models import Batch, Complaint, ReportReason, ReturnReason
from shops.review.services.complaints import person_key, report
from shops.review.services.imports import submit_import
from shops.review.services.takings import take
from shops.review.verdicts import Verdict

DATA = Path(__file__).parent / "data"
Entry = Mapping[str, Any]
#: A product without a story of its own waited between so many hours for a curator.
WAITED = (12, 96)


@cache
def curation_plan() -> Mapping[str, Any]:
    """`drafts` as article numbers, `edits` as titles by them; stories in `case`, `report` and `import`."""
    return tomllib.loads((DATA / "curation.toml").read_text(encoding="utf-8"))


def kept_back() -> frozenset[str]:
    """The article numbers of the products that are not live when all is played."""
    return frozenset(
        [
            *curation_plan()["drafts"],
            *(case["sku"] for case in new_cases() if case["steps"][-1:] != ["approve"]),
        ]
    )


@cache
def shelved() -> frozenset[str]:
    """The article numbers of what is sold without a story of its own."""
    told = {*curation_plan()["drafts"], *(case["sku"] for case in new_cases())}
    return frozenset(sample.sku for shop in sample_shops() for sample in shop.products) - told


def new_cases() -> list[Entry]:
    """The cases of products that were never public before."""
    return [case for case in curation_plan()["case"] if "title" not in case]


def edited() -> frozenset[str]:
    """The article numbers of all products whose seller writes at their texts in a story."""
    plan = curation_plan()
    written = [case["sku"] for case in plan["case"] if case.keys() & {"title", "mended"}]
    return frozenset([*plan["edits"], *written])


@dataclass(frozen=True)
class Desk:
    """The curators' desk during one load. `products` and `contents` are this run's new ones, by number."""

    products: Mapping[str, Product]
    contents: Mapping[str, ProductContent]
    owners: Owners
    curator: User
    now: dt.datetime

    def play(self, shops: Mapping[str, Partner]) -> None:
        """Play every story whose product is new; what was played before stays as it is."""
        date_cases(self._shelve({sku: self.products[sku] for sku in self.products.keys() & shelved()}))
        for sku, title in curation_plan()["edits"].items():
            self._edit(sku, title)
        cases = [case for case in curation_plan()["case"] if case["sku"] in self.products]
        date_cases(dict(map(self._case, cases)))
        for story in curation_plan()["report"]:
            self._report(story, shops)
        self._import(curation_plan()["import"], shops)

    def _shelve(self, products: Mapping[str, Product]) -> dict[int, Course]:
        """Handed in and approved at once, all together: most products of a shop have no other story."""
        for by, some in self.owners.share((product.shop, product) for product in products.values()):
            submit_products(products=some, by=by)
        approve_products(products=products.values(), by=self.curator)
        return {product.pk: self._shelved_course(sku, product.shop.code) for sku, product in products.items()}

    def _shelved_course(self, sku: str, code: str) -> Course:
        waited = dt.timedelta(hours=chance(f"waited {sku}", *WAITED))
        published = self.now - dt.timedelta(days=published_days(code, sku))
        return Course(began=published - waited, gap=waited)

    def _edit(self, sku: str, title: str) -> None:
        """Something else is written and kept; what the public sees stays."""
        if product := self.products.get(sku):
            content = replace(self.contents[sku], title=title)
            save_draft(product=_fresh(product), content=content, by=self.owners.of(product.shop))

    def _case(self, case: Entry) -> tuple[int, Course]:
        product = self.products[case["sku"]]
        owner = self.owners.of(product.shop)
        if "title" in case:
            save_draft(product=product, content=self._written_anew(case), by=owner)
        submit_product(product=_fresh(product), by=owner)
        for step in case["steps"]:
            self._step(step, case, product, owner)
        began = self.now - dt.timedelta(days=case["days"])
        return product.pk, Course(began, gap=dt.timedelta(hours=case.get("hours", 0)))

    def _step(self, step: str, case: Entry, product: Product, owner: User) -> None:
        if step == "take":
            take(kind=Kind.PRODUCT, key=product.pk, by=User.objects.get(email=case["taker"]))
        elif step == "return":
            return_product(product=_fresh(product), by=self.curator, verdict=_verdict(case))
        elif step == "mend":
            save_draft(product=_fresh(product), content=self._written_anew(case), by=owner)
            submit_product(product=_fresh(product), by=owner)
        else:
            approve_product(product=_fresh(product), by=self.curator)

    def _written_anew(self, case: Entry) -> ProductContent:
        content = self.contents[case["sku"]]
        words = " ".join([content.description, *filter(None, [case.get("mended")])])
        return replace(
            content,
            title=case.get("title", content.title),
            description=words,
            capacity_per_month=case.get("capacity_per_month", content.capacity_per_month),
        )

    def _report(self, story: Entry, shops: Mapping[str, Partner]) -> None:
        product = self.products.get(story["sku"]) if "sku" in story else None
        shop = product.shop if product else shops.get(story.get("shop", ""))
        if shop is None or Complaint.objects.filter(shop=shop, product=product).exists():
            return
        for place, (code, words) in enumerate(story["people"], start=1):
            # Addresses for documentation (RFC 5737): they are nobody's.
            person = person_key(user=AnonymousUser(), address=f"192.0.2.{place}")
            reason = ReportReason.objects.get(code=code)
            complaint = report(shop=shop, product=product, reason=reason, words=words, person=person)
        date_complaint(complaint, opened=self.now - dt.timedelta(hours=story["hours"]))

    def _import(self, story: Entry, shops: Mapping[str, Partner]) -> None:
        shop = shops[story["shop"]]
        if Batch.objects.filter(shop=shop).exists():
            return
        owner, sold = self.owners.of(shop), Product.objects.filter(shop=shop)
        before = set(sold.values_list("pk", flat=True))
        import_file(shop_id=shop.pk, path=DATA / "import.csv", by=owner)
        products = list(sold.exclude(pk__in=before))
        batch = submit_import(shop=shop, products=products, source=story["file"], by=owner)
        if batch is None:  # another run has handed them in
            return
        began = self.now - dt.timedelta(days=story["days"])
        Batch.objects.filter(pk=batch.pk).update(submitted_at=began)
        date_cases({product.pk: Course(began, gap=dt.timedelta()) for product in products})


def _verdict(case: Entry) -> Verdict:
    reasons = ReturnReason.objects.filter(code__in=case["reasons"])
    return Verdict(reasons=list(reasons), words=case["words"], remarks=case.get("remarks", {}))


def _fresh(product: Product) -> Product:
    """The row as the step before left it: Wagtail keeps the workflow's state on the instance."""
    fresh: Product = Product.objects.get(pk=product.pk)
    return fresh
