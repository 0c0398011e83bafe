"""Benchmark tables as people draw them: what each cell says, and what nobody can say of it. One behaviour a case."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from scraper.extraction import Kind
from tests.extraction.asking import TEXT, ask

MODEL = "Heron 9B"
FACTS = {"License": "MIT", "Modality": "Text", "Parameters": "9B"}
BEFORE = f"<h1>{MODEL}</h1><dl>{''.join(f'<dt>{a}</dt><dd>{b}</dd>' for a, b in FACTS.items())}</dl>"
HEADING = "<h2>Evaluation Benchmarks</h2>"
TEXT_BEFORE = (
    MODEL + "\n\n" + "\n".join(f"{a}: {b}" for a, b in FACTS.items()) + "\n\nEvaluation Benchmarks\n\n"
)
COMPARED = frozenset((Kind.UNKNOWN_LABEL, Kind.REFUSED, Kind.CONFLICT, Kind.NAMELESS_ROW))

Row = tuple[str | None, str, float | None, int | None]
Told = tuple[str, str | None, str]


class Case(NamedTuple):
    body: str
    rows: list[Row]
    told: tuple[Told, ...] = ()
    rank: int | None = None


def table(*rows: str) -> str:
    """A table from lines of cells; the first is its header."""
    head, *body = (row.split("|") for row in rows)
    first = "".join(f"<th>{cell}</th>" for cell in head)
    rest = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return f"<table><thead><tr>{first}</tr></thead><tbody>{rest}</tbody></table>"


def divs(*rows: str) -> str:
    """The same of <div> elements."""
    lines = ("".join(f"<div>{cell}</div>" for cell in row.split("|")) for row in rows)
    return "<div>" + "".join(f"<div>{line}</div>" for line in lines) + "</div>"


def flat(*rows: str) -> str:
    """The same with all cells in one box."""
    return "<div>" + "".join(f"<div>{cell}</div>" for row in rows for cell in row.split("|")) + "</div>"


def cells(*rows: str) -> str:
    """The same with every row a <tr> written out by the case."""
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


THREE, FOUR = "Benchmark|Score|Rank", "Category|Benchmark|Score|Rank"
PLAIN: list[Row] = [(None, "GPQA", 0.31, 12), (None, "ARC Puzzles", 0.72, 4)]
BOTH: list[Row] = [("Reasoning", "GPQA", 0.31, 12), ("Tool Use", "Call Sheet", 0.72, 4)]

HTML = {
    "heads with a line that explains them": Case(
        table("Benchmark|Score<br><small>0–1</small>|Rank<br>of 90 models", "GPQA|0.31|12", "ARC Puzzles|0.72|4"),
        PLAIN,
    ),
    "heads with a scale behind them": Case(
        table("Benchmark|Score <small>0–1</small>|Rank", "GPQA|0.31|12", "ARC Puzzles|0.72|4"), PLAIN
    ),
    "heads with tips": Case(
        table(
            "Benchmark|Score<div>More is better.</div>|Rank<div>The first is best.</div>",
            "GPQA|0.31|12",
            "ARC Puzzles|0.72|4",
        ),
        PLAIN,
    ),
    "heads that say what a click does": Case(
        "<section><label>Find in table</label><input></section>"
        + table(
            "|".join(f"<div>Press to order rows by {word}</div><button>{word}</button>" for word in FOUR.split("|")),
            "Reasoning|GPQA|0.31|12",
        ),
        BOTH[:1],
    ),
    "two lines of words in a head": Case(
        table("Benchmark|Score|Score<br>Gap|Rank", "GPQA|0.31|0.1|12", "ARC Puzzles|0.72|0.2|4"),
        PLAIN,
        (("unknown_label", "Score Gap", "0.1 | 0.2"),),
    ),
    "a head's explained word before the plain one": Case(
        table("Benchmark|Score<br>last year|Score|Rank", "GPQA|0.1|0.31|12", "ARC Puzzles|0.2|0.72|4"),
        PLAIN,
        (("unknown_label", "Score last year", "0.1 | 0.2"),),
    ),
    "labels over values are no heads": Case(
        "".join(
            f"<div><div><p>Benchmark</p><p>{name}</p></div><div><p>Score</p><p>{score}</p></div></div>"
            for name, score in (("GPQA", "0.31"), ("τ-bench", "0.72"))
        ),
        [(None, "GPQA", 0.31, None), (None, "τ-bench", 0.72, None)],
    ),
    "categories with how many they have": Case(
        cells(
            "<th>Benchmark</th><th>Score</th><th>Rank</th>",
            "<td colspan=3><button></button><span>Reasoning</span><span>(1)</span></td>",
            "<td>GPQA</td><td>0.31</td><td>12</td>",
            "<td colspan=3>Tool Use (1)</td>",
            "<td>Call Sheet</td><td>0.72</td><td>4</td>",
        ),
        BOTH,
    ),
    "places that have moved": Case(
        table(
            THREE,
            "GPQA|0.31|<span>12</span><span><b>up</b> 2</span>",
            "ARC Puzzles|0.72|<span>4</span> <span>unchanged</span>",
        ),
        PLAIN,
    ),
    "a place with words that nobody knows": Case(
        table(THREE, "GPQA|0.31|<span>12</span> <span>or 13</span>"),
        [(None, "GPQA", 0.31, None)],
        (("refused", "GPQA", "12 or 13"),),
    ),
    "the name in wide brackets behind its category": Case(
        table("基准|分数|排名", "编程（LiveBench Coding）|0.31|12"), [("编程", "LiveBench Coding", 0.31, 12)]
    ),
    "wide digits in cards": Case(
        "".join(
            f"<div><p>{category}</p><p>{name}</p><p>分数：{score}</p><p>排名：{rank}</p></div>"
            for category, name, score, rank in (
                ("推理", "GPQA", "０．３１", "１２"),
                ("数学", "MMLU", "０．７２", "４"),
            )
        ),
        [("推理", "GPQA", 0.31, 12), ("数学", "MMLU", 0.72, 4)],
    ),
    "columns in another order": Case(
        table("Rank|Benchmark|Category|Score", "12|GPQA|Reasoning|0.31", "4|Call Sheet|Tool Use|0.72"), BOTH
    ),
    "the category behind the name": Case(
        divs("Benchmark|Category|Score|Rank", "GPQA|Reasoning|0.31|12", "Call Sheet|Tool Use|0.72|4"), BOTH
    ),
    "a strange column with figures": Case(
        table("Benchmark|Score|Median|Rank", "GPQA|0.31|0.4|12", "ARC Puzzles|0.72|0.5|4"),
        PLAIN,
        (("unknown_label", "Median", "0.4 | 0.5"),),
    ),
    "a strange column with words": Case(
        divs("Benchmark|Tested|Score|Rank", "GPQA|3 May 2025|0.31|12", "ARC Puzzles|4 May 2025|0.72|4"),
        PLAIN,
        (("unknown_label", "Tested", "3 May 2025 | 4 May 2025"),),
    ),
    "a strange column at the end, cells in one box": Case(
        flat("Benchmark|Score|Rank|Tested", "GPQA|0.31|12|141", "ARC Puzzles|0.72|4|99"),
        PLAIN,
        (("unknown_label", "Tested", "141 | 99"),),
    ),
    "ranges beside scores": Case(
        table("Benchmark|Score|95% CI|Rank", "GPQA|0.31|0.30–0.32|12", "ARC Puzzles|0.72|0.70–0.74|4"),
        PLAIN,
        (("unknown_label", "95% CI", "0.30–0.32 | 0.70–0.74"),),
    ),
    "running numbers": Case(table("#|Benchmark|Score|Rank", "1|GPQA|0.31|12", "2|ARC Puzzles|0.72|4"), PLAIN),
    "figures under a sign": Case(
        table("#|Benchmark|Score", "12|GPQA|0.31", "4|ARC Puzzles|0.72"),
        [(None, "GPQA", 0.31, None), (None, "ARC Puzzles", 0.72, None)],
        (("unknown_label", "#", "12 | 4"),),
    ),
    "a corner without words": Case(table("|Score|Rank", "GPQA|0.31|12", "ARC Puzzles|0.72|4"), PLAIN),
    "heads with signs and asides": Case(
        table("<button>Benchmark <i>↕</i></button>|Score (%)|Rank (of 141)", "GPQA|0.31|12", "ARC Puzzles|0.72|4"),
        PLAIN,
    ),
    "an empty score": Case(table(THREE, "GPQA||12"), [(None, "GPQA", None, 12)]),
    "an empty rank": Case(table(THREE, "GPQA|0.31|"), [(None, "GPQA", 0.31, None)]),
    "an empty score in three rows of three": Case(
        table(THREE, "GPQA||12", "MMLU|0.5|1", "ARC Puzzles|0.72|"),
        [(None, "GPQA", None, 12), (None, "MMLU", 0.5, 1), (None, "ARC Puzzles", 0.72, None)],
    ),
    "neither score nor rank": Case(table(FOUR, "Reasoning|GPQA||"), [("Reasoning", "GPQA", None, None)]),
    "an empty name": Case(
        table(FOUR, "Reasoning|GPQA|0.31|12", "Coding||0.5|9"), BOTH[:1], (("nameless_row", None, "0.5 | 9"),)
    ),
    "a missing cell that nobody can place": Case(divs(THREE, "GPQA|12", "ARC Puzzles|0.72|4"), PLAIN[1:]),
    "a category over several rows": Case(
        cells(
            "<th>Category</th><th>Benchmark</th><th>Score</th><th>Rank</th>",
            "<td rowspan=2>Reasoning</td><td>GPQA</td><td>0.31</td><td>12</td>",
            "<td>ARC Puzzles</td><td>0.72</td><td>4</td>",
            "<td>Tool Use</td><td>Call Sheet</td><td>0.5</td><td>3</td>",
        ),
        [
            ("Reasoning", "GPQA", 0.31, 12),
            ("Reasoning", "ARC Puzzles", 0.72, 4),
            ("Tool Use", "Call Sheet", 0.5, 3),
        ],
    ),
    "a text over two cells is no name": Case(
        cells(
            "<th>Category</th><th>Benchmark</th><th>Score</th><th>Rank</th>",
            "<td>Tool Use</td><td>Call Sheet</td><td colspan=2>not tested</td>",
            "<td>Reasoning</td><td>GPQA</td><td>0.31</td><td>12</td>",
        ),
        BOTH[:1],
    ),
    "a category in a row of its own": Case(
        cells(
            "<th>Benchmark</th><th>Score</th><th>Rank</th>",
            "<th colspan=3>Tool Use</th>",
            "<td>Call Sheet</td><td>0.72</td><td>4</td>",
            "<td>Reasoning</td><td></td><td></td>",
            "<td>GPQA</td><td>0.31</td><td>12</td>",
        ),
        [("Tool Use", "Call Sheet", 0.72, 4), ("Reasoning", "GPQA", 0.31, 12)],
    ),
    "a score that cannot be read": Case(
        table(THREE, "GPQA|pending|#12", "ARC Puzzles|0.72|#4"),
        [(None, "GPQA", None, 12), PLAIN[1]],
        (("refused", "GPQA", "pending"),),
    ),
    "a rank that cannot be read": Case(
        table(THREE, "GPQA|0.31|12 to 141", "ARC Puzzles|0.72|4"),
        [(None, "GPQA", 0.31, None), PLAIN[1]],
        (("refused", "GPQA", "12 to 141"),),
    ),
    "a percentage": Case(
        table(THREE, "GPQA|31.5<small>%</small>|12"), [(None, "GPQA", None, 12)], (("refused", "GPQA", "31.5%"),)
    ),
    "a medal alone": Case(table(THREE, "GPQA|0.31|🥇"), [(None, "GPQA", 0.31, None)], (("refused", "GPQA", "🥇"),)),
    "a margin in the same text": Case(
        table(THREE, "GPQA|0.31 ± 0.02|12"), [(None, "GPQA", None, 12)], (("refused", "GPQA", "0.31 ± 0.02"),)
    ),
    "a margin and a change in elements of their own": Case(
        table(THREE, "GPQA|0.31 <small>±0.02</small>|12<span>▲2</span>", "ARC Puzzles|0.72|4 <i>(↓ 1)</i>"), PLAIN
    ),
    "a change in the same text": Case(
        table(THREE, "GPQA|0.31|12▲2"), [(None, "GPQA", 0.31, None)], (("refused", "GPQA", "12▲2"),)
    ),
    "a multiplier in an element of its own": Case(
        table(THREE, "Text Arena|1.2 <small>K</small>|12"),
        [(None, "Text Arena", None, 12)],
        (("refused", "Text Arena", "1.2 K"),),
    ),
    "the columns' words again in the cells": Case(
        table(THREE, "<b>Benchmark</b> GPQA|<b>Score</b> 0.31|Rank: 12", "ARC Puzzles|0.72|4"), PLAIN
    ),
    "this model's name over the scores": Case(
        table(f"Benchmark|Kestrel 2|{MODEL}", "GPQA|0.6|0.31", "ARC Puzzles|0.1|0.72"),
        [(None, "GPQA", 0.31, None), (None, "ARC Puzzles", 0.72, None)],
    ),
    "only other models' names over the scores": Case(
        table("Benchmark|Kestrel 2|Osprey", "GPQA|0.6|0.3", "ARC Puzzles|0.1|0.7"), []
    ),
    "a board of models": Case(table("Model|Score|Rank", "Kestrel 2|0.6|1", f"{MODEL}|0.31|12"), []),
    "a table of other things below": Case(
        table(THREE, "GPQA|0.31|12", "ARC Puzzles|0.72|4")
        + table("Speed|Value|Unit", "First word|0.4|s", "Words|81|s"),
        PLAIN,
    ),
    "a caption and a number above": Case(
        "<p>2</p><table><caption>Results as of May 2026</caption>"
        + table(THREE, "GPQA|0.31|12").removeprefix("<table>"),
        PLAIN[:1],
    ),
    "the same rows for narrow screens": Case(
        table(FOUR, "Reasoning|GPQA|0.31|12") + "<div><b>GPQA</b><p>Score: 0.31</p><p>Rank: #12</p></div>", BOTH[:1]
    ),
    "a note behind a name": Case(
        table(THREE, "GPQA <span>5-shot</span>|0.31|12", "ARC Puzzles <span><button>i</button></span>|0.72|4"), PLAIN
    ),
    "a category behind each name, a strange one and a note among them": Case(
        table(
            THREE,
            "LiveBench Coding <span>Coding</span>|0.5|3",
            "Call Sheet <span>Tool Use</span>|0.72|4",
            "GPQA <span>5-shot</span>|0.31|12",
        ),
        [("Coding", "LiveBench Coding", 0.5, 3), ("Tool Use", "Call Sheet", 0.72, 4), (None, "GPQA", 0.31, 12)],
    ),
    "a sign between category and name": Case(
        table(THREE, "Reasoning / GPQA|0.31|12", "Coding: Aider Coding|0.72|4", "MMLU (General Knowledge)|0.5|3"),
        [("Reasoning", "GPQA", 0.31, 12), ("Coding", "Aider Coding", 0.72, 4), ("General Knowledge", "MMLU", 0.5, 3)],
    ),
    "a rank with its word above": Case(
        "<p>Rank: #85</p>" + table(THREE, "GPQA|0.31|12"), PLAIN[:1], rank=85
    ),
    "cards that begin with their rank": Case(
        "<div><p>#12</p><h4>GPQA</h4><p>0.31</p></div><div><p>#4</p><h4>ARC Puzzles</h4><p>0.72</p></div>", PLAIN
    ),
    "cards with a score that cannot be read": Case(
        "<div><h4>GPQA</h4><p>Score: 0.31 ± 0.02</p><p>Rank: 12</p></div>"
        "<div><h4>ARC Puzzles</h4><p>Score: 0.72</p><p>Rank: 4</p></div>",
        [(None, "GPQA", None, 12), PLAIN[1]],
        (("refused", "GPQA", "0.31 ± 0.02"),),
    ),
    "cards with an unreadable score that nothing names": Case(
        "<div><p>Reasoning</p><p>GPQA</p><p>0.31 ± 0.02</p><p>12</p></div>"
        "<div><p>Tool Use</p><p>Call Sheet</p><p>0.72</p><p>4</p></div>",
        [("Reasoning", "GPQA", None, 12), BOTH[1]],
        (("refused", "Reasoning / GPQA", "0.31 ± 0.02"),),
    ),
    "a list of names and scores": Case(
        "<ul><li>GPQA: 0.31</li><li>ARC Puzzles - 0.72</li></ul>",
        [(None, "GPQA", 0.31, None), (None, "ARC Puzzles", 0.72, None)],
    ),
    "a date below the rows is none": Case(
        table(THREE, "GPQA|0.31|12") + "<div><p>Updated: 2026</p></div>", PLAIN[:1]
    ),
}  # fmt: skip

LINES = {
    "an unreadable score leaves the overall rank alone": Case(
        "| Benchmark | Score | Rank |\n|---|---|---|\n| GPQA | pending | #12 |\n| ARC Puzzles | 0.72 | #4 |",
        [(None, "GPQA", None, 12), PLAIN[1]],
        (("refused", "GPQA", "pending"),),
    ),
    "what stands in the place of a score is none, and no name": Case(
        "BenchmarkScoreRank\nReasoning\nGPQA\n1418 (+12/-10)\n12\nTool Use\nCall Sheet\n0.72\n4",
        [("Reasoning", "GPQA", None, 12), BOTH[1]],
        (("refused", "Reasoning / GPQA", "1418 (+12/-10)"),),
    ),
    "what stands in the place of a rank is none, and no name": Case(
        "BenchmarkScoreRank\nReasoning\nGPQA\n0.31\n12 (tie)\nTool Use\nCall Sheet\n0.72\nNEW\nTool Use\nForms\n0.5\n7",
        [
            ("Reasoning", "GPQA", 0.31, None),
            ("Tool Use", "Call Sheet", 0.72, None),
            ("Tool Use", "Forms", 0.5, 7),
        ],
        (("refused", "Reasoning / GPQA", "12 (tie)"), ("refused", "Tool Use / Call Sheet", "NEW")),
    ),
    "the best score in bold": Case(
        "| Benchmark | Score | Rank |\n|---|---|---|\n| GPQA | **0.31** | 12 |\n| ARC Puzzles | 0.72 | 4 |",
        PLAIN,
    ),
    "an empty cell between bars": Case(
        "| Benchmark | Score | Rank |\n|---|---|---|\n| GPQA | | 12 |\n| ARC Puzzles | 0.72 | 4 |",
        [(None, "GPQA", None, 12), PLAIN[1]],
    ),
    "category and name without a space between": Case(
        "Benchmark| Score| Rank\n---|---|---\nCodingAider Coding| 0.31| 12\nReasoningGPQA| 0.72| 4",
        [("Coding", "Aider Coding", 0.31, 12), ("Reasoning", "GPQA", 0.72, 4)],
    ),
}


def check(body: str, media_type: str, case: Case) -> None:
    found = ask(body, media_type)
    record = found.record
    assert [(row.category, row.benchmark, row.score, row.rank) for row in record.benchmarks] == case.rows
    assert record.overall_rank == case.rank
    told = sorted(
        (each.kind.value, each.label, each.text) for each in found.findings if each.kind in COMPARED
    )
    assert told == sorted(case.told)


@pytest.mark.parametrize("case", HTML.values(), ids=list(HTML))
def test_table(case: Case) -> None:
    check(BEFORE + HEADING + case.body, "text/html", case)


@pytest.mark.parametrize("case", LINES.values(), ids=list(LINES))
def test_lines(case: Case) -> None:
    check(TEXT_BEFORE + case.body, TEXT, case)


def test_a_header_row_needs_no_heading_above() -> None:
    body = table("Benchmark|Tested|Score|Rank", "GPQA|3 May 2025|0.31|12", "ARC Puzzles|4 May 2025|0.72|4")
    found = ask(f"{BEFORE}<div>{body}</div>")
    assert [(row.benchmark, row.score, row.rank) for row in found.record.benchmarks] == [
        row[1:] for row in PLAIN
    ]


def test_what_stands_under_a_strange_head_is_kept() -> None:
    found = ask(BEFORE + HEADING + table("Benchmark|Median|Score", "GPQA|0.4|0.31"))
    assert [(each.label, each.raw) for each in found.readings if each.field is None] == [("Median", "0.4")]


CARDS = {
    "a category and a rank above the name": "<div><div><span>{category}</span><span>#{rank}</span></div>"
    "<h4>{name}</h4><p>{score}</p></div>",
    "the score first, the category last": "<div><p>{score}</p><p>{name}</p><p>{category}</p><p>Rank #{rank}</p></div>",
    "a panel with labels": "<details><summary>{name} <b>{score}</b></summary><dl><dt>Category</dt><dd>{category}</dd>"
    "<dt>Rank</dt><dd>{rank}</dd></dl></details>",
    "one caption for both names": "<figure><figcaption>{name} · {category}</figcaption><div>{score}</div>"
    "<small>Rank #{rank}</small></figure>",
    "a category in brackets": "<div><h4>{name} <small>({category})</small></h4><p>{score}</p><p>#{rank}</p></div>",
}


@pytest.mark.parametrize("card", CARDS.values(), ids=list(CARDS))
def test_cards(card: str) -> None:
    """A box with a rank, a score and two names is one row, in whatever order they stand."""
    first = card.format(name="LiveBench Coding", category="Coding", score="0.71", rank="30")
    second = card.format(name="LiveBench Mathematics", category="Mathematics", score="0.55", rank="52")
    rows: list[Row] = [
        ("Coding", "LiveBench Coding", 0.71, 30),
        ("Mathematics", "LiveBench Mathematics", 0.55, 52),
    ]
    check(BEFORE + HEADING + first + second, "text/html", Case("", rows))


def test_a_table_behind_many_cards_is_read() -> None:
    """Beside a table cards are no rows, unless they say the same."""
    cards = "".join(
        f"<div><h4>Test {at}</h4><div><b>Score</b><i>0.{at + 10}</i></div><div><b>Rank</b><i>{at + 1}</i></div></div>"
        for at in range(25)
    )
    last = table("Rank|Score|Benchmark", "7|0.5|MMLU", "9|0.25|GPQA")
    rows = ask(f"{BEFORE}{HEADING}{cards}{last}").record.benchmarks
    assert [(row.benchmark, row.score, row.rank) for row in rows] == [("MMLU", 0.5, 7), ("GPQA", 0.25, 9)]


def test_forty_tables_are_read() -> None:
    tables = "".join(table("Rank|Score|Benchmark", f"{at + 1}|0.5|Test {at}") for at in range(40))
    rows = ask(f"{BEFORE}{HEADING}{tables}").record.benchmarks
    assert [(row.benchmark, row.rank) for row in rows] == [(f"Test {at}", at + 1) for at in range(40)]
