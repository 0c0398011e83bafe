"""A site on several hosts, Redis, a writing process and workers: all real processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scraper.archive import snapshots
from tests.crawl.site import FAST, Done, Site, environment, finished, profile, sitemap
from tests.distributed.redis_server import RedisServer

HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")
DEAD_SOON = {"WORKER_SECONDS": 1.5}
QUICK = FAST | {
    "WORKER_SECONDS": 30,  # on a loaded machine a live worker may be silent for seconds
    "REDIS_SECONDS": 20,
    "WORKERS_WAIT": 20,
    "FLUSH_SECONDS": 0.2,
    "CONCURRENT_REQUESTS": 4,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "MAX_NEW_LABELS": 1000,
}


class Cluster:
    def __init__(self, folder: Path, hosts: tuple[str, ...] = HOSTS, durable: bool = True) -> None:
        self.redis = RedisServer(folder / "redis", durable)
        self.site = Site(folder, hosts[1:])
        self.folder, self.hosts = folder, hosts
        self.roots = [f"http://{host}:{self.site.port}" for host in hosts]
        self.processes: list[subprocess.Popen[str]] = []

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.communicate()
        self.site.close()
        self.redis.close()

    def publish(self, pages: int, **answer: Any) -> list[str]:
        """`pages` models on each host: half in the sitemap, the others found on the directory page and by links."""
        routes: dict[str, Any] = {}
        urls = []
        for number, (host, root) in enumerate(zip(self.hosts, self.roots, strict=True)):
            slugs = [f"m{number}-{page:03}" for page in range(pages)]
            paths = [f"/models/{slug}" for slug in slugs]
            routes[f"//{host}/robots.txt"] = {"text": f"Sitemap: {root}/sitemap.xml"}
            routes[f"//{host}/sitemap.xml"] = {"text": sitemap(root, paths[: pages // 2])}
            listed = "".join(f'<a href="{path}">x</a>' for path in paths[pages // 2 : pages * 3 // 4])
            routes[f"//{host}/models"] = {"text": listed}
            for place, (slug, path) in enumerate(zip(slugs, paths, strict=True)):
                text = profile(slug, tuple(paths[place + 1 : place + 2]))
                routes[f"//{host}{path}"] = {"text": text, "etag": f'"{slug}"'} | answer
            urls += [root + path for path in paths]
        self.site.routes(routes)
        return sorted(urls)

    def _start(self, *words: str, folder: str = "archive", **settings: Any) -> subprocess.Popen[str]:
        given = QUICK | {
            "DATABASE": self.site.database,
            "ARCHIVE_DIR": self.folder / folder,
            "REDIS_URL": self.redis.url,
        }
        pairs = [part for name, value in (given | settings).items() for part in ("-s", f"{name}={value}")]
        process = subprocess.Popen(
            [sys.executable, "-m", "scraper", *words, "-a", f"site={','.join(self.roots)}", *pairs],
            cwd=self.folder,
            env=environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.processes.append(process)
        return process

    def worker(self, **settings: Any) -> subprocess.Popen[str]:
        return self._start("crawl", "models", **settings)

    def ingest(self, **settings: Any) -> subprocess.Popen[str]:
        return self._start("ingest", **settings)

    def together(self, workers: int = 2, **settings: Any) -> list[subprocess.Popen[str]]:
        """A writing process and workers; no page is given out before all workers are there."""
        started = [self.worker(folder=f"archive{number}", **settings) for number in range(workers)]
        clients = self.redis.client
        wait_until(lambda: clients.info("clients")["connected_clients"] > workers)
        return [self.ingest(), *started]

    def stored(self) -> list[str]:
        """Addresses of stored models. Not one has changed since it came, nor is there twice."""
        assert self.site.rows("SELECT count(*) FROM changes") == [(0,)]
        copies = self.site.rows("SELECT url FROM snapshots")
        assert len(copies) == len(set(copies))
        return [url for (url,) in self.site.rows("SELECT url FROM models ORDER BY url")]

    def whole(self) -> None:
        """Every stored page is in the archive, at the place that the database names."""
        places = {
            (place.file, place.offset): snapshot.digest
            for place, snapshot in snapshots(sorted(self.folder.glob("archive*/*.gz")), lambda _: None)
        }
        rows = self.site.rows("SELECT archive_file, archive_offset, digest FROM snapshots")
        assert all(places[file, offset] == digest for file, offset, digest in rows)

    def asked(self) -> list[str]:
        """Profile pages that were asked for, as addresses."""
        entries = self.site.log()
        return [
            f"http://{e['headers']['host']}{e['path']}" for e in entries if e["path"].startswith("/models/")
        ]


def wait_until(true: Callable[[], Any], seconds: float = 15.0) -> Any:
    """What `true` gives as soon as it is something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if value := true():
            return value
        time.sleep(0.01)
    raise AssertionError(f"it did not come true within {seconds} s")


def ended(*processes: subprocess.Popen[str], seconds: float = 30.0) -> list[Done]:
    return [finished(process, seconds) for process in processes]
