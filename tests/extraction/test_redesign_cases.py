"""Pages as front-end teams ship them, and pages of a site in trouble. One case a kind of fault that somebody found."""

from __future__ import annotations

from typing import Any

import pytest

from scraper.extraction import Kind, NotAProfile
from tests.extraction.asking import HTML, TEXT, ask, facts_of
from tests.extraction.test_place_cases import FACTS, NAME, READ, SAYS

KIN = "Herons of this line share one tokenizer, one recipe and one pond."
LEDE = "All figures were measured by our own team in the course of one long winter."
RANK = "<div><span>Overall Rank</span><b>#142</b></div>"
DEVICES = [
    {"context_tokens": 1024, "vram_gb": 26.98, "tier": "Consumer", "device": "RTX 4090", "device_count": 2,
     "device_vram_gb": 24.0},
    {"context_tokens": 1024, "vram_gb": 26.98, "tier": "Datacenter", "device": "NVIDIA A100", "device_count": 1,
     "device_vram_gb": 80.0},
]  # fmt: skip
NEEDS = (
    "<tr><th>Context Size</th><th>VRAM Required</th><th>Recommended GPUs</th></tr><tr><th>Consumer</th>"
    "<th>Datacenter</th></tr>",
    "<tr><td>1,024 tokens</td><td>26.98 GB</td><td>2x RTX 4090<br>24GB VRAM</td>"
    "<td>1x NVIDIA A100<br>80GB VRAM</td></tr>",
)
ROW = {"category": "Reasoning", "benchmark": "LiveBench Reasoning", "score": 0.63, "rank": 33}
BOARD = (
    "<table><tr><th>Category</th><th>Benchmark</th><th>Score</th><th>Rank</th></tr><tr><td>Reasoning</td>"
    "<td>LiveBench Reasoning</td><td>0.63</td><td>33</td></tr></table>"
)
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "a fact below the text of a section": (
        f"{NAME}{FACTS}<section><h2>About Heron 9B</h2><p>{SAYS}</p>{RANK}</section>",
        READ | {"description": SAYS, "overall_rank": 142},
    ),
    "a fact above the text of a section": (
        f"{NAME}{FACTS}<section><h2>About Heron 9B</h2>{RANK}<p>{SAYS}</p></section>",
        READ | {"description": SAYS, "overall_rank": 142},
    ),
    "a fact in the box of the name and the text": (
        f"<div>{NAME}<p>{SAYS}</p>{RANK}</div>{FACTS}", READ | {"description": SAYS, "overall_rank": 142},
    ),
    "a fact above the family's text in a sidebar": (
        f"{NAME}{FACTS}<aside>{RANK}<h3>About Heron</h3><p>{KIN}</p></aside>",
        READ | {"overall_rank": 142, "family": "Heron", "family_description": KIN},
    ),
    "classes below the head of the devices": (
        f"{NAME}{FACTS}<h2>System Requirements</h2><table><thead>{NEEDS[0]}</thead><tbody>{NEEDS[1]}</tbody></table>",
        READ | {"requirements": DEVICES},
    ),
    "the same without groups of rows": (
        f"{NAME}{FACTS}<h2>System Requirements</h2><table>{NEEDS[0]}{NEEDS[1]}</table>",
        READ | {"requirements": DEVICES},
    ),
    "a context behind an icon": (
        f"{NAME}{FACTS}<h2>System Requirements</h2><h3>📊 1,024 tokens</h3><p>26.98 GB VRAM</p><table><tr><th>Tier</th>"
        "<th>Device</th><th>Count</th><th>Device Memory</th></tr><tr><td>Consumer</td><td>RTX 4090</td><td>2</td>"
        "<td>24 GB</td></tr></table>",
        READ | {"requirements": DEVICES[:1]},
    ),
    "names of groups over the labels of columns": (
        f"{NAME}{FACTS}<h2>Technical Specifications</h2><table><thead><tr><th>Attention</th><th>Dimensions</th></tr>"
        "<tr><th>Attention Heads</th><th>Key-Value Heads</th><th>Number of Layers</th></tr></thead><tbody><tr>"
        "<td>32</td><td>8</td><td>40</td></tr></tbody></table>",
        READ | {"attention_heads": 32, "key_value_heads": 8, "layers": 40},
    ),
    "a title and a sentence in a box, the table behind it": (
        f"{NAME}{FACTS}<div><h2>Evaluation Benchmarks</h2><p>{LEDE}</p></div>{BOARD}", READ | {"benchmarks": [ROW]},
    ),
    "a sentence on the requirements is no text about the model": (
        f"{NAME}{FACTS}<section><header><h2>System Requirements</h2><p>{LEDE}</p></header><table>{NEEDS[0]}{NEEDS[1]}"
        "</table></section>",
        READ | {"requirements": DEVICES},
    ),
    "a sentence on the report is no note where the note has a heading": (
        f"{NAME}{FACTS}<h2>Model Transparency</h2><p>{LEDE}</p><table><tr><td>Total Score</td><td>45 / 100</td></tr>"
        f"<tr><td>Grade</td><td>B</td></tr><tr><td>Audit Note</td><td>{KIN}</td></tr></table>",
        READ | {"transparency": {"score": 45.0, "max_score": 100.0, "grade": "B", "note": KIN}},
    ),
    "a pointer to another page above the facts, the text below": (
        f'{NAME}<div>For other birds of the line, see <a href="/d">Heron (line)</a>.</div>'
        '<table><tr><th>Parameters</th><td>9B</td></tr><tr><th>Context Length</th><td>64K</td></tr><tr><th>License</th>'
        '<td>MIT</td></tr><tr><th colspan="2">Rankings</th></tr><tr><th>Overall Rank</th><td>#142</td></tr></table>'
        f"<p>{SAYS}</p>",
        READ | {"description": SAYS, "overall_rank": 142},
    ),
    "a notice above the facts, the text below": (
        f"{NAME}<div>Figures are refreshed every Monday.</div><h3>Key Facts</h3>{FACTS}<p>{SAYS}</p><p>{LEDE}</p>",
        READ | {"description": f"{SAYS}\n\n{LEDE}"},
    ),
    "an icon before the name over the text": (
        f"{NAME}<h2>Picks of the Day</h2>{FACTS}<section><h2><span>🧠</span> Heron 9B</h2><p>{SAYS}</p>"
        "</section>",
        READ | {"description": SAYS},
    ),
    "headings with Roman numbers": (
        f"{NAME}{FACTS}<h2>I. About Heron 9B</h2><p>{SAYS}</p><h2>II. Evaluation Benchmarks</h2>{BOARD}",
        READ | {"description": SAYS, "benchmarks": [ROW]},
    ),
    "headings with letters": (
        f"{NAME}{FACTS}<h2>A. About Heron 9B</h2><p>{SAYS}</p><h2>B. Evaluation Benchmarks</h2>{BOARD}",
        READ | {"description": SAYS, "benchmarks": [ROW]},
    ),
    "headings with Chinese numbers": (
        f"{NAME}{FACTS}<h2>一、关于 Heron 9B</h2><p>{SAYS}</p><h2>二、评估基准</h2>{BOARD}",
        READ | {"description": SAYS, "benchmarks": [ROW]},
    ),
}  # fmt: skip
SHOWN = {"pairs": "<dt>{}</dt><dd>{}</dd>", "boxes": "<div>{}</div><div>{}</div>", "text": "{}\n{}\n"}
"""A label and its value beside each other, with nothing around the two."""


