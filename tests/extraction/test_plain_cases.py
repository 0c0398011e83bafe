"""Plain text as browsers for terminals and converters give it: each case a small page and the facts in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

URL = "https://apxml.com/models/larch-12b"
PLAIN = "Larch 12B\n\nParameters: 12B\nContext Length: 32K\nModality: Text\n\n"
FACTS = {"parameters": 12_000_000_000, "context_length": 32_000, "modality": "Text"}
GARDEN = "Garden Licence 2 (Sheds and Barns)"
BENCHMARKS = [
    {"category": "Coding", "benchmark": "Aider Coding", "score": 0.61, "rank": 12},
    {"category": "Planting", "benchmark": "Seed Sorting", "score": 0.7, "rank": 8},
]
WRITTEN = "Larch 12B 是一个在花园里训练而成的模型，它回答来信时比写信的人更有耐心，也从不抱怨，最多能读 32K 个词元。"

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "two pairs a row, one space before a label": (
        """
Vocabulary Size               32,000 Number of Layers             24
FFN Intermediate Size (Dense) 9,216  Multi-Token Prediction Heads 2
""",
        {
            "vocabulary_size": 32_000, "layers": 24, "ffn_intermediate_size": 9_216,
            "multi_token_prediction_heads": 2,
        },
    ),
    "two pairs a row, a text before a label": (
        """
License      Apache 2.0  Architecture     Dense
Release Date 13 May 2025 Knowledge Cutoff -
""",
        {"license": "Apache 2.0", "architecture": "Dense", "release_date": "2025-05-13"},
    ),
    "a value with a bar in it below its label": (
        "\nNumber of Layers\n24\nNormalization\nHedge Norm | RMS\nArchitecture\nDense\n",
        {"normalization": "Hedge Norm | RMS", "layers": 24, "architecture": "Dense"},
    ),
    "the widest label first": (
        "\nVocabulary Size 32,000\nLayers          24\n", {"vocabulary_size": 32_000, "layers": 24},
    ),
    "the widest label first, Chinese": ("\n隐藏维度大小 4096\n层数         24\n", {"hidden_size": 4_096, "layers": 24}),
    "a value of two lines": (
        """
   License              Garden Licence 2 (Sheds
                        and Barns)
   Number of Layers     24
""",
        {"license": GARDEN, "layers": 24},
    ),
    "a value of two lines at the end": (
        """
   Number of Layers     24
   License              Garden Licence 2 (Sheds
                        and Barns)
""",
        {"license": GARDEN, "layers": 24},
    ),
    "a value of three lines, its label in the middle": (
        """
Number of Layers 24
                 Garden Licence 2
License          (Sheds and
                 Barns)
Attention Heads  16
""",
        {"license": GARDEN, "layers": 24, "attention_heads": 16},
    ),
    "blank lines between rows, the same rule above and below": (
        """
  ----------------------- ----------------
  License                 Garden Licence 2
                          (Sheds and
                          Barns)

  FFN Intermediate Size   9,216
  (Dense)
  ----------------------- ----------------
""",
        {"license": GARDEN, "ffn_intermediate_size": 9_216},
    ),
    "columns one space apart, heads in their middle": (
        """
Evaluation Benchmarks

Category  Benchmark   Score Rank
 Coding  Aider Coding 0.61  12
Planting Seed Sorting 0.7   8
""",
        {"benchmarks": BENCHMARKS},
    ),
    "two columns of figures one space apart": (
        """
Evaluation Benchmarks

 Benchmark   Score Rank
Seed Sorting 0.711 84
GPQA         0.431 62
""",
        {
            "benchmarks": [
                {"benchmark": "Seed Sorting", "score": 0.711, "rank": 84},
                {"benchmark": "GPQA", "score": 0.431, "rank": 62},
            ]
        },
    ),
    "rows of several lines, names in their middle": (
        """
Model Transparency

  Pillar    Criterion   Score Max           Assessment
          Architectural           The maker has drawn a plan of
Upstream   Provenance   6     10  the shed and hung it on the
                                  door.
Upstream     Dataset    2.5   10  Nobody has counted the letters
           Composition            it was trained on.
