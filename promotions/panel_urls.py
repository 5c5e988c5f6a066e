"""The address of a shop's campaigns, below those of the panel."""

from django.urls import path

from promotions.panel import campaigns

app_name = "shop_campaigns"

urlpatterns = [path("<slug:slug>/kampanye/", campaigns, name="list")]
