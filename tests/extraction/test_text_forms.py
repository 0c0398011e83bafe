"""Plain text as tools and people write it: marks, tables, broken lines, lists, encodings. One small page a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

URL = "https://apxml.com/models/larch-12b"
FACTS = {
    "Parameters": "12B",
    "Context Length": "32K",
    "License": "MIT",
    "Modality": "Text",
    "Attention Heads": "-",
    "Overall Rank": "#82",
}
LARCH = {
    "parameters": 12_000_000_000,
    "context_length": 32_000,
    "license": "MIT",
    "modality": "Text",
    "overall_rank": 82,
}
PLAIN = "Larch 12B\n\n" + "".join(f"{label}: {raw}\n" for label, raw in FACTS.items()) + "\n"
ROWS = [
    {"category": "Coding", "benchmark": "Aider Coding", "score": 0.61, "rank": 12},
    {"category": "Mathematics", "benchmark": "LiveBench Mathematics", "score": 0.705, "rank": 8},
]
PROSE = (
    "Larch was trained by four people in a garden shed, and it answers letters with more patience than they have. "
    "Its answers are short unless somebody asks for more."
)

LINES = {
    "bold label, colon inside": "- **{}:** {}",
    "bold label, colon outside": "* __{}__: {}",
    "bold label, value behind it": "- **{}**{}",
    "bold italic": "***{}:*** {}",
    "single stars": "*{}:* {}",
    "wiki bold": "'''{}:'''{}",
    "code value": "{}: `{}`",
    "bold value": "{}: **{}**",
    "marks inside marks": "{}: **`{}`**",
    "link around the value": '{}: [{}](https://a.example/page_(1) "title")',
    "link around the label": "[{}](/glossary): {}",
    "reference link": "[{}][1]: {}",
    "wiki link": "[[page|{}]]: {}",
    "link of reStructuredText": "`{} <https://a.example>`__: {}",
    "cells with marks": "| **{}** | `{}` |",
    "field list": ":{}: {}",
    "definition list": "{}\n:   {}\n",
    "words with a class": "[{}]{{.label}}: {}",
    "address with a class": '[{}](/glossary){{.outer target="_blank"}}: {}',
    "mark of a footnote": "{}[^a]: {}[^1]",
    "entities": "{}&#58;&nbsp;{}",
    "quotation": "> **{}:** {}",
    "box": "- [x] {}: {}",
    "leaders": "{} ............ {}",
    "leaders without spaces": "{}............{}",
    "leaders with spaces": "{} . . . . . {}",
    "arrow": "{} → {}",
    "typed arrow": "{} -> {}",
    "lenticular brackets": "【{}】{}",
    "wide bar": "{}｜{}",
    "long dash": "{}——{}",
    "quoted value": '{}: "{}"',
    "JSON": '  "{}": "{}",',
    "an object a line": '{{"{}": "{}"}}',
    "comma": "{},{}",
    "comma and quotes": '"{}","{}"',
    "stops": "{}: {};",
    "full stops": "{}：{}。",
}


def read(text: str) -> dict[str, Any]:
    """The record of a text page without a finding."""
    found = ask(text, TEXT, URL)
    assert found.findings == ()
    return {name: value for name, value in facts_of(found).items() if name != "name"}


@pytest.mark.parametrize("form", LINES)
def test_a_fact_a_line(form: str) -> None:
    text = "\n".join(LINES[form].format(label, raw) for label, raw in FACTS.items())

    assert read(f"{text}\n") == LARCH


@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) ", "{}、"])
def test_numbers_of_a_list(form: str) -> None:
    lines = [f"{form.format(place)}{label}: {raw}" for place, (label, raw) in enumerate(FACTS.items(), 1)]

    assert read("\n".join(lines)) == LARCH


def test_chinese_numbers_of_a_list() -> None:
    lines = [
        f"{number}、{label}：{raw}"
        for number, (label, raw) in zip("一二三四五六", FACTS.items(), strict=True)
    ]

    assert read("\n".join(lines)) == LARCH


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("MIT\\_v1", "MIT_v1"),
        ("a_b_c*", "a_b_c*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_2 [draft]", "snake_case_2 [draft]"),
        ("1. Garden License", "1. Garden License"),
        ("Text -> Image terms", "Text -> Image terms"),
        ('The "Garden" License', 'The "Garden" License'),
        ("Larch Inc.", "Larch Inc."),
    ],
)
def test_signs_that_are_no_marks_stay(value: str, expected: str) -> None:
    assert read(PLAIN.replace("MIT", value))["license"] == expected


def test_figures_are_no_numbers_of_a_list() -> None:
    assert read(PLAIN + "Release Date\n1. Oct 2025\n")["release_date"] == "2025-10-01"


@pytest.mark.parametrize("mark", ["{}", "   [{}]"])
def test_numbers_of_links(mark: str) -> None:
    """Labels that are links, in a page with its list of addresses and in one cut off before it."""
    lines = [f"   [{place}]{label}\n   {raw}" for place, (label, raw) in enumerate(FACTS.items(), 1)]
    addresses = [f"   {place}. https://a.example/{place}" for place in range(1, 7)]

    assert read("\n".join(lines)) == LARCH
    assert read("\n".join([*lines, "", "References", "", *addresses, ""])) == LARCH


def table(rows: Sequence[tuple[str, ...]], form: str) -> str:
    """`rows` as a table of a form."""
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    cells = [[cell.ljust(size) for cell, size in zip(row, sizes, strict=True)] for row in rows]
    rule = ["-" * size for size in sizes]
    if form == "spaces":
        return "\n".join("  ".join(row) for row in cells)
    if form == "one space":
        return "\n".join(" ".join(row).rstrip() for row in cells)
    if form == "middle":
        return "\n".join(" ".join([row[0].strip().center(sizes[0]), *row[1:]]) for row in cells)
    if form == "rules":
        return "\n".join(" ".join(row) for row in [rule, *cells, rule])
    if form == "Markdown":
        return "\n".join(f"| {' | '.join(row)} |" for row in [cells[0], rule, *cells[1:]])
    if form == "box":
        edges = [
            f"{one}{other.join('─' * (size + 2) for size in sizes)}{last}"
            for one, other, last in ("┌┬┐", "└┴┘")
        ]
        return "\n".join([edges[0], *(f"│ {' │ '.join(row)} │" for row in cells), edges[1]])
    if form == "wiki":
        return (
            "{|\n"
            + "\n|-\n".join("\n".join(f'| width="9%" | {cell}' for cell in row) for row in rows)
            + "\n|}"
        )
    raise ValueError(form)


@pytest.mark.parametrize("form", ["spaces", "one space", "middle", "rules", "box", "wiki"])
def test_tables_of_facts(form: str) -> None:
    assert read(table(list(FACTS.items()), form)) == LARCH


@pytest.mark.parametrize("form", ["spaces", "one space", "rules", "Markdown", "box", "wiki"])
def test_tables_of_benchmarks(form: str) -> None:
    head = ("Category", "Benchmark", "Score", "Rank")
    rows = [tuple(str(cell) for cell in row.values()) for row in ROWS]

    assert read(f"{PLAIN}Evaluation Benchmarks\n\n{table([head, *rows], form)}\n")["benchmarks"] == ROWS


def test_two_tables_side_by_side() -> None:
    pairs = list(FACTS.items())
    rows = [
        ("Item", "What", "Item", "What"),
        *(one + other for one, other in zip(pairs[::2], pairs[1::2], strict=True)),
    ]
    found = facts_of(ask(table(rows, "Markdown"), TEXT, URL))

    assert found == LARCH


def test_cells_of_several_lines() -> None:
    text = """
