"""What every table, view and column means: the one source of docs/database.md and of Datasette's metadata.

Columns that hold a value of the record take their description and unit from the record's own fields.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel

from schemas.profile import Benchmark, Criterion, ModelProfile, Requirement
from scraper.store.columns import RECORD_COLUMNS, field_column
from scraper.store.search import COLUMNS
from scraper.store.view import View
from scraper.store.views import VIEWS


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `unit`: None where there is none. `examples`: as published on a page."""

    name: str
    description: str
    unit: str | None = None
    examples: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view; `columns` in the order of documentation, not of the file."""

    name: str
    kind: Literal["table", "view", "index"]
    description: str
    columns: tuple[Column, ...]


_MOMENT = "UTC, ISO 8601"
_MODEL = Column("model_id", "The model: `models.id`.")
_POSITION = Column("position", "Number of the row on the page, from 0.")
_RUN = Column("run_id", "The run that wrote the row: `runs.id`.")


def _table(name: str, description: str, *columns: Column | tuple[str, str] | tuple[str, str, str]) -> Table:
    return Table(
        name,
        "table",
        description,
        tuple(each if isinstance(each, Column) else Column(*each) for each in columns),
    )


def _fields(model: type[BaseModel]) -> tuple[Column, ...]:
    columns = (field_column(model, name) for name in model.model_fields)
    return tuple(
        Column(each.name, each.description, each.unit, tuple(model.model_fields[each.name].examples or ()))
        for each in columns
    )


def _record_columns() -> tuple[Column, ...]:
    examples = {name: tuple(info.examples or ()) for name, info in ModelProfile.model_fields.items()}
    return tuple(
        Column(each.name, each.description, each.unit, examples.get(each.name, ())) for each in RECORD_COLUMNS
    )


MODELS = _table(
    "models",
    "One row for each model: what its page publishes now, or published last. A null: nothing published, or a blank.",
    ("number", "Number of the row in this file; the full-text index refers to it."),
    *_record_columns(),
    (
        "filled",
        "Values that are not null, those of the address aside, plus rows of the other tables.",
        "number",
    ),
    ("first_seen", "When the earliest known copy of the page was fetched.", _MOMENT),
    ("last_seen", "When the page was last there: fetched, or answered as not modified.", _MOMENT),
    (
        "last_changed",
        "When a value last changed on the site; a better reading of the same page does not count.",
        _MOMENT,
    ),
    ("gone_since", "When the page was first found missing (404 or 410); null while it is there.", _MOMENT),
    ("snapshot_id", "The copy that the values and readings are from: `snapshots.id`."),
    ("latest_snapshot_id", "The newest stored copy; a newer one than `snapshot_id` said the same."),
    ("record_hash", "Digest of the record and its anomalies; an equal one needs no comparison."),
    ("reading_hash", "Digest of the readings and findings."),
)
BENCHMARKS = _table("benchmarks", "The benchmark table of each page.", _MODEL, _POSITION, *_fields(Benchmark))
TRANSPARENCY = _table(
    "transparency", "The criteria of each transparency report.", _MODEL, _POSITION, *_fields(Criterion)
)
REQUIREMENTS = _table(
    "requirements", "The hardware each page recommends.", _MODEL, _POSITION, *_fields(Requirement)
)
READINGS = _table(
    "readings",
    "Every label and value as they stand on the page. A copy that reads like the one before has no rows of its own.",
    ("snapshot_id", "The copy of the page: `snapshots.id`."),
    ("position", "Place in reading order."),
    ("section", "Heading above it; null where there is none."),
    ("label", "Label as published."),
    ("raw", "Value as published, before it is parsed."),
    ("field", "The record's field; null for a label that the vocabulary does not know."),
)
FINDINGS = _table(
    "findings",
    "What could not be read, in the page's own words.",
    ("snapshot_id", "The copy of the page: `snapshots.id`."),
    ("position", "Number of the finding, from 0."),
    ("kind", "unknown_label, refused (a value that does not parse), conflict, unread or nameless_row."),
    ("label", "Label as published; null where the text has none."),
    ("text", "The text that was not read."),
)
ANOMALIES = _table(
    "anomalies",
    "Facts of a model that contradict each other or cannot be. The values stand as published.",
    _MODEL,
    ("rule", "Name of the audit's rule."),
    ("detail", "What contradicts what, with the published values."),
)
CHANGES = _table(
    "changes",
    "History, field by field. The first state of a model has no rows: it is what the changes lead back to.",
    ("id", "Number of the change; a later change has a higher one."),
    _MODEL,
    (
        "field",
        "`context_length`, `transparency.score`, `benchmarks[Coding/Aider].rank`, `gone_since` and the like.",
    ),
    ("old", "Value before, as JSON; null where the row was not there."),
    ("new", "Value after, as JSON; null where the row is not there any more."),
    (
        "changed_at",
        "When the copy with the new value was fetched; for the cause `extractor` when the run began.",
        _MOMENT,
    ),
    ("cause", "`site`: the page changed; `extractor`: the same page was read by better rules."),
    _RUN,
    ("from_snapshot_id", "The copy that the old value was read from: `snapshots.id`."),
    ("snapshot_id", "The copy that the new value was read from; null for a page that was not there."),
    ("part", "benchmarks, transparency or requirements for a change in one of their rows, else null."),
    ("item", "Key of that row as a JSON array; its last part counts rows of the same key, from 1."),
    ("attribute", "Column of that row."),
)
SNAPSHOTS = _table(
    "snapshots",
    "Copies of pages. A fetch that brought the same bytes as the newest copy is no new copy.",
    ("id", "Number of the copy."),
    ("url", "Address, after redirects."),
    ("fetched_at", "When it was fetched.", _MOMENT),
    ("status", "HTTP status."),
    ("media_type", "Content-Type header as sent; empty where there was none."),
    ("digest", "Digest of the body: algorithm, colon, lower-case hex."),
    ("body_bytes", "Size of the body, content encodings undone.", "bytes"),
    ("archive_file", "File in the archive folder that holds the copy; null where it was not archived."),
    ("archive_offset", "Where its record begins in that file.", "bytes"),
    Column("model_id", "The model: `models.id`; null for a page that was turned away."),
    _RUN,
)
REJECTS = _table(
    "rejects",
    "Pages that were turned away, and why. One row for an address, a reason and a copy.",
    ("id", "Number of the row."),
    ("url", "Address."),
    ("reason", "A word to count by."),
    ("detail", "What is wrong, in a sentence."),
    Column("run_id", "The last run that turned it away: `runs.id`."),
    ("snapshot_id", "The copy that shows it: `snapshots.id`; null where there is none."),
    ("first_rejected_at", "When it was first turned away.", _MOMENT),
    ("rejected_at", "When it was last turned away.", _MOMENT),
)
RUNS = _table(
    "runs",
    "Every run that wrote to this file, with its outcome.",
    ("id", "Number of the run."),
    ("kind", "crawl, archive or ingest."),
    ("started_at", "When it began.", _MOMENT),
    (
        "finished_at",
        "When it ended; null while it runs. Of a run that was cut off: when the next one found it so.",
        _MOMENT,
    ),
    (
        "outcome",
        "ok, degraded, failed or interrupted; null while it runs, and after a cut until the next run.",
    ),
    ("reasons", "Why it is not ok: a JSON array of sentences."),
    ("settings", "What it was asked to do, as a JSON object."),
    ("counts", "Numbers of the run by name, as a JSON object."),
    ("fills", "Records that held a value, by field, as a JSON object."),
    ("findings", "Findings by kind, as a JSON object."),
)
PAGES = _table(
    "pages",
    "Every address that a run was led to, with what became of it: the list by which a cut off crawl goes on.",
    ("url", "Address."),
    Column("run_id", "The last run that had it on its list: `runs.id`."),
    ("place", "Its number on that run's list; null where it was stored without being listed."),
    (
        "found_by",
        "What led to it: sitemap, directory, link, given (a person named it) or known (nothing did, but it is stored); "
        "null where it was read from an archive that does not say it.",
    ),
    ("lastmod", "When the sitemap says it last changed, as published."),
    ("state", "pending, stored, unchanged, older, gone, rejected, redirected, failed or skipped."),
    ("detail", "More about the state, for a person."),
    Column("model_id", "The model it leads to: `models.id`; null where it never did."),
    ("etag", "ETag of the newest response, sent back to ask whether the page changed."),
    ("last_modified", "Last-Modified of the newest response, for the same purpose."),
)
MIGRATIONS = _table(
    "_sqlite_migrations",
    "Changes of the tables that this file has gone through, written by sqlite-utils.",
    ("id", "Number of the row."),
    ("migration_set", "Always `scraper`."),
    ("name", "Name of the migration."),
    ("applied_at", "When it was made.", _MOMENT),
)
INDEX = Table(
    "models_fts",
    "index",
    "Full-text index (FTS5) over names and prose; `rowid` is `models.number`. The text itself stands in `search_text`.",
    tuple(Column(name, f"`search_text.{name}`") for name in COLUMNS),
)

_BASE: tuple[Table, ...] = (
    MODELS,
    BENCHMARKS,
    TRANSPARENCY,
    REQUIREMENTS,
    READINGS,
    FINDINGS,
    ANOMALIES,
    CHANGES,
    SNAPSHOTS,
    REJECTS,
    RUNS,
    PAGES,
    MIGRATIONS,
    INDEX,
)
_BY_NAME = {f"{table.name}.{column.name}": column for table in _BASE for column in table.columns}


def _view(view: View) -> Table:
    columns = (
        replace(_BY_NAME[text], name=name) if text in _BY_NAME else Column(name, text)
        for name, text in view.columns.items()
    )
    return Table(view.name, "view", view.description, tuple(columns))


TABLES: tuple[Table, ...] = (*_BASE, *(_view(view) for view in VIEWS))
"""Everything a reader of the file meets, tables first."""
