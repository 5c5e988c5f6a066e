"""Addresses that come in both languages."""

from django.urls import URLPattern, path

from discovery.views.offline import manifest, offline

app_name = "discovery"

urlpatterns: list[URLPattern] = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("luring/", offline, name="offline"),
]
