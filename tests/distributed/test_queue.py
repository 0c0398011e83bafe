"""The shared queue on a real Redis, without any crawl."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from scraper.site.discovery import Link, Site
from tests.distributed.redis_server import RedisServer, require_server

pytestmark = pytest.mark.redis
ROOTS = ("http://a.test", "http://b.test", "http://c.test")


class Setting:
    """A run that is open, and a queue and a side for each worker that is asked for."""

    def __init__(self, folder: Path) -> None:
        from scraper.distributed.keys import Keys
        from scraper.distributed.worker_side import SharedRun
        from scraper.distributed.writer_side import WriterSide

        self.server = RedisServer(folder, durable=False)
        self.keys = Keys("1-now")
        self.writer = WriterSide(self.server.client, self.keys, 30)
        self.writer.open(SharedRun("1-now", 1, "{}", ""))

    def queue(self, worker: str = "w1"):
        from scraper.distributed.queue import SharedQueue

        spider = SimpleNamespace(name="models", sites=[Site(root) for root in ROOTS])
        return SharedQueue(self.server.client, spider, self.keys, worker)

    def side(self, worker: str = "w1", silent: float = 30):
        from scraper.distributed.worker_side import WorkerSide

        return WorkerSide(self.server.client, self.keys, worker, silent)


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    require_server()
    setting = Setting(tmp_path)
    yield setting
    setting.server.close()


def links(root: str, number: int) -> list[Link]:
    return [Link(f"{root}/models/m{place}", "sitemap", "2025-11-01") for place in range(number)]


def urls(taken) -> list[str]:
    return [link.url for link, _ in taken]


def test_each_link_once_and_told_once(setting: Setting) -> None:
    queue, other = setting.queue("w1"), setting.queue("w2")
    assert queue.add(links(ROOTS[0], 3)) == 3
    assert other.add(links(ROOTS[0], 4)) == 1
    taken = queue.take(2) + other.take(5)
    assert sorted(urls(taken)) == sorted(link.url for link in links(ROOTS[0], 4))
    assert taken[0][0] == links(ROOTS[0], 1)[0], "nothing of the link is lost on the way"
    assert len(setting.writer.fetch(10)) == 2, "the writing process hears of all of them"


def test_no_more_than_the_limit(setting: Setting) -> None:
    queue = setting.queue()
    assert queue.add(links(ROOTS[0], 3), limit=5) == 3
    assert queue.add(links(ROOTS[1], 9), limit=5) == 2
    assert queue.add(links(ROOTS[2], 9), limit=5) == 0
    assert len(queue) == 5


def test_hosts_take_turns(setting: Setting) -> None:
    queue = setting.queue()
    for root in ROOTS:
        queue.add(links(root, 2))
    hosts = [url.split("/")[2] for url in urls(queue.take(6))]
    assert hosts == ["a.test", "b.test", "c.test"] * 2


def test_a_host_with_a_delay_waits_for_its_turn_and_holds_nobody_up(setting: Setting) -> None:
    queue, side = setting.queue(), setting.side()
    queue.add(links(ROOTS[0], 3))
    queue.add(links(ROOTS[1], 3))
    assert side.turn("a.test", 60) == 0, "the first turn is now"
    assert 59 < side.turn("a.test", 60) <= 60
    assert 119 < setting.side("w2").turn("a.test", 60) <= 120, "a turn belongs to one worker"
    assert {url.split("/")[2] for url in urls(queue.take(9))} == {"b.test"}
    assert queue.take(9) == []


def test_a_host_on_hold_is_left_alone(setting: Setting) -> None:
    queue = setting.queue("w2")
    queue.add(links(ROOTS[0], 3))
    setting.side("w1").pause("a.test", 60)
    assert queue.take(3) == []
    assert 59 < setting.side("w2").turn("a.test", 0) <= 60
    assert setting.side("w2").beat(False).holds["a.test"] > 59


def test_what_a_worker_holds_comes_back(setting: Setting) -> None:
    queue, side = setting.queue("w1"), setting.side("w1")
    queue.add(links(ROOTS[0], 3))
    assert len(queue.take(3)) == side.held() == 3
    assert side.push([b"{}"], [links(ROOTS[0], 1)[0].url]) == 2
    assert side.give_back(leaving=True) == 2
    assert sorted(urls(setting.queue("w2").take(3))) == [link.url for link in links(ROOTS[0], 3)[1:]]


def test_a_leader_that_leaves_makes_room(setting: Setting) -> None:
    first, second = setting.side("w1"), setting.side("w2")
    assert first.lead() and not second.lead()
    second.give_back(leaving=True)
    assert not second.lead()
    first.give_back(leaving=True)
    assert second.lead()


def test_nothing_is_written_for_a_run_that_is_over(setting: Setting) -> None:
    queue, side = setting.queue(), setting.side()
    queue.add(links(ROOTS[0], 3))
    setting.writer.finish("ok")
    assert queue.add(links(ROOTS[1], 3)) == -1 and queue.take(3) == []
    assert side.push([b"{}"], []) == -1 and side.beat(False) is None and setting.writer.state() is None
    assert setting.server.client.keys() == [b"models:run"]


def test_addresses_of_other_sites_are_not_asked_for(setting: Setting) -> None:
    queue = setting.queue()
    queue.add([Link("http://169.254.169.254/latest", "link")])
    setting.server.client.rpush(setting.keys.queue + "a.test", '{"url": "http://a.test/models/x"}')
    setting.server.client.rpush(setting.keys.hosts, "a.test")
    assert queue.take(5) == []


def test_an_acknowledgement_twice_does_no_harm(setting: Setting) -> None:
    client = setting.server.client
    client.rpush(setting.keys.items, b"1", b"2", b"3")
    assert setting.writer.fetch(2) == [b"1", b"2"]
    assert setting.writer.fetch(2) == [b"1", b"2"], "what is not acknowledged comes again"
    setting.writer.acknowledge(2)
    setting.writer.acknowledge(2)
    assert setting.writer.fetch(2) == [b"3"]


def test_only_one_writing_process(setting: Setting) -> None:
    from scraper.distributed.writer_side import claim

    client = setting.server.client
    assert claim(client, "one:/models.db") is None
    assert claim(client, "two:/models.db") == "one:/models.db"
    assert claim(client, "one:/models.db") is None, "killed and started again, it goes on at once"
