"""Addresses of a shop's standing, below those of the seller panel."""

from django.urls import path

from shops.standing import views

app_name = "standing"

urlpatterns = [
    path("<slug:slug>/pengajuan/", views.standing, name="standing"),
    path("<slug:slug>/pengajuan/ajukan/", views.submit, name="submit"),
    path("<slug:slug>/pengajuan/tutup/", views.close, name="close"),
]
