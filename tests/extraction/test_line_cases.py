"""Lines that hold more than one thing, one small page a form: what is read of them, and what is left unread."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

KNOWN = {"parameters": 7_000_000_000, "modality": "Text", "license": "MIT"}
FACTS = "<dl><dt>Parameters<dd>7B<dt>Modality<dd>Text<dt>License<dd>MIT</dl>"
TABLE = [
    {"category": "Coding", "benchmark": "Aider Coding", "score": 0.61, "rank": 12},
    {"category": "Mathematics", "benchmark": "LiveBench Mathematics", "score": 0.705, "rank": 6},
]

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "a bar before a blank": (
        FACTS + "<p>Normalization | -</p><p>Position Embedding | RoPE</p><p>Context Length | 8K</p>",
        {"position_embedding": "RoPE", "context_length": 8_000},
    ),
    "enumeration commas between pairs": (
        FACTS + "<p>上下文长度：8K、层数：28、注意力头：32</p>",
        {"context_length": 8_000, "layers": 28, "attention_heads": 32},
    ),
    "ideographic spaces between pairs": (
        FACTS + "<p>上下文长度：8K\u3000层数：28\u3000注意力头：32</p>",
        {"context_length": 8_000, "layers": 28, "attention_heads": 32},
    ),
    "one pair under its heading": (
        FACTS + "<h2>Tokenizer</h2><p>Vocabulary Size\t32,000</p>",
        {"vocabulary_size": 32_000},
    ),
    "words that only begin as a pair does under a heading": (
        FACTS + "<h2>Attention</h2><h3>Attention Structure Explained</h3><p>Heads look at words.</p>",
        {},
    ),
    "a heading that is no section of facts": (FACTS + "<h2>Glossary</h2><p>Vocabulary Size 32,000</p>", {}),
    "an unknown label among lines": (
        FACTS
        + "<pre>Context Length\t8K\nMax Output Tokens\t4K\nNumber of Layers\t28\nHidden Size\t4,096</pre>",
        {"context_length": 8_000, "layers": 28, "hidden_size": 4_096},
    ),
    "a menu of words that are labels elsewhere": (
        FACTS + "<p>Architecture Notes</p><p>Prices and plans</p><p>Normalization Basics</p><p>Our team</p>"
        "<p>Knowledge Cutoff Explained</p>",
        {},
    ),
    "an unknown label behind a figure": (
        FACTS + "<p>Number of Layers 28 Max Output Tokens 4K Context Length 8K Hidden Size 4,096</p>",
        {"layers": 28, "context_length": 8_000, "hidden_size": 4_096},
    ),
    "an unknown label behind words: no telling where they end": (
        FACTS + "<p>Architecture Dense Max Output Tokens 4K Context Length 8K Hidden Size 4,096</p>",
        {"context_length": 8_000, "hidden_size": 4_096},
    ),
    "another model's name before its facts": (
        FACTS + "<p>Falcon Mini 40B Context Length 2K Number of Layers 60 Hidden Size 8,192</p>",
        {},
    ),
    "heads of a table before its rows": (
        FACTS + "<p>Property Value Context Length 8K Number of Layers 28 Hidden Size 4,096</p>",
        {"context_length": 8_000, "layers": 28, "hidden_size": 4_096},
    ),
    "a heading's words in a value": (
        FACTS
        + "<p>Architecture Mixture of Experts Mixture of Experts Number of Experts 8 Active Experts 2</p>",
        {"architecture": "Mixture of Experts", "experts": 8, "active_experts": 2},
    ),
    "rows of benchmarks below their heads": (
        FACTS + "<h2>Benchmarks</h2><p>Benchmark Score Rank</p><p>Coding Aider Coding 0.61 12</p>"
        "<p>Mathematics LiveBench Mathematics 0.705 ⭐ 6</p>",
        {"benchmarks": TABLE},
    ),
    "benchmarks in one line without a heading": (
        FACTS + "<p>Category Benchmark Score Rank Coding Aider Coding 0.61 12 "
        "Mathematics LiveBench Mathematics 0.705 6</p>",
        {"benchmarks": TABLE},
    ),
    "a figure too many in a row: no telling which is the score": (
        FACTS + "<h2>Benchmarks</h2><p>Benchmark Score Rank Coding Aider Coding 0.61 12 2024 0.705 6</p>",
        {},
    ),
}


@pytest.mark.parametrize("form", PAGES)
def test_exactly_these_facts(form: str) -> None:
    page, expected = PAGES[form]

    assert facts_of(ask(f"<main><h1>Falcon Mini 7B</h1>{page}</main>", HTML)) == KNOWN | expected | {
        "name": "Falcon Mini 7B"
    }


LINES = [
    "Attention Attention Structure of a kind that nobody has ever drawn before in this field of ours Attention Heads 8",
    "System Requirements 1,024 tokens and some patience Consumer perhaps Datacenter rather 3x the usual price of it",
    "Evaluation Benchmarks Rank #3 Benchmark Score Rank Coding Aider Coding 0.6 12 7 Mathematics GPQA 0.3 2",
    "Context Length 8K or more than that on days with much rain and wind outside Hidden Size 9 Number of Layers 3",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_nobody_can_part_is_no_description(line: str) -> None:
    found = ask(f"Falcon Mini 7B\n\nParameters 7B Modality Text License MIT\n\n{line}\n", TEXT)

    assert found.record.description is None
    assert [each.kind.value for each in found.findings if each.text and each.text[-12:] in line]


@pytest.mark.parametrize(
    "sentence",
    [
        "Attention Heads matter less than Key-Value Heads when Context Length grows and memory is short.",
        "System Requirements are modest: 2x RTX 4090 cards will do for letters, and one of them for notes.",
        "Benchmarks Coding aside, the model came in 3rd in a contest of 12 that nobody had heard of.",
        "早期成员有 6B 参数和 67 层，因此部署起来更慢。滑动窗口大小为 900 个词元，读长文件时不会丢失线索。",
    ],
)
def test_a_sentence_stays_one(sentence: str) -> None:
    found = ask(f"Falcon Mini 7B\n\nParameters 7B Modality Text License MIT\n\n{sentence}\n", TEXT)

    assert facts_of(found) == KNOWN | {"name": "Falcon Mini 7B", "description": sentence}


def test_a_chinese_line_of_facts_is_not_broken() -> None:
    lines = [
        "参数: 7B 模态: Text 许可证: MIT",
        "注意力头: 32 层数: 28 归一化: RMS Normalization 位置嵌入: RoPE",
        "评估基准",
        "排名",
        "#12",
    ]

    assert facts_of(ask("\n".join(lines), TEXT)) == KNOWN | {
        "attention_heads": 32,
        "layers": 28,
        "normalization": "RMS Normalization",
        "position_embedding": "RoPE",
        "overall_rank": 12,
    }
