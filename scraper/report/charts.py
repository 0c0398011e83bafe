"""The report's charts as Vega-Lite specifications. Data comes in by name when the page draws them."""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]

MIXTURE, DENSE, OTHER = "Mixture of experts", "Dense", "Not published"
# Who is drawn as what: by structure, not by the page's words, which differ by language.
_KIND = (
    f"datum.experts > 0 || datum.total_expert_parameters > 0 ? '{MIXTURE}'"
    f" : datum.architecture ? '{DENSE}' : '{OTHER}'"
)
# A year or a month stands in its middle.
_DAY = (
    "toDate(datum.release_date + (length(datum.release_date) == 4 ? '-07-01'"
    " : length(datum.release_date) == 7 ? '-15' : ''))"
)
_LENGTHS = (1e3, 4e3, 1.6e4, 6.4e4, 2.56e5, 1e6, 4e6, 1.6e7)
_SIZES = (1e8, 1e9, 4e9, 1e10, 4e10, 1e11, 4e11, 1e12)


def charts() -> dict[str, Spec]:
    """Every chart by the id of its place on the page. Raises `ImportError` without the `report` extra."""
    import altair as alt  # noqa: PLC0415 (optional)

    made = {
        "releases": _releases(alt),
        "context": _context(alt),
        "sizes": _sizes(alt),
        "benchmark": _benchmark(alt),
        "transparency": _transparency(alt),
    }
    return {name: chart.to_dict() for name, chart in made.items()}


def _models(alt: Any) -> Any:
    models = alt.Chart(alt.NamedData(name="models"))
    return models.transform_calculate(kind=_KIND, day=_DAY).properties(width="container")


def _kind(alt: Any) -> Any:
    return alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=[DENSE, MIXTURE, OTHER], range="ordinal"),
        legend=alt.Legend(orient="top", symbolType="circle"),
    )


def _who(alt: Any, *more: Any) -> list[Any]:
    return [alt.Tooltip("name:N", title="Model"), alt.Tooltip("release_date:N", title="Released"), *more]


def _releases(alt: Any) -> Any:
    """Models per month of release; each model is a block of its own that leads to its page."""
    return (
        _models(alt)
        .transform_filter("isValid(datum.release_date)")
        .mark_bar(stroke="transparent", cursor="pointer", aria=False)
        .encode(
            x=alt.X(
                "yearmonth(day):T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False)
            ),
            y=alt.Y(
                "sum(one):Q", title="Models released in the month", stack="zero", axis=alt.Axis(tickMinStep=1)
            ),
            color=_kind(alt),
            detail="id:N",
            href="url:N",
            tooltip=_who(alt, alt.Tooltip("family:N", title="Family")),
        )
        .transform_calculate(one="1")
        .properties(height=260)
    )


def _context(alt: Any) -> Any:
    """Context length over time, and the longest so far as a line."""
    known = _models(alt).transform_filter("isValid(datum.release_date) && datum.context_length > 0")
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False))
    scale = alt.Scale(type="log", base=2, nice=False, padding=8)
    axis = alt.Axis(labelExpr=_thousands("datum.value"), values=list(_LENGTHS))
    y = alt.Y("context_length:Q", title="Context length, tokens (logarithmic)", scale=scale, axis=axis)
    points = known.mark_circle(size=70, opacity=0.75, cursor="pointer", aria=False).encode(
        x=x,
        y=y,
        color=_kind(alt),
        href="url:N",
        tooltip=_who(alt, alt.Tooltip("context_length:Q", title="Context, tokens", format=",")),
    )
    longest = (
        known.transform_window(sort=[alt.SortField("day")], frame=[None, 0], longest="max(context_length)")
        .mark_line(interpolate="step-after", strokeDash=[4, 3], strokeWidth=1.5, aria=False)
        .encode(x=x, y=alt.Y("longest:Q", scale=scale), color=alt.value("gray"))
    )
    return alt.layer(longest, points).properties(width="container", height=320)


