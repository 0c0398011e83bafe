"""Rarer forms of a page: old layout tables, forms around everything, other encodings, names without a heading."""

from __future__ import annotations

import re

from tests.markups.registry import Context, option
from tests.markups.tree import Child, Children, Node, Raw, h, write
from tests.markups.words import words


@option("name_form")
def name_in_div(ctx: Context, name: str) -> Child:
    """No heading element: the first large text of the page, and the start of its title."""
    return h("div", h("span", name), class_="text-4xl font-bold")


@option("name_form")
def h1_with_logo(ctx: Context, name: str) -> Child:
    logo = Raw('<svg viewBox="0 0 9 9"><title>Maker logo</title><path d="M0 0"/></svg>')
    return h("div", h("h1", logo, " ", name), h("img", src="/maker.png", alt="maker of models"))


@option("name_form")
def h1_broken_source(ctx: Context, name: str) -> Child:
    return h("h1", "\n      " + name.replace(" ", "\n      ") + "\n    ")


@option("order")
def related_first(ctx: Context) -> list[str]:
    """The family and the other models stand before the facts."""
    ctx.lossy.add("other models before the facts")
    return [
        "family",
        "overview",
        "specs",
        "requirements",
        "diagram",
        "about",
        "benchmarks",
        "rankings",
        "transparency",
    ]


@option("order")
def report_first(ctx: Context) -> list[str]:
    return ["transparency", "rankings", "benchmarks", "overview", "about", "specs", "requirements", "family"]


@option("prose_form")
def prose_break_break(ctx: Context, texts: list[str]) -> Children:
    """Paragraphs apart by two line breaks, as old editors wrote them."""
    found: Children = []
    for at, text in enumerate(texts):
        found += [h("br"), h("br")] if at else []
        found.append(text)
    return [h("div", found)]


@option("prose_form")
def prose_read_more(ctx: Context, texts: list[str]) -> Children:
    more = h("button", "阅读更多" if ctx.facts.zh else "Read more", type="button")
    return [h("div", [h("p", text) for text in texts]), more]


@option("prose_form")
def prose_quote(ctx: Context, texts: list[str]) -> Children:
    return [h("blockquote", [h("p", text) for text in texts])]


@option("prose_form")
def prose_noise(ctx: Context, texts: list[str]) -> Children:
    """Comments and icons between the words of running text."""
    found: Children = []
    for text in texts:
        first, _, rest = text.partition(" ")
        found.append(
            h("p", Raw("<!--[-->"), first, " ", Raw("<svg><title>quote</title></svg>"), rest, Raw("<!--]-->"))
        )
    return found


@option("description_heading")
def section_word_heading(ctx: Context) -> str | None:
    """ "About this model", as many directories have it."""
    return "关于此模型" if ctx.facts.zh else "About this model"


@option("root")
def layout_table(ctx: Context, parts: Children) -> Node:
    """A page of the old school: a table holds the menu in one cell and the page in the other."""
    ctx.lossy.add("layout table")
    menu = h("td", [h("a", text, href="/") for text in ("Home", "Models")], width="150")
    row = h("tr", menu, h("td", parts))
    return h(
        "body", ctx.use("navigation"), h("table", row, border="0"), ctx.use("footer"), ctx.use("payload")
    )


@option("root")
def one_form(ctx: Context, parts: Children) -> Node:
    state = h("input", type="hidden", name="__VIEWSTATE", value="Context Length 1K")
    return h(
        "body",
        h("form", state, ctx.use("navigation"), h("div", parts), ctx.use("footer")),
        ctx.use("payload"),
    )


@option("root")
def deep(ctx: Context, parts: Children) -> Node:
    inner = h("div", parts)
    for _ in range(40):
        inner = h("div", inner)
    return h("body", ctx.use("navigation"), inner, ctx.use("footer"), ctx.use("payload"))


@option("root")
def amp(ctx: Context, parts: Children) -> Node:
    side = h(
        "amp-sidebar",
        ctx.use("navigation"),
        h("ul", h("li", h("a", words(ctx.facts.zh)["rankings"], href="#r"))),
    )
    ctx.lossy.add("label words in the navigation")
    return h("body", h("nav", side), h("main", h("amp-layout", parts)), ctx.use("footer"), ctx.use("payload"))


@option("root")
def site_title_first(ctx: Context, parts: Children) -> Node:
    """The site's name is a first-level heading too, in the header."""
    ctx.lossy.add("the site's own heading")
    top = h("header", h("h1", h("a", "Model Directory", href="/")), ctx.use("navigation"))
    return h("body", top, h("main", parts), ctx.use("footer"), ctx.use("payload"))


@option("attributes")
def vue_and_angular(ctx: Context, body: Node) -> None:
    rng = ctx.rng("attributes")
    for node in body.walk():
        node.attributes[f"data-v-{rng.getrandbits(16):04x}"] = ""
        if rng.random() < 0.3:
            node.attributes["_ngcontent-c1"] = ""


@option("attributes")
def spoken(ctx: Context, body: Node) -> None:
    """Roles and descriptions on everything, also wrong ones."""
    rng = ctx.rng("attributes")
    for node in body.walk():
        if rng.random() < 0.3:
            node.attributes["aria-label"] = rng.choice(["Context Length: 999K", "card", "License", "value"])
            node.attributes["role"] = rng.choice(["group", "presentation", "listitem"])


@option("source")
def windows_lines(ctx: Context, page: Node) -> bytes:
    return ("<!DOCTYPE html>\n" + write(page, pretty=True)).replace("\n", "\r\n").encode()


@option("source")
def xhtml(ctx: Context, page: Node) -> bytes:
    page.attributes["xmlns"] = "http://www.w3.org/1999/xhtml"
    return ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + write(page)).encode()


@option("source")
def upper_case_tags(ctx: Context, page: Node) -> bytes:
    for node in page.walk():
        if "-" not in node.tag:
            node.tag = node.tag.upper()
    return ("<!DOCTYPE HTML>\n" + write(page)).replace("<BR></BR>", "<BR>").encode()


@option("source")
def western_encoding(ctx: Context, page: Node) -> bytes:
    """Declared in the page, other letters as references; the header says nothing."""
    return _declared(ctx, page, "windows-1252")


@option("source")
def chinese_encoding(ctx: Context, page: Node) -> bytes:
    return _declared(ctx, page, "gb18030")


@option("source")
def unquoted_attributes(ctx: Context, page: Node) -> bytes:
    return re.sub(r"(<[a-z][^<>]*)", _unquoted, "<!DOCTYPE html>" + write(page)).encode()


def _unquoted(tag: re.Match[str]) -> str:
    return re.sub(r'="([A-Za-z0-9-]+)"', r"=\1", tag[1])


@option("source")
def stray_end_tags(ctx: Context, page: Node) -> bytes:
    """End tags of elements that were never opened; parsers leave them out."""
    return (
        "<!DOCTYPE html>" + write(page).replace("<section>", "<section></b></i>").replace("<dl>", "</em><dl>")
    ).encode()


def _declared(ctx: Context, page: Node, charset: str) -> bytes:
    ctx.media_type, ctx.charset = "text/html", charset
    for node in page.walk():
        if "charset" in node.attributes:
            node.attributes["charset"] = charset
    return ("<!DOCTYPE html>\n" + write(page, pretty=True)).encode(charset, "xmlcharrefreplace")
