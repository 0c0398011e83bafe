"""Pages for measuring: published facts in the bulk that a present-day site wraps around them.

Four shapes of one size: `mixed` (what profile pages look like: menus, cards, tables, 8 KB of text, much of the rest
scripts and styles), `elements` (hundreds of small cards: some 3,000 elements), `prose` (long texts), `table` (rows of
results). And `small`: the facts alone in bare markup, for crawls of a hundred thousand pages.
A page names its model by `MARK` wherever its own name or address stands, so that one page makes many.
"""

from __future__ import annotations

import re
from html import escape
from itertools import count
from random import Random
from typing import Any

from tests.markups import prose
from tests.markups.facts import Facts, criterion_scores

MARK = "00000000"
"""Stands for a model's number; as many characters, so that lengths stay."""
SHAPES = ("mixed", "elements", "prose", "table")
SIBLINGS = 32
"""Models that the cards of other models lead to: every site has as many."""
SIZE = 96_000
"""Bytes of a page."""

CARD = "rounded-xl border border-slate-200 bg-white/70 p-4 shadow-sm transition hover:shadow-md dark:border-slate-800"
LABEL = "text-xs font-medium uppercase tracking-wide text-slate-500 dark:text-slate-400"
VALUE = "mt-1 text-sm font-semibold text-slate-900 dark:text-slate-100"
TEXT = "mt-4 text-base leading-7 text-slate-700 dark:text-slate-300"
HEAD = "mt-12 scroll-mt-24 text-2xl font-semibold tracking-tight text-slate-900 dark:text-slate-100"
CELL = "whitespace-nowrap border-b border-slate-100 px-4 py-3 text-sm text-slate-700"
MENUS = ("Home", "Leaderboards", "Courses", "Tools", "Calculators", "Blog", "Pricing", "Documents")
ICON = (
    '<svg class="h-4 w-4 shrink-0 text-slate-400" fill="none" viewBox="0 0 24 24" stroke="currentColor">'
    '<path stroke-linecap="round" stroke-linejoin="round" d="M9 5l7 7-7 7"></path></svg>'
)


def page(facts: Facts, shape: str = "mixed", seed: int = 0, size: int = SIZE) -> bytes:
    """A page of about `size` bytes (a page cannot be smaller than its facts). Same input, same page.

    Another `seed` gives other texts, numbers and cards in the same frame, as one page of a site differs from the
    next: whoever reads many copies of one page measures memory, not reading.
    """
    rng = Random(f"{facts.case} {shape} {seed}")
    if shape == "small":
        return _bare(
            _whole(facts, "", "".join([_overview(facts), *_groups(facts), _about(facts, rng)]))
        ).encode()
    parts = [
        _navigation(14 if shape == "mixed" else 2),
        _overview(facts),
        *_groups(facts),
        _requirements(facts),
    ]
    parts += [_about(facts, rng), _benchmarks(facts, rng, shape), _rankings(facts), _report(facts, rng)]
    known = sum(map(_length, parts))
    # What a person reads on a profile page is some 8 KB; the rest of a mixed page is menus, cards and scripts.
    room = size - known - 7_500
    for_texts = min(room, 18_000) if shape == "mixed" else room - size // 10
    parts += _filling(facts, rng, shape, for_texts)
    known = sum(map(_length, parts))
    return _whole(facts, _scripts(rng, size - known - 6_000), "".join(parts)).encode()


def _bare(text: str) -> str:
    return re.sub(r"<svg.*?</svg>| class=[\"'][^\"']*[\"']", "", text)


def _length(text: str) -> int:
    return len(text.encode())


def _whole(facts: Facts, bulk: str, body: str) -> str:
    name = _name(facts)
    return (
        f'<!DOCTYPE html><html lang="{facts.locale}" class="scroll-smooth antialiased"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title>'
        f'<meta name="description" content="{name}: what is published about it"><link rel="stylesheet" '
        f'href="/assets/site.css"></head><body class="min-h-screen bg-slate-50 text-slate-900">'
        f"<main class='mx-auto max-w-6xl px-4 py-10 sm:px-6 lg:px-8'>{body}</main>"
        f"{_footer(8) if bulk else ''}{bulk}</body></html>"
    )


def _name(facts: Facts) -> str:
    return f"{escape(facts.name)} {MARK}"


