"""Numbered migrations. A released one is never edited: a change of the tables is a new function here."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from scraper.store.columns import RECORD_COLUMNS
from scraper.store.search import INDEX_SQL, TEXT_SELECT

MIGRATIONS = Migrations("scraper")

_MOMENT = "GLOB '????-??-??T??:??:??Z'"

_RUNS = f"""
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('crawl', 'archive', 'ingest')),
  started_at TEXT NOT NULL CHECK (started_at {_MOMENT}),
  finished_at TEXT CHECK (finished_at {_MOMENT}),
  outcome TEXT CHECK (outcome IN ('ok', 'degraded', 'failed', 'interrupted')),
  reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons)),
  settings TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(settings)),
  counts TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(counts)),
  fills TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(fills)),
  findings TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(findings)),
  CHECK ((finished_at IS NULL) = (outcome IS NULL))
) STRICT
"""

_SNAPSHOTS = f"""
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  fetched_at TEXT NOT NULL CHECK (fetched_at {_MOMENT}),
  status INTEGER NOT NULL CHECK (status BETWEEN 100 AND 599),
  media_type TEXT NOT NULL,
  digest TEXT NOT NULL,
  body_bytes INTEGER NOT NULL CHECK (body_bytes >= 0),
  archive_file TEXT,
  archive_offset INTEGER CHECK (archive_offset >= 0),
  model_id TEXT REFERENCES models (id) DEFERRABLE INITIALLY DEFERRED,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  CHECK ((archive_file IS NULL) = (archive_offset IS NULL))
) STRICT;
CREATE INDEX snapshots_by_model ON snapshots (model_id, fetched_at);
CREATE INDEX snapshots_of_rejects ON snapshots (url, digest) WHERE model_id IS NULL
"""


def _models() -> str:
    # Prose stands last: SQLite reads the short columns of a long row without touching the pages of its text.
    short = ",\n  ".join(column.definition() for column in RECORD_COLUMNS if not column.is_prose)
    prose = ",\n  ".join(column.definition() for column in RECORD_COLUMNS if column.is_prose)
    return f"""
