"""A site of any size for measuring, in a process of its own: `python -m bench.site --pages 600 --shape mixed`.

Answers are made beforehand: some hundred pages of published facts, in which the model's number is put in place when
a page is sent. Plain sockets, no framework; `GET /-/counts` says what the server did and what it cost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop

from bench.extraction import rich_facts
from bench.template import MARK, SHAPES, page

TEMPLATES = 32
DIFFERENT = 600
"""Pages up to which no two of a site are alike but in their frame. Of `small` ones only the numbers differ."""
PER_SITEMAP = 50_000
SKIPPED = 40
"""Requests before the client's CPU is looked at."""
PROFILE = b"/models/bench-"
KINDS = (*SHAPES, "small")


def answer(status: str, body: bytes, kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """A whole HTTP answer. A 304 has no body and says no length."""
    length = "" if status.startswith("304") else f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"HTTP/1.1 {status}\r\nServer: bench\r\n{more}{length}\r\n".encode() + body


class Content:
    """Every answer of a site with `pages` models, whose numbers begin at `first`."""

    def __init__(self, pages: int, shape: str, root: str, first: int = 0) -> None:
        tag = f'ETag: "v1-{MARK}"\r\nCache-Control: max-age=0\r\n'
        facts = rich_facts(TEMPLATES)
        different = TEMPLATES if shape == "small" else min(max(pages, 1), DIFFERENT)
        self.numbers = range(first, first + pages)
        self.templates = [
            answer("200 OK", page(facts[at % TEMPLATES], shape, at // TEMPLATES), more=tag)
            for at in range(different)
        ]
        self.not_modified = answer("304 Not Modified", b"", more=tag)
        self.missing = answer("404 Not Found", b"not here")
        self.others = {b"/robots.txt": answer("200 OK", b"User-agent: *\nAllow: /\n", "text/plain")}
        self.others[b"/models"] = answer("200 OK", b"<html><body><h1>Models</h1></body></html>")
        self.others |= {path.encode(): body for path, body in _sitemaps(self.numbers, root)}
        self.mark = MARK.encode()

    def of(self, target: bytes, tag: bytes) -> bytes:
        """The answer to a request for `target`, of which the client has the copy `tag`."""
        if target.startswith(PROFILE):
            number = target[len(PROFILE) :].partition(b"?")[0]
            if number.isdigit() and int(number) in self.numbers:
                known = b'"v1-' + number + b'"' == tag
                body = self.not_modified if known else self.templates[int(number) % len(self.templates)]
                return body.replace(self.mark, number)
        return self.others.get(target, self.missing)


def _sitemaps(numbers: range, root: str) -> Iterator[tuple[str, bytes]]:
    head, space = '<?xml version="1.0"?>', "http://www.sitemaps.org/schemas/sitemap/0.9"
    names = []
    for start in range(0, len(numbers), PER_SITEMAP):
        names.append(f"/sitemap-{start}.xml")
        urls = "".join(
            f"<url><loc>{root}/models/bench-{at:08d}</loc><lastmod>2025-11-01</lastmod></url>"
            for at in numbers[start : start + PER_SITEMAP]
        )
        body = f'{head}<urlset xmlns="{space}">{urls}</urlset>'.encode()
        yield names[-1], answer("200 OK", body, "application/xml")
    files = "".join(f"<sitemap><loc>{root}{name}</loc></sitemap>" for name in names)
    body = f'{head}<sitemapindex xmlns="{space}">{files}</sitemapindex>'.encode()
    yield "/sitemap.xml", answer("200 OK", body, "application/xml")


def cpu_of(process_id: int) -> float:
    """Seconds of CPU that a running process has used, all its threads."""
    tasks = Path(f"/proc/{process_id}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


class Counts:
    """What the server was asked. `first`: time.time() of the first request since the last reset.

    `client_cpu`: seconds of CPU of the client (`GET /-/reset?<process id>`) between request SKIPPED and the last one of
    `expected` pages. In between it has as many requests open at the start as at the end.
    """

    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.reset()

    def reset(self, client: int = 0) -> None:
        self.requests = self.pages = self.not_modified = 0
        self.first = self.first_page = self.skipped = self.last = 0.0
        self.client = client
        self.client_cpu = 0.0

    def note(self, target: bytes, body: bytes) -> None:
        if not self.first:
            self.first = time.time()
        self.requests += 1
        if target.startswith(PROFILE):
            if not self.pages:
                self.first_page = time.time()
            self.pages += 1
            if self.pages == SKIPPED:
                self.skipped = time.time()
            if self.pages == self.expected:
                self.last = time.time()
            if self.client and self.pages in (SKIPPED, self.expected):
                self.client_cpu = cpu_of(self.client) - self.client_cpu
            self.not_modified += body.startswith(b"HTTP/1.1 304")

    def text(self) -> bytes:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return json.dumps(vars(self) | {"cpu": usage.ru_utime + usage.ru_stime}).encode()


class Connection(asyncio.Protocol):
    """Keep-alive connections; requests have no body."""

    def __init__(self, content: Content, counts: Counts) -> None:
        self.content, self.counts = content, counts
        self.buffer = b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            request, self.buffer = self.buffer[:end], self.buffer[end + 4 :]
            self.transport.write(self._answered(request))

    def _answered(self, request: bytes) -> bytes:
        target = request.split(b" ", 2)[1]
        if target == b"/-/counts":
            return answer("200 OK", self.counts.text(), "application/json")
        if target.startswith(b"/-/reset"):
            self.counts.reset(int(target.partition(b"?")[2] or 0))
            return answer("200 OK", b"{}", "application/json")
        at = request.lower().find(b"\r\nif-none-match:")
        tag = request[at + 16 :].partition(b"\r\n")[0].strip() if at >= 0 else b""
        body = self.content.of(target, tag)
        self.counts.note(target, body)
        return body


async def serve(pages: int, shape: str, first: int) -> None:
    loop, counts = asyncio.get_running_loop(), Counts(pages)
    content: Content | None = None
    server = await loop.create_server(lambda: Connection(content, counts), "127.0.0.1", 0)  # type: ignore[arg-type]
    root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    content = Content(pages, shape, root, first)
    print(root, flush=True)
    await server.serve_forever()


@dataclass
class Site:
    """A running site."""

    root: str
    pages: int

    def ask(self, what: str) -> dict[str, float]:
        with urllib.request.urlopen(f"{self.root}/-/{what}") as response:
            return dict(json.load(response))

    def counts(self) -> dict[str, float]:
        return self.ask("counts")

    def reset(self, client: int = 0) -> None:
        """Count anew; `client`: process whose CPU is to be watched."""
        self.ask(f"reset?{client}" if client else "reset")

    def client_per_page(self) -> tuple[float, float]:
        """Seconds of the watched client's CPU, and of the clock, per page; start and end do not count."""
        counts = self.counts()
        if counts["pages"] != self.pages:
            raise RuntimeError(f"{counts['pages']:.0f} pages were asked for, not {self.pages}")
        between = self.pages - SKIPPED
        return counts["client_cpu"] / between, (counts["last"] - counts["skipped"]) / between


@contextmanager
def running(pages: int, shape: str = "mixed", first: int = 0) -> Iterator[Site]:
    """A site in a process of its own, for as long as the block lasts."""
    command = [sys.executable, "-m", "bench.site", "--pages", str(pages), "--shape", shape]
    command += ["--first", str(first)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        root = process.stdout.readline().strip()
        if not root:
            raise RuntimeError("the bench's site did not start")
        yield Site(root, pages)
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--shape", choices=KINDS, default="mixed")
    parser.add_argument("--first", type=int, default=0, help="number of the first model")
    options = parser.parse_args()
    uvloop.run(serve(options.pages, options.shape, options.first))


if __name__ == "__main__":
    main()
