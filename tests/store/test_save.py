"""One page's way into the tables: what is written, and what is left alone."""

from __future__ import annotations

import json

import pytest

from scraper.extraction import Extraction, Finding, Kind, Reading
from scraper.page import Page, Reject
from scraper.store import PageRefused, Store, filled
from tests.store.making import begin, content, day, full_page, one, page, record, rows, text_of


def test_a_new_page_fills_every_table(store: Store) -> None:
    run = begin(store)
    saved = store.save(full_page(), run)
    assert (saved.kind, saved.model_id, saved.changes) == ("new", "alpha", 0)
    assert rows(store, "SELECT name, sliding_window, transparency_score, transparency_grade FROM models") == [
        ("Alpha 7B", 1, 34.0, "D")
    ]
    assert rows(store, "SELECT position, benchmark, score, rank FROM benchmarks ORDER BY 1") == [
        (0, "Aider", 0.5, 3),
        (1, "AIME", 41.0, None),
    ]
    assert rows(store, "SELECT pillar, criterion, assessment FROM transparency") == [
        ("Upstream", "Data", "Opaque."),
        ("Model", "Weights", "Open."),
    ]
    assert rows(store, "SELECT context_tokens, vram_gb, device FROM requirements") == [
        (1024, 20.5, "RTX 4090")
    ]
    assert one(store, "SELECT raw FROM readings WHERE field = 'context_length'") == "131072"
    assert rows(store, "SELECT kind, label, text FROM findings") == [("unknown_label", "Colour", "blue")]
    assert rows(store, "SELECT model_id, rule, detail FROM anomalies") == [
        ("alpha", "too_blue", "It is blue.")
    ]
    assert rows(store, "SELECT id, archive_file, archive_offset, model_id FROM snapshots") == [
        (saved.snapshot_id, "a.warc.gz", 0, "alpha")
    ]


def test_a_new_page_starts_its_four_clocks(store: Store) -> None:
    store.save(page(on=3, name="A"), begin(store))
    clocks = rows(store, "SELECT first_seen, last_seen, last_changed, gone_since FROM models")
    assert clocks == [(text_of(3), text_of(3), text_of(3), None)]


def test_the_same_page_again_changes_nothing_at_all(store: Store) -> None:
    run = begin(store)
    store.save(full_page(), run)
    store.flush()
    before = content(store)
    state = before["pages"][0]
    assert store.save(full_page(), run).kind == "unchanged"
    after = content(store)
    assert [after["pages"][0][0], after["pages"][0][6:]] == [state[0], state[6:]]
    del before["pages"], after["pages"]
    assert after == before


def test_an_unchanged_page_moves_last_seen_only(store: Store) -> None:
    run = begin(store)
    store.save(full_page(on=0), run)
    before = content(store)
    assert store.save(full_page(on=5), run).kind == "unchanged"
    after = content(store)
    assert one(store, "SELECT last_seen FROM models") == text_of(5)
    for table in set(before) - {"models", "pages"}:
        assert after[table] == before[table], table
    assert one(store, "SELECT etag FROM pages") == '"5"'
    assert one(store, "SELECT archive_offset FROM snapshots") == 0  # still the first copy's place


def test_other_bytes_that_read_the_same_are_a_copy_but_no_change(store: Store) -> None:
    run = begin(store)
    first = store.save(page(on=0, body="nonce 1", layers=3), run)
    second = store.save(page(on=1, body="nonce 2", layers=3), run)
    assert (second.kind, second.changes) == ("unchanged", 0)
    assert second.snapshot_id != first.snapshot_id
    assert rows(store, "SELECT snapshot_id, latest_snapshot_id FROM models") == [
        (first.snapshot_id, second.snapshot_id)
    ]
    assert rows(store, "SELECT DISTINCT snapshot_id FROM readings") == [(first.snapshot_id,)]
    assert store.known("https://models.example/models/alpha").digest == one(
        store, "SELECT digest FROM snapshots WHERE id = ?", second.snapshot_id
    )


def test_a_changed_page_replaces_values_and_keeps_the_old_readings(store: Store) -> None:
    run = begin(store)
    first = store.save(full_page(on=0), run)
    second = store.save(full_page(on=1, context_length=200_000, benchmarks=[]), run)
    assert second.kind == "changed"
    assert rows(store, "SELECT context_length, last_changed FROM models") == [(200_000, text_of(1))]
    assert rows(store, "SELECT * FROM benchmarks") == []
    raw = "SELECT raw FROM readings WHERE snapshot_id = ? AND field = 'context_length'"
    assert one(store, raw, first.snapshot_id) == "131072"
    assert one(store, raw, second.snapshot_id) == "200000"


