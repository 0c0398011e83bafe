"""Labels and values in the company of other things: badges, help, actions, copies, unknown labels. One case a kind."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

Finding = tuple[str, str | None, str]
OVERVIEW = (
    "<dl><div><dt>Parameters</dt><dd>9B</dd></div><div><dt>Context Length</dt><dd>64K</dd></div>"
    "<div><dt>License</dt><dd>MIT</dd></div></dl>"
)
READ: dict[str, Any] = {"parameters": 9_000_000_000, "context_length": 64_000, "license": "MIT"}


class Case(NamedTuple):
    """What stands on a page, the facts a reader finds there, and what is reported."""

    page: str
    facts: dict[str, Any]
    findings: tuple[Finding, ...] = ()


def cards(*inner: str) -> str:
    return "".join(f"<div class='card'>{each}</div>" for each in inner)


CASES = {
    "an unknown label in a small flat group": Case(
        OVERVIEW + "<h3>Tokenizer</h3><div><span>Vocabulary Size</span><span>128,256</span>"
        "<span>Languages</span><span>31</span></div>",
        READ | {"vocabulary_size": 128_256},
        (("unknown_label", "Languages", "31"),),
    ),
    "a letter as an icon beside labels below their values": Case(
        cards(
            "<div>9B</div><div>Parameters <button>i</button></div>",
            "<div>64K</div><div>Context Length <button>i</button></div>",
            "<div>MIT</div><div>License <button>i</button></div>",
        ),
        READ,
    ),
    "a caption below labels below their values": Case(
        cards(
            "<div>9B</div><div>Parameters</div><div>all of them</div>",
            "<div>64K</div><div>Context Length</div><div>as input</div>",
            "<div>MIT</div><div>License</div><div>of the files</div>",
        ),
        READ,
        (("unread", None, "all of them"), ("unread", None, "as input"), ("unread", None, "of the files")),
    ),
    "a badge beside one label below its value": Case(
        cards(
            "<div>9B</div><div>Parameters</div>",
            "<div>64K</div><div>Context Length</div>",
            "<div>MIT</div><div>License <span>Checked</span></div>",
        ),
        READ,
        (("unread", None, "Checked"),),
    ),
    "an icon's name before each label": Case(
        "".join(
            f"<div><i>bolt</i> <span>{label}</span> <span>{raw}</span></div>"
            for label, raw in (("Parameters", "9B"), ("License", "MIT"), ("Context Length", "64K"))
        ),
        READ,
    ),
    "a muted line below boxes of a label and its value": Case(
        cards(
            "<div><div>Parameters</div><div>9B</div></div><div>all of them</div>",
            "<div><div>Context Length</div><div>64K</div></div><div>as input</div>",
            "<div><div>License</div><div>MIT</div></div><div>of the files</div>",
        ),
        READ,
        (("unread", None, "all of them"), ("unread", None, "as input"), ("unread", None, "of the files")),
    ),
    "a muted line between a label and its value": Case(
        cards(
            "<h5>Parameters</h5><h6>all of them</h6><p>9B</p>",
            "<h5>Context Length</h5><h6>as input</h6><p>64K</p>",
            "<h5>License</h5><h6>of the files</h6><p>MIT</p>",
        ),
        READ,
    ),
    "an icon's name above a value": Case(
        "".join(
            f"<div><i>memory</i><div><div>{raw}</div><div>{label}</div></div></div>"
            for label, raw in (("Parameters", "9B"), ("License", "MIT"), ("Context Length", "64K"))
        ),
        READ,
    ),
    "an icon's name behind a value": Case(
        "".join(
            f"<dl><dt>{label}</dt><dd>{raw} <button><span>content_copy</span></button></dd></dl>"
            for label, raw in (("Parameters", "9B"), ("License", "MIT"), ("Context Length", "64K"))
        ),
        READ,
    ),
    "a heading with a number as the value below a label and its help": Case(
        cards(
            "<p>License</p><p>The terms under which the files may be used.</p><h4>Apache 2.0</h4>",
            "<p>Parameters</p><p>So many numbers were learned from the texts.</p><h4>9B</h4>",
            "<p>Context Length</p><p>So many words fit in one question.</p><h4>64K</h4>",
        ),
        READ | {"license": "Apache 2.0"},
    ),
    "a table in a link to another model": Case(
        '<a href="/models/lark"><h3>Lark</h3><table><tr><th>Attention Heads</th><td>99</td></tr></table></a>'
        + OVERVIEW
        + "<h3>Attention</h3><table><tr><th>Attention Heads</th><td>32</td></tr></table>",
        READ | {"attention_heads": 32},
    ),
    "a row of values over its row of labels": Case(
        OVERVIEW
        + "<table><tr><td>32</td><td>8</td><td>36</td></tr>"
        + "<tr><th>Attention Heads</th><th>Key-Value Heads</th><th>Number of Layers</th></tr></table>",
        READ | {"attention_heads": 32, "key_value_heads": 8, "layers": 36},
    ),
    "the first word of a label in an element, before a colon": Case(
        "<ul><li><a href='/terms/params'>Total</a> Parameters: 9B</li><li><b>Context</b> Length: 64K</li>"
        "<li><mark>License</mark>: MIT</li><li><em>Key-Value</em> Heads: 8</li></ul>",
        READ | {"key_value_heads": 8},
    ),
    "the first word of a label in an element, with help behind it": Case(
        OVERVIEW
        + "".join(
            f"<div><div>{label}<span role='tooltip'>What it is, stands in the list of terms below.</span></div>"
            f"<div>{value}</div></div>"
            for label, value in [("<em>Position</em> Embedding", "RoPE"), ("Normalization", "Layer Norm")]
        ),
        READ | {"position_embedding": "RoPE", "normalization": "Layer Norm"},
    ),
    "a blank in an element of its own, in a line of several facts": Case(
        OVERVIEW
        + "<p><span><b>Attention Heads</b> <span>-</span></span> <span><b>Hidden Size</b> <span>96</span></span></p>"
        "<p><a href='/terms#1'><span>Number of Layers</span><span>-</span></a></p>",
        READ | {"hidden_size": 96},
    ),
    "a column between the labels and that of their values": Case(
        "<table><tr><th>Property<th>Description<th>Value<tr><td>Parameters<td>All weights<td>9B"
        "<tr><td>Context Length<td>Longest input<td>64K<tr><td>License<td>Terms of use<td>MIT</table>",
        READ,
    ),
    "two of them, in Chinese": Case(
        "<table><tr><th>属性<th>类型<th>单位<th>值<tr><td>参数<td>整数<td>个<td>9B"
        "<tr><td>上下文长度<td>整数<td>词元<td>64K<tr><td>许可证<td>文字<td>-<td>MIT</table>",
        READ,
    ),
    "sizes to choose from below the line with the one that is shown": Case(
        "<div><div><b>Parameters:</b> 9B</div><ul><li>2B</li><li>9B</li><li>70B</li></ul></div>"
        "<dl><dt>Context Length</dt><dd>64K</dd><dt>License</dt><dd>MIT</dd></dl>",
        READ,
        tuple(("unread", None, size) for size in ("2B", "9B", "70B")),
    ),
    "a full-width comma in a number, in a run of pairs": Case(
        "<p><span>参数：9B</span> · <span>上下文长度：６４，０００</span> · <span>许可证：MIT</span></p>",
        READ,
    ),
    "an explaining sentence behind a value": Case(
        "<table><tr><th>Parameters</th><td>9B</td></tr><tr><th>Context Length</th><td>64K</td></tr><tr><th>License</th>"
        "<td>MIT <span>Everybody may use, change and sell the files of this model.</span></td></tr></table>",
        READ,
    ),
    "explaining sentences in paragraphs of pairs": Case(
        "".join(
            f"<p><strong>{label}:</strong> {raw} <span>More of it is not always the better choice.</span></p>"
            for label, raw in (("Parameters", "9B"), ("Context Length", "64K"), ("License", "MIT"))
        ),
        READ,
    ),
    "a few explaining words in a label's box": Case(
        "<dl><dt>Parameters <span>Number of weights.</span></dt><dd>9B</dd><dt>Context Length</dt><dd>64K</dd>"
        "<dt>License</dt><dd>MIT</dd></dl>",
        READ,
    ),
    "an explaining sentence in a line of its own": Case(
        "<p>Parameters</p><p>The number of weights in all layers.</p><p>9B</p><p>Context Length</p>"
        "<p>The longest text that fits.</p><p>64K</p><p>License</p><p>MIT</p>",
        READ,
    ),
    "a help link beside each label": Case(
        "<table>"
        + "".join(
            f"<tr><th>{label} <a href='#h'>What is this?</a></th><td>{raw}</td></tr>"
            for label, raw in (("Parameters", "9B"), ("Context Length", "64K"), ("License", "MIT"))
        )
        + "</table>",
        READ,
    ),
    "separators behind values": Case(
        "<p><b>License</b> MIT · <b>Context Length</b> 64K · <b>Parameters</b> 9B</p>", READ
    ),
    "leaders before values": Case(
        "<ul><li>License ..... MIT</li><li>Context Length ..... 64K</li><li>Parameters ..... 9B</li></ul>",
        READ,
    ),
    "a value twice, for the eye and for the ear": Case(
        "<div>Number of Layers</div><div><span>36</span><span>36</span></div><div>License</div>"
        "<div><span>MIT</span><span>MIT</span></div><div>Context Length</div>"
        "<div><span>64K</span><span>64K</span></div>",
        {"layers": 36, "license": "MIT", "context_length": 64_000},
    ),
    "a label twice, for the eye and for the ear": Case(
        "".join(
            f"<div><div><span>{label}</span><span>{label}</span></div><div>{raw}</div></div>"
            for label, raw in (("Parameters", "9B"), ("Context Length", "64K"), ("License", "MIT"))
        ),
        READ,
    ),
    "what a button says when it was pressed": Case(
        OVERVIEW.replace("MIT", "MIT <span style='display:none'>Copied!</span>"), READ
    ),
    "an action on each field": Case(
        "<dl>"
        + "".join(
            f"<div><dt>{label}</dt><dd>{raw}</dd><dd><a href='#'>Change<span> {label}</span></a></dd></div>"
            for label, raw in (
                ("Parameters", "9B"),
                ("Context Length", "64K"),
                ("License", "MIT"),
                ("Normalization", "-"),
            )
        )
        + "</dl>",
        READ,
        tuple(
            ("unread", None, f"Change {label}")
            for label in ("Parameters", "Context Length", "License", "Normalization")
        ),
    ),
    "a unit in a span of its own": Case(
        "<p><strong>Parameters:</strong> <span>9</span><span>B</span></p><p><strong>Context Length:</strong> "
        "<span>64</span><span>K</span></p><p><strong>License:</strong> MIT</p>",
        READ,
    ),
    "a unit in a box of its own": Case(
        cards(
            "<p>Parameters</p><p>9</p><p>B</p>",
            "<p>Context Length</p><p>64</p><p>K</p>",
            "<p>License</p><p>MIT</p>",
        ),
        READ,
    ),
    "a unit in a definition of its own": Case(
        "<dl><dt>Parameters</dt><dd>9</dd><dd>B</dd><dt>Context Length</dt><dd>64</dd><dd>K</dd>"
        "<dt>License</dt><dd>MIT</dd></dl>",
        READ,
    ),
    "numbers of rows before labels": Case(
        "".join(
            f"<div><p>{at}</p><p>{label}</p><p>{raw}</p></div>"
            for at, (label, raw) in enumerate(
                (
                    ("Parameters", "9B"),
                    ("Context Length", "64K"),
                    ("License", "MIT"),
                    ("Number of Layers", "-"),
                ),
                1,
            )
        ),
        READ,
        tuple(("unread", None, str(at)) for at in (2, 3, 4)),
    ),
    "a column that is empty in every row": Case(
        "<table><tr><th>Property</th><th>Value</th><th>Notes</th></tr><tr><td>Parameters</td><td>9B</td><td></td></tr>"
        "<tr><td>Context Length</td><td>64K</td><td></td></tr><tr><td>License</td><td>MIT</td><td></td></tr></table>",
        READ,
    ),
    "dashes behind labels": Case(
        "<ul><li><b>Parameters</b> – 9B</li><li><b>Context Length</b> – 64K</li><li><b>License</b> – MIT</li></ul>",
        READ,
    ),
    "a known card and an unknown one": Case(
        OVERVIEW + "<h3>Tokenizer</h3><div><div><p>128,256</p><p>Vocabulary Size</p></div>"
        "<div><p>256</p><p>Special Tokens</p></div></div>",
        READ | {"vocabulary_size": 128_256},
        (("unknown_label", "Special Tokens", "256"),),
    ),
    "a value with two links": Case(
        OVERVIEW.replace("MIT", "<a href='#m'>MIT</a>, <a href='#a'>Apache 2.0</a>"),
        READ | {"license": "MIT, Apache 2.0"},
    ),
    "labels over values with their units": Case(
        "<table><tr><th>Parameters</th><th>Context Length</th><th>License</th></tr>"
        "<tr><td><div>9B</div><div>parameters</div></td><td><div>64K</div><div>tokens</div></td><td>MIT</td></tr></table>",
        READ,
    ),
    "one known label among unknown ones over values": Case(
        OVERVIEW.replace(
            "<div><dt>Parameters</dt><dd>9B</dd></div>", "<div><dt>Modality</dt><dd>Text</dd></div>"
        )
        + "<table><tr><th>Maker</th><th>Parameters</th><th>Country</th></tr>"
        "<tr><td>Acme</td><td>9B</td><td>Chile</td></tr></table>",
        READ | {"modality": "Text"},
        (("unknown_label", "Maker", "Acme"), ("unknown_label", "Country", "Chile")),
    ),
    "two tables of labels over values, one of unknown labels": Case(
        "<table><tr><th>Parameters</th><th>Context Length</th><th>License</th></tr>"
        "<tr><td>9B</td><td>64K</td><td>MIT</td></tr></table><h3>Abilities</h3>"
        "<table><tr><th>Tool Calling</th><th>Speech</th><th>Vision</th></tr>"
        "<tr><td>Yes</td><td>No</td><td>Yes</td></tr></table>",
        READ,
        (
            ("unknown_label", "Tool Calling", "Yes"),
            ("unknown_label", "Speech", "No"),
            ("unknown_label", "Vision", "Yes"),
        ),
    ),
    "an unknown label in a link, first of all": Case(
        OVERVIEW.replace("<dl>", "<dl><div><dt><a href='/glossary/maker'>Maker</a></dt><dd>Acme</dd></div>"),
        READ,
        (("unknown_label", "Maker", "Acme"),),
    ),
    "an unknown group of paragraphs": Case(
        "<p><b>Parameters:</b> 9B</p><p><b>Context Length:</b> 64K</p><p><b>License:</b> MIT</p><h3>Prices</h3>"
        "<p><b>Input:</b> $0.40</p><p><b>Output:</b> $1.60</p>",
        READ,
        (("unknown_label", "Input", "$0.40"), ("unknown_label", "Output", "$1.60")),
    ),
    "an unknown group in a table of its own": Case(
        "<table><tr><th>Parameters</th><td>9B</td></tr><tr><th>Context Length</th><td>64K</td></tr>"
        "<tr><th>License</th><td>MIT</td></tr></table><h3>Prices</h3>"
        "<table><tr><th>Input</th><td>$0.40</td></tr><tr><th>Output</th><td>free</td></tr></table>",
        READ,
        (("unknown_label", "Input", "$0.40"), ("unknown_label", "Output", "free")),
    ),
    "an unknown label twice on the page": Case(
        2 * OVERVIEW.replace("<dl>", "<dl><div><dt>Maker</dt><dd>Acme</dd></div>"),
        READ,
        (("unknown_label", "Maker", "Acme"),),
    ),
    "an empty cell before a row with an unknown label": Case(
        "<table><tr><th>Parameters</th><td>9B</td></tr><tr><th>Context Length</th><td>64K</td></tr>"
        "<tr><th>License</th><td></td></tr><tr><th>Maker</th><td>Acme</td></tr></table>",
        {"parameters": 9_000_000_000, "context_length": 64_000},
        (("unknown_label", "Maker", "Acme"),),
    ),
    "an empty definition before an unknown label": Case(
        "<dl><dt>Parameters</dt><dd>9B</dd><dt>License</dt><dd></dd><dt>Maker</dt><dd>Acme</dd>"
        "<dt>Context Length</dt><dd>64K</dd></dl>",
        {"parameters": 9_000_000_000, "context_length": 64_000},
        (("unknown_label", "Maker", "Acme"),),
    ),
    "a blank in an element close to its label": Case(
        OVERVIEW
        + "<div><div><span>Normalization</span><span>-</span></div><div><span>Number of Layers</span>"
        "<span>36</span></div></div>",
        READ | {"layers": 36},
    ),
}

TEXTS = {
    "a line before the labels, and none behind the last": Case(
        "Nova 9B\nUpdated weekly\nParameters\n9B\nContext Length\n64K\nLicense\nMIT\nKnowledge Cutoff\n"
        "Technical Specifications\nNumber of Layers\n36\n",
        READ | {"layers": 36},
        (("unread", "Knowledge Cutoff", ""),),
    ),
    "the same with numbers only": Case(
        "Parameters: 9B\nContext Length: 64K\nLicense: MIT\n\nDimensions\nUpdated weekly\n"
        "Hidden Dimension Size\n4,096\nNumber of Layers\n36\n"
        "FFN Intermediate Size (Dense)\n12,288\nMulti-Token Prediction Heads\nTokenizer\n"
        "Vocabulary Size\n128,256\n",
        READ
        | {"hidden_size": 4096, "layers": 36, "ffn_intermediate_size": 12_288, "vocabulary_size": 128_256},
        (("unread", "Multi-Token Prediction Heads", ""), ("unread", None, "Updated weekly")),
    ),
    "labels that only begin like known ones": Case(
        "Parameters: 9B\nContext Length: 64K\nLicense type: permissive\nLicense: MIT\n",
        READ,
        (("unknown_label", "License type", "permissive"),),
    ),
    "values above their labels, the last unknown": Case(
        "9B\nParameters\n64K\nContext Length\nMIT\nLicense\n1 Oct 2025\nRelease Date\n8K\nMax Output\n",
        READ | {"release_date": "2025-10-01"},
        (("unread", None, "8K"), ("unread", None, "Max Output")),
    ),
    "labels without values above a table with an unknown label": Case(
        "Parameters | Context Length | License\n9B | 64K | MIT\nSpecifications\nTraining Tokens | 15T\n"
        "Activation Function\nNormalization\n"
        "Position Embedding | Absolute Position Embedding\nThinking Mode | Hybrid\n",
        READ | {"position_embedding": "Absolute Position Embedding"},
        (
            ("unknown_label", "Training Tokens", "15T"),
            ("unknown_label", "Thinking Mode", "Hybrid"),
            ("unread", "Activation Function", ""),
            ("unread", "Normalization", ""),
        ),
    ),
    "a blank close to its label": Case(
        "参数：9B\n上下文长度：64K\n许可证：MIT\n归一化：-\nActivation Function:-\n", READ
    ),
}


def check(case: Case, media_type: str) -> None:
    found = ask(case.page, media_type)
    assert {name: each for name, each in facts_of(found).items() if name != "name"} == case.facts
    reported = [(each.kind.value, each.label, each.text) for each in found.findings]
    assert sorted(reported, key=str) == sorted(case.findings, key=str)


@pytest.mark.parametrize("name", CASES)
def test_html(name: str) -> None:
    case = CASES[name]
    check(
        case._replace(
            page=f"<!DOCTYPE html><html><body><main><h1>Nova 9B</h1>{case.page}</main></body></html>"
        ),
        HTML,
    )


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    check(TEXTS[name], TEXT)
