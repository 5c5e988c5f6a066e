"""`ClaimKind` is data that staff edit; a `Claim` is one statement with its evidence and its state."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace, Upper
from django.utils.translation import gettext_lazy as _

from catalogue.claims.patterns import LONGEST, fits, validate_regular_expression
from catalogue.claims.queries import ClaimQuerySet
from catalogue.languages import InLanguage

#: What people write between the parts of a number, or leave out.
SEPARATORS = " .-/:"
#: The dashes that programs write instead of a hyphen.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def folded(column: str) -> Upper:
    """A number without separators, in capitals, as an expression: `No. 12/a` and `NO12A` are one."""
    bare: F | Replace = F(column)
    for separator in SEPARATORS:
        bare = Replace(bare, Value(separator), Value(""))
    return Upper(bare)


class ClaimKind(models.Model):
    """One kind of claim: what its number looks like, who issues it, its kind of value, how long it holds."""

    class AppliesTo(models.TextChoices):
        SHOP = "shop", _("shop")
        PRODUCT = "product", _("product")

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    meaning = models.TextField(_("what it means to a shopper"), blank=True)
    meaning_en = models.TextField(_("what it means, in English"), blank=True)
    use = models.TextField(_("what it means for a buyer's file"), blank=True)
    use_en = models.TextField(_("what it means for a buyer's file, in English"), blank=True)
    applies_to = models.CharField(_("applies to"), max_length=10, choices=AppliesTo)
    number_pattern = models.CharField(
        _("number pattern"),
        max_length=200,
        blank=True,
        validators=[validate_regular_expression],
        help_text=_("A regular expression that the whole number must match; empty for any."),
    )
    number_example = models.CharField(_("example of a number"), max_length=100, blank=True)
    has_shared_numbers = models.BooleanField(
        _("several shops bear the same number"),
        default=False,
        help_text=_("As with the number of a standard: the same one at two shops raises no flag."),
    )
    issuer = models.CharField(_("usual issuer"), max_length=200, blank=True)
    has_value = models.BooleanField(_("carries a value"), default=False)
    value_min = models.DecimalField(_("lowest value"), max_digits=7, decimal_places=2, null=True, blank=True)
    value_max = models.DecimalField(_("highest value"), max_digits=7, decimal_places=2, null=True, blank=True)
    value_unit = models.CharField(_("unit of the value"), max_length=20, blank=True)
    validity_years = models.PositiveSmallIntegerField(
        _("usual validity (years)"),
        null=True,
        blank=True,
        help_text=_("Proposed when a claim is entered; the date printed on the certificate rules."),
    )
    needs_evidence = models.BooleanField(_("needs evidence"), default=True)
    mark = models.CharField(_("mark shown to shoppers"), max_length=60, blank=True)
    mark_en = models.CharField(_("mark in English"), max_length=60, blank=True)
    source = models.CharField(_("source of the rule"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    #: What `is_active` was before the row is saved; None for a new one.
    has_been_in_use: bool | None = None
    #: What cannot change once there are claims of the kind.
    FIXED = ("code", "applies_to", "has_value", "value_unit")

    label = InLanguage("name")
    shown_mark = InLanguage("mark")
    shown_meaning = InLanguage("meaning")
    shown_use = InLanguage("use")

    class Meta:
        verbose_name = _("kind of claim")
        verbose_name_plural = _("kinds of claim")
        ordering = ["display_order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_value=False) | Q(value_min__isnull=False, value_max__gte=F("value_min")),
                name="claim_kind_value_has_range",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Staff read the example in messages to sellers, so it has to be a number of this kind.

        What claims were verified as stays: their meaning hangs on it, and so does what counts them.
        """
        self._check_example()
        self._check_fixed()

    def _check_fixed(self) -> None:
        before = ClaimKind.objects.filter(pk=self.pk, claims__isnull=False).values(*self.FIXED).first()
        changed = [name for name in self.FIXED if before and before[name] != getattr(self, name)]
        if changed:
            kept = _("Claims of this kind exist, so this stays. Take the kind out of use and add another.")
            raise ValidationError(dict.fromkeys(changed, kept))

    def _check_example(self) -> None:
        if not self.number_pattern:
            return
        try:
            validate_regular_expression(self.number_pattern)
        except ValidationError:
            return  # the field says so
        if not fits(self.number_pattern, self.number_example):
            raise ValidationError(
                {"number_example": _("The example does not fit the number pattern: correct one of the two.")}
            )

    def clean_number(self, number: str) -> str:
        """The number in plain letters without outer spaces; raises ValidationError when it does not fit.

        Full-width letters and digits and long dashes, which keyboards and programs write, become plain ones.
        """
        number = unicodedata.normalize("NFKC", number).translate(DASHES).strip()
        if self.number_pattern and not fits(self.number_pattern, number):
            raise ValidationError(
                _("“%(number)s” is not a %(kind)s number. It looks like this: %(example)s."),
                params={"number": number, "kind": self.label, "example": self.number_example},
            )
        return number


