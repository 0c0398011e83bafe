"""Points, scores and requirements that do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.audit.case import Case, Points

POINTS_ROUNDING = 0.51
"""Totals are published as whole points."""


def criteria_do_not_add_up(case: Case) -> Iterator[str]:
    """Points of the criteria that do not add up to the published total."""
    report = case.record.transparency
    if report and report.score is not None and report.criteria:
        points = [(c.score, c.max_score) for c in report.criteria]
        yield from _sum_against("the Total Score", Points(report.score, report.max_score), points)


def pillar_does_not_add_up(case: Case) -> Iterator[str]:
    """Points of a pillar's criteria that do not add up to the pillar's own."""
    report = case.record.transparency
    for pillar, published in case.pillars.items():
        points = [(c.score, c.max_score) for c in (report.criteria if report else ()) if c.pillar == pillar]
        if points:
            yield from _sum_against(f"the points of {pillar!r}", published, points)


def _sum_against(
    what: str, published: Points, points: list[tuple[float | None, float | None]]
) -> Iterator[str]:
    """Parts that are missing from the page make a sum too small, never too large."""
    given = sum(score or 0.0 for score, _ in points)
    possible = sum(most or 0.0 for _, most in points)
    complete = published.max_score is not None and abs(possible - published.max_score) < 1e-6
    complete = complete and all(score is not None for score, _ in points)
    too_large = given > published.score + POINTS_ROUNDING
    if too_large or (complete and given < published.score - POINTS_ROUNDING):
        yield f"The criteria give {given:g} points together, but {what} is {published.score:g}."


def score_above_maximum(case: Case) -> Iterator[str]:
    """More points than possible, or fewer than none, in the transparency report."""
    report = case.record.transparency
    if report is None:
        return
    parts = [("Total Score", report.score, report.max_score)]
    parts += [(f"Criterion {c.criterion!r}", c.score, c.max_score) for c in report.criteria]
    for what, score, most in parts:
        if score is not None and (score < 0 or (most is not None and score > most)):
            yield f"{what} is {score:g} of {'unknown' if most is None else f'{most:g}'} points."


def benchmark_published_twice(case: Case) -> Iterator[str]:
    """The same benchmark of one category with two different scores."""
    seen: dict[tuple[str | None, str], float | None] = {}
    for row in case.record.benchmarks:
        first = seen.setdefault((row.category, row.benchmark), row.score)
        if None not in (first, row.score) and first != row.score:
            yield f"Benchmark {row.benchmark!r} has the score {first:g} and the score {row.score:g}."


def score_below_zero(case: Case) -> Iterator[str]:
    """A benchmark score below zero; no scale in use goes there."""
    for row in case.record.benchmarks:
        if row.score is not None and row.score < 0:
            yield f"Benchmark {row.benchmark!r} has the score {row.score:g}."


def device_too_small(case: Case) -> Iterator[str]:
    """Recommended hardware with less memory than the model needs on it."""
    for row in case.record.requirements:
        if row.vram_gb and row.device_count and row.device_vram_gb:
            has = row.device_count * row.device_vram_gb
            if has < row.vram_gb:
                yield f"{row.device_count} x {row.device} has {has:g} GB, but {row.vram_gb:g} GB are needed."
