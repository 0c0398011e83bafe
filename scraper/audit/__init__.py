"""Plausibility of one record: published facts that contradict each other or cannot be. No value changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from schemas.profile import ModelProfile
from scraper.audit import architecture, dates, names, scores, sizes
from scraper.audit.case import Anomaly, Case, Rule
from scraper.audit.pillars import pillars_of
from scraper.extraction import Reading

__all__ = ["RULES", "Anomaly", "audit"]

MOST_PER_RULE = 10
"""Anomalies of one rule that are reported for a record; a hostile page must not flood the database."""

_ALL: tuple[Rule, ...] = (
    sizes.active_above_total_experts,
    sizes.active_above_parameters,
    sizes.experts_above_parameters,
    sizes.size_in_name,
    names.name_of_another,
    architecture.active_experts_above_experts,
    architecture.key_value_heads_above_heads,
    architecture.heads_not_divisible,
    architecture.heads_far_from_hidden_size,
    architecture.embedding_above_parameters,
    architecture.dense_layers_above_layers,
    architecture.window_size_without_window,
    architecture.window_without_window_size,
    architecture.window_above_context,
    dates.cutoff_after_release,
    dates.date_in_the_future,
    dates.date_too_early,
    scores.criteria_do_not_add_up,
    scores.pillar_does_not_add_up,
    scores.score_above_maximum,
    scores.benchmark_published_twice,
    scores.score_below_zero,
    scores.device_too_small,
)
RULES: dict[str, Rule] = {check.__name__: check for check in _ALL}
"""Every rule by its name, in the order in which they report; a rule's docstring is its description."""


def audit(record: ModelProfile, today: date, readings: Iterable[Reading] = ()) -> tuple[Anomaly, ...]:
    """Every contradiction of `record`, in rule order.

    `today`: the day on which the page was fetched. `readings`: those of the page, for what no field holds.
    """
    case = Case(record, today, pillars_of(record, readings))
    return tuple(
        Anomaly(name, detail)
        for name, check in RULES.items()
        for detail in islice(check(case), MOST_PER_RULE)
    )
