"""Forms of the benchmark table and of the rank above it."""

from __future__ import annotations

from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading
from tests.markups.tree import Child, Children, Raw, h
from tests.markups.words import words

dimension("benchmark_table", 0.8)
dimension("benchmark_name", 0.6)
dimension("rank_text", 0.4)
dimension("rank_line", 0.6)

Row = tuple[str, str, str, str]


@option("rank_text")
def rank_number(ctx: Context, rank: str) -> Children:
    return [rank]


@option("rank_text")
def rank_hash(ctx: Context, rank: str) -> Children:
    return ["#" + rank if rank.isdigit() else rank]


@option("rank_text")
def rank_medal(ctx: Context, rank: str) -> Children:
    medals = {"1": "🥇 ", "2": "🥈 ", "3": "🥉 "}
    return [medals.get(rank, "⭐ " if rank.isdigit() and int(rank) < 10 else "") + rank]


@option("rank_text")
def rank_medal_span(ctx: Context, rank: str) -> Children:
    if rank not in ("1", "2", "3"):
        return [rank]
    return [h("span", "🥇🥈🥉"[int(rank) - 1], role="img", aria_label="medal"), " ", h("span", rank)]


@option("rank_text")
def rank_medal_svg(ctx: Context, rank: str) -> Children:
    return [Raw("<svg><title>Top 10</title><path d='M0 0'/></svg>"), h("span", rank)]


@option("benchmark_name")
def two_blocks(ctx: Context, category: str, name: str) -> Children:
    return [h("div", category), h("div", name)]


@option("benchmark_name")
def spans_apart(ctx: Context, category: str, name: str) -> Children:
    return [h("span", category), " ", h("span", name)]


@option("benchmark_name")
def break_apart(ctx: Context, category: str, name: str) -> Children:
    return [h("strong", category), h("br"), name]


@option("benchmark_name")
def small_name(ctx: Context, category: str, name: str) -> Children:
    return [h("p", category), h("p", h("small", name))]


@option("benchmark_name")
def linked_name(ctx: Context, category: str, name: str) -> Children:
    return [
        h("div", h("a", category, href="/leaderboards/" + category.lower().replace(" ", "-"))),
        h("div", name),
    ]


@option("benchmark_name")
def text_and_block(ctx: Context, category: str, name: str) -> Children:
    return [category, h("div", name)]


def cells(ctx: Context, row: Row) -> list[Children]:
    return [
        ctx.use("benchmark_name", row[0], row[1]),
        ctx.use("value_text", row[2]),
        ctx.use("rank_text", row[3]),
    ]


def titles(ctx: Context) -> list[str]:
    w = words(ctx.facts.zh)
    return [w["benchmark"], w["score"], w["rank"]]


@option("benchmark_table")
def table(ctx: Context, rows: list[Row]) -> Child:
    head = h("thead", h("tr", [h("th", title) for title in titles(ctx)]))
    return h(
        "table", head, h("tbody", [h("tr", [h("td", cell) for cell in cells(ctx, row)]) for row in rows])
    )


@option("benchmark_table")
def table_without_thead(ctx: Context, rows: list[Row]) -> Child:
    head = h("tr", [h("td", h("b", title)) for title in titles(ctx)])
    return h(
        "table", h("tbody", head, [h("tr", [h("td", cell) for cell in cells(ctx, row)]) for row in rows])
    )


@option("benchmark_table")
def table_row_headers(ctx: Context, rows: list[Row]) -> Child:
    head = h("tr", [h("th", title) for title in titles(ctx)])
    body = []
    for row in rows:
        first, *rest = cells(ctx, row)
        body.append(h("tr", h("th", first, scope="row"), [h("td", cell) for cell in rest]))
    return h("table", head, body)


@option("benchmark_table")
def table_of_four(ctx: Context, rows: list[Row]) -> Child:
    w = words(ctx.facts.zh)
    head = h("thead", h("tr", [h("th", w[name]) for name in ("category", "benchmark", "score", "rank")]))
    body = [
        h("tr", h("td", row[0]), h("td", row[1]), h("td", row[2]), h("td", ctx.use("rank_text", row[3])))
        for row in rows
    ]
    return h("table", head, h("tbody", body))


@option("benchmark_table")
def div_table(ctx: Context, rows: list[Row]) -> Child:
    head = h("div", [h("div", title) for title in titles(ctx)], role="row")
    return h(
        "div", head, [h("div", [h("div", cell) for cell in cells(ctx, row)], role="row") for row in rows]
    )


@option("benchmark_table")
def flat_grid(ctx: Context, rows: list[Row]) -> Child:
    head = [h("div", title) for title in titles(ctx)]
    return h(
        "div",
        head,
        [[h("div", cell) for cell in cells(ctx, row)] for row in rows],
        class_="grid grid-cols-3",
    )


@option("benchmark_table")
def cards(ctx: Context, rows: list[Row]) -> Child:
    w = words(ctx.facts.zh)
    found = []
    for row in rows:
        name, score, rank = cells(ctx, row)
        facts = [
            h("div", h("span", w["score"]), " ", h("b", score)),
            h("div", h("span", w["rank"]), " ", h("b", rank)),
        ]
        found.append(h("div", h("div", name), facts, class_="card"))
    return h("div", found)


@option("benchmark_table")
def bullet_list(ctx: Context, rows: list[Row]) -> Child:
    items = []
    for row in rows:
        name, score, rank = cells(ctx, row)
        items.append(h("li", h("div", name), h("div", score), h("div", rank)))
    return h("ul", items)


@option("benchmark_table")
def definition_rows(ctx: Context, rows: list[Row]) -> Child:
    every = [cells(ctx, row) for row in rows]
    return h("dl", [[h("dt", name), h("dd", score), h("dd", rank)] for name, score, rank in every])


@option("rank_line")
def rank_line_blocks(ctx: Context, label: str, rank: str) -> Child:
    return h("div", h("div", label), h("div", rank))


@option("rank_line")
def rank_line_text(ctx: Context, label: str, rank: str) -> Child:
    return h("p", f"{label} {rank}")


@option("rank_line")
def rank_line_spans(ctx: Context, label: str, rank: str) -> Child:
    return h("div", h("span", label), " ", h("strong", rank))


@option("rank_line")
def rank_line_colon(ctx: Context, label: str, rank: str) -> Child:
    return h("p", f"{label}: {rank}")


@option("rank_line")
def rank_line_icon(ctx: Context, label: str, rank: str) -> Child:
    return h(
        "div", Raw("<svg><title>Trophy</title></svg>"), h("div", h("span", label)), h("div", h("span", rank))
    )


def benchmarks(ctx: Context, rows: list[Row], rank: str | None) -> Child:
    """The section with the rank, the table or the notice that there is none."""
    w = words(ctx.facts.zh)
    parts: Children = [heading(ctx, w["benchmarks"])]
    if rank:
        parts.append(ctx.use("rank_line", w["rank"], rank))
        ctx.record.setdefault("overall_rank", int(rank.strip("#").split()[0]))
    parts.append(ctx.use("benchmark_table", rows) if rows else h("p", w["none"].format(ctx.facts.name)))
    if rows:
        ctx.record["benchmarks"] = [
            {
                "category": row[0],
                "benchmark": row[1],
                "score": float(row[2].replace(",", "")),
                "rank": _place(row[3]),
            }
            for row in rows
            if row[1]
        ]
    return h("section", parts)


def _place(rank: str) -> int:
    return int("".join(letter for letter in rank if letter.isdigit()))
