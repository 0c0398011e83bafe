"""How fast the bench's site answers when nothing is done with its pages: `python -m bench.load`.

Sixteen connections ask for page after page and throw them away. A crawl can only be measured where the site needs a
small part of the crawler's CPU per page, in a process (and on a core) of its own.
"""

from __future__ import annotations

import asyncio
import sys
import time
from itertools import count

import uvloop

from bench.site import Site, running

TOGETHER, REQUESTS, PAGES = 16, 4_000, 320


class Reader(asyncio.Protocol):
    """Asks for one page after the other and counts the bytes that come."""

    def __init__(self, numbers: count[int], done: asyncio.Event) -> None:
        self.numbers, self.done = numbers, done
        self.missing = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        number = next(self.numbers)
        if number >= REQUESTS:
            self.done.set()
            return
        request = f"GET /models/bench-{number % PAGES:08d} HTTP/1.1\r\nHost: bench\r\n\r\n"
        self.transport.write(request.encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if not self.missing:
            head, _, body = data.partition(b"\r\n\r\n")
            self.missing = int(head.lower().partition(b"content-length: ")[2].split()[0]) - len(body)
        else:
            self.missing -= len(data)
        if not self.missing:
            self._ask()


async def _load(site: Site) -> None:
    numbers, done = count(), asyncio.Event()
    host, port = site.root.removeprefix("http://").split(":")
    loop = asyncio.get_running_loop()
    for _ in range(TOGETHER):
        await loop.create_connection(lambda: Reader(numbers, done), host, int(port))
    await done.wait()


def measure() -> dict[str, float]:
    """Pages a second by the clock, and the server's CPU per page in milliseconds."""
    with running(PAGES) as site:
        before, started = site.counts()["cpu"], time.monotonic()
        uvloop.run(_load(site))
        seconds = time.monotonic() - started
        counts = site.counts()
    found = {
        "pages_per_second": counts["pages"] / seconds,
        "cpu_ms": (counts["cpu"] - before) / counts["pages"] * 1000,
    }
    print(f"{found['pages_per_second']:.0f} pages/s, {found['cpu_ms']:.3f} ms of the server's CPU a page")
    return found


if __name__ == "__main__":
    measure()
    sys.exit(0)
