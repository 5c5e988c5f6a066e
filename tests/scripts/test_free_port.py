"""A site is not started beside another one at the same port."""

import socket
from collections.abc import Iterator

import pytest

from scripts.free_port import main, trouble_with

HOST = "127.0.0.1"


@pytest.fixture
def shared_port() -> Iterator[int]:
    """A port where a server listens that lets others listen too, as granian does."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind((HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_port_of_another_site_is_refused_with_a_remedy(
    shared_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([HOST, str(shared_port)])

    said = capsys.readouterr().err
    assert code == 1
    assert f"Port {shared_port} of {HOST}: Address already in use." in said
    assert "PORT=9000 make serve" in said


def test_free_port_is_taken_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]

    assert main([HOST, str(port)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "-1", "٣٠٠٠"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert trouble_with(HOST, port).startswith(f"PORT is {port!r}")


def test_what_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_asked: object, **_how: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert trouble_with("tidak.ada", "8000").startswith("HOST is 'tidak.ada'")


def test_address_that_this_machine_lacks_is_left_to_the_server() -> None:
    assert trouble_with("192.0.2.1", "8000") == ""
