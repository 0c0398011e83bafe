"""The frame of a page: navigation, footer, scripts, hidden data. Nothing of it is about the model."""

from __future__ import annotations

import json

from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Child, Children, Raw, h
from tests.markups.words import words

dimension("navigation", 0.5)
dimension("footer", 0.5)
dimension("payload", 0.6)
dimension("hidden", 0.3)
dimension("breadcrumb", 0.3)

DATA = {
    "Context Length": "999K",
    "parameters": "1B",
    "License": "None",
    "rank": 1,
    "benchmarks": [["MMLU", 0.1, 1]],
}


@option("navigation")
def no_navigation(ctx: Context) -> Children:
    return []


@option("navigation")
def nav_links(ctx: Context) -> Children:
    items = [("Home", "/"), ("Models", "/models"), ("Leaderboards", "/leaderboards"), ("Courses", "/courses")]
    return [h("nav", h("ul", [h("li", h("a", text, href=path)) for text, path in items]))]


@option("navigation")
def header_with_search(ctx: Context) -> Children:
    form = h("form", h("input", type="search", placeholder="Context Length"), h("button", "Search"))
    return [h("header", h("a", h("img", src="/logo.svg", alt="Site logo"), href="/"), form)]


@option("navigation")
def nav_with_label_words(ctx: Context) -> Children:
    ctx.lossy.add("label words in the navigation")
    w = words(ctx.facts.zh)
    links = [w["context"], w["license"], w["parameters"], w["benchmarks"], w["rankings"]]
    return [h("nav", [h("a", text, href=f"#{at}") for at, text in enumerate(links)])]


@option("navigation")
def select_of_models(ctx: Context) -> Children:
    ctx.lossy.add("a menu of models")
    return [h("nav", h("select", [h("option", name) for name in ("Small 1B", "Medium 7B", "Large 70B")]))]


@option("footer")
def no_footer(ctx: Context) -> Children:
    return []


@option("footer")
def footer_links(ctx: Context) -> Children:
    return [h("footer", h("p", "© 2026 A directory of models"), h("a", "Privacy", href="/privacy"))]


@option("footer")
def footer_with_label_words(ctx: Context) -> Children:
    ctx.lossy.add("label words in the footer")
    w = words(ctx.facts.zh)
    columns = [
        h("div", h("h4", w["license"]), h("p", "CC BY 4.0")),
        h("div", h("h4", w["context"]), h("p", "1K")),
    ]
    return [h("footer", columns)]


@option("footer")
def footer_chat(ctx: Context) -> Children:
    return [h("footer", h("div", "APX AI"), h("div", "Online"))]


@option("payload")
def no_payload(ctx: Context) -> Children:
    return []


@option("payload")
def next_data(ctx: Context) -> Children:
    return [Raw(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(DATA)}</script>')]


@option("payload")
def linked_data(ctx: Context) -> Children:
    data = {"@type": "Product", "name": "Another 9B", "description": "Context Length: 64K"}
    return [Raw(f'<script type="application/ld+json">{json.dumps(data)}</script>')]


@option("payload")
def streamed(ctx: Context) -> Children:
    text = json.dumps(
        '5:["$","div",null,{"children":["Context Length","1K","<dt>License</dt><dd>None</dd>"]}]'
    )
    return [Raw(f"<script>self.__next_f.push([1,{text}])</script>".replace("</d", "<\\/d"))]


@option("payload")
def script_with_markup(ctx: Context) -> Children:
    return [Raw("<script>document.write('<div>Context Length<\\/div><div>1K<\\/div>')</script>")]


@option("hidden")
def nothing_hidden(ctx: Context) -> Children:
    return []


@option("hidden")
def template(ctx: Context) -> Children:
    w = words(ctx.facts.zh)
    return [
        h(
            "template",
            h("div", w["context"]),
            h("div", "1K"),
            h("div", w["license"]),
            h("div", "{{ license }}"),
        )
    ]


@option("hidden")
def noscript(ctx: Context) -> Children:
    return [
        Raw('<noscript><img src="/pixel.gif" alt="License: None"><p>Please enable JavaScript.</p></noscript>')
    ]


@option("hidden")
def comment_block(ctx: Context) -> Children:
    return [Raw("<!-- <dl><dt>Context Length</dt><dd>1K</dd></dl> -->")]


@option("hidden")
def data_attributes(ctx: Context) -> Children:
    return [h("div", data_props=json.dumps(DATA), hidden="")]


@option("hidden")
def style_rules(ctx: Context) -> Children:
    return [Raw('<style>.row::before{content:"Context Length 1K"}</style>')]


@option("breadcrumb")
def no_breadcrumb(ctx: Context) -> Children:
    return []


@option("breadcrumb")
def nav_breadcrumb(ctx: Context) -> Children:
    links = [h("a", "Models", href="/models"), " / ", h("span", ctx.facts.name)]
    return [h("nav", links, aria_label="Breadcrumb")]


@option("breadcrumb")
def list_breadcrumb(ctx: Context) -> Children:
    return [h("nav", h("ol", h("li", h("a", "Home", href="/")), h("li", h("a", "Models", href="/models"))))]


def head(ctx: Context) -> Child:
    title = f"{ctx.facts.name}: Specifications and GPU VRAM Requirements"
    meta = h("meta", name="description", content="Context Length: 999K. License: None.")
    link = h("link", rel="stylesheet", href=ctx.stylesheet) if ctx.stylesheet else None
    return h("head", h("meta", charset="utf-8"), h("title", title), meta, link)
