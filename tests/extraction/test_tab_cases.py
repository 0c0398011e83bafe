"""Tabs: a row of words over as many panels, which a style shows one at a time. A tab heads its panel."""

from __future__ import annotations

import pytest

from tests.extraction.asking import HTML, ask, facts_of
from tests.extraction.test_design_cases import OWN, rows
from tests.extraction.test_section_cases import bench, need

ROWS = {
    "buttons": "<div><button>{}</button><button>{}</button></div>{}{}",
    "bare buttons": "<button>{}</button><button>{}</button>{}{}",
    "a list": "<ul><li>{}</li><li>{}</li></ul>{}{}",
    "links in a list": "<ul><li><a href='#a'>{}</a></li><li><a href='#b'>{}</a></li></ul>{}{}",
    "panels in a box": "<ul><li>{}</li><li>{}</li></ul><div>{}{}</div>",
}


def tabs(form: str, first: tuple[str, str], second: tuple[str, str]) -> str:
    panels = (f"<div>{html}</div>" for html in (first[1], second[1]))
    return ROWS[form].format(first[0], second[0], *panels)


@pytest.mark.parametrize("form", ROWS)
def test_a_tab_for_each_category(form: str) -> None:
    panels = (rows("!Benchmark|Score|Rank", "MMLU|0.694|31"), rows("!Benchmark|Score|Rank", "GPQA|0.8|5"))
    html = tabs(
        form,
        ("Coding", panels[0]),
        ("Mathematics", panels[1]),
    )
    found = facts_of(ask(f"{OWN}<h2>Evaluation Benchmarks</h2>{html}", HTML))
    assert found["benchmarks"] == [
        bench("MMLU", 0.694, 31, "Coding"), bench("GPQA", 0.8, 5, "Mathematics"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ROWS)
def test_a_tab_for_each_context(form: str) -> None:
    panels = [
        f"<p>VRAM Required: {memory} GB</p>"
        + rows("!Tier|GPU|Device Memory", f"Consumer|{count}x RTX 4090|24 GB")
        for memory, count in ((26.98, 2), (40.5, 3))
    ]
    html = tabs(form, ("1,024 tokens", panels[0]), ("63,488 tokens", panels[1]))
    found = facts_of(ask(f"{OWN}<h2>System Requirements</h2>{html}", HTML))
    assert found["requirements"] == [
        need("Consumer", "RTX 4090", 2, 24.0, 1_024, 26.98), need("Consumer", "RTX 4090", 3, 24.0, 63_488, 40.5),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ROWS)
def test_a_tab_for_each_pillar(form: str) -> None:
    panels = [
        f"<div><h4>{name}</h4><span>{points} / 10</span></div>"
        for name, points in (("Dataset Composition", 5.5), ("License Clarity", 7))
    ]
    html = tabs(form, ("Upstream", panels[0] * 2), ("Downstream", panels[1] * 2))
    found = facts_of(ask(f"{OWN}<h2>Model Transparency</h2><p>Total Score 68 / 100</p>{html}", HTML))
    assert [(each["pillar"], each["criterion"]) for each in found["transparency"]["criteria"]][:1] == [
        ("Upstream", "Dataset Composition")
    ]
    assert {(each["pillar"], each["criterion"]) for each in found["transparency"]["criteria"]} == {
        ("Upstream", "Dataset Composition"),
        ("Downstream", "License Clarity"),
    }


def test_values_below_their_label_are_no_tabs() -> None:
    """As many boxes follow as the label has values."""
    html = "<h3>Modality</h3><ul><li>Text</li><li>Coding</li></ul>" + "<div><p>One.</p><p>Two.</p></div>" * 2
    found = facts_of(ask(f"<h1>Nova 7B</h1>{html}{OWN.partition('</h1>')[2]}", HTML))
    assert "Text" in found["modality"]
    assert "Coding" in found["modality"]
