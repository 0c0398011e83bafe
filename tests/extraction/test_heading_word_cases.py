"""Words that may head a part of the page, in the places of labels and of values. One case a kind."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, TEXT, ask

FACTS = [
    ("Parameters", "9B"), ("Context Length", "64K"), ("Modality", "Text"), ("Architecture", "Dense"),
    ("License", "MIT"), ("Release Date", "4 March 2025"),
]  # fmt: skip
ROWS = {
    "terms": "<dt>{}</dt><dd>{}</dd>",
    "terms in boxes": "<div><dt>{}</dt><dd>{}</dd></div>",
    "rows of a table": "<tr><th>{}</th><td>{}</td></tr>",
    "cards": "<div><p>{}</p><p>{}</p></div>",
    "cards of values over labels": "<div><b>{1}</b><span>{0}</span></div>",
    "items with a colon": "<li><b>{}:</b> {}</li>",
    "a line of pieces": "<span>{}</span> <b>{}</b> ",
    "heading elements": "<h4>{}</h4><p>{}</p>",
}
BOX = {"terms": "dl", "terms in boxes": "dl", "rows of a table": "table", "items with a colon": "ul"}
WORDS = ["Predecessor", "Providers", "Changelog", "Options", "Tokenizer", "Overview", "Vision Encoder"]


@pytest.mark.parametrize("at", [0, 3, 6])
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("form", ROWS)
def test_in_rows_as_those_of_known_labels_they_are_labels(form: str, word: str, at: int) -> None:
    facts = [*FACTS[:at], (word, "Nova 8"), *FACTS[at:]]
    box = BOX.get(form, "div")
    drawn = "".join(ROWS[form].format(*fact) for fact in facts)
    found = ask(f"<h1>Nova 9B</h1><{box}>{drawn}</{box}>", HTML)
    assert [(each.kind.value, each.label, each.text) for each in found.findings] == [
        ("unknown_label", word, "Nova 8")
    ]
    assert sum(reading.field is not None for reading in found.readings) == len(FACTS)
    if form != "heading elements":
        assert {reading.section for reading in found.readings} <= {"Nova 9B", None}


HEADS = {
    "over columns": (
        "<h1>Nova 9B</h1><table><tr><th>Parameters</th><th>Context Length</th><th>Predecessor</th><th>License</th></tr>"
        "<tr><td>9B</td><td>64K</td><td>Nova 8</td><td>MIT</td></tr></table>",
        [("Predecessor", "Nova 8")],
    ),
    "lines between known facts": (
        "Nova 9B\nParameters\n9B\nContext Length\n64K\nVariants\nBase, Chat\nLicense\nMIT\nModality\nText",
        [("Variants", "Base, Chat")],
    ),
    "two of them, lines": (
        "Nova 9B\nParameters\n9B\nContext Length\n64K\nVariants\nBase, Chat\nProviders\nNova Cloud\nLicense\nMIT",
        [("Variants", "Base, Chat"), ("Providers", "Nova Cloud")],
    ),
    "behind a fact that nobody knows, lines": (
        "Nova 9B\nParameters\n9B\nContext Length\n64K\nMade by\nNova Works\nVariants\nBase, Chat\nLicense\nMIT",
        [("Made by", "Nova Works"), ("Variants", "Base, Chat")],
    ),
    "Chinese lines": (
        "Nova 9B\n参数\n9B\n上下文长度\n64K\n变体\nBase, Chat\n许可证\nMIT", [("变体", "Base, Chat")],
    ),
    "lines over facts of others": (
        "Nova 9B\nParameters\n9B\nContext Length\n64K\nLicense\nMIT\nVariants\nNova 70B\nParameters\n70B\n"
        "Modality\nText", [],
    ),
    "over two cards of others, told nowhere else": (
        "Nova 9B\nParameters\n9B\nContext Length\n64K\nLicense\nMIT\nVariants\nNova 70B\nModality\nText\n"
        "Nova 3B\nModality\nImage", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_in_other_places(name: str) -> None:
    page, expected = HEADS[name]
    found = ask(page, HTML if page.startswith("<") else TEXT)
    assert [(each.label, each.text) for each in found.findings] == expected
    record = found.record
    assert (record.parameters, record.context_length, record.license) == (9_000_000_000, 64_000, "MIT")
    assert (record.modality is None) == ("Modality" not in page or not expected)


VALUES = {
    "a label's words as a value, in rows": (
        "<div><div><span>Attention Structure</span><span>Sliding Window Attention</span></div>"
        "<div><span>Made by</span><span>Nova Works</span></div>"
        "<div><span>Sliding Window Attention</span><span>Yes</span></div></div>"
    ),
    "a label's words as a value, in lines": (
        "<p>Attention Structure</p><p>Sliding Window Attention</p><p>Sliding Window Attention</p><p>Yes</p>"
    ),
    "a label's words as a value, in terms": (
        "<dl><dt>Attention Structure</dt><dd>Sliding Window Attention</dd><dt>Made by</dt><dd>Nova Works</dd>"
        "<dt>Sliding Window Attention</dt><dd>Yes</dd></dl>"
    ),
    "a label's words as the value above another label": (
        "<div><div><b>Sliding Window Attention</b><span>Attention Structure</span></div>"
        "<div><b>Yes</b><span>Sliding Window Attention</span></div><div><b>4</b><span>Layers</span></div></div>"
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_words_of_a_label_as_a_value(name: str) -> None:
    record = ask(f"<h1>Nova 9B</h1><dl><dt>Parameters</dt><dd>9B</dd></dl>{VALUES[name]}", HTML).record
    assert (record.attention_structure, record.sliding_window) == ("Sliding Window Attention", True)


@pytest.mark.parametrize("words", ["Mixture of Experts", "混合专家"])
def test_words_of_a_heading_as_the_value_above_a_label(words: str) -> None:
    cards = "".join(
        f"<div><div>{value}</div><div>{label}</div></div>"
        for value, label in [
            ("9B", "Parameters"),
            ("64K", "Context Length"),
            (words, "Architecture"),
            ("MIT", "License"),
        ]
    )
    found = ask(f"<h1>Nova 9B</h1><div>{cards}</div>", HTML)
    assert (found.record.architecture, found.record.license, found.findings) == (words, "MIT", ())
