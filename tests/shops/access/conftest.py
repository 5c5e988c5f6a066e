from pathlib import Path
from typing import Any

import pytest

from catalogue.services.content import ProductContent
from tests.shops.access.world import World, build_world


@pytest.fixture
def world(content: ProductContent, curator: Any, tmp_path: Path) -> World:
    return build_world(content=content, curator=curator, folder=tmp_path)
