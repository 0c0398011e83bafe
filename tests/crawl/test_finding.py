"""How a crawl finds its pages, run as the real command against a server of its own."""

from __future__ import annotations

import gzip
from base64 import b64encode

from tests.crawl.site import Site, profile, sitemap

SLUGS = ["alpha", "beta", "gamma"]


def test_a_site_becomes_a_database(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    done = site.crawl()
    assert (done.code, site.models()) == (0, SLUGS), done.text
    assert done.out.splitlines()[-1].startswith("run 1: ok in ")
    assert site.last_run()["counts"]["new"] == 3
    places = site.rows("SELECT archive_file, archive_offset FROM snapshots")
    assert len(set(places)) == 3 and all((site.archive / name).exists() for name, _ in places)


def test_every_way_leads_to_a_page_and_each_is_asked_once(site: Site) -> None:
    packed = b64encode(gzip.compress(sitemap(site.root, ["/models/alpha"]).encode()))
    site.routes(
        {
            "/robots.txt": {"text": f"Sitemap: {site.root}/index.xml"},
            "/index.xml": {
                "text": f"<sitemapindex><sitemap><loc>{site.root}/a.xml.gz</loc></sitemap>"
                "<sitemap><loc>https://elsewhere.example/b.xml</loc></sitemap></sitemapindex>"
            },
            "/a.xml.gz": {"b64": packed.decode()},
            "/models": {
                "text": '<a href="/models/alpha">A</a> <a href="/models/beta/">B</a> <a href="?page=2">2</a>'
            },
            "/models?page=2": {
                "text": '<a href="/models/gamma#top">G</a> <a rel=next href="/models?page=3">more</a>'
            },
            "/models?page=3": {"text": '<a href="/models/alpha">A</a> <a href="/models?page=2">2</a>'},
            "/models/alpha": {
                "text": profile("alpha", ("/models/delta", "//other.example/models/x", "/zh/models/beta"))
            },
            "/models/beta": {
                "text": profile("beta", ("/models/beta?tab=2", "/models/beta/chat", "/tools/models/y"))
            },
            "/models/gamma": {"text": profile("gamma")},
            "/models/delta": {"text": profile("delta")},
        }
    )
    done = site.crawl()
    assert done.code == 0, done.text
    found = {url.rpartition("/")[2]: way for url, way in site.rows("SELECT url, found_by FROM pages")}
    assert found.pop("alpha") in ("sitemap", "directory")  # both list it: whichever came first
    assert found == {"beta": "directory", "delta": "link", "gamma": "directory"}
    assert site.last_run()["counts"]["sitemap_listed"] == 1
    assert site.last_run()["counts"]["directory_listed"] == 3
    asked = [entry["path"] for entry in site.log()]
    assert len(asked) == len(set(asked)) == 10, asked


def test_only_the_wanted_language(site: Site) -> None:
    paths = ["/models/alpha", "/zh/models/alpha", "/zh/models/beta", "/de/models/beta"]
    site.routes(
        {"/sitemap.xml": {"text": sitemap(site.root, paths)}}
        | {path: {"text": profile("alpha")} for path in paths}
    )
    assert site.crawl("-a", "locale=zh").code == 0
    assert site.asked("/zh/models/") == ["/zh/models/alpha", "/zh/models/beta"]
    assert site.asked("/models/") == []


def test_slugs_and_limit(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl("-a", "slugs=gamma,alpha").code == 0
    assert site.rows("SELECT url, found_by FROM pages") == [
        (f"{site.root}/models/{slug}", "given") for slug in ("alpha", "gamma")
    ]
    assert "/sitemap.xml" not in site.asked("/s")
    site.clear()
    assert site.crawl("-a", "limit=2", DATABASE=site.folder / "other.db").code == 0
    assert len(site.asked()) == 2


def test_a_second_crawl_of_an_unchanged_site_transfers_no_page_and_changes_nothing(site: Site) -> None:
    site.routes(site.plain(SLUGS, headers={"Cache-Control": "no-store"}))
    assert site.crawl().code == 0
    tables = ("models", "snapshots", "readings", "changes", "benchmarks", "findings")
    before = [site.rows(f"SELECT count(*) FROM {table}") for table in tables]
    site.clear()
    assert site.crawl().code == 0
    pages = [entry for entry in site.log() if entry["path"].startswith("/models/")]
    assert [entry["sent"] for entry in pages] == [0, 0, 0]
    assert [site.rows(f"SELECT count(*) FROM {table}") for table in tables] == before
    site.clear()
    assert site.crawl("-a", "full=1").code == 0
    assert all(entry["sent"] for entry in site.log() if entry["path"].startswith("/models/"))
    assert [site.rows(f"SELECT count(*) FROM {table}") for table in tables] == before


def test_a_page_that_nothing_leads_to_any_more_is_still_asked_for(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    fewer = site.plain(["alpha", "beta"])
    site.routes(fewer)
    assert site.crawl(MAX_MODELS_DROP=1).code == 0
    assert site.rows("SELECT id FROM models WHERE gone_since IS NOT NULL") == [("gamma",)]
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    assert site.rows("SELECT id FROM models WHERE gone_since IS NOT NULL") == []