+------------+-----------+
| Parameters | 12B       |
+------------+-----------+
| Context    | 32K       |
| Length     |           |
+------------+-----------+
| License    | Garden    |
|            | License 2 |
+------------+-----------+
"""
    assert facts_of(ask(text, TEXT, URL)) == {
        "parameters": 12_000_000_000, "context_length": 32_000, "license": "Garden License 2",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["spaces", "rules", "Markdown", "box"])
def test_names_on_two_lines(form: str) -> None:
    rows: list[tuple[str, ...]] = [("Benchmark", "Score", "Rank")]
    for row in ROWS:
        rows += [(str(row["category"]), str(row["score"]), str(row["rank"])), (str(row["benchmark"]), "", "")]

    assert read(f"{PLAIN}Evaluation Benchmarks\n\n{table(rows, form)}\n")["benchmarks"] == ROWS


def test_an_empty_cell_holds_its_place() -> None:
    rows = [("Benchmark", "Score", "Rank"), ("GPQA", "", "54"), ("MMLU", "0.5", "")]
    found = read(f"{PLAIN}Evaluation Benchmarks\n\n{table(rows, 'Markdown')}\n")["benchmarks"]

    assert found == [{"benchmark": "GPQA", "rank": 54}, {"benchmark": "MMLU", "score": 0.5}]


def broken(text: str, width: int, indent: str = "") -> str:
    """`text` broken at a width, as browsers for terminals write it."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def test_headings_with_names_of_their_own() -> None:
    text = (
        PLAIN.replace("Larch 12B\n", "# Larch 12B {#larch-12b}\n")
        + f"::: {{.card}}\n## Overview {{#o .wide}}\n\n{PROSE}\n:::\n"
    )
    found = ask(
        text + "\n## About Larch {: #larch}\n\nLarch is a small family of models from a garden.\n", TEXT, URL
    )

    assert (found.record.name, found.record.family) == ("Larch 12B", "Larch")
    assert found.record.description == PROSE


