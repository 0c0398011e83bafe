"""Redis goes away, with or without its data: survived, or an end that says why. Never a hang."""

from __future__ import annotations

import signal

import pytest

from tests.distributed.cluster import Cluster, ended, wait_until

pytestmark = pytest.mark.redis


def test_restart_with_its_data(cluster: Cluster) -> None:
    urls = cluster.publish(12, wait=0.05)
    writer, worker = cluster.ingest(), cluster.worker()
    wait_until(lambda: len(cluster.asked()) > 8)
    cluster.redis.kill()
    cluster.redis.start()
    written, done = ended(writer, worker)
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert cluster.stored() == urls
    cluster.whole()


def test_restart_with_nothing_left(cluster: Cluster) -> None:
    """The list of pages stands in the database as well: the run is opened again from there."""
    urls = cluster.publish(12, wait=0.05)
    writer, worker = cluster.ingest(), cluster.worker()
    wait_until(lambda: len(cluster.asked()) > 8)
    cluster.redis.client.flushall()
    written, done = ended(writer, worker)
    assert written.code == 0 and done.code == 0, written.text + done.text
    assert written.err.count("is open for workers") == 2
    assert cluster.stored() == urls
    cluster.whole()


def test_gone_for_good(cluster: Cluster) -> None:
    cluster.publish(12, wait=0.1)
    writer = cluster.ingest(REDIS_SECONDS=1)
    wait_until(lambda: cluster.redis.client.exists("models:run"))
    worker = cluster.worker(REDIS_SECONDS=1)
    wait_until(lambda: len(cluster.asked()) > 4)
    cluster.redis.kill()
    written, done = ended(writer, worker)
    for each in (written, done):
        assert each.code == 3 and "has been away for" in each.out, each.text
        assert "Traceback" not in each.text
    assert cluster.site.last_run()["outcome"] == "interrupted", "the same command goes on later"


def test_that_does_not_answer(cluster: Cluster) -> None:
    """A Redis that takes connections and is silent: each command has its time limit."""
    cluster.publish(2)
    cluster.redis.process.send_signal(signal.SIGSTOP)
    try:
        (done,) = ended(cluster.worker(REDIS_SECONDS=1), seconds=25)
    finally:
        cluster.redis.process.send_signal(signal.SIGCONT)
    assert done.code == 1 and "does not answer" in done.err, done.text


def test_nobody_there(cluster: Cluster) -> None:
    cluster.publish(2)
    alone, unwritten, elsewhere = ended(
        cluster.ingest(WORKERS_WAIT=0.5),
        cluster.worker(REDIS_SECONDS=0.5, REDIS_URL=cluster.redis.url.replace("/0", "/1")),
        cluster.ingest(REDIS_URL="redis://:secret@127.0.0.1:1/0", DATABASE=cluster.folder / "other.db"),
    )
    assert alone.code == 3 and "no worker has been at work" in alone.out, alone.text
    assert unwritten.code == 1 and "start `scrapy ingest`" in unwritten.err, unwritten.text
    assert elsewhere.code == 1 and "does not answer" in elsewhere.err, elsewhere.text
    assert "secret" not in elsewhere.text
