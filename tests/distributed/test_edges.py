"""What else can be wrong: no extra, another run, messages that are none, pages that kill workers."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from scraper.store import StoreError
from tests.crawl.site import environment, profile
from tests.distributed.cluster import Cluster, ended, wait_until


@pytest.mark.parametrize("words", [("crawl", "models"), ("ingest",)])
def test_without_the_extra(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Blocks the two packages, as if they were not installed."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, importlib.abc\n"
        "class Missing(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('redis', 'scrapy_redis'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Missing())\n"
    )
    given = environment()
    given["PYTHONPATH"] = f"{tmp_path}:{given['PYTHONPATH']}"
    command = [sys.executable, "-m", "scraper", *words, "-s", "REDIS_URL=redis://127.0.0.1:1/0"]
    done = subprocess.run(
        command, check=False, env=given, cwd=tmp_path, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1 and "pip install '.[distributed]'" in done.stderr, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "scraper", "list"], check=False, env=given, cwd=tmp_path, capture_output=True
    )
    assert listed.returncode == 0 and b"models" in listed.stdout


@pytest.mark.parametrize("address", ["", "127.0.0.1:6379", "http://127.0.0.1"])
def test_addresses_that_are_none(tmp_path: Path, address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scraper", "ingest", "-s", f"REDIS_URL={address}"],
        check=False,
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1 and "redis://127.0.0.1:6379/0" in done.stderr, done.stderr


@pytest.mark.redis
def test_another_run_or_another_writer(cluster: Cluster) -> None:
    cluster.publish(4)
    writer = cluster.ingest()
    wait_until(lambda: cluster.redis.client.exists("models:run"))
    other, second = ended(
        cluster._start("crawl", "models", "-a", "limit=3"), cluster.ingest(DATABASE="other.db")
    )
    assert other.code == 1 and "the same -a arguments" in other.err, other.text
    assert second.code == 1 and "another `scrapy ingest` uses this Redis" in second.err, second.text
    written, _ = ended(writer, cluster.worker())
    assert written.code == 0, written.text


@pytest.mark.redis
def test_messages_that_are_none(cluster: Cluster) -> None:
    """They are kept for a person and counted; the pages that are told of properly are stored."""
    urls = cluster.publish(6, wait=0.1)
    writer, worker = cluster.ingest(), cluster.worker()
    redis = cluster.redis.client
    run = wait_until(lambda: redis.hget("models:run", "open")).decode()
    position = {"kind": "page", "position": ["../../etc/passwd", 1]}
    bad = [b"\x80\x04\x95.", b"{}", b'{"kind":"page"}', json.dumps(position).encode(), b"[" * 100_000]
    redis.rpush(f"models:{run}:items", *bad)
    written, _ = ended(writer, worker)
    assert written.code == 2 and "5 messages could not be read" in written.out, written.text
    assert cluster.stored() == urls


@pytest.mark.redis
def test_a_page_that_no_worker_brings_back(cluster: Cluster) -> None:
    """It may be what kills them: after three times it counts as failed, and the run ends."""
    urls = cluster.publish(4, wait=0.1)
    writer = cluster.ingest()
    redis = cluster.redis.client
    run = wait_until(lambda: redis.hget("models:run", "open")).decode()
    redis.hset(f"models:{run}:lost", urls[0], 2)
    link = {"url": urls[0], "host": "127.0.0.1", "found_by": "sitemap", "lastmod": None}
    redis.sadd(f"models:{run}:seen", urls[0])
    redis.hset(f"models:{run}:held:dead", urls[0], json.dumps(link))
    redis.zadd(f"models:{run}:workers", {"dead": 1})
    written, _ = ended(writer, cluster.worker(), seconds=40)
    assert written.code == 2, written.text
    assert cluster.stored() == urls[1:]
    failed = cluster.site.rows("SELECT url, detail FROM pages WHERE state = 'failed'")
    assert failed == [(urls[0], "lost: 3 workers took the page and none brought it back")]


@pytest.mark.redis
def test_crawled_again(cluster: Cluster) -> None:
    """Workers know what is stored: unchanged pages cost no body, gone ones are found out, a poorer one is held back."""
    urls = cluster.publish(4)
    written, done = ended(cluster.ingest(), cluster.worker())
    assert written.code == done.code == 0, written.text + done.text
    host = cluster.hosts[0]
    cluster.site.update(
        {
            f"//{host}/models/m0-000": {"status": 404},
            f"//{host}/models/m0-001": {"text": profile("m0-001", drop=8)},
            f"//{host}/models/m0-002": {"text": profile("m0-002").replace("128K", "64K")},
        }
    )
    cluster.site.clear()
    written, done = ended(cluster.ingest(MAX_REJECT_SHARE=0.5), cluster.worker())
    assert written.code == 2 and "far poorer" in written.out, written.text
    counts = cluster.site.last_run()["counts"]
    assert counts["gone"] == counts["poorer"] == counts["changed"] == 1
    assert counts["unchanged"] == len(urls) - 3
    statuses = [entry["status"] for entry in cluster.site.log() if entry["path"].startswith("/models/")]
    assert statuses.count(304) == len(urls) - 3


@pytest.mark.redis
def test_a_site_that_answers_nothing_but_errors(cluster: Cluster) -> None:
    cluster.publish(8, status=500)
    written, done = ended(cluster.ingest(), cluster.worker())
    assert written.code == 3 and "pages in a row failed" in written.out, written.text
    assert done.code == 3, done.text


@pytest.mark.redis
def test_a_database_that_fails_ends_the_run() -> None:
    from scraper.distributed.intake import Intake

    told: list[tuple[str, str]] = []

    class Failing(Intake):
        def __init__(self) -> None:
            self._done, self.gave_up = False, ""
            self.session: Any = SimpleNamespace(stopping=False, stop=self._stop)

        def _stop(self, kind: str, detail: str) -> None:
            self.session.stopping = True
            told.append((kind, detail))

        def _step(self) -> int:
            raise StoreError("models.db is damaged")

    asyncio.run(Failing().to_the_end())
    assert told == [("database", "models.db is damaged")]
