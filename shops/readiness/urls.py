"""Addresses of readiness in the seller panel."""

from django.urls import path

from shops.readiness import views

app_name = "readiness"

urlpatterns = [
    path("<slug:slug>/kesiapan/", views.shop, name="shop"),
    path("<slug:slug>/kesiapan/produk/<int:pk>/", views.product, name="product"),
]
