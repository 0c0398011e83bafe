"""Was this run any good? Counts, thresholds and the last good run -> ok, degraded or failed, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from scraper.plural import plural, was

if TYPE_CHECKING:
    from scraper.store.runs import Outcome

EXIT_CODES: dict[str, int] = {"ok": 0, "degraded": 2, "failed": 3, "interrupted": 3}
STORED = ("new", "changed", "unchanged", "older")
"""States of a page after which its model stands confirmed in the database."""


class Thresholds(Protocol):
    """The settings that decide; meanings stand in scraper/settings.py."""

    @property
    def max_models_drop(self) -> float: ...
    @property
    def max_fill_drop(self) -> float: ...
    @property
    def max_new_labels(self) -> int: ...
    @property
    def max_new_refused(self) -> int: ...
    @property
    def max_reject_share(self) -> float: ...
    @property
    def max_error_share(self) -> float: ...
    @property
    def max_error_share_failed(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that happened to the run as a whole. `fatal`: the run failed by it."""

    kind: str
    detail: str
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run brought.

    `counts`: pages per state, and `models`, `sitemap_listed`, `directory_listed`. `fills`: models of this run with
    a value, per field. `findings`: findings of these models per kind. `new_labels`: unknown labels that no earlier
    run had. `causes`: why pages ended in a state ("failed", "rejected"), with the number of pages.
    """

    counts: Mapping[str, int]
    fills: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    new_labels: tuple[str, ...] = ()
    causes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def count(self, name: str) -> int:
        return self.counts.get(name, 0)

    @property
    def models(self) -> int:
        return self.count("models")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome and why, the gravest reason first. An ok run has no reasons."""

    outcome: Outcome
    reasons: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.outcome]


def judge(
    tally: Tally,
    limits: Thresholds,
    last_good: Tally | None = None,
    troubles: tuple[Trouble, ...] = (),
    interrupted: bool = False,
) -> Verdict:
    """`last_good`: the last good run over the same pages, None where there is none or it does not count."""
    fatal = [trouble.detail for trouble in troubles if trouble.fatal]
    mild = [trouble.detail for trouble in troubles if not trouble.fatal]
    if interrupted and not fatal:
        return Verdict("interrupted", (_where_it_stands(tally), *mild))
    fatal = fatal or list(_failures(tally, limits, last_good))  # what ended a run explains what is missing
    mild += _shares(tally, limits)
    if last_good is not None:
        mild += _losses(tally, limits, last_good)
    if fatal:
        return Verdict("failed", tuple(fatal + mild))
    return Verdict("degraded" if mild else "ok", tuple(mild))


def _where_it_stands(tally: Tally) -> str:
    done = _asked(tally) + tally.count("absent") + tally.count("redirected")
    left = tally.count("pending")
    return f"interrupted after {plural(done, 'page')}, {plural(left, 'known one')} left: the same command resumes it"


def _asked(tally: Tally) -> int:
    return sum(tally.count(state) for state in (*STORED, "gone", "rejected", "failed"))


def _failures(tally: Tally, limits: Thresholds, last_good: Tally | None) -> Iterator[str]:
    asked, failed = _asked(tally), tally.count("failed")
    if tally.models == 0:
        before = f", the last good run had {last_good.models}" if last_good else ""
        forbidden = tally.count("forbidden")
        why = f": robots.txt forbids all {forbidden} of them" if forbidden and not asked else ""
        yield f"not one model was found{before}{why}{_causes(tally, 'failed')}"
    elif asked and failed / asked > limits.max_error_share_failed:
        yield f"{failed} of {plural(asked, 'page')} could not be fetched{_causes(tally, 'failed')}"


def _shares(tally: Tally, limits: Thresholds) -> Iterator[str]:
    asked = _asked(tally)
    for state, most, words in (
        ("failed", limits.max_error_share, "could not be fetched"),
        ("rejected", limits.max_reject_share, f"{was(tally.count('rejected'))} turned away"),
    ):
        count = tally.count(state)
        if asked and count / asked > most:
            yield f"{count} of {plural(asked, 'page')} {words}{_causes(tally, state)}"
    if poorer := tally.count("poorer"):
        yield f"{plural(poorer, 'page')} far poorer than what is stored {was(poorer)} held back"
    if pending := tally.count("pending"):
        yield f"{plural(pending, 'known page')} {was(pending)} not asked for"


def _causes(tally: Tally, state: str) -> str:
    most = sorted(tally.causes.get(state, {}).items(), key=lambda each: -each[1])[:4]
    return f" ({', '.join(f'{number} {cause}' for cause, number in most)})" if most else ""


def _losses(tally: Tally, limits: Thresholds, last: Tally) -> Iterator[str]:
    if last.models and (last.models - tally.models) / last.models > limits.max_models_drop:
        yield f"{plural(tally.models, 'model')}, the last good run had {last.models}"
    for source in ("sitemap", "directory"):
        yield from _source_loss(
            source, tally.count(f"{source}_listed"), last.count(f"{source}_listed"), limits
        )
    if tally.count("forbidden") > last.count("forbidden"):
        yield (
            f"robots.txt changed: it forbids {plural(tally.count('forbidden'), 'page')}, "
            f"{last.count('forbidden')} in the last good run"
        )
    yield from _fill_losses(tally, limits, last)
    labels = tally.new_labels
    if len(labels) > limits.max_new_labels:
        shown = ", ".join(repr(label[:60]) for label in labels[:5])
        yield f"{plural(len(labels), 'new unknown label')}: {shown}{', ...' if len(labels) > 5 else ''}"
    refused, before = tally.findings.get("refused", 0), last.findings.get("refused", 0)
    if refused - before > limits.max_new_refused:
        yield f"{plural(refused, 'value')} {was(refused)} refused, {before} in the last good run"


def _source_loss(source: str, now: int, before: int, limits: Thresholds) -> Iterator[str]:
    if before and not now:
        yield f"the {source} has vanished: it listed {plural(before, 'page')} in the last good run"
    elif before and (before - now) / before > limits.max_models_drop:
        yield f"the {source} lists {plural(now, 'page')}, {before} in the last good run"


def _fill_losses(tally: Tally, limits: Thresholds, last: Tally) -> Iterator[str]:
    if not tally.models or not last.models:
        return
    for name, count in last.fills.items():
        before, now = count / last.models, tally.fills.get(name, 0) / tally.models
        if before - now > limits.max_fill_drop:
            yield f"{name} is filled on {now:.0%} of the pages, {before:.0%} in the last good run"
