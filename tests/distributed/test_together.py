"""Two workers and one writing process: everything once."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.distributed.cluster import Cluster, ended

pytestmark = pytest.mark.redis


def test_two_workers_share_one_crawl(cluster: Cluster) -> None:
    urls = cluster.publish(12, wait=0.03)
    written, *done = ended(*cluster.together())
    assert written.code == 0, written.text
    assert [each.code for each in done] == [0, 0], done[0].text + done[1].text
    assert cluster.stored() == urls
    cluster.whole()
    assert Counter(cluster.asked()) == Counter(urls)  # each page once, whoever asked
    sources = [entry["path"] for entry in cluster.site.log() if entry["path"] in ("/sitemap.xml", "/models")]
    assert len(sources) == 2 * len(cluster.hosts), "sitemaps and directories are read by one worker"
    names = {
        name.rsplit("-", 2)[0] for (name,) in cluster.site.rows("SELECT DISTINCT archive_file FROM snapshots")
    }
    assert len(names) == 2, "both worked, and each has an archive of its own"
    counts = cluster.site.last_run()["counts"]
    assert counts["models"] == counts["new"] == len(urls)
    assert counts["sitemap_listed"] == 6 * len(cluster.hosts)
    assert cluster.redis.client.keys() == [b"models:run"], "nothing is left behind but how it ended"


def test_a_workers_feed_that_cannot_be_written_is_its_own_affair(cluster: Cluster) -> None:
    cluster.publish(3)
    written, done = ended(*cluster.together(1, FEEDS='{"/dev/full": {"format": "jsonlines"}}'))
    assert written.code == 0, written.text
    assert done.code == 2 and "the feed /dev/full is not whole" in done.out, done.text