def test_an_older_copy_overwrites_nothing_but_moves_first_seen(store: Store) -> None:
    run = begin(store)
    store.save(page(on=5, context_length=200_000), run)
    before = content(store)
    assert store.save(page(on=2, context_length=8_000), run).kind == "older"
    after = content(store)
    assert one(store, "SELECT first_seen FROM models") == text_of(2)
    assert one(store, "SELECT context_length FROM models") == 200_000
    for table in set(before) - {"models", "pages"}:
        assert after[table] == before[table], table


def test_a_copy_between_two_sightings_of_other_bytes_is_older(store: Store) -> None:
    run = begin(store)
    store.save(page(on=0, layers=1), run)
    store.save(page(on=4, layers=1), run)
    assert store.save(page(on=2, layers=2), run).kind == "older"
    assert one(store, "SELECT layers FROM models") == 1


def test_any_order_of_copies_ends_in_the_same_newest_values(store: Store) -> None:
    run = begin(store)
    for on in (3, 1, 4, 2, 0):
        store.save(page(on=on, layers=on + 1), run)
    assert rows(store, "SELECT layers, first_seen, last_seen FROM models") == [(5, text_of(0), text_of(4))]


def test_the_same_bytes_read_anew_replace_the_readings_of_that_copy(store: Store) -> None:
    crawl = begin(store)
    first = store.save(
        page(on=0, body="x", layers=3, findings=(Finding(Kind.UNREAD, None, "Heads 8"),)), crawl
    )
    again = store.save(page(on=0, body="x", layers=3, attention_heads=8), begin(store, on=9, kind="archive"))
    assert (again.kind, again.changes, again.snapshot_id) == ("changed", 1, first.snapshot_id)
    assert rows(store, "SELECT field, raw FROM readings ORDER BY position") == [
        ("layers", "3"),
        ("attention_heads", "8"),
    ]
    assert rows(store, "SELECT * FROM findings") == []
    assert rows(store, "SELECT field, cause, changed_at FROM changes") == [
        ("attention_heads", "extractor", text_of(9))
    ]
    assert one(store, "SELECT last_changed FROM models") == text_of(0)  # the site did not change


def test_newer_audit_rules_change_the_anomalies_and_no_history(store: Store) -> None:
    run = begin(store)
    store.save(full_page(), run)
    relaxed = full_page()
    relaxed.anomalies = ()
    assert store.save(relaxed, run).kind == "unchanged"
    assert rows(store, "SELECT * FROM anomalies") == []
    assert rows(store, "SELECT * FROM changes") == []


def test_a_page_says_itself_that_rules_made_the_difference(store: Store) -> None:
    store.save(page(on=0, body="as text", layers=3), begin(store))
    store.save(page(on=1, body="as html", layers=4, cause="extractor"), begin(store, on=2))
    assert one(store, "SELECT cause FROM changes") == "extractor"


def test_rows_in_another_order_are_no_change(store: Store) -> None:
    run = begin(store)
    there = [{"benchmark": "A", "score": 1.0}, {"benchmark": "B", "score": 2.0}]
    store.save(page(on=0, benchmarks=there), run)
    saved = store.save(page(on=1, benchmarks=there[::-1]), run)
    assert (saved.kind, saved.changes) == ("unchanged", 0)
    assert rows(store, "SELECT position, benchmark FROM benchmarks ORDER BY 1") == [(0, "B"), (1, "A")]


def test_gone_is_a_clock_and_keeps_the_values(store: Store) -> None:
    run = begin(store)
    store.save(page(on=0, layers=3), run)
    url = record().url
    assert store.gone(url, day(4), 404, run)
    assert store.gone(url, day(6), 410, run)  # still gone since the first time
    assert rows(store, "SELECT layers, gone_since, last_seen FROM models") == [(3, text_of(4), text_of(0))]
    assert rows(store, "SELECT field, old, new, changed_at FROM changes") == [
        ("gone_since", "null", f'"{text_of(4)}"', text_of(4))
    ]
    assert store.known(url).gone_since == text_of(4)


@pytest.mark.parametrize("on", [4, 5])
@pytest.mark.parametrize("how", ["saved", "seen"])
def test_a_page_that_comes_back_is_not_gone_any_more(store: Store, how: str, on: int) -> None:
    """Also in the second in which it was missed: whoever crawls twice may be quick."""
    run = begin(store)
    store.save(page(on=0, layers=3), run)
    store.gone(record().url, day(4), 404, run)
    if how == "saved":
        assert store.save(page(on=on, layers=3), run).kind == "changed"
    else:
        assert store.seen(record().url, day(on), run)
    assert rows(store, "SELECT gone_since, last_seen FROM models") == [(None, text_of(on))]
    assert rows(store, "SELECT new FROM changes ORDER BY id") == [(f'"{text_of(4)}"',), ("null",)]


