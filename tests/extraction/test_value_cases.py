"""Values in odd company: help in their label's element, signs for yes and no, buttons alone. One case a kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

HELP = "<span role='tooltip'>As published by the makers; see the notes for the unit.</span>"
COPY = "<button>Copy</button>"
FACTS = [("Parameters", "9B"), ("Context Length", "4.096K"), ("License", "Apache 2.0")]
READ: dict[str, Any] = {"parameters": 9_000_000_000, "context_length": 4_096, "license": "Apache 2.0"}
LIST = "".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in FACTS)


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "help in one element with the label, the value bare behind it": (
        "".join(f"<div><span><span>{label}</span>{HELP}</span>{value}</div>" for label, value in FACTS), READ,
    ),
    "a long license bare behind a label with help": (
        "".join(
            f"<div><span><span>{label}</span>{HELP}</span>{value}</div>"
            for label, value in [*FACTS[:2], ("License", "Custom Commercial License with Restrictions")]
        ),
        READ | {"license": "Custom Commercial License with Restrictions"},
    ),
    "a cell with nothing but a button, below its label": (
        "<table><tr><th>Parameters</th><th>Context Length</th><th>License</th><th>Knowledge Cutoff</th></tr><tr>"
        + "".join(f"<td>{value} {COPY}</td>" for value in ["9B", "4.096K", "Apache 2.0", ""]) + "</tr></table>",
        READ,
    ),
    "cells with nothing but a button, behind their labels": (
        "<table>" + "".join(
            f"<tr><td>{label}</td><td>{value} {COPY}</td></tr>"
            for label, value in [*FACTS, ("Attention Heads", ""), ("Normalization", ""), ("Position Embedding", "RoPE")]
        ) + "</table>",
        READ | {"position_embedding": "RoPE"},
    ),
    "a license like a model's name, as a heading over its label": (
        "<ul>" + "".join(
            f"<li><h3>{value}</h3><p><span>{label}</span></p><p>{HELP}</p></li>" for label, value in FACTS
        ) + "</ul>",
        READ,
    ),
    "a cross for no in a badge": (
        LIST + "<div><span>Attention Heads: <b>32</b></span> <span>Sliding Window Attention: <b>✗</b></span> "
        "<span>Position Embedding: <b>RoPE</b></span></div>",
        READ | {"attention_heads": 32, "sliding_window": False, "position_embedding": "RoPE"},
    ),
    "a cross for no behind a label with a mark": (
        LIST + "<p>Attention Heads*: 32</p><p>Sliding Window Attention*: ✗</p>",
        READ | {"attention_heads": 32, "sliding_window": False},
    ),
    "help of a label without a value is no description": (
        "".join(
            f"<div><div><span>{label}</span><div>{HELP}</div></div><div>{value}</div></div>"
            for label, value in [*FACTS, ("Knowledge Cutoff", "")]
        ),
        READ,
    ),
    "questions under a heading that is a link to itself": (
        LIST + "<h2>Nova 9B</h2><p>Nova 9B was built by a small team and answers in many languages.</p>"
        "<section><div><a href='#frequently-asked-questions'>Frequently Asked Questions</a></div>"
        "<div><h3>Can Nova 9B be used?</h3><p>Read the license in full; clause 4 names the limits of its use.</p></div>"
        "<div><h3>Is it fast?</h3><p>It is as fast as the others of its size on the same card.</p></div></section>",
        READ | {"description": "Nova 9B was built by a small team and answers in many languages."},
    ),
    "half a Chinese sentence in an element of its own": (
        LIST + "<section><h2>Nova 9B</h2><p>Nova 9B <em>由一个小团队开发，他们更看重稳定的回答，而不是宣传。它有</em> "
        "24 个注意力头，滑动窗口大小为 900 个词元，读长文件时不会丢失线索。</p></section>",
        READ | {"description": "Nova 9B 由一个小团队开发，他们更看重稳定的回答，而不是宣传。它有 24 个注意力头，"
                "滑动窗口大小为 900 个词元，读长文件时不会丢失线索。"},
    ),
}  # fmt: skip

TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "facts in cells without colons, a label's words among its value's": (
        "Normalization RMS Normalization | Activation Function SwigLU\nNumber of Layers 32 | Attention Heads 48\n",
        {
            "normalization": "RMS Normalization",
            "activation_function": "SwigLU",
            "layers": 32,
            "attention_heads": 48,
        },
    ),
    "an icon before every label of a line": (
        "📅 Normalization RMS Normalization\n⚖ Number of Layers 32\n📏 Attention Heads 48\n",
        {"normalization": "RMS Normalization", "layers": 32, "attention_heads": 48},
    ),
    "an icon before every label of one line, behind a blank the first": (
        "🧩 Normalization: - 📅 Number of Layers: 32 ⚖ Activation Function: SwigLU 📏 Attention Heads: 48\n",
        {"layers": 32, "activation_function": "SwigLU", "attention_heads": 48},
    ),
    "an icon between label and value of a line": (
        "Normalization ⓘ RMS Normalization\nNumber of Layers ⓘ 32\nAttention Heads ⓘ 48\n",
        {"normalization": "RMS Normalization", "layers": 32, "attention_heads": 48},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_these_facts(name: str) -> None:
    page, expected = CASES[name]
    found = ask(f"<h1>Nova 9B</h1>{page}", HTML)
    assert facts_of(found) == expected | {"name": "Nova 9B"}
    assert [each for each in found.findings if each.kind.value != "unread"] == []


@pytest.mark.parametrize("name", TEXTS)
def test_exactly_these_facts_of_a_text(name: str) -> None:
    lines, expected = TEXTS[name]
    overview = "".join(f"{label}\n{value}\n" for label, value in FACTS)
    found = ask(f"Nova 9B\n{overview}Technical Specifications\n{lines}", TEXT)
    assert facts_of(found) == READ | expected
