"""What readiness asks for, as data that staff edit; what owners say; and how each score grew."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.languages import InLanguage
from shops.readiness.rules import RULES, Subject, rule_choices


class Dimension(models.Model):
    """One side of being ready: legality, packaging, branding …"""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    label = InLanguage("name")

    class Meta:
        verbose_name = _("dimension of readiness")
        verbose_name_plural = _("dimensions of readiness")
        ordering = ["display_order", "code"]

    def __str__(self) -> str:
        return self.label


class Level(models.Model):
    """A class that a shop or a product reaches with a score; the public reads its name and its meaning."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=40)
    meaning = models.CharField(_("what it means"), max_length=200)
    meaning_en = models.CharField(_("what it means, in English"), max_length=200)
    minimum = models.PositiveSmallIntegerField(
        _("from score"), unique=True, validators=[MaxValueValidator(100)]
    )
    counts_as_ready = models.BooleanField(
        _("counts as ready"), default=False, help_text=_("In the report: from here on a business is ready.")
    )

    label = InLanguage("name")
    text = InLanguage("meaning")

    class Meta:
        verbose_name = _("level of readiness")
        verbose_name_plural = _("levels of readiness")
        ordering = ["minimum"]
        constraints = [
            models.CheckConstraint(condition=Q(minimum__lte=100), name="level_within_the_score"),
        ]

    def __str__(self) -> str:
        return self.label


class Requirement(models.Model):
    """One thing that readiness asks of a shop or of a product.

    Where it is computed, `rule` names the code and the two numbers are what it measures against. `categories`
    (paths of slugs), `product_classes` (slugs) and `sectors` say what it is asked of; an empty list asks it
    of all. They and `claim_kinds` (codes) are lists, so that all requirements are read in one query.
    """

    class Kind(models.TextChoices):
        COMPUTED = "computed", _("computed by the system")
        ATTESTED = "attested", _("attested by the owner")
        VERIFIED = "verified", _("verified by a curator")

    code = models.SlugField(_("code"), unique=True, max_length=60)
    dimension = models.ForeignKey(
        Dimension, on_delete=models.PROTECT, related_name="requirements", verbose_name=_("dimension")
    )
    subject = models.CharField(_("asked of"), max_length=10, choices=Subject)
    kind = models.CharField(_("how it is met"), max_length=10, choices=Kind)
    rule = models.CharField(
        _("rule"),
        max_length=40,
        choices=rule_choices,
        blank=True,
        help_text=_("For a computed requirement: what is looked at."),
    )
    at_least = models.PositiveIntegerField(
        _("at least"), default=1, help_text=_("How many the rule wants: photos, words, products …")
    )
    each_at_least = models.PositiveIntegerField(
        _("each at least"), default=0, help_text=_("How large each has to be, for photos in pixels.")
    )
    claim_kinds = models.JSONField(
        _("kinds of claim"),
        default=list,
        blank=True,
        help_text=_("For a verified requirement: one verified claim of any of these is enough."),
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("As a task: “Add three clear photos”."))
    name_en = models.CharField(_("name in English"), max_length=120)
    help = models.TextField(_("help"), help_text=_("Why it matters and how to do it, in plain words."))
    help_en = models.TextField(_("help in English"))
    example = models.TextField(_("example"), blank=True)
    example_en = models.TextField(_("example in English"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=5, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    is_blocking = models.BooleanField(
        _("needed before submitting"),
        default=False,
        help_text=_("Without it no product can be handed to the curators; of a shop it is asked first."),
    )
    categories = models.JSONField(
        _("only in categories"), default=list, blank=True, help_text=_("With all below them.")
    )
    except_categories = models.JSONField(_("not in categories"), default=list, blank=True)
    product_classes = models.JSONField(_("only for classes of product"), default=list, blank=True)
    sectors = models.JSONField(_("only in sectors"), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    label = InLanguage("name")

    class Meta:
        verbose_name = _("requirement of readiness")
        verbose_name_plural = _("requirements of readiness")
        ordering = ["dimension__display_order", "display_order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="computed") & ~Q(rule="")) | (~Q(kind="computed") & Q(rule="")),
                name="computed_requirement_has_rule",
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="requirement_has_weight"),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """A rule where one is needed, and one that looks at the right thing."""
        if self.kind == self.Kind.COMPUTED and not self.rule:
            raise ValidationError({"rule": _("Choose the rule that computes it.")})
        if self.kind != self.Kind.COMPUTED and self.rule:
            raise ValidationError({"rule": _("Only a computed requirement has a rule: leave this empty.")})
        if self.rule and RULES[self.rule].subject != self.subject:
            raise ValidationError({"rule": _("This rule looks at something else: choose another one.")})
        if self.kind == self.Kind.VERIFIED and not self.claim_kinds:
            raise ValidationError({"claim_kinds": _("Choose at least one kind of claim.")})


class Attestation(models.Model):
    """The owner says that a requirement is met: by whom, since when, and until when it was said."""

    requirement = models.ForeignKey(
        Requirement, on_delete=models.CASCADE, related_name="attestations", verbose_name=_("requirement")
    )
    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="attestations", verbose_name=_("shop")
    )
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attestations",
        verbose_name=_("product"),
    )
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("attested by"),
    )
    attested_at = models.DateTimeField(_("attested at"), default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["-attested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "shop"],
                condition=Q(product=None, withdrawn_at=None),
                name="shop_attests_once",
            ),
            models.UniqueConstraint(
                fields=["requirement", "product"],
                condition=Q(product__isnull=False, withdrawn_at=None),
                name="product_attested_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} ({self.product or self.shop})"


class Snapshot(models.Model):
    """How ready a shop, or one product of it, was from a moment on; one row for every change.

    `dimensions` holds a score for every dimension in which something is asked. `is_complete` says that
    nothing was missing which blocks submitting.
    """

    shop = models.ForeignKey(
        "partner.Partner",
        on_delete=models.CASCADE,
        related_name="readiness_snapshots",
        verbose_name=_("shop"),
    )
    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="readiness_snapshots",
        verbose_name=_("product"),
    )
    score = models.PositiveSmallIntegerField(_("score"))
    level = models.ForeignKey(
        Level, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("level")
    )
    dimensions: Any = models.JSONField(_("scores by dimension"), default=dict)
    is_complete = models.BooleanField(_("nothing needed is missing"))
    is_current = models.BooleanField(_("current"), default=True)
    taken_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("snapshot of readiness")
        verbose_name_plural = _("snapshots of readiness")
        ordering = ["taken_at", "pk"]
        indexes = [
            models.Index(fields=["shop", "product", "taken_at"], name="snapshot_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shop"], condition=Q(product=None, is_current=True), name="one_snapshot_of_shop_now"
            ),
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(product__isnull=False, is_current=True),
                name="one_snapshot_of_product_now",
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="score_within_a_hundred"),
        ]

    def __str__(self) -> str:
        return f"{self.product or self.shop}: {self.score}"


class PendingCheck(models.Model):
    """A shop or product whose readiness has to be computed again.

    Written in the transaction that changed it and deleted with the snapshot, so a process that dies in
    between loses nothing. A row without either means everything: the requirements changed. Rows are only
    added and deleted.
    """

    shop_id = models.BigIntegerField(_("shop"), null=True)
    product_id = models.BigIntegerField(_("product"), null=True)
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("pending check of readiness")
        verbose_name_plural = _("pending checks of readiness")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.shop_id or ''}/{self.product_id or ''}"
