"""Many workers ask one host no faster than one worker does."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.distributed.cluster import Cluster, ended, wait_until
from tests.distributed.redis_server import require_server

pytestmark = pytest.mark.redis


@pytest.fixture
def one_host(tmp_path: Path) -> Iterator[Cluster]:
    require_server()
    cluster = Cluster(tmp_path, ("127.0.0.1",))
    yield cluster
    cluster.close()


def moments(cluster: Cluster) -> list[float]:
    """When the site was asked, for whatever it was."""
    return sorted(entry["at"] for entry in cluster.site.log() if not entry["path"].startswith("/_"))


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


def most_within(seconds: float, times: list[float]) -> int:
    """The most requests in any stretch of `seconds`."""
    return max(sum(start <= at < start + seconds for at in times) for start in times)


def authors(cluster: Cluster) -> int:
    """Workers whose archive holds a page."""
    rows = cluster.site.rows("SELECT DISTINCT archive_file FROM snapshots")
    return len({name.rsplit("-", 2)[0] for (name,) in rows})


def test_crawl_delay_holds_for_all_workers_together(one_host: Cluster) -> None:
    urls = one_host.publish(10)
    one_host.site.update({"//127.0.0.1/robots.txt": {"text": "User-agent: *\nCrawl-delay: 0.15"}})
    one_host.site.update({"//127.0.0.1/models": {"text": "".join(f'<a href="{url}">x</a>' for url in urls)}})
    written, *workers = ended(*one_host.together())
    assert written.code == 0, written.text
    assert one_host.stored() == urls and authors(one_host) == 2, [each.text for each in workers]
    # Before robots.txt no delay is known.
    times = sorted(e["at"] for e in one_host.site.log() if e["path"] != "/robots.txt")
    spaces = gaps(times)
    # Turns are 0.15 s apart; on a loaded machine a process may be late with one, and so nearer to the next.
    assert sum(spaces) > len(spaces) * 0.15 - 0.1, spaces
    assert most_within(0.12, times) <= 2, spaces


def test_download_delay_holds_for_all_workers_together(one_host: Cluster) -> None:
    urls = one_host.publish(10)
    written, *workers = ended(*one_host.together(DOWNLOAD_DELAY=0.15, DOWNLOAD_DELAY_JITTER=0.2))
    assert written.code == 0, written.text
    assert one_host.stored() == urls and authors(one_host) == 2, [each.text for each in workers]
    spaces = gaps(moments(one_host))
    assert most_within(0.1, moments(one_host)) <= 2, spaces
    assert len(spaces) / sum(spaces) < 1 / 0.15 * 1.1, "all workers together keep one worker's rate"


def test_turns_slept_through_are_not_made_up_for(one_host: Cluster) -> None:
    """A worker that stood still holds several turns that are over; it asks for new ones, not for all pages at once."""
    urls = one_host.publish(20)
    processes = one_host.together(DOWNLOAD_DELAY=0.25, DOWNLOAD_DELAY_JITTER=0)
    wait_until(lambda: len(one_host.asked()) >= 4)
    processes[1].send_signal(signal.SIGSTOP)
    time.sleep(1.5)  # several turns of the one that stands
    processes[1].send_signal(signal.SIGCONT)
    written, *_ = ended(*processes)
    assert written.code == 0, written.text
    assert one_host.stored() == urls and authors(one_host) == 2
    assert most_within(0.2, moments(one_host)) <= 2, gaps(moments(one_host))


def test_retry_after_holds_for_all_workers(one_host: Cluster) -> None:
    urls = one_host.publish(16, wait=0.05)
    busy = [{"status": 429, "headers": {"Retry-After": "1"}}, {"text": "", "status": 404}]
    one_host.site.update({"//127.0.0.1/models/m0-006": busy})
    settings = {"CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    written, *_ = ended(*one_host.together(**settings))
    assert written.code == 0, written.text
    assert len(one_host.stored()) == len(urls) - 1
    refused = next(e["at"] for e in one_host.site.log() if e.get("status") == 429)
    after = [at - refused for at in moments(one_host) if at > refused]
    # A request that was on its way, and the moment until the others hear of it.
    assert not [at for at in after if 0.5 < at < 0.98], after
