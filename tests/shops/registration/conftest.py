"""A person who registers, and the answers of a business."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.factories import UserFactory
from shops.factories import RegionFactory

Answering = Callable[..., None]

#: What the screens send, by the question's key.
SENT: dict[str, dict[str, Any]] = {
    "nib": {"nib": "1234 5678 90123"},
    "nama": {"name": "Brem Sekar Wilis"},
    "jenis": {"kind": "cv"},
    "wilayah": {"region": "33.74.01.1001"},
    "alamat": {"address": "Jalan Pahlawan 7", "whatsapp": "0812 3456 7890", "email": "pesan@example.com"},
    "sektor": {"sector": "makanan"},
    "kbli": {"codes": ["10794", "10710"], "main": "10710"},
    "ukuran": {"size": "capital-1000000000"},
    "pekerja": {"employees": "4"},
    "tim": {"email_1": "Gudang@Example.com", "role_1": "stock_keeper"},
}


@pytest.fixture
def person(db: None) -> Any:
    RegionFactory(code="33.74.01.1001")
    return UserFactory()


@pytest.fixture
def visitor(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def answer() -> Answering:
    """Answers every question on its screen, as this client; `changed` by key."""

    def send(client: Client, **changed: dict[str, Any]) -> None:
        client.post("/penjual/daftar/")
        for key, sent in {**SENT, **changed}.items():
            response = client.post(f"/penjual/daftar/{key}/", sent)
            assert response.status_code == 302, (key, response.text)

    return send
