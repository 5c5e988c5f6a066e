"""The product editor: a new product and an old one, and what is kept while somebody types."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from catalogue.drafts import product_to_read
from catalogue.exceptions import CatalogueError, DraftMovedOn, SkuTaken
from catalogue.models import Product, ProductClass
from catalogue.services.drafts import create_product
from catalogue.states import TO_MEND, ProductState, state_of
from media.exceptions import PictureRefused
from media.renditions import Size, picture
from shops.panel.access import Desk, Right, seller_page
from shops.panel.forms.editor import ProductEditor, is_asked_again
from shops.panel.forms.merging import merged
from shops.panel.forms.pictures import keep_one
from shops.panel.once import once
from shops.panel.problems import add_problem, sentence_for
from shops.panel.queries import offer_of
from shops.panel.signed_out import keeps_unsent, take_unsent
from shops.panel.typed import as_sent, drop_typed, keep_typed, moved_on_words, saved_words, typed_by
from shops.panel.views.products import submit
from shops.queries import get_product_for
from shops.readiness.panel import blocking_in_editor
from shops.readiness.queries import readiness_of_edited
from shops.review.queries import remarks_for

form_page = require_http_methods(["GET", "HEAD", "POST"])

WAITING = (ProductState.WAITING, ProductState.LIVE_WAITING)
NOTHING_TO_SUBMIT = (ProductState.LIVE, *WAITING)


@form_page
@keeps_unsent
@seller_page(Right.EDIT)
def product_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """First the kind of product, then its form; or the form that was left unfinished."""
    if request.method == "POST":
        editor = _sent(request, desk, None)
        if not is_asked_again(request.POST) and editor.is_valid():
            return _create(request, desk, editor)
        return _editor_page(request, desk, editor)
    slug = request.GET.get("jenis", "")
    product_class = ProductClass.objects.filter(slug=slug).first() if slug.isprintable() else None
    if product_class is None:
        return _left_unfinished(request, desk) or _classes_page(request, desk)
    return _editor_page(request, desk, ProductEditor(shop=desk.shop, product_class=product_class))


@form_page
@keeps_unsent
@seller_page(Right.LOOK)
def product(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One product: the editor, or a page to read where this person may not edit or it waits for curation."""
    found = get_product_for(request.user, desk.shop.slug, pk)
    if request.method == "POST":
        desk.require(Right.EDIT)
        editor = _sent(request, desk, found)
        if not is_asked_again(request.POST) and editor.is_valid():
            return _save(request, desk, editor, found)
        return _editor_page(request, desk, editor, found)
    if state_of(found) in WAITING or not desk.may_edit:
        return _reading_page(request, desk, found)
    left = _left_unfinished(request, desk, found)
    return left or _editor_page(request, desk, ProductEditor(shop=desk.shop, product=found), found)


@require_POST
@seller_page(Right.EDIT)
def typed_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep what is typed of a new product; `discard` forgets it."""
    return _keep(request, desk, None)


@require_POST
@seller_page(Right.EDIT)
def typed(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Keep what is typed of this product; `discard` forgets it."""
    return _keep(request, desk, get_product_for(request.user, desk.shop.slug, pk))


