"""Each view answers its question, and finds the answer by an index where the table is long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.audit import Anomaly
from scraper.extraction import Finding, Kind
from scraper.outlets.recipes import RECIPES
from scraper.store import Store
from scraper.store.views import VIEWS
from tests.store.making import begin, day, one, page, record, rows, text_of

CONFLICT = Finding(Kind.CONFLICT, "Layers", "32 and 64")
UNKNOWN = Finding(Kind.UNKNOWN_LABEL, "Colour", "blue")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four models: a large and a small one of a family, one without a rank, one that is gone."""
    folder: Path = tmp_path_factory.mktemp("views")
    with Store(folder / "models.db") as store:
        run = begin(store)
        report = {
            "score": 10.0,
            "grade": "D",
            "criteria": [
                {
                    "pillar": "Up",
                    "criterion": "Data",
                    "score": 1,
                    "max_score": 10,
                    "assessment": "The corpus is hidden.",
                },
                {"pillar": "Up", "criterion": "Code", "score": 4, "max_score": 10},
                {"pillar": "Down", "criterion": "Use", "score": 5, "max_score": 5},
            ],
        }
        store.save(
            page(
                "large",
                name="Alpha Large",
                family="Alpha",
                parameters=100,
                active_parameters=20,
                experts=8,
                active_experts=2,
                context_length=1000,
                release_date="2025-03-01",
                overall_rank=2,
                coding_rank=1,
                description="It reasons about façades.",
                benchmarks=[
                    {"category": "Code", "benchmark": "Aider", "score": 0.5, "rank": 2},
                    {"benchmark": "AIME", "rank": 7},
                ],
                transparency=report,
                requirements=[
                    {"context_tokens": 10, "vram_gb": 80.0, "tier": "Datacenter", "device": "H100"}
                ],
                findings=(CONFLICT, UNKNOWN),
                anomalies=(Anomaly("size_in_name", "100 in the name."),),
            ),
            run,
        )
        store.save(
            page(
                "small",
                name="Alpha Small",
                family="Alpha",
                parameters=10,
                context_length=1000,
                release_date="2025-02",
                overall_rank=1,
                benchmarks=[{"category": "Code", "benchmark": "Aider", "score": 0.6, "rank": 1}],
                requirements=[{"context_tokens": 10, "vram_gb": 8.0, "device": "RTX 4090"}],
                findings=(UNKNOWN,),
            ),
            run,
        )
        store.save(
            page(
                "plain", name="通义千问 Plain", context_length=500, release_date="2024", findings=(UNKNOWN,)
            ),
            run,
        )
        store.save(
            page("lost", family="Alpha", overall_rank=3, context_length=9999, release_date="2026"), run
        )
        store.gone(record("lost").url, day(2), 404, run)
        store.save(
            page("small", on=3, name="Alpha Small", family="Alpha", parameters=10, overall_rank=4), run
        )
        store.save(
            page(
                "small",
                on=4,
                name="Alpha Small",
                family="Alpha",
                parameters=10,
                context_length=1000,
                release_date="2025-02",
                overall_rank=1,
                benchmarks=[{"category": "Code", "benchmark": "Aider", "score": 0.6, "rank": 1}],
                requirements=[{"context_tokens": 10, "vram_gb": 8.0, "device": "RTX 4090"}],
                findings=(UNKNOWN,),
            ),
            run,
        )
        store.flush()
        yield store


def test_leaderboard(filled: Store) -> None:
    assert rows(filled, "SELECT id, overall_rank, coding_rank, benchmark_ranks FROM leaderboard") == [
        ("small", 1, None, '{"Aider":1}'),
        ("large", 2, 1, '{"Aider":2,"AIME":7}'),
    ]


def test_benchmark_leaderboard(filled: Store) -> None:
    assert rows(filled, "SELECT benchmark, rank, score, model_id FROM benchmark_leaderboard") == [
        ("AIME", 7, None, "large"),
        ("Aider", 1, 0.6, "small"),
        ("Aider", 2, 0.5, "large"),
    ]


