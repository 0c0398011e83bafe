"""Texts in pieces: sentences, names, labels and values that line breaks and elements take apart. One case a kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import ask, facts_of

FACTS = "<dl><dt>Modality</dt><dd>Text</dd><dt>Architecture</dt><dd>Dense</dd><dt>Layers</dt><dd>32</dd></dl>"
CHINESE = "<dl><dt>模态</dt><dd>Text</dd><dt>架构</dt><dd>Dense</dd><dt>层数</dt><dd>32</dd></dl>"
READ: dict[str, Any] = {"modality": "Text", "architecture": "Dense", "layers": 32}
HEADS = "<h2>Evaluation Benchmarks</h2><table><tr><th>Category</th><th>Benchmark</th><th>Score</th><th>Rank</th></tr>"
REPORT = "<h2>Model Transparency</h2><p>Total Score: 31 / 100</p>"
SENTENCE = "It drafts letters, sums up reports and writes short programs in several languages."
CHINESE_SENTENCE = "它可以写信、总结报告，也能编写小程序。"


def described(text: str, **more: Any) -> dict[str, Any]:
    return READ | {"description": text} | more


def row(name: str, benchmark: str) -> dict[str, Any]:
    return {"category": name, "benchmark": benchmark, "score": 0.5, "rank": 7}


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a sentence in two lines": (
        "<p>It drafts letters, sums up reports<br class='wide'>and writes short programs in several languages.</p>"
        + FACTS,
        described(SENTENCE),
    ),
    "a sentence broken behind a comma": (
        "<p>It drafts letters,<br>sums up reports and writes short programs<br>in several languages.</p>" + FACTS,
        described(SENTENCE),
    ),
    "two sentences, a line each": (
        "<p>It drafts letters and sums up reports.<br>It writes short programs in several languages.</p>" + FACTS,
        described("It drafts letters and sums up reports.\n\nIt writes short programs in several languages."),
    ),
    "a box for every line": (
        "<div><div>It drafts letters, sums up reports</div><div>and writes short programs in several languages."
        "</div></div>" + FACTS,
        described(SENTENCE),
    ),
    "a box for every word": (
        "<div>" + " ".join(f"<div>{word}</div>" for word in SENTENCE.split()) + "</div>" + FACTS,
        described(SENTENCE),
    ),
    "lines of facts in small letters": (
        "<p><b>modality*</b>Text<br><b>architecture*</b>Dense<br><b>layers*</b>32<br><b>context length*</b> 8.192K</p>",
        READ | {"context_length": 8192},
    ),
    "a Chinese sentence in two lines": (
        "<p>它可以写信、总结报告，<br>也能编写小程序。</p>" + CHINESE, described(CHINESE_SENTENCE),
    ),
    "a Chinese sentence in elements": (
        "<p><span>它可以写信、总结报告</span><span>，也能编写小程序。</span></p>" + CHINESE,
        described(CHINESE_SENTENCE),
    ),
    "a Chinese sentence, Latin words in elements of their own": (
        "<p><span>旧模型最多能读</span><span lang=EN-US> 8K</span><span>，而新版本可以读完整份报告。</span></p>"
        + CHINESE,
        described("旧模型最多能读 8K，而新版本可以读完整份报告。"),
    ),
    "Chinese sentences in elements, the first with a Latin name": (
        "<p><span>Falcon 支持多种语言。</span><span>它可以读完整份报告，也能写程序。</span></p>" + CHINESE,
        described("Falcon 支持多种语言。它可以读完整份报告，也能写程序。"),
    ),
    "a sentence in elements, the last with a figure first": (
        f"<p>{SENTENCE}</p><p><span>A single card </span><span>with</span><span> 24 GB of memory is enough for it."
        "</span></p>" + FACTS,
        described(f"{SENTENCE}\n\nA single card with 24 GB of memory is enough for it."),
    ),
    "a note in Chinese pieces": (
        CHINESE + "<h2>模型透明度</h2><p>总分 31 / 100</p><h3>审计说明</h3>"
        "<p><span>大多数细节</span><span>没有公开，许可证清晰。</span></p>",
        READ | {"transparency": {"score": 31.0, "max_score": 100.0, "note": "大多数细节没有公开，许可证清晰。"}},
    ),
    "an assessment in two lines": (
        FACTS + REPORT + "<h3>Upstream</h3><h4>Dataset<br>Composition</h4><p>3 / 10</p>"
        "<p>Sources are named<br>in two sentences.</p>",
        READ | {"transparency": {"score": 31.0, "max_score": 100.0, "criteria": [
            {"pillar": "Upstream", "criterion": "Dataset Composition", "score": 3.0, "max_score": 10.0,
             "assessment": "Sources are named in two sentences."}]}},
    ),
    "a label in two lines": (
        FACTS + "<table><tr><td>Attention Head<br>Dimension</td><td>128</td></tr></table>",
        READ | {"head_dimension": 128},
    ),
    "a heading in two lines": (
        FACTS + "<h2>About<br>Falcon</h2><p>Falcon models are small and open.</p>",
        READ | {"family": "Falcon", "family_description": "Falcon models are small and open."},
    ),
    "a heading with its number as office programs write it": (
        FACTS + "<h2><span>2<span>&nbsp;&nbsp; </span></span>About Falcon</h2><p>Falcon models are small and open.</p>",
        READ | {"family": "Falcon", "family_description": "Falcon models are small and open."},
    ),
    "a value that ends in its label's word, a link": (
        FACTS + "<table><tr><td>License</td><td>Llama 3.1 Community <a href='/l'>License</a></td></tr></table>",
        READ | {"license": "Llama 3.1 Community License"},
    ),
    "a value with its label's word in the middle": (
        FACTS + "<table><tr><td>License</td><td><span>Custom </span><span>License</span><span> (of its makers)</span>"
        "</td></tr></table>",
        READ | {"license": "Custom License (of its makers)"},
    ),
    "values in two lines, the second a label or a heading": (
        FACTS + "<table><tr><td>Normalization</td><td>RMS<br>Normalization</td></tr>"
        "<tr><td>Attention Structure</td><td>Grouped-Query<br>Attention</td></tr></table>",
        READ | {"normalization": "RMS Normalization", "attention_structure": "Grouped-Query Attention"},
    ),
    "a benchmark's name in two elements": (
        FACTS + HEADS + "<tr><td>Coding</td><td>LiveBench <b>Coding</b></td><td>0.5</td><td>7</td></tr></table>",
        READ | {"benchmarks": [row("Coding", "LiveBench Coding")]},
    ),
    "a benchmark's name in two lines": (
        FACTS + HEADS + "<tr><td>Knowledge</td><td>MMLU<br>Pro</td><td>0.5</td><td>7</td></tr></table>",
        READ | {"benchmarks": [row("Knowledge", "MMLU Pro")]},
    ),
    "an author's name as a heading in a box under the page's name": (
        f"<div><h4><a href='/who'>Jane Doe</a></h4><button>Follow</button></div><p>{SENTENCE}</p>" + FACTS,
        described(SENTENCE),
    ),
    "figures set as formulas": (
        f"<p>{SENTENCE} It holds <math><mn>128</mn></math> thousand words.</p>" + FACTS + HEADS
        + "<tr><td>Coding</td><td>LiveBench Coding</td><td><math><semantics><mn>0.5</mn><annotation>0.5</annotation>"
        "</semantics></math></td><td><math><mn>7</mn></math></td></tr></table>",
        described(f"{SENTENCE} It holds 128 thousand words.", benchmarks=[row("Coding", "LiveBench Coding")]),
    ),
    "figures set as formulas, and drawn for the eye": (
        FACTS + "<dl><dt>Attention Heads</dt><dd><span><span><math><mn>48</mn></math></span><span aria-hidden='true'>"
        "<span>48</span></span></span></dd></dl>",
        READ | {"attention_heads": 48},
    ),
    "lines of a table of contents": (
        "<p><a href='#a'>Context Length<span>....... </span><span>2</span></a></p><p><a href='#b'>License<span>......."
        "</span><span>3</span></a></p>" + FACTS + "<h3>Context Length</h3><p>128K</p><h3>License</h3><p>MIT</p>",
        READ | {"context_length": 128_000, "license": "MIT"},
    ),
    "an invitation to subscribe": (
        f"<p>{SENTENCE}</p><div><p>Thanks for reading! Subscribe for free to get new posts.</p></div>" + FACTS,
        described(SENTENCE),
    ),
    "a note that leads back to its mark": (
        FACTS + "<h2>About Falcon</h2><p>Falcon models are small and open.<sup><a href='#n1' id='r1'>[a]</a></sup></p>"
        "<div><p><a href='#r1' id='n1'>[a]</a><span>Is this still true? Please ask the makers.</span></p></div>",
        READ | {"family": "Falcon", "family_description": "Falcon models are small and open."},
    ),
    "a question to the reader behind an assessment": (
        FACTS + REPORT + "<h3>Upstream (2 criteria)</h3><h4>Dataset Composition</h4><p>3 / 10</p>"
        "<p>Sources are named in two sentences.</p><p>Did you spot an error in this report? Write to us.</p>",
        READ | {"transparency": {"score": 31.0, "max_score": 100.0, "criteria": [
            {"pillar": "Upstream", "criterion": "Dataset Composition", "score": 3.0, "max_score": 10.0,
             "assessment": "Sources are named in two sentences."}]}},
    ),
}  # fmt: skip

APART: dict[str, tuple[str, dict[str, Any]]] = {
    "a link behind a value": (
        "<dl><dt>Modality</dt><dd>Text</dd><dt>Architecture</dt><dd>Dense <a href='#d'>Architecture Diagram</a></dd>"
        "<dt>Layers</dt><dd>32</dd><dt>License</dt><dd>N/A <a href='/compare'>Compare</a></dd></dl>",
        READ,
    ),
    "every label twice, behind its value for narrow screens": (
        "<table>" + "".join(
            f"<tr><td>{label}</td><td>{value} <span class='narrow'>{label}</span></td></tr>"
            for label, value in [("Modality", "Text"), ("Architecture", "Dense"), ("Layers", "32"), ("License", "MIT")]
        ) + "</table>",
        READ | {"license": "MIT"},
    ),
    "an address in lines": (
        FACTS + "<h2>About Falcon</h2><p>Falcon models are small and open.</p>"
        "<div>Nova Labs, Suite 400, 12 Market Street,"
        "<br>San Francisco, California,<br>United States of America, registered in Delaware</div>",
        READ | {"family": "Falcon", "family_description": "Falcon models are small and open."},
    ),
    "Chinese headlines in lines, links": (
        f"<p>{CHINESE_SENTENCE}</p>" + CHINESE + "<div><a href='/n/1'>新的小型模型已经发布了</a><br>"
        "<a href='/n/2'>另一个团队公布了测试结果。</a></div>",
        described(CHINESE_SENTENCE),
    ),
    "another text under a heading right below the name": (
        f"<h2>Pricing</h2><p>The hosted endpoint costs little and is billed by the hour.</p>{FACTS}"
        f"<h2>Overview</h2><p>{SENTENCE}</p>",
        described(SENTENCE),
    ),
    "Chinese tiles with a value, a label and its help": (
        "".join(
            f"<p><span>{value}</span><span>{label}</span><span>{help_}</span></p>"
            for value, label, help_ in [
                ("7B", "参数", "网络中权重的数量，以十亿计。"),
                ("32", "层数", "网络的层数，越多越慢。"),
                ("Text", "模态", "模型能读写的内容的种类。"),
            ]
        ),
        {"parameters": 7 * 10**9, "layers": 32, "modality": "Text"},
    ),
    "a label like a value over a column": (
        FACTS + "<table><tr><th>Attention Structure</th><th>Sliding Window Attention</th>"
        "<th>Sliding Window Size</th></tr><tr><td>Grouped-Query Attention</td><td>No</td><td>4,096</td></tr></table>",
        READ | {"attention_structure": "Grouped-Query Attention", "sliding_window": False, "sliding_window_size": 4096},
    ),
    "hardware with a score and a place": (
        FACTS + "<h2>System Requirements</h2><table><tr><th>Context Size</th><th>VRAM Required</th><th>Tier</th>"
        "<th>GPU</th><th>Count</th><th>Score</th><th>Rank</th></tr>"
        "<tr><td>1,024</td><td>18.4 GB</td><td>Consumer</td><td>RTX 4090</td><td>1</td><td>89</td><td>1</td></tr>"
        "</table>",
        READ | {"requirements": [{"context_tokens": 1024, "vram_gb": 18.4, "tier": "Consumer", "device": "RTX 4090",
                                  "device_count": 1}]},
    ),
    "a badge with a stop before an assessment": (
        FACTS + REPORT + "<h3>Upstream</h3><h4>Dataset Composition</h4><p>3 / 10</p><p>Verified.</p>"
        "<p>Sources are named in two sentences.</p>",
        READ | {"transparency": {"score": 31.0, "max_score": 100.0, "criteria": [
            {"pillar": "Upstream", "criterion": "Dataset Composition", "score": 3.0, "max_score": 10.0,
             "assessment": "Sources are named in two sentences."}]}},
    ),
    "the input's size between a benchmark and its score": (
        FACTS + "<h2>Evaluation Benchmarks</h2><ul><li><span>Coding</span><span>LiveBench Coding</span>"
        "<span>128K</span><span>0.5</span><span>#7</span></li></ul>",
        READ | {"benchmarks": [row("Coding", "LiveBench Coding")]},
    ),
}  # fmt: skip
"""What only looks like one text, or like something else."""

NAMES = {
    "a badge before it": "<h1><span class='badge'>New</span> Falcon Mini 7B</h1>",
    "its maker before it, a link": "<h1><a href='/nova'>Nova Labs</a> Falcon Mini 7B</h1>",
    "its maker and a stroke before it": "<h1><a href='/nova'>Nova Labs</a><b>/</b><a href='#'>Falcon Mini 7B</a></h1>",
    "a raised badge": "<h1>Falcon Mini 7B<sup>new</sup></h1>",
    "small print behind it": "<h1>Falcon Mini 7B <small>by Nova Labs</small></h1>",
    "an element for the last words": "<h1>Falcon <span class='gradient'>Mini 7B</span></h1>",
    "two lines": "<h1>Falcon<br>Mini 7B</h1>",
    "an element in the middle": "<h1>Falcon <em>Mini</em> 7B</h1>",
    "letters": "<h1><div>" + "".join(f"<div>{letter}</div>" for letter in "Falcon") + "</div> Mini 7B</h1>",
    "a badge behind it": "<h1>Falcon <b>Mini 7B</b> <span>New</span></h1>",
    "an icon before it": "<h1><i>📊</i> <span>Falcon Mini 7B</span></h1>",
    "a raised letter": "<h1>Falcon Mini 7<sup>B</sup></h1>",
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_these_facts(name: str) -> None:
    page, expected = CASES[name]
    found = ask(f"<title>Falcon Mini 7B</title><h1>Falcon Mini 7B</h1>{page}")
    assert facts_of(found) == expected | {"name": "Falcon Mini 7B"}
    assert found.findings == ()


@pytest.mark.parametrize("name", APART)
def test_what_does_not_belong_together(name: str) -> None:
    page, expected = APART[name]
    found = ask(f"<title>Falcon Mini 7B</title><h1>Falcon Mini 7B</h1>{page}")
    assert facts_of(found) == expected | {"name": "Falcon Mini 7B"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", ["Falcon Mini 7B - Specs", "Models"])
def test_the_name_in_pieces(name: str, title: str) -> None:
    """The address bears it out, or the page's title."""
    found = ask(f"<title>{title}</title>{NAMES[name]}{FACTS}")
    assert facts_of(found) == READ | {"name": "Falcon Mini 7B"}


def test_the_name_in_pieces_that_nothing_bears_out() -> None:
    page = f"<title>Models</title><h1>Osprey <em>Mini</em> 7B</h1>{FACTS}"
    assert facts_of(ask(page)) == READ | {"name": "Osprey Mini 7B"}
