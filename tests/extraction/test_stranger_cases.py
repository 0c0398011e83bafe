"""Labels that nobody knows, in every place where they may stand among known ones. One case a kind."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, TEXT, ask

OVERVIEW = (
    "<dl><div><dt>Parameters</dt><dd>9B</dd></div><div><dt>Context Length</dt><dd>64K</dd></div>"
    "<div><dt>License</dt><dd>MIT</dd></div></dl>"
)
HELP = "<div role='tooltip'>As published by the makers; see the notes for the unit.</div>"
PRICES = [("Input Price", "$3.00"), ("Output Price", "$15.00")]


def rows(*couples: tuple[str, str], cell: str = "td", head: str = "td") -> str:
    return "".join(f"<tr><{head}>{a}</{head}><{cell}>{b}</{cell}></tr>" for a, b in couples)


def table(*lines: str) -> str:
    return f"<table>{''.join(lines)}</table>"


CASES = {
    "boxes alike around the only known label of a group": (
        OVERVIEW + "<section><h2>Technical Specifications</h2><div><h3>Tokenizer</h3>"
        "<div><div>Training Tokens</div><div>15T</div></div><div><div>Vocabulary Size</div><div>151,936</div></div>"
        "<div><div>Thinking Mode</div><div>Hybrid</div></div></div></section>",
        [("Training Tokens", "15T"), ("Thinking Mode", "Hybrid")],
    ),
    "first and last of paragraphs with help below every label": (
        OVERVIEW + "<section><h2>Technical Specifications</h2><section>"
        + "".join(
            f"<p><span>{label}</span>{HELP.replace('div', 'span')}</p><p>{value}</p>"
            for label, value in [("Training Tokens", "15T"), ("Hidden Dimension Size", "2048"),
                                 ("Number of Layers", "24"), ("Thinking Mode", "Hybrid")]
        )
        + "</section></section>",
        [("Training Tokens", "15T"), ("Thinking Mode", "Hybrid")],
    ),
    "badges in one line, a group of their own": (
        OVERVIEW + "<section><h2>Technical Specifications</h2>"
        "<div><h3>Tokenizer</h3><div><span>Vocabulary Size: <b>151,936</b></span> </div></div>"
        "<div><h3>Pricing</h3><div><span>Input Price: <b>$3.00</b></span> <span>Output Price: <b>$15.00</b></span> "
        "</div></div></section>",
        PRICES,
    ),
    "the last label alone over its value, in boxes as rows": (
        OVERVIEW + "<section><h2>Technical Specifications</h2><div>"
        "<div><div><p>Number of Layers</p><p>Attention Heads</p></div><div><p>24</p><p>16</p></div></div>"
        "<div><div><p>Key-Value Heads</p><p>Normalization</p></div><div><p>8</p><p>RMS Normalization</p></div></div>"
        "<div><div><p>Thinking Mode</p></div><div><p>Hybrid</p></div></div></div></section>",
        [("Thinking Mode", "Hybrid")],
    ),
    "the last label alone over its value, in a table": (
        OVERVIEW + "<h2>Technical Specifications</h2>"
        + table(
            rows(("Number of Layers", "Attention Heads"), head="th", cell="th"), rows(("24", "16")),
            rows(("Key-Value Heads", "Normalization"), head="th", cell="th"), rows(("8", "RMS Normalization")),
            "<tr><th>Thinking Mode</th></tr><tr><td>Hybrid</td></tr>",
        ),
        [("Thinking Mode", "Hybrid")],
    ),
    "an unknown group at the end of a table, after a blank": (
        OVERVIEW + "<h2>Technical Specifications</h2>"
        + table(
            "<tr><th colspan=2>Dimensions</th></tr>", rows(("Number of Layers", "24")),
            "<tr><th colspan=2>Tokenizer</th></tr>", rows(("Vocabulary Size", "")),
            "<tr><th colspan=2>Pricing</th></tr>", rows(*PRICES),
        ),
        PRICES,
    ),
    "a copy for the ear before each": (
        "<section>"
        + "".join(
            f"<div><span class='sr-only'>{label}: {value}</span><div><div>{label}</div><div>{value}</div></div></div>"
            for label, value in [("Parameters", "9B"), ("Tool Calling", "Yes"), ("Context Length", "64K"),
                                 ("License", "MIT")]
        )
        + "</section>",
        [("Tool Calling", "Yes")],
    ),
    "a group in one line, with bars": (
        OVERVIEW + "<section><h2>Technical Specifications</h2><div><h3>Dimensions</h3>"
        "<p>Number of Layers <sup>ⓘ</sup>: 24 | Hidden Dimension Size <sup>ⓘ</sup>: 2048</p></div>"
        "<div><h3>Pricing</h3><p>Input Price <sup>ⓘ</sup>: $3.00 | Output Price <sup>ⓘ</sup>: $15.00 | "
        "Batch Discount <sup>ⓘ</sup>: 50%</p></div></section>",
        [*PRICES, ("Batch Discount", "50%")],
    ),
    "icons before the labels of a header row": (
        OVERVIEW + table(
            "<tr><th><i>📏</i> Training Tokens</th><th><i>📅</i> Vocabulary Size</th>"
            "<th><i>⚖</i> Thinking Mode</th></tr>",
            "<tr><td>15T</td><td>152,064</td><td>Hybrid</td></tr>",
        ),
        [("Training Tokens", "15T"), ("Thinking Mode", "Hybrid")],
    ),
    "help below the labels of a header row": (
        table(
            "<tr>" + "".join(
                f"<th><span>{label}</span>{HELP}</th>"
                for label in ["Parameters", "Context Length", "Max Output Tokens", "License"]
            ) + "</tr>",
            "<tr><td>9B</td><td>64K</td><td>32K</td><td>MIT</td></tr>",
        ),
        [("Max Output Tokens", "32K")],
    ),
    "cards of values over labels, the values in heading elements": (
        "<ul>" + "".join(
            f"<li><h3>{value}</h3><p>{label}</p></li>"
            for label, value in [("Parameters", "9B"), ("Context Length", "64K"), ("Tool Calling", "Yes"),
                                 ("License", "MIT")]
        ) + "</ul>",
        [("Tool Calling", "Yes")],
    ),
    "a group of cards of values over labels": (
        OVERVIEW + "<section><h2>Technical Specifications</h2>" + "".join(
            f"<div><h3>{group}</h3>" + "".join(
                f"<figure><div>{value}</div><figcaption>{label}</figcaption></figure>" for label, value in cards
            ) + "</div>"
            for group, cards in [
                ("Dimensions", [("Number of Layers", "24"), ("Hidden Dimension Size", "2048")]),
                ("Tokenizer", [("Vocabulary Size", "65,024")]), ("Pricing", PRICES),
            ]
        ) + "</section>",
        PRICES,
    ),
    "a group of links": (
        OVERVIEW + "<section><h2>Technical Specifications</h2>" + "".join(
            f"<div><h3>{group}</h3>" + "".join(
                f"<a href='/glossary/{place}'><div>{label}</div><div>{value}</div></a>"
                for place, (label, value) in enumerate(facts)
            ) + "</div>"
            for group, facts in [
                ("Dimensions", [("Number of Layers", "24"), ("Hidden Dimension Size", "2048")]),
                ("Tokenizer", [("Vocabulary Size", "65,024")]), ("Pricing", PRICES),
            ]
        ) + "</section>",
        PRICES,
    ),
    "panels whose headings are buttons elsewhere": (
        OVERVIEW + "<section><h2>Technical Specifications</h2>"
        "<div><button>Dimensions</button><button>Tokenizer</button><button>Pricing</button></div>" + "".join(
            "<div>" + "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in panel) + "</div>"
            for panel in [
                [("Number of Layers", "24"), ("Hidden Dimension Size", "2048"), ("Attention Heads", "16")],
                [("Vocabulary Size", "65,024")], PRICES,
            ]
        ) + "</section>",
        PRICES,
    ),
    "cells of a label and a value each, the last unknown": (
        OVERVIEW + table(
            "<tr><td><b>Number of Layers</b><br>24</td><td><b>Attention Heads</b><br>16</td></tr>",
            "<tr><td><b>Position Embedding</b><br>Absolute</td><td><b>Thinking Mode</b><br>Hybrid</td></tr>",
        ),
        [("Thinking Mode", "Hybrid")],
    ),
    "a known label and an unknown one over their values, in boxes": (
        OVERVIEW + "<section><h2>Technical Specifications</h2><div>"
        "<div><div><p>Number of Layers</p><p>Attention Heads</p></div><div><p>24</p><p>16</p></div></div>"
        "<div><div><p>Position Embedding</p><p>Thinking Mode</p></div><div><p>Absolute</p><p>Hybrid</p></div></div>"
        "</div></section>",
        [("Thinking Mode", "Hybrid")],
    ),
    "a short Chinese remark behind every value": (
        "<dl>" + "".join(
            f"<dt>{label}</dt><dd>{value}</dd><dd>由开发者提供。</dd>"
            for label, value in [("参数", "9B"), ("上下文长度", "64K"), ("量化支持", "INT8"), ("许可证", "MIT")]
        ) + "</dl>",
        [("量化支持", "INT8")],
    ),
    "help between an unknown label and its value, as between the known ones": (
        "<section>" + "".join(
            f"<p>{label}</p>{HELP}<p>{value}</p>"
            for label, value in [("Parameters", "9B"), ("Context Length", "64K"), ("Tool Calling", "Yes"),
                                 ("License", "MIT")]
        ) + "</section>",
        [("Tool Calling", "Yes")],
    ),
    "a group of one row of a head and a cell": (
        OVERVIEW + "<h2>Training</h2>" + table(rows(("Trained by", "Nova Works"), head="th")),
        [("Trained by", "Nova Works")],
    ),
    "a group of terms without figures, the last one blank": (
        OVERVIEW + "<h2>Training</h2><dl><dt>Trained by</dt><dd>Nova Works</dd><dt>Place</dt><dd>Oslo</dd>"
        "<dt>Tuning</dt><dd></dd></dl>",
        [("Trained by", "Nova Works"), ("Place", "Oslo"), ("Tuning", "")],
    ),
    "the first row of a table, blank": (
        table(rows(("Tuning", ""), ("Parameters", "9B"), ("Context Length", "64K"), ("License", "MIT"), head="th")),
        [("Tuning", "")],
    ),
    "groups of values over labels, before facts the other way up": (
        "<h2>Technical Specifications</h2>" + "".join(
            f"<div><div>{value}</div><div>{label}</div></div>"
            for value, label in [("9B", "Parameters"), ("64K", "Context Length"), ("MIT", "License")]
        )
        + "<h3>Safety</h3><div><div><div>Two teams</div><div>Testers</div></div>"
        "<div><div>3</div><div>Rounds</div></div></div>"
        "<section><h2>Rankings</h2><div><div><div>Overall Rank</div><div>#9</div></div>"
        "<div><div>Coding Rank</div><div>#7</div></div></div></section>",
        [("Testers", "Two teams"), ("Rounds", "3")],
    ),
    "alone in a section before the first known label": (
        "<section><div><span>Made by</span><span>Nova Works</span></div></section><h2>Technical Specifications</h2>"
        + "".join(
            f"<div><span>{label}</span><span>{value}</span></div>"
            for label, value in [("Parameters", "9B"), ("Context Length", "64K"), ("License", "MIT")]
        ),
        [("Made by", "Nova Works")],
    ),
    "the model's own name as a value": (
        OVERVIEW + "<dl><div><dt>License</dt><dd>MIT</dd></div><div><dt>API Name</dt><dd>nova-9b</dd></div>"
        "<div><dt>Number of Layers</dt><dd>24</dd></div></dl>",
        [("API Name", "nova-9b")],
    ),
    "two lines with a colon, though the known labels stand over their values": (
        table(rows(("Parameters", "Context Length"), head="th", cell="th"), rows(("9B", "64K")))
        + "<p>License: MIT</p><h2>Pricing</h2><ul><li>Input Price: $3.00</li><li>Output Price: $15.00</li></ul>",
        PRICES,
    ),
    "two rows, though the known labels stand over their values": (
        table(rows(("Parameters", "Context Length"), head="th", cell="th"), rows(("9B", "64K")))
        + "<p>License: MIT</p><h2>Pricing</h2><div>"
        + "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in PRICES) + "</div>",
        PRICES,
    ),
    "behind the only known row of a table, in words": (
        OVERVIEW + "<h2>Tokenizer</h2>" + table(rows(("Vocabulary Size", "151,936"), ("Kind", "Bytes"), head="th")),
        [("Kind", "Bytes")],
    ),
    "behind the only known row of a group, in rows of inline elements": (
        OVERVIEW + "<h2>Tokenizer</h2><div><span>Vocabulary Size</span> <span>151,936</span></div>"
        "<div><span>Training Tokens</span> <span>15T</span></div>",
        [("Training Tokens", "15T")],
    ),
    "behind the only known item of a list": (
        OVERVIEW + "<h2>Tokenizer</h2><ul><li><span>Vocabulary Size</span><span>151,936</span></li>"
        "<li><span>Training Tokens</span><span>15T</span></li></ul>",
        [("Training Tokens", "15T")],
    ),
    "before a known term whose meaning cannot be read": (
        OVERVIEW
        + "<h2>Tokenizer</h2><dl><dt>Downloads</dt><dd>1.2M</dd><dt>Vocabulary Size</dt><dd>on request</dd></dl>",
        [("Downloads", "1.2M"), ("Vocabulary Size", "on request")],
    ),
    "a section of their own beside one list of terms": (
        "<dl><dt>Parameters</dt><dd>9B</dd><dt>Context Length</dt><dd>64K</dd><dt>License</dt><dd>MIT</dd></dl>"
        "<section><h3>Pricing</h3><dl><dt>Input Price</dt><dd>$3.00</dd><dt>Output Price</dt><dd>$15.00</dd></dl>"
        "</section>",
        PRICES,
    ),
    "a button of one letter in a label": (
        OVERVIEW + "<h2>Pricing</h2><div><div>Input Price <button>i</button></div><div>$3.00</div></div>", PRICES[:1],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_unknown_labels_are_kept_with_their_values(name: str) -> None:
    page, expected = CASES[name]
    found = ask(f"<h1>Nova 9B</h1>{page}", HTML)
    kinds = ("unknown_label", "refused", "conflict")
    told = [(each.label, each.text) for each in found.findings if each.kind.value in kinds]
    assert told == expected
    assert (found.record.parameters, found.record.context_length, found.record.license) == (
        9_000_000_000,
        64_000,
        "MIT",
    )


def test_a_conflict_in_the_last_card_of_values_over_labels() -> None:
    """Its value is a heading element over facts: a heading of another model is no number."""
    cards = "".join(
        f"<li><h3>{value}</h3><p><span>{label}</span>{HELP}</p></li>"
        for value, label in [("-", "Number of Layers"), ("-", "Attention Heads"), ("77K", "Context Length")]
    )
    found = ask(f"<h1>Nova 9B</h1>{OVERVIEW}<h2>Technical Specifications</h2><ul>{cards}</ul>", HTML)
    assert ("conflict", "77K") in [(each.kind.value, each.text) for each in found.findings]
    assert found.record.context_length == 64_000


LINES = ["Parameters", "9B", "Context Length", "64K", "License", "MIT"]
SPECS = ["Technical Specifications", "Dimensions", "Training Tokens", "15T", "Hidden Dimension Size", "2048"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Max Output Tokens", "64K", *LINES], ("Max Output Tokens", "64K")),
        ([*LINES, *SPECS], ("Training Tokens", "15T")),
    ],
)
def test_a_figure_before_the_first_known_label_of_lines(lines: list[str], expected: tuple[str, str]) -> None:
    found = ask("\n".join(lines), TEXT)
    assert [(each.label, each.text) for each in found.findings] == [expected]
    record = found.record
    assert (record.name, record.context_length) == (None, 64_000)


def test_a_chinese_letter_is_a_value() -> None:
    page = (
        "<h1>Nova 9B</h1>"
        + OVERVIEW
        + "<h3>注意力</h3><dl><dt>键值头</dt><dd>2</dd><dt>流式</dt><dd>是</dd></dl>"
    )
    assert [(each.label, each.text) for each in ask(page, HTML).findings] == [("流式", "是")]
