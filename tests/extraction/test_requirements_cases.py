"""Forms of the system requirements, each on a page of its own: lines, cards, tables with heads, lost lines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.asking import TEXT, ask, facts_of

START = """<h1>Falcon Mini 7B</h1><dl><dt>Parameters</dt><dd>7B</dd><dt>Context Length</dt><dd>8K</dd>
<dt>License</dt><dd>MIT</dd></dl><h2>System Requirements</h2>"""

Row = tuple[int | None, float | None, str | None, str | None, int | None, float | None]
NAMES = ("context_tokens", "vram_gb", "tier", "device", "device_count", "device_vram_gb")


def needs(html: str) -> tuple[list[Row], list[str]]:
    """The rows of a page, and what it reports."""
    found = ask(START + html)
    rows: list[dict[str, Any]] = facts_of(found).get("requirements", [])
    return [tuple(row.get(name) for name in NAMES) for row in rows], [each.text for each in found.findings]  # type: ignore[misc]


HOME: Row = (2048, 17.5, "Consumer", "RTX 4090", 2, 24.0)
RACK: Row = (2048, 17.5, "Datacenter", "NVIDIA H100", 1, 80.0)
BOTH = [HOME, RACK]
TOP = "<p>2,048 tokens</p><p>17.5 GB VRAM</p>"

LINES = {
    "colon and dot": "<li>Consumer: 2x RTX 4090 · 24GB VRAM</li><li>Datacenter: 1x NVIDIA H100 · 80GB VRAM</li>",
    "colon and comma": "<li>Consumer: 2x RTX 4090, 24GB VRAM</li><li>Datacenter: 1x NVIDIA H100, 80GB VRAM</li>",
    "dashes": "<li>Consumer – 2x RTX 4090 – 24GB</li><li>Datacenter – 1x NVIDIA H100 – 80GB</li>",
    "no signs": "<li>Consumer 2x RTX 4090 24GB VRAM</li><li>Datacenter 1x NVIDIA H100 80GB VRAM</li>",
    "count behind": "<li>Consumer: RTX 4090 x2 (24GB)</li><li>Datacenter: NVIDIA H100 ×1 (80GB)</li>",
    "count in brackets": "<li>Consumer: RTX 4090 (2x), 24GB</li><li>Datacenter: NVIDIA H100 (x1), 80GB</li>",
    "wide brackets": "<li>Consumer：2 × RTX 4090（24GB）</li><li>Datacenter：1 × NVIDIA H100（80GB）</li>",
    "each one's memory": "<li>Consumer：2x RTX 4090（每张 24 GB）</li>"
    "<li>Datacenter：1x NVIDIA H100（每卡 80 GB）</li>",
    "counted with a word": "<li>Consumer: 2 张 RTX 4090 (24GB)</li><li>Datacenter: NVIDIA H100 1 张 (80GB)</li>",
    "bold tier": "<li><b>Consumer</b> 2x RTX 4090 (24 GB)</li><li><b>Datacenter</b> 1x NVIDIA H100 (80 GB)</li>",
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
@pytest.mark.parametrize(
    "top",
    [
        TOP,
        "<p>2,048 tokens, 17.5 GB VRAM</p>",
        "<p>2,048 tokens (17.5 GB)</p>",
        "<h3>2,048 tokens: 17.5 GB VRAM</h3>",
        "<div><span>2,048 tokens</span><span>17.5 GB VRAM</span></div>",
        "<p>Context Size: 2,048 tokens</p><p>VRAM: 17.5 GB</p>",
        "<h3>== 2,048 tokens ==</h3><p>17.5 GB VRAM</p>",
        "<h3>2,048 tokens</h3><h4>17.5 GB VRAM</h4>",
    ],
)
def test_lines(top: str, lines: str) -> None:
    assert needs(f"{top}<ul>{lines}</ul>") == (BOTH, [])


def table(*rows: str, cell: str = "td") -> str:
    head, *body = [row.split(" | ") for row in rows]
    return "<table><tr>{}</tr>{}</table>".format(
        "".join(f"<th>{each}</th>" for each in head),
        "".join("<tr>{}</tr>".format("".join(f"<td>{each}</td>" for each in row)) for row in body),
    )


HEADS = "Context Size | VRAM Required | Tier | Device | Count | Memory"
TABLES = {
    "six columns": table(
        HEADS,
        "2,048 tokens | 17.5 GB | Consumer | RTX 4090 | 2 | 24 GB",
        "2,048 tokens | 17.5 GB | Datacenter | NVIDIA H100 | 1 | 80 GB",
    ),
    "bare numbers": table(
        "Context | VRAM (GB) | Tier | GPU | Count | Memory (GB)",
        "2,048 | 17.5 | Consumer | RTX 4090 | 2 | 24",
        "2048 | 17.5 | Datacenter | NVIDIA H100 | 1 | 80",
    ),
    "another order": table(
        "Tier | Count | Device | Memory | Context (tokens) | VRAM Required",
        "Consumer | 2 | RTX 4090 | 24 GB | 2,048 | 17.5 GB",
        "Datacenter | 1x | NVIDIA H100 | 80 GB | 2,048 | 17.5 GB",
    ),
    "rows that lack cells": table(
        HEADS,
        "2,048 tokens | 17.5 GB | Consumer | RTX 4090 | 2 | 24 GB",
        "Datacenter | NVIDIA H100 | 1 | 80 GB",
    ),
    "a column for each tier": table(
        "Context | VRAM | Consumer | Datacenter",
        "2,048 | 17.5 GB | 2x RTX 4090 (24 GB) | 1x NVIDIA H100 (80 GB)",
    ),
    "two lines in a cell": table(
        "Context | VRAM | Consumer | Datacenter",
        "2,048 | 17.5 GB | <div>2x RTX 4090</div><div>24GB VRAM</div> | <div>1x NVIDIA H100</div><div>80GB VRAM</div>",
    ),
    "numbers of the rows": table(
        f"# | {HEADS}",
        "1 | 2,048 tokens | 17.5 GB | Consumer | RTX 4090 | 2 | 24 GB",
        "2 | 2,048 tokens | 17.5 GB | Datacenter | NVIDIA H100 | 1 | 80 GB",
    ),
    "signs to sort by beside the heads": table(
        HEADS.replace(" | ", " <i>↕</i> | "),
        "2,048 tokens | 17.5 GB | Consumer | RTX 4090 | 2 | 24 GB",
        "2,048 tokens | 17.5 GB | Datacenter | NVIDIA H100 | 1 | 80 GB",
    ),
    "numbers without a head, and a column of buttons": table(
        f" | {HEADS} | ",
        "0 | 2,048 tokens | 17.5 GB | Consumer | RTX 4090 | 2 | 24 GB | ",
        "1 | 2,048 tokens | 17.5 GB | Datacenter | NVIDIA H100 | 1 | 80 GB | ",
    ),
    "below its context size": TOP
    + table(
        "Tier | Recommended GPUs | Quantity | Memory",
        "Consumer | RTX 4090 | 2 | 24 GB",
        "Datacenter | NVIDIA H100 | 1 | 80 GB",
    ),
    "a row of its own": table(
        "Tier | Device | Count | Memory",
        "2,048 tokens (17.5 GB VRAM)",
        "Consumer | RTX 4090 | 2 | 24 GB",
        "Datacenter | NVIDIA H100 | 1 | 80 GB",
    ),
    "flat": "<div>{}</div>".format(
        "".join(
            f"<div>{each}</div>"
            for each in "Tier | Device | Memory | Count | Context | VRAM Required | "
            "Consumer | RTX 4090 | 24 GB | 2 | 2,048 | 17.5 GB | "
            "Datacenter | NVIDIA H100 | 80 GB | 1 | 2,048 | 17.5 GB".split(" | ")
        )
    ),
}


@pytest.mark.parametrize("html", TABLES.values(), ids=TABLES)
def test_a_table_with_a_head_is_read_by_it(html: str) -> None:
    assert needs(html) == (BOTH, [])


def test_tables_of_context_and_memory_alone() -> None:
    assert needs(table("Context | VRAM", "2,048 | 17.5 GB", "8,192 | 19 GB")) == (
        [(2048, 17.5, None, None, None, None), (8192, 19.0, None, None, None, None)],
        [],
    )


def test_what_has_no_place_is_reported() -> None:
    rows, reported = needs(table("Context Size | FP16 | INT8", "2,048 tokens | 17.5 GB | 9.1 GB"))
    assert rows == []
    assert {"2,048 tokens", "17.5 GB", "9.1 GB"} <= set(reported)
    rows, reported = needs(table(HEADS, "2,048 tokens | about 17 GB | Consumer | RTX 4090 | two | 24 GB"))
    assert rows == [(2048, None, "Consumer", "RTX 4090", None, 24.0)]
    assert reported == ["about 17 GB", "two"]
    rows, reported = needs("<p>2,048 tokens</p><p>17.5 GB VRAM</p>")
    assert (rows, reported) == ([], ["2,048 tokens", "17.5 GB VRAM"])


def test_a_device_is_not_split_at_its_own_letters() -> None:
    card = "<div>Consumer</div><div>{}</div><div>24GB VRAM</div>"
    for device in ("RTX 4090", "GTX 1080", "RX 7900", "MI300X"):
        assert needs(TOP + card.format(device))[0] == [(2048, 17.5, "Consumer", device, None, 24.0)]


def test_memory_in_a_devices_name_stays_there_where_it_stands_by_itself_too() -> None:
    rack: Row = (2048, 17.5, "Datacenter", "NVIDIA A100 80GB", 2, 80.0)
    card = "<div>Datacenter</div><div>2x {}</div><div>80GB VRAM</div>"
    assert needs(TOP + card.format("NVIDIA A100 80GB")) == ([rack], [])
    assert needs(TOP + card.format("NVIDIA A100-80GB")) == ([(*rack[:3], "NVIDIA A100-80GB", *rack[4:])], [])
    assert needs(TOP + card.format("NVIDIA A100 40GB"))[1] == ["80GB VRAM"]
    row = "2,048 tokens | 17.5 GB | Datacenter | NVIDIA A100 80GB | 2 | {} GB"
    assert needs(table(HEADS, row.format(80))) == ([rack], [])
    assert needs(table(HEADS, row.format(72))) == ([(*rack[:5], 72.0)], [])
    assert needs(table(HEADS, row.replace("{} GB", "-"))) == ([(*rack[:3], "NVIDIA A100", *rack[4:])], [])


def test_a_second_memory_begins_a_group_where_context_sizes_are_lost() -> None:
    card = "<p>{} GB VRAM</p><p>Consumer</p><p>{}x RTX 4090</p><p>24GB VRAM</p>"
    assert needs(card.format(17.5, 1) + card.format(146.09, 7)) == (
        [(None, 17.5, "Consumer", "RTX 4090", 1, 24.0), (None, 146.09, "Consumer", "RTX 4090", 7, 24.0)],
        [],
    )


def test_a_tier_again_after_a_memory_without_a_place_is_of_an_unknown_group() -> None:
    card = "<p>Consumer</p><p>{}x RTX 4090</p><p>24GB VRAM</p>"
    rows, reported = needs(TOP + card.format(1) + "<p>146.09 GB VRAM</p>" + card.format(7))
    assert rows == [
        (2048, 17.5, "Consumer", "RTX 4090", 1, 24.0),
        (None, None, "Consumer", "RTX 4090", 7, 24.0),
    ]
    assert reported == ["146.09 GB VRAM"]


def test_tiers_above_context_sizes() -> None:
    size = "<h4>{} tokens</h4><p>{} GB VRAM</p><p>{}x {}</p><p>{} GB</p>"
    html = "<h3>Consumer</h3>" + size.format("2,048", 17.5, 2, "RTX 4090", 24)
    html += size.format("8,192", 19.0, 3, "RTX 4090", 24)
    html += "<h3>Datacenter</h3>" + size.format("2,048", 17.5, 1, "NVIDIA H100", 80)
    assert needs(html) == ([HOME, (8192, 19.0, "Consumer", "RTX 4090", 3, 24.0), RACK], [])


def test_a_strange_word_in_the_line_of_a_tier() -> None:
    line = "<li><span><i>{}</i>{}</span> <span>{}</span> <span>{}</span></li>"
    cards = line.format("hobby", "Consumer", "2x RTX 4090", "24GB")
    cards += line.format("rack", "Datacenter", "1x NVIDIA H100", "80GB")
    assert needs(f"{TOP}<ul>{cards}</ul>") == (BOTH, ["hobby", "rack"])


def test_a_class_that_nobody_knows_stands_where_a_known_one_does() -> None:
    card = "<div>{}</div><div>{}</div><div>{}GB VRAM</div>"
    rack = card.format("Datacenter", "1x NVIDIA H100", 80)
    assert needs(TOP + card.format("Laptop", "2x RTX 4090", 24) + rack) == (
        [(*HOME[:2], "Laptop", *HOME[3:]), RACK],
        [],
    )
    assert needs(TOP + rack + card.format("CPU Only", "2x RTX 4090", 24)) == (
        [RACK, (*HOME[:2], "CPU Only", *HOME[3:])],
        [],
    )
    assert needs(TOP + card.format("Laptop", "2x RTX 4090", 24))[1] == ["Laptop"]


def test_memory_in_another_unit_is_no_device() -> None:
    card = "<div>Datacenter</div><div>{}</div><div>1x NVIDIA H100</div><div>80GB VRAM</div>"
    for text in ("1.2 TB VRAM", "512 MB"):
        assert needs(TOP + card.format(text)) == ([RACK], [text])


def test_a_machine_for_rent_is_no_device() -> None:
    cards = LINES["colon and dot"]
    assert needs(f"{TOP}<ul>{cards}</ul><p>12 cores 64G, VRAM: 48GB</p>")[0] == BOTH
    assert needs(f"{TOP}<ul>{cards}</ul><p>8 核 16G，显存：48GB</p>")[0] == BOTH


def test_chinese_heads() -> None:
    rows = table(
        "上下文 | 所需显存 | 等级 | 设备 | 数量 | 显存", "2,048 | 17.5 GB | 消费级 | RTX 4090 | 2 | 24 GB"
    )
    assert needs(rows) == ([(2048, 17.5, "消费级", "RTX 4090", 2, 24.0)], [])


def test_a_table_without_a_heading_of_its_own() -> None:
    """Panels of tabs have none: the head of the table says what it is, also behind a table of results."""
    results = (
        "<table><tr><th>Benchmark</th><th>Score</th><th>Rank</th></tr>"
        "<tr><td>MMLU</td><td>0.7</td><td>31</td></tr></table>"
    )
    hardware = (
        "<table><tr><th>Context</th><th>VRAM</th><th>Tier</th><th>Device</th><th>Count</th><th>Memory</th></tr>"
        "<tr><td>2,048</td><td>17.5 GB</td><td>Consumer</td><td>RTX 4090</td><td>2</td><td>24 GB</td></tr></table>"
    )
    page = START.replace("<h2>System Requirements</h2>", "") + f"<div>{results}</div><div>{hardware}</div>"
    facts = facts_of(ask(page))
    assert [tuple(row.get(name) for name in NAMES) for row in facts["requirements"]] == [HOME]
    assert len(facts["benchmarks"]) == 1


def test_a_table_of_benchmarks_behind_the_requirements_is_theirs_no_more() -> None:
    """Whatever its heads and names look like: 类别 also heads a class of hardware, a name has commas of its own."""
    begin = START.replace("System Requirements</h2>", "系统要求</h2><h2>评估基准</h2>")
    hardware = table(
        "上下文大小 | 所需显存 | 等级 | 设备 | 数量 | 设备显存",
        "2,048 | 17.5 GB | 消费级 | RTX 4090 | 2 | 24 GB",
    )
    results = table("类别 | 基准 | 分数 | 排名", "编程 | Call Sheet (8-needle, 1M) | 0.7 | 31")
    facts = facts_of(ask(f"{begin}<div>{hardware}</div><div>{results}</div>"))
    assert [row["device"] for row in facts["requirements"]] == ["RTX 4090"]
    assert facts["benchmarks"] == [
        {"category": "编程", "benchmark": "Call Sheet (8-needle, 1M)", "score": 0.7, "rank": 31}
    ]


def test_a_name_among_the_lines_behind_the_requirements_is_not_cut() -> None:
    lines = (*"Falcon Mini 7B|Parameters|7B|Modality|Text|License|MIT|System Requirements".split("|"),)
    lines += (
        "2,048 tokens",
        "Datacenter",
        "1x NVIDIA H100",
        "80GB VRAM",
        "| Benchmark | Score | Rank |",
        "|---|---|---|",
    )
    facts = facts_of(ask("\n".join((*lines, "| Call Sheet (8-needle, 1M) | 0.7 | 31 |")), TEXT))
    assert len(facts["requirements"]) == 1
    assert facts["benchmarks"] == [{"benchmark": "Call Sheet (8-needle, 1M)", "score": 0.7, "rank": 31}]
