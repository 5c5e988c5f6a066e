"""The price preference for domestic content: evaluated prices (HEA), and the dated rule they follow."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says: the highest preference and the floor in percent, the package value in rupiah.

    The preference holds for packages worth more than `package_above`. `source` names the regulation.
    """

    highest: Decimal
    tkdn_floor: Decimal
    package_above: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluated price with the steps that lead to it: percentages in percent, `evaluated` in whole rupiah.

    `preference` is 0 and `evaluated` equals the price where the TKDN is below the floor. For packages up to
    the rule's value it is a simulation; `applies_from` is the quantity that is worth more.
    """

    price: Decimal
    tkdn: Decimal
    rule: Rule
    preference: Decimal
    evaluated: Decimal
    applies_from: int

    @property
    def is_preferred(self) -> bool:
        """Whether the TKDN reaches the floor."""
        return self.tkdn >= self.rule.tkdn_floor


def evaluate(*, price: Decimal, tkdn: Decimal, rule: Rule) -> Evaluation:
    """HEA = (1 − KP) × HP with KP = TKDN × highest preference (Perpres 12/2021, Art. 67).

    Raises ValueError for a price that is not above 0 or a TKDN outside 0 to 100.
    """
    if price <= 0:
        raise ValueError("a price of nothing cannot be evaluated")
    if not 0 <= tkdn <= HUNDRED:
        raise ValueError("TKDN is a percentage")
    preference = tkdn * rule.highest / HUNDRED if tkdn >= rule.tkdn_floor else Decimal(0)
    evaluated = ((1 - preference / HUNDRED) * price).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    applies_from = int((rule.package_above / price).to_integral_value(rounding=ROUND_FLOOR)) + 1
    return Evaluation(price, tkdn, rule, preference, evaluated, applies_from)


class PreferenceRuleQuerySet(models.QuerySet["PreferenceRule"]):
    """Rules by their dates."""

    def in_force(self, on: dt.date | None = None) -> "PreferenceRule | None":
        """The rule of that day (default: today); None before the first one begins."""
        day = on or timezone.localdate()
        return self.filter(in_force_from__lte=day).order_by("-in_force_from").first()


class PreferenceRule(models.Model):
    """How the price of a product with domestic content is evaluated from a day on, until the next rule."""

    in_force_from = models.DateField(_("in force from"), unique=True)
    highest_preference = models.DecimalField(
        _("highest preference (%)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    tkdn_floor = models.DecimalField(
        _("lowest TKDN that is preferred (%)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    package_above = models.DecimalField(
        _("for packages above (rupiah)"),
        max_digits=15,
        decimal_places=0,
        validators=[MinValueValidator(0)],
        help_text=_("For smaller packages the figure is shown as a simulation."),
    )
    source = models.CharField(_("source of the rule"), max_length=200)

    objects = PreferenceRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of price preference")
        verbose_name_plural = _("rules of price preference")
        ordering = ["-in_force_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(highest_preference__gte=0, highest_preference__lte=100),
                name="preference_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(tkdn_floor__gte=0, tkdn_floor__lte=100), name="preference_floor_is_a_percentage"
            ),
            models.CheckConstraint(condition=Q(package_above__gte=0), name="preference_package_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.in_force_from:%Y-%m-%d})"

    def as_rule(self) -> Rule:
        """Its figures."""
        return Rule(self.highest_preference, self.tkdn_floor, self.package_above, self.source)
