"""Rarer forms of the benchmark table, its ranks and the rank above it."""

from __future__ import annotations

from itertools import takewhile

from tests.markups.benchmarks import Row, cells, titles
from tests.markups.registry import Context, option
from tests.markups.tree import Child, Children, Raw, h
from tests.markups.words import words

ARROWS = ("table", "table_of_four", "table_row_headers", "category_spans_rows", "category_last_table")
"""Tables whose heads say which figure is the rank, whatever stands beside it."""


@option("rank_text")
def rank_medal_image(ctx: Context, rank: str) -> Children:
    image = [h("img", src="/medal.png", alt="Gold medal 1")] if rank in ("1", "2", "3") else []
    return [*image, h("span", rank)]


@option("rank_text")
def rank_ordinal(ctx: Context, rank: str) -> Children:
    if not rank.isdigit() or ctx.facts.zh:
        return [rank]
    ending = (
        {1: "st", 2: "nd", 3: "rd"}.get(int(rank) % 10, "th") if int(rank) % 100 not in (11, 12, 13) else "th"
    )
    return [rank + ending]


@option("rank_text")
def rank_split(ctx: Context, rank: str) -> Children:
    return ["#", Raw("<!-- -->"), rank.lstrip("#")]


@option("rank_text")
def rank_badge(ctx: Context, rank: str) -> Children:
    return [h("span", h("span", rank), class_="badge")]


@option("benchmark_name")
def one_text_name(ctx: Context, category: str, name: str) -> Children:
    """Both in one text, as text extractions have it."""
    return [f"{category} {name}"]


@option("benchmark_name")
def icon_and_name(ctx: Context, category: str, name: str) -> Children:
    icon = Raw('<svg><title>benchmark 9</title><path d="M0 0"/></svg>')
    return [icon, h("div", h("div", category), h("div", h("a", name, href="/benchmarks")))]


@option("benchmark_name")
def lists_name(ctx: Context, category: str, name: str) -> Children:
    return [h("ul", h("li", category), h("li", name))]


@option("benchmark_table")
def numbered_table(ctx: Context, rows: list[Row]) -> Child:
    """A column of running numbers before the names."""
    head = h("tr", h("th", "#"), [h("th", title) for title in titles(ctx)])
    body = [
        h("tr", h("td", str(at)), [h("td", cell) for cell in cells(ctx, row)])
        for at, row in enumerate(rows, start=1)
    ]
    return h("table", h("thead", head), h("tbody", body))


@option("benchmark_table")
def rank_first_table(ctx: Context, rows: list[Row]) -> Child:
    order = (2, 0, 1)
    names = titles(ctx)
    head = h("tr", [h("th", names[at]) for at in order])
    body = []
    for row in rows:
        found = cells(ctx, row)
        body.append(h("tr", [h("td", found[at]) for at in order]))
    return h("table", h("thead", head), h("tbody", body))


@option("benchmark_table")
def table_with_caption(ctx: Context, rows: list[Row]) -> Child:
    head = h("thead", h("tr", [h("th", h("button", title, Raw("<svg></svg>"))) for title in titles(ctx)]))
    body = h("tbody", [h("tr", [h("td", h("div", cell)) for cell in cells(ctx, row)]) for row in rows])
    return h("table", h("caption", words(ctx.facts.zh)["benchmarks"]), head, body)


@option("benchmark_table")
def grouped_by_category(ctx: Context, rows: list[Row]) -> Child:
    """A row of its own for each category, over the row of its benchmark."""
    head = h("thead", h("tr", [h("th", title) for title in titles(ctx)]))
    body = []
    for row in rows:
        body.append(h("tr", h("th", row[0], colspan="3")))
        body.append(h("tr", h("td", row[1]), h("td", row[2]), h("td", ctx.use("rank_text", row[3]))))
    return h("table", head, h("tbody", body))


@option("benchmark_table")
def bars(ctx: Context, rows: list[Row]) -> Child:
    """Score and rank in one line under the name, with a bar that fills."""
    w = words(ctx.facts.zh)
    found = []
    for row in rows:
        name, score, rank = cells(ctx, row)
        bar = h("div", h("div", style="width:47%"), role="progressbar", aria_valuenow="47")
        facts = [h("p", w["score"], ": ", score), h("p", w["rank"], ": ", rank)]
        found.append(h("li", h("div", name), bar, facts))
    return h("ul", found)


