from __future__ import annotations

import asyncio
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from scraper.inputs.single_page import refused
from tests.commands.archived import page
from tests.commands.running import lines, run


class Handler(BaseHTTPRequestHandler):
    agents: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Handler.agents.append(self.headers["User-Agent"])
        routes = {
            "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /secret"),
            "/models/alpha": (200, "text/html", page("alpha")),
            "/moved": (302, "/models/alpha", b""),
            "/away": (302, f"http://127.0.0.2:{self.server.server_port}/models/alpha", b""),
            "/file": (302, "file:///etc/passwd", b""),
            "/round": (302, "/round", b""),
            "/broken": (302, "http://[::1", b""),
        }
        status, what, body = routes.get(self.path, (404, "text/html", b"no"))
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", what)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses_are_fetched_by_the_projects_rules(site: str) -> None:
    paths = ("/models/alpha", "/moved", "/away", "/file", "/round", "/broken", "/none", "/secret")
    urls = [site + path for path in paths] + [
        "ftp://127.0.0.1/x",
        "http://[x/models/a",
        "http://127.0.0.1:99999/x",
        "http://127.0.0.1:1/x",
    ]
    done = run("extract", *urls, "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
    assert done.returncode == 3
    good, moved, *bad = lines(done)
    assert good["record"]["id"] == moved["record"]["id"] == "alpha"
    assert moved["snapshot"]["url"] == f"{site}/models/alpha"
    says = [
        "private address",
        "only http",
        "more than 5",
        "answered 302",
        "answered 404",
        "robots.txt",
        "only http",
        "Invalid IPv6 URL",
        "Port out of range",
        "127.0.0.1:1",
    ]
    for line, words in zip(bad, says, strict=True):
        assert words in line["error"]["detail"], line
    assert "Traceback" not in done.stderr.decode()
    assert all("model-profiles" in agent for agent in Handler.agents)


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("https://93.184.216.34/x", True),
        ("http://10.0.0.1/x", False),
        ("http://169.254.169.254/latest", False),
        ("http://[::1]/x", False),
        ("http://[::ffff:127.0.0.1]/x", False),
        ("http://0.0.0.0/x", False),
        ("http://127.0.0.1:99999/x", False),
        ("http://93.184.216.35/own", True),
        ("javascript:alert(1)", False),
    ],
)
def test_where_a_redirect_may_lead(target: str, allowed: bool) -> None:
    refusal = asyncio.run(refused(target, "http://93.184.216.35/models/a"))
    assert (refusal is None) == allowed