class Claim(models.Model):
    """One statement about a shop, or about one product of it. Only `Claim.objects.verified()` ever counts."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        VERIFIED = "verified", _("verified")
        REFUSED = "refused", _("refused")
        EXPIRED = "expired", _("expired")
        REVOKED = "revoked", _("revoked")

    kind = models.ForeignKey(
        ClaimKind, on_delete=models.PROTECT, related_name="claims", verbose_name=_("kind")
    )
    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="claims", verbose_name=_("shop")
    )
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("product"),
        help_text=_("Empty for a claim about the shop itself."),
    )
    number = models.CharField(_("number"), max_length=LONGEST, blank=True)
    number_key = models.GeneratedField(
        expression=folded("number"),
        output_field=models.CharField(max_length=100),
        db_persist=True,
        verbose_name=_("number for comparison"),
    )
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    value = models.DecimalField(
        _("value"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(99999)],
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day it holds; empty for no end.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, db_index=True)
    refused_for = models.ForeignKey(
        "catalogue.RefusalReason",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("reason from the list"),
        help_text=_("Why it was refused or revoked."),
    )
    refusal_reason = models.TextField(_("the curator's words"), blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["kind__display_order", "pk"]
        indexes = [
            models.Index(fields=["state", "expires_on"], name="claim_state_expiry"),
            models.Index(fields=["kind", "number_key"], name="claim_kind_number_key"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="claim_expires_after_issue",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal_reason="") | Q(refused_for__isnull=False),
                name="refused_claim_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "refused"]) | Q(reviewed_at__isnull=False),
                name="decided_claim_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    #: The states in which its shop may change it and hand it in.
    OPEN_STATES = frozenset([State.DRAFT, State.REFUSED, State.EXPIRED])

    @property
    def refusal_in_words(self) -> str:
        """Why it was refused or revoked: the reason from the list and the curator's words."""
        listed = self.refused_for.label if self.refused_for else ""
        return " ".join(filter(None, [listed, self.refusal_reason]))

    @property
    def is_open(self) -> bool:
        """Whether its shop may change it and hand it in."""
        return self.state in self.OPEN_STATES

    def clean(self) -> None:
        """Hold the claim against its kind: number pattern, value range, and what it applies to."""
        if self.kind_id is None:
            return
        errors: dict[str, ValidationError] = {}
        for field, check in (
            ("number", self._check_number),
            ("value", self._check_value),
            ("product", self._check_subject),
            ("expires_on", self._check_days),
        ):
            try:
                check()
            except ValidationError as error:
                errors[field] = error
        if errors:
            raise ValidationError(errors)

    def _check_number(self) -> None:
        self.number = self.kind.clean_number(self.number)

    def _check_value(self) -> None:
        kind = self.kind
        if not kind.has_value:
            if self.value is not None:
                raise ValidationError(_("A %(kind)s claim carries no value."), params={"kind": kind.label})
            return
        low, high = kind.value_min, kind.value_max
        if self.value is None or low is None or high is None or not low <= self.value <= high:
            raise ValidationError(
                _("The value must lie between %(low)s and %(high)s %(unit)s."),
                params={"low": low, "high": high, "unit": kind.value_unit},
            )

    def _check_days(self) -> None:
        if self.issued_on and self.expires_on and self.expires_on < self.issued_on:
            raise ValidationError(_("The last day lies before the day on which it was issued."))

    def _check_subject(self) -> None:
        if self.kind.applies_to == ClaimKind.AppliesTo.SHOP and self.product_id:
            raise ValidationError(
                _("A %(kind)s claim is about the shop, not one product."), params={"kind": self.kind.label}
            )
        if self.kind.applies_to == ClaimKind.AppliesTo.PRODUCT and not self.product_id:
            raise ValidationError(
                _("Name the product that the %(kind)s claim is about."), params={"kind": self.kind.label}
            )
        if self.product_id and self.product is not None and self.product.shop_id != self.shop_id:
            raise ValidationError(_("The product belongs to another shop."))
