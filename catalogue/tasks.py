"""What Wagtail keeps of products and claims for the CMS, written for many of them at once.

After the save of one of them it is Wagtail's own tasks that do this (`catalogue.receivers.index_for_the_cms`,
`catalogue.references.noted_once`).
"""

from django_tasks import task
from modelsearch.backends import get_search_backends

from catalogue.models import Claim, Product
from catalogue.references import note_together


@task()
def note_uses(product_ids: list[int]) -> None:
    """Note what these products and their children point at."""
    rows = Product.objects.filter(pk__among=product_ids).order_by("pk")
    note_together(Product, list(rows.prefetch_related("images", "attribute_values")))


@task()
def note_uses_of_claims(claim_ids: list[int]) -> None:
    """Note what these claims point at."""
    note_together(Claim, Claim.objects.filter(pk__among=claim_ids).order_by("pk"))


@task()
def note_names(product_ids: list[int], renamed: list[int]) -> None:
    """Put into Wagtail's own index what those products are called that are not in it, or `renamed`."""
    products = list(Product.objects.filter(pk__among=product_ids).order_by("pk"))
    indexed = Product.objects.filter(pk__among=product_ids, index_entries__isnull=False).order_by()
    known = set(indexed.values_list("pk", flat=True)) - set(renamed)
    missing = [product for product in products if product.pk not in known]
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Product, missing)
