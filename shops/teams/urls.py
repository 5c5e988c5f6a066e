"""Addresses of teams, below those of the seller panel."""

from django.urls import path

from shops.teams import views
from shops.teams.views import invitation

app_name = "teams"

urlpatterns = [
    path("undangan/<str:token>/", invitation.invitation, name="invitation"),
    path("<slug:slug>/tim/", views.team, name="team"),
    path("<slug:slug>/tim/undang/", views.invite_person, name="invite"),
    path("<slug:slug>/tim/undangan/<int:pk>/batal/", views.cancel, name="cancel"),
    path("<slug:slug>/tim/undangan/<int:pk>/ulang/", views.invite_again, name="again"),
    path("<slug:slug>/tim/anggota/<int:pk>/peran/", views.role, name="role"),
    path("<slug:slug>/tim/anggota/<int:pk>/keluarkan/", views.remove, name="remove"),
    path("<slug:slug>/tim/keluar/", views.leave, name="leave"),
    path("<slug:slug>/tim/permintaan/<int:pk>/terima/", views.accept, name="accept"),
    path("<slug:slug>/tim/permintaan/<int:pk>/tolak/", views.refuse, name="refuse"),
]
