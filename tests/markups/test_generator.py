"""The generator itself: the same seed gives the same page, and what it expects really stands on the page."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest

from schemas.profile import ModelProfile
from tests.markups import Page, load_facts, prune, render, render_plan
from tests.markups.facts import criterion_scores
from tests.markups.registry import CHANCE, options, plain_plan, sample
from tests.markups.shrink import report, shrink
from tests.markups.text import as_text
from tests.markups.textstyles import PAIRINGS, dense, headings

SEEDS = range(240)


def page_of(seed: int) -> Page:
    facts = load_facts()
    return render(facts[seed * 7 % len(facts)], seed)


def letters(text: str) -> str:
    """Letters and digits only, so that noise inside words does not matter."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def test_the_same_seed_gives_the_same_page() -> None:
    for seed in range(20):
        assert page_of(seed) == page_of(seed)


def test_expected_records_are_valid() -> None:
    for seed in SEEDS:
        expected = page_of(seed).expected
        assert prune(ModelProfile.model_validate(expected).model_dump(mode="json")) == expected


def test_what_is_expected_stands_on_the_page() -> None:
    """Names, prose, findings: found in the page's visible text, letter by letter."""
    for seed in SEEDS:
        page = page_of(seed)
        seen = letters(page.text)
        texts = [page.expected["name"], *page.expected["description"].split("\n\n")]
        texts += [row["benchmark"] for row in page.expected.get("benchmarks", ())]
        texts += [
            row.get("assessment", "") for row in page.expected.get("transparency", {}).get("criteria", ())
        ]
        texts += [cell for _, _, raw in page.findings for cell in raw.split(" | ")]
        assert [text for text in texts if letters(text) not in seen] == [], (seed, page.plan)


def test_published_raw_values_stand_on_plain_pages() -> None:
    for seed, facts in enumerate(load_facts()):
        page = render_plan(facts, plain_plan(), seed)
        lines = page.text.splitlines()
        pairs = [(label, raw) for _, part in facts.groups for label, raw, _ in part]
        assert all((label, raw) in itertools.pairwise(lines) for label, raw in pairs)
        scalars = {name: value for name, value in facts.expected.items() if name in page.expected}
        assert scalars == facts.expected


def test_without_attributes_the_text_is_the_same() -> None:
    for seed in range(60):
        page = page_of(seed)
        assert re.search(rb"<[a-z0-9-]+ [^>]*=", page.stripped.split(b">", 1)[1]) is None
        assert as_text(page.stripped) == page.text


def test_every_option_is_drawn() -> None:
    drawn = {(name, choice) for seed in range(3000) for name, choice in sample(seed).items()}
    assert {(name, choice) for name in CHANCE for choice in options(name)} == drawn


@pytest.mark.parametrize("total", [0, 1, 34, 66, 100])
def test_criteria_add_up(total: int) -> None:
    from random import Random

    pillars = criterion_scores(total, Random(1))
    assert sum(value for _, _, rows in pillars for _, value in rows) == total
    assert all(0 <= value <= 10 for _, _, rows in pillars for _, value in rows)
    assert [(name, top, len(rows)) for name, top, rows in pillars] == [
        ("Upstream", 30, 3),
        ("Model", 40, 4),
        ("Downstream", 30, 3),
    ]


def test_shrinking_leaves_only_what_fails() -> None:
    """A page that "fails" because of one option comes back with that option alone."""
    seed = next(seed for seed in range(500) if sample(seed)["payload"] == "linked_data")
    page = page_of(seed)

    def fails(candidate: Page) -> bool:
        return b"ld+json" in candidate.html

    smallest = shrink(page, fails)
    plain = plain_plan()
    assert {name for name, choice in smallest.plan.items() if choice != plain[name]} == {"payload"}
    assert len(smallest.facts.groups) == 1
    assert f"seed {seed}" in report(page, fails)


@pytest.mark.parametrize("pairing", [*PAIRINGS, "one_line"])
def test_text_styles_hold_what_they_expect(pairing: str) -> None:
    for seed, facts in enumerate(load_facts()[::6]):
        for style in (dense, headings):
            made = style(facts, seed, pairing)
            ModelProfile.model_validate(made.record)
            assert all(part in made.text for part in made.record["description"].split("\n\n"))
            assert made.text == style(facts, seed, pairing).text
