"""A missing service is a skip that says why, and a failure where services are required."""

import pytest

VARIABLES = (
    "POSTGRES_URL",
    "DATABASE_URL",
    "ELASTICSEARCH_URL",
    "CACHE_URL",
    "STRIPE_API_BASE",
    "S3_URL",
    "CHROMIUM",
)
pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def nothing_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (*VARIABLES, "REQUIRE_SERVICES"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A suite with one test that asks for each service."""
    names = ["postgres_url", "elasticsearch_url", "redis_url", "stripe_base", "s3_url", "chromium_path"]
    tests = [f"def test_{name}({name}):\n    assert {name}" for name in names]
    pytester.makeconftest('pytest_plugins = ["tests.services_plugin"]')
    pytester.makepyfile("\n\n".join(tests))
    return pytester


def run(suite: pytest.Pytester) -> pytest.RunResult:
    return suite.runpytest_inprocess("-p", "no:django", "-p", "no:randomly", "-p", "no:cacheprovider", "-rs")


def test_missing_services_are_skips_that_name_the_remedy(suite: pytest.Pytester) -> None:
    result = run(suite)

    result.assert_outcomes(skipped=6)
    result.stdout.fnmatch_lines(
        ["*redis is missing: CACHE_URL names no Redis. Run `scripts/services up redis`*"]
    )


def test_missing_services_are_failures_where_they_are_required(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_SERVICES", "1")

    result = run(suite)

    result.assert_outcomes(errors=6)


def test_services_that_are_named_are_handed_on(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = ("postgres://a/b", "sqlite:///c", "http://d", "redis://e/0", "http://f", "s3://g", "/bin/h")
    for variable, value in zip(VARIABLES, values, strict=True):
        monkeypatch.setenv(variable, value)

    result = run(suite)

    result.assert_outcomes(passed=6)


def test_a_database_or_cache_of_another_kind_does_not_count(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///etalase.sqlite3")
    monkeypatch.setenv("CACHE_URL", "locmem://")

    result = run(suite)

    result.assert_outcomes(skipped=6)