def test_texts_of_footnotes_are_remarks() -> None:
    text = PLAIN.replace("MIT", "MIT[^law]") + "[^law]: The text of the licence hangs in the shed.\n"

    assert read(text) == LARCH


def test_a_quotation_is_the_text_where_there_is_no_other() -> None:
    assert read(f"{PLAIN}> {PROSE}\n")["description"] == PROSE


def test_entities_of_words() -> None:
    found = read(PLAIN.replace("MIT", "Garden&nbsp;&amp; Shed &foo; R&D"))

    assert found["license"] == "Garden & Shed &foo; R&D"


def test_sentences_behind_labels_keep_their_stops() -> None:
    text = "审计认为该报告在许可证方面较为公开，但对训练数据说得很少。"
    criteria = "".join(
        f"- **{name}** (3 / 10)：{text}\n" for name in ("架构来源", "数据集构成", "分词器完整性")
    )
    found = read(f"{PLAIN}## 模型透明度\n\n总分：41 / 100\n\n审计说明：{text}\n\n### 上游\n\n{criteria}")

    assert found["transparency"]["note"] == text
    assert [each["assessment"] for each in found["transparency"]["criteria"]] == [text] * 3


def test_captions_are_remarks() -> None:
    text = f"{PLAIN}About Larch 12B\n\n{PROSE}\n\n![chart](x.png)\n\nFigure 1: Memory use by size of the letters\n"

    assert ask(text, TEXT, URL).record.description == PROSE


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_broken_lines_of_prose(width: int) -> None:
    last = "It also sings, though nobody asked for that."
    text = f"{PLAIN}About Larch 12B\n\n{broken(PROSE, width)}\n\n{last}\n"

    assert read(text)["description"] == f"{PROSE}\n\n{last}"


def test_broken_chinese_lines() -> None:
    text = "这个模型由一个小团队在花园里训练而成，它回答来信时比他们更有耐心，也从不抱怨。" * 3
    lines = "\n".join(text[at : at + 30] for at in range(0, len(text), 30))

    assert read(f"{PLAIN}{lines}\n")["description"] == text


def test_broken_values() -> None:
    lines = [
        "License: Larch Community License for Gardens and Sheds",
        "Attention Structure: Grouped-Query Attention",
    ]
    values = "\n".join(broken(line, 40, "    ") for line in lines)
    found = read(PLAIN.replace("License: MIT", values))

    assert found["license"] == "Larch Community License for Gardens and Sheds"
    assert found["attention_structure"] == "Grouped-Query Attention"


def test_lines_of_any_length_are_not_broken_ones() -> None:
    lines = [
        "It answers letters that were written by hand.",
        "It is fond of tables and lists, and it says so often.",
    ]

    assert read(PLAIN + "\n".join([PROSE, *lines]))["description"].split("\n\n") == [PROSE, *lines]


def test_columns_by_chance_are_no_table() -> None:
    text = (
        "Parameters   12B\nContext Length  32K\nLicense    MIT\nModality        Text\nOverall Rank     #82\n"
    )

    assert read(text) == LARCH


@pytest.mark.parametrize(("sign", "encoding"), [(" – ", "cp1252"), ("：", "gb18030")])
def test_text_that_declares_no_encoding(sign: str, encoding: str) -> None:
    """The file says nothing, nor does the server; the bytes do."""
    labels = ["参数", "上下文长度", "许可证", "模态"] if encoding == "gb18030" else list(FACTS)[:4]
    text = "".join(f"{label}{sign}{raw}\n" for label, raw in zip(labels, FACTS.values(), strict=False))
    found = facts_of(ask(text.encode(encoding), "text/plain", URL))

    assert found == {name: value for name, value in LARCH.items() if name != "overall_rank"}


def test_a_small_name_below_a_long_line_breaks_no_text() -> None:
    first = PROSE.replace("Larch", "l1-pro")
    second = f"{PROSE[: len(first) - 8]} for it."
    text = f"{PLAIN}Architecture Diagram\nInput Tokens{'RMSNormFeed' * 17} Head\nl1-pro\n{first}\n{second}\n"

    found = ask(text, TEXT, "https://apxml.com/models/l1-pro")
    assert (found.record.name, found.record.description) == ("l1-pro", f"{first}\n\n{second}")


def test_a_broken_byte_of_a_text_without_encoding() -> None:
    text = PLAIN.replace("MIT", "Gär?en №1 ß").encode().replace(b"?", b"\xff")

    assert facts_of(ask(text, "text/plain", URL))["license"] == "Gär\ufffden №1 ß"


def test_facts_between_full_width_commas() -> None:
    text = "参数：12B，上下文长度：32K，许可证：MIT，模态：Text，总体排名：#82\n"

    assert read(text) == LARCH