""",
        {
            "transparency": {
                "criteria": [
                    {
                        "pillar": "Upstream", "criterion": "Architectural Provenance", "score": 6.0,
                        "max_score": 10.0,
                        "assessment": "The maker has drawn a plan of the shed and hung it on the door.",
                    },
                    {
                        "pillar": "Upstream", "criterion": "Dataset Composition", "score": 2.5,
                        "max_score": 10.0,
                        "assessment": "Nobody has counted the letters it was trained on.",
                    },
                ]
            }
        },
    ),
    "groups side by side under their headings": (
        """
Attention                        Dimensions
Attention Heads       32         Hidden Dimension Size    4,096
Key-Value Heads       8          Number of Layers         28
""",
        {"attention_heads": 32, "key_value_heads": 8, "hidden_size": 4_096, "layers": 28},
    ),
    "labels over values of two lines, the first column too": (
        """
Attention Structure   Position Embedding       License
Multi-Head            Rotary                   Garden Licence
Attention             (Larch)
""",
        {
            "attention_structure": "Multi-Head Attention", "position_embedding": "Rotary (Larch)",
            "license": "Garden Licence",
        },
    ),
    "labels over values of two lines, all but the first": (
        """
Number of Layers      Architecture             License
24                    Mixture of Experts       Garden Licence
                      (MoE)                    (Sheds)
""",
        {"layers": 24, "architecture": "Mixture of Experts (MoE)", "license": "Garden Licence (Sheds)"},
    ),
    "labels over values of two lines in every column": (
        """
Architecture             License
Mixture of Experts       Garden Licence
(MoE)                    (Sheds)
""",
        {"architecture": "Mixture of Experts (MoE)", "license": "Garden Licence (Sheds)"},
    ),
    "groups side by side under strange headings": (
        """
Look                             Feel
Attention Heads       32         Hidden Dimension Size    4,096
Key-Value Heads       8          Number of Layers         28
""",
        {"attention_heads": 32, "key_value_heads": 8, "hidden_size": 4_096, "layers": 28},
    ),
    "labels of two lines over values": (
        """
FFN Intermediate      Multi-Token              Vocabulary Size
Size (Dense)          Prediction Heads
9,216                 1                        32,000
""",
        {"ffn_intermediate_size": 9_216, "multi_token_prediction_heads": 1, "vocabulary_size": 32_000},
    ),
    "wide labels over narrow values": (
        """
训练数据截止日期    注意力结构              隐藏维度大小
-                   Multi-Head Attention    4096
""",
        {"attention_structure": "Multi-Head Attention", "hidden_size": 4_096},
    ),
    "classes of hardware side by side": (
        """
System Requirements

1,024 tokens
26.98 GB VRAM

Consumer              Datacenter
2x RTX 4090           1x NVIDIA A100
24GB VRAM             80GB VRAM
""",
        {
            "requirements": [
                {
                    "context_tokens": 1_024, "vram_gb": 26.98, "tier": tier, "device": device,
                    "device_count": count, "device_vram_gb": memory,
                }
                for tier, device, count, memory in (
                    ("Consumer", "RTX 4090", 2, 24.0), ("Datacenter", "NVIDIA A100", 1, 80.0),
                )
            ]
        },
    ),
    "pillars side by side": (
        """
Model Transparency

Upstream                       3.0 / 30     Downstream               6.0 / 30

Architectural Provenance       3.0 / 10     License Clarity          6.0 / 10
""",
        {
            "transparency": {
                "criteria": [
                    {"pillar": pillar, "criterion": name, "score": score, "max_score": 10.0}
                    for pillar, name, score in (
                        ("Upstream", "Architectural Provenance", 3.0), ("Downstream", "License Clarity", 6.0),
                    )
                ]
            }
        },
    ),
    "a text beside facts": (
        """
Overview                                          Dimensions
Larch was trained by four people in a shed,       Number of Layers    24
and it answers letters kindly and briefly.        Vocabulary Size     32,000
It has never asked for a raise, nor for a
holiday.
""",
        {
            "layers": 24, "vocabulary_size": 32_000,
            "description": "Larch was trained by four people in a shed, and it answers letters kindly and briefly. "
            "It has never asked for a raise, nor for a holiday.",
        },
    ),
    "wide heads in the middle of columns one space apart": (
        """
评估基准

   类别            基准       分数 排名
Coding     Aider Coding       0.61 12
Planting   Shed Sorting Seeds 0.7  8
""",
        {
            "benchmarks": [
                BENCHMARKS[0],
                {"category": "Planting", "benchmark": "Shed Sorting Seeds", "score": 0.7, "rank": 8},
            ]
        },
    ),
    "medals among figures one space apart": (
        """
