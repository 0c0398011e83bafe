"""Pages printed to a file and read as text: form feeds, heads and feet of pages, tables and sentences over a break."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

URL = "https://apxml.com/models/larch-12b"
PLAIN = "Larch 12B\n\nParameters      12B\nContext Length  32K\nModality        Text\n\n"
FACTS = {"parameters": 12_000_000_000, "context_length": 32_000, "modality": "Text"}
FOOT = "https://apxml.com/models/larch-12b                                  {}/3"
HEAD = "5/1/26, 12:00 PM          Larch 12B: Specifications"
BREAKS = {
    "form feed": "\f",
    "address and count": f"\n{FOOT.format(1)}\n\f{HEAD}\n\n",
    "no form feed": f"\n{FOOT.format(1)}\n{HEAD}\n\n",
    "count of pages": "\nGarden Models                                    Page 1 of 3\n\f\n",
    "count in the middle": "\n                  Page 1 of 3\n\n\f",
    "Chinese": "\n花园模型                 第 1 页，共 3 页\n\f2026/5/1 12:00       Larch 12B：规格\n\n",
    "count and hour": "\n1 of 3                                     5/1/26, 12:00 PM\n\f",
}
TEXT_OVER = "Larch was trained by four people in a garden shed, and whoever writes to it, by hand or not,"
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a label and its value": (
        "License\n%\nGarden Licence\nNormalization\nRMS\n",
        {"license": "Garden Licence", "normalization": "RMS"},
    ),
    "a table": (
        """Evaluation Benchmarks

Category    Benchmark       Score    Rank
Coding      Aider Coding    0.61     12
%Planting    Seed Sorting    0.7      8
""",
        {
            "benchmarks": [
                {"category": "Coding", "benchmark": "Aider Coding", "score": 0.61, "rank": 12},
                {"category": "Planting", "benchmark": "Seed Sorting", "score": 0.7, "rank": 8},
            ]
        },
    ),
    "a table, its head again": (
        """Evaluation Benchmarks

Benchmark       Score    Rank
Aider Coding    0.61     12
%Benchmark       Score    Rank
Seed Sorting    0.7      8
""",
        {
            "benchmarks": [
                {"benchmark": "Aider Coding", "score": 0.61, "rank": 12},
                {"benchmark": "Seed Sorting", "score": 0.7, "rank": 8},
            ]
        },
    ),
    "a sentence": (
        f"About Larch 12B\n\n{TEXT_OVER}\n%gets an answer that is kind and short.\n",
        {"description": f"{TEXT_OVER} gets an answer that is kind and short."},
    ),
    "criteria": (
        """Model Transparency

Total Score
41 / 100

Upstream                      10.0 / 30

Architectural Provenance      6.5 / 10
The maker has drawn a plan of the shed.
%
Dataset Composition           3.5 / 10
Nobody has counted the letters.
""",
        {
            "transparency": {
                "score": 41.0,
                "max_score": 100.0,
                "criteria": [
                    {
                        "pillar": "Upstream", "criterion": "Architectural Provenance", "score": 6.5, "max_score": 10.0,
                        "assessment": "The maker has drawn a plan of the shed.",
                    },
                    {
                        "pillar": "Upstream", "criterion": "Dataset Composition", "score": 3.5, "max_score": 10.0,
                        "assessment": "Nobody has counted the letters.",
                    },
                ],
            }
        },
    ),
}  # fmt: skip


def read(text: str) -> dict[str, Any]:
    found = ask(text, TEXT, URL)
    assert found.findings == ()
    return {field: value for field, value in facts_of(found).items() if field != "name"}


@pytest.mark.parametrize("form", BREAKS)
@pytest.mark.parametrize("name", CASES)
def test_what_goes_on_behind_a_page_break(name: str, form: str) -> None:
    text, facts = CASES[name]

    assert read(PLAIN + text.replace("%", BREAKS[form])) == FACTS | facts


@pytest.mark.parametrize("foot", ["{}", "- {} -", "{}/3", "Garden Models {}", "Garden Models"])
def test_lines_at_the_foot_of_every_page(foot: str) -> None:
    feet = [f"\n     {foot.format(number)}\n\f" for number in (1, 2, 3)]
    text = f"{PLAIN}License\tMIT\n{feet[0]}Number of Layers\t24\nAttention Heads\t16\n"
    text += f"{feet[1]}Sliding Window Size\t512\nNormalization\tRMS\n{feet[2]}"

    assert read(text) == FACTS | {
        "license": "MIT", "layers": 24, "attention_heads": 16, "sliding_window_size": 512, "normalization": "RMS",
    }  # fmt: skip


def test_facts_at_the_edges_of_pages_stay() -> None:
    text = f"{PLAIN}Overall Rank    1\n\fCoding Rank     2\n\fLicense         MIT\n\fWebsite  https://larch.example/\n"
    found = ask(text, TEXT, URL)

    assert facts_of(found) | {"name": ""} == FACTS | {
        "name": "",
        "overall_rank": 1,
        "coding_rank": 2,
        "license": "MIT",
    }
    assert "Website https://larch.example/" in [finding.text for finding in found.findings]


def test_criteria_at_the_edges_of_pages_stay() -> None:
    text = f"{PLAIN}Model Transparency\n\nUpstream  3 / 30\n\n"
    text += "Architectural Provenance  1 / 3\n\f\nDataset Composition  2 / 3\n"
    criteria = facts_of(ask(text, TEXT, URL))["transparency"]["criteria"]

    assert [each["score"] for each in criteria] == [1.0, 2.0]
