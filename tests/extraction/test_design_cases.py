"""What designs that nobody had seen showed: units in labels, boxes before the name, comparisons, parts of a model.

One case a kind of fault; the facts are all that a reader finds on the page.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import HTML, ask, facts_of

FACTS = [("Parameters", "7B"), ("Context Length", "128K"), ("License", "MIT")]
READ: dict[str, Any] = {"parameters": 7_000_000_000, "context_length": 128_000, "license": "MIT"}


def dl(*facts: tuple[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts) + "</dl>"


def rows(*lines: str) -> str:
    """A table: cells parted by bars, a head where a line begins with "!"."""
    made = []
    for line in lines:
        tag = "th" if line.startswith("!") else "td"
        cells = "".join(f"<{tag}>{cell}</{tag}>" for cell in line.removeprefix("!").split("|"))
        made.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(made)}</table>"


OWN = "<h1>Nova 7B</h1>" + dl(*FACTS)
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a note below each fact, which its heading opens": (
        "<h1>Nova 7B</h1>" + "".join(
            f"<details><summary><span>{label}</span><span>{value}</span></summary><p>A note on it.</p></details>"
            for label, value in FACTS
        ), READ,
    ),
    "a note below each fact, which a button opens": (
        "<h1>Nova 7B</h1>" + "".join(
            f"<div><button><span>{label}</span><b>{value}</b></button><div>A note on it.</div></div>"
            for label, value in FACTS
        ), READ,
    ),
    "a unit in an element of the label": (
        "<h1>Nova 7B</h1>" + dl(("Parameters<span>B</span>", "7"), *FACTS[1:]), READ,
    ),
    "a unit in brackets behind the label": (
        "<h1>Nova 7B</h1>" + dl(("Parameters (billion)", "7"), ("Context Length (thousand tokens)", "128"), FACTS[2]),
        READ,
    ),
    "a value of several lines": (
        "<h1>Nova 7B</h1>" + dl(*FACTS[:2], ("License", "Llama 3.1<br>Community License")),
        READ | {"license": "Llama 3.1 Community License"},
    ),
    "a value that is a list": (
        OWN + rows("Modality|<ul><li>Text</li><li>Image</li></ul>"), READ | {"modality": "Text Image"},
    ),
    "a value in an element that opens": (
        "<h1>Nova 7B</h1>"
        + dl(("License", "<details><summary>MIT</summary><p>You may use it.</p></details>"), *FACTS[:2]),
        READ,
    ),
    "a head with more behind a known label's words": (
        "<h1>Nova 7B</h1><table><tr><th>Parameters - Vision</th><td>400M</td></tr>"
        "<tr><th>License: Commercial Use</th><td>Yes</td></tr>"
        + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS) + "</table>",
        READ,
    ),
    "a bar of another model before the name": (
        "<div><span>New: <a href='/models/nova-13b'>Nova 13B</a></span><span>Parameters</span><b>13B</b>"
        "<span>Context Length</span><b>32K</b><span>License</span><b>GPL-3.0</b></div><h1>Nova 7B</h1>"
        + rows("!Parameters|Context Length|License", "7B|128K|MIT"),
        READ,
    ),
    "a filter before the name": (
        "<div><div>Parameters</div><div>13B</div><div>70B</div><div>License</div><div>Modified MIT</div></div>"
        "<h1>Nova 7B</h1>" + dl(("Active Parameters", "7B"), *FACTS[1:]),
        {"active_parameters": 7_000_000_000, "context_length": 128_000, "license": "MIT"},
    ),
    "a part of the model with facts of its own": (
        "<h1>Nova 7B</h1>" + dl(*FACTS, ("Number of Layers", "-")) + "<h3>Vision Encoder</h3>"
        + dl(("Parameters", "400M"), ("Number of Layers", "24"), ("Attention Heads", "16")),
        READ,
    ),
    "a draft model as a fact is no heading": (
        "<h1>Nova 7B</h1>" + dl(FACTS[0], ("Draft Model", "Nova Tiny"), *FACTS[1:]), READ,
    ),
    "three models side by side, this one in the middle with a blank": (
        "<h1>Nova 7B</h1>"
        + rows("!|Orion 9B|Nova 7B|Vega 70B", "Parameters|9B|7B|70B", "Knowledge Cutoff|May 2024|-|May 2025")
        + dl(*FACTS[1:]),
        READ,
    ),
    "boxes of models, each under its name": (
        "<h1>Nova 7B</h1><h2>Technical Specifications</h2><section><h3>Vega Large</h3>"
        + dl(("Parameters", "70B"), ("Context Length", "64K"), ("License", "Proprietary"))
        + "</section><section><h3>Nova 7B</h3>" + dl(*FACTS) + "</section>",
        READ,
    ),
    "a provider's limit in a table of one": (
        "<h1>Nova 7B</h1><h2>API Providers</h2>"
        + rows("!Provider|Context Length|Max Output", "Nimbus|8K|4K") + dl(*FACTS),
        READ,
    ),
    "a reader's setting under a heading that comes again": (
        "<h1>Nova 7B</h1><aside><h2>Comments</h2><ul><li><p>Context Length: 16K</p></li></ul></aside>" + dl(*FACTS)
        + "<h2>Comments</h2><p>Nice model.</p>",
        READ,
    ),
    "tiles with a change since last month": (
        "<h1>Nova 7B</h1>" + "".join(
            f"<div><div>{value}</div><div>{label}</div><div>+12% vs last month</div></div>" for label, value in FACTS
        ),
        READ,
    ),
    "values above labels in tables, spacers between": (
        "<h1>Nova 7B</h1><table><tr>" + "<td>&nbsp;</td>".join(
            f"<td><table><tr><td>{value}</td></tr><tr><td>{label}</td></tr></table></td>" for label, value in FACTS
        ) + "</tr></table>",
        READ,
    ),
    "a row of values above a row of labels": (
        "<h1>Nova 7B</h1>" + rows("7B|&nbsp;|128K", "Parameters|&nbsp;|Context Length", "MIT|&nbsp;|Dense",
                                  "License|&nbsp;|Architecture"),
        READ | {"architecture": "Dense"},
    ),
    "labels over values, a last group with one label known and one not": (
        OWN + "<h2>Technical Specifications</h2>" + rows(
            "Number of Layers|Attention Heads", "24|16", "Key-Value Heads|Normalization", "8|RMS Normalization",
        ) + "<div><div><p>Vocabulary Size</p></div><div><p>32,000</p></div></div>",
        READ | {"layers": 24, "attention_heads": 16, "key_value_heads": 8, "normalization": "RMS Normalization",
                "vocabulary_size": 32_000},
    ),
    "paragraphs that breaks part": (
        "<h1>Nova 7B</h1><h2>Overview</h2>Nova 7B is a language model for teams that want steady answers.<br><br>"
        "Its makers trained it in two stages, and that is all they tell us."
        + rows("Parameters|7B", "Context Length|128K", "License|MIT"),
        READ | {"description": "Nova 7B is a language model for teams that want steady answers.\n\n"
                "Its makers trained it in two stages, and that is all they tell us."},
    ),
    "a paragraph in two elements, the name in the first": (
        "<h1>Nova 7B</h1><p><span>Nova 7B </span>"
        "<span>is a language model for teams that want steady answers.</span></p>"
        + dl(*FACTS),
        READ | {"description": "Nova 7B is a language model for teams that want steady answers."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_reader_finds_these_facts(name: str) -> None:
    page, expected = CASES[name]
    found = ask(f"<html><body>{page}</body></html>", HTML)
    assert facts_of(found) == expected | {"name": "Nova 7B"}
    assert [each for each in found.findings if each.kind.value == "conflict"] == []


def test_a_long_value_is_kept_and_reported() -> None:
    """A line that is too long for a value is no reason to take the next label's value."""
    terms = (
        "NVIDIA Open Model License Agreement with the additional Community License of Llama and further terms "
        * 2
    )
    lines = [
        "Nova 7B",
        "参数",
        "7B",
        "上下文长度",
        "128K",
        "许可证",
        terms.strip(),
        "发布日期",
        "12 Mar 2025",
    ]
    found = ask("\n".join(lines), "text/plain; charset=utf-8")
    assert (found.record.license, found.record.release_date) == (None, "2025-03-12")
    assert [(each.kind.value, each.text) for each in found.findings] == [("refused", terms.strip())]
