"""Forms of the page as a whole: its name, the order of its sections, running text, body, attributes, source."""

from __future__ import annotations

from tests.markups.registry import Context, dimension, option
from tests.markups.tree import Child, Children, Node, Raw, h, write
from tests.markups.words import words

dimension("name_form", 0.5)
dimension("order", 0.3)
dimension("prose_form", 0.4)
dimension("description_heading", 0.4)
dimension("root", 0.5)
dimension("attributes", 0.6)
dimension("source", 0.5)


@option("name_form")
def h1(ctx: Context, name: str) -> Child:
    return h("h1", name)


@option("name_form")
def h1_noise(ctx: Context, name: str) -> Child:
    return h("header", h("div", h("h1", ctx.use("heading_text", name))))


@option("name_form")
def h1_comments(ctx: Context, name: str) -> Child:
    return h("h1", Raw("<!--[-->"), h("span", name), Raw("<!--]-->"))


@option("name_form")
def hgroup(ctx: Context, name: str) -> Child:
    return h("hgroup", h("img", src="/brand.png", alt="brand"), h("h1", name))


@option("order")
def by_age(ctx: Context) -> list[str]:
    if ctx.facts.age == "requirements":
        return [
            "overview",
            "requirements",
            "diagram",
            "benchmarks",
            "rankings",
            "about",
            "specs",
            "family",
            "transparency",
        ]
    return [
        "overview",
        "specs",
        "requirements",
        "diagram",
        "about",
        "family",
        "benchmarks",
        "rankings",
        "transparency",
    ]


@option("order")
def specs_last(ctx: Context) -> list[str]:
    return ["overview", "about", "family", "benchmarks", "rankings", "transparency", "requirements", "specs"]


@option("order")
def prose_first(ctx: Context) -> list[str]:
    return [
        "about",
        "overview",
        "specs",
        "requirements",
        "benchmarks",
        "rankings",
        "transparency",
        "diagram",
        "family",
    ]


@option("order")
def benchmarks_first(ctx: Context) -> list[str]:
    return ["overview", "benchmarks", "rankings", "transparency", "specs", "requirements", "about", "family"]


@option("prose_form")
def paragraphs(ctx: Context, texts: list[str]) -> Children:
    return [h("p", text) for text in texts]


@option("prose_form")
def paragraphs_with_inline(ctx: Context, texts: list[str]) -> Children:
    found: Children = []
    for text in texts:
        words_ = text.split(" ")
        mark = ctx.rng("prose_form").choice(["strong", "em", "code", "a"])
        middle = len(words_) // 2
        if len(words_) > 4:
            attributes = {"href": "/courses/basics"} if mark == "a" else {}
            inner = h(mark, words_[middle], **attributes)
            found.append(h("p", " ".join(words_[:middle]) + " ", inner, " " + " ".join(words_[middle + 1 :])))
        else:
            found.append(h("p", text))
    return found


@option("prose_form")
def prose_divs(ctx: Context, texts: list[str]) -> Children:
    return [h("div", h("div", text)) for text in texts]


@option("prose_form")
def prose_wrapped_source(ctx: Context, texts: list[str]) -> Children:
    return [h("div", [h("p", text.replace(". ", ".\n        ")) for text in texts], class_="prose")]


@option("description_heading")
def name_heading(ctx: Context) -> str | None:
    return ctx.facts.name


@option("description_heading")
def about_heading(ctx: Context) -> str | None:
    if ctx.facts.family == ctx.facts.name:
        return ctx.facts.name
    return words(ctx.facts.zh)["about"].format(ctx.facts.name)


@option("description_heading")
def overview_heading(ctx: Context) -> str | None:
    return words(ctx.facts.zh)["overview"]


@option("root")
def main(ctx: Context, parts: Children) -> Node:
    return h("body", ctx.use("navigation"), h("main", parts), ctx.use("footer"), ctx.use("payload"))


@option("root")
def root_div(ctx: Context, parts: Children) -> Node:
    return h(
        "body",
        h("div", ctx.use("navigation"), h("div", h("div", parts)), ctx.use("footer")),
        ctx.use("payload"),
        id="app",
    )


@option("root")
def article(ctx: Context, parts: Children) -> Node:
    return h(
        "body", ctx.use("payload"), ctx.use("navigation"), h("main", h("article", parts)), ctx.use("footer")
    )


@option("root")
def web_component(ctx: Context, parts: Children) -> Node:
    return h(
        "body",
        h("app-root", ctx.use("navigation"), h("profile-page", parts), ctx.use("footer")),
        ctx.use("payload"),
    )


@option("attributes")
def no_attributes(ctx: Context, body: Node) -> None:
    pass


@option("attributes")
def utility_classes(ctx: Context, body: Node) -> None:
    rng = ctx.rng("attributes")
    names = [
        "flex",
        "mt-4",
        "text-gray-500",
        "md:hidden",
        "dark:bg-slate-900",
        "label",
        "value",
        "nav",
        "sr-only-not",
        "p-2",
    ]
    for node in body.walk():
        if rng.random() < 0.6:
            node.attributes["class"] = " ".join(rng.sample(names, 3))


@option("attributes")
def hashed_classes(ctx: Context, body: Node) -> None:
    rng = ctx.rng("attributes")
    for node in body.walk():
        node.attributes["class"] = f"css-{rng.getrandbits(24):x}"
        if rng.random() < 0.2:
            node.attributes["data-v-" + f"{rng.getrandbits(20):x}"] = ""


@option("attributes")
def misleading_ids(ctx: Context, body: Node) -> None:
    rng = ctx.rng("attributes")
    for node in body.walk():
        if rng.random() < 0.3:
            node.attributes["id"] = (
                f"{rng.choice(['context-length', 'footer', 'license', 'nav'])}-{rng.getrandbits(16)}"
            )


@option("source")
def minified(ctx: Context, page: Node) -> bytes:
    return ("<!DOCTYPE html>" + write(page)).encode()


@option("source")
def pretty(ctx: Context, page: Node) -> bytes:
    return ("<!doctype html>\n" + write(page, pretty=True)).encode()


@option("source")
def end_tags_left_out(ctx: Context, page: Node) -> bytes:
    omit = frozenset(("li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "option", "body", "html"))
    return ("<!DOCTYPE html>\n" + write(page, omit=omit)).encode()


@option("source")
def byte_order_mark(ctx: Context, page: Node) -> bytes:
    return b"\xef\xbb\xbf" + ("<!DOCTYPE html>\n" + write(page, pretty=True)).encode()


@option("source")
def no_doctype(ctx: Context, page: Node) -> bytes:
    return write(page).encode()
