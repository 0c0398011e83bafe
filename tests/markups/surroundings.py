"""What stands around a profile's facts and text and belongs to neither: switches, cards, letters, bylines, captions."""

from __future__ import annotations

from tests.markups.others import few, neighbours, path
from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Children, h
from tests.markups.words import words

dimension("switches", 0.2)
dimension("viewed", 0.2)
dimension("beside_text", 0.25)


@option("switches")
def no_switches(ctx: Context) -> Children:
    return []


@option("switches")
def compare_link(ctx: Context) -> Children:
    """A link with a heading's word right over the facts."""
    ctx.lossy.add("links without their look")
    return [h("a", words(ctx.facts.zh)["compare"], href="/compare")]


@option("switches")
def tab_buttons(ctx: Context) -> Children:
    ctx.lossy.add("buttons without their look")
    w = words(ctx.facts.zh)
    titles = (w["specs"], w["about"].format(ctx.facts.name))
    return [h("div", [h("button", title, type="button") for title in titles], role="tablist")]


@option("switches")
def rating(ctx: Context) -> Children:
    return [h("div", "★ 4.6 (", h("span", "89"), " 评论)" if ctx.facts.zh else " reviews)")]


@option("viewed")
def nothing_viewed(ctx: Context) -> Children:
    return []


@option("viewed")
def cards_with_buttons(ctx: Context) -> Children:
    """Other models before the facts: a name, facts, and a link to the model."""
    ctx.lossy.add("other models before the facts")
    ctx.bound.add("cards of other models known by their links")
    cards = []
    for each in neighbours(ctx, 2):
        rows = [h("div", h("b", label), " ", h("span", raw)) for label, raw in few(each)]
        link = h("a", "查看" if ctx.facts.zh else "Open", href=path(each))
        cards.append(h("div", h("div", each.name), rows, link))
    return [h("h2", "今日精选" if ctx.facts.zh else "Picks of the Day"), *cards]


@option("beside_text")
def nothing_beside(ctx: Context) -> Children:
    return []


@option("beside_text")
def letter(ctx: Context) -> Children:
    ctx.lossy.add("texts that are not the model's")
    top, text = (
        ("每周邮件", "每周五收到关于新模型的邮件，随时可以退订。")
        if ctx.facts.zh
        else ("Our Friday mail", "New models in your inbox every Friday, and one click to leave the list.")
    )
    return [h("aside", h("h3", top), h("p", text))]


@option("beside_text")
def day_of_change(ctx: Context) -> Children:
    return [
        h("p", "最后更新：2026 年 3 月 3 日" if ctx.facts.zh else "Last updated: 3 Mar 2026 by the editors")
    ]


@option("beside_text")
def byline(ctx: Context) -> Children:
    ctx.lossy.add("texts that are not the model's")
    top, text = (
        ("作者", "李雷在一家小实验室工作了九年，经常撰写关于语言模型的文章。")
        if ctx.facts.zh
        else ("Written by", "Ola has kept bees and servers for nine years, and writes about both.")
    )
    return [h("div", h("div", top), h("div", "Ola Berg"), h("p", text))]


@option("beside_text")
def picture(ctx: Context) -> Children:
    ctx.lossy.add("captions")
    text = (
        "在寒冷的一月里，所有这些计算都是在这个机房中完成的。"
        if ctx.facts.zh
        else "The hall in which all of it was computed, on a cold day in January."
    )
    return [h("figure", h("img", src="/hall.jpg", alt=""), h("figcaption", text))]
