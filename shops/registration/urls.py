"""Addresses of registration, below `/penjual/daftar/`."""

from django.urls import path

from shops.registration import views
from shops.registration.views import suggestions

app_name = "registration"

urlpatterns = [
    path("", views.start, name="start"),
    path("saran/wilayah/", suggestions.places, name="suggest_places"),
    path("saran/kbli/", suggestions.codes, name="suggest_codes"),
    path("gabung/", views.join, name="join"),
    path("periksa/", views.review, name="review"),
    path("toko/<slug:slug>/", views.mend, name="mend"),
    path("toko/<slug:slug>/periksa/", views.review, name="mend_review"),
    path("toko/<slug:slug>/<slug:key>/", views.question, name="mend_question"),
    path("<slug:key>/", views.question, name="question"),
]
