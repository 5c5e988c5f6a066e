"""The clusters of the sample region: entered as staff enter them, before the shops that are in them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from shops.registration.models import Cluster

DATA = Path(__file__).parent / "data" / "clusters.toml"


def add_clusters() -> Mapping[str, Cluster]:
    """The clusters, added where they are missing, by the code of each shop that is in one."""
    of_shops = {}
    for entry in tomllib.loads(DATA.read_text(encoding="utf-8"))["cluster"]:
        known = Cluster.objects.filter(name=entry["name"], region=entry["region"]).first()
        cluster = known or _enter(entry)
        of_shops.update(dict.fromkeys(entry["shops"], cluster))
    return of_shops


def _enter(entry: Mapping[str, str]) -> Cluster:
    words = {name: entry[name] for name in ("name", "description")}
    cluster = Cluster(region_id=entry["region"], **words)
    cluster.full_clean()
    cluster.save()
    return cluster
