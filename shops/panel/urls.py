"""Addresses of the seller panel."""

from django.http import HttpResponse
from django.urls import path

app_name = "panel"

urlpatterns = [path("<slug:slug>/produk/<int:pk>/", lambda r, slug, pk: HttpResponse(), name="product")]