def test_newest_models(filled: Store) -> None:
    assert rows(filled, "SELECT id, release_date FROM newest_models") == [
        ("large", "2025-03-01"),
        ("small", "2025-02"),
        ("plain", "2024"),
    ]


def test_models_by_family(filled: Store) -> None:
    assert rows(filled, "SELECT * FROM models_by_family") == [("Alpha", 2, 10, 100, 1000, "2025-03-01", 1)]


def test_context_ladder(filled: Store) -> None:
    assert rows(filled, "SELECT * FROM context_ladder") == [
        (1000, 2, "2025-02", "small", 1),
        (500, 1, "2024", "plain", None),
    ]


def test_expert_efficiency(filled: Store) -> None:
    assert rows(filled, "SELECT id, active_share, expert_share FROM expert_efficiency") == [
        ("large", 0.2, 0.25)
    ]


def test_transparency_by_pillar(filled: Store) -> None:
    assert rows(
        filled, "SELECT pillar, criteria, score, max_score, share FROM transparency_by_pillar ORDER BY 1"
    ) == [
        ("Down", 1, 5.0, 5.0, 1.0),
        ("Up", 2, 5.0, 20.0, 0.25),
    ]


def test_hardware_needed(filled: Store) -> None:
    assert rows(filled, "SELECT model_id, vram_gb, device FROM hardware_needed") == [
        ("small", 8.0, "RTX 4090"),
        ("large", 80.0, "H100"),
    ]


def test_field_coverage(filled: Store) -> None:
    coverage = {row[0]: row[1:] for row in rows(filled, "SELECT * FROM field_coverage")}
    assert coverage["name"] == (3, 3, 1.0)
    assert coverage["experts"] == (1, 3, 0.3333)
    assert coverage["layers"] == (0, 3, 0.0)
    assert "id" not in coverage


def test_recent_changes(filled: Store) -> None:
    changes = rows(filled, "SELECT changed_at, model_id, field, old, new, cause FROM recent_changes")
    assert changes[-1] == (text_of(2), "lost", "gone_since", None, text_of(2), "site")
    assert (text_of(4), "small", "overall_rank", 4, 1, "site") in changes
    assert (text_of(4), "small", "benchmarks[Code/Aider].score", None, 0.6, "site") in changes
    assert changes[0][0] == text_of(4)


def test_contradictions(filled: Store) -> None:
    assert rows(filled, "SELECT model_id, rule, detail FROM contradictions") == [
        ("large", "size_in_name", "100 in the name."),
        ("large", "conflict", "Layers: 32 and 64"),
    ]


def test_data_freshness(filled: Store) -> None:
    freshness = {
        row[0]: row[1:]
        for row in rows(filled, "SELECT id, last_seen, gone_since, days_unseen FROM data_freshness")
    }
    assert freshness["lost"][:2] == (text_of(0), text_of(2))
    assert freshness["small"][0] == text_of(4)
    assert freshness["large"][2] > freshness["small"][2] > 0


def test_trace(filled: Store) -> None:
    sql = "SELECT raw, url, fetched_at, archive_file, archive_offset FROM trace WHERE model_id = ? AND field = ?"
    assert rows(filled, sql, "small", "context_length") == [
        ("1000", record("small").url, text_of(4), "a.warc.gz", 4000)
    ]


def test_unread_labels(filled: Store) -> None:
    assert rows(filled, "SELECT label, models, example FROM unread_labels") == [("Colour", 3, "blue")]


LONG = {
    "models",
    "benchmarks",
    "transparency",
    "requirements",
    "readings",
    "findings",
    "changes",
    "snapshots",
}


@pytest.mark.parametrize(
    ("view", "whole_tables"),
    [
        ("leaderboard", set()),
        ("benchmark_leaderboard", {"b"}),  # in the order of its index
        ("newest_models", set()),
        ("models_by_family", {"models"}),
        ("context_ladder", {"models"}),
        ("transparency_by_pillar", {"t"}),  # in the order of its index
        ("hardware_needed", {"r"}),  # in the order of its index
        ("recent_changes", {"c"}),  # in the order of its index
        ("data_freshness", {"models"}),  # an index would cost each page that did not change
    ],
)
def test_plans_of_the_first_page(filled: Store, view: str, whole_tables: set[str]) -> None:
    plan = [row[3] for row in rows(filled, f"EXPLAIN QUERY PLAN SELECT * FROM {view} LIMIT 100")]
    scanned = {step.split()[1] for step in plan if step.startswith("SCAN")} - {view, "a", "("}
    assert scanned <= whole_tables, plan
    if view in (
        "leaderboard",
        "newest_models",
        "benchmark_leaderboard",
        "hardware_needed",
        "transparency_by_pillar",
        "recent_changes",
    ):
        assert not [step for step in plan if "TEMP B-TREE" in step], plan


