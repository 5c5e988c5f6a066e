"""Decides for one valid row what it changes, or why it may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalogue.imports.existing import ATTRIBUTES, PRODUCT_FIELDS, Detail, Details, Existing
from catalogue.imports.validation import Refusal, ValidRow, shown
from catalogue.imports.values import Value


@dataclass(frozen=True, slots=True)
class Addition:
    """A product the shop does not have yet. `attributes` are values by attribute."""

    sku: str
    fields: Mapping[str, Any]
    product_class_id: int | None
    price: Decimal
    num_in_stock: int | None
    attributes: Mapping[Detail, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes of a product the shop has; empty parts stay as they are."""

    existing: Existing
    stock: Mapping[str, Any]
    fields: Mapping[str, Any]
    attributes: Mapping[Detail, Any]

    @property
    def needs_review(self) -> bool:
        """Price and stock change at once; everything else is read by a curator first."""
        return bool(self.fields or self.attributes)

    def __bool__(self) -> bool:
        return bool(self.stock) or self.needs_review


Plan = Addition | Change


class _RowRefused(Exception):
    """A valid row does not fit what the shop has."""

    def __init__(self, column: str, rule: str, **params: str | int) -> None:
        super().__init__(rule)
        self.column = column
        self.rule = rule
        self.params = params


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans rows with what is known about product classes: their details, and the default by category."""

    details: Details
    default_classes: Mapping[int, int]

    def plan(self, row: ValidRow, existing: Existing | None) -> Addition | Change | Refusal:
        """What the row asks for; a `Change` that is false asks for nothing."""
        try:
            return self._change(row, existing) if existing else self._addition(row)
        except _RowRefused as refused:
            value = row.values.get(refused.column)
            text = "" if value is None else shown(str(value))
            return Refusal(row.number, refused.column, text, refused.rule, refused.params)

    def _addition(self, row: ValidRow) -> Addition:
        values = row.values
        class_id: Any = values.get("product_class", self.default_classes.get(int(values["category"])))
        is_made_to_order = bool(values.get("is_made_to_order", False))
        return Addition(
            sku=row.sku,
            fields={name: values[name] for name in PRODUCT_FIELDS if name in values},
            product_class_id=class_id,
            price=Decimal(values["price"]),
            num_in_stock=int(values["stock"]) if "stock" in values else None if is_made_to_order else 0,
            attributes=self._attributes(row, class_id),
        )

    def _change(self, row: ValidRow, existing: Existing) -> Change:
        values = row.values
        if values.get("product_class", existing.product_class_id) != existing.product_class_id:
            raise _RowRefused("product_class", "class.fixed")
        attributes = self._attributes(row, existing.product_class_id)
        change = Change(
            existing=existing,
            stock=_stock_change(values, existing),
            fields={
                name: values[name]
                for name in PRODUCT_FIELDS
                if name in values and values[name] != existing.fields[name]
            },
            attributes={
                detail: value
                for detail, value in attributes.items()
                if value != existing.attributes.get(detail.pk)
            },
        )
        _refuse_what_cannot_change(change)
        return change

    def _attributes(self, row: ValidRow, class_id: int | None) -> dict[Detail, Any]:
        """The row's details as their attributes hold them."""
        known = self.details.get(class_id, {}) if class_id else {}
        found = {}
        for code in ATTRIBUTES:
            if code in row.values:
                if code not in known:
                    raise _RowRefused(code, "class.lacks_detail")
                found[known[code]] = known[code].typed(row.values[code])
        return found


def _stock_change(values: Mapping[str, Value], existing: Existing) -> dict[str, Any]:
    """Changed fields of the stock record."""
    asked = {"price": values["price"], "num_in_stock": values.get("stock", existing.num_in_stock)}
    current = {"price": existing.price, "num_in_stock": existing.num_in_stock}
    return {name: value for name, value in asked.items() if value != current[name]}


def _refuse_what_cannot_change(change: Change) -> None:
    existing = change.existing
    stock = change.stock.get("num_in_stock", existing.num_in_stock)
    if stock is not None and stock < existing.num_allocated:
        raise _RowRefused("stock", "stock.promised", promised=existing.num_allocated)
    if stock is None and change.fields.get("is_made_to_order") is False:
        raise _RowRefused("stock", "stock.unset")
    if change.needs_review and existing.is_locked:
        raise _RowRefused("", "product.locked")
    if change.needs_review and existing.is_in_review:
        raise _RowRefused("", "product.in_review")
