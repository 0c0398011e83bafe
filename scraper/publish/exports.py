"""The database's tables as CSV and Parquet, its records as JSON lines: the same data gives the same bytes."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from schemas.profile import SCALARS, ModelProfile
from scraper.store import tables
from scraper.store.columns import PARTS, RECORD_COLUMNS, REPORT
from scraper.store.rows import Record
from scraper.store.stored import load_record

EXPORTED: dict[str, tuple[tables.Table, str]] = {
    table.name: (table, order)
    for table, order in (
        (tables.MODELS, "id"),
        (tables.BENCHMARKS, "model_id, position"),
        (tables.TRANSPARENCY, "model_id, position"),
        (tables.REQUIREMENTS, "model_id, position"),
        (tables.ANOMALIES, "model_id, rule, detail"),
        (tables.CHANGES, "id"),
        (tables.READINGS, "snapshot_id, position"),
        (tables.FINDINGS, "snapshot_id, position"),
        (tables.SNAPSHOTS, "id"),
        (tables.REJECTS, "id"),
        (tables.RUNS, "id"),
    )
}
"""Tables that are exported, and by which columns their rows are ordered: keys, so that the order never varies."""
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"}
"""Some readers split lines at these too; the others are escaped by JSON itself."""
FLAGS = frozenset(column.name for column in RECORD_COLUMNS if column.is_flag)


def columns(table: str) -> list[str]:
    """Names in the order of the documentation."""
    return [column.name for column in EXPORTED[table][0].columns]


def rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Every row of a table, in the order of its key."""
    names = ", ".join(f'"{name}"' for name in columns(table))
    query = f"SELECT {names} FROM {table} ORDER BY {EXPORTED[table][1]}"  # noqa: S608 (our own names)
    return map(tuple, connection.execute(query))


def write_csv(connection: sqlite3.Connection, table: str, out: Path) -> None:
    """RFC 4180 with line feeds, UTF-8. Null is an empty cell; a text is never empty."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns(table))
        writer.writerows(rows(connection, table))


def write_records(connection: sqlite3.Connection, out: Path) -> None:
    """One record a line, by id, as the published JSON Schema describes it. Models that are gone are among them."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for number, model_id in connection.execute("SELECT number, id FROM models ORDER BY id"):
            record = profile(load_record(connection, number, model_id))
            file.write(
                json.dumps(record.model_dump(mode="json"), ensure_ascii=False).translate(LINE_ENDS) + "\n"
            )


def profile(record: Record) -> ModelProfile:
    """Rows -> record: the way back of `record_rows`."""
    fields: dict[str, object] = dict(zip(SCALARS, record.scalars, strict=False))
    report = dict(zip(REPORT, record.scalars[len(SCALARS) :], strict=True))
    parts = {
        part.name: [dict(zip(part.columns, row, strict=True)) for row in getattr(record, part.name)]
        for part in PARTS
    }
    criteria = parts.pop("transparency")
    fields |= parts
    if criteria or any(value is not None for value in report.values()):
        fields["transparency"] = report | {"criteria": criteria}
    return ModelProfile.model_validate(fields)


def write_parquet(connection: sqlite3.Connection, table: str, out: Path) -> None:
    """Typed columns; each carries its description and unit as metadata. Raises `ImportError` without the extra."""
    import pyarrow  # type: ignore[import-untyped]  # noqa: PLC0415 (optional)
    from pyarrow import parquet  # noqa: PLC0415 (optional)

    kinds = {"INTEGER": pyarrow.int64(), "REAL": pyarrow.float64(), "TEXT": pyarrow.string()}
    types = {row["name"]: row["type"] for row in connection.execute(f"PRAGMA table_info({table})")}
    fields = []
    for column in EXPORTED[table][0].columns:
        kind = pyarrow.bool_() if column.name in FLAGS else kinds[types[column.name]]
        words = {"description": column.description} | ({"unit": column.unit} if column.unit else {})
        fields.append(pyarrow.field(column.name, kind, metadata=words))
    values: list[list[object]] = [list(each) for each in zip(*rows(connection, table), strict=True)]
    arrays = [
        pyarrow.array(
            (bool(v) if v is not None else None for v in each) if field.name in FLAGS else each, field.type
        )
        for field, each in zip(fields, values or [[] for _ in fields], strict=True)
    ]
    made = pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields))
    parquet.write_table(made, out, compression="zstd")
