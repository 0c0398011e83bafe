"""Published points of the transparency pillars: the record has no field for them, but the readings have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.profile import ModelProfile
from schemas.values import out_of, parse_score
from scraper.audit.case import Points
from scraper.extraction import Reading


def pillars_of(record: ModelProfile, readings: Iterable[Reading]) -> dict[str, Points]:
    """Points by pillar, from readings such as "Upstream" / "21.0 / 30"; a text of another form says nothing."""
    names = {each.pillar for each in record.transparency.criteria} if record.transparency else set()
    found: dict[str, Points] = {}
    for reading in readings:
        if reading.label in names and reading.label not in found and (points := _points(reading.raw)):
            found[reading.label] = points
    return found


def _points(raw: str) -> Points | None:
    parts = re.split(out_of(), raw, flags=re.IGNORECASE)
    if len(parts) != 2:
        return None
    try:
        score, most = (parse_score(part.strip()) for part in parts)
    except ValueError:
        return None
    return Points(float(str(score)), float(str(most)))
