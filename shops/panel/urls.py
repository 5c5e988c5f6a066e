"""Addresses of the seller panel."""

from django.urls import path

from shops.panel.views import editor, home, products, profile

app_name = "panel"

urlpatterns = [
    path("", home.shops, name="shops"),
    path("<slug:slug>/", home.dashboard, name="dashboard"),
    path("<slug:slug>/diajukan/", home.submitted, name="submissions"),
    path("<slug:slug>/profil/", profile.profile, name="profile"),
    path("<slug:slug>/libur/", profile.holiday, name="holiday"),
    path("<slug:slug>/produk/", products.products, name="products"),
    path("<slug:slug>/produk/foto/", editor.photo, name="photo"),
    path("<slug:slug>/produk/baru/", editor.product_new, name="product_new"),
    path("<slug:slug>/produk/baru/ketikan/", editor.typed_new, name="typed_new"),
    path("<slug:slug>/produk/<int:pk>/", editor.product, name="product"),
    path("<slug:slug>/produk/<int:pk>/ketikan/", editor.typed, name="typed"),
    path("<slug:slug>/produk/<int:pk>/harga-stok/", products.product_offer, name="product_offer"),
    path("<slug:slug>/produk/<int:pk>/ajukan/", products.product_submit, name="product_submit"),
    path("<slug:slug>/produk/<int:pk>/tarik/", products.product_withdraw, name="product_withdraw"),
]
