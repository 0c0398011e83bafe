"""Tables that lost their cells in plain text: on one line, a line for each row, a line for each cell."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

PAGE = ["Falcon Mini 7B", "Parameters", "7B", "Modality", "Text", "License", "MIT"]

NEEDS = ["Context Size", "VRAM Required", "Tier", "GPU", "Count", "VRAM per GPU"]
SMALL = ["2,048 tokens", "17.5 GB", "Consumer", "RTX 4090", "1", "24 GB"]
DATACENTER = ["Datacenter", "NVIDIA L40S", "2", "48 GB"]
LARGE = ["65,536 tokens", "61 GB", "Workstation", "RTX A6000", "-", "48 GB"]
REQUIREMENTS = [
    {"context_tokens": 2048, "vram_gb": 17.5, "tier": "Consumer", "device": "RTX 4090", "device_count": 1,
     "device_vram_gb": 24},
    {"context_tokens": 2048, "vram_gb": 17.5, "tier": "Datacenter", "device": "NVIDIA L40S", "device_count": 2,
     "device_vram_gb": 48},
    {"context_tokens": 65536, "vram_gb": 61, "tier": "Workstation", "device": "RTX A6000", "device_vram_gb": 48},
]  # fmt: skip
CRITERIA_HEADS = ["Pillar", "Criterion", "Score", "Max", "Assessment"]
FIRST = ["Upstream", "Training Compute", "6.5", "10", "The makers name 3 clusters. They leave out the hours."]
SAME_PILLAR = ["Data Licensing", "-", "10", "Nobody says a word."]
OTHER = ["Downstream", "Versioning Drift", "4", "10", "Old weights stay where they were."]
CRITERIA = [
    {
        "pillar": "Upstream",
        "criterion": "Training Compute",
        "score": 6.5,
        "max_score": 10,
        "assessment": FIRST[-1],
    },
    {"pillar": "Upstream", "criterion": "Data Licensing", "max_score": 10, "assessment": SAME_PILLAR[-1]},
    {
        "pillar": "Downstream",
        "criterion": "Versioning Drift",
        "score": 4,
        "max_score": 10,
        "assessment": OTHER[-1],
    },
]
TABLES: dict[str, tuple[str, list[list[str]], str, Any]] = {
    "requirements": ("System Requirements", [NEEDS, SMALL, DATACENTER, LARGE], "requirements", REQUIREMENTS),
    "criteria": (
        "Transparency Report", [CRITERIA_HEADS, FIRST, SAME_PILLAR, OTHER], "transparency", {"criteria": CRITERIA},
    ),
}  # fmt: skip


def one_line(heading: str, rows: list[list[str]]) -> list[str]:
    return [" ".join([heading, *(cell for row in rows for cell in row)])]


def below_heading(heading: str, rows: list[list[str]]) -> list[str]:
    return [heading, "", *one_line("", rows)]


def line_a_row(heading: str, rows: list[list[str]]) -> list[str]:
    return [heading, *map(" ".join, rows)]


def line_a_cell(heading: str, rows: list[list[str]]) -> list[str]:
    return [heading, *(cell for row in rows for cell in row)]


def tabs(heading: str, rows: list[list[str]]) -> list[str]:
    return [heading, *map("\t".join, rows)]


FORMS = {form.__name__: form for form in (one_line, below_heading, line_a_row, line_a_cell, tabs)}
AFTER = ["About Falcon", "The family began in a shed, and all of its models read the same kind of files."]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_its_cells(table: str, form: str) -> None:
    heading, rows, field, expected = TABLES[table]
    found = ask("\n".join([*PAGE, *FORMS[form](heading, rows), *AFTER]), TEXT)
    facts = facts_of(found)
    assert facts[field] == expected
    assert (facts["family"], facts["family_description"]) == ("Falcon", AFTER[1])
    assert not found.findings and "description" not in facts


@pytest.mark.parametrize("form", FORMS)
def test_lines_behind_a_table_belong_to_none_of_its_rows(form: str) -> None:
    heading, rows, field, expected = TABLES["criteria"]
    lines = ["Read our handbook of words and of signs.", "Table of contents"]
    found = ask("\n".join([*PAGE, *FORMS[form](heading, rows), *lines]), TEXT)
    assert facts_of(found)[field] == expected
    assert {each.text for each in found.findings} == set(lines)


def test_another_table_behind_that_of_the_criteria() -> None:
    prices = ["Prices", "Seller\tIn\tOut\tPlan", "Cloud Nine\t$1.00\t$4.00\tYearly"]
    found = ask(
        "\n".join([*PAGE, *tabs("Transparency Report", [CRITERIA_HEADS, FIRST, OTHER]), *prices]), TEXT
    )
    assert facts_of(found)["transparency"]["criteria"] == [CRITERIA[0], CRITERIA[2]]
    assert "Cloud Nine" in str(found.findings)


UNREADABLE = {
    "a strange class": "2,048 tokens 17.5 GB Enthusiast RTX 3090 2 24 GB",
    "a cell too few": "2,048 tokens 17.5 GB Consumer RTX 3090 24 GB",
}


@pytest.mark.parametrize("row", UNREADABLE)
def test_what_is_no_row_from_end_to_end_is_a_finding(row: str) -> None:
    line = " ".join([*NEEDS, UNREADABLE[row]])
    found = ask("\n".join([*PAGE, "System Requirements", "", line]), TEXT)
    facts = facts_of(found)
    assert "requirements" not in facts and "description" not in facts
    assert [each.text for each in found.findings] == [line]


def test_points_of_an_unknown_row_inside_an_assessment() -> None:
    line = " ".join(
        [*CRITERIA_HEADS, *FIRST[:4], "It ends without a stop", *SAME_PILLAR[:1], "3", "10", "Short."]
    )
    found = ask("\n".join([*PAGE, "Transparency Report", line]), TEXT)
    assert "transparency" not in facts_of(found)
    assert [each.text for each in found.findings] == [line]


NOTE = "The makers show their plans and hide the bills."
GRADES = {"Grade: C+": "C+", "Grade D": "D", "Overall Grade: B": "B", "F": "F", "(C)": "C"}


@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("label", ["Audit Note ", ""])
def test_grade_and_note_behind_the_total(grade: str, label: str) -> None:
    line = (
        f"Transparency Report Total Score 31.5 / 100 {grade} {label}{NOTE} "
        "Upstream 12 / 30 Training Compute 6.5 / 10 The clusters are named."
    )
    report = facts_of(ask("\n".join([*PAGE, line]), TEXT))["transparency"]
    assert (report["score"], report["grade"], report["note"]) == (31.5, GRADES[grade], NOTE)


def test_a_picture_behind_the_place_above_the_benchmarks() -> None:
    line = "Benchmarks Rank #2 🥈 Category Benchmark Score Rank Coding Aider Coding 0.61 12"
    facts = facts_of(ask("\n".join([*PAGE, line]), TEXT))
    assert facts["overall_rank"] == 2
    assert facts["benchmarks"] == [
        {"category": "Coding", "benchmark": "Aider Coding", "score": 0.61, "rank": 12}
    ]


HEADS = {
    "behind name and heading": (
        [], "Falcon Mini 7B Key Specs Property Value Parameters 7B Modality Text License MIT Layers 32", {"layers": 32},
    ),
    "of several tables": (
        PAGE,
        "Technical Specifications Attention Property Value Attention Heads 32 Position Embedding ROPE "
        "Dimensions Property Value Layers 28",
        {"attention_heads": 32, "position_embedding": "ROPE", "layers": 28},
    ),
    "over a single row": (PAGE, "Property Value Vocabulary Size 65,024", {"vocabulary_size": 65024}),
    "in Chinese": (
        PAGE, "技术规格 注意力 属性 值 注意力头 32 维度 属性 值 层数 28", {"attention_heads": 32, "layers": 28},
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", HEADS)
def test_heads_of_tables_of_facts(place: str) -> None:
    page, line, expected = HEADS[place]
    found = ask("\n".join([*page, line]), TEXT)
    facts = facts_of(found)
    assert {name: facts.get(name) for name in expected} == expected
    assert facts["parameters"] == 7_000_000_000 and not found.findings


ABOUT = "It was made for letters and for notes, and it runs on one card at home."
KIN = "The family began in a shed with two cards and a fan."
HEADED = {
    "overview": ([f"Overview {ABOUT}"], {"description": ABOUT}),
    "the model's own name": ([f"About Falcon Mini 7B {ABOUT}"], {"description": ABOUT}),
    "its family": ([f"About Falcon {KIN}", f"Overview {ABOUT}"], {"description": ABOUT, "family": "Falcon",
                                                                  "family_description": KIN}),
    "others behind it": ([f"About Falcon {KIN}", "Other Falcon Models Kestrel 7B Kestrel 70B"],
                         {"family": "Falcon", "family_description": KIN}),
    "in Chinese": (["概览 这个模型回答得很快，在长对话中也能保持清醒。"],
                   {"description": "这个模型回答得很快，在长对话中也能保持清醒。"}),
    "behind facts": ([f"Layers 28 Attention Heads 32 Overview {ABOUT}"], {"description": ABOUT, "layers": 28}),
    "no heading": (["Overview of a model that was made for letters."],
                   {"description": "Overview of a model that was made for letters."}),
}  # fmt: skip


@pytest.mark.parametrize("place", HEADED)
def test_a_heading_and_its_text_on_one_line(place: str) -> None:
    lines, expected = HEADED[place]
    facts = facts_of(ask("\n".join([*PAGE, *lines]), TEXT))
    assert {name: facts.get(name) for name in ("description", "family", "family_description", "layers")} == {
        name: expected.get(name) for name in ("description", "family", "family_description", "layers")
    }


def test_a_chinese_line_of_facts_is_not_broken() -> None:
    lines = [
        "技术规格",
        "注意力头 32 层数 28 归一化 RMS Normalization 激活函数 SwigLU 位置嵌入 ROPE",
        "训练",
        "批次大小 4M",
    ]
    facts = facts_of(ask("\n".join([*PAGE, *lines]), TEXT))
    assert (facts["position_embedding"], facts["layers"]) == ("ROPE", 28)


UNCERTAIN = {
    "a known value": "Architecture Dense Tool Calling Supported",
    "a longer known value": "Architecture Mixture of Experts Tool Calling Supported",
    "a licence": "License Apache 2.0 Streaming Output Yes",
}


@pytest.mark.parametrize("value", UNCERTAIN)
def test_where_a_value_ends_before_an_unknown_label_is_not_guessed(value: str) -> None:
    facts = UNCERTAIN[value]
    found = ask(
        f"Falcon Mini 7B\nParameters 7B Layers 32 {facts} Context Length 8K Modality Text, Image\n", TEXT
    )
    assert not {"architecture", "license"} & facts_of(found).keys()
    assert [each.text for each in found.findings] == [facts]
    assert facts_of(found)["modality"] == "Text, Image"
