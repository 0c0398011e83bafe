"""kill -9 of anything, at any moment: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import time

import pytest

from tests.distributed.cluster import DEAD_SOON, Cluster, ended, wait_until

pytestmark = pytest.mark.redis
KILLS = int(os.environ.get("KILLS", "3"))


def test_killed_worker(cluster: Cluster) -> None:
    urls = cluster.publish(12, wait=0.05)
    writer = cluster.ingest(**DEAD_SOON)
    victim, other = cluster.worker(folder="archive1", FLUSH_SECONDS=30), cluster.worker(folder="archive2")
    wait_until(lambda: len(cluster.asked()) > 8 and held(cluster, victim.pid))
    victim.kill()
    written, done = ended(writer, other)
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert "is silent: the" in written.err, "the dead worker was found out"
    assert cluster.stored() == urls
    cluster.whole()


def held(cluster: Cluster, pid: int) -> int:
    """Pages in the hands of the worker with that process id."""
    names = [name for name in cluster.redis.client.keys("models:*:held:*") if f"-{pid}-".encode() in name]
    return sum(int(cluster.redis.client.hlen(name)) for name in names)


def test_killed_leader_before_the_sitemaps_are_read(cluster: Cluster) -> None:
    """The worker that reads the sitemaps dies with all but one of them before it: another one reads them."""
    urls = cluster.publish(3)
    host = cluster.hosts[-1]
    directory = f"//{host}/models"
    cluster.site.update({directory: [{"fault": "hang"}, {"text": '<a href="/models/m3-002">x</a>'}]})
    writer, leader = cluster.ingest(**DEAD_SOON), cluster.worker(DOWNLOAD_TIMEOUT=60, **DEAD_SOON)
    asked = lambda: [e for e in cluster.site.log() if e["path"] == "/models" and host in e["headers"]["host"]]  # noqa: E731
    wait_until(asked)
    other = cluster.worker()
    leader.kill()
    written, done = ended(writer, other)
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert cluster.stored() == urls
    assert cluster.site.last_run()["counts"]["sitemap_listed"] == len(cluster.hosts), (
        "counted once, not twice"
    )


def test_killed_writing_process(cluster: Cluster) -> None:
    urls = cluster.publish(12, wait=0.05)
    writer, worker = cluster.ingest(), cluster.worker()
    wait_until(
        lambda: cluster.site.database.exists() and len(cluster.asked()) > 10 and len(stored(cluster)) > 4
    )
    writer.kill()
    written, done = ended(cluster.ingest(), worker)
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert "run 1, which began at " in written.err
    assert cluster.stored() == urls
    assert len(cluster.asked()) == len(urls), "the workers did not even notice"
    assert cluster.site.last_run()["counts"]["new"] == len(urls)
    cluster.whole()


def stored(cluster: Cluster) -> list[tuple[str]]:
    if not cluster.site.rows("SELECT 1 FROM sqlite_master WHERE name = 'models'"):
        return []
    return cluster.site.rows("SELECT id FROM models")


def test_killed_between_commit_and_acknowledgement(cluster: Cluster) -> None:
    """What is committed and still on the processing list comes again, and changes nothing."""
    urls = cluster.publish(4)
    writer, worker = cluster.ingest(), cluster.worker(FLUSH_SECONDS=0.1)
    redis = cluster.redis.client
    messages: list[bytes] = []

    def told() -> bool:
        for kind in ("items", "processing"):
            for name in redis.keys(f"models:*:{kind}"):
                messages.extend(redis.lrange(name, 0, -1))
        return any(b'"kind":"page"' in each for each in messages) and len(stored(cluster)) > 0

    wait_until(lambda: cluster.site.database.exists() and told())
    writer.kill()
    run = redis.hget("models:run", "open")
    if run is not None:  # the kill came before the end, as nearly always
        again = [each for each in dict.fromkeys(messages) if b'"kind":"page"' in each]
        redis.rpush(f"models:{run.decode()}:processing", *again)
    written, _ = ended(cluster.ingest(), worker)
    assert written.code == 0, written.text
    assert cluster.stored() == urls
    assert cluster.site.last_run()["counts"]["new"] == len(urls), "none counts as seen a second time"


def test_killed_again_and_again(cluster: Cluster) -> None:
    urls = cluster.publish(12, wait=0.05)
    chance = random.Random(20251122)
    writer = cluster.ingest(**DEAD_SOON)
    workers = [cluster.worker(**DEAD_SOON) for _ in range(2)]
    for _ in range(KILLS):
        wait_until(lambda writer=writer: len(cluster.asked()) > 2 or writer.poll() is not None)
        time.sleep(chance.random() * 0.8)
        if chance.random() < 0.3:
            writer.kill()
            writer.communicate()
            writer = cluster.ingest(WORKERS_WAIT=8, **DEAD_SOON)
        else:
            workers.pop(0).kill()
            workers.append(cluster.worker(**DEAD_SOON))
        cluster.site.clear()
        if writer.poll() is not None:
            break
    written, *_ = ended(writer, *workers)
    if (
        written.code == 3
    ):  # the last kill came after the end of the run: this is a new one without pages to read
        assert "no worker" in written.out, written.text
    assert cluster.stored() == urls
    cluster.whole()


def test_interrupted_writing_process_goes_on(cluster: Cluster) -> None:
    urls = cluster.publish(8, wait=0.1)
    writer, worker = cluster.ingest(), cluster.worker()
    wait_until(lambda: len(cluster.asked()) > 3)
    writer.terminate()
    (first,) = ended(writer)
    assert first.code == 3 and "the same command resumes it" in first.out, first.text
    written, done = ended(cluster.ingest(), worker)
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert cluster.stored() == urls


def test_interrupted_worker_gives_back_what_it_holds(cluster: Cluster) -> None:
    urls = cluster.publish(8, wait=0.1)
    writer = cluster.ingest()
    first, other = cluster.worker(folder="archive1"), cluster.worker(folder="archive2")
    wait_until(lambda: len(cluster.asked()) > 6 and held(cluster, first.pid))
    first.terminate()
    left, written, done = ended(first, writer, other)
    assert left.code == 3 and "given back" in left.out, left.text
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert "is silent" not in written.err
    assert cluster.stored() == urls
