"""The list of addresses by which a killed crawl goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.page import Reject
from scraper.store import Store
from tests.store.making import begin, day, one, page, record, rows

URLS = [f"https://models.example/models/{slug}" for slug in ("alpha", "beta", "gamma", "delta", "omega")]


def listed(run: int, store: Store, urls: list[str] = URLS) -> int:
    return store.add_urls(run, [(url, "sitemap", "2025-01-01") for url in urls])


def waiting(store: Store, run: int) -> list[str]:
    return [each.url for each in store.take(run, 0, -1)]


def test_addresses_are_taken_in_the_order_of_finding_a_handful_at_a_time(store: Store) -> None:
    run = begin(store)
    assert listed(run, store, URLS[::-1][:3]) == 3
    assert listed(run, store) == 2  # the others are listed already
    first = store.take(run, 0, 3)
    assert [each.url for each in first] == URLS[::-1][:3]
    assert (first[0].found_by, first[0].lastmod) == ("sitemap", "2025-01-01")
    assert [each.url for each in store.take(run, first[-1].place, 3)] == URLS[:2]
    assert store.take(run, store.take(run, first[-1].place, 3)[-1].place, 3) == []


def test_what_becomes_of_a_page_takes_it_off_the_list(store: Store) -> None:
    run = begin(store)
    listed(run, store)
    store.save(page("alpha", layers=1), run)
    store.gone(URLS[1], day(1), 404, run)
    store.reject(Reject(URLS[2], "not_a_profile", "no labels"), run)
    store.mark(run, URLS[3], "failed", "HTTP 500 three times")
    assert waiting(store, run) == [URLS[4]]
    assert rows(store, "SELECT url, state, detail FROM pages WHERE state <> 'pending' ORDER BY place") == [
        (URLS[0], "stored", None),
        (URLS[1], "gone", "HTTP 404"),
        (URLS[2], "rejected", "not_a_profile"),
        (URLS[3], "failed", "HTTP 500 three times"),
    ]


def test_a_new_run_asks_for_everything_again_and_remembers_tags(store: Store) -> None:
    first = begin(store)
    listed(first, store)
    store.save(page("alpha", layers=1), first)
    second = begin(store)
    assert store.unlisted(second, URLS[:2]) == URLS[:2]
    assert listed(second, store) == 5
    assert waiting(store, second) == URLS
    known = store.known(URLS[0])
    assert known is not None and known.etag == '"0"'
    store.seen(URLS[0], day(1), second)
    assert rows(store, "SELECT state FROM pages WHERE url = ?", URLS[0]) == [("unchanged",)]


def test_an_archive_run_takes_nothing_off_a_cut_off_crawls_list(store: Store) -> None:
    crawl = begin(store)
    listed(crawl, store)
    archive = begin(store, kind="archive")
    store.save(page("alpha", layers=1), archive)
    store.reject(Reject(URLS[1], "not_a_profile", "no labels"), archive)
    assert waiting(store, crawl) == URLS
    assert store.known(URLS[0]) is not None  # it counts as known all the same
    store.save(page("alpha", layers=1), crawl)
    assert waiting(store, crawl) == URLS[1:]


def test_states_and_rows_are_lost_or_kept_together(tmp_path: Path) -> None:
    path = tmp_path / "models.db"
    store = Store(path)
    run = begin(store)
    listed(run, store)
    store.save(page("alpha", layers=1), run)
    store.flush()
    store.save(page("beta", layers=1), run)
    store.rollback()  # as a kill would
    assert waiting(store, run) == URLS[1:]
    assert rows(store, "SELECT id FROM models") == [("alpha",)]
    store.close()


def test_an_unknown_state_is_an_error(store: Store) -> None:
    run = begin(store)
    with pytest.raises(ValueError, match="'lost' is no state of a page: use one of pending, stored"):
        store.mark(run, URLS[0], "lost")  # type: ignore[arg-type]


def test_no_question_of_a_crawl_reads_the_whole_table(store: Store) -> None:
    """A hundred thousand addresses must cost what a hundred do."""
    statements: list[str] = []
    run = begin(store)
    listed(run, store)
    store.save(page("alpha", layers=1), run)
    with store.reading() as connection:
        connection.set_trace_callback(statements.append)
    listed(run, store)
    store.take(run, 2, 64)
    store.unlisted(run, URLS)
    store.known(URLS[0])
    store.save(page("alpha", on=1, layers=2), run)
    store.save(page("beta", on=1, layers=2), run)
    store.save(page("beta", on=1, layers=2), run)
    store.seen(URLS[0], day(2), run)
    store.gone(URLS[0], day(3), 404, run)
    store.reject(Reject(URLS[2], "poorer", "poor", page("gamma").snapshot), run)
    store.mark(run, URLS[3], "failed")
    connection.set_trace_callback(None)
    asked = {
        each for each in statements if each.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
    }
    assert len(asked) > 20
    for statement in asked:
        if "models_fts" in statement:
            continue
        plan = [row[3] for row in rows(store, f"EXPLAIN QUERY PLAN {statement}")]
        assert not [step for step in plan if step.startswith("SCAN") and "CONSTANT" not in step], (
            statement,
            plan,
        )


def test_a_hundred_thousand_addresses_are_listed_within_seconds(store: Store) -> None:
    many = [f"https://models.example/models/m{number}" for number in range(100_000)]
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    run = begin(store)
    listed(run, store, many)
    again = begin(store)
    with store.reading() as connection:
        connection.set_progress_handler(count, 10_000)
    assert listed(again, store, many) == 100_000
    assert [each.url for each in store.take(again, 0, 64)] == many[:64]
    connection.set_progress_handler(None, 0)
    assert steps * 10_000 / 100_000 < 200  # SQLite instructions an address, whatever the machine
    assert one(store, "SELECT count(*) FROM pages WHERE run_id = ?", again) == 100_000
    assert record().url not in many
