"""The verdict of real runs: what is compared, what is held back, what the exit code says."""

from __future__ import annotations

from tests.commands.running import run
from tests.crawl.site import Site, profile

SLUGS = [f"model-{number}" for number in range(5)]


def test_nothing_found_at_all(site: Site) -> None:
    site.routes({"/robots.txt": {"text": ""}})
    done = site.crawl()
    assert done.code == 3 and "not one model was found" in done.out.splitlines()[-1], done.text
    assert site.last_run()["outcome"] == "failed" and site.last_run()["reasons"] != []


def test_a_page_that_is_suddenly_far_poorer_is_held_back(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    before = site.rows("SELECT * FROM models ORDER BY id")
    site.update({f"/models/{SLUGS[0]}": {"text": profile(SLUGS[0], drop=9)}})
    done = site.crawl()
    assert done.code == 2 and "1 page far poorer than what is stored was held back" in done.out, done.text
    assert site.rows("SELECT reason, detail LIKE '%POORER_RATIO=0%' FROM rejects") == [("poorer", 1)]
    columns = len(before[0])
    after = site.rows("SELECT * FROM models ORDER BY id")
    assert after[0] == before[0] and len(after[0]) == columns
    done = site.crawl("-a", f"slugs={SLUGS[0]}", POORER_RATIO=0)
    assert done.code == 0, done.text
    assert site.rows("SELECT parameters FROM models ORDER BY id LIMIT 1") == [(None,)]


def test_a_challenge_page_keeps_the_stored_record(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    challenge = "<html><body><h1>Just a moment</h1><p>Checking that you are no robot.</p></body></html>"
    site.update({f"/models/{slug}": {"text": challenge} for slug in SLUGS})
    done = site.crawl()
    assert done.code == 3 and "not one model was found, the last good run had 5" in done.out, done.text
    assert site.models() == SLUGS and site.rows("SELECT count(*) FROM models WHERE parameters IS NULL") == [
        (0,)
    ]
    assert site.rows("SELECT count(*) FROM rejects") == [(5,)]


def test_what_is_lost_since_the_last_good_run_is_named(site: Site) -> None:
    listed = {"/models": {"text": "".join(f'<a href="/models/{slug}">x</a>' for slug in SLUGS)}}
    site.routes(site.plain(SLUGS) | listed)
    assert site.crawl().code == 0
    fewer = site.plain(SLUGS[:3])
    poorer = {f"/models/{slug}": {"text": profile(slug, label="Warp Speed", drop=1)} for slug in SLUGS[:3]}
    site.routes(fewer | poorer)
    done = site.crawl()
    assert done.code == 2, done.text
    for reason in (
        "3 models, the last good run had 5",
        "the sitemap lists 3 pages, 5 in the last good run",
        "the directory has vanished: it listed 5 pages",
        "parameters is filled on 0% of the pages, 100% in the last good run",
        "1 new unknown label: 'Warp Speed'",
    ):
        assert reason in done.out, done.out
    assert site.last_run()["counts"]["gone"] == 2
    assert site.crawl().code == 2  # the last good run is still the first one
    assert site.crawl(BASELINE="none").code == 0  # accepted as it is
    assert site.crawl().code == 0


def test_robots_that_change(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    site.update(
        {
            "/robots.txt": {
                "text": f"User-agent: *\nDisallow: /models/model-1\nSitemap: {site.root}/sitemap.xml"
            }
        }
    )
    done = site.crawl(MAX_MODELS_DROP=0.5)
    assert done.code == 2 and "robots.txt changed: it forbids 1 page" in done.out, done.text
    site.update({"/robots.txt": {"text": "User-agent: *\nDisallow: /"}})
    site.clear()
    done = site.crawl()
    assert done.code == 3 and "robots.txt forbids all 5" in done.out, done.text
    assert site.asked("/") == ["/robots.txt"]
    assert site.models() == SLUGS and site.rows("SELECT count(gone_since) FROM models") == [(0,)]


def test_a_page_that_breaks_the_program_does_not_stop_the_rest(site: Site) -> None:
    """An identifier that SQLite's tables refuse, a body that is no text: whatever it is, the others are stored."""
    site.routes(site.plain(SLUGS) | {f"/models/{SLUGS[2]}": {"b64": "AAECAwQFBgcICQ=="}})
    done = site.crawl()
    assert done.code == 2 and len(site.models()) == 4, done.text
    assert site.rows("SELECT count(*) FROM rejects") == [(1,)]


def test_moved_pages(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    assert site.crawl().code == 0
    moved = {f"/models/{SLUGS[0]}": {"status": 301, "headers": {"Location": "/models/model-new"}}}
    site.update(moved | {"/models/model-new": {"text": profile("model-new")}})
    site.clear()
    done = site.crawl()
    assert done.code == 0, done.text
    assert "model-new" in site.models()
    assert site.rows("SELECT id FROM models WHERE gone_since IS NOT NULL") == [(SLUGS[0],)]
    assert len(site.asked()) == len(set(site.asked())) == 6


def test_fill_rates_and_findings_stand_in_the_run(site: Site) -> None:
    site.routes(site.plain(SLUGS) | {f"/models/{SLUGS[0]}": {"text": profile(SLUGS[0], label="Warp Speed")}})
    assert site.crawl().code == 0
    filled, models, labels = site.rows(
        "SELECT fills ->> 'parameters', counts ->> 'models', findings ->> 'unknown_label' FROM runs"
    )[0]
    assert (filled, models, labels) == (5, 5, 1)


def test_a_run_over_one_page_does_not_hide_that_the_crawl_is_dead(site: Site) -> None:
    site.routes({"/robots.txt": {"text": ""}})
    assert site.crawl().code == 3
    site.routes(site.plain(SLUGS))
    assert site.crawl("-a", "slugs=model-1").code == 0
    asked = ("status", "--max-age", "1m", "-s", f"DATABASE={site.database}")
    done = run(*asked)
    assert (done.returncode, done.stdout.decode().splitlines()[-1]) == (2, "no good run within 1m")
    assert site.crawl().code == 0
    assert run(*asked).returncode == 0