@require_POST
@seller_page(Right.EDIT)
def photo(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Keep one photo for a script that sends them one by one; 422 with a sentence when it is refused."""
    upload = request.FILES.get("photo")
    if upload is None:
        return JsonResponse({"problem": _("No photo arrived. Choose it again.")}, status=422)
    try:
        return JsonResponse(keep_one(upload=upload, shop=desk.shop, data=request.POST, by=request.user))
    except PictureRefused as refusal:
        return JsonResponse({"problem": str(refusal)}, status=422)


def _keep(request: HttpRequest, desk: Desk, found: Product | None) -> HttpResponse:
    if "discard" in request.POST:
        drop_typed(shop=desk.shop, product=found, by=request.user)
        if found is None:
            return redirect("panel:product_new", desk.shop.slug)
        return redirect("panel:product", desk.shop.slug, found.pk)
    kept = keep_typed(shop=desk.shop, product=found, data=request.POST, by=request.user)
    return JsonResponse({"saved": saved_words(kept), "warning": moved_on_words(kept, request.user)})


def _left_unfinished(request: HttpRequest, desk: Desk, found: Product | None = None) -> HttpResponse | None:
    """The form as this person left it without saving; None when they did not."""
    take_unsent(request, shop=desk.shop, product=found)
    kept = typed_by(request.user, shop=desk.shop, product=found)
    if kept is None:
        return None
    editor = ProductEditor(shop=desk.shop, product=found, data=as_sent(kept), judge=False)
    words, warning = saved_words(kept), moved_on_words(kept, request.user)
    return _editor_page(request, desk, editor, found, kept=words, warning=warning)


def _classes_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    classes = ProductClass.objects.order_by("name")
    return render(request, "panel/product_class.html", {"desk": desk, "classes": classes})


def _sent(request: HttpRequest, desk: Desk, found: Product | None) -> ProductEditor:
    editor = ProductEditor.sent(
        shop=desk.shop, product=found, data=request.POST, files=request.FILES, by=request.user
    )
    for sentence in editor.notes:
        messages.warning(request, sentence)
    return editor


def _create(request: HttpRequest, desk: Desk, editor: ProductEditor) -> HttpResponse:
    def make() -> str:
        made = create_product(
            shop=desk.shop,
            content=editor.content,
            price=editor.price,
            stock=editor.stock,
            sku=editor.sku,
            by=request.user,
        )
        drop_typed(shop=desk.shop, product=None, by=request.user)
        return _saved(request, desk, made)

    try:
        return once(request, make, meanwhile=reverse("panel:products", args=[desk.shop.slug]))
    except SkuTaken as error:
        add_problem(editor.fields, error)
        return _editor_page(request, desk, editor)


def _save(request: HttpRequest, desk: Desk, editor: ProductEditor, found: Product) -> HttpResponse:
    try:
        editor.save(product=found, by=request.user)
    except DraftMovedOn as error:
        found = get_product_for(request.user, desk.shop.slug, found.pk)
        both = merged(editor, product=found)
        return _editor_page(request, desk, both, found, status=409, warning=sentence_for(error))
    except CatalogueError as error:
        add_problem(editor.fields, error)
        return _editor_page(request, desk, editor, found)
    drop_typed(shop=desk.shop, product=found, by=request.user)
    return redirect(_saved(request, desk, found))


def _saved(request: HttpRequest, desk: Desk, saved: Product) -> str:
    """Submit what was saved, where that was asked for, say what came of it, and answer with its address."""
    if "submit" in request.POST:
        submit(request, saved)
    else:
        messages.success(request, _("Your draft is saved. Submit it for curation when it is ready."))
    return reverse("panel:product", args=[desk.shop.slug, saved.pk])


def _editor_page(
    request: HttpRequest,
    desk: Desk,
    editor: ProductEditor,
    found: Product | None = None,
    *,
    status: int | None = None,
    kept: str = "",
    warning: str = "",
) -> HttpResponse:
    """`kept` says when the form was left without saving, `warning` what a colleague did meanwhile."""
    if found is not None and state_of(found) in TO_MEND:
        editor.take_remarks(remarks_for(found))
    told = {"kept": kept, "warning": warning, **_told(found)}
    context = {"desk": desk, "editor": editor, **told, **_readiness(desk, found)}
    return render(request, "panel/product_form.html", context, status=status or _status(request))


def _reading_page(request: HttpRequest, desk: Desk, found: Product) -> HttpResponse:
    draft = product_to_read(found.latest_revision.content) if found.latest_revision else found
    rows = draft.images.all() if found.latest_revision else found.images.select_related("image")
    shown = [(row, picture(row.image, Size.THUMBNAIL)) for row in rows]
    photos = [replace(small, alt=row.alt_text) for row, small in shown if small]
    context = {"desk": desk, "draft": draft, "photos": photos, "offer": offer_of(found), **_told(found)}
    return render(request, "panel/product.html", context)


def _told(found: Product | None) -> dict[str, Any]:
    """What the head of a product's page says of it."""
    if found is None:
        return {"product": None, "state": None, "may_submit": False}
    state = state_of(found)
    return {"product": found, "state": state, "may_submit": state not in NOTHING_TO_SUBMIT}


def _readiness(desk: Desk, found: Product | None) -> dict[str, Any]:
    """What is still missing by the curators' own rules; nothing of a product that is not there yet."""
    if found is None or state_of(found) in NOTHING_TO_SUBMIT:
        return {}
    readiness = readiness_of_edited(found)
    return {"readiness": readiness, "blocking": blocking_in_editor(readiness, desk, found)}


def _status(request: HttpRequest) -> int:
    """A form that comes back after a POST was not accepted, unless its sender only asked for it again."""
    return 422 if request.method == "POST" and not is_asked_again(request.POST) else 200
