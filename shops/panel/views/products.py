"""Products: their list, price and stock, and the way to curation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.exceptions import CatalogueError
from catalogue.models import Product
from catalogue.services.curation import withdraw_product
from catalogue.services.stock import set_price_and_stock
from catalogue.states import CONDITIONS, TO_MEND, state_of
from media.renditions import Picture, Size, picture
from shops.curation.submission import submit_when_ready
from shops.panel.access import Desk, Right, seller_page
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
        "rows": [(product, state_of(product), _thumbnail(product)) for product in page],
        "counts": counts,
        "to_mend": sum(counts.get(state, 0) for state in TO_MEND),
        "state": state,
    }
    return render(request, "panel/products.html", context)


def _thumbnail(product: Product) -> Picture | None:
    """The first picture of a product of `products_of`, beside its name, which says all that matters."""
    first = next(iter(product.images.all()), None)
    return picture(first.image, Size.THUMBNAIL) if first else None


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
    return render(request, "panel/product_offer.html", context, status=422 if form.is_bound else 200)


@require_POST
@seller_page(Right.EDIT)
def product_submit(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Hand the draft to the curators."""
    submit(request, get_product_for(request.user, desk.shop.slug, pk))
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


def submit(request: HttpRequest, found: Product) -> None:
    """Submit the product and say what came of it."""
    try:
        submit_when_ready(product=found, by=request.user)
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, _("It is with the curators now. We will tell you by e-mail what they say."))


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