@pytest.mark.parametrize("on", [0, 4], ids=["from long before", "from the second of the loss"])
def test_a_copy_from_before_does_not_bring_a_gone_page_back(store: Store, on: int) -> None:
    run = begin(store)
    store.save(page(on=on, layers=3), run)
    store.gone(record().url, day(4), 404, run)
    store.save(page(on=on, layers=3), run)
    assert one(store, "SELECT gone_since FROM models") == text_of(4)


def test_unknown_addresses_are_neither_seen_nor_gone(store: Store) -> None:
    run = begin(store)
    assert not store.seen("https://models.example/models/none", day(1), run)
    assert not store.gone("https://models.example/models/none", day(1), 404, run)
    assert rows(store, "SELECT state, detail FROM pages") == [("gone", "HTTP 404")]


def test_not_modified_never_moves_last_seen_back(store: Store) -> None:
    run = begin(store)
    store.save(page(on=5, layers=3), run)
    store.seen(record().url, day(2), run)
    assert one(store, "SELECT last_seen FROM models") == text_of(5)


def test_known_tells_what_a_conditional_request_needs(store: Store) -> None:
    store.save(full_page(on=2), begin(store))
    known = store.known("https://models.example/models/alpha")
    assert known is not None
    assert (known.model_id, known.etag, known.last_modified) == ("alpha", '"2"', None)
    assert known.digest == full_page(on=2).snapshot.digest
    assert known.filled == filled(full_page().extraction.record) == 14 + 2 + 2 + 1
    assert known.last_seen == text_of(2)
    assert store.known("https://models.example/models/other") is None


def test_the_same_reject_in_two_runs_is_one_row(store: Store) -> None:
    first, second = begin(store), begin(store)
    copy = page(on=1).snapshot
    for run in (first, second):
        store.reject(Reject(copy.url, "not_a_profile", "only 1 known label", copy), run)
    assert rows(store, "SELECT reason, run_id, rejected_at, first_rejected_at FROM rejects") == [
        ("not_a_profile", second, text_of(1), text_of(1))
    ]
    assert rows(store, "SELECT model_id FROM snapshots") == [(None,)]
    store.reject(Reject(copy.url, "too_large", "no body kept"), second)
    assert one(store, "SELECT count(*) FROM rejects") == 2


def test_a_reject_of_a_stored_page_leaves_the_model_alone(store: Store) -> None:
    run = begin(store)
    store.save(page(on=0, layers=3), run)
    poor = page(on=1, body="poor").snapshot
    store.reject(Reject(poor.url, "poorer", "far poorer", poor), run)
    assert one(store, "SELECT layers FROM models") == 3
    known = store.known(poor.url)
    assert known is not None and known.digest != poor.digest


def _with(page: Page, *readings: Reading) -> Page:
    old = page.extraction
    page.extraction = Extraction(old.record, readings, old.findings, old.roles)
    return page


def test_a_page_that_does_not_fit_is_refused_whole_and_the_rest_goes_on(store: Store) -> None:
    run = begin(store)
    store.save(page("before", layers=1), run)
    before = content(store)
    lone_surrogate = "\ud800"
    with pytest.raises(PageRefused, match="models/alpha"):
        store.save(_with(full_page(), Reading(0, None, "Name", lone_surrogate, "name")), run)
    assert content(store) == before
    store.save(page("after", layers=1), run)
    assert one(store, "SELECT count(*) FROM models") == 2


def test_a_refused_change_leaves_the_old_rows(store: Store) -> None:
    run = begin(store)
    store.save(full_page(on=0), run)
    before = content(store)
    with pytest.raises(PageRefused):
        store.save(
            _with(full_page(on=1, layers=9, benchmarks=[]), Reading(0, None, "Name", "\ud800", None)), run
        )
    assert content(store) == before


def test_readings_that_share_a_position_are_all_kept(store: Store) -> None:
    twice = _with(page(layers=1), Reading(4, None, "A", "1", None), Reading(4, None, "B", "2", None))
    store.save(twice, begin(store))
    assert rows(store, "SELECT position, label FROM readings") == [(0, "A"), (1, "B")]


def test_prose_stands_in_one_place(store: Store) -> None:
    store.save(full_page(description="A sentence found nowhere else."), begin(store))
    holders = [
        table
        for table in set(content(store)) - {"readings"}
        if any("found nowhere else" in str(row) for row in content(store)[table])
    ]
    assert holders == ["models"]


def test_hostile_texts_are_data(store: Store) -> None:
    run = begin(store)
    name = "'); DROP TABLE models; -- <script>alert(1)</script> \x00 ]/[ #2"
    store.save(page(on=0, name=name, benchmarks=[{"benchmark": name, "score": 1.0}]), run)
    store.save(page(on=1, name=name, benchmarks=[{"benchmark": name, "score": 2.0}]), run)
    assert one(store, "SELECT name FROM models") == name
    assert json.loads(one(store, "SELECT item FROM changes")) == [None, name, 1]
