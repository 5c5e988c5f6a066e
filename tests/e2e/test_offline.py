"""Without a network: products seen before can be read, and nothing of a person's was kept."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.one_of_each import one_product

KEPT = """
async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
  return paths;
}
"""


#: Asked of the browser in one call: what is asked again and again (wait_for_function) makes code of words,
#: which the policy of pages forbids.
IS_UNDER_THE_WORKER = """
async () => {
  await navigator.serviceWorker.ready;
  return Boolean(navigator.serviceWorker.controller);
}
"""


def _under_the_worker(page: Page) -> None:
    """The worker claims open pages once it is ready. One that is on its way just then is nobody's, as for any
    visitor: the next one that opens is the worker's.
    """
    if not page.evaluate(IS_UNDER_THE_WORKER):
        page.reload()
        assert page.evaluate(IS_UNDER_THE_WORKER)


def test_seen_product_is_there_without_a_network_and_other_pages_say_so(
    transactional_db: None, visit: Callable[..., Page]
) -> None:
    product = one_product()
    path = product.get_absolute_url()
    page = visit("/toko/")
    _under_the_worker(page)

    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.goto(path)
    expect(page.locator("h1")).to_have_text("Keripik Tempe Sagu")
    page.goto("/wilayah/")
    expect(page.locator("h1")).to_have_text("Tidak ada sambungan")
    expect(page.locator("[data-kept-list] a")).to_have_attribute("href", path)
    page.goto("/en/toko/")
    expect(page.locator("h1")).to_have_text("No connection")
    page.context.set_offline(False)
    page.goto("/wilayah/")
    expect(page.locator("h1")).to_have_text("Pilih wilayah")


def test_price_seen_is_always_the_price_now(transactional_db: None, visit: Callable[..., Page]) -> None:
    product = one_product()
    page = visit("/toko/")
    _under_the_worker(page)
    page.goto(product.get_absolute_url())
    before = page.locator(".price").first.text_content() or ""

    record = product.stockrecords.get()
    record.price = 99_000
    record.save()
    page.goto(product.get_absolute_url())

    assert "25.000" in before
    expect(page.locator(".price").first).to_contain_text("99.000")


def test_nothing_of_a_persons_is_kept(
    transactional_db: None, sign_in: SignIn, person: Callable[..., Any]
) -> None:
    product = one_product()
    page = sign_in(person(email="sri@example.com"))
    _under_the_worker(page)

    for path in ("/akun/email/", "/penjual/", "/akun/login/", product.get_absolute_url(), "/toko/", "/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    kept = page.evaluate(KEPT)

    allowed = ("/static/", "/media/", "/luring/", "/en/luring/", "/produk/")
    assert product.get_absolute_url() in kept
    assert [path for path in kept if not path.startswith(allowed)] == []
