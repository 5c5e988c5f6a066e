"""Makes regions for tests: a few real ones by their code, each with the regions that hold it."""

from typing import Any

import factory
from django.utils.text import slugify

from shops.regions.models import Region
from shops.regions.queries import fold

#: Real regions that tests speak of: code, name and kind as Kemendagri has them, and the centroid.
REAL_REGIONS: dict[str, tuple[str, str, float, float]] = {
    "33": ("Jawa Tengah", "provinsi", -7.25939, 110.20149),
    "33.74": ("Kota Semarang", "kota", -7.0239, 110.39152),
    "33.74.01": ("Semarang Tengah", "kecamatan", -6.98029, 110.42078),
    "33.74.01.1001": ("Miroto", "kelurahan", -6.98371, 110.41869),
    "35": ("Jawa Timur", "provinsi", -7.71938, 112.73244),
    "35.07": ("Kabupaten Malang", "kabupaten", -8.12592, 112.64091),
    "35.73": ("Kota Malang", "kota", -7.9783, 112.63591),
    "35.77": ("Kota Madiun", "kota", -7.62945, 111.52727),
    "62": ("Kalimantan Tengah", "provinsi", -1.60615, 113.41627),
    "62.71": ("Kota Palangkaraya", "kota", -2.00746, 113.76747),
    "73": ("Sulawesi Selatan", "provinsi", -3.73406, 120.16109),
    "73.26": ("Kabupaten Toraja Utara", "kabupaten", -2.87962, 119.86426),
}
KINDS = {1: "provinsi", 2: "kabupaten", 3: "kecamatan", 4: "desa"}


class RegionFactory(factory.django.DjangoModelFactory[Region]):
    """`RegionFactory(code="33.74")`: Kota Semarang, with Jawa Tengah above it; the same row the second time.

    Any other code gives a region named after its code.
    """

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "33.74"
    level = factory.LazyAttribute(lambda region: region.code.count(".") + 1)
    name = factory.LazyAttribute(lambda region: _known(region)[0])
    kind = factory.LazyAttribute(lambda region: _known(region)[1])
    lat = factory.LazyAttribute(lambda region: _known(region)[2])
    lng = factory.LazyAttribute(lambda region: _known(region)[3])
    search_name = factory.LazyAttribute(lambda region: fold(region.name))
    slug = factory.LazyAttribute(lambda region: slugify(region.name) if region.level <= 2 else None)

    @factory.lazy_attribute
    def parent(self) -> Region | None:
        above = str(self.code).rpartition(".")[0]
        return RegionFactory(code=above) if above else None


def _known(region: Any) -> tuple[str, str, float | None, float | None]:
    return REAL_REGIONS.get(region.code) or (f"Wilayah {region.code}", KINDS[region.level], None, None)
