"""Benchmarks, requirements and the report drawn in ways that nobody had seen. One case a kind of fault."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import HTML, ask, facts_of
from tests.extraction.test_design_cases import OWN, rows

LONG = "The paper describes the layers and leaves out why they were chosen."
OTHER = "A table lists the sources by kind, and gives no shares for any of them."


def repeated(heads: list[str], *lines: list[str]) -> str:
    """A table whose cells repeat their head, as those for narrow screens do."""
    cells = (
        "|".join(f"<i>{head}</i> <b>{text}</b>" for head, text in zip(heads, line, strict=True))
        for line in lines
    )
    return rows("!" + "|".join(heads), *cells)


def card(name: str, **figures: str) -> str:
    lines = (f"<div><span>{word}</span><span>{text}</span></div>" for word, text in figures.items())
    return f"<div><h3>{name}</h3>{''.join(lines)}</div>"


def bench(
    benchmark: str, score: float | None, rank: int | None = None, category: str | None = None
) -> dict[str, Any]:
    made = {"category": category, "benchmark": benchmark, "score": score, "rank": rank}
    return {name: value for name, value in made.items() if value is not None}


BOTH = [bench("MMLU", 0.694, 31), bench("GPQA", 0.8, 5)]
BENCHMARKS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "one line each": ("<ul><li>MMLU: 0.694 (#31)</li><li>GPQA: 0.8 (#5)</li></ul>", BOTH),
    "one line each, the place in words": ("<ul><li>MMLU: 0.694, Rank 31</li><li>GPQA: 0.8, Rank 5</li></ul>", BOTH),
    "names in elements of their own, lines": (
        "<ul><li><b>MMLU</b>: 0.694 (#31)</li><li><b>GPQA</b>: 0.8 (#5)</li></ul>", BOTH,
    ),
    "scores in elements of their own, lines": (
        "<ul><li>MMLU: <strong>0.694</strong> <em>#31</em></li><li>GPQA: <strong>0.8</strong> <em>#5</em></li></ul>",
        BOTH,
    ),
    "names before figures with their words, lines": (
        "<ul><li>MMLU - Score: 0.694 - Rank: 31</li><li>GPQA - Score: 0.8 - Rank: 5</li></ul>", BOTH,
    ),
    "names in elements, categories in brackets": (
        "<ul><li><b>MMLU</b> (Coding): 0.694 (#31)</li><li><b>GPQA</b> (Reasoning): 0.8 (#5)</li></ul>",
        [bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, 5, "Reasoning")],
    ),
    "names as labels of both figures": (
        "<dl><dt>MMLU</dt><dd>0.694 (#31)</dd><dt>GPQA</dt><dd>0.8 (#5)</dd></dl>", BOTH,
    ),
    "both figures in one cell": (rows("!Benchmark|Result", "MMLU|0.694 (#31)", "GPQA|0.8 (#5)"), BOTH),
    "the place in an element beside the score": (
        rows("!Benchmark|Score", "MMLU|0.694 <small>#31</small>", "GPQA|0.8 <small>#5</small>"), BOTH,
    ),
    "a picture beside the score": (rows("!Benchmark|Score|Rank", "MMLU|0.694 ▲|31", "GPQA|▼ 0.8|5"), BOTH),
    "figures above their words": (
        "".join(
            f"<div><h4>{name}</h4><div><b>{score}</b><span>Score</span></div><div><b>{rank}</b><span>Rank</span></div></div>"
            for name, score, rank in [("MMLU", "0.694", "31"), ("GPQA", "0.8", "5")]
        ),
        BOTH,
    ),
    "lines with points between": ("<p>MMLU • 0.694 • #31</p><p>GPQA • 0.8 • #5</p>", BOTH),
    "a third figure in a card": (
        card("MMLU", Score="0.694", Rank="31", Shots="5") + card("GPQA", Score="0.8", Rank="5", Shots="0"), BOTH,
    ),
    "an empty score in a card": (
        card("MMLU", Score="0.694", Rank="31") + card("GPQA", Score="", Rank="5"), [BOTH[0], bench("GPQA", None, 5)],
    ),
    "a score in words in a card": (
        card("MMLU", Score="0.694", Rank="31") + card("GPQA", Score="pending", Rank="5"),
        [BOTH[0], bench("GPQA", None, 5)],
    ),
    "both figures in lines of one cell": (
        rows("!Benchmark|Score", "MMLU|0.694<br><small>Rank #31</small>", "GPQA|0.8<br><small>Rank #5</small>"), BOTH,
    ),
    "both figures under one head": (
        rows("!Benchmark|Score / Rank", "MMLU|<b>0.694</b> <i>#31</i>", "GPQA|<b>0.8</b> <i>#5</i>"), BOTH,
    ),
    "a number of rows beside the category": (
        "".join(
            f"<details><summary>{category} <span>1</span></summary><div><span>{name}</span><span>{score}</span>"
            f"<span>{rank}</span></div></details>"
            for category, name, score, rank in [("Coding", "MMLU", "0.694", "#31"), ("Reasoning", "GPQA", "0.8", "#5")]
        ),
        [bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, 5, "Reasoning")],
    ),
    "a strange name and category among known ones": (
        card("MMLU</h3><p>Coding</p><h3>", Score="0.694", Rank="31").replace("<h3></h3>", "")
        + card("HarmTest 2</h3><p>Safety</p><h3>", Score="0.8", Rank="5").replace("<h3></h3>", "")
        + card("GPQA</h3><p>Reasoning</p><h3>", Score="0.5", Rank="6").replace("<h3></h3>", ""),
        [bench("MMLU", 0.694, 31, "Coding"), bench("HarmTest 2", 0.8, 5, "Safety"), bench("GPQA", 0.5, 6, "Reasoning")],
    ),
    "an empty box for the last cell": (
        rows("!Category|Benchmark|Score|Rank", "Coding|MMLU|0.694|31", "Reasoning|GPQA|0.8|", "Coding|ARC|0.3|2")
        .replace("table", "section").replace("tr>", "div>").replace("td>", "p>").replace("th>", "p>"),
        [bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, None, "Reasoning"), bench("ARC", 0.3, 2, "Coding")],
    ),
    "a table on its side": (rows("Benchmark|MMLU|GPQA", "Score|0.694|0.8", "Rank|31|5"), BOTH),
    "a table on its side under an empty corner": (rows("!|MMLU|GPQA", "Score|0.694|0.8", "Rank|31|5"), BOTH),
    "a small table under the name of each": (
        "<h3>MMLU</h3>" + rows("Category|Coding", "Score|0.694", "Rank|31")
        + "<h3>GPQA</h3>" + rows("Category|Reasoning", "Score|0.8", "Rank|5"),
        [bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, 5, "Reasoning")],
    ),
    "cells that repeat their head": (
        repeated(["Benchmark", "Category", "Score"], ["MMLU", "Coding", "0.694"], ["GPQA", "Reasoning", "0.8"]),
        [bench("MMLU", 0.694, None, "Coding"), bench("GPQA", 0.8, None, "Reasoning")],
    ),
    "a table of one row under the name of each": (
        "<h3>MMLU</h3>" + rows("!Score|Rank", "0.694|31") + "<h3>GPQA</h3>" + rows("!Score|Rank", "0.8|5"), BOTH,
    ),
    "a table of one row with its category under the name of each": (
        "<h3>MMLU</h3>" + rows("!Category|Score|Rank", "Coding|0.694|31")
        + "<h3>GPQA</h3>" + rows("!Category|Score|Rank", "Reasoning|0.8|5"),
        [bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, 5, "Reasoning")],
    ),
    "as many rows in a group as columns": (
        "<table><thead><tr><th>Benchmark</th><th>Score</th><th>Rank</th></tr></thead>"
        "<tbody><tr><th colspan=3>Coding</th></tr><tr><td>MMLU</td><td>0.694</td><td>31</td></tr>"
        "<tr><td>GPQA</td><td>0.8</td><td>5</td></tr></tbody></table>",
        [bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, 5, "Coding")],
    ),
    "figures with their words in one line": (
        "<div><h4>MMLU</h4><p>Score: 0.694 · Rank: #31</p></div>"
        "<div><h4>GPQA</h4><p>Score: 0.8 · Rank: #5</p></div>",
        BOTH,
    ),
    "a place in brackets, in an element of its own": (
        "<ul><li>MMLU: 0.694 <small>(#31)</small></li><li>GPQA: 0.8 <small>(#5)</small></li></ul>", BOTH,
    ),
    "a row that sums up": (
        rows("!Benchmark|Score|Rank", "MMLU|0.694|31", "GPQA|0.8|5", "Average|0.747|18"), BOTH,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BENCHMARKS)
def test_benchmarks(name: str) -> None:
    html, expected = BENCHMARKS[name]
    found = facts_of(ask(f"{OWN}<h2>Evaluation Benchmarks</h2>{html}", HTML))
    assert found["benchmarks"] == expected


def test_scores_of_pillars_are_no_benchmarks() -> None:
    html = f"{OWN}<h2>Model Transparency</h2>" + rows("!|Score", "Upstream|7 / 10", "Downstream|8 / 10")
    assert "benchmarks" not in facts_of(ask(html, HTML))


def need(
    tier: str, device: str, count: int, memory: float, context: int | None = 1_024, vram: float | None = None
) -> dict[str, Any]:
    made = {"context_tokens": context, "vram_gb": vram, "tier": tier, "device": device, "device_count": count}
    return {name: value for name, value in (made | {"device_vram_gb": memory}).items() if value is not None}


TWO = [need("Consumer", "RTX 4090", 2, 24.0), need("Datacenter", "NVIDIA A100", 1, 80.0)]
FOUR = [
    need("Consumer", "RTX 4090", 2, 24.0, vram=26.98),
    need("Consumer", "RTX 4090", 3, 24.0, 32_768, 61.38),
    need("Datacenter", "NVIDIA A100", 1, 80.0, vram=26.98),
    need("Datacenter", "NVIDIA A100", 2, 80.0, 32_768, 61.38),
]
BY_CONTEXT = (
    "VRAM Required|26.98 GB|61.38 GB",
    "Consumer|2x RTX 4090, 24GB VRAM|3x RTX 4090, 24GB VRAM",
    "Datacenter|1x NVIDIA A100, 80GB VRAM|2x NVIDIA A100, 80GB VRAM",
)
REQUIREMENTS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "a head that is a field's label": (
        rows("!Context Length|VRAM|Tier|GPU", "1,024|18.4 GB|Consumer|2 × RTX 4090 (24 GB)",
             "1,024|18.4 GB|Datacenter|1 × NVIDIA A100 (80 GB)"),
        [row | {"vram_gb": 18.4} for row in TWO],
    ),
    "a sign that sorts in one head": (
        rows("!Context Size <span>↕</span>|Tier|GPU|Count|Device Memory", "1,024|Consumer|RTX 4090|2|24 GB",
             "1,024|Datacenter|NVIDIA A100|1|80 GB"),
        TWO,
    ),
    "cells that repeat their head": (
        repeated(["Context", "Tier", "GPU", "Count", "GPU Memory"], ["1,024", "Consumer", "RTX 4090", "2", "24 GB"],
                 ["1,024", "Datacenter", "NVIDIA A100", "1", "80 GB"]),
        TWO,
    ),
    "tiers behind devices, in cards": (
        "<p>1,024 tokens</p><div><h4>2x RTX 4090</h4><p>24GB VRAM</p><span>Consumer</span></div>"
        "<div><h4>1x NVIDIA A100</h4><p>80GB VRAM</p><span>Datacenter</span></div>",
        TWO,
    ),
    "tiers behind devices, in lines": (
        "<p>1,024 tokens</p><ul><li>2x RTX 4090 (24GB) – Consumer</li>"
        "<li>1x NVIDIA A100 (80GB) – Datacenter</li></ul>",
        TWO,
    ),
    "a context, its memory and a device in one line": (
        "<h4>Consumer</h4><ul><li>1,024 tokens (26.98 GB VRAM): 2x RTX 4090, 24GB VRAM</li></ul>",
        [need("Consumer", "RTX 4090", 2, 24.0, vram=26.98)],
    ),
    "as many rows in a group as columns, the group in two elements": (
        "<table><thead><tr><th>Tier</th><th>GPU</th><th>Memory</th></tr></thead><tbody>"
        "<tr><th colspan=3><span>1,024 tokens</span> <span>26.98 GB VRAM</span></th></tr>"
        "<tr><td>Consumer</td><td>2x RTX 4090</td><td>24 GB</td></tr>"
        "<tr><td>Datacenter</td><td>1x NVIDIA A100</td><td>80 GB</td></tr></tbody></table>",
        [row | {"vram_gb": 26.98} for row in TWO],
    ),
    "a column a context": (rows("!|1,024 tokens|32,768 tokens", *BY_CONTEXT), FOUR),
    "a column a context, with a word in the corner": (rows("!Tier|1,024 tokens|32,768 tokens", *BY_CONTEXT), FOUR),
    "a column a context, the words below the classes": (
        rows("!Context|1,024 tokens|32,768 tokens", *BY_CONTEXT[1:], BY_CONTEXT[0].replace("VRAM R", "Memory r")), FOUR,
    ),
    "a column a context, in boxes": (
        rows("!|1,024 tokens|32,768 tokens", *BY_CONTEXT).replace("table", "div").replace("tr>", "div>")
        .replace("td>", "span>").replace("th>", "span>"),
        FOUR,
    ),
    "a column a context, sizes without their word": (
        rows("!|1K|32K", "Consumer|2x RTX 4090, 24GB|3x RTX 4090, 24GB"),
        [need("Consumer", "RTX 4090", 2, 24.0, 1_000), need("Consumer", "RTX 4090", 3, 24.0, 32_000)],
    ),
    "devices under a strange head": (
        rows("!Context|Class|Best choice", "1,024|Consumer|2x RTX 4090 (24GB)",
             "1,024|Datacenter|1x NVIDIA A100 (80GB)"),
        TWO,
    ),
    "all in one line": (
        "<p>1,024 tokens – 26.98 GB – Consumer – 2x RTX 4090 (24 GB)</p>"
        "<p>1,024 tokens – 26.98 GB – Datacenter – 1x NVIDIA A100 (80 GB)</p>",
        [row | {"vram_gb": 26.98} for row in TWO],
    ),
    "facts above their words": (
        "<div><div><b>1,024 tokens</b><small>Context</small></div>" + "".join(
            f"<div><h5>{tier}</h5><div><b>{gpu}</b><small>GPU</small></div><div><b>{count}</b><small>Count</small></div>"
            f"<div><b>{size} GB</b><small>GPU Memory</small></div></div>"
            for tier, gpu, count, size in [("Consumer", "RTX 4090", 2, 24), ("Datacenter", "NVIDIA A100", 1, 80)]
        ) + "</div>",
        TWO,
    ),
    "a column a context, its memory in the head": (
        rows("!Tier|1,024 tokens<br>26.98 GB VRAM|32,768 tokens<br>61.38 GB VRAM", *BY_CONTEXT[1:]), FOUR,
    ),
    "a table of memory above the devices": (
        rows("!Context|VRAM Required", "1,024|26.98 GB")
        + "<h3>1,024 tokens</h3><p>26.98 GB VRAM</p>"
        "<p>Consumer: 2x RTX 4090 (24GB)</p><p>Datacenter: 1x NVIDIA A100 (80GB)</p>",
        [row | {"vram_gb": 26.98} for row in TWO],
    ),
    "numbered headings of contexts": (
        "<h3>4.1 1,024 tokens</h3><p>Consumer: 2x RTX 4090 (24GB)</p><p>Datacenter: 1x NVIDIA A100 (80GB)</p>", TWO,
    ),
    "a word in an element for each": (
        "<h3>1,024 tokens</h3><p>VRAM: <code><span>26.98</span> <span>GB</span></code></p>"
        "<p>Consumer: 2x RTX 4090 (24GB)</p><p>Datacenter: 1x NVIDIA A100 (80GB)</p>",
        [row | {"vram_gb": 26.98} for row in TWO],
    ),
    "a column a device": (
        rows("Context Size|1,024 tokens|1,024 tokens", "VRAM Required|26.98 GB|26.98 GB", "Tier|Consumer|Datacenter",
             "GPU|RTX 4090|NVIDIA A100", "Count|2|1", "GPU Memory|24 GB|80 GB"),
        [row | {"vram_gb": 26.98} for row in TWO],
    ),
    "memory of each": (
        rows("!Context|Tier|GPU|Memory", "1,024|Consumer|2x RTX 4090|24 GB each",
             "1,024|Datacenter|1x NVIDIA A100|80 GB per GPU"),
        TWO,
    ),
    "memory of each, in lines": (
        "<p>1,024 tokens</p><ul><li>Consumer: 2x RTX 4090 (24 GB each)</li>"
        "<li>Datacenter: 1x NVIDIA A100 (80 GB each)</li></ul>",
        TWO,
    ),
    "counts in other words": (
        "<p>1,024 tokens</p><h4>Consumer</h4><p>RTX 4090 (×2)</p><p>24GB VRAM</p>"
        "<h4>Datacenter</h4><p>1 NVIDIA A100</p><p>80GB VRAM</p>",
        TWO,
    ),
    "counts and memory behind their words": (
        "<p>1,024 tokens</p>" + "".join(
            f"<h4>{tier}</h4><dl><dt>GPU</dt><dd>{gpu}</dd><dt>Count</dt><dd>{count}</dd>"
            f"<dt>GPU Memory</dt><dd>{size} GB</dd></dl>"
            for tier, gpu, count, size in [("Consumer", "RTX 4090", 2, 24), ("Datacenter", "NVIDIA A100", 1, 80)]
        ),
        TWO,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements(name: str) -> None:
    html, expected = REQUIREMENTS[name]
    found = facts_of(ask(f"{OWN}<h2>System Requirements</h2>{html}", HTML))
    assert found["requirements"] == expected


CRITERIA = [
    {
        "pillar": "Upstream",
        "criterion": "Training Compute",
        "score": 6.0,
        "max_score": 10.0,
        "assessment": LONG,
    },
    {
        "pillar": "Downstream",
        "criterion": "License Clarity",
        "score": 7.0,
        "max_score": 10.0,
        "assessment": OTHER,
    },
]
PARTS = [("Upstream", "Training Compute", "6 / 10", LONG), ("Downstream", "License Clarity", "7 / 10", OTHER)]
REPORTS = {
    "pillars below the names in cards": "<div><h4>{1}</h4><p>{0}</p><p>{2}</p><p>{3}</p></div>",
    "pillars at the end of cards": "<div><h4>{1}</h4><p>{2}</p><p>{3}</p><span>{0}</span></div>",
    "points first in cards": "<div><p>{2}</p><h4>{1}</h4><p>{3}</p><small>{0}</small></div>",
    "points and text above the names in cards": "<div><p>{0}</p><p>{2}</p><p>{3}</p><h4>{1}</h4></div>",
    "labelled parts under a heading": (
        "<h4>{1}</h4><dl><dt>Pillar</dt><dd>{0}</dd><dt>Score</dt><dd>{2}</dd><dt>Assessment</dt><dd>{3}</dd></dl>"
    ),
    "labelled lines": "<h4>{1}</h4><p>Pillar: {0}</p><p>Score: {2}</p><p><b>Assessment:</b> {3}</p>",
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name: str) -> None:
    cards = "".join(REPORTS[name].format(*part) for part in PARTS)
    found = ask(f"{OWN}<h2>Model Transparency</h2><p>Total Score 34 / 100</p><div>{cards}</div>", HTML)
    report = facts_of(found)["transparency"]
    assert (report["score"], report["criteria"]) == (34.0, CRITERIA)
    assert "note" not in report


def test_a_report_on_lines() -> None:
    lines = "".join(f"<li><b>{points}</b> {name}: {text}</li>" for _, name, points, text in PARTS)
    found = ask(f"{OWN}<h2>Model Transparency</h2><p>Total Score 34 / 100</p><ul>{lines}</ul>", HTML)
    expected = [{key: value for key, value in row.items() if key != "pillar"} for row in CRITERIA]
    assert facts_of(found)["transparency"]["criteria"] == expected


def test_a_sum_is_no_criterion() -> None:
    html = rows("!Pillar|Criterion|Score|Assessment", *("|".join(part) for part in PARTS), "|Total|13 / 20|")
    found = ask(f"{OWN}<h2>Model Transparency</h2><p>Total Score 34 / 100</p>{html}", HTML)
    report = facts_of(found)["transparency"]
    assert (report["score"], report["criteria"]) == (34.0, CRITERIA)
