"""Parameter counts that contradict each other or the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas.profile import ModelProfile
from scraper.audit.case import Case, more_than, short
from scraper.audit.name_sizes import NameSize, name_sizes


def active_above_total_experts(case: Case) -> Iterator[str]:
    """More active parameters than all experts together have."""
    record = case.record
    yield from more_than(
        "Active Parameters",
        record.active_parameters,
        "Total Expert Parameters",
        record.total_expert_parameters,
    )


def active_above_parameters(case: Case) -> Iterator[str]:
    """More active parameters than the model has."""
    yield from more_than(
        "Active Parameters", case.record.active_parameters, "Parameters", case.record.parameters
    )


def experts_above_parameters(case: Case) -> Iterator[str]:
    """More parameters in the experts than in the whole model."""
    record = case.record
    yield from more_than(
        "Total Expert Parameters", record.total_expert_parameters, "Parameters", record.parameters
    )


def size_in_name(case: Case) -> Iterator[str]:
    """A size in the name that no published parameter count agrees with."""
    record = case.record
    counts = _published_counts(record)
    sizes = name_sizes(record.name or "", record.context_length)
    wholes = tuple(size for size in sizes if not size.active)
    wrong = [] if _whole_agrees(record, wholes) else [wholes[-1].text]
    if record.active_parameters is not None:
        actives = (size for size in sizes if size.active)
        wrong += [size.text for size in actives if not any(map(size.fits, counts.values()))]
    for text in wrong:
        yield f"The name {record.name!r} says {text}, but the page publishes {_listed(counts)}."


def _published_counts(record: ModelProfile) -> dict[str, int]:
    counts = {
        "Parameters": record.parameters,
        "Active Parameters": record.active_parameters,
        "Total Expert Parameters": record.total_expert_parameters,
    }
    return {label: count for label, count in counts.items() if count is not None}


def _listed(counts: Mapping[str, int]) -> str:
    return " and ".join(f"{label} {short(count)}" for label, count in counts.items())


def _whole_agrees(record: ModelProfile, sizes: tuple[NameSize, ...]) -> bool:
    """A lone count of active or expert parameters is a part: it contradicts only a name of a smaller size."""
    counts = _published_counts(record).values()
    if not sizes or not counts or any(size.fits(count) for size in sizes for count in counts):
        return True
    if record.parameters is None and len(counts) < 2:
        return all(count < size.least for size in sizes for count in counts)
    return False
