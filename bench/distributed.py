"""What several workers bring: `python -m bench.distributed` prints a table and writes JSON.

A delay-free site on four loopback hosts, a redis-server, one writing process, and one worker or two. Rates and CPU
seconds are taken over the middle of each crawl, so that neither the start of the processes nor the end counts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import uvloop

from bench.process import PYTHON, ROOT
from bench.site import Connection, Content, Counts

HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
APART = 1_000_000
FROM, TO = 0.15, 0.9
"""Part of the pages over which is measured."""
SETTINGS = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "PROGRESS": "off",
    "LOG_LEVEL": "WARNING",
    "WORKER_SECONDS": 60,
    "MAX_NEW_LABELS": 1_000_000,
    "MAX_NEW_REFUSED": 1_000_000,
}
SLOW_SITE = {"CONCURRENT_REQUESTS": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 4}


class Late:
    """A connection's transport that sends `wait` seconds later."""

    def __init__(self, transport: Any, wait: float) -> None:
        self.transport, self.wait = transport, wait

    def write(self, data: bytes) -> None:
        asyncio.get_running_loop().call_later(self.wait, self.transport.write, data)


class Visit(Connection):
    """A connection to a site that takes `wait` seconds for an answer."""

    def __init__(self, content: Content, counts: Counts, wait: float) -> None:
        super().__init__(content, counts)
        self.wait = wait

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = Late(transport, self.wait) if self.wait else transport


