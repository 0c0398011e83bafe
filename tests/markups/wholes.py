"""Sections as one table: all requirements, the whole report."""

from __future__ import annotations

from typing import Any

from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Child, Children, h

dimension("requirement_whole", 0.3)
dimension("report_whole", 0.2)
dimension("report_total", 0.4)

Need = dict[str, Any]
Pillar = tuple[str, str, list[tuple[str, str | None, str | None]]]
"""Name, points, and its criteria: name, points, assessment."""


def _titles(ctx: Context) -> list[str]:
    if ctx.facts.zh:
        return ["上下文大小", "显存", "等级", "设备", "设备显存"]
    return ["Context", "VRAM", "Tier", "GPU", "Memory"]


@option("requirement_whole")
def block_each(ctx: Context, needs: list[Need]) -> Children:
    """A block per context size; its form is another dimension."""
    return [ctx.use("requirement_blocks", need) for need in needs]


@option("requirement_whole")
def one_table(ctx: Context, needs: list[Need]) -> Children:
    """A row per context size and tier."""
    ctx.lossy.add("requirements in one table")
    head = h("tr", [h("th", title) for title in _titles(ctx)])
    rows = []
    for need in needs:
        for tier, device, memory in need["devices"]:
            cells = [need["context"], need["vram"] or "-", tier, device, memory]
            rows.append(h("tr", [h("td", cell) for cell in cells]))
    return [h("table", h("thead", head), h("tbody", rows))]


@option("requirement_whole")
def spanned_table(ctx: Context, needs: list[Need]) -> Children:
    """The same, the context size and its memory once for all of their rows."""
    ctx.lossy.add("requirements in one table")
    head = h("tr", [h("th", title) for title in _titles(ctx)])
    rows = []
    for need in needs:
        span = str(len(need["devices"]))
        for at, (tier, device, memory) in enumerate(need["devices"]):
            first = (
                [h("td", need["context"], rowspan=span), h("td", need["vram"] or "-", rowspan=span)]
                if at == 0
                else []
            )
            rows.append(h("tr", first, h("td", tier), h("td", device), h("td", memory)))
    ctx.bound.add("rowspan")
    return [h("table", h("thead", head), h("tbody", rows))]


@option("requirement_whole")
def matrix(ctx: Context, needs: list[Need]) -> Children:
    """A row per context size, a column per tier."""
    ctx.lossy.add("requirements in one table")
    tiers = [tier for tier, _, _ in needs[0]["devices"]]
    head = h("tr", [h("th", title) for title in [*_titles(ctx)[:2], *tiers]])
    rows = []
    for need in needs:
        cells = [h("td", h("div", device), h("div", memory)) for _, device, memory in need["devices"]]
        rows.append(h("tr", h("td", need["context"]), h("td", need["vram"] or "-"), cells))
    return [h("table", h("thead", head), h("tbody", rows))]


@option("report_whole")
def pillar_each(ctx: Context, pillars: list[Pillar]) -> Children:
    """A part per pillar; the forms of pillars and criteria are other dimensions."""
    from tests.markups.transparency import criterion

    found: Children = []
    for name, points, rows in pillars:
        body: Children = []
        for row in rows:
            body += criterion(ctx, *row)
        found.append(ctx.use("pillar_form", name, points, body))
    return found


@option("report_whole")
def report_table(ctx: Context, pillars: list[Pillar]) -> Children:
    """One table: a wide row per pillar, a row per criterion."""
    ctx.lossy.add("criteria in a table")
    titles = ("标准", "分数", "说明") if ctx.facts.zh else ("Criterion", "Score", "Assessment")
    rows: list[Child] = []
    for name, points, criteria in pillars:
        rows.append(h("tr", h("th", h("span", name), " ", h("span", points), colspan="3")))
        rows += [h("tr", h("td", row[0]), h("td", row[1] or "-"), h("td", row[2] or "")) for row in criteria]
    return [h("table", h("thead", h("tr", [h("th", title) for title in titles])), h("tbody", rows))]


@option("report_whole")
def summary_first(ctx: Context, pillars: list[Pillar]) -> Children:
    """The pillars' points in a row of cards, then again with their criteria."""
    ctx.lossy.add("pillars twice")
    cards = [h("div", h("div", name), h("div", points)) for name, points, _ in pillars]
    return [h("div", cards, class_="grid grid-cols-3"), *pillar_each(ctx, pillars)]


@option("report_whole")
def report_lists(ctx: Context, pillars: list[Pillar]) -> Children:
    found: Children = []
    for name, points, criteria in pillars:
        items = [
            h(
                "li",
                h("div", h("strong", row[0])),
                h("div", row[1]) if row[1] else None,
                h("p", row[2]) if row[2] else None,
            )
            for row in criteria
        ]
        found += [h("h3", name), h("p", points), h("ul", items)]
    return found


@option("report_total")
def total_once(ctx: Context, label: str, score: str, grade: str) -> Children:
    return []


@option("report_total")
def total_again(ctx: Context, label: str, score: str, grade: str) -> Children:
    """The total stands under the report's title once more."""
    return [h("div", h("div", label), h("div", h("span", score), " ", h("span", "/ 100")), h("div", grade))]
