"""Where a transparency report ends: behind a box that holds its total only, and where the page speaks of the model."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

NAME = "Falcon Mini 7B"
FACTS = [("Parameters", "7B"), ("Context Length", "8K"), ("License", "MIT")]
START = f"<h1>{NAME}</h1><dl>{''.join(f'<dt>{label}</dt><dd>{raw}</dd>' for label, raw in FACTS)}</dl>"
TOTAL = "<div>Total Score</div><div>66 / 100</div>"
LONG = "The paper describes the layers and leaves out why they were chosen."
OTHER = "A table lists the sources by kind, and gives no shares for any of them."
NOTE = "The audit rests on public papers as of March, and nothing else was read."
OWN = f"{NAME} writes short answers on small machines and was trained on books."
KNOWN, STRANGE = ("Architectural Provenance", "Training Compute"), ("Energy Use", "Water Use")

BOXES = {
    "its own heading": f"<h2>Model Transparency</h2><div><h3>{NAME} Transparency Report</h3>{{}}</div>",
    "the section's": "<div><h2>Model Transparency</h2>{}</div>",
    "one each": f"<div><h2>Model Transparency</h2></div><div><h3>{NAME} Transparency Report</h3>{{}}</div>",
    "no heading element": "<div><div>Model Transparency</div>{}</div>",
    "none": "<h2>Model Transparency</h2>{}",
}
CRITERIA = {
    "table": "<table><tr><th>Pillar</th><th>Criterion</th><th>Score</th><th>Max</th><th>Assessment</th></tr>"
    f"<tr><td>Upstream</td><td>{{}}</td><td>7.5</td><td>10</td><td>{LONG}</td></tr>"
    f"<tr><td>Upstream</td><td>{{}}</td><td>2.0</td><td>10</td><td>{OTHER}</td></tr></table>",
    "cards": f"<div><h4>Upstream</h4><div><h5>{{}}</h5><span>7.5 / 10</span><p>{LONG}</p></div>"
    f"<div><h5>{{}}</h5><span>2.0 / 10</span><p>{OTHER}</p></div></div>",
    "flat": f"<h4>Upstream</h4><h5>{{}}</h5><div>7.5 / 10</div><p>{LONG}</p>"
    f"<h5>{{}}</h5><div>2.0 / 10</div><p>{OTHER}</p>",
    "lines": f"<p>Upstream</p><p>{{}}: 7.5 / 10</p><p>{LONG}</p><p>{{}}: 2.0 / 10</p><p>{OTHER}</p>",
}
ENDS: dict[str, tuple[str, dict[str, str]]] = {
    "nothing": ("", {}),
    "note": (f"<h4>Audit Note</h4><p>{NOTE}</p>", {"note": NOTE}),
    "note and name": (
        f"<div><h4>Audit Note</h4><p>{NOTE}</p></div><h2>{NAME}</h2><p>{OWN}</p>",
        {"note": NOTE, "description": OWN},
    ),
    "the name": (f"<h2>{NAME}</h2><p>{OWN}</p>", {"description": OWN}),
    "the name in a smaller heading": (f"<h3>{NAME}</h3><p>{OWN}</p>", {"description": OWN}),
    "the name in a larger one": (f"<h1>{NAME}</h1><p>{OWN}</p>", {"description": OWN}),
    "the name in a line": (f"<div>{NAME}</div><p>{OWN}</p>", {"description": OWN}),
    "the name in a box": (f"<div><h2>{NAME}</h2><p>{OWN}</p></div>", {"description": OWN}),
}


def told(names: tuple[str, str]) -> dict[str, Any]:
    criteria = [
        {"pillar": "Upstream", "criterion": name, "score": score, "max_score": 10.0, "assessment": text}
        for name, score, text in zip(names, (7.5, 2.0), (LONG, OTHER), strict=True)
    ]
    return {"score": 66.0, "max_score": 100.0, "criteria": criteria}


def check(body: str, names: tuple[str, str], texts: dict[str, str], media_type: str | None = None) -> None:
    found = ask(body, media_type) if media_type else ask(body)
    facts, report = facts_of(found), told(names)
    if "note" in texts:
        report["note"] = texts["note"]
    assert facts["transparency"] == report
    assert facts.get("description") == texts.get("description")
    assert [(each.kind.value, each.label, each.text) for each in found.findings] == []


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("criteria", CRITERIA.values(), ids=CRITERIA)
@pytest.mark.parametrize("names", [KNOWN, STRANGE], ids=["known", "strange"])
def test_behind_a_box_with_the_total_only(box: str, criteria: str, names: tuple[str, str]) -> None:
    for end, texts in (ENDS["nothing"], ENDS["the name"]):
        check(START + box.format(TOTAL) + criteria.format(*names) + end, names, texts)


@pytest.mark.parametrize(("end", "texts"), ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_at_the_models_name(box: str, end: str, texts: dict[str, str]) -> None:
    made = CRITERIA["cards"].format(*KNOWN)
    check(START + box.format(TOTAL) + made + end, KNOWN, texts)
    check(START + box.format(TOTAL + made) + end, KNOWN, texts)


def test_the_name_among_criteria_is_no_end() -> None:
    heading, lead = f"<h3>{NAME}</h3>", "How open the makers are about data and use."
    made = f"<h2>Model Transparency</h2>{heading}<p>{lead}</p>{TOTAL}{CRITERIA['flat'].format(*KNOWN)}"
    check(START + made, KNOWN, {"note": lead})


def test_a_text() -> None:
    lines = [
        *(NAME, *(each for fact in FACTS for each in fact), "Model Transparency", "Total Score", "66 / 100"),
        *("Upstream", KNOWN[0], "7.5 / 10", LONG, KNOWN[1], "2.0 / 10", OTHER, NAME, OWN),
    ]
    check("\n".join(lines), KNOWN, {"description": OWN}, TEXT)
