"""Tables of the transparency report: whatever the order of their columns, each cell is what its head says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

START = """<h1>Falcon Mini 7B</h1><dl><dt>Parameters</dt><dd>7B</dd><dt>Context Length</dt><dd>8K</dd>
<dt>License</dt><dd>MIT</dd></dl><h2>Model Transparency</h2><p>Total Score 34 / 100</p>"""
LONG = "The paper describes the layers and leaves out why they were chosen."
OTHER = "A table lists the sources by kind, and gives no shares for any of them."
ROWS = [
    {"pillar": "Upstream", "criterion": "Training Compute", "score": "6 / 10", "assessment": LONG},
    {"pillar": "Model", "criterion": "Identity Consistency", "score": "4.5 / 10", "assessment": OTHER},
    {"pillar": "Upstream", "criterion": "Dataset Composition", "score": "7 / 10", "assessment": LONG},
]
HEADS = {"pillar": "Pillar", "criterion": "Criterion", "score": "Score", "assessment": "Assessment"}


def criteria(html: str) -> list[dict[str, Any]]:
    found = ask(START + html)
    told = [(each.kind.value, each.label, each.text) for each in found.findings]
    assert told == []
    report = facts_of(found)["transparency"]
    assert (report["score"], report["max_score"]) == (34.0, 100.0)
    rows: list[dict[str, Any]] = report["criteria"]
    return rows


def expected(*columns: str) -> list[dict[str, Any]]:
    """The rows as they should come out where only these columns are published."""
    found = []
    for row in ROWS:
        made: dict[str, Any] = {column: row[column] for column in columns}
        if score := made.pop("score", ""):
            made |= {"score": float(score.split(" / ")[0]), "max_score": 10.0}
        found.append(made)
    return found


def table(
    heads: list[str], rows: list[list[str]], *, cell: str = "td", head: str = "th", row: str = "tr"
) -> str:
    lines = [
        f"<{row}>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + f"</{row}>"
        for tag, texts in [(head, heads), *((cell, each) for each in rows)]
    ]
    return f"<table>{''.join(lines)}</table>" if row == "tr" else f"<div>{''.join(lines)}</div>"


@pytest.mark.parametrize(
    "columns",
    [
        "pillar criterion score assessment",
        "criterion pillar score assessment",
        "criterion score assessment pillar",
        "criterion score pillar",
        "score criterion assessment",
        "assessment criterion score pillar",
    ],
)
@pytest.mark.parametrize("markup", ["tr", "div", "span"])
def test_columns_in_any_order(columns: str, markup: str) -> None:
    order = columns.split()
    rows = [[row[column] for column in order] for row in ROWS]
    tags = {"tr": {}, "div": {"row": "div", "head": "div", "cell": "div"}}.get(
        markup, {"row": "div", "head": "span", "cell": "span"}
    )
    assert criteria(table([HEADS[column] for column in order], rows, **tags)) == expected(*order)


@pytest.mark.parametrize(
    "columns",
    [
        "pillar criterion score assessment",
        "criterion score assessment",
        "criterion assessment score",
        "criterion score",
    ],
)
@pytest.mark.parametrize("markup", ["tr", "div"])
def test_tables_on_their_side(columns: str, markup: str) -> None:
    """A column for each criterion, the words at the left."""
    order = columns.split()
    lines = [[HEADS[column], *(row[column] for row in ROWS)] for column in order]
    tags = {"tr": {"head": "td"}, "div": {"row": "div", "head": "p", "cell": "p"}}[markup]
    assert criteria(table(lines[0], lines[1:], **tags)) == expected(*order)


@pytest.mark.parametrize("form", ["{} of {}", "{} out of {}", "{}/{}", "{}，满分 {}"])
def test_points_in_words(form: str) -> None:
    """Points are points in a table, behind a name, and below it."""
    scores = [form.format(*row["score"].split(" / ")) for row in ROWS]
    rows = [[row["criterion"], score] for row, score in zip(ROWS, scores, strict=True)]
    cards = "".join(
        f"<h4>{row['criterion']}</h4><b>{score}</b>" for row, score in zip(ROWS, scores, strict=True)
    )
    lines = "".join(f"<li>{row['criterion']}: {score}</li>" for row, score in zip(ROWS, scores, strict=True))
    for html in (table(["Criterion", "Score"], rows), cards, f"<ul>{lines}</ul>"):
        assert criteria(html) == expected("criterion", "score")


@pytest.mark.parametrize("heads", [["", "Score", "Why"], ["Item", "Score", "Comment"], ["Criterion", "", ""]])
def test_strange_heads_are_told_by_their_cells(heads: list[str]) -> None:
    rows = [[row["criterion"], row["score"], row["assessment"]] for row in ROWS]
    assert criteria(table(heads, rows)) == expected("criterion", "score", "assessment")


@pytest.mark.parametrize("head", ["Score (out of 10)", "Score / 10", "Points (max. 10)"])
def test_the_most_stands_in_the_head(head: str) -> None:
    rows = [[row["criterion"], row["score"].split(" / ")[0]] for row in ROWS]
    assert criteria(table(["Criterion", head], rows)) == expected("criterion", "score")


def test_the_most_stands_in_a_column_of_its_own() -> None:
    rows = [[row["criterion"], *row["score"].split(" / ")] for row in ROWS]
    assert criteria(table(["Criterion", "Points", "Max"], rows)) == expected("criterion", "score")


def test_a_pillar_spans_rows() -> None:
    html = (
        "<table><tr><th>Pillar</th><th>Criterion</th><th>Score</th></tr>"
        "<tr><td rowspan=2>Upstream</td><td>Training Compute</td><td>6 / 10</td></tr>"
        "<tr><td>Dataset Composition</td><td>7 / 10</td></tr>"
        "<tr><td>Model</td><td>Identity Consistency</td><td>4.5 / 10</td></tr></table>"
    )
    first, second, third = expected("pillar", "criterion", "score")
    assert criteria(html) == [first, third, second]


def test_a_pillar_with_its_points_in_a_row_of_its_own() -> None:
    html = (
        "<table><tr><th>Criterion</th><th>Score</th><th>Assessment</th></tr>"
        "<tr><td colspan=3>Upstream (13 / 30)</td></tr>"
        f"<tr><td>Training Compute</td><td>6 / 10</td><td>{LONG}</td></tr>"
        f"<tr><td>Dataset Composition</td><td>7 / 10</td><td>{LONG}</td></tr>"
        "<tr><td colspan=3>Model (4.5 / 40)</td></tr>"
        f"<tr><td>Identity Consistency</td><td>4.5 / 10</td><td>{OTHER}</td></tr></table>"
    )
    first, second, third = expected("pillar", "criterion", "score", "assessment")
    assert criteria(html) == [first, third, second]


def test_a_blank_score_and_a_blank_assessment() -> None:
    rows = [["Training Compute", "-", LONG], ["Identity Consistency", "4.5 / 10", "-"]]
    found = criteria(table(["Criterion", "Score", "Assessment"], rows))
    assert found == [
        {"criterion": "Training Compute", "assessment": LONG},
        {"criterion": "Identity Consistency", "score": 4.5, "max_score": 10.0},
    ]


def test_a_table_told_line_by_line_behind_other_lines() -> None:
    lines = ["Falcon Mini 7B", "Parameters", "7B", "License", "MIT", "Modality", "Text", "Model Transparency"]
    lines += ["Total Score", "61", "/ 100", "Pillar", "Criterion", "Score", "Max", "Assessment"]
    lines += ["Upstream", "Training Compute", "6", "10", LONG]
    lines += ["Upstream", "License Clarity", "8", "10", OTHER]
    found = ask("\n".join(lines), TEXT)
    rows = facts_of(found)["transparency"]["criteria"]
    assert rows == [
        {
            "pillar": "Upstream",
            "criterion": "Training Compute",
            "score": 6,
            "max_score": 10,
            "assessment": LONG,
        },
        {
            "pillar": "Upstream",
            "criterion": "License Clarity",
            "score": 8,
            "max_score": 10,
            "assessment": OTHER,
        },
    ]
    assert not found.findings


def test_points_without_a_most_are_a_finding() -> None:
    found = ask(START + table(["Criterion", "Score"], [["Training Compute", "6"], ["License Clarity", "8"]]))
    rows = facts_of(found)["transparency"]["criteria"]
    assert rows == [{"criterion": "Training Compute"}, {"criterion": "License Clarity"}]
    assert [each.text for each in found.findings] == ["6", "8"]