Evaluation Benchmarks

 Category   Benchmark   Score Rank
Coding    Aider Coding  0.610 12
Planting  Seed Sorting  0.700 🥈 2
""",
        {
            "benchmarks": [
                BENCHMARKS[0],
                {"category": "Planting", "benchmark": "Seed Sorting", "score": 0.7, "rank": 2},
            ]
        },
    ),
    "a text of two lines, the first one shorter": (
        """
About Larch 12B

Larch came out of a small shed that wanted a steady gardener rather than a
champion, so most of the work went into clean data and careful watering of plants.
""",
        {
            "description": "Larch came out of a small shed that wanted a steady gardener rather than a champion, "
            "so most of the work went into clean data and careful watering of plants."
        },
    ),
    "blank lines between rows, the last cell of several lines": (
        """
Model Transparency

Pillar        Criterion                     Score       Assessment

Upstream      Architectural Provenance      7.0 / 10    The maker has drawn a plan; the
                                                        rest is left to the reader, who
                                                        may ask.

Downstream    License Clarity               3.0 / 10    Nobody has found the licence.
""",
        {
            "transparency": {
                "criteria": [
                    {
                        "pillar": "Upstream", "criterion": "Architectural Provenance", "score": 7.0,
                        "max_score": 10.0,
                        "assessment": "The maker has drawn a plan; the rest is left to the reader, who may ask.",
                    },
                    {
                        "pillar": "Downstream", "criterion": "License Clarity", "score": 3.0, "max_score": 10.0,
                        "assessment": "Nobody has found the licence.",
                    },
                ]
            }
        },
    ),
    "a table left as HTML": (
        """
Evaluation Benchmarks

<table>
<tr><th>Benchmark</th><th>Score</th><th>Rank</th></tr>
<tr>
<td>Seed Sorting</td>
<td><p>0.7</p></td>
<td>8</td>
</tr>
</table>
""",
        {"benchmarks": [{"benchmark": "Seed Sorting", "score": 0.7, "rank": 8}]},
    ),
    "definitions of links": (
        "\nAbout Larch 12B\n\nIt was trained in a garden shed, by four people with a lamp.\n\n  [Imprint]: /imprint\n",
        {"description": "It was trained in a garden shed, by four people with a lamp."},
    ),
    "Chinese lines broken at spaces": (
        f"\n## 模型简介\n\n{WRITTEN.replace(' 是', chr(10) + '是').replace(' 32K', chr(10) + '32K')}\n",
        {"description": WRITTEN},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_plain_text(name: str) -> None:
    text, facts = CASES[name]
    found = ask(PLAIN + text.lstrip("\n"), TEXT, URL)

    assert [each for each in found.findings if each.label != "Look"] == []
    assert {field: value for field, value in facts_of(found).items() if field != "name"} == FACTS | facts


def test_a_path_of_pages_above_the_name() -> None:
    found = ask("Home\n/\nModels\n/ Larch 12B\n" + PLAIN, TEXT, URL)

    assert found.record.name == "Larch 12B"


def test_rows_that_cannot_be_told_apart_are_not_read() -> None:
    text = """
Attention Heads  16
Number of Layers 24
                 Garden Licence
License          (Sheds,
                 barns and all
                 other houses)
                 Rotary
Position         Embedding
Embedding        (Larch)
"""
    found = ask(PLAIN + text.lstrip("\n"), TEXT, URL)

    assert found.record.license is None
    assert found.record.attention_heads == 16
    assert "Garden Licence (Sheds, barns" in " ".join(finding.text for finding in found.findings)


def test_rows_of_several_models_under_labels_are_not_one_row() -> None:
    text = """
Number of Layers      Attention Heads          License
24                    16                       Garden Licence
48                                             Shed Licence
"""
    found = ask(PLAIN + text, TEXT, URL)

    assert found.record.layers is None
    assert found.record.license is None


def test_an_unknown_label_over_a_value_of_two_lines() -> None:
    text = """
Attention Structure   Position Embedding       Scent
Multi-Head            Rotary                   Lavender
Attention
"""
    found = ask(PLAIN + text, TEXT, URL)

    assert found.record.attention_structure == "Multi-Head Attention"
    assert [(finding.label, finding.text) for finding in found.findings] == [("Scent", "Lavender")]
