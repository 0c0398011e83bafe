"""Things on a page that must be reported: unknown labels and groups, refused values, conflicts."""

from __future__ import annotations

from dataclasses import replace

from tests.markups.facts import Pair
from tests.markups.registry import Context, dimension, option

dimension("injection", 0.35)

Groups = list[tuple[str | None, list[Pair]]]


@option("injection")
def nothing_injected(ctx: Context, groups: Groups) -> None:
    pass


@option("injection")
def unknown_label(ctx: Context, groups: Groups) -> None:
    """A label between known ones that the vocabulary does not have."""
    label, raw = ctx.rng("injection").choice(
        [("最大输出长度", "64K"), ("量化支持", "INT8")]
        if ctx.facts.zh
        else [("Max Output Tokens", "64K"), ("Tool Calling", "Yes")]
    )
    groups[0][1].insert(3, (label, raw, None))
    ctx.findings.append(("unknown_label", label, raw))


@option("injection")
def unknown_group(ctx: Context, groups: Groups) -> None:
    """A whole new group with its heading."""
    if len(groups) < 3:
        return
    pairs = [("Input Price", "$3.00"), ("Output Price", "$15.00"), ("Batch Discount", "50%")]
    groups.append(("Pricing", [(label, raw, None) for label, raw in pairs]))
    ctx.findings += [("unknown_label", label, raw) for label, raw in pairs]


@option("injection")
def refused(ctx: Context, groups: Groups) -> None:
    """A value that is no number: the field stays null."""
    place = next(at for at, pair in enumerate(groups[0][1]) if pair[2] == "context_length")
    label = groups[0][1][place][0]
    groups[0][1][place] = (label, "ask sales", None)
    ctx.findings.append(("refused", label, "ask sales"))


@option("injection")
def conflict(ctx: Context, groups: Groups) -> None:
    """The same label again with another value: the first one stands."""
    first = next(pair for pair in groups[0][1] if pair[2] == "context_length")
    if len(groups) < 2 or first[1] == "-":
        return
    groups[-1][1].append((first[0], "77K", None))
    ctx.findings.append(("conflict", first[0], "77K"))


@option("injection")
def unknown_in_specs(ctx: Context, groups: Groups) -> None:
    """Unknown labels first, between and last among the specifications."""
    if len(groups) < 2:
        return
    pairs = (
        [("训练词元数", "15T"), ("推理模式", "Hybrid")]
        if ctx.facts.zh
        else [("Training Tokens", "15T"), ("Thinking Mode", "Hybrid")]
    )
    group = groups[1][1]
    group.insert(0, (*pairs[0], None))
    group.append((*pairs[1], None))
    ctx.findings += [("unknown_label", label, raw) for label, raw in pairs]


@option("injection")
def refused_many(ctx: Context, groups: Groups) -> None:
    """Values that the grammar cannot read, in several fields."""
    for name, raw in (("release_date", "soon"), ("parameters", "about 7B"), ("layers", "many")):
        for _, pairs in groups:
            for place, pair in enumerate(pairs):
                if pair[2] == name:
                    pairs[place] = (pair[0], raw, None)
                    ctx.findings.append(("refused", pair[0], raw))


@option("injection")
def nameless_row(ctx: Context, groups: Groups) -> None:
    """A row of the benchmark table has lost its name."""
    rows = ctx.facts.benchmarks
    if rows and ctx.plan["benchmark_table"] in ("table", "table_without_thead", "div_table"):
        ctx.facts = replace(ctx.facts, benchmarks=(*rows[:1], ("", "", "0.123", "77"), *rows[1:]))
        ctx.findings.append(("nameless_row", "", "0.123"))
