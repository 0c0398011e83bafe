"""Random markups over published facts: every value exact, nothing invented, in every form of the page.

PAGES (default 2,000) is the number of pages, FIRST the first seed (default 0).
"""

from __future__ import annotations

import os

import pytest

from tests.extraction.asking import differences, is_fair, shown
from tests.markups import Page, load_facts, render
from tests.markups.shrink import report

PAGES = int(os.environ.get("PAGES", "2000"))
FIRST = int(os.environ.get("FIRST", "0"))
CHUNK = max(50, PAGES // 200)
"""Pages per test; the tests are spread over the machine's processors."""
SHOWN = 2
"""Failing pages of a test that are made as small as can be and printed."""
FORMS = ("html", "stripped", "text")


def page_of(seed: int) -> Page:
    facts = load_facts()
    return render(facts[seed % len(facts)], seed)


@pytest.mark.parametrize("first", range(FIRST, FIRST + PAGES, CHUNK))
def test_every_value_is_right_and_none_is_invented(first: int) -> None:
    failing = []
    for seed in range(first, min(first + CHUNK, FIRST + PAGES)):
        page = page_of(seed)
        failing += [(seed, form) for form in FORMS if is_fair(page, form) and differences(page, form)]
    assert not failing, f"{len(failing)} fail: {failing}\n" + "\n".join(
        explained(seed, form) for seed, form in failing[:SHOWN]
    )


def explained(seed: int, form: str) -> str:
    """What is wrong with a page in one form, and the smallest page that still has the first of its mistakes."""
    wrong = differences(page_of(seed), form)
    name = next(iter(wrong))
    smallest = report(page_of(seed), lambda page: is_fair(page, form) and name in differences(page, form))
    return f"seed {seed} as {form}:\n{shown(wrong)}\n{smallest}\n"


def test_enough_pages_are_fair_in_every_form() -> None:
    """How many of 200 pages are held to each form; plain text cannot say all that markup says."""
    pages = [page_of(seed) for seed in range(200)]
    fair = {form: sum(is_fair(page, form) for page in pages) for form in FORMS}
    assert fair["html"] == 200
    assert fair["stripped"] > 120
    assert fair["text"] > 10
