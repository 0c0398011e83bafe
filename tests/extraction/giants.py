"""Pages that are too much, by name, and what extraction makes of them: `python -m tests.extraction.giants [NAME ...]`.

Each function gives a body of size `n`. The program prints a JSON object a line: name, outcome ("read" or the reason of
the reject), seconds of processor time, how many ordinary pages are read in that time (which does not depend on the
machine), megabytes of memory above the start.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.extraction import snapshots
from scraper.extraction import NotAProfile
from tests.extraction.asking import HTML, TEXT, ask

Make = Callable[[int], str]
LABELS = (
    "Parameters",
    "Context Length",
    "Modality",
    "Architecture",
    "License",
    "Release Date",
    "Attention Heads",
)
PACKED = "Parameters 7B Context Length 8K Modality Text Architecture Dense License MIT Hidden Size 96 "
FACTS = "".join(
    f"<p>{label}</p><p>{value}</p>" for label, value in zip(LABELS, ("7B", "8K", "Text"), strict=False)
)
QUICK = 50
"""Ordinary pages that are read in the time of a giant that needs no second look."""
MANY: dict[str, tuple[Make, int]] = {}
"""Repetitive pages: name to function and its giant size; their cost must grow no faster than their size."""


def many(size: int) -> Callable[[Make], Make]:
    """Registers a repetitive page with the size at which it is a giant."""

    def register(make: Make) -> Make:
        MANY[make.__name__] = make, size
        return make

    return register


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><title>Falcon</title><body><h1>Falcon</h1>{FACTS}{body}</body></html>"


@many(50_000)
def nested_blocks(n: int) -> str:
    return page("<div>" * n + "deep" + "</div>" * n)


@many(50_000)
def nested_inline(n: int) -> str:
    return page("<b>" * n + "Context Length: 9K")


@many(50_000)
def nested_tables(n: int) -> str:
    return page("<table><tr><td>" * n + "7")


@many(50_000)
def nested_lists(n: int) -> str:
    return page("<ul><li>" * n)


@many(120)
def nesting_that_is_allowed(n: int) -> str:
    return page("".join("<div>" * n + "x" + "</div>" * n for _ in range(80)))


@many(150)
def nesting_with_labels(n: int) -> str:
    return page("".join(f"<div><p>{LABELS[at % 7]}</p>" for at in range(n)) + "8K" + "</div>" * n)


@many(1_000_000)
def siblings(n: int) -> str:
    return page("<i></i>" * n)


@many(4_946)
def siblings_with_text(n: int) -> str:
    return page("<i>a</i>" * n)


@many(4_946)
def blocks_with_text(n: int) -> str:
    return page("<p>word</p>" * n)


@many(4_947)
def unclosed(n: int) -> str:
    return page("<p>word" * n)


@many(20_000_000)
def text_node(n: int) -> str:
    return page("<p>" + "word " * (n // 5) + "</p>")


@many(3_900_000)
def text_node_that_is_allowed(n: int) -> str:
    return page("<p>" + "word " * (n // 5) + "</p>")


@many(3_900_000)
def one_long_word(n: int) -> str:
    return page("<p>" + "w" * n)


@many(1_300_000)
def wide_text(n: int) -> str:
    return page("<p>" + "字" * n)


@many(1_000_000)
def value_of_a_megabyte(n: int) -> str:
    return page(f"<p>Architecture</p><p>{'x' * n}</p>")


@many(1_000_000)
def words_of_a_megabyte(n: int) -> str:
    return page(f"<p>Architecture: {'x ' * (n // 2)}</p>")


@many(1_000_000)
def label_of_a_megabyte(n: int) -> str:
    return page(f"<table><tr><td>{'Context ' * (n // 8)}</td><td>8K</td></tr></table>")


@many(2_473)
def one_label_again(n: int) -> str:
    return page("<p>Context Length</p><p>8K</p>" * n)


@many(2_472)
def one_label_with_other_values(n: int) -> str:
    return page("".join(f"<div><span>Context Length</span><span>{at}</span></div>" for at in range(n)))


@many(4_945)
def labels_without_values(n: int) -> str:
    return page("".join(f"<p>{LABELS[at % 7]}</p>" for at in range(n)))


@many(4_945)
def values_without_labels(n: int) -> str:
    return page("".join(f"<p>{at}</p>" for at in range(n)))


@many(2_469)
def unknown_labels(n: int) -> str:
    return page(
        f"<table>{FACTS}" + "".join(f"<tr><td>Strange {at}</td><td>{at}</td></tr>" for at in range(n))
    )


@many(2_473)
def known_headings(n: int) -> str:
    return page("<h2>Benchmarks</h2><p>x</p>" * n)


@many(2_473)
def headings_of_every_kind(n: int) -> str:
    kinds = (
        "Attention",
        "Related Models",
        "System Requirements",
        "Model Transparency",
        "About It",
        "Rankings",
    )
    return page("".join(f"<h2>{kinds[at % 6]}</h2><p>word</p>" for at in range(n)))


@many(2_473)
def unknown_headings(n: int) -> str:
    return page(
        "".join(
            f"<h3>Part {at}</h3><p>Some words stand under this heading, as they do.</p>" for at in range(n)
        )
    )


@many(2_471)
def labelled_pillars(n: int) -> str:
    start = "<h2>Model Transparency</h2><p>Total Score 3 / 10</p><h4>License Clarity</h4>"
    return page(start + "<p>Pillar: Upstream</p><p>Score: 1 / 10</p>" * n)


@many(4_945)
def heads_of_a_report(n: int) -> str:
    return page("<h2>Model Transparency</h2>" + "<p>Score</p><p>Criterion</p>" * (n // 2))


@many(3_295)
def heads_of_benchmarks(n: int) -> str:
    return page(
        "<h2>Benchmarks</h2><table>"
        + "<tr><td>Score</td><td>0.5</td><td>0.6</td></tr>" * (n // 2)
        + "</table>"
    )


@many(1_641)
def strange_groups(n: int) -> str:
    known = "".join(f"<div><h3>Group</h3><div><p>{label}</p><p>8</p></div></div>" for label in LABELS[:7])
    return page(known + "<div><h3>Odd</h3><div><p>Depth</p><p>8</p></div></div>" * n)


@many(4_942)
def facts_before_the_name(n: int) -> str:
    before = "".join(f"<p>Context Length: {at + 1}K</p>" for at in range(n))
    return page(before + "<h1>Falcon Mini 7B</h1><p>Context Length: 8K</p>")


@many(1_648)
def explained_labels(n: int) -> str:
    return page("<p>Layers</p><div>It says how deep the model is, no more.</div><p>8</p>" * n)


@many(2_471)
def devices_and_tiers(n: int) -> str:
    return page("<h2>System Requirements</h2>" + "<div><p>2x RTX 4090</p><p>Consumer</p></div>" * n)


@many(2_472)
def heads_with_more(n: int) -> str:
    return page("<dl>" + "<dt>License: Use</dt><dd>Yes</dd>" * n + "</dl>")


@many(4_945)
def cells_in_a_row(n: int) -> str:
    return page("<table><tr>" + "<td>8K</td>" * n + "</tr></table>")


@many(4_945)
def label_cells_in_a_row(n: int) -> str:
    return page("<table><tr>" + "".join(f"<td>{LABELS[at % 7]}</td>" for at in range(n)) + "</tr></table>")


@many(2_473)
def labels_over_values(n: int) -> str:
    labels = "".join(f"<td>{LABELS[at % 7]}</td>" for at in range(n))
    return page(f"<table><tr>{labels}</tr><tr>{'<td>8K</td>' * n}</tr></table>")


@many(4_945)
def inline_runs(n: int) -> str:
    return page("<p>" + "<b>Context</b> <i>Length</i> " * (n // 2) + "</p>")


@many(2_473)
def inline_labels(n: int) -> str:
    return page("<p>" + "<b>License</b> MIT " * n + "</p>")


@many(4_945)
def inline_starts(n: int) -> str:
    return page("<p>" + "<b>Active</b> " * n + "</p>")


@many(4_945)
def breaks(n: int) -> str:
    return page("<p>" + "License: MIT<br>" * n)


@many(2_471)
def links(n: int) -> str:
    cards = (f'<a href="/models/m{at}"><b>Parameters</b> <i>{at}B</i></a>' for at in range(n))
    return page("<h2>Related Models</h2>" + "".join(cards))


@many(2_472)
def links_in_one_run(n: int) -> str:
    return page("<p>" + "".join(f'<a href="/models/m{at}">m{at}</a>, ' for at in range(n)))


@many(1_235)
def tables(n: int) -> str:
    return page(
        "<table><tr><td>License</td><td>MIT</td></tr><tr><td>Modality</td><td>Text</td></tr></table>" * n
    )


@many(1_235)
def benchmark_rows(n: int) -> str:
    rows = "".join(
        f"<tr><td>Coding</td><td>Test {at}</td><td>0.{at}</td><td>{at + 1}</td></tr>" for at in range(n)
    )
    head = "<tr><th>Category</th><th>Benchmark</th><th>Score</th><th>Rank</th></tr>"
    return page(f"<h2>Benchmarks</h2><table>{head}{rows}</table>")


@many(1_648)
def benchmark_blocks(n: int) -> str:
    return page(
        "<h2>Benchmarks</h2>" + "".join(f"<p>Test {at}</p><p>0.{at}</p><p>{at + 1}</p>" for at in range(n))
    )


@many(1_648)
def benchmark_headers(n: int) -> str:
    return page("<h2>Benchmarks</h2>" + "<tr><td>Benchmark</td><td>Score</td><td>Rank</td></tr>" * n)


@many(4_943)
def benchmark_columns_glued(n: int) -> str:
    return page("<h2>Benchmarks</h2>" + "<p>BenchmarkScoreRankBenchmark</p>" * n)


@many(4_943)
def figures(n: int) -> str:
    return page("<h2>Benchmarks</h2><div>" + "<p>0.5</p>" * n + "</div>")


@many(1_550)
def nested_benchmarks(n: int) -> str:
    return page(
        "<h2>Benchmarks</h2>"
        + "".join(f"<div><p>T{at}</p><p>1</p><p>2</p><div>" for at in range(min(n, 80)))
        + "".join(f"<div><p>T{at}</p><p>1</p><p>2</p></div>" for at in range(n))
    )


@many(2_472)
def devices(n: int) -> str:
    return page(
        "<h2>System Requirements</h2><p>1,024 tokens</p>"
        + "".join(f"<p>Consumer</p><p>2x GPU {at}</p>" for at in range(n))
    )


@many(1_235)
def device_table(n: int) -> str:
    rows = "".join(
        f"<tr><td>{at} tokens</td><td>5 GB</td><td>Consumer</td><td>1x RTX {at}</td></tr>" for at in range(n)
    )
    head = "<tr><th>Context</th><th>VRAM</th><th>Tier</th><th>GPU</th></tr>"
    return page(f"<h2>System Requirements</h2><table>{head}{rows}</table>")


@many(1_648)
def criteria(n: int) -> str:
    return page(
        "<h2>Model Transparency</h2><p>Total Score</p><p>3 / 100</p>"
        + "".join(
            f"<h4>Criterion {at}</h4><p>7.0 / 10</p><p>It was looked at for a long time and found good.</p>"
            for at in range(n)
        )
    )


@many(2_472)
def points(n: int) -> str:
    return page("<h2>Model Transparency</h2>" + "<p>Total Score</p><p>3 / 100</p>" * n)


@many(4_945)
def paragraphs(n: int) -> str:
    return page(
        "".join(f"<p>This sentence is the number {at} of many, and it says nothing.</p>" for at in range(n))
    )


@many(4_945)
def names_again(n: int) -> str:
    return page("<h1>Falcon</h1><h2>About Falcon</h2><p>Falcon</p>" * (n // 3))


@many(4_945)
def capital_names(n: int) -> str:
    return f"<html><title>F</title><body><h1>FALCON</h1>{FACTS}" + "<p>FALCON FALCON</p>" * n


@many(20_000)
def bars(n: int) -> str:
    return page("<p>" + "License: MIT | " * n + "</p>")


@many(1_500)
def lines_of_labels(n: int) -> str:
    return page("<p>Context Length 8K Modality Text Architecture Dense License MIT</p>" * n)


@many(4_945)
def lines_with_one_label(n: int) -> str:
    return page("".join(f"<p>{LABELS[at % 7]} word</p>" for at in range(n)))


@many(1_000_000)
def preformatted_lines(n: int) -> str:
    return page("<pre>" + "License: MIT\n" * (n // 10))


@many(3_900_000)
def preformatted_empty_lines(n: int) -> str:
    return page("<pre>" + "\n" * n)


@many(2_900_000)
def spaces(n: int) -> str:
    return page("<p>" + "\u00a0 \n" * (n // 3) + "License: MIT</p>")


@many(3_900_000)
def invisible_signs(n: int) -> str:
    return page("<p>" + "\u200b\u202e" * (n // 6) + "License: MIT</p>")


@many(1_236)
def rows_with_four_cells(n: int) -> str:
    return page("<table>" + "<tr><td>License</td><td>MIT</td><td>Modality</td><td>Text</td></tr>" * n)


@many(1_648)
def tooltips(n: int) -> str:
    tip = "<i>This sentence says what the label stands for, at some length.</i>"
    return page("".join(f"<div><b>{LABELS[at % 7]}</b>{tip}<u>8K</u></div>" for at in range(n)))


@many(2_472)
def questions(n: int) -> str:
    return page("<h2>FAQ</h2>" + "<h3>Is it any good?</h3><p>It is, on most days of the week.</p>" * n)


@many(6_750)
def comments(n: int) -> str:
    return page("<p>Context" + "<!-- x -->" * n + " Length</p><p>8K</p>")


@many(20_000)
def entities(n: int) -> str:
    return page("<p>" + "&amp;&nbsp;&#8203;" * n)


@many(400_000)
def attributes(n: int) -> str:
    return page("<p " + " ".join(f"a{at}=1" for at in range(n)) + ">License</p><p>MIT</p>")


@many(400_000)
def attributes_glued(n: int) -> str:
    return page("<p " + "".join(f"a{at}=''" for at in range(n)) + ">License</p><p>MIT</p>")


@many(2_000)
def attributes_that_are_allowed(n: int) -> str:
    return page(f"<p {' '.join(f'a{at}' for at in range(250))}></p>" * n)


@many(38_000)
def strokes(n: int) -> str:
    return page(f"<svg>{'<path d=M0/>' * n}</svg>")


@many(7_418)
def comparison_columns(n: int) -> str:
    names = "".join(f"<th>Model {at}</th>" for at in range(n // 3))
    return page(
        f"<table><tr><th></th>{names}</tr><tr><td>License</td>{'<td>MIT</td>' * (n // 3)}</tr></table>"
    )


@many(1_647)
def comparison_rows(n: int) -> str:
    rows = "".join(f"<tr><td>Model {at}</td><td>{at}B</td><td>8K</td></tr>" for at in range(n))
    return page(f"<table><tr><th>Model</th><th>Parameters</th><th>Context Length</th></tr>{rows}</table>")


@many(989)
def tabs(n: int) -> str:
    """Rows of tabs with fewer panels behind them than tabs."""
    row = "<ul><li>Coding</li><li>Reasoning</li><li>Upstream</li></ul><div><p>One</p><p>Two</p></div>"
    return page(row * n)


@many(1_648)
def boxes_side_by_side(n: int) -> str:
    return page("".join(f"<div><h3>Host {at}</h3><p>License</p><p>Terms {at}</p></div>" for at in range(n)))


@many(1_648)
def contexts_in_columns(n: int) -> str:
    row = "<tr><th>Consumer</th><td>2x RTX 4090</td><td>3x RTX 4090</td></tr>"
    head = "<tr><th></th><th>1,024 tokens</th><th>2,048 tokens</th></tr>"
    return page("<h2>System Requirements</h2>" + f"<table>{head}{row}</table>" * (n // 2))


@many(2_473)
def long_values(n: int) -> str:
    words = "Dutch, Danish, Finnish, Greek, Polish, Romanian, Swedish and Turkish, and twenty more"
    return page("<ul>" + "".join(f"<li><b>Strange {at}:</b> {words}</li>" for at in range(n)) + "</ul>")


@many(1_236)
def report_again(n: int) -> str:
    one = "<h4>Training Compute</h4><p>7.0 / 10</p><h4>License Clarity</h4><p>6.0 / 10</p>"
    return page("<h2>Model Transparency</h2><p>Total Score</p><p>3 / 100</p>" + one * n)


@many(1_648)
def strange_pillars(n: int) -> str:
    one = "<h3>Pillar {0}</h3><h4>Strange {0}</h4><p>7.0 / 10</p>"
    return page("<h2>Model Transparency</h2>" + "".join(one.format(at) for at in range(n)))


@many(2_473)
def menus_with_counts(n: int) -> str:
    items = "".join(f"<li><a href='/m/{at}'>Kind {at}</a> <i>{at}</i></li>" for at in range(n))
    return page(f"<h3>Modality</h3><ul>{items}</ul>")


TEXTS: dict[str, tuple[Make, int]] = {
    "text_lines": (lambda n: "Context Length\n8K\n" * n, 2_450),
    "text_too_many_lines": (lambda n: "Context Length\n8K\n" * n, 400_000),
    "text_tabs": (lambda n: "License\tMIT\n" + "\t" * n, 1_000_000),
    "text_spaces": (lambda n: "License" + " " * n + "MIT\nModality\tText\nContext Length\t8K", 1_000_000),
    "text_bars": (lambda n: "| License | MIT |\n" * n, 1_200),
    "text_one_line": (lambda n: "Context Length 8K License MIT " * n, 33_000),
    "text_cells": (lambda n: "a | " * n, 1_000_000),
    "text_returns": (lambda n: "License: MIT\r" * n, 600_000),
    "text_odd_line_ends": (lambda n: "License: MIT\u2028\x85\x0b" * n, 400_000),
    "text_wide": (lambda n: "许可证 MIT\n" + "字" * n, 990_000),
    "text_pairs_in_lines": (lambda n: ("License: MIT; " * 60 + "\n") * n, 80),
    "text_too_many_pairs_in_lines": (lambda n: ("License: MIT; " * 60 + "\n") * n, 1_100),
    "text_labels_in_lines": (lambda n: (PACKED * 8 + "\n") * n, 700),
    "text_rows": (lambda n: "| Benchmark | Score | Rank |\n" + "| Coding Aider | 0.5 | 7 |\n" * n, 970),
}
"""The same for plain text."""


def body_of(name: str, n: int | None = None) -> tuple[bytes, str]:
    """A giant's body, of its own size or of size `n`, and its media type."""
    make, size = (MANY | TEXTS)[name]
    return make(n or size).encode(), TEXT if name in TEXTS else HTML


