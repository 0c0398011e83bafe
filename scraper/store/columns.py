"""Columns of the record's tables, made from ModelProfile and its parts.

A new field of ModelProfile is a new column of `models` without further work; one of a part needs a migration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from annotated_types import Ge
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schemas.profile import IDENTITY, SCALARS, Benchmark, Criterion, ModelProfile, Requirement, Transparency
from schemas.values import Prose

UNITS = ("tokens", "number", "elements", "GB")
"""Units as they end a field's description ("Longest input, tokens.")."""

REPORT: tuple[str, ...] = tuple(name for name in Transparency.model_fields if name != "criteria")
"""Parts of the transparency report that hold one value; their columns start with `transparency_`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of rows that belong to a record. `key`: places of the columns that name a row; `values`: the rest."""

    name: str
    columns: tuple[str, ...]
    key: tuple[int, ...]
    values: tuple[int, ...]


def _part(name: str, model: type[BaseModel], *key: str) -> Part:
    columns = tuple(model.model_fields)
    places = range(len(columns))
    named = tuple(place for place in places if columns[place] in key)
    return Part(name, columns, named, tuple(place for place in places if place not in named))


PARTS: tuple[Part, ...] = (
    _part("benchmarks", Benchmark, "category", "benchmark"),
    _part("transparency", Criterion, "pillar", "criterion"),
    _part("requirements", Requirement, "context_tokens", "tier"),
)
PART_NAMES: tuple[str, ...] = tuple(part.name for part in PARTS)


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column that holds one value of the record. `unit`: None where the description names none."""

    name: str
    sql_type: str
    minimum: int | None
    is_flag: bool
    is_prose: bool
    description: str
    unit: str | None

    def definition(self) -> str:
        """The column for CREATE TABLE or ALTER TABLE ADD COLUMN."""
        parts = [self.name, self.sql_type]
        if self.name in IDENTITY:
            parts.append("NOT NULL")
        if self.is_flag:
            parts.append(f"CHECK ({self.name} IN (0, 1))")
        elif self.minimum is not None and self.minimum >= 0:
            parts.append(f"CHECK ({self.name} >= {self.minimum})")
        return " ".join(parts)


def field_column(model: type[BaseModel], name: str, prefix: str = "") -> FieldColumn:
    """The column of one field. A field of a type that SQLite cannot hold raises `TypeError`."""
    info = model.model_fields[name]
    kinds = [kind for kind in (get_args(info.annotation) or (info.annotation,)) if kind is not type(None)]
    plain, limits = _plain_type(kinds[0], info)
    sql_types = {int: "INTEGER", bool: "INTEGER", float: "REAL", str: "TEXT"}
    if len(kinds) > 2 or plain not in sql_types:
        raise TypeError(f"{model.__name__}.{name}: {info.annotation} has no column type")
    description = info.description or ""
    unit = description.rstrip(".").rpartition(", ")[2]
    return FieldColumn(
        name=prefix + name,
        sql_type=sql_types[plain],
        minimum=limits,
        is_flag=plain is bool,
        is_prose=Prose in kinds,
        description=description,
        unit=unit if unit in UNITS else None,
    )


def _plain_type(kind: object, info: FieldInfo) -> tuple[object, int | None]:
    """The Python type under an Annotated alias, and the least number it allows."""
    parts = get_args(kind)
    constraints = [*info.metadata]
    for part in parts[1:]:
        constraints += part.metadata if isinstance(part, FieldInfo) else [part]
    least = [each.ge for each in constraints if isinstance(each, Ge)]
    return (parts[0] if parts else kind), (int(least[0]) if least else None)  # type: ignore[call-overload]


def record_columns() -> tuple[FieldColumn, ...]:
    """Columns of `models` that come from the record: SCALARS, then the transparency report's own values."""
    scalars = (field_column(ModelProfile, name) for name in SCALARS)
    report = (field_column(Transparency, name, "transparency_") for name in REPORT)
    return (*scalars, *report)


RECORD_COLUMNS: tuple[FieldColumn, ...] = record_columns()
RECORD_NAMES: tuple[str, ...] = tuple(column.name for column in RECORD_COLUMNS)
"""Names of those columns, in the order in which rows.py gives their values."""


def field_of(column: str) -> str:
    """The name that `changes.field` uses for a column: "transparency.score" for `transparency_score`."""
    name = column.removeprefix("transparency_")
    return f"transparency.{name}" if name != column else column
