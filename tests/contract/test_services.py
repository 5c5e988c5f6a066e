"""Each service that tests rely on is the real thing."""

import uuid
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
import redis
import stripe
from elasticsearch import Elasticsearch
from playwright.sync_api import Browser
from psycopg import sql

from config.caching import ForgivingRedisCache

pytestmark = pytest.mark.services

PAGE = "data:text/html,<title>Etalase</title><h1 style='width:120px'>Keripik</h1>"


@pytest.fixture
def queue(postgres_url: str) -> Iterator[sql.Identifier]:
    """A table with two jobs."""
    name = sql.Identifier(f"queue_{uuid.uuid4().hex}")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE TABLE {} AS SELECT generate_series(1, 2) AS id").format(name))
        yield name
        connection.execute(sql.SQL("DROP TABLE {}").format(name))


def test_postgresql_hands_a_locked_row_to_one_connection_only(
    postgres_url: str, queue: sql.Identifier
) -> None:
    take = sql.SQL("SELECT id FROM {} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED").format(queue)

    with psycopg.connect(postgres_url) as one, psycopg.connect(postgres_url) as two:
        version = one.execute("SELECT version()").fetchone()
        taken = [connection.execute(take).fetchone() for connection in (one, two)]

    assert version is not None
    assert version[0].startswith("PostgreSQL ")
    assert taken == [(1,), (2,)]


def test_postgresql_is_set_up_for_tests(postgres_url: str) -> None:
    names = ("server_encoding", "lc_collate", "fsync", "max_connections")

    with psycopg.connect(postgres_url) as connection:
        settings = [connection.execute(sql.SQL("SHOW {}").format(sql.Identifier(name))) for name in names]
        values = [setting.fetchone() for setting in settings]
        role = connection.execute(
            "SELECT rolcreatedb, rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert values == [("UTF8",), ("C.UTF-8",), ("off",), ("200",)]
    assert role == (True, False)


def test_elasticsearch_stems_indonesian(elasticsearch_url: str) -> None:
    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        version = client.info()["version"]["number"]
        tokens = client.indices.analyze(analyzer="indonesian", text="menjualkan")["tokens"]

    assert version.startswith("9.4.")
    assert [token["token"] for token in tokens] == ["jual"]


def test_elasticsearch_finds_what_was_indexed(elasticsearch_url: str) -> None:
    index = f"smoke-{uuid.uuid4().hex}"

    with Elasticsearch(elasticsearch_url, request_timeout=30) as client:
        mappings = {"properties": {"title": {"type": "text", "analyzer": "indonesian"}}}
        client.indices.create(index=index, mappings=mappings)
        client.index(index=index, id="1", document={"title": "Penjualan keripik"}, refresh=True)
        hits = client.search(index=index, query={"match": {"title": "menjual"}})["hits"]["hits"]
        client.indices.delete(index=index)

    assert [hit["_id"] for hit in hits] == ["1"]


def test_redis_counts_and_lets_counters_expire(redis_url: str) -> None:
    key = f"smoke:{uuid.uuid4().hex}"

    with closing(redis.Redis.from_url(redis_url, decode_responses=True)) as client:
        counts = [client.incr(key) for _ in range(3)]
        client.expire(key, 60)
        seconds = client.ttl(key)
        client.delete(key)
        version = client.info("server")["redis_version"]

    assert counts == [1, 2, 3]
    assert 0 < seconds <= 60
    assert int(version.split(".")[0]) >= 6


def test_redis_shares_what_the_site_keeps(redis_url: str) -> None:
    one, other = (
        ForgivingRedisCache(redis_url, {"OPTIONS": {"socket_timeout": 5.0}}) for _process in range(2)
    )
    key = f"test-{uuid.uuid4().hex}"

    was_added, was_added_again = one.add(key, "batik", 60), other.add(key, "rotan", 60)
    kept = other.get(key)
    one.delete(key)

    assert (was_added, was_added_again, kept, other.get(key)) == (True, False, "batik", None)


def test_stripe_mock_answers_a_payment_intent_in_rupiah(stripe_base: str) -> None:
    client = stripe.StripeClient("sk_test_123", base_addresses={"api": stripe_base})

    intent = client.v1.payment_intents.create({"amount": 1_000_000, "currency": "idr"})

    assert intent.object == "payment_intent"
    assert intent.id.startswith("pi_")
    assert intent.client_secret


def test_stripe_mock_refuses_what_stripe_would_refuse(stripe_base: str) -> None:
    client = stripe.StripeClient("sk_test_123", base_addresses={"api": stripe_base})

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create({"amount": 1_000_000, "currency": "idr", "colour": "red"})  # type: ignore[typeddict-unknown-key]


def test_chromium_lays_a_page_out(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(PAGE)
    title, heading = page.title(), page.locator("h1")
    text, box = heading.inner_text(), heading.bounding_box()
    page.close()

    assert (title, text) == ("Etalase", "Keripik")
    assert box is not None
    assert box["width"] == 120
