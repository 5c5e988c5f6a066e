"""Addresses of the seller's claims, below those of the panel."""

from django.urls import path

from shops.claims import views

app_name = "claims"

urlpatterns = [
    path("<slug:slug>/klaim/", views.claims, name="list"),
    path("<slug:slug>/klaim/baru/", views.claim_new, name="new"),
    path("<slug:slug>/klaim/<int:pk>/", views.claim, name="claim"),
    path("<slug:slug>/klaim/<int:pk>/ajukan/", views.claim_submit, name="submit"),
    path("<slug:slug>/klaim/<int:pk>/tarik/", views.claim_withdraw, name="withdraw"),
    path(
        "<slug:slug>/klaim/<int:pk>/bukti/<int:evidence_pk>/hapus/",
        views.evidence_remove,
        name="evidence_remove",
    ),
]
