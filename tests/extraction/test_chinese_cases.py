"""Chinese pages: labels in two languages, signs and stops of full width, units behind figures. One case a kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import HTML, ask, facts_of

URL = "https://apxml.com/zh/models/falcon-mini-7b"
FACTS = "<dl><dt>参数</dt><dd>7B</dd><dt>模态</dt><dd>Text</dd><dt>许可证</dt><dd>MIT</dd></dl>"
READ: dict[str, Any] = {
    "name": "Falcon Mini 7B", "parameters": 7_000_000_000, "modality": "Text", "license": "MIT",
}  # fmt: skip


def facts(page: str) -> dict[str, Any]:
    """What a page says besides the usual facts; nothing may be left over."""
    found = ask(f"<h1>Falcon Mini 7B</h1>{FACTS}{page}", HTML, URL)
    assert found.findings == ()
    read = facts_of(found)
    assert {name: read.get(name) for name in READ} == READ
    return {name: value for name, value in read.items() if name not in READ}


@pytest.mark.parametrize(
    "label",
    [
        "上下文长度（Context Length）", "上下文长度 / Context Length", "上下文长度 Context Length",
        "Context Length（上下文长度）", "上下文窗口 (Context Window)", "上下文长度 Context Length (tokens)",
    ],
)  # fmt: skip
def test_a_label_in_two_languages(label: str) -> None:
    read = {"context_length": 128_000}
    assert facts(f"<table><tr><th>{label}</th><td>128K</td></tr></table>") == read
    assert facts(f"<ul><li>{label}：128K</li></ul>") == read


@pytest.mark.parametrize("blank", ["－", "——", "暂无数据"])
def test_blanks(blank: str) -> None:
    row = f"<th>层数</th><td>28</td><th>激活函数</th><td>{blank}</td>"
    assert facts(f"<table><tr>{row}</tr></table>") == {"layers": 28}


@pytest.mark.parametrize(("sign", "value"), [("√", True), ("×", False), ("✕", False)])
def test_signs_for_yes_and_no(sign: str, value: bool) -> None:
    rows = f"<tr><td>滑动窗口注意力</td><td>{sign}</td></tr><tr><td>层数</td><td>28</td></tr>"
    assert facts(f"<table>{rows}</table>") == {"sliding_window": value, "layers": 28}


def test_a_cross_that_closes_a_box_says_nothing() -> None:
    assert facts("<div><span>层数</span> <span>28</span> <span>×</span></div>") == {"layers": 28}
    assert facts("<div><span>架构</span> <span>Dense</span> <a href='#'>×</a></div>") == {
        "architecture": "Dense"
    }


@pytest.mark.parametrize(
    ("label", "raw", "field", "value"),
    [
        ("活跃参数", "6710 亿参数", "active_parameters", 671_000_000_000),
        ("专家数量", "64 个专家", "experts", 64),
        ("注意力头数", "32 个头", "attention_heads", 32),
    ],
)
def test_units(label: str, raw: str, field: str, value: int) -> None:
    assert facts(f"<table><tr><td>{label}</td><td>{raw}</td></tr></table>") == {field: value}


def test_the_stop_of_a_sentence_of_facts() -> None:
    read = facts("<p>上下文长度：128K，层数：28，注意力头：32，激活函数：SwiGLU。</p>")
    assert read == {
        "context_length": 128_000, "layers": 28, "attention_heads": 32, "activation_function": "SwiGLU",
    }  # fmt: skip


def test_points_in_full_width() -> None:
    head = "<tr><th>标准</th><th>得分</th><th>理由</th></tr>"
    row = "<tr><td>训练算力</td><td>４／１０</td><td>没公开。</td></tr>"
    read = facts(f"<h2>模型透明度</h2><p>总分：61 ／ 100</p><table>{head}{row}</table>")
    report = read["transparency"]
    assert (report["score"], report["max_score"]) == (61, 100)
    assert [(each["score"], each["max_score"]) for each in report["criteria"]] == [(4, 10)]


@pytest.mark.parametrize("place", ["第12名", "第 12 名", "第１２名", "第12位", "第12名，共120名"])
def test_places(place: str) -> None:
    table = f"<tr><th>基准测试<th>得分<th>名次<tr><td>Seed Sorting<td>0.7<td>{place}"
    page = f"<h2>排名情况</h2><p>总体排名：{place}</p><h2>评估基准</h2><table>{table}</table>"
    row = {"benchmark": "Seed Sorting", "score": 0.7, "rank": 12}
    assert facts(page) == {"overall_rank": 12, "benchmarks": [row]}
