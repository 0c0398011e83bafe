"""Pillars and criteria that the vocabulary does not know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

START = """<h1>Falcon Mini 7B</h1><dl><dt>Parameters</dt><dd>7B</dd><dt>Context Length</dt><dd>8K</dd>
<dt>License</dt><dd>MIT</dd></dl><h2>Model Transparency</h2><div>Total Score</div><div>34 / 100</div>"""
LONG = "The paper names the machines and leaves out how long they ran."
KNOWN, STRANGE, LAST = "Training Compute", "Red Team Access", "Identity Consistency"


def named(html: str, media_type: str = "text/html; charset=utf-8") -> list[tuple[Any, str, Any]]:
    """Pillar, criterion and points of every criterion; nothing may be left over."""
    found = ask(html if media_type == TEXT else START + html, media_type)
    assert [(each.kind.value, each.label, each.text) for each in found.findings] == []
    rows = facts_of(found)["transparency"]["criteria"]
    return [(row.get("pillar"), row["criterion"], row.get("score")) for row in rows]


def card(name: str, points: str = "4 / 10", text: str = LONG) -> str:
    return f"<div><h4>{name}</h4><span>{points}</span>{text and f'<p>{text}</p>'}</div>"


def line(name: str, points: str = "4 / 10", text: str = LONG) -> str:
    return f"<div>{name}</div><div>{points}</div>{text and f'<p>{text}</p>'}"


HEADINGS = {
    "heading": "<h3>{}</h3>",
    "link": "<h3>{} <a href='#x'>#</a></h3>",
    "words": "<div><b>{}</b></div>",
    "points in a line": "<h3>{} (4 / 30)</h3>",
    "points in an element": "<header><h3>{}</h3><span>4 / 30</span></header>",
    "as many points as a criterion": "<h3>{} (4 / 10)</h3>",
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("criterion", [card, line])
def test_a_strange_pillar_is_drawn_like_a_known_one(heading: str, criterion: Any) -> None:
    first, second = heading.format("Upstream"), heading.format("Governance")
    expected = [("Upstream", KNOWN, 4.0), ("Governance", LAST, 4.0)]
    for text in (LONG, ""):
        made = criterion(KNOWN, text=text), criterion(LAST, text=text)
        assert named(f"{first}{made[0]}{second}{made[1]}") == expected
        assert named(f"<section>{first}{made[0]}</section><section>{second}{made[1]}</section>") == expected


def test_all_pillars_are_strange() -> None:
    parts = "".join(
        f"<h3>{pillar}</h3>{card(name)}" for pillar, name in [("Governance", KNOWN), ("Safety", LAST)]
    )
    assert named(parts) == [("Governance", KNOWN, 4.0), ("Safety", LAST, 4.0)]
    scored = parts.replace("</h3>", " (4 / 30)</h3>")
    assert named(scored) == named(parts)


def test_one_strange_heading_is_no_pillar() -> None:
    assert named(f"<h3>All Findings</h3>{card(KNOWN)}{card(LAST)}") == [
        (None, KNOWN, 4.0),
        (None, LAST, 4.0),
    ]


@pytest.mark.parametrize("pillar", ["<h3>Upstream</h3>", "<h3>Upstream (21 / 30)</h3>", ""])
@pytest.mark.parametrize("criterion", [card, line])
@pytest.mark.parametrize("order", [(KNOWN, STRANGE, LAST), (STRANGE, KNOWN, LAST), (KNOWN, LAST, STRANGE)])
def test_a_strange_criterion_without_an_assessment(
    pillar: str, criterion: Any, order: tuple[str, ...]
) -> None:
    made = "".join(criterion(name, text="" if name == STRANGE else LONG) for name in order)
    upstream = "Upstream" if pillar else None
    assert named(pillar + made) == [(upstream, name, 4.0) for name in order]
    assert named(f"{pillar}{made}<h3>Model</h3>{criterion('License Clarity')}") == [
        *((upstream, name, 4.0) for name in order),
        ("Model", "License Clarity", 4.0),
    ]


def test_a_table_with_a_strange_criterion() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{points}</td><td>{text}</td></tr>"
        for name, points, text in [
            ("Upstream", "8 / 30", ""),
            (KNOWN, "4 / 10", LONG),
            (STRANGE, "4 / 10", "-"),
            (LAST, "4 / 10", LONG),
        ]
    )
    head = "<tr><th>Criterion</th><th>Score</th><th>Assessment</th></tr>"
    assert named(f"<table>{head}{rows}</table>") == [
        ("Upstream", name, 4.0) for name in (KNOWN, STRANGE, LAST)
    ]


def test_plain_text_is_told_by_the_most() -> None:
    lines = (
        "Falcon Mini 7B\n\nParameters: 7B\nContext Length: 8K\nLicense: MIT\n\nModel Transparency\n\n"
        f"Total Score: 34 / 100\n\nUpstream: 8 / 30\n- {KNOWN}: 4 / 10 - {LONG}\n- {STRANGE}: 4 / 10\n"
        f"Governance: 4 / 30\n- {LAST}: 4 / 10 - {LONG}\n"
    )
    assert named(lines, TEXT) == [
        ("Upstream", KNOWN, 4.0),
        ("Upstream", STRANGE, 4.0),
        ("Governance", LAST, 4.0),
    ]
