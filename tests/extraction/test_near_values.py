"""Values with something beside them: read where nothing is guessed, refused or left where something would be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scraper.extraction import Kind
from tests.extraction.asking import TEXT, ask, facts_of

READ = {
    "footnote": ("Context Length", '200K<sup><a href="#n">1</a></sup>', 200_000),
    "struck out": ("Context Length", "<del>100K</del> 200K", 200_000),
    "raised ending": ("Release Date", "1<sup>st</sup> Oct 2025", "2025-10-01"),
    "unit in a box of its own": ("Context Length", "<div>200</div><div>K</div>", 200_000),
    "words in a box of their own": ("Context Length", "<p>1</p><p>million tokens</p>", 10**6),
    "digits apart": ("Context Length", "<span>1</span><span>31</span><span>K</span>", 131_000),
    "note in brackets": ("Context Length", "<div>8K</div><div>(32K in tests)</div>", 8000),
    "icon": ("Context Length", "<i>⚡</i> 8K", 8000),
    "copy button": ("License", "MIT <button>Copy</button>", "MIT"),
    "pieces in a line": ("Context Length", "<b>128</b>K <small>tokens</small>", 128_000),
    "footnote's star": ("Context Length", "200K*", 200_000),
    "footnote's dagger": ("Release Date", "1 Oct 2025 †", "2025-10-01"),
    "raised unit": ("Parameters", "7<sup>B</sup>", 7 * 10**9),
    "link's remark": ("License", "<a href='#'>MIT<span>(opens in a new tab)</span></a>", "MIT"),
    "sign for no": ("Sliding Window Attention", "<span>✗</span>", False),
    "once for the eye and once for the ear": (
        "Parameters",
        "<i>8B</i> <span>8 billion parameters</span>",
        8 * 10**9,
    ),
    "the same day in two forms": (
        "Release Date",
        "<time>1 Oct 2025</time><span>2025-10-01</span>",
        "2025-10-01",
    ),
    "medal": ("Overall Rank", "<span>🥇</span><b>1</b>", 1),
}
REFUSED = {
    "a sign of more than": ("Context Length", "<span>&gt; 200K</span>", "> 200K"),
    "power of ten": ("Parameters", "10<sup>12</sup>", "10^12"),
    "power of two": ("Vocabulary Size", "2<sup>17</sup>", "2^17"),
    "thousands parted by a point": ("Vocabulary Size", "128.000", "128.000"),
    "decimals behind a comma": ("Parameters", "0,128M", "0,128M"),
    "about": ("Parameters", "~ <b>7B</b>", "~ 7B"),
    "about in words": ("Parameters", "<i>approx.</i> <b>7B</b>", "approx. 7B"),
    "less than": ("Parameters", "&lt; <b>7B</b>", "< 7B"),
    "more than": ("Parameters", "<b>7B</b><span>+</span>", "7B+"),
    "at most": ("Context Length", "<small>up to</small> <b>128K</b>", "up to 128K"),
    "from and to": ("Parameters", "<b>7B</b> – <b>13B</b>", "7B – 13B"),
    "two values": ("Context Length", "<span>8K</span> <span>128K</span>", "8K 128K"),
    "in and out": ("Context Length", "<b>Input: 200K</b> <b>Output: 64K</b>", "Input: 200K Output: 64K"),
    "a key to sort by, and the value": ("Context Length", "<span hidden>131072</span>128K", "131072128K"),
    "doubt": ("Parameters", "<b>7B</b> <i>(unconfirmed)</i>", "7B (unconfirmed)"),
}
IN_BOXES = {
    "two values in two lines": ("Context Length", "8K<br>128K", "8K 128K"),
    "two values in a list": ("Context Length", "<ul><li>8K</li><li>128K</li></ul>", "8K 128K"),
    "digits in boxes of their own": (
        "Vocabulary Size",
        "<div>131</div><div>,</div><div>072</div>",
        "131 072",
    ),
}


def line(label: str, value: str) -> str:
    first, last = "<li><b>Modality:</b> Text</li>", "<li><b>Layers:</b> 32</li>"
    return f"<h1>Falcon</h1><ul>{first}<li><b>{label}:</b> {value}</li>{last}</ul>"


def page(label: str, value: str) -> str:
    row = f"<tr><td>{label}</td><td>{value}</td></tr>"
    first, last = "<tr><td>Modality</td><td>Text</td></tr>", "<tr><td>Layers</td><td>32</td></tr>"
    return f"<h1>Falcon</h1><table>{first}{row}{last}</table>"


@pytest.mark.parametrize(("label", "markup", "value"), READ.values(), ids=list(READ))
@pytest.mark.parametrize("form", [page, line])
def test_read(form: Callable[[str, str], str], label: str, markup: str, value: object) -> None:
    found = ask(form(label, markup))
    facts = facts_of(found)
    assert value in [each for name, each in facts.items() if name not in ("name", "modality", "layers")]
    assert [each for each in found.findings if each.kind is not Kind.UNREAD] == []


@pytest.mark.parametrize(("label", "markup", "raw"), IN_BOXES.values(), ids=list(IN_BOXES))
def test_several_boxes_are_refused(label: str, markup: str, raw: str) -> None:
    check_refused(page(label, markup), label, raw)


@pytest.mark.parametrize(("label", "markup", "raw"), REFUSED.values(), ids=list(REFUSED))
@pytest.mark.parametrize("form", [page, line])
def test_refused(form: Callable[[str, str], str], label: str, markup: str, raw: str) -> None:
    check_refused(form(label, markup), label, raw)


def check_refused(body: str, label: str, raw: str) -> None:
    found = ask(body)
    assert facts_of(found) == {"name": "Falcon", "modality": "Text", "layers": 32}
    assert [(each.kind, each.label, each.text) for each in found.findings] == [(Kind.REFUSED, label, raw)]


@pytest.mark.parametrize("label", ["Context Length (tokens)", "Context Length (thousand)"])
def test_a_unit_in_a_label_with_its_colon(label: str) -> None:
    value = facts_of(ask(line(label, "8"))).get("context_length")
    assert value == (8 if "tokens" in label else 8000)


def test_a_power_behind_a_label_in_one_line() -> None:
    lines = (
        "<li><b>Layers:</b> 32</li><li><b>RoPE Theta:</b> 10<sup>6</sup></li><li><b>Modality:</b> Text</li>"
    )
    found = ask(f"<h1>Falcon</h1><ul>{lines}</ul>")
    assert facts_of(found) == {"name": "Falcon", "modality": "Text", "layers": 32}
    assert [(each.kind, each.label, each.text) for each in found.findings] == [
        (Kind.REFUSED, "RoPE Theta", "10^6")
    ]


@pytest.mark.parametrize(
    "shown",
    ["undefined", "null", "{{ model.license }}", "${license}", "[object Object]", "Loading...", "加载中…"],
)
def test_a_page_that_was_not_filled(shown: str) -> None:
    """What stands in the place of a value, a name or a benchmark is none, and says so."""
    row = f"<tr><td>{shown}</td><td>{shown}</td><td>{shown}</td></tr>"
    found = ask(
        f"<title>Falcon</title><h1>{shown}</h1><dl><dt>License</dt><dd>{shown}</dd><dt>Modality</dt><dd>Text</dd>"
        f"<dt>Layers</dt><dd>32</dd></dl><h2>Evaluation Benchmarks</h2><table><tr><th>Category</th><th>Benchmark</th>"
        f"<th>Score</th></tr>{row}<tr><td>Coding</td><td>Aider</td><td>0.5</td></tr></table>"
    )
    assert facts_of(found) == {
        "modality": "Text",
        "layers": 32,
        "benchmarks": [{"category": "Coding", "benchmark": "Aider", "score": 0.5}],
    }
    refused = {each.text.strip("[]") for each in found.findings if each.kind is Kind.REFUSED}
    assert refused == {shown.strip("[]")}


@pytest.mark.parametrize("form", ["Parameters: {}\n", "Parameters\n{}\n"])
def test_a_bar_between_two_values_in_plain_text(form: str) -> None:
    found = ask(f"Falcon\n\n{form.format('7B | 70B')}Modality: Text\nLayers: 32\n", TEXT)
    assert "parameters" not in facts_of(found)
    assert [each.label for each in found.findings if each.kind is Kind.REFUSED] == ["Parameters"]


def test_a_bar_in_a_value_of_words() -> None:
    found = ask("Falcon\n\nLicense: Apache 2.0 | MIT\nModality: Text\nLayers: 32\n", TEXT)
    assert facts_of(found)["license"] == "Apache 2.0 | MIT"


def test_a_figure_before_a_label_alone_is_its_own_labels() -> None:
    """One value nobody can read does not turn the direction in which the rest of the page is read."""
    found = ask(
        "Falcon\nParameters\n7B\nModality\nText\nContext Length\n8K\nTokenizer\nMax Output Tokens\n64K\n"
        "Vocabulary Size\nvaries\n",
        TEXT,
    )
    assert "vocabulary_size" not in facts_of(found)
    refused = [(each.label, each.text) for each in found.findings if each.kind is Kind.REFUSED]
    assert refused == [("Vocabulary Size", "varies")]


SIGNS = {
    "terms": "<dl><dt>Parameters</dt><dd>7B</dd><dt>License</dt><dd>{}</dd><dt>Developer</dt><dd>Nova</dd>"
    "<dt>Modality</dt><dd>Text</dd></dl>",
    "cells": "<table><tr><td>Parameters</td><td>7B</td></tr><tr><td>License</td><td>{}</td></tr>"
    "<tr><td>Developer</td><td>Nova</td></tr><tr><td>Modality</td><td>Text</td></tr></table>",
    "lines": "<p>Parameters</p><p>7B</p><p>License</p><p>{}</p><p>Developer</p><p>Nova</p><p>Modality</p><p>Text</p>",
}


@pytest.mark.parametrize("form", SIGNS)
@pytest.mark.parametrize("sign", ["?", "???", "…", "★★★"])
def test_signs_alone_in_the_place_of_a_value(form: str, sign: str) -> None:
    """They are refused; the strange label behind them is no value."""
    found = ask("<h1>Falcon</h1>" + SIGNS[form].format(sign))
    assert facts_of(found) == {"name": "Falcon", "parameters": 7 * 10**9, "modality": "Text"}
    told = [(each.kind, each.label, each.text) for each in found.findings]
    assert told == [(Kind.REFUSED, "License", sign), (Kind.UNKNOWN_LABEL, "Developer", "Nova")]


@pytest.mark.parametrize("helped", ["License <span>?</span>", "License ?", "License <button>?</button>"])
def test_a_sign_for_help_is_no_value(helped: str) -> None:
    rest = "<dt>Parameters</dt><dd>7B</dd><dt>Modality</dt><dd>Text</dd>"
    found = ask(f"<h1>Falcon</h1><dl><dt>{helped}</dt><dd>MIT</dd>{rest}</dl>")
    assert facts_of(found)["license"] == "MIT"
    assert found.findings == ()


def test_tiles_with_the_value_above_a_known_label_and_above_a_strange_one() -> None:
    tiles = "<div><div>128K</div><div>Context Length</div><div>2.1M</div><div>Downloads</div></div>"
    rest = "<dl><dt>Parameters</dt><dd>7B</dd><dt>Modality</dt><dd>Text</dd></dl>"
    assert facts_of(ask(f"<h1>Falcon</h1>{tiles}{rest}"))["context_length"] == 128_000
