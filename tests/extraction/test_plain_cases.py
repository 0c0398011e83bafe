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

    assert found.findings == ()
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
