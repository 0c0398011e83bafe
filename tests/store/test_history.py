"""History: what a change looks like, and that it leads back to every state there was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.profile import ModelProfile
from scraper.store import Store
from scraper.store.columns import PARTS, RECORD_NAMES
from scraper.store.history import as_json, changes, keyed
from scraper.store.past import MODELS_AS_OF
from scraper.store.rows import record_rows
from tests.store.making import begin, day, full_page, one, page, record, rows, text_of
from tests.store.rebuilding import Past, as_of


def found(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.field, each.old, each.new)
        for each in changes(record_rows(record(**old)), record_rows(record(**new)))
    ]


def test_equal_records_have_no_changes() -> None:
    same = record_rows(full_page().extraction.record)
    assert changes(same, same) == []


def test_scalars_keep_their_types() -> None:
    old = {"context_length": 8192, "name": "Al", "sliding_window": False}
    new = {"name": 'Al "pha"', "sliding_window": True, "layers": 2}
    assert found(old, new) == [
        ("name", '"Al"', '"Al \\"pha\\""'),
        ("context_length", "8192", "null"),
        ("sliding_window", "false", "true"),
        ("layers", "null", "2"),
    ]


def test_benchmarks_change_by_name_not_by_place() -> None:
    old = {
        "benchmarks": [
            {"category": "C", "benchmark": "A", "score": 1.0, "rank": 5},
            {"benchmark": "B", "rank": 1},
        ]
    }
    new = {
        "benchmarks": [
            {"benchmark": "B", "rank": 2},
            {"category": "C", "benchmark": "A", "score": 1.5, "rank": 5},
        ]
    }
    assert found(old, new) == [("benchmarks[C/A].score", "1.0", "1.5"), ("benchmarks[B].rank", "1", "2")]


def test_a_row_that_comes_or_goes_is_told_from_one_with_blanks() -> None:
    none: dict[str, Any] = {"benchmarks": []}
    blank = {"benchmarks": [{"benchmark": "A"}]}
    assert found(none, blank) == [("benchmarks[A].score", None, "null"), ("benchmarks[A].rank", None, "null")]
    assert found(blank, none) == [("benchmarks[A].score", "null", None), ("benchmarks[A].rank", "null", None)]


def test_rows_of_the_same_name_are_counted() -> None:
    old = {"benchmarks": [{"benchmark": "A", "score": 1.0}, {"benchmark": "A", "score": 2.0}]}
    new = {"benchmarks": [{"benchmark": "A", "score": 1.0}, {"benchmark": "A", "score": 3.0}]}
    assert found(old, new) == [("benchmarks[A]#2.score", "2.0", "3.0")]


def test_transparency_and_requirements() -> None:
    def both(total: float, points: float, device: str) -> dict[str, Any]:
        criterion = {"pillar": "Upstream", "criterion": "Data", "score": points}
        return {
            "transparency": {"score": total, "criteria": [criterion]},
            "requirements": [{"context_tokens": 1024, "tier": "Consumer", "device": device}],
        }

    assert found(both(3, 1, "RTX 4090"), both(4, 2, "RTX 5090")) == [
        ("transparency.score", "3.0", "4.0"),
        ("transparency[Upstream/Data].score", "1.0", "2.0"),
        ("requirements[1024/Consumer].device", '"RTX 4090"', '"RTX 5090"'),
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(None, "null"), (True, "true"), (3, "3"), (0.1, "0.1"), ("ü\n", '"ü\\n"')]
)
def test_values_as_json(value: Any, text: str) -> None:
    assert as_json(value) == text


def test_a_change_names_its_copies_its_run_and_its_cause(store: Store) -> None:
    first = store.save(page(on=0, layers=1), begin(store))
    run = begin(store)
    second = store.save(page(on=1, layers=2), run)
    columns = "field, old, new, changed_at, cause, run_id, from_snapshot_id, snapshot_id"
    assert rows(store, f"SELECT {columns} FROM changes") == [
        ("layers", "1", "2", text_of(1), "site", run, first.snapshot_id, second.snapshot_id)
    ]


def test_time_and_order_of_changes_agree(store: Store) -> None:
    """A copy that is fetched before, but comes after, a better reading: its change is dated to that reading."""
    store.save(page(on=0, body="x", layers=1), begin(store))
    store.save(page(on=0, body="x", layers=2), begin(store, on=9, kind="archive"))
    store.save(page(on=5, body="y", layers=3), begin(store, on=10, kind="archive"))
    assert rows(store, "SELECT changed_at, old, new FROM changes ORDER BY id") == [
        (text_of(9), "1", "2"),
        (text_of(9), "2", "3"),
    ]


def test_the_past_of_a_model(store: Store) -> None:
    run = begin(store)
    store.save(full_page(on=1), run)
    store.save(full_page(on=2, context_length=1, sliding_window=False, benchmarks=[], requirements=[]), run)
    store.gone(record().url, day(3), 404, run)
    assert as_of(store, day(0)).models == {}
    then = as_of(store, day(1))
    assert then.models["alpha"]["context_length"] == 131_072
    assert then.models["alpha"]["sliding_window"] == 1
    assert then.models["alpha"]["transparency_score"] == 34.0
    assert ("Coding", "Aider", 0.5, 3) in then.benchmarks["alpha"].values()
    assert [row[3] for row in then.requirements["alpha"].values()] == ["RTX 4090"]
    later = as_of(store, day(2.5))
    assert later.models["alpha"]["context_length"] == 1
    assert (later.benchmarks, later.models["alpha"]["gone_since"]) == ({}, None)
    assert as_of(store, day(3)).models["alpha"]["gone_since"] == text_of(3)


def test_the_recipe_is_plain_sql(store: Store) -> None:
    run = begin(store)
    store.save(page(on=0, layers=1), run)
    store.save(page(on=1, layers=2), run)
    with store.reading() as connection:
        cursor = connection.execute(f"SELECT layers FROM ({MODELS_AS_OF})", {"at": text_of(0.5)})
        assert cursor.fetchall() == [(1,)]


def test_the_oldest_of_several_later_changes_counts(store: Store) -> None:
    run = begin(store)
    for on in range(4):
        score = {"benchmark": "A", "score": float(on)}
        store.save(page(on=on, layers=on, sliding_window=on % 2 == 0, benchmarks=[score]), run)
    then = as_of(store, day(1))
    assert (then.models["alpha"]["layers"], then.models["alpha"]["sliding_window"]) == (1, 0)
    assert then.benchmarks["alpha"] == {(None, "A", 1): (None, "A", 1.0, None)}
    assert rows(store, "SELECT old, new FROM changes WHERE field = 'sliding_window' ORDER BY id LIMIT 1") == [
        ("true", "false")
    ]


# Few names and numbers, so that rows come, go, repeat and change places often.
_NAMES = st.sampled_from(["A", 'a "]/[ #2'])
_NUMBERS = st.one_of(st.none(), st.integers(1, 2))
_BENCHMARK = st.fixed_dictionaries(
    {"category": st.none() | _NAMES, "benchmark": _NAMES, "score": _NUMBERS, "rank": _NUMBERS}
)
_CRITERION = st.fixed_dictionaries(
    {"pillar": st.none() | _NAMES, "criterion": _NAMES, "score": _NUMBERS, "assessment": st.none() | _NAMES}
)
_REQUIREMENT = st.fixed_dictionaries(
    {
        "context_tokens": _NUMBERS,
        "tier": st.none() | _NAMES,
        "vram_gb": _NUMBERS,
        "device": st.none() | _NAMES,
    }
)
_VALUES = st.fixed_dictionaries(
    {
        "name": st.none() | _NAMES,
        "description": st.none() | st.text("äé\n'\"\\ ", min_size=1, max_size=4),
        "layers": _NUMBERS,
        "sliding_window": st.none() | st.booleans(),
        "benchmarks": st.lists(_BENCHMARK, max_size=3),
        "transparency": st.none()
        | st.fixed_dictionaries({"score": _NUMBERS, "criteria": st.lists(_CRITERION, max_size=3)}),
        "requirements": st.lists(_REQUIREMENT, max_size=3),
    }
)
_SLUG = st.sampled_from(["alpha", "alpha", "alpha", "beta"])
_STEP = st.one_of(
    st.tuples(st.just("save"), _SLUG, _VALUES),
    st.tuples(st.just("reread"), _SLUG, _VALUES),
    st.tuples(st.just("gone"), _SLUG, st.none()),
    st.tuples(st.just("seen"), _SLUG, st.none()),
    st.tuples(st.just("older"), _SLUG, _VALUES),
)


def _state(records: dict[str, ModelProfile], gone: dict[str, str]) -> Past:
    parts: list[dict[str, Any]] = [{}, {}, {}]
    models = {}
    for slug, profile in records.items():
        made = record_rows(profile)
        models[slug] = dict(zip(RECORD_NAMES, made.scalars, strict=True)) | {"gone_since": gone.get(slug)}
        for place, part in enumerate(PARTS):
            if state := keyed(part, getattr(made, part.name)):
                parts[place][slug] = state
    return Past(models, *parts)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEP, min_size=3, max_size=8))
def test_every_past_state_can_be_rebuilt(tmp_path_factory: Any, steps: list[Any]) -> None:
    records: dict[str, ModelProfile] = {}
    bodies: dict[str, str] = {}
    fetched: dict[str, float] = {}
    gone: dict[str, str] = {}
    states: list[Past] = []
    with Store(tmp_path_factory.mktemp("past") / "models.db") as store:
        for on, (what, slug, values) in enumerate(steps, 1):
            run = begin(store, on=on)
            if what == "save":
                bodies[slug], fetched[slug] = f"body {on}", on
                made = page(slug, on=on, body=bodies[slug], **values)
                store.save(made, run)
                records[slug] = made.extraction.record
                gone.pop(slug, None)
            elif what == "reread" and slug in records:
                made = page(slug, on=fetched[slug], body=bodies[slug], **values)
                store.save(made, run)
                records[slug] = made.extraction.record
            elif what == "older" and slug in records:
                assert store.save(page(slug, on=-on, body="old", **values), run).kind == "older"
            elif what == "gone" and slug in records:
                store.gone(record(slug).url, day(on), 404, run)
                gone.setdefault(slug, text_of(on))
            elif what == "seen" and slug in records:
                store.seen(record(slug).url, day(on), run)
                gone.pop(slug, None)
            states.append(_state(records, gone))
        for on, state in enumerate(states, 1):
            assert as_of(store, day(on)) == state
        assert one(store, "SELECT count(*) FROM changes WHERE old IS new") == 0
