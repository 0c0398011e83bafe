"""More that surrounds a profile: banners, bylines, comments, histories, articles, alternatives."""

from __future__ import annotations

from tests.markups import asides, furniture, page_forms  # noqa: F401  (their options come first)
from tests.markups.others import few, neighbours, path, title
from tests.markups.registry import Context, option
from tests.markups.sections import heading
from tests.markups.tree import Child, Children, h


@option("navigation")
def cookie_dialog(ctx: Context) -> Children:
    text = (
        "我们使用 Cookie 来记住您的选择。"
        if ctx.facts.zh
        else "We use cookies to remember your choices for 12 months."
    )
    return [h("div", h("p", text), h("button", "接受" if ctx.facts.zh else "Accept"), role="dialog")]


@option("navigation")
def announcement(ctx: Context) -> Children:
    each = neighbours(ctx, 1)[0]
    text = f"New: {each.name} with a context length of 2M tokens"
    return [h("div", h("a", text, href=path(each)), class_="banner"), h("nav", h("a", "Home", href="/"))]


@option("name_form")
def h1_with_byline(ctx: Context, name: str) -> Child:
    """A line about the page itself under the name."""
    line = "更新于 2026 年 5 月 3 日" if ctx.facts.zh else "Updated 3 May 2026 · 5 min read"
    return h("header", h("h1", name), h("p", line))


@option("questions")
def reader_comments(ctx: Context) -> Children:
    """Readers' remarks that begin with a label word."""
    ctx.lossy.add("readers' remarks")
    texts = (
        ["上下文长度 64K 对我来说足够了，谢谢！", "许可证写得不清楚，我读了 3 遍。"]
        if ctx.facts.zh
        else [
            "Context length of 64K is plenty for me, thanks!",
            "License is hard to read, I needed 3 attempts.",
        ]
    )
    people = [h("li", h("strong", who), h("p", text)) for who, text in zip(("Ann", "Bo"), texts, strict=True)]
    return [h("section", heading(ctx, "评论" if ctx.facts.zh else "Comments"), h("ul", people))]


@option("questions")
def page_history(ctx: Context) -> Children:
    ctx.lossy.add("history of the page")
    rows = (
        [("2025 年 3 月 2 日", "上下文长度从 64K 改为 96K"), ("2025 年 5 月 9 日", "补充了许可证")]
        if ctx.facts.zh
        else [("2 Mar 2025", "Context length raised from 64K to 96K"), ("9 May 2025", "License added")]
    )
    items = [h("li", h("time", day), " ", h("span", what)) for day, what in rows]
    return [h("section", heading(ctx, "更新记录" if ctx.facts.zh else "Changelog"), h("ul", items))]


@option("compared")
def alternatives_table(ctx: Context) -> Children:
    """Several models side by side under a heading that no list of headings has."""
    ctx.lossy.add("comparison")
    others = neighbours(ctx, 3)
    names = [h("th", ""), *(h("th", h("a", each.name, href=path(each))) for each in others)]
    rows = [
        h("tr", h("th", label), [h("td", few(each, 4)[place][1]) for each in others])
        for place, (label, _) in enumerate(few(ctx.facts, 4))
    ]
    top = heading(ctx, "替代方案" if ctx.facts.zh else "Alternatives")
    return [h("section", top, h("table", h("thead", h("tr", names)), h("tbody", rows)))]


@option("compared")
def alternatives_in_links(ctx: Context) -> Children:
    ctx.lossy.add("comparison")
    ctx.bound.add("cards of other models known by their links")
    cards = [
        h(
            "a",
            h("h3", each.name),
            [h("div", h("div", label), h("div", raw)) for label, raw in few(each)],
            href=path(each),
        )
        for each in neighbours(ctx, 3)
    ]
    return [h("section", heading(ctx, "替代方案" if ctx.facts.zh else "Alternatives"), h("div", cards))]


@option("related")
def cards_under_overlay_links(ctx: Context) -> Children:
    """An empty link lies over each card."""
    cards = []
    for each in neighbours(ctx, 3):
        rows = [h("div", h("span", label), "\n", h("span", raw)) for label, raw in few(each)]
        cards.append(h("div", h("a", href=path(each), class_="absolute inset-0"), h("h3", each.name), rows))
    return [h("section", heading(ctx, title(ctx)), h("div", cards, class_="grid"))]


@option("link_cards")
def article_cards(ctx: Context) -> Children:
    """Links to articles that speak of labels and numbers."""
    ctx.lossy.add("articles")
    titles = (
        ["如何在 8GB 显存上运行模型", "上下文长度 128K 意味着什么"]
        if ctx.facts.zh
        else ["How to run models with 8GB VRAM", "Context Length: what 128K means"]
    )
    cards = [h("a", h("h3", text), h("p", "6 min"), href=f"/posts/{at}") for at, text in enumerate(titles)]
    return [h("aside", h("h2", "相关文章" if ctx.facts.zh else "Related Articles"), cards)]
