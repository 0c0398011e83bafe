"""Figures in pictures: a dial around one figure shows a value, a drawing with words or many figures shows none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import ask, facts_of

LABELS = {"Modality": "Text", "License": "MIT", "Release Date": "2025-02-03"}
FACTS = "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in LABELS.items()) + "</dl>"
LONG = "The design is named, and the counts of its layers are nowhere to be found."


def dial(*texts: str) -> str:
    return (
        "<svg><title>Gauge 5</title><circle r='9'/>"
        + "".join(f"<text>{text}</text>" for text in texts)
        + "</svg>"
    )


def facts(body: str) -> dict[str, Any]:
    return facts_of(ask(f"<h1>Heron 9B</h1>{FACTS}{body}"))


@pytest.mark.parametrize(
    "texts", [("34", "/ 100"), ("34", "/", "100"), ("34 / 100",), ("<tspan>34</tspan> <tspan>/ 100</tspan>",)]
)
def test_total(texts: tuple[str, ...]) -> None:
    report = facts(f"<h2>Model Transparency</h2><div><p>Total Score</p>{dial(*texts)}</div>")["transparency"]

    assert (report["score"], report["max_score"]) == (34, 100)


def test_points_of_a_criterion() -> None:
    report = facts(
        "<h2>Model Transparency</h2><p>Total Score</p><p>34 / 100</p><h3>Upstream</h3>"
        f"<div>{dial('3', '/ 10')}<h4>Architectural Provenance</h4><p>{LONG}</p></div>"
        f"<div>{dial('8', '/ 10')}<h4>Dataset Composition</h4><p>{LONG}</p></div>"
    )["transparency"]

    assert [(each["score"], each["max_score"]) for each in report["criteria"]] == [(3, 10), (8, 10)]
    assert (report["score"], report["max_score"]) == (34, 100)


def test_tiles() -> None:
    found = facts(f"<div><p>Parameters</p>{dial('9B')}</div><div><p>Context Length</p>{dial('128K')}</div>")

    assert (found["parameters"], found["context_length"]) == (9_000_000_000, 128_000)


@pytest.mark.parametrize(
    "texts", [("0", "100"), ("Layers", "32"), ("1", "2", "3", "4"), ("32 Layers",), ("8 of 9",)]
)
def test_drawings(texts: tuple[str, ...]) -> None:
    """What stands in a drawing is no value of the label beside it."""
    found = facts(f"<div><p>Layers</p>{dial(*texts)}</div><div><p>Hidden Size</p><p>4,096</p></div>")

    assert "layers" not in found
    assert found["hidden_size"] == 4_096
