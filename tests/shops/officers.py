"""Groups of officers, made as the CMS makes them."""

from django.contrib.auth.models import Group

from shops.curation.services import equip_group
from shops.factories import RegionFactory
from shops.review.models import RegionalGroup


def officers_of(code: str) -> Group:
    """The group that reads the reports of a region and decides on nothing there."""
    group = Group.objects.create(name=f"Petugas program {code}")
    RegionalGroup.objects.create(group=group, region=RegionFactory(code=code), reports_only=True)
    equip_group(group)
    return group
