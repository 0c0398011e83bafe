"""Headings with buttons on them that fold or move what stands below, and say the heading's words again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.asking import ask, facts_of

LABELS = {"Parameters": "9B", "Modality": "Text", "License": "MIT"}
FACTS = "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in LABELS.items()) + "</dl>"
PARTS = {
    "Technical Specifications": "<dl><dt>Layers</dt><dd>32</dd><dt>Hidden Size</dt><dd>4,096</dd></dl>",
    "Benchmarks": "<ul><li><b>GPQA</b> <i>0.31</i> <i>#12</i></li><li><b>MMLU</b> <i>0.72</i> <i>#4</i></li></ul>",
    "Model Transparency": "<p>Total Score</p><p>34 / 100</p><p>Grade</p><p>D+</p>",
    "About Heron": "<p>The Heron family holds four sizes, and each of them comes with and without tuning.</p>",
}


def button(words: str) -> str:
    return f"<button type='button'><span>{words}</span><span></span></button>"


HEADINGS: dict[str, Callable[[str], str]] = {
    "a button in a box behind": lambda text: (
        f"<div><h2>{text}</h2><div>{button(f'Toggle panel: {text}')}</div></div>"
    ),
    "in a line of text behind": lambda text: f"<div><h2>{text}</h2><p>{button(f'Collapse {text}')}</p></div>",
    "before the heading": lambda text: f"<div>{button(f'Toggle panel: {text}')}<h2>{text}</h2></div>",
    "right behind, in no box": lambda text: f"<h2>{text}</h2>{button(f'Hide {text}')}",
    "inside the heading": lambda text: f"<h2>{text} <button>Expand {text}</button></h2>",
    "several, with words for the ear": lambda text: (
        f"<div><h2>{text}</h2><div>{button('Move up')}<span>Move {text} box up</span>{button('Move down')}"
        f"<span>Move {text} box down</span>{button(f'Toggle panel: {text}')}</div></div>"
    ),
    "a link to the heading itself": lambda text: (
        f"<div><h2>{text}</h2><p><a href='#a'>Link to {text}</a></p></div>"
    ),
}


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("box", ["", "div"], ids=["flat", "boxed"])
def test_handles(heading: str, box: str) -> None:
    """The page is read as without them, and nothing of them is reported."""

    def page(head: Callable[[str], str]) -> str:
        start, end = (f"<{box}>", f"</{box}>") if box else ("", "")
        parts = (f"{start}{head(text)}{start}{inside}{end}{end}" for text, inside in PARTS.items())
        return f"<h1>Heron 9B</h1>{FACTS}{''.join(parts)}"

    plain, found = ask(page("<h2>{}</h2>".format)), ask(page(HEADINGS[heading]))

    assert facts_of(plain).keys() >= {"layers", "benchmarks", "transparency", "family_description"}
    assert facts_of(found) == facts_of(plain)
    assert found.findings == ()


def test_value_with_the_words_of_its_heading() -> None:
    """A link elsewhere that says a heading's words is no handle."""
    rows = "<div>Attention Structure</div><div><a href='/terms/mqa'>Multi-Query Attention</a></div>"
    body = f"<h1>Heron 9B</h1>{FACTS}<div><h4>Attention</h4>{rows}</div>"

    assert facts_of(ask(body))["attention_structure"] == "Multi-Query Attention"
