"""A page as plain text without its headings, as one web archive keeps it: every fact, and nothing of the frame."""

from __future__ import annotations

import pytest

from scraper.extraction import Extraction, Kind
from tests.extraction.asking import TEXT, ask, findings_of

URL = "https://apxml.com/models/claude-haiku-45"
PAIRS = [
    ("Parameters", "-", "parameters", None),
    ("Context Length", "200K", "context_length", 200_000),
    ("Modality", "Text", "modality", "Text"),
    ("Architecture", "Dense", "architecture", "Dense"),
    ("License", "Proprietary", "license", "Proprietary"),
    ("Release Date", "1 Oct 2025", "release_date", "2025-10-01"),
    ("Knowledge Cutoff", "Feb 2025", "knowledge_cutoff", "2025-02"),
    ("Attention Structure", "Multi-Head Attention", "attention_structure", "Multi-Head Attention"),
    ("Attention Heads", "-", "attention_heads", None),
    ("Key-Value Heads", "-", "key_value_heads", None),
    ("Attention Head Dimension", "-", "head_dimension", None),
    (
        "Position Embedding",
        "Absolute Position Embedding",
        "position_embedding",
        "Absolute Position Embedding",
    ),
    ("RoPE Theta", "-", "rope_theta", None),
    ("Sliding Window Attention", "-", "sliding_window", None),
    ("Sliding Window Size", "-", "sliding_window_size", None),
    ("Normalization", "-", "normalization", None),
    ("Activation Function", "-", "activation_function", None),
    ("Hidden Dimension Size", "-", "hidden_size", None),
    ("Number of Layers", "-", "layers", None),
    ("FFN Intermediate Size (Dense)", "-", "ffn_intermediate_size", None),
    ("Multi-Token Prediction Heads", "-", "multi_token_prediction_heads", None),
    ("Vocabulary Size", "-", "vocabulary_size", None),
    ("Overall Rank", "#120", "overall_rank", 120),
    ("Coding Rank", "#82", "coding_rank", 82),
]
GROUPS = {
    "Attention Structure": "Attention",
    "Hidden Dimension Size": "Dimensions",
    "Vocabulary Size": "Tokenizer",
}
ROWS = [
    ("StackUnseen", "ProLLM Stack Unseen", 0.476, 25),
    ("Coding", "LiveBench Coding", 0.72, 31),
    ("Agentic Coding", "LiveBench Agentic", 0.33, 39),
    ("Data Analysis", "LiveBench Data Analysis", 0.45, 50),
    ("Mathematics", "LiveBench Mathematics", 0.58, 54),
    ("Web Development", "WebDev Arena", 1314, 56),
    ("Reasoning", "LiveBench Reasoning", 0.34, 58),
]
DESCRIPTION = [
    "This page stands in for one whose headings went missing: it has a context length of 200,000 tokens, speaks of 7B "
    "neighbours, and was written for the test alone. Two sentences are enough for a start.",
    "A second paragraph follows the first. Numbers such as 0.72, #31 or 34 / 100 are part of its sentences, and so are "
    "words like Parameters, License and Coding Rank; none of them is a fact of the page.",
    "A third one closes the model's own part, with a comma, a semicolon; and a dash - as any text may have.",
    "Then comes what may be said of the family: quick models for long work, in several sizes (small, medium, large). "
    "Where the heading is lost, nobody can tell it from the rest.",
]
NOTE = (
    "Much is told about what the model does, and little about how it came to be. Training data and compute are not "
    "described; versions and limits are. All in all a reader learns less than half of what could be said."
)
CRITERIA = [
    "Architectural Provenance", "Dataset Composition", "Tokenizer Integrity", "Parameter Density", "Training Compute",
    "Benchmark Reproducibility", "Identity Consistency", "License Clarity", "Hardware Footprint", "Versioning Drift",
]  # fmt: skip


def assessment(name: str) -> str:
    return (
        f"On {name.lower()} the makers say this much (e.g. in a talk) and no more: a number, 73.3% there, 'a hint' "
        f"elsewhere. Whether that is enough for {name} is left to the reader. The rest stays closed."
    )


def text() -> str:
    lines = []
    for label, raw, _, _ in PAIRS[:22]:
        lines += [GROUPS[label]] if label in GROUPS else []
        lines += [label, raw]
    lines += [*DESCRIPTION, "Rank", "#120", "| Benchmark | Score | Rank |", "|---|---|---|"]
    lines += [f"{category} {name} | {score} | {rank} |" for category, name, score, rank in ROWS]
    lines += [part for label, raw, _, _ in PAIRS[22:] for part in (label, raw)]
    lines += ["Total Score", "34", "/ 100", NOTE]
    lines += [part for name in CRITERIA for part in (name, assessment(name))]
    return "\n".join([*lines, "APX AI", "Online"])


@pytest.fixture(scope="module")
def found() -> Extraction:
    return ask(text(), TEXT, URL)


@pytest.mark.parametrize(("label", "raw", "field", "value"), PAIRS, ids=[pair[2] for pair in PAIRS])
def test_every_label(found: Extraction, label: str, raw: str, field: str, value: object) -> None:
    assert getattr(found.record, field) == value
    readings = [(each.label, each.raw) for each in found.readings if each.field == field]
    assert (label, raw) in readings
    assert {each for _, each in readings} == {raw}


def test_benchmarks_have_category_and_name_apart(found: Extraction) -> None:
    rows = [(row.category, row.benchmark, row.score, row.rank) for row in found.record.benchmarks]
    assert rows == ROWS


def test_the_description_is_whole_and_in_order(found: Extraction) -> None:
    assert found.record.description == "\n\n".join(DESCRIPTION)
    assert (found.record.name, found.record.family, found.record.family_description) == (None, None, None)


def test_the_report_is_whole(found: Extraction) -> None:
    report = found.record.transparency
    assert report is not None
    assert (report.score, report.max_score, report.grade, report.note) == (34, 100, None, NOTE)
    assert [(row.criterion, row.assessment) for row in report.criteria] == [
        (name, assessment(name)) for name in CRITERIA
    ]
    assert {(row.score, row.max_score, row.pillar) for row in report.criteria} == {(None, None, None)}


def test_the_frame_leaves_no_trace(found: Extraction) -> None:
    assert not {"APX AI", "Online"} & {part for each in found.readings for part in (each.label, each.raw)}
    assert "APX AI" not in found.record.model_dump_json()
    assert findings_of(found, frozenset(Kind)) == []


def test_sections_are_known_where_the_page_names_them(found: Extraction) -> None:
    sections = {each.field: each.section for each in found.readings}
    assert (sections["parameters"], sections["attention_heads"]) == (None, "Attention")
    assert (sections["layers"], sections["vocabulary_size"]) == ("Dimensions", "Tokenizer")
    assert sections["coding_rank"] is None
