"""Pages that lost their line breaks: a section in one line says what it says with a line for each of its parts."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest

from tests.extraction.asking import HTML, TEXT, ask, facts_of

Section = list[str]
"""The lines of a section, its headings among them."""

DENSE: list[Section] = [
    ["Parameters", "12B", "Context Length", "65.536K", "Modality", "Text, Image", "Architecture", "Dense",
     "License", "Garden Licence 2.0", "Release Date", "3 Mar 2025", "Knowledge Cutoff", "-"],
    ["Technical Specifications", "Attention", "Attention Structure", "Multi-Head Attention", "Attention Heads", "48",
     "Key-Value Heads", "-", "Attention Head Dimension", "128", "Position Embedding", "Absolute Position Embedding",
     "Sliding Window Attention", "No", "Normalization", "RMS Normalization", "Activation Function", "SwigLU",
     "Dimensions", "Hidden Dimension Size", "4,096", "Number of Layers", "40",
     "Tokenizer", "Vocabulary Size", "151,936"],
    ["System Requirements", "1,024 tokens", "26.98 GB VRAM", "Consumer", "2x RTX 4090", "24GB VRAM",
     "Datacenter", "1x NVIDIA A100", "80GB VRAM", "65,536 tokens", "61.5 GB VRAM",
     "Apple Silicon", "1x Apple M2 Ultra", "192GB VRAM"],
    ["Evaluation Benchmarks", "Rank", "#77", "Benchmark Score Rank", "StackUnseen ProLLM Stack Unseen", "0.412", "25",
     "Coding LiveBench Coding", "0.66", "🥈 2", "Web Development WebDev Arena", "1,214", "56"],
    ["Rankings", "Overall Rank", "#77", "Coding Rank", "#81"],
    ["Model Transparency", "Total Score", "43 / 100", "D", "Upstream", "13.0 / 30",
     "Architectural Provenance", "7.0 / 10", "The layers are drawn in a paper of four pages. Nobody has checked them.",
     "Dataset Composition", "6.0 / 10", "A list of sources exists.", "Model", "30.0 / 40",
     "Training Compute", "2.5 / 10", "It is not told."],
]  # fmt: skip
EXPERTS: list[Section] = [
    ["Active Parameters", "22B", "Context Length", "131K", "Modality", "Text", "Architecture", "Mixture of Experts",
     "Release Date", "29 Sept 2025"],
    ["Mixture of Experts", "Total Expert Parameters", "37.0B", "Number of Experts", "257", "Active Experts", "9"],
    ["Attention", "Attention Structure", "Multi-Layer Attention", "RoPE Theta", "10,000"],
    ["Tokenizer", "Vocabulary Size", "129,280"],
    ["Benchmarks", "Category Benchmark Score Rank", "Coding Aider Coding", "0.6", "12",
     "Mathematics LiveBench Mathematics", "-", "-"],
    ["Transparency Report", "Total Score", "58 / 100", "Architectural Provenance",
     "The makers say a little about it.", "Dataset Composition", "Nothing is known of it."],
]  # fmt: skip
CHINESE: list[Section] = [
    ["参数", "6B", "上下文长度", "32.768K", "模态", "Text", "架构", "Dense", "发布日期", "25 Jun 2023"],
    ["技术规格", "注意力", "注意力结构", "Multi-Head Attention", "注意力头", "32", "键值头", "2",
     "激活函数", "SwigLU", "维度", "隐藏维度大小", "4096", "分词器", "词汇表大小", "65,024"],
    ["系统要求", "1,024 个词元", "13.5 GB 显存", "消费级", "1x RTX 4090", "24GB 显存",
     "数据中心", "2x NVIDIA A100", "80GB 显存"],
    ["评估基准", "排名", "#12", "基准 分数 排名", "编程 Aider Coding", "0.42", "6"],
    ["模型透明度", "总分", "43 / 100", "D", "上游", "13 / 30", "架构来源", "7 / 10", "数据集构成", "6 / 10"],
]  # fmt: skip
PAGES = {"dense": DENSE, "experts": EXPERTS, "chinese": CHINESE}
NAME = "Falcon Mini 7B"


def text(lines: list[str]) -> dict[str, Any]:
    return facts_of(ask("\n\n".join([NAME, *lines]) + "\n", TEXT))


def html(lines: list[str]) -> dict[str, Any]:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return facts_of(ask(f"<main><h1>{NAME}</h1>{body}</main>", HTML))


def joined(section: Section) -> str:
    return " ".join(section)


FORMS = {"text": text, "html": html}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_every_section_in_one_line(page: str, form: str) -> None:
    sections = PAGES[page]
    expected = text([line for section in sections for line in section])

    assert FORMS[form]([joined(section) for section in sections]) == expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("page", "place"), [(page, at) for page, sections in PAGES.items() for at in range(len(sections))]
)
def test_one_section_in_one_line(page: str, place: int, form: str) -> None:
    """The others have a line for each of their parts."""
    sections = PAGES[page]
    expected = text([line for section in sections for line in section])
    lines = [[joined(section)] if at == place else section for at, section in enumerate(sections)]

    assert FORMS[form]([line for section in lines for line in section]) == expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_headings_on_lines_of_their_own(page: str, form: str) -> None:
    sections = PAGES[page]
    expected = text([line for section in sections for line in section])
    lines = [[section[0], joined(section[1:])] for section in sections[1:]]

    assert FORMS[form]([joined(sections[0]), *(line for section in lines for line in section)]) == expected


@pytest.mark.parametrize("page", PAGES)
def test_the_name_before_the_first_section(page: str) -> None:
    sections = PAGES[page]
    expected = text([line for section in sections for line in section])
    lines = [joined([NAME, *sections[0]]), *map(joined, sections[1:])]

    assert facts_of(ask("\n".join(lines), TEXT)) == expected
