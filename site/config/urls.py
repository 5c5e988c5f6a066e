"""Addresses. Indonesian without a prefix, English under /en/."""

urlpatterns: list = []
