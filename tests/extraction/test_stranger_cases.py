"""Labels that nobody knows, in every place where they may stand among known ones. One case a kind."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, ask

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