def _navigation(links: int) -> str:
    """A menu as sites have it: every page of the site under a dozen headings, folded away by styles."""
    menus = "".join(
        f'<li class="group relative"><button class="px-3 py-2 text-sm" type="button">{MENUS[at]}</button>'
        f'<ul class="absolute hidden">{"".join(_link(at, number) for number in range(links))}</ul></li>'
        for at in range(len(MENUS))
    )
    return f'<nav class="sticky top-0 z-40 border-b bg-white/80"><ul class="flex gap-2">{menus}</ul></nav>'


def _link(menu: int, number: int) -> str:
    return (
        f'<li><a class="flex px-3 py-2" href="/{MENUS[menu].lower()}/{number}"><svg viewBox="0 0 9 9"><path '
        f'd="M9 5l7 7"></path></svg><span>{MENUS[menu]} page {number}</span></a></li>'
    )


def _footer(columns: int) -> str:
    lists = "".join(
        f'<div><h3 class="text-sm">{MENUS[at]}</h3><ul>'
        + "".join(f'<li><a href="/about/{at}-{number}">Note {at}.{number}</a></li>' for number in range(12))
        + "</ul></div>"
        for at in range(columns)
    )
    return f'<footer class="border-t py-10"><p class="{LABEL}">A directory of models</p>{lists}</footer>'


def _pair(label: str, raw: str) -> str:
    return (
        f'<div class="{CARD}"><div class="flex items-center gap-2">{ICON}<div class="{LABEL}">{escape(label)}</div>'
        f'</div><div class="{VALUE}">{escape(raw)}</div></div>'
    )


def _section(title: str, body: str) -> str:
    return f'<section class="mt-12"><h2 class="{HEAD}">{escape(title)}</h2>{body}</section>' if body else ""


def _grid(body: str) -> str:
    return f'<div class="mt-6 grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">{body}</div>'


def _overview(facts: Facts) -> str:
    pairs = "".join(_pair(label, raw) for label, raw, _ in facts.groups[0][1])
    title = f'<h1 class="text-4xl font-bold tracking-tight">{_name(facts)}</h1>'
    return f'<header class="mt-8">{title}{_grid(pairs)}</header>'


def _groups(facts: Facts) -> list[str]:
    return [
        _section(title or "", _grid("".join(_pair(label, raw) for label, raw, _ in pairs)))
        for title, pairs in facts.groups[1:]
    ]


def _requirements(facts: Facts) -> str:
    return _section("System Requirements", "".join(map(_need, facts.requirements)))


def _need(need: dict[str, Any]) -> str:
    devices = "".join(
        f'<div class="{CARD}"><div class="{LABEL}">{tier}</div><div class="{VALUE}">{device}</div>'
        f'<div class="{LABEL}">{memory}</div></div>'
        for tier, device, memory in need["devices"]
    )
    return (
        f'<div class="{CARD}"><div class="flex justify-between"><div class="{LABEL}">{need["context"]}</div>'
        f'<div class="{VALUE}">{need["vram"]}</div></div>{_grid(devices)}</div>'
    )


def _paragraphs(facts: Facts, rng: Random, number: int) -> str:
    texts = prose.paragraphs(rng, facts.zh, f"{facts.name} {MARK}", number)
    texts = [f"{text} Note {rng.randrange(10**6)} on {MARK} says more." for text in texts]
    return "".join(f'<p class="{TEXT}">{_marked(text)}</p>' for text in texts)


def _marked(text: str) -> str:
    """Running text has its links and emphasis."""
    words = escape(text).split(" ")
    for at in range(7, len(words) - 1, 12):
        words[at] = (
            f"<strong>{words[at]}</strong>" if at % 24 == 7 else f'<a href="/blog/{at}">{words[at]}</a>'
        )
    return " ".join(words)


def _about(facts: Facts, rng: Random) -> str:
    body = f'<div class="prose prose-slate max-w-none">{_paragraphs(facts, rng, 3)}</div>'
    return _section(f"About {facts.name} {MARK}", body)


def _benchmarks(facts: Facts, rng: Random, shape: str) -> str:
    rows = list(facts.benchmarks)
    if shape == "table":
        rows += [
            (f"Category {at % 9}", f"Benchmark {at}", f"0.{rng.randint(100, 999)}", str(at + 9))
            for at in range(120)
        ]
    if not rows:
        return ""
    head = "".join(f'<th class="{CELL}">{text}</th>' for text in ("Benchmark", "Score", "Rank"))
    body = "".join(
        f'<tr class="hover:bg-slate-50"><td class="{CELL}"><div class="font-medium">{escape(category)}</div>'
        f'<div class="{LABEL}">{escape(name)}</div></td><td class="{CELL}">{score}</td>'
        f'<td class="{CELL}">{rank}</td></tr>'
        for category, name, score, rank in rows
    )
    table = f'<table class="min-w-full divide-y"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    line = (
        f'<div class="{CARD}"><span class="{LABEL}">Rank</span> <span class="{VALUE}">{facts.rank_line}</span></div>'
        if facts.rank_line
        else ""
    )
    return _section("Evaluation Benchmarks", line + table)


