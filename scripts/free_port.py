"""Says whether a site can be served at HOST PORT, before one starts there.

The server shares a port with whatever else shares it: a site that was left running would answer every other
request, and nobody would be told.
"""

import errno
import socket
import sys
from collections.abc import Sequence

#: What keeps a server from listening. An address that this machine lacks (no IPv6) is left out by it.
IN_THE_WAY = (errno.EADDRINUSE, errno.EACCES)


def trouble_with(host: str, port: str) -> str:
    """Why nothing can listen there and what to do, in one sentence each; empty when it can."""
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65_535:
        return f"PORT is {port!r}; it must be a whole number from 1 to 65535."
    try:
        places = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        return f"HOST is {host!r}, which is no address of this machine. Leave it out, or say 0.0.0.0 for all."
    for family, kind, protocol, _name, address in places:
        try:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            if error.errno in IN_THE_WAY:
                remedy = "End what listens there, or choose another: PORT=9000 make serve."
                return f"Port {port} of {host}: {error.strerror}. {remedy}"
    return ""


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when the place is free, 1 with the reason on standard error when it is not."""
    host, port = arguments
    trouble = trouble_with(host, port)
    if trouble:
        print(trouble, file=sys.stderr)
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