@pytest.mark.parametrize("view", ["contradictions", "unread_labels"])
def test_findings_of_older_copies_are_not_read(filled: Store, view: str) -> None:
    plan = [row[3] for row in rows(filled, f"EXPLAIN QUERY PLAN SELECT * FROM {view}")]
    assert "SEARCH f USING PRIMARY KEY (snapshot_id=?)" in plan, plan


def test_a_trace_reads_one_models_rows(filled: Store) -> None:
    plan = [
        row[3]
        for row in rows(filled, "EXPLAIN QUERY PLAN SELECT * FROM trace WHERE model_id = 'x' AND field = 'y'")
    ]
    assert not [step for step in plan if step.startswith("SCAN")], plan


def test_every_view_has_a_test() -> None:
    tests = set(globals())
    assert [
        view.name for view in VIEWS if f"test_{view.name}" not in tests and view.name != "search_text"
    ] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("alpha", ["large", "lost", "small"]),
        ("ALPHA lar", ["large"]),  # no whole word, so its beginning
        ("alp", ["large", "lost", "small"]),
        ("facades", ["large"]),  # accents do not count
        ("corpus hidden", ["large"]),  # an assessment
        ("千问", ["plain"]),  # stands inside a word
        ("rge", ["large"]),
        ("nothing-like-this", []),
        ("alpha-large", ["large"]),  # nothing is an operator
        ('" OR name:* NEAR(', []),
        ("100%", []),
        ("", []),
    ],
)
def test_search(filled: Store, words: str, found: list[str]) -> None:
    assert sorted(search(filled, words)) == found


def search(store: Store, words: str) -> dict[str, str]:
    """What the recipe finds: the place that it shows, by model."""
    sql = next(recipe.sql for recipe in RECIPES if recipe.name == "search")
    with store.reading() as connection:
        return {row[0]: row[3] for row in connection.execute(sql, {"words": words})}


def test_search_shows_where(filled: Store) -> None:
    assert search(filled, "hidden") == {"large": "The corpus is [hidden]."}
    assert search(filled, "义千") == {"plain": "通义千问 Plain"}


def test_search_puts_whole_words_before_parts_and_names_before_prose(store: Store) -> None:
    run = begin(store)
    store.save(page("a", name="A", description="An alphabet."), run)
    store.save(page("b", name="Betalpha"), run)
    store.save(page("c", name="C", description="Like Alpha."), run)
    store.save(page("d", name="Alpha"), run)
    assert list(search(store, "alpha")) == ["d", "c", "b", "a"]


def test_search_follows_every_change_of_a_text(store: Store) -> None:
    run = begin(store)
    criterion = {"criterion": "Data", "assessment": "Opaque."}
    store.save(page(on=0, description="first words", transparency={"criteria": [criterion]}), run)
    store.save(
        page(
            on=1, description="second words", transparency={"criteria": [criterion | {"assessment": "Open."}]}
        ),
        run,
    )
    for words, count in [("first", 0), ("second", 1), ("opaque", 0), ("open", 1)]:
        assert len(search(store, words)) == count, words
    assert one(store, "SELECT count(*) FROM models_fts") == 1


def test_the_index_survives_a_compact_copy(store: Store, tmp_path: Path) -> None:
    run = begin(store)
    for slug in ("alpha", "beta", "gamma"):
        store.save(page(slug, name=slug), run)
    store.flush()
    rows(store, "VACUUM INTO ?", str(tmp_path / "copy.db"))
    with Store(tmp_path / "copy.db") as copy:
        assert list(search(copy, "beta")) == ["beta"]
