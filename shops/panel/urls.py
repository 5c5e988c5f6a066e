"""Addresses of the seller panel."""

from django.urls import path

from shops.panel import views

app_name = "panel"

urlpatterns = [
    path("", views.shops, name="shops"),
    path("<slug:slug>/", views.dashboard, name="dashboard"),
    path("<slug:slug>/produk/", views.products, name="products"),
    path("<slug:slug>/produk/baru/", views.product_new, name="product_new"),
    path("<slug:slug>/produk/<int:pk>/", views.product, name="product"),
    path("<slug:slug>/produk/<int:pk>/harga-stok/", views.product_offer, name="product_offer"),
    path("<slug:slug>/produk/<int:pk>/ajukan/", views.product_submit, name="product_submit"),
    path("<slug:slug>/produk/<int:pk>/tarik/", views.product_withdraw, name="product_withdraw"),
]