CREATE TABLE models (
  number INTEGER PRIMARY KEY,
  {short},
  filled INTEGER NOT NULL CHECK (filled >= 0),
  first_seen TEXT NOT NULL CHECK (first_seen {_MOMENT}),
  last_seen TEXT NOT NULL CHECK (last_seen {_MOMENT}),
  last_changed TEXT NOT NULL CHECK (last_changed {_MOMENT}),
  gone_since TEXT CHECK (gone_since {_MOMENT}),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  latest_snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  record_hash TEXT NOT NULL,
  reading_hash TEXT NOT NULL,
  {prose},
  UNIQUE (id),
  CHECK (first_seen <= last_seen)
) STRICT
"""


_PARTS = """
CREATE TABLE benchmarks (
  model_id TEXT NOT NULL REFERENCES models (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  category TEXT,
  benchmark TEXT NOT NULL,
  score REAL,
  rank INTEGER CHECK (rank >= 1),
  PRIMARY KEY (model_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE transparency (
  model_id TEXT NOT NULL REFERENCES models (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  pillar TEXT,
  criterion TEXT NOT NULL,
  score REAL,
  max_score REAL,
  assessment TEXT,
  PRIMARY KEY (model_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE requirements (
  model_id TEXT NOT NULL REFERENCES models (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  context_tokens INTEGER CHECK (context_tokens >= 0),
  vram_gb REAL,
  tier TEXT,
  device TEXT,
  device_count INTEGER CHECK (device_count >= 0),
  device_vram_gb REAL,
  PRIMARY KEY (model_id, position)
) STRICT, WITHOUT ROWID
"""

_READ = """
CREATE TABLE readings (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  section TEXT,
  label TEXT NOT NULL,
  raw TEXT NOT NULL,
  field TEXT,
  PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE findings (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('unknown_label', 'refused', 'conflict', 'unread', 'nameless_row')),
  label TEXT,
  text TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE anomalies (
  model_id TEXT NOT NULL REFERENCES models (id),
  rule TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (model_id, rule, detail)
) STRICT, WITHOUT ROWID
"""

_HISTORY = f"""
CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  model_id TEXT NOT NULL REFERENCES models (id),
  field TEXT NOT NULL,
  old TEXT CHECK (old IS NULL OR json_valid(old)),
  new TEXT CHECK (new IS NULL OR json_valid(new)),
  changed_at TEXT NOT NULL CHECK (changed_at {_MOMENT}),
  cause TEXT NOT NULL CHECK (cause IN ('site', 'extractor')),
  run_id INTEGER NOT NULL REFERENCES runs (id),
  from_snapshot_id INTEGER REFERENCES snapshots (id),
  snapshot_id INTEGER REFERENCES snapshots (id),
  part TEXT CHECK (part IN ('benchmarks', 'transparency', 'requirements')),
  item TEXT CHECK (item IS NULL OR json_valid(item)),
  attribute TEXT,
  CHECK ((part IS NULL) = (item IS NULL) AND (part IS NULL) = (attribute IS NULL)),
  CHECK (old IS NOT new)
) STRICT;
CREATE INDEX changes_by_model ON changes (model_id, field, changed_at);
CREATE INDEX changes_by_time ON changes (changed_at)
"""

_CRAWL = f"""
CREATE TABLE rejects (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  snapshot_id INTEGER REFERENCES snapshots (id),
  first_rejected_at TEXT NOT NULL CHECK (first_rejected_at {_MOMENT}),
  rejected_at TEXT NOT NULL CHECK (rejected_at {_MOMENT})
) STRICT;
CREATE UNIQUE INDEX rejects_once ON rejects (url, reason, coalesce(snapshot_id, 0));
CREATE INDEX rejects_by_run ON rejects (run_id);
CREATE TABLE pages (
  url TEXT PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  place INTEGER,
  found_by TEXT,
  lastmod TEXT,
  state TEXT NOT NULL CHECK (state IN
    ('pending', 'stored', 'unchanged', 'older', 'gone', 'rejected', 'redirected', 'failed', 'skipped')),
  detail TEXT,
  model_id TEXT REFERENCES models (id),
  etag TEXT,
  last_modified TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_by_place ON pages (run_id, place)
"""

_FOR_VIEWS = """
CREATE INDEX models_overall_rank ON models (overall_rank);
CREATE INDEX models_release_date ON models (release_date);
CREATE INDEX models_family ON models
  (family, parameters, context_length, release_date, overall_rank, gone_since);
CREATE INDEX models_experts ON models (id) WHERE experts IS NOT NULL OR active_parameters IS NOT NULL;
CREATE INDEX models_snapshot ON models (snapshot_id, id);
CREATE INDEX models_context_length ON models (context_length, release_date, id, overall_rank, gone_since);
CREATE INDEX benchmarks_rank ON benchmarks (benchmark, rank);
CREATE INDEX transparency_pillar ON transparency (model_id, pillar, score, max_score);
CREATE INDEX requirements_vram_gb ON requirements (vram_gb)
"""


def _create(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        db.execute(statement)


@MIGRATIONS(name="0001_tables")
def tables(db: Database) -> None:
    """The tables of the design."""
    for statements in (_RUNS, _SNAPSHOTS, _models(), _PARTS, _READ, _HISTORY, _CRAWL, _FOR_VIEWS):
        _create(db, statements)


@MIGRATIONS(name="0002_search")
def search(db: Database) -> None:
    """Full-text index over names and prose, filled from the rows that are there."""
    for statement in (f"CREATE VIEW search_text AS {TEXT_SELECT}", *INDEX_SQL):
        db.execute(statement)


VERSION = len(MIGRATIONS._migrations)
"""Number of the newest migration; stands in every file as `PRAGMA user_version`."""
