"""Further sections of a page that carry label words and numbers but no facts: answers, examples, calculators."""

from __future__ import annotations

from tests.markups.others import few, neighbours, path
from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading
from tests.markups.tree import Child, Children, Raw, h
from tests.markups.words import words

dimension("questions", 0.2)
dimension("example", 0.2)
dimension("calculator", 0.2)
dimension("compared", 0.25)
dimension("contents", 0.2)
dimension("buttons", 0.25)


@option("questions")
def no_questions(ctx: Context) -> Children:
    return []


def _questions(ctx: Context) -> list[tuple[str, str]]:
    name = ctx.facts.name
    if ctx.facts.zh:
        return [
            (f"{name} 的上下文长度是多少？", "具体数值见上方表格；同类模型多为 32K 或 128K 个词元。"),
            (f"{name} 可以商用吗？", "请阅读许可证全文，其中第 4 条说明了限制。"),
        ]
    return [
        (
            f"What is the context length of {name}?",
            "The table above has it; most models of its kind have 32K or 128K tokens.",
        ),
        (
            f"Can {name} be used commercially?",
            "Read the license in full; clause 4 names the limits, and 7B or 70B makes no difference.",
        ),
    ]


def _asked(ctx: Context, body: Children) -> Children:
    return [h("section", heading(ctx, "常见问题" if ctx.facts.zh else "Frequently Asked Questions"), body)]


@option("questions")
def questions_details(ctx: Context) -> Children:
    ctx.lossy.add("questions and answers")
    return _asked(ctx, [h("details", h("summary", ask), h("p", answer)) for ask, answer in _questions(ctx)])


@option("questions")
def questions_headings(ctx: Context) -> Children:
    ctx.lossy.add("questions and answers")
    return _asked(ctx, [h("div", h("h3", ask), h("p", answer)) for ask, answer in _questions(ctx)])


@option("questions")
def questions_list(ctx: Context) -> Children:
    ctx.lossy.add("questions and answers")
    return _asked(ctx, [h("dl", [[h("dt", ask), h("dd", answer)] for ask, answer in _questions(ctx)])])


@option("example")
def no_example(ctx: Context) -> Children:
    return []


@option("example")
def example_code(ctx: Context) -> Children:
    ctx.lossy.add("program text")
    code = "model = Model('small-1b', context_length=4096)\n# Context Length: 4K\nmodel.run(max_tokens=64)\n"
    return [
        h("section", heading(ctx, "快速开始" if ctx.facts.zh else "Quick Start"), h("pre", h("code", code)))
    ]


@option("example")
def example_json(ctx: Context) -> Children:
    ctx.lossy.add("program text")
    text = '{\n  "Parameters": "1B",\n  "Context Length": "4K",\n  "License": "None"\n}'
    return [h("section", heading(ctx, "示例" if ctx.facts.zh else "Example"), h("pre", h("code", text)))]


@option("calculator")
def no_calculator(ctx: Context) -> Children:
    return []


@option("calculator")
def calculator(ctx: Context) -> Children:
    ctx.lossy.add("calculator")
    if ctx.facts.zh:
        texts = ["完整计算器", "选择模型权重的量化方法", "上下文大小：1,024 个词元", "1k", "63k", "125k"]
        return [h("section", heading(ctx, "GPU 要求"), [h("div", text) for text in texts])]
    texts = [
        "Full Calculator", "Choose the quantization method for model weights", "Context Size: 1,024 tokens",
        "1k", "63k", "125k", "VRAM Required:", "Recommended GPUs",
    ]  # fmt: skip
    select = h("select", [h("option", name) for name in ("FP16", "INT8", "INT4")])
    return [h("section", heading(ctx, "GPU Requirements"), select, [h("div", text) for text in texts])]


@option("compared")
def not_compared(ctx: Context) -> Children:
    return []


@option("compared")
def compared_columns(ctx: Context) -> Children:
    """A table with a row per label and a column per model, this one first."""
    ctx.lossy.add("comparison")
    others = neighbours(ctx, 2)
    names = [
        h("th", ""),
        h("th", ctx.facts.name),
        *(h("th", h("a", each.name, href=path(each))) for each in others),
    ]
    rows = []
    for place, (label, raw) in enumerate(few(ctx.facts, 4)):
        cells = [h("td", few(each, 4)[place][1]) for each in others]
        rows.append(h("tr", h("th", label), h("td", raw), cells))
    return _compared(ctx, h("table", h("thead", h("tr", names)), h("tbody", rows)))


@option("compared")
def compared_cards(ctx: Context) -> Children:
    ctx.lossy.add("comparison")
    cards = []
    for each in neighbours(ctx, 3):
        rows = [h("p", h("b", label), " ", raw) for label, raw in few(each, 4)]
        cards.append(h("div", h("h3", each.name), rows, h("a", "Compare", href=path(each))))
    return _compared(ctx, h("div", cards))


def _compared(ctx: Context, body: Child) -> Children:
    return [h("section", heading(ctx, words(ctx.facts.zh)["compare"]), body)]


@option("contents")
def no_contents(ctx: Context) -> Children:
    return []


@option("contents")
def contents_list(ctx: Context) -> Children:
    ctx.lossy.add("table of contents")
    w = words(ctx.facts.zh)
    titles = [w["specs"], w["benchmarks"], w["rankings"]]
    return [
        h("nav", h("ul", [h("li", h("a", title, href=f"#part-{at}")) for at, title in enumerate(titles)]))
    ]


@option("contents")
def contents_aside(ctx: Context) -> Children:
    ctx.lossy.add("table of contents")
    w = words(ctx.facts.zh)
    titles = [w["overview"], w["specs"], w["requirements"], w["benchmarks"]]
    return [h("aside", [h("a", title, href=f"#part-{at}") for at, title in enumerate(titles)])]


@option("buttons")
def no_buttons(ctx: Context) -> Children:
    return []


@option("buttons")
def share_buttons(ctx: Context) -> Children:
    titles = ("分享", "复制") if ctx.facts.zh else ("Share", "Copy link")
    return [
        h(
            "div",
            [h("button", Raw("<svg><title>icon</title></svg>"), title, type="button") for title in titles],
        )
    ]


@option("buttons")
def icon_buttons(ctx: Context) -> Children:
    return [h("div", h("button", Raw('<svg><path d="M0 0"/></svg>'), aria_label="Share"))]
