"""Tables of the sections with a column whose head, or cells, have a meaning of their own elsewhere on a page."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

FACTS = {"Parameters": "9B", "Modality": "Text", "License": "MIT"}
AFTER = "The Heron family holds four sizes, and each of them comes with and without tuning for chats."
TABLES = {
    "benchmarks": ("Benchmarks", ["Benchmark|Score|Rank", "GPQA|0.31|12", "Call Sheet|0.72|4"]),
    "requirements": (
        "System Requirements",
        [
            "Context|VRAM|Tier|Device|Count|Device Memory",
            "1,024|18.5 GB|Consumer|RTX 4090|1|24 GB",
            "1,024|18.5 GB|Datacenter|NVIDIA L40S|1|48 GB",
        ],
    ),
    "transparency": (
        "Model Transparency",
        [
            "Criterion|Score|Assessment",
            "Dataset Composition|3 / 10|Sources are listed, and nothing is said about how much came from each.",
            "Training Compute|5 / 10|Hours are given, and the machines that ran for them are not.",
        ],
    ),
}
COLUMNS = {
    "Compare": ("Compare", "Compare"),
    "Options": ("⋮", "⋮"),
    "Description": ("Hard questions", "Calls of tools"),
    "License": ("MIT", "CC0"),
    "Modality": ("Text", "Image"),
    "Comments": ("3", "5"),
    "About": ('<a href="/b/1">Read</a>', '<a href="/b/2">Read</a>'),
    "描述": ("难题", "工具"),
    "许可证": ("MIT", "CC0"),
}


def table(lines: list[str]) -> str:
    head, *body = (line.split("|") for line in lines)
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in body]
    first = "".join(f"<th>{cell}</th>" for cell in head)
    return f"<table><thead><tr>{first}</tr></thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def divs(lines: list[str]) -> str:
    rows = ("".join(f"<div>{cell}</div>" for cell in line.split("|")) for line in lines)
    return f"<div>{''.join(f'<div>{row}</div>' for row in rows)}</div>"


def bars(lines: list[str]) -> str:
    head, *body = (f"| {line.replace('|', ' | ')} |" for line in lines)
    return "\n".join([head, "|---" * (lines[0].count("|") + 1) + "|", *body])


FORMS = {"table": table, "divs": divs, "bars": bars}


def facts(kind: str, form: str, lines: list[str]) -> dict[str, object]:
    """The facts of a page with one table of a section in it."""
    heading, _ = TABLES[kind]
    if form == "bars":
        labels = "\n".join(f"{label}: {value}" for label, value in FACTS.items())
        body = f"Heron 9B\n\n{labels}\n\n{heading}\n\n{bars(lines)}\n\nAbout Heron\n\n{AFTER}\n"
        return facts_of(ask(body, TEXT))
    labels = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in FACTS.items())
    body = f"<h1>Heron 9B</h1><dl>{labels}</dl><h2>{heading}</h2>{FORMS[form](lines)}"
    return facts_of(ask(f"{body}<h2>About Heron</h2><p>{AFTER}</p>", HTML))


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", COLUMNS)
@pytest.mark.parametrize("place", [1, None], ids=["second", "last"])
def test_strange_column(kind: str, form: str, head: str, place: int | None) -> None:
    """The rows are read as they are without the column, and nothing beside the table is lost to it."""
    _, lines = TABLES[kind]
    split = [line.split("|") for line in lines]
    wide = [
        "|".join([*row[:place], cell, *row[place:]] if place else [*row, cell])
        for row, cell in zip(split, (head, *COLUMNS[head]), strict=True)
    ]
    plain = facts(kind, form, lines)

    assert plain[kind]
    assert facts(kind, form, wide) == plain


def test_labels_between_values() -> None:
    """Words of hardware among facts head no columns: what stands between them are values."""
    pairs = "".join(
        f"<p>{text}</p>" for text in ("Memory", "24 GB", "Hardware", "One card", "Context Length", "128K")
    )
    labels = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in FACTS.items())

    assert facts_of(ask(f"<h1>Heron 9B</h1><dl>{labels}</dl><div>{pairs}</div>"))["context_length"] == 128_000
