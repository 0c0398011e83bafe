"""Under which heading a reading stands: sentences on facts do not end their group, and heads of columns are none."""

from __future__ import annotations

import pytest

from tests.extraction.asking import ask

FACTS = [("Parameters", "7B"), ("License", "MIT"), ("Modality", "Text")]
START = (
    f"<h1>Falcon Mini 7B</h1><dl>{''.join(f'<dt>{label}</dt><dd>{raw}</dd>' for label, raw in FACTS)}</dl>"
)
REMARK = "Each of them looks at the whole of the text at once."
OWN = "Falcon Mini 7B writes short answers on small machines and was trained on books."
LONG = "The paper describes the layers and leaves out why they were chosen."
HEADS, KEYS = "Attention Heads", "Key-Value Heads"
TOTAL = "<h2>Model Transparency</h2><div>Total Score</div><div>66 / 100</div>"
TABLE = (
    "<table><tr><th>Criterion</th><th>Score</th><th>Assessment</th></tr>"
    f"<tr><td>Training Compute</td><td>2.0 / 10</td><td>{LONG}</td></tr></table>"
)


def section_of(label: str, html: str) -> str | None:
    found = ask(START + html)
    return next(each.section for each in found.readings if each.label == label)


GROUPS = {
    "a tip in the label": f"<dl><dt>{HEADS}<span>{REMARK}</span></dt><dd>32</dd><dt>{KEYS}</dt><dd>8</dd></dl>",
    "under the heading": f"<p>{REMARK}</p><dl><dt>{HEADS}</dt><dd>32</dd><dt>{KEYS}</dt><dd>8</dd></dl>",
    "behind a value": f"<dl><dt>{HEADS}</dt><dd>32</dd><dd>{REMARK}</dd><dt>{KEYS}</dt><dd>8</dd></dl>",
    "in a row": f"<div><b>{HEADS}</b><p>{REMARK}</p><i>32</i></div><div><b>{KEYS}</b><i>8</i></div>",
}


@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_a_sentence_on_facts_ends_no_group(group: str) -> None:
    html = f"<h2>Attention</h2>{group}"
    assert (section_of(HEADS, html), section_of(KEYS, html)) == ("Attention", "Attention")


@pytest.mark.parametrize("tag", ["section", "div", ""])
def test_the_models_text_ends_it(tag: str) -> None:
    group = f"<h2>Attention</h2><dl><dt>{HEADS}</dt><dd>32</dd></dl>"
    html = (f"<{tag}>{group}</{tag}>" if tag else group) + f"<p>{OWN}</p><p>Vocabulary Size</p><p>32,000</p>"
    assert section_of("Vocabulary Size", html) is None


def test_the_last_head_of_a_table_is_no_heading() -> None:
    assert section_of("Training Compute", TOTAL + TABLE) == "Model Transparency"
    assert section_of("Training Compute", f"{TOTAL}<h3>Upstream</h3>{TABLE}") == "Upstream"
