"""Shops, their products and their claims in Wagtail's menu, in the order in which a curator works."""

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from catalogue.cms.products import ProductViewSet
from catalogue.models import Claim, ClaimKind, Product, RefusalReason
from shops.claims.cms import ClaimViewSet
from shops.claims.models import ClaimProposal
from shops.claims.proposals import ProposalViewSet
from shops.cms import ShopViewSet
from shops.curation.history import NAMES_ALL_REGIONS, may_read_history
from shops.curation.policies import NoBulkAction, RegionalPolicy, RegionalViewSet
from shops.curation.scope import scope_of
from shops.models import Partner
from shops.readiness.models import Dimension, Level, Requirement
from shops.registration.cms import RegistrationGroup
from shops.review.kinds import Kind
from shops.standing.cms import decide_shop
from shops.teams.cms import decide, unanswered

for policy in (
    RegionalPolicy(Product, Kind.PRODUCT, "shop__region_id"),
    # A draft is nobody's but the team's.
    RegionalPolicy(Claim, Kind.CLAIM, "shop__region_id", shown=~Q(state=Claim.State.DRAFT)),
    RegionalPolicy(ClaimProposal, Kind.CLAIM, "shop__region_id"),
    RegionalPolicy(Partner, Kind.SHOP, "region_id"),
):
    register_permission_policy(policy.model, policy)


class RegionalProducts(RegionalViewSet, ProductViewSet):
    """The products of the curator's regions."""


class RegionalClaims(RegionalViewSet, ClaimViewSet):
    """The claims of the curator's regions."""

    fetched_guarded = frozenset(["edit"])


class RegionalProposals(RegionalViewSet, ProposalViewSet):
    """What the register proposes to shops of the curator's regions."""


class RegionalShops(RegionalViewSet, ShopViewSet):
    """The shops of the curator's regions."""


class CurationGroup(SnippetViewSetGroup):
    """What is reviewed."""

    menu_label = _("Shops and products")
    menu_icon = "tag"
    menu_order = 310
    items = (RegionalProducts, RegionalClaims, RegionalProposals, RegionalShops)


register_snippet(CurationGroup)


class NothingDeletedTogether(NoBulkAction):
    """Nor these: proposals name shops of other regions, and what is in use stays."""

    models = [ClaimProposal, ClaimKind, RefusalReason, Dimension, Level, Requirement]


hooks.register("register_bulk_action", NoBulkAction, order=1)
hooks.register("register_bulk_action", NothingDeletedTogether, order=1)
register_snippet(RegistrationGroup)


@hooks.register("register_admin_urls")
def decision_on_a_shop() -> list[URLPattern]:
    """Where staff decide on a shop and its team; Wagtail asks who may come in, the views ask the rest."""
    return [
        path("toko/<int:pk>/keputusan/", decide_shop, name="shop_decision"),
        path("permintaan-bergabung/", unanswered, name="join_requests"),
        path("permintaan-bergabung/<int:pk>/", decide, name="join_request_decision"),
    ]


class JoinRequestsMenuItem(MenuItem):
    """Shown to who decides on shops."""

    def is_shown(self, request: HttpRequest) -> bool:
        return scope_of(request.user).has(Kind.SHOP) and request.user.has_perm("partner.decide_shop")


@hooks.register("register_admin_menu_item")
def join_requests_in_menu() -> MenuItem:
    return JoinRequestsMenuItem(
        _("Requests to join"),
        lazy(reverse, str)("join_requests"),
        name="join-requests",
        icon_name="group",
        order=312,
    )


@hooks.register("construct_reports_menu")
def leave_out_the_history(request: HttpRequest, items: list[MenuItem]) -> None:
    """Where it is not theirs to read."""
    if not may_read_history(request.user):
        items[:] = [item for item in items if item.name not in NAMES_ALL_REGIONS]
