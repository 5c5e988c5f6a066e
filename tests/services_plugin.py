"""Fixtures that lead to the real services, from the variables that `scripts/services env` prints.

Where a service is missing, the test that asks for it is skipped with the reason; with `REQUIRE_SERVICES=1`,
as in CI, it fails. A value is passed on as it is: whether the service answers is for the test to find out.
"""

import os
from typing import NoReturn

import pytest

POSTGRES_SCHEMES = ("postgres://", "postgresql://")


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """Address of a PostgreSQL database whose role may create others.

    `POSTGRES_URL` counts before `DATABASE_URL`, so that a run on SQLite can name a PostgreSQL as well.
    """
    for name in ("POSTGRES_URL", "DATABASE_URL"):
        url = os.environ.get(name, "")
        if url.startswith(POSTGRES_SCHEMES):
            return url
    return _absent("postgresql", "neither POSTGRES_URL nor DATABASE_URL names a PostgreSQL")


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """Address of an Elasticsearch node."""
    return _value_of("ELASTICSEARCH_URL", "elasticsearch")


@pytest.fixture(scope="session")
def redis_url() -> str:
    """Address of a Redis database."""
    url = os.environ.get("CACHE_URL", "")
    if url.startswith(("redis://", "rediss://")):
        return url
    return _absent("redis", "CACHE_URL names no Redis")


@pytest.fixture(scope="session")
def stripe_base() -> str:
    """Base address of stripe-mock, without a slash at its end."""
    return _value_of("STRIPE_API_BASE", "stripe-mock")


@pytest.fixture(scope="session")
def s3_url() -> str:
    """Address of a bucket on an S3 server, in the form of STORAGE_URL; the bucket may be missing."""
    return _value_of("S3_URL", "s3")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of a Chromium, for Playwright's `executable_path`."""
    return _value_of("CHROMIUM", "chromium")


def _value_of(variable: str, service: str) -> str:
    value = os.environ.get(variable, "")
    return value or _absent(service, f"{variable} is not set")


def _absent(service: str, why: str) -> NoReturn:
    """Skip the test that needs `service`, or fail it where all services are required."""
    remedy = f'Run `scripts/services up {service}` and `eval "$(scripts/services env)"`.'
    reason = f"{service} is missing: {why}. {remedy}"
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
