"""Addresses at which shoppers report."""

from django.urls import path

from shops.review.views import reporting

app_name = "reporting"

urlpatterns = [
    path("produk/<int:pk>/", reporting.report_product, name="product"),
    path("toko/<slug:slug>/", reporting.report_shop, name="shop"),
]
