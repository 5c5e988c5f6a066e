"""Products: their list, the editor, price and stock, and the way to curation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.exceptions import CatalogueError, SkuTaken
from catalogue.models import Product, ProductClass
from catalogue.services.curation import submit_product, withdraw_product
from catalogue.services.drafts import create_product
from catalogue.services.stock import set_price_and_stock
from catalogue.states import CONDITIONS, ProductState, state_of
from shops.panel.access import Desk, Right, seller_page
from shops.panel.forms.editor import ProductEditor
from shops.panel.forms.product import OfferForm
from shops.panel.problems import add_problem, sentence_for
from shops.panel.queries import offer_of, products_of, state_counts
from shops.queries import get_product_for

PER_PAGE = 24
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@seller_page(Right.LOOK)
def products(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A shop's products with their states; `?keadaan=` narrows to one of them."""
    state = request.GET.get("keadaan", "")
    rows = products_of(desk.shop)
    if state in CONDITIONS:
        rows = rows.filter(CONDITIONS[state])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    counts = state_counts(desk.shop)
    context = {
        "desk": desk,
        "page": page,
        "rows": [(product, state_of(product)) for product in page],
        "counts": counts,
        "to_mend": counts.get(ProductState.RETURNED, 0) + counts.get(ProductState.LIVE_RETURNED, 0),
        "state": state,
    }
    return render(request, "panel/products.html", context)


@form_page
@seller_page(Right.EDIT)
def product_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """First the kind of product, then its form."""
    if request.method == "POST":
        editor = _sent(request, desk, None)
        if "refresh" not in request.POST and editor.is_valid():
            return _create(request, desk, editor)
        return _editor_page(request, desk, editor)
    slug = request.GET.get("jenis", "")
    product_class = ProductClass.objects.filter(slug=slug).first() if slug.isprintable() else None
    if product_class is None:
        classes = ProductClass.objects.order_by("name")
        return render(request, "panel/product_class.html", {"desk": desk, "classes": classes})
    return _editor_page(request, desk, ProductEditor(shop=desk.shop, product_class=product_class))


@form_page
@seller_page(Right.LOOK)
def product(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One product: the editor, or a page to read where this person may not edit or it waits for curation."""
    found = get_product_for(request.user, desk.shop.slug, pk)
    waits = state_of(found) in {ProductState.WAITING, ProductState.LIVE_WAITING}
    if request.method == "POST":
        desk.require(Right.EDIT)
        editor = _sent(request, desk, found)
        if "refresh" not in request.POST and editor.is_valid():
            return _save(request, desk, editor, found)
        return _editor_page(request, desk, editor, found)
    if waits or not desk.may_edit:
        return _reading_page(request, desk, found)
    return _editor_page(request, desk, ProductEditor(shop=desk.shop, product=found), found)


@form_page
@seller_page(Right.STOCK)
def product_offer(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Price and stock, changed at once."""
    found = get_product_for(request.user, desk.shop.slug, pk)
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, initial=offer_of(found), made_to_order=found.is_made_to_order)
    if form.is_valid() and _offer_set(request, found, form):
        messages.success(request, _("Price and stock are changed."))
        return redirect("panel:products", desk.shop.slug)
    context = {"desk": desk, "product": found, "form": form}
    return render(request, "panel/product_offer.html", context, status=_status(request))


@require_POST
@seller_page(Right.EDIT)
def product_submit(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Hand the draft to the curators."""
    found = get_product_for(request.user, desk.shop.slug, pk)
    _submit(request, found)
    return redirect("panel:product", desk.shop.slug, pk)


@require_POST
@seller_page(Right.EDIT)
def product_withdraw(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take it back from the queue."""
    found = get_product_for(request.user, desk.shop.slug, pk)
    try:
        withdraw_product(product=found, by=request.user)
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, _("You have taken it back. Change it and submit it again when you like."))
    return redirect("panel:product", desk.shop.slug, pk)


def _offer_set(request: HttpRequest, found: Product, form: OfferForm) -> bool:
    offer = form.cleaned_data
    sku = offer["sku"] or None
    try:
        set_price_and_stock(
            product=found, price=offer["price"], stock=offer["stock"], sku=sku, by=request.user
        )
    except CatalogueError as error:
        add_problem(form, error)
        return False
    return True


def _sent(request: HttpRequest, desk: Desk, found: Product | None) -> ProductEditor:
    editor = ProductEditor.sent(
        shop=desk.shop, product=found, data=request.POST, files=request.FILES, by=request.user
    )
    for sentence in editor.likenesses:
        messages.warning(request, sentence)
    return editor


def _create(request: HttpRequest, desk: Desk, editor: ProductEditor) -> HttpResponse:
    try:
        made = create_product(
            shop=desk.shop,
            content=editor.content,
            price=editor.price,
            stock=editor.stock,
            sku=editor.sku,
            by=request.user,
        )
    except SkuTaken as error:
        add_problem(editor.fields, error)
        return _editor_page(request, desk, editor)
    return _saved(request, desk, made)


def _save(request: HttpRequest, desk: Desk, editor: ProductEditor, found: Product) -> HttpResponse:
    try:
        editor.save(product=found, by=request.user)
    except CatalogueError as error:
        add_problem(editor.fields, error)
        return _editor_page(request, desk, editor, found)
    return _saved(request, desk, found)


def _saved(request: HttpRequest, desk: Desk, saved: Product) -> HttpResponse:
    if "submit" in request.POST:
        _submit(request, saved)
    else:
        messages.success(request, _("Your draft is saved. Submit it for curation when it is ready."))
    return redirect("panel:product", desk.shop.slug, saved.pk)


def _submit(request: HttpRequest, found: Product) -> None:
    try:
        submit_product(product=found, by=request.user)
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, _("It is with the curators now. We will tell you by e-mail what they say."))


def _editor_page(
    request: HttpRequest, desk: Desk, editor: ProductEditor, found: Product | None = None
) -> HttpResponse:
    context = {"desk": desk, "editor": editor, **_told(found)}
    return render(request, "panel/product_form.html", context, status=_status(request))


def _reading_page(request: HttpRequest, desk: Desk, found: Product) -> HttpResponse:
    draft = found.get_latest_revision_as_object()
    context = {"desk": desk, "draft": draft, "offer": offer_of(found), **_told(found)}
    return render(request, "panel/product.html", context)


def _told(found: Product | None) -> dict[str, Any]:
    """What the head of a product's page says of it."""
    if found is None:
        return {"product": None, "state": None, "may_submit": False}
    state = state_of(found)
    return {
        "product": found,
        "state": state,
        "may_submit": state not in {ProductState.LIVE, ProductState.WAITING, ProductState.LIVE_WAITING},
    }


def _status(request: HttpRequest) -> int:
    """A form that comes back after a POST was not accepted, unless its sender only asked for other fields."""
    return 422 if request.method == "POST" and "refresh" not in request.POST else 200
