"""Setting up curation, and deciding: approve a product, or return it with a comment."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from wagtail.models import Workflow, WorkflowContentType, WorkflowState, WorkflowTask

from catalogue.exceptions import NotSubmitted
from catalogue.models import Product
from shops.curation.models import CurationTask
from shops.regions.models import Region
from shops.review.kinds import Kind
from shops.review.models import RegionalGroup
from shops.review.services.reasons import load_reasons
from shops.review.verdicts import Verdict

WORKFLOW = "Kurasi"
CURATORS = "Kurator"

#: What a curator may do in the CMS, as `app_label.codename`. Approving publishes, hence the publish right.
CURATOR_PERMISSIONS = (
    "wagtailadmin.access_admin",
    "catalogue.view_product",
    "catalogue.change_product",
    "catalogue.publish_product",
    "catalogue.view_claim",
    "catalogue.change_claim",
    "shop_claims.view_claimproposal",
    "shop_claims.change_claimproposal",
    "partner.view_partner",
    "partner.decide_shop",
    "review.view_complaint",
    "review.change_complaint",
)

#: What the curators of the whole country may do besides: the lists that all regions choose from.
NATIONAL_PERMISSIONS = (
    "review.view_returnreason",
    "review.add_returnreason",
    "review.change_returnreason",
    "review.view_reportreason",
    "review.add_reportreason",
    "review.change_reportreason",
)

#: What somebody may do in the CMS who only reads reports: come in. What they read follows from their regions.
OFFICER_PERMISSIONS = ("wagtailadmin.access_admin",)
#: The groups of officers for the whole country that every site begins with.
PROGRAMME_OFFICERS, FINANCE_OFFICERS = OFFICERS = ("Petugas program", "Petugas keuangan")


@transaction.atomic
def ensure_curator_group() -> Group:
    """The group "Kurator" with all that a curator needs, for the whole country.

    Rights that staff have added stay, and so do the regions they have chosen for it.
    """
    group, fresh = Group.objects.get_or_create(name=CURATORS)
    group.permissions.add(*permissions_named(CURATOR_PERMISSIONS + NATIONAL_PERMISSIONS))
    if fresh:
        RegionalGroup.objects.create(group=group)
    return group


@transaction.atomic
def ensure_regional_curators(*, region: Region, kinds: Iterable[str] = ()) -> Group:
    """The group of a region's curators, "Kurator 33.74 Kota Semarang"; `kinds` narrows what they decide on.

    Each choice of kinds is a group of its own; one that decides on products joins the workflow's step. Rights
    that staff have added stay.
    """
    chosen = [kind for kind in Kind if kind in set(kinds)]
    name = " ".join([CURATORS, region.code, region.name, *(kind.value for kind in chosen)])
    group, fresh = Group.objects.get_or_create(name=name)
    group.permissions.add(*permissions_named(CURATOR_PERMISSIONS))
    RegionalGroup.objects.get_or_create(group=group, region=region, defaults={"kinds": chosen})
    if fresh and Kind.PRODUCT in (chosen or Kind):
        _join_step(group)
    return group


@transaction.atomic
def ensure_officer_groups() -> list[Group]:
    """The groups "Petugas program" and "Petugas keuangan", which read the reports of the whole country."""
    return [_ensure_officers(name) for name in OFFICERS]


def _ensure_officers(name: str) -> Group:
    group, fresh = Group.objects.get_or_create(name=name)
    group.permissions.add(*permissions_named(OFFICER_PERMISSIONS))
    if fresh:
        RegionalGroup.objects.create(group=group, reports_only=True)
    return group


@transaction.atomic
def equip_group(group: Group) -> None:
    """Let the members of a group that looks after a region work there: with all that a curator needs, or an
    officer where the group only reads reports.

    One that decides on products joins the workflow's step. Nothing is taken away from a group.
    """
    deciding = RegionalGroup.objects.filter(group=group, reports_only=False)
    group.permissions.add(*permissions_named(CURATOR_PERMISSIONS if deciding else OFFICER_PERMISSIONS))
    kinds = deciding.values_list("kinds", flat=True)
    if any(Kind.PRODUCT in (chosen or Kind) for chosen in kinds):
        _join_step(group)


def _join_step(group: Group) -> None:
    for task in CurationTask.objects.filter(name=WORKFLOW):
        task.groups.add(group)


@transaction.atomic
def ensure_curation_workflow() -> Workflow:
    """The one workflow that reviews products, with its group, its step and its reasons; safe to call again.

    What staff have changed in the CMS (a second step, another group) stays.
    """
    group = ensure_curator_group()
    ensure_officer_groups()
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task, fresh = CurationTask.objects.get_or_create(name=WORKFLOW)
    if fresh:
        task.groups.add(group)
    if not workflow.workflow_tasks.exists():
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Product), defaults={"workflow": workflow}
    )
    load_reasons()
    return workflow


def permissions_named(names: tuple[str, ...]) -> list[Permission]:
    """The permissions called `app_label.codename`; raises LookupError naming those that do not exist."""
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in=[name.partition(".")[2] for name in names]
        )
    }
    missing = [name for name in names if name not in found]
    if missing:
        raise LookupError(f"No such permissions: {', '.join(missing)}.")
    return [found[name] for name in names]


def approve_product(
    *, product: Product, by: Any, comment: str = "", is_sampled: bool = False, seen: int | None = None
) -> None:
    """Publish the submitted draft; `is_sampled` when it is approved with the import it came with.

    `seen` is the key of the revision that the curator looked at: another one is not approved in its place.
    Raises NotSubmitted, AlreadyDecided, HandedInAnew, NotACurator, TakenByColleague and PicturesWithoutWords.
    """
    decide(product=product, by=by, action="approve", comment=comment, is_sampled=is_sampled, seen=seen)


def return_product(
    *,
    product: Product,
    by: Any,
    comment: str = "",
    verdict: Verdict | None = None,
    seen: int | None = None,
) -> None:
    """Send the draft back to its seller with a comment, or with a verdict that says more; it stays as it is.

    `seen` as for an approval. Raises NotSubmitted, AlreadyDecided, HandedInAnew, NotACurator,
    TakenByColleague and ReturnNeedsComment.
    """
    said = verdict or Verdict(words=comment)
    with translation.override(settings.LANGUAGE_CODE):  # kept with the product, for its seller
        kept = said.comment
    decide(product=product, by=by, action="reject", comment=kept, verdict=said, seen=seen)


def decide(*, product: Product, by: Any, action: str, comment: str, **more: Any) -> None:
    """Take the workflow's current step: "approve" or "reject"."""
    state = product.current_workflow_state
    task_state = state.current_task_state if state else None
    if task_state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise NotSubmitted
    state.content_object, task_state.workflow_state = product, state  # nobody need ask for them anew
    task_state.task.specific.on_action(task_state, by, action, comment=comment, **more)
