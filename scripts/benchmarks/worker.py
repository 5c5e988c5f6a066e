"""One site in one process: answers `{"paths", "count"}` lines on stdin with the seconds each request took.

An answer of `python -m scripts.benchmarks.worker SETTINGS` is `{"status", "path", "bytes", "queries",
"seconds": […]}`.
"""

import io
import json
import os
import sys
import time
from typing import Any


def main(settings: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django
    from django.core.servers.basehttp import get_internal_wsgi_application

    django.setup()
    application = get_internal_wsgi_application()
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(measure(application, order["paths"], order["count"])), flush=True)


def measure(application: Any, paths: list[str], count: int) -> dict[str, Any]:
    """Call the pages in turn, after a round that warms them up; of bytes and queries the most counts."""
    sizes, queries, failed = [], [], None
    for path in paths:
        status, body, asked = counted(application, path)
        sizes.append(len(body))
        queries.append(asked)
        if status != 200:
            failed = {"status": status, "path": path}
    seconds = []
    for number in range(count):
        path = paths[number % len(paths)]
        started = time.perf_counter()
        call(application, path)
        seconds.append(time.perf_counter() - started)
    seen = {"status": 200, "path": paths[0], "bytes": max(sizes), "queries": max(queries), "seconds": seconds}
    return seen | (failed or {})


def counted(application: Any, path: str) -> tuple[int, bytes, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call(application, path)
    with CaptureQueriesContext(connection) as queries:
        status, body = call(application, path)
    return status, body, len(queries)


def call(application: Any, path: str) -> tuple[int, bytes]:
    """One GET; the body is read to its end, as a server would."""
    address, _, query = path.partition("?")
    heard: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    response = application(environ, lambda status, headers, exc_info=None: heard.append(status))
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    return int(heard[0].split()[0]), body


if __name__ == "__main__":
    main(sys.argv[1])
