"""Serves a folder as a web site on loopback: `python -m tests.serve --port 0` prints the address, then serves.

`/models?page=2` is the file `models/index.2.html`, `/models/phi-4` is `models/phi-4.html`. Answers carry ETag and
Last-Modified, 304 where the client already has the page, and gzip where the client takes it. In robots.txt and
sitemaps `http://site.invalid` becomes the server's own address.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import mimetypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

SITE = Path(__file__).with_name("fixtures") / "site"
ORIGIN = b"http://site.invalid"
TEXTS = (".html", ".xml", ".txt", ".css")


@dataclass
class Site:
    """A running site. `requests`: path with query and status of every answer, in order.

    `answers`: what to answer instead of a file, by path with query: status, headers, body.
    """

    url: str
    folder: Path
    requests: list[tuple[str, int]] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)


def file_of(folder: Path, target: str) -> Path | None:
    """The file that a request's target names, or None; never one outside `folder`."""
    parts = urlsplit(target)
    path = unquote(parts.path).strip("/")
    page = parse_qs(parts.query).get("page", ["1"])[0]
    index = "index.html" if page == "1" else f"index.{page}.html"
    names = (
        [f"{path}/{index}".lstrip("/"), f"{path}.html", path]
        if page == "1"
        else [f"{path}/{index}".lstrip("/")]
    )
    for name in names:
        file = (folder / name).resolve()
        if file.is_relative_to(folder.resolve()) and file.is_file():
            return file
    return None


def body_of(file: Path, url: str) -> bytes:
    """The file's bytes with the server's own address in them, packed again where the file is packed."""
    body = file.read_bytes()
    if file.name.endswith(".xml.gz"):
        return gzip.compress(gzip.decompress(body).replace(ORIGIN, url.encode()), mtime=0)
    return body.replace(ORIGIN, url.encode()) if file.suffix in (".xml", ".txt") else body


class Handler(BaseHTTPRequestHandler):
    """Answers one connection; `site` is set on a subclass made per server."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path in self.site.answers:
            status, headers, body = self.site.answers[self.path]
            self._send(status, headers, body)
            return
        file = file_of(self.site.folder, self.path)
        if file is None:
            self._send(404, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>Not found</h1>")
            return
        self._send_file(file)

    do_HEAD = do_GET

    def _send_file(self, file: Path) -> None:
        body = body_of(file, self.site.url)
        changed = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
        headers = {
            "ETag": '"' + hashlib.sha256(body).hexdigest()[:20] + '"',
            "Last-Modified": format_datetime(changed, usegmt=True),
            "Vary": "Accept-Encoding",
        }
        if self._has(headers["ETag"], changed):
            self._send(304, headers, b"")
            return
        kind = "application/gzip" if file.suffix == ".gz" else mimetypes.guess_type(file.name)[0]
        headers["Content-Type"] = f"{kind}; charset=utf-8" if file.suffix in TEXTS else str(kind)
        if file.suffix in TEXTS and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, mtime=0)
        self._send(200, headers, body)

    def _has(self, etag: str, changed: datetime) -> bool:
        """Whether the client already has this version; If-None-Match goes before If-Modified-Since (RFC 9110)."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return known.strip() == "*" or etag in (
                each.strip().removeprefix("W/") for each in known.split(",")
            )
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and changed <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.site.requests.append((self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: `Site.requests` is the log."""


def server_of(folder: Path, port: int) -> tuple[ThreadingHTTPServer, Site]:
    """A server bound to loopback (port 0: a free one), not yet running, and its site."""
    site = Site("", folder)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("SiteHandler", (Handler,), {"site": site}))
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    return server, site


@contextmanager
def serving(folder: Path = SITE, port: int = 0) -> Iterator[Site]:
    """A running site for the time of a `with` block."""
    server, site = server_of(folder, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.serve", description="Serve a folder on loopback.")
    parser.add_argument("--port", type=int, default=0, help="port (0: a free one)")
    parser.add_argument("--folder", type=Path, default=SITE)
    chosen = parser.parse_args(arguments)
    if not chosen.folder.is_dir():
        parser.error(f"there is no folder {chosen.folder}")
    try:
        server, site = server_of(chosen.folder, chosen.port)
    except OSError as error:
        parser.error(f"cannot listen on port {chosen.port}: {error.strerror}; --port 0 takes a free one")
    sys.stdout.write(site.url + "\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