def _sizes(alt: Any) -> Any:
    """Published parameter counts over time; the larger count where a page publishes two."""
    return (
        _models(alt)
        .transform_filter("isValid(datum.release_date) && datum.size > 0")
        .transform_calculate(
            size_words=_large("datum.size"),
            active_words=_large("datum.active_parameters"),
            experts_words=_large("datum.total_expert_parameters"),
        )
        .mark_circle(size=70, opacity=0.75, cursor="pointer", aria=False)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False)),
            y=alt.Y(
                "size:Q",
                title="Parameters (logarithmic)",
                scale=alt.Scale(type="log", nice=False, padding=8),
                axis=alt.Axis(values=list(_SIZES), labelExpr=_large("datum.value")),
            ),
            color=_kind(alt),
            href="url:N",
            tooltip=_who(
                alt,
                alt.Tooltip("size_words:N", title="Parameters"),
                alt.Tooltip("active_words:N", title="Active, as published"),
                alt.Tooltip("experts_words:N", title="In experts, as published"),
            ),
        )
        .properties(height=320)
    )


def _benchmark(alt: Any) -> Any:
    """Score against rank for the benchmark that the page has chosen (parameter `benchmark`)."""
    chosen = alt.param(name="benchmark", value="")
    return (
        alt.Chart(alt.NamedData(name="benchmarks"))
        .transform_filter("datum.benchmark == benchmark && isValid(datum.score) && isValid(datum.rank)")
        .mark_circle(size=90, opacity=0.8, cursor="pointer", aria=False)
        .encode(
            x=alt.X(
                "rank:Q",
                title="Rank on the site (1 is best)",
                scale=alt.Scale(zero=False, padding=12),
                axis=alt.Axis(grid=False, tickMinStep=1),
            ),
            y=alt.Y("score:Q", title="Score", scale=alt.Scale(zero=False, padding=12)),
            href="url:N",
            tooltip=[
                alt.Tooltip("name:N", title="Model"),
                alt.Tooltip("benchmark:N", title="Benchmark"),
                alt.Tooltip("score:Q", title="Score"),
                alt.Tooltip("rank:Q", title="Rank"),
            ],
        )
        .add_params(chosen)
        .properties(width="container", height=320)
    )


def _transparency(alt: Any) -> Any:
    """Points of the transparency report by pillar, the highest total first; the page sets the height."""
    return (
        alt.Chart(alt.NamedData(name="pillars"))
        .mark_bar(cursor="pointer", aria=False)
        .encode(
            y=alt.Y(
                "label:N",
                title=None,
                sort=alt.EncodingSortField("total", op="max", order="descending"),
            ),
            x=alt.X("score:Q", title="Points of 100", scale=alt.Scale(domain=[0, 100]), stack="zero"),
            color=alt.Color("pillar:N", title=None, sort=None, legend=alt.Legend(orient="top")),
            order=alt.Order("place:Q"),
            href="url:N",
            tooltip=[
                alt.Tooltip("name:N", title="Model"),
                alt.Tooltip("pillar:N", title="Pillar"),
                alt.Tooltip("score:Q", title="Points"),
                alt.Tooltip("total:Q", title="Total"),
                alt.Tooltip("grade:N", title="Grade"),
            ],
        )
        .properties(width="container")
    )


def _thousands(value: str) -> str:
    return f"{value} >= 1e6 ? format({value} / 1e6, '.3~r') + 'M' : format({value} / 1e3, '.3~r') + 'K'"


def _large(value: str) -> str:
    return (
        f"!isValid({value}) ? 'not published' : {value} >= 1e12 ? format({value} / 1e12, '.3~r') + 'T' : "
        f"{value} >= 1e9 ? format({value} / 1e9, '.3~r') + 'B' : format({value} / 1e6, '.3~r') + 'M'"
    )
