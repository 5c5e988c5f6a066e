"""What Wagtail keeps of products and claims for the CMS, written for many of them at once.

After the save of one of them it is Wagtail's own task that does this (`catalogue.references.noted_once`).
"""

from django_tasks import task

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
