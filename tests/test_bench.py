"""The bench measures what it says: its pages hold what they are made of, and each is read as a profile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bench.extraction import rich_facts
from bench.template import MARK, SHAPES, SIZE, page
from scraper.extract import extract
from scraper.snapshot import Snapshot
from tests.markups.facts import Facts

WHEN = datetime(2025, 11, 1, tzinfo=UTC)
FACTS = rich_facts(12)


@pytest.mark.parametrize("shape", [*SHAPES, "small"])
@pytest.mark.parametrize("facts", FACTS, ids=[facts.case for facts in FACTS])
def test_pages_are_read(facts: Facts, shape: str) -> None:
    url = f"https://apxml.com/models/bench-{MARK}"

    record = extract(Snapshot(url, WHEN, 200, "text/html", page(facts, shape))).record.model_dump(mode="json")

    parts = {"rank", "overall_rank", "coding_rank"} if shape == "small" else set()
    parts |= {"benchmarks"} if shape == "table" else set()
    expected = {name: value for name, value in facts.expected.items() if name not in parts}
    assert {name: record[name] for name in expected} == expected


def test_pages_have_their_size_and_differ() -> None:
    one, other = page(FACTS[0], "mixed", seed=1), page(FACTS[0], "mixed", seed=2)

    assert abs(len(one) - SIZE) < SIZE / 20
    assert one != other
    assert page(FACTS[0], "mixed", seed=1) == one
