"""Dates that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.audit.case import Case

FIRST_YEAR = 2010
"""No language model of these directories is older; dates like 1970-01-01 are blanks in disguise."""


def cutoff_after_release(case: Case) -> Iterator[str]:
    """Training data from after the release; compared at the coarser of both precisions."""
    cutoff, release = case.record.knowledge_cutoff, case.record.release_date
    if cutoff and release and _later(cutoff, release):
        yield f"Knowledge Cutoff {cutoff} is after Release Date {release}."


def date_in_the_future(case: Case) -> Iterator[str]:
    """A release or a knowledge cutoff after the day on which the page was fetched."""
    today = case.today.isoformat()
    for what, day in (
        ("Release Date", case.record.release_date),
        ("Knowledge Cutoff", case.record.knowledge_cutoff),
    ):
        if day and _later(day, today):
            yield f"{what} {day} is in the future; the page was fetched on {today}."


def date_too_early(case: Case) -> Iterator[str]:
    """A date before there were such models."""
    for what, day in (
        ("Release Date", case.record.release_date),
        ("Knowledge Cutoff", case.record.knowledge_cutoff),
    ):
        if day and int(day[:4]) < FIRST_YEAR:
            yield f"{what} {day} is before {FIRST_YEAR}, when there were no such models."


def _later(one: str, other: str) -> bool:
    precision = min(len(one), len(other))
    return one[:precision] > other[:precision]