async def serve(pages: int, wait: float) -> None:
    """The site: one port on all hosts, `pages` models in all."""
    loop, counts, port = asyncio.get_running_loop(), Counts(pages), 0
    for number, host in enumerate(HOSTS):
        content: list[Content] = []
        server = await loop.create_server(
            lambda content=content: Visit(content[0], counts, wait),
            host,
            port,  # type: ignore[misc]
        )
        port = server.sockets[0].getsockname()[1]
        root = f"http://{host}:{port}"
        content.append(Content(pages // len(HOSTS), "mixed", root, first=number * APART))
    print(port, flush=True)
    await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Part:
    """The middle of one crawl. CPU: milliseconds per page, of all processes of that kind together."""

    workers: int
    pages: int
    seconds: float
    pages_per_second: float
    worker_cpu: float
    ingest_cpu: float
    redis_cpu: float
    site_cpu: float
    load: float

    @property
    def whole_cpu(self) -> float:
        return self.worker_cpu + self.ingest_cpu + self.redis_cpu + self.site_cpu


class Processes:
    """What runs beside each other, and how much CPU each has had."""

    def __init__(self) -> None:
        self.running: dict[str, list[subprocess.Popen[Any]]] = {}

    def start(self, name: str, command: list[str], **more: Any) -> subprocess.Popen[Any]:
        process = subprocess.Popen(command, cwd=ROOT, **more)
        self.running.setdefault(name, []).append(process)
        return process

    def cpu(self) -> dict[str, float]:
        return {name: sum(_cpu(each.pid) for each in all_) for name, all_ in self.running.items()}

    def stop(self) -> None:
        for process in (each for all_ in self.running.values() for each in all_):
            if process.poll() is None:
                process.kill()
            process.wait()


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _all(folder: Path, pages: int, workers: int, wait: float) -> Iterator[tuple[Processes, str]]:
    processes = Processes()
    try:
        site = processes.start(
            "site",
            [PYTHON, "-m", "bench.distributed", "--serve", str(pages), "--wait", str(wait)],
            stdout=subprocess.PIPE,
            text=True,
        )
        web = int(site.stdout.readline())
        url = f"redis://127.0.0.1:{_redis(processes, folder)}/0"
        words = ["-a", "site=" + ",".join(f"http://{host}:{web}" for host in HOSTS)]
        given = SETTINGS | (SLOW_SITE if wait else {}) | {"REDIS_URL": url, "DATABASE": folder / "models.db"}
        common = words + [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
        quiet = {"stdout": subprocess.DEVNULL}
        processes.start("ingest", [PYTHON, "-m", "scraper", "ingest", *common], **quiet)
        for number in range(workers):
            archive = ["-s", f"ARCHIVE_DIR={folder / f'archive{number}'}"]
            processes.start(
                "workers", [PYTHON, "-m", "scraper", "crawl", "models", *common, *archive], **quiet
            )
        yield processes, f"http://{HOSTS[0]}:{web}/-/counts"
    finally:
        processes.stop()


def _redis(processes: Processes, folder: Path) -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = int(plug.getsockname()[1])
    keep = ["--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--dir", str(folder)]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", *keep]
    processes.start("redis", command, stdout=subprocess.DEVNULL)
    return port


def measure(pages: int, workers: int, wait: float = 0.0) -> Part:
    """One crawl of `pages` pages, each of which takes the site `wait` seconds.

    Raises RuntimeError where it did not come to a good end.
    """
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        with _all(folder, pages, workers, wait) as (processes, counts):
            begin = _at(counts, processes, int(pages * FROM))
            end = _at(counts, processes, int(pages * TO))
            codes = [
                process.wait(300) for name in ("ingest", "workers") for process in processes.running[name]
            ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if any(codes):
        raise RuntimeError(f"exit codes {codes}")
    number, seconds = end[1] - begin[1], end[0] - begin[0]
    spent = {name: (end[2][name] - begin[2][name]) / number * 1000 for name in end[2]}
    return Part(
        workers,
        number,
        seconds,
        number / seconds,
        spent["workers"],
        spent["ingest"],
        spent["redis"],
        spent["site"],
        os.getloadavg()[0],
    )


def _at(counts: str, processes: Processes, pages: int) -> tuple[float, int, dict[str, float]]:
    """Moment, pages and CPU seconds when so many pages have been asked for."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        with urllib.request.urlopen(counts, timeout=10) as response:
            asked = int(json.load(response)["pages"])
        if asked >= pages:
            return time.monotonic(), asked, processes.cpu()
        time.sleep(0.02)
    raise RuntimeError(f"not even {pages} pages were asked for")


def summary(parts: list[Part]) -> dict[str, float]:
    """Ratios of two workers to one, medians of neighbouring runs; CPU in ms per page."""
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    median = statistics.median
    cores = os.cpu_count() or 1
    return {
        "rate_ratio": median(b.pages_per_second / a.pages_per_second for a, b in pairs),
        "worker_cpu_ratio": median(b.worker_cpu / a.worker_cpu for a, b in pairs),
        "ratio_if_every_process_had_a_core": 2 / median(b.worker_cpu / a.worker_cpu for a, b in pairs),
        "ratio_that_the_cores_allow": min(2.0, cores * median(a.worker_cpu / b.whole_cpu for a, b in pairs)),
        "the_same_without_the_site": min(
            2.0, cores * median(a.worker_cpu / (b.whole_cpu - b.site_cpu) for a, b in pairs)
        ),
        "worker_cpu": median(part.worker_cpu for part in parts),
        "ingest_cpu": median(part.ingest_cpu for part in parts),
        "redis_cpu": median(part.redis_cpu for part in parts),
        "site_cpu": median(part.site_cpu for part in parts),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2400)
    parser.add_argument("--pairs", type=int, default=3, help="runs with one worker and with two, in turn")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument(
        "--wait",
        type=float,
        default=0.0,
        help="seconds that the site takes for an answer, with 4 connections a worker: the cores are not the limit then",
    )
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        uvloop.run(serve(options.serve, options.wait))
        return
    parts = []
    print("workers  pages/s   CPU ms per page: workers  ingest   redis    site   load", flush=True)
    for _ in range(options.pairs):
        for workers in (1, 2):
            part = measure(options.pages, workers, options.wait)
            parts.append(part)
            print(
                f"{workers:7} {part.pages_per_second:8.1f} {part.worker_cpu:25.2f} {part.ingest_cpu:7.2f}"
                f" {part.redis_cpu:7.2f} {part.site_cpu:7.2f} {part.load:6.1f}",
                flush=True,
            )
    result = summary(parts)
    for name, value in result.items():
        print(f"{name:>40} {value:6.2f}")
    if options.json:
        options.json.write_text(
            json.dumps({"summary": result, "runs": [asdict(each) for each in parts]}, indent=1)
        )


if __name__ == "__main__":
    sys.exit(main())
