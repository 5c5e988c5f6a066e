"""Addresses of the curators' desk below /cms/kurasi/, behind Wagtail's own door."""

from django.urls import path, register_converter

from shops.review.kinds import Kind
from shops.review.views import complaints, frames, imports, products, queue, report

app_name = "curation"


class KindConverter:
    """One of the kinds of thing that wait."""

    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(KindConverter, "kind")

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("ambil/", queue.take_entries, name="take_many"),
    path("rekap/", report.report, name="report"),
    path("rekap/baris/", report.rows, name="report_rows"),
    path("produk/<int:pk>/", products.product, name="product"),
    path("produk/<int:pk>/pratinjau/", frames.preview, name="product_preview"),
    path("produk/<int:pk>/pendukung/", frames.backing, name="product_backing"),
    path("produk/<int:pk>/riwayat/", frames.history, name="product_history"),
    path("toko/<int:pk>/pendukung/", frames.shop_backing, name="shop_backing"),
    path("laporan/<int:pk>/", complaints.complaint, name="complaint"),
    path("impor/", imports.imports, name="imports"),
    path("impor/<int:pk>/", imports.batch, name="batch"),
    path("<kind:kind>/<int:pk>/ambil/", queue.take_entry, name="take"),
    path("<kind:kind>/<int:pk>/kembalikan/", queue.release_entry, name="release"),
    path("<kind:kind>/<int:pk>/serahkan/", queue.hand_entry_over, name="hand_over"),
]
