"""Ways into a shop's team: an invitation by its owner, and a request that its owner decides."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in a shop's team; `shops.panel.access.RIGHTS` says what each may do."""

    OWNER = "owner", _("owner")
    MANAGER = "manager", _("manager")
    STOCK_KEEPER = "stock_keeper", _("stock keeper")
    VIEWER = "viewer", _("viewer")


class Invitation(models.Model):
    """An owner's offer of a place in the team, to one address, for a while, for one use.

    Only a digest of the token is kept: whoever reads the database cannot use it.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        ACCEPTED = "accepted", _("accepted")
        CANCELLED = "cancelled", _("cancelled")

    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="invitations", verbose_name=_("shop")
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "email"],
                condition=Q(state="pending"),
                name="one_pending_invitation_an_address",
            ),
        ]
        indexes = [models.Index(fields=["shop", "created_at"], name="invitation_by_shop_and_day")]

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class JoinRequest(models.Model):
    """A person's wish to join the business with this NIB.

    Kept whether or not the number is known here, so that the person who asked sees the same in both cases;
    `shop` is empty until there is one.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    nib = models.CharField(_("NIB"), max_length=13, db_index=True)
    shop = models.ForeignKey(
        "partner.Partner",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="join_requests",
        verbose_name=_("shop"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="join_requests",
        verbose_name=_("person"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "nib"], condition=Q(state="pending"), name="one_pending_request_a_number"
            ),
        ]
        indexes = [models.Index(fields=["user", "created_at"], name="join_request_by_user_and_day")]

    def __str__(self) -> str:
        return f"{self.user} → {self.nib}"