@option("benchmark_table")
def spans_in_rows(ctx: Context, rows: list[Row]) -> Child:
    head = h("div", [[h("span", title), "\n"] for title in titles(ctx)], class_="row")
    body = [h("div", [[h("span", cell), "\n"] for cell in cells(ctx, row)], class_="row") for row in rows]
    ctx.lossy.add("benchmark rows of spans")
    return h("div", head, body)


@option("benchmark_table")
def nested_table(ctx: Context, rows: list[Row]) -> Child:
    """Every name in a little table of its own."""
    head = h("tr", [h("th", title) for title in titles(ctx)])
    body = []
    for row in rows:
        inner = h("table", h("tr", h("td", row[0])), h("tr", h("td", row[1])))
        rank = h("td", ctx.use("rank_text", row[3]))
        body.append(h("tr", h("td", inner), h("td", row[2]), rank))
    ctx.lossy.add("nested table")
    return h("table", head, body)


@option("benchmark_table")
def category_spans_rows(ctx: Context, rows: list[Row]) -> Child:
    """One cell for the category of several rows."""
    w = words(ctx.facts.zh)
    head = h("tr", [h("th", w[name]) for name in ("category", "benchmark", "score", "rank")])
    body = []
    for at, row in enumerate(rows):
        rest = [h("td", row[1]), h("td", row[2]), h("td", ctx.use("rank_text", row[3]))]
        same = sum(1 for _ in takewhile(lambda each, row=row: each[0] == row[0], rows[at:]))
        begins = not at or rows[at - 1][0] != row[0]
        body.append(h("tr", h("td", row[0], rowspan=str(same)) if begins else [], rest))
    ctx.lossy.add("cells over several rows")
    return h("table", h("thead", head), h("tbody", body))


@option("benchmark_table")
def table_with_other_columns(ctx: Context, rows: list[Row]) -> Child:
    """Columns that no record has a field for, with words and with figures, between those that are known."""
    w = words(ctx.facts.zh)
    date, count = ("测试日期", "参评数量") if ctx.facts.zh else ("Tested On", "Entries")
    head = h(
        "tr",
        [h("th", title) for title in (w["category"], date, w["benchmark"], w["score"], count, w["rank"])],
    )
    dates, counts = ["3 May 2025"] * len(rows), [str(40 + 3 * at) for at in range(len(rows))]
    body = [
        h(
            "tr",
            [h("td", cell) for cell in (row[0], day, row[1], row[2], many)],
            h("td", ctx.use("rank_text", row[3])),
        )
        for row, day, many in zip(rows, dates, counts, strict=True)
    ]
    ctx.findings += [("unknown_label", date, " | ".join(dates)), ("unknown_label", count, " | ".join(counts))]
    return h("table", h("thead", head), h("tbody", body))


@option("benchmark_table")
def category_last_table(ctx: Context, rows: list[Row]) -> Child:
    """The name first, the category last."""
    w = words(ctx.facts.zh)
    head = h("tr", [h("th", w[name]) for name in ("benchmark", "rank", "score", "category")])
    body = [
        h("tr", h("td", row[1]), h("td", ctx.use("rank_text", row[3])), h("td", row[2]), h("td", row[0]))
        for row in rows
    ]
    return h("table", h("thead", head), h("tbody", body))


@option("rank_text")
def rank_with_change(ctx: Context, rank: str) -> Children:
    """How far it has moved, in an element of its own."""
    if not rank.isdigit() or ctx.plan["benchmark_table"] not in ARROWS:
        return [rank]
    ctx.lossy.add("a change beside the rank")
    return [rank, " ", h("small", "▲2")]


@option("rank_line")
def rank_line_badge(ctx: Context, label: str, rank: str) -> Child:
    return h("div", h("span", h("b", label)), h("br"), h("span", rank, class_="badge"))


@option("rank_line")
def rank_line_list(ctx: Context, label: str, rank: str) -> Child:
    return h("dl", h("dt", label), h("dd", rank))


@option("rank_line")
def rank_line_medal(ctx: Context, label: str, rank: str) -> Child:
    return h("div", h("p", label), h("p", rank, " ", h("span", "🏆", aria_hidden="true")))
