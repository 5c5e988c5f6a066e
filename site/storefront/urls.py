"""Addresses of the public pages."""

from django.urls import URLPattern, path, re_path

from storefront.views import comparison, listings, products, shops, styleguide

app_name = "storefront"

urlpatterns: list[URLPattern] = [
    # The name may be empty: a title without a single Latin letter gives none.
    re_path(r"^produk/(?P<slug>[-\w]*)-(?P<pk>[0-9]{1,18})/$", products.product, name="product"),
    re_path(r"^produk/(?P<slug>[-\w]*)-(?P<pk>[0-9]{1,18})/qr\.svg$", products.product_qr, name="product_qr"),
    path("bandingkan/", comparison.comparison, name="compare"),
    re_path(r"^kategori/(?P<full_slug>[-\w]+(?:/[-\w]+)*)/$", listings.category, name="category"),
    path("toko/", shops.shops, name="shops"),
    path("toko/<slug:slug>/", shops.shop, name="shop"),
    path("wilayah/", shops.regions, name="regions"),
    path("wilayah/<slug:slug>/", listings.region, name="region"),
    path("cari/", listings.search_page, name="search"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("cari/saran/", listings.suggestions, name="suggest"),
]
