"""Benchmarks a cell per line: the heads say in which order the cells of a row stand, whatever it is."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

LINES = [
    "Falcon Mini 7B",
    "Parameters",
    "7B",
    "Modality",
    "Text",
    "Context Length",
    "8K",
    "Evaluation Benchmarks",
]
START = "<h1>Falcon Mini 7B</h1><dl><dt>Parameters</dt><dd>7B</dd><dt>License</dt><dd>MIT</dd></dl><h2>Benchmarks</h2>"
RANKS = ["Rankings", "Overall Rank", "#3"]
KNOWN = [
    {"Rank": "1", "Benchmark": "MMLU", "Category": "General Knowledge", "Score": "0.54"},
    {"Rank": "49", "Benchmark": "GPQA", "Category": "Graduate-Level QA", "Score": "0.18"},
    {"Rank": "7", "Benchmark": "Aider Coding", "Category": "Coding", "Score": "0.7"},
]
STRANGE = [
    row | {"Benchmark": f"Knot {at}", "Category": f"Skill {at}"} for at, row in zip("XYZ", KNOWN, strict=True)
]
ORDERS = [
    order
    for size in (2, 3, 4)
    for order in permutations(("Rank", "Benchmark", "Category", "Score"), size)
    if "Benchmark" in order and "Score" in order
]


def told(rows: list[dict[str, str]], order: tuple[str, ...]) -> list[dict[str, Any]]:
    kinds = {"Rank": int, "Score": float}
    return [{head.lower(): kinds.get(head, str)(row[head]) for head in order} for row in rows]


def cells_of(rows: list[dict[str, str]], order: tuple[str, ...]) -> list[str]:
    return [*order, *(row[head] for row in rows for head in order)]


@pytest.mark.parametrize(
    "rows", [KNOWN, KNOWN[:1], STRANGE, STRANGE[:2]], ids=["known", "one", "strange", "two"]
)
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_any_order(order: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    for behind in ([], RANKS):
        found = ask("\n".join([*LINES, *cells_of(rows, order), *behind]), TEXT)
        assert facts_of(found)["benchmarks"] == told(rows, order)
        assert found.findings == ()


@pytest.mark.parametrize("cell", ["<p>{}</p>", "<div><span>{}</span></div>"])
def test_cells_without_rows_in_html(cell: str) -> None:
    order = ("Rank", "Benchmark", "Category", "Score")
    found = ask(START + "".join(map(cell.format, cells_of(KNOWN, order))), HTML)
    assert facts_of(found)["benchmarks"] == told(KNOWN, order)


def test_a_blank_is_a_cell() -> None:
    order = ("Rank", "Benchmark", "Category", "Score")
    rows = [KNOWN[0], KNOWN[1] | {"Rank": "-"}]
    expected = told(KNOWN[:2], order)
    del expected[1]["rank"]
    assert facts_of(ask("\n".join([*LINES, *cells_of(rows, order)]), TEXT))["benchmarks"] == expected


@pytest.mark.parametrize(
    "order", [("Rank", "Benchmark", "Category", "Score"), ("Score", "Benchmark", "Rank")]
)
def test_where_a_cell_is_missing_nothing_is_guessed(order: tuple[str, ...]) -> None:
    cells = cells_of(KNOWN, order)
    del cells[2 * len(order)]  # the first one of the second row
    found = ask("\n".join([*LINES, *cells]), TEXT)
    assert "benchmarks" not in facts_of(found)
    assert [each.text for each in found.findings] == cells[len(order) :]


def test_the_place_above_and_a_remark_below_are_no_cells() -> None:
    order = ("Rank", "Benchmark", "Category", "Score")
    remark = "Scores are from public papers and were not checked again."
    found = ask("\n".join([*LINES, "Rank", "#120", *cells_of(KNOWN, order), remark]), TEXT)
    facts = facts_of(found)
    assert (facts["benchmarks"], facts["overall_rank"]) == (told(KNOWN, order), 120)