def _rankings(facts: Facts) -> str:
    return _section("Rankings", "".join(_pair(label, raw) for label, raw, _ in facts.rankings))


def _report(facts: Facts, rng: Random) -> str:
    report = facts.transparency
    if not report:
        return ""
    total = (
        f'<div class="{CARD}"><div class="{LABEL}">Total Score</div><div class="{VALUE}">{report["score"]} / 100</div>'
        f'<div class="{VALUE}">{report["grade"]}</div></div>'
    )
    pillars = []
    for pillar, top, criteria in criterion_scores(float(report["score"]), rng):
        score = sum(points for _, points in criteria)
        rows = "".join(_criterion(rng, name, points) for name, points in criteria)
        pillars.append(
            f'<section class="{CARD}"><div class="flex justify-between"><h3>{pillar}</h3>'
            f'<div class="{VALUE}">{score:g} / {top}</div></div>{rows}</section>'
        )
    return _section(report["title"], total + "".join(pillars))


def _criterion(rng: Random, name: str, points: float) -> str:
    text = " ".join(prose.ASSESSMENT[rng.randrange(4)] for _ in range(3))
    text = text.format(topic=name.lower(), n=rng.randint(3, 90), b=rng.randint(2, 70))
    return (
        f'<div class="mt-6"><div class="flex justify-between"><div class="{LABEL}">{name}</div>'
        f'<div class="{VALUE}">{points:g} / 10</div></div><p class="{TEXT}">{text}</p></div>'
    )


def _card(rng: Random, at: int) -> str:
    facts = [("Parameters", f"{rng.randint(1, 400)}B"), ("Context Length", f"{rng.randint(4, 200)}K")]
    lines = "".join(
        f'<div class="flex justify-between"><span class="{LABEL}">{label}</span>'
        f'<span class="{VALUE}">{raw}</span></div>'
        for label, raw in facts
    )
    return (
        f'<a href="/models/bench-{at % SIBLINGS + 1:08d}" class="group block {CARD}">'
        f'<div class="flex items-center">{ICON}<h3 class="text-sm">Sibling {rng.randrange(10**9)}</h3></div>{lines}</a>'
    )


def _filling(facts: Facts, rng: Random, shape: str, room: int) -> list[str]:
    """Parts of the shape's kind until `room` bytes are full."""
    for_cards = {"mixed": room * 4 // 5, "elements": room}.get(shape, room // 8)
    make = _small_card if shape == "elements" else _card
    cards = _until(for_cards, (make(rng, at) for at in count()))
    texts = _until(room - _length("".join(cards)), (_paragraphs(facts, rng, 1) for _ in count()))
    return [
        _section("Related Models", _grid("".join(cards))),
        _section("Background", f'<div class="prose max-w-none">{"".join(texts)}</div>' if texts else ""),
    ]


def _small_card(rng: Random, at: int) -> str:
    pairs = (("Parameters", f"{rng.randint(1, 400)}B"), ("License", "MIT"), ("Modality", "Text"))
    lines = "".join(f"<div><b>{label}</b> <span class='v'>{raw}</span></div>" for label, raw in pairs)
    title = f"<h3>Sibling {rng.randrange(10**9)}</h3>"
    return f'<a href="/models/bench-{at % SIBLINGS + 1:08d}" class="card">{title}{lines}</a>'


def _until(room: int, pieces: Any) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        room -= _length(piece)
        if room < 0:
            break
        found.append(piece)
    return found


def _scripts(rng: Random, size: int) -> str:
    """What a framework sends along for the browser: styles, and the page's data once more, escaped."""
    rules = (f".c{at}{{padding:{rng.randint(0, 9)}px;color:#{rng.randrange(1 << 24):06x}}}" for at in count())
    data = (
        f'[\\"$\\",\\"div\\",null,{{\\"className\\":\\"c{rng.randint(0, 999)}\\",\\"id\\":{at}}}]'
        for at in count()
    )
    style = "".join(_until(size // 5, rules))
    script = ",".join(_until(size * 4 // 5, data))
    return f'<style>{style}</style><script>self.__next_f=self.__next_f||[];self.__next_f.push([1,"{script}"])</script>'
