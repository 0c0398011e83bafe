"""Record -> rows: what one page becomes in the database, as plain tuples. Pure: no clock, no connection."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter

from schemas.profile import IDENTITY, SCALARS, ModelProfile
from scraper.page import Page
from scraper.store.columns import PARTS, REPORT

Value = str | int | float | bool | None
Row = tuple[Value, ...]

_scalars = attrgetter(*SCALARS)
_report = attrgetter(*REPORT)
_benchmark, _criterion, _requirement = (attrgetter(*part.columns) for part in PARTS)
_reading = attrgetter("position", "section", "label", "raw", "field")
_anomaly = attrgetter("rule", "detail")
_OF_ADDRESS = len(IDENTITY)
_NO_REPORT: Row = (None,) * len(REPORT)


@dataclass(frozen=True, slots=True)
class Record:
    """A record as rows. `scalars` in the order of RECORD_NAMES; the others in page order, without keys."""

    scalars: Row
    benchmarks: tuple[Row, ...]
    transparency: tuple[Row, ...]
    requirements: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that one page becomes.

    `record_hash`: digest of record and anomalies; `reading_hash`: of readings and findings. `filled`: see `filled`.
    """

    model_id: str
    record: Record
    readings: tuple[Row, ...]
    findings: tuple[Row, ...]
    anomalies: tuple[Row, ...]
    filled: int
    record_hash: str
    reading_hash: str


def record_rows(record: ModelProfile) -> Record:
    """`record` as rows of `models`, `benchmarks`, `transparency`, `requirements`."""
    report = record.transparency
    return Record(
        _scalars(record) + (_report(report) if report else _NO_REPORT),
        tuple(map(_benchmark, record.benchmarks)),
        tuple(map(_criterion, report.criteria)) if report else (),
        tuple(map(_requirement, record.requirements)),
    )


def page_rows(page: Page) -> Rows:
    """Every row of `page`, and digests by which an unchanged page is known without reading the old rows."""
    found = page.extraction
    record = record_rows(found.record)
    readings = _numbered(tuple(map(_reading, found.readings)))
    findings = tuple(
        (place, each.kind.value, each.label, each.text) for place, each in enumerate(found.findings)
    )
    anomalies = tuple(dict.fromkeys(map(_anomaly, page.anomalies)))
    return Rows(
        model_id=found.record.id,
        record=record,
        readings=readings,
        findings=findings,
        anomalies=anomalies,
        filled=_filled(record),
        record_hash=_digest(
            (record.scalars, record.benchmarks, record.transparency, record.requirements, anomalies)
        ),
        reading_hash=_digest((readings, findings)),
    )


def filled(record: ModelProfile) -> int:
    """How much a record holds: values that are not null (those of the address aside) plus rows."""
    return _filled(record_rows(record))


def _filled(record: Record) -> int:
    values = record.scalars[_OF_ADDRESS:]
    rows = len(record.benchmarks) + len(record.transparency) + len(record.requirements)
    return len(values) - values.count(None) + rows


def _numbered(readings: tuple[Row, ...]) -> tuple[Row, ...]:
    """Positions are the key of a reading: they are counted anew where the page's own are not unique."""
    if len({row[0] for row in readings}) == len(readings):
        return readings
    return tuple((place, *row[1:]) for place, row in enumerate(readings))


def _digest(rows: tuple[object, ...]) -> str:
    # Version 2 of marshal's format is the last one whose bytes depend on the values alone.
    return blake2b(marshal.dumps(rows, 2), digest_size=16).hexdigest()  # type: ignore[arg-type]
