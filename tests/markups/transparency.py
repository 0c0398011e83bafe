"""Forms of the transparency report, also called model integrity."""

from __future__ import annotations

from typing import Any

from tests.markups import prose
from tests.markups.facts import PILLARS, PILLARS_ZH, criterion_scores
from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading
from tests.markups.tree import Child, Children, Raw, h
from tests.markups.wholes import Pillar
from tests.markups.words import words

dimension("total_form", 0.7)
dimension("pillar_form", 0.6)
dimension("criterion_form", 0.7)
dimension("report_depth", 0.6)


@option("total_form")
def total_one_element(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("div", h("div", label), h("div", grade), h("div", f"{score} / 100"))


@option("total_form")
def total_two_elements(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("div", h("div", label), h("div", h("div", score), h("div", "/ 100")), h("div", grade))


@option("total_form")
def total_spans(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("div", h("p", label), h("p", h("span", score), " ", h("span", "/ 100")), h("p", grade))


@option("total_form")
def total_tight(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("div", h("div", label), h("div", h("strong", score), h("small", "/100")), h("div", grade))


@option("total_form")
def total_grade_first(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h("div", h("span", grade), h("div", label), h("div", f"{score}/100"))


@option("total_form")
def total_comments(ctx: Context, label: str, score: str, grade: str) -> Child:
    return h(
        "div",
        h("h3", label),
        h("div", score, Raw("<!-- -->"), " / ", Raw("<!-- -->"), "100"),
        h("div", grade),
    )


@option("pillar_form")
def pillar_blocks(ctx: Context, name: str, score: str, rows: Children) -> Child:
    return h("section", h("div", h("h3", name), h("div", score)), rows)


@option("pillar_form")
def pillar_flat(ctx: Context, name: str, score: str, rows: Children) -> Child:
    return h("div", h("h4", name), h("span", score), rows)


@option("pillar_form")
def pillar_details(ctx: Context, name: str, score: str, rows: Children) -> Child:
    return h("details", h("summary", h("span", name), " ", h("span", score)), rows, open="")


@option("pillar_form")
def pillar_divs(ctx: Context, name: str, score: str, rows: Children) -> Child:
    return h("div", h("div", h("div", name), h("div", h("span", score))), h("div", rows))


@option("criterion_form")
def criterion_blocks(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("div", h("div", h("div", name), h("div", score)), h("p", text))]


@option("criterion_form")
def criterion_heading(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("h4", name), h("div", score), h("p", text)]


@option("criterion_form")
def criterion_score_last(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("article", h("h5", name), h("p", text), h("div", score))]


@option("criterion_form")
def criterion_details(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("details", h("summary", h("span", name), " ", h("b", score)), h("p", text))]


@option("criterion_form")
def criterion_meter(ctx: Context, name: str, score: str, text: str) -> Children:
    bar = Raw('<div role="progressbar" aria-valuenow="70"><div style="width:70%"></div></div>')
    return [h("div", h("span", name), h("div", score), bar, h("p", text))]


@option("criterion_form")
def criterion_list_item(ctx: Context, name: str, score: str, text: str) -> Children:
    return [h("ul", h("li", h("strong", name), h("div", score), h("div", text)))]


@option("report_depth")
def whole(ctx: Context) -> tuple[bool, bool, bool]:
    """Pillars, criterion scores, assessments."""
    return True, True, True


@option("report_depth")
def without_scores(ctx: Context) -> tuple[bool, bool, bool]:
    return True, False, True


@option("report_depth")
def total_only(ctx: Context) -> tuple[bool, bool, bool]:
    return False, False, False


@option("report_depth")
def scores_only(ctx: Context) -> tuple[bool, bool, bool]:
    return True, True, False


def points(value: float, top: int) -> str:
    return f"{value:.1f} / {top}"


def transparency(ctx: Context, facts: dict[str, Any]) -> Child:
    """The report: title, total, note, pillars with their criteria."""
    w, name = words(ctx.facts.zh), ctx.facts.name
    rng = ctx.rng("transparency")
    pillared, scored, assessed = ctx.use("report_depth")
    kind = "integrity" if facts["title"] == "Model Integrity" else "transparency"
    text = prose.note(rng, ctx.facts.zh, name)
    parts: Children = [heading(ctx, w[kind])]
    parts.append(ctx.use("total_form", w["total"], str(facts["score"]), facts["grade"]))
    parts.append(heading(ctx, f"{name} {w[kind + '_report']}", "group_heading"))
    parts += ctx.use("report_total", w["total"], str(facts["score"]), facts["grade"])
    parts.append(h("div", h("h4", w["note"]), h("p", text)))
    record = {
        "score": float(facts["score"]),
        "max_score": 100.0,
        "grade": facts["grade"],
        "note": text,
        "criteria": [],
    }
    translated = dict(zip([p[0] for p in PILLARS], PILLARS_ZH, strict=True))
    pillars: list[Pillar] = []
    for pillar, top, rows in criterion_scores(facts["score"], rng) if pillared else ():
        shown = translated[pillar] if ctx.facts.zh else (pillar, top, tuple(row[0] for row in rows))
        made = []
        for name_, (_, value) in zip(shown[2], rows, strict=True):
            text = prose.assessment(rng, ctx.facts.zh, name_) if assessed else None
            made.append((name_, points(value, 10) if scored else None, text))
            record["criteria"].append(_expected(shown[0], name_, value if scored else None, text))
        pillars.append((shown[0], points(sum(value for _, value in rows), top), made))
    parts += ctx.use("report_whole", pillars) if pillars else []
    ctx.record["transparency"] = record
    return h("section", parts)


def criterion(ctx: Context, name: str, score: str | None, text: str | None) -> Children:
    """One criterion in the plan's form; where parts are missing, in a plain one."""
    if score and text:
        return list(ctx.use("criterion_form", name, score, text))
    return [h("div", h("h5", name), h("div", score) if score else None, h("p", text) if text else None)]


def _expected(pillar: str, name: str, score: float | None, text: str | None) -> dict[str, Any]:
    return {
        "pillar": pillar,
        "criterion": name,
        "score": score,
        "max_score": 10.0 if score is not None else None,
        "assessment": text,
    }
