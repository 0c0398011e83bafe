"""What tests say about the misbehaving server, and how they run the real program."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
FAST = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "DOWNLOAD_TIMEOUT": 3,
    "BACKOFF_START": 0.01,
    "RETRY_TIMES": 1,
    "PROGRESS": "off",
}
LABELS = (
    ("Parameters", "{n}B"),
    ("Context Length", "128K"),
    ("Modality", "Text"),
    ("Architecture", "Dense"),
    ("License", "Apache 2.0"),
    ("Release Date", "1 Oct 2025"),
    ("Knowledge Cutoff", "Feb 2025"),
    ("Attention Structure", "Multi-Head Attention"),
    ("Number of Attention Heads", "32"),
    ("Number of Key-Value Heads", "8"),
    ("Position Embedding", "ROPE"),
    ("Hidden Dimension Size", "4,096"),
)


def profile(slug: str, links: tuple[str, ...] = (), drop: int = 0, extra: str = "", label: str = "") -> str:
    """A profile page as HTML. `drop`: how many of its labels are missing; `label`: one more."""
    number = sum(map(ord, slug)) % 90 + 1
    rows = "".join(f"<dt>{label}</dt><dd>{value.format(n=number)}</dd>" for label, value in LABELS[drop:])
    rows += f"<dt>{label}</dt><dd>9,000</dd>" if label else ""
    others = "".join(f'<li><a href="{link}">another</a></li>' for link in links)
    return (
        f"<!doctype html><html lang=en><head><title>{slug}</title></head><body><main><h1>Model {slug}</h1>"
        f"<h2>Technical Specifications</h2><dl>{rows}</dl>{extra}</main><nav><ul>{others}</ul></nav></body></html>"
    )


def sitemap(root: str, paths: list[str], lastmod: str | None = None) -> str:
    when = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    urls = "".join(f"<url><loc>{root}{path}</loc>{when}</url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


@dataclass
class Done:
    """A run of the program that has ended."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


class Site:
    """The server's process, and a database and an archive to crawl it into. `prefix`: a command that runs the crawl."""

    def __init__(self, folder: Path, more_hosts: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.prefix: list[str] = []
        self.database, self.archive = folder / "models.db", folder / "archive"
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("server.py")), *more_hosts],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        self.root = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def _ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.root + path, data), timeout=10) as response:
            return json.load(response)

    def routes(self, routes: dict[str, Any]) -> None:
        self._ask("/_routes", routes)

    def update(self, routes: dict[str, Any]) -> None:
        self._ask("/_update", routes)

    def log(self) -> list[dict[str, Any]]:
        return list(self._ask("/_log"))

    def clear(self) -> None:
        self._ask("/_clear", {})

    def asked(self, prefix: str = "/models/") -> list[str]:
        """Paths that were asked for, in order."""
        return [entry["path"] for entry in self.log() if entry["path"].startswith(prefix)]

    def plain(self, slugs: list[str], **answer: Any) -> dict[str, Any]:
        """Routes of a well-behaved site: robots.txt, a sitemap, a page per slug with an ETag."""
        paths = [f"/models/{slug}" for slug in slugs]
        pages = {f"/models/{s}": {"text": profile(s), "etag": f'"{s}-1"'} | answer for s in slugs}
        return {
            "/robots.txt": {"text": f"User-agent: *\nSitemap: {self.root}/sitemap.xml\n"},
            "/sitemap.xml": {
                "text": sitemap(self.root, paths),
                "headers": {"Content-Type": "application/xml"},
            },
        } | pages

    def command(self, *arguments: str, **settings: Any) -> list[str]:
        given = FAST | {"DATABASE": self.database, "ARCHIVE_DIR": self.archive} | settings
        pairs = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
        return [
            sys.executable,
            "-m",
            "scraper",
            "crawl",
            "models",
            "-a",
            f"site={self.root}",
            *arguments,
            *pairs,
        ]

    def start(self, *arguments: str, **settings: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.prefix, *self.command(*arguments, **settings)],
            cwd=self.folder,
            env=environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def crawl(self, *arguments: str, **settings: Any) -> Done:
        return finished(self.start(*arguments, **settings))

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def models(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT id FROM models ORDER BY id")]

    def last_run(self) -> dict[str, Any]:
        row = self.rows(
            "SELECT id, outcome, reasons, counts, finished_at FROM runs ORDER BY id DESC LIMIT 1"
        )[0]
        return {
            "id": row[0],
            "outcome": row[1],
            "reasons": json.loads(row[2]),
            "counts": json.loads(row[3]),
            "finished_at": row[4],
        }


def environment() -> dict[str, str]:
    """Of the program under test. Compiled modules are kept, outside the tree: a start is three times as fast."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = Path(tempfile.gettempdir()) / f"model-profiles-compiled-{os.getuid()}"
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(cache)}


def finished(process: subprocess.Popen[str], seconds: float = 40.0) -> Done:
    """Wait for the program; one that hangs is killed and fails the test."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
        raise AssertionError(f"the program did not end within {seconds} s\n{out}\n{err}") from None
    return Done(process.returncode, out, err)
