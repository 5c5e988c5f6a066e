"""Publishing the latest drafts of many products in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Model
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import published

from catalogue.models import Product, ProductAttributeValue, ProductImage
from catalogue.services.workflow_rows import ROWS, log_together
from catalogue.signals import products_changed
from catalogue.tasks import note_uses

#: What hangs on a product and is published with it.
CHILDREN: Mapping[str, type[Model]] = {"images": ProductImage, "attribute_values": ProductAttributeValue}
#: What publishing itself writes to a row.
_OF_PUBLISHING = {
    *("live", "expired", "has_unpublished_changes", "first_published_at", "last_published_at"),
    *("live_revision", "latest_revision", "date_updated"),
}


def publish_together(*, products: Sequence[Product], drafts: Sequence[Product], by: Any) -> None:
    """Make these products, whose rows are held, what their drafts say; none of them has a day to go live.

    `PublishRevisionAction` and the save of a product with its children, with the same notes and log entries.
    Rows and children are written where a draft says something else: of what was never public before nothing.
    """
    history, changes = _revisions(products), list(zip(products, drafts, strict=True))
    _write_rows(changes, history)
    with disable_reference_index_auto_update():  # noted below, once for each product
        for name, model in CHILDREN.items():
            _write_children(name, model, changes)
    keys = [product.pk for product in products]
    products_changed.send(sender=Product, product_ids=keys)
    note_uses.enqueue(keys)
    for draft in drafts:
        published.send(sender=Product, instance=draft, revision=draft.latest_revision)
    _log(changes, history, by)


def _revisions(products: Iterable[Product]) -> dict[int, list[int]]:
    """The keys of all revisions of each product, the latest last."""
    kind = Product.get_base_content_type()
    rows = Revision.objects.filter(base_content_type=kind, object_id__in=[str(row.pk) for row in products])
    keys: dict[int, list[int]] = defaultdict(list)
    for product, revision in rows.order_by("created_at", "pk").values_list("object_id", "pk"):
        keys[int(product)].append(revision)
    return keys


def _write_rows(changes: Sequence[tuple[Product, Product]], history: Mapping[int, list[int]]) -> None:
    """The columns that drafts change, then what publishing means for all rows."""
    now = timezone.now()
    columns = [field for field in Product._meta.concrete_fields if field.name not in _OF_PUBLISHING]
    changed = {
        field.name
        for row, draft in changes
        for field in columns
        if getattr(row, field.attname) != getattr(draft, field.attname)
    }
    if changed:
        Product.objects.bulk_update([draft for _row, draft in changes], sorted(changed), batch_size=ROWS)
    kind, keys = Product.get_base_content_type(), [row.pk for row, _draft in changes]
    Revision.objects.filter(base_content_type=kind, object_id__in=list(map(str, keys))).exclude(
        approved_go_live_at=None
    ).update(approved_go_live_at=None)
    Product.objects.filter(pk__among=keys).update(
        live=True,
        expired=False,
        has_unpublished_changes=False,
        first_published_at=Coalesce("first_published_at", now),
        last_published_at=now,
        live_revision=F("latest_revision"),
        date_updated=now,
    )
    followed = [row.pk for row, _draft in changes if history[row.pk][-1] != row.latest_revision_id]
    if followed:  # a later one than the row knows of, as Wagtail judges it
        Product.objects.filter(pk__among=followed).update(has_unpublished_changes=True)


def _write_children(name: str, model: type[Model], changes: Sequence[tuple[Product, Product]]) -> None:
    """What `ChildObjectsDescriptor`'s manager commits: children that are gone, changed and new."""
    present: dict[int, dict[int, Any]] = defaultdict(dict)
    children: Any = model._default_manager
    for child in children.filter(product__among=[row.pk for row, _draft in changes]):
        present[child.product_id][child.pk] = child
    gone, changed, new = [], [], []
    for row, draft in changes:
        wanted = list(getattr(draft, name).all())
        for child in wanted:
            child.product = draft
        kept = {child.pk for child in wanted}
        gone += [key for key in present[row.pk] if key not in kept]
        new += [child for child in wanted if child.pk not in present[row.pk]]
        changed += [
            child
            for child in wanted
            if child.pk in present[row.pk] and _columns(child) != _columns(present[row.pk][child.pk])
        ]
    if gone:
        model._default_manager.filter(pk__among=gone).delete()
    if changed:
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._default_manager.bulk_update(changed, fields, batch_size=ROWS)
    model._default_manager.bulk_create(new, batch_size=ROWS)


def _columns(child: Model) -> dict[str, Any]:
    return {field.attname: getattr(child, field.attname) for field in child._meta.concrete_fields}


def _log(changes: Sequence[tuple[Product, Product]], history: Mapping[int, list[int]], by: Any) -> None:
    """A product that has another title than before is logged as renamed, and its publishing says so."""
    titles = {
        draft.pk: {"title": {"old": str(row), "new": str(draft)}}
        for row, draft in changes
        if str(row) != str(draft) and history[row.pk].index(row.latest_revision_id)
    }
    drafts = [draft for _row, draft in changes]
    renamed = [(draft, draft.latest_revision_id, titles[draft.pk]) for draft in drafts if draft.pk in titles]
    if renamed:
        log_together("wagtail.rename", renamed, by=by)
    log_together(
        "wagtail.publish",
        [(draft, draft.latest_revision_id, titles.get(draft.pk, {})) for draft in drafts],
        by=by,
        content_changed=True,
    )
