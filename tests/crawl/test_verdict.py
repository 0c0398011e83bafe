"""The verdict as a function: counts, thresholds, last good run."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from scraper.verdict import Tally, Trouble, judge

LIMITS = SimpleNamespace(
    max_models_drop=0.1,
    max_fill_drop=0.1,
    max_new_labels=0,
    max_new_refused=0,
    max_reject_share=0.02,
    max_error_share=0.02,
    max_error_share_failed=0.5,
)
GOOD = Tally({"models": 100, "unchanged": 100, "sitemap_listed": 100}, {"license": 90}, {"refused": 3})


def tally(**changes: object) -> Tally:
    counts = dict(GOOD.counts) | {k: v for k, v in changes.items() if isinstance(v, int)}
    return Tally(
        counts,
        changes.get("fills", GOOD.fills),
        changes.get("findings", GOOD.findings),
        changes.get("labels", ()),
    )  # type: ignore[arg-type]


def test_the_same_again_is_good() -> None:
    verdict = judge(GOOD, LIMITS, GOOD)
    assert (verdict.outcome, verdict.reasons, verdict.exit_code) == ("ok", (), 0)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (tally(models=89, unchanged=89), "89 models, the last good run had 100"),
        (tally(sitemap_listed=0), "the sitemap has vanished"),
        (tally(sitemap_listed=80), "the sitemap lists 80 pages, 100"),
        (tally(fills={"license": 79}), "license is filled on 79% of the pages, 90%"),
        (tally(labels=("Warp",)), "1 new unknown label: 'Warp'"),
        (tally(findings={"refused": 4}), "4 values were refused, 3"),
        (tally(failed=3), "3 of 103 pages could not be fetched"),
        (tally(rejected=3), "3 of 103 pages were turned away"),
        (tally(forbidden=2), "robots.txt changed: it forbids 2 pages, 0"),
        (tally(pending=1), "1 known page was not asked for"),
        (tally(poorer=1), "1 page far poorer than what is stored was held back"),
    ],
)
def test_what_degrades_a_run(now: Tally, words: str) -> None:
    verdict = judge(now, LIMITS, GOOD)
    assert (verdict.outcome, verdict.exit_code) == ("degraded", 2)
    assert len(verdict.reasons) == 1 and words in verdict.reasons[0]


@pytest.mark.parametrize(
    "now",
    [
        tally(models=91, unchanged=91, fills={"license": 82}),
        tally(failed=2),
        tally(fills={"license": 80}),
        tally(findings={}),
        tally(absent=50, redirected=3),
    ],
)
def test_what_does_not(now: Tally) -> None:
    assert judge(now, LIMITS, GOOD).outcome == "ok"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (Tally({}), "not one model was found, the last good run had 100"),
        (Tally({"forbidden": 7}), "robots.txt forbids all 7"),
        (tally(failed=101), "101 of 201 pages could not be fetched"),
    ],
)
def test_what_fails_a_run(now: Tally, words: str) -> None:
    verdict = judge(now, LIMITS, GOOD)
    assert (verdict.outcome, verdict.exit_code) == ("failed", 3)
    assert words in verdict.reasons[0]


def test_troubles() -> None:
    mild, grave = Trouble("sitemap", "slow"), Trouble("archive", "full", fatal=True)
    assert judge(GOOD, LIMITS, GOOD, (mild,)).reasons == ("slow",)
    verdict = judge(GOOD, LIMITS, GOOD, (mild, grave))
    assert (verdict.outcome, verdict.reasons) == ("failed", ("full", "slow"))


def test_an_interrupted_run_is_not_compared() -> None:
    verdict = judge(tally(models=3, unchanged=3, pending=97), LIMITS, GOOD, interrupted=True)
    assert (verdict.outcome, verdict.exit_code) == ("interrupted", 3)
    assert "after 3 pages, 97 known ones left" in verdict.reasons[0]


def test_without_a_last_run_only_shares_count() -> None:
    assert judge(tally(labels=("Warp",), findings={"refused": 9}), LIMITS).outcome == "ok"


def test_what_ended_the_run_explains_that_nothing_was_found() -> None:
    full = Trouble("archive", "the disk is full", fatal=True)
    assert judge(Tally({}), LIMITS, GOOD, (full,)).reasons[0] == "the disk is full"
    assert not any("not one model" in each for each in judge(Tally({}), LIMITS, GOOD, (full,)).reasons)