@pytest.mark.parametrize(("page", "facts"), PAGES.values(), ids=list(PAGES))
def test_page(page: str, facts: dict[str, Any]) -> None:
    assert facts_of(ask(page, HTML, "https://apxml.com/models/heron-9b")) == facts


@pytest.mark.parametrize("form", SHOWN)
@pytest.mark.parametrize(
    "rows",
    [
        [("Parameters", "9B"), ("Context Length", "8K, now 128K"), ("License", "MIT"), ("Modality", "Text")],
        [("License", "MIT"), ("Hidden Dimension Size", "8192"), ("Number of Layers", "undefined")],
        [
            ("License", "MIT"),
            ("Context Length", "~7B"),
            ("Release Date", "next spring"),
            ("Knowledge Cutoff", "soon"),
        ],
    ],
    ids=["one figure", "the last figure", "every figure"],
)
def test_values_that_nobody_can_read_leave_the_others_in_place(
    form: str, rows: list[tuple[str, str]]
) -> None:
    lines = "".join(SHOWN[form].format(*row) for row in rows)
    before = "Heron 9B\n\n" if form == "text" else NAME
    found = ask(
        before + (f"<dl>{lines}</dl>" if form == "pairs" else lines), TEXT if form == "text" else HTML
    )
    told = {each.label: each.raw for each in found.readings}
    refused = [(each.label, each.text) for each in found.findings if each.kind is Kind.REFUSED]
    assert told == dict(rows)
    assert refused == [
        (label, raw)
        for label, raw in rows
        if raw in ("8K, now 128K", "undefined", "~7B", "next spring", "soon")
    ]


CARD = "{}\nParameters\n{}\nContext Length\n{}\nLicense\nMIT\n"


@pytest.mark.parametrize(
    "first", ["404\nThis page could not be found.\nPopular Models", 'Search results for "heron"']
)
def test_a_list_of_models_is_no_profile(first: str) -> None:
    """Where nothing bears out a name, several models' facts are not this one's."""
    body = f"{first}\n{CARD.format('Ibis 4B', '4B', '16K')}{CARD.format('Stork 7B', '7B', '8K')}"
    with pytest.raises(NotAProfile, match="no name, and several values of Context Length, Parameters"):
        ask(body, TEXT, "https://apxml.com/models/heron-9b")