def outcome(body: bytes, media_type: str) -> tuple[str, float]:
    """What comes of a body ("read" or the reason of the reject), and seconds of processor time."""
    start = time.process_time()
    try:
        ask(body, media_type)
        told = "read"
    except NotAProfile as error:
        told = error.reason
    return told, time.process_time() - start


def _memory(row: str) -> float:
    """Megabytes of this process: VmRSS (now) or VmHWM (the most since the last reset)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(row))


def _ordinary() -> float:
    """Seconds of processor time for an ordinary page of 96 KB: the least of several rounds, mean of twelve pages."""
    rounds = [snapshots("mixed", seed=seed) for seed in range(5)]
    return min(sum(outcome(each.body, HTML)[1] for each in pages) / len(pages) for pages in rounds)


def main(names: list[str]) -> None:
    ordinary = _ordinary()  # languages and types are loaded with it
    sized = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (sized + 600_000_000,) * 2)
    for name in names or [*MANY, *TEXTS]:
        body, media_type = body_of(name)
        Path("/proc/self/clear_refs").write_text("5")
        before = _memory("VmRSS")
        told, seconds = outcome(body, media_type)
        used = _memory("VmHWM") - before
        for _ in range(2):  # what seems slow, once more: another process may have had the machine
            if seconds > QUICK * ordinary:
                seconds = min(seconds, outcome(body, media_type)[1])
        row = {"name": name, "outcome": told, "seconds": seconds, "pages": seconds / ordinary}
        sys.stdout.write(json.dumps(row | {"megabytes": used}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
