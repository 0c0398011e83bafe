"""What the report shows, read from the database in one go: plain lists, no words of the page, no layout."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from scraper.store.columns import RECORD_COLUMNS

Rows = list[dict[str, object]]

CHANGES_SHOWN = 1_000
CONTRADICTIONS_SHOWN = 2_000
RUNS_SHOWN = 60
REJECTS_SHOWN = 200
LABELS_SHOWN = 100

# One row per model: its page in the most common language, or in another where there is none.
_CHOSEN = """
CREATE TEMP VIEW IF NOT EXISTS chosen AS
SELECT *, coalesce(name, slug) AS title,
  coalesce(name, slug) || iif(count(*) OVER (PARTITION BY coalesce(name, slug)) > 1, ' (' || slug || ')', '') AS label
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY slug ORDER BY gone_since IS NOT NULL, locale <> (
      SELECT locale FROM models GROUP BY locale ORDER BY count(*) DESC, locale LIMIT 1
    ), id
  ) AS choice FROM models
) WHERE choice = 1
"""
_MODELS = """
SELECT id, title AS name, url, family, release_date, knowledge_cutoff, context_length,
  coalesce(
    parameters, nullif(max(coalesce(active_parameters, 0), coalesce(total_expert_parameters, 0)), 0)
  ) AS size,
  active_parameters, total_expert_parameters, experts, active_experts, architecture, modality, license,
  overall_rank, coding_rank, transparency_score, transparency_grade, last_seen, last_changed, gone_since
FROM chosen ORDER BY release_date DESC NULLS LAST, id LIMIT ?
"""
_BENCHMARKS = """
SELECT title AS name, url, category, benchmark, score, rank
FROM benchmarks JOIN chosen ON chosen.id = model_id
ORDER BY benchmark, rank NULLS LAST, chosen.id LIMIT ?
"""
_PILLARS = """
SELECT chosen.id, title AS name, label, url, coalesce(pillar, 'All criteria') AS pillar,
  round(sum(transparency.score), 2) AS score, transparency_score AS total, transparency_grade AS grade,
  min(position) AS place
FROM transparency JOIN chosen ON chosen.id = model_id
WHERE transparency.score IS NOT NULL GROUP BY chosen.id, pillar
UNION ALL
SELECT id, title, label, url, 'Total only', transparency_score, transparency_score, transparency_grade, 0 FROM chosen
WHERE transparency_score IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM transparency WHERE model_id = chosen.id AND score IS NOT NULL)
ORDER BY total DESC, 1, place LIMIT ?
"""
_CHANGES = """
SELECT coalesce(models.name, models.slug) AS name, url, field, old, new, changed_at, cause, run_id
FROM changes JOIN models ON models.id = model_id ORDER BY changes.id DESC LIMIT ?
"""
_CONTRADICTIONS = """
SELECT coalesce(name, model_id) AS name, url, rule, detail FROM contradictions ORDER BY rule, model_id LIMIT ?
"""
_RUNS = """
SELECT id, kind, started_at, coalesce(outcome, 'unfinished') AS outcome, reasons, counts,
  round((julianday(finished_at) - julianday(started_at)) * 1440, 1) AS minutes
FROM runs ORDER BY id DESC LIMIT ?
"""
_NEWS = """
SELECT runs.id, substr(started_at, 1, 10) AS day,
  (SELECT count(*) FROM models WHERE NOT EXISTS (
    SELECT 1 FROM snapshots WHERE model_id = models.id AND run_id < runs.id)) AS new,
  count(field) FILTER (WHERE field = 'gone_since' AND new IS NOT NULL AND new <> 'null') AS gone,
  count(field) FILTER (WHERE field <> 'gone_since' AND cause = 'site') AS site,
  count(field) FILTER (WHERE field <> 'gone_since' AND cause = 'extractor') AS extractor,
  count(DISTINCT model_id) AS models
FROM runs LEFT JOIN changes ON changes.run_id = runs.id GROUP BY runs.id ORDER BY runs.id DESC LIMIT ?
"""
_REJECTS = """
SELECT url, reason, detail, rejected_at, run_id FROM rejects ORDER BY rejected_at DESC, id DESC LIMIT ?
"""
_LABELS = """
SELECT label, count(*) AS pages, min(text) AS example, min(models.url) AS url
FROM findings JOIN models ON models.snapshot_id = findings.snapshot_id
WHERE kind = 'unknown_label' AND label IS NOT NULL GROUP BY label ORDER BY pages DESC, label LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """The report's data as dictionaries. `news`: what the newest run brought; `totals`: of the whole database."""

    models: Rows
    benchmarks: Rows
    pillars: Rows
    changes: Rows
    contradictions: Rows
    coverage: Rows
    runs: Rows
    news: Rows
    rejects: Rows
    unknown_labels: Rows
    totals: dict[str, int]


def facts(connection: sqlite3.Connection, models: int) -> Facts:
    """Everything for one report with at most `models` models, and four times as many benchmark rows."""

    def rows(query: str, *values: int) -> Rows:
        return [dict(row) for row in connection.execute(query, values)]

    connection.execute(_CHOSEN)
    runs = rows(_RUNS, RUNS_SHOWN)
    changes = rows(_CHANGES, CHANGES_SHOWN)
    for change in changes:
        change["old"], change["new"] = _words(change["old"]), _words(change["new"])
    return Facts(
        models=rows(_MODELS, models),
        benchmarks=rows(_BENCHMARKS, 4 * models),
        pillars=rows(_PILLARS, 4 * models),
        changes=changes,
        contradictions=rows(_CONTRADICTIONS, CONTRADICTIONS_SHOWN),
        coverage=_coverage(connection),
        runs=[_run(run) for run in runs],
        news=rows(_NEWS, 1),
        rejects=rows(_REJECTS, REJECTS_SHOWN),
        unknown_labels=rows(_LABELS, LABELS_SHOWN),
        totals=_totals(connection),
    )


def _words(value: object) -> str | None:
    """A value of `changes`, which is JSON, as people read it."""
    if value is None:
        return None
    read = json.loads(str(value))
    if read is None:
        return "nothing"
    return f"{read:,}" if isinstance(read, int) and not isinstance(read, bool) else str(read)


def _run(row: dict[str, object]) -> dict[str, object]:
    """A run with its counts and reasons as people read them."""
    counts, reasons = json.loads(str(row["counts"])), json.loads(str(row["reasons"]))
    pages = ", ".join(f"{count:,} {state}" for state, count in sorted(counts.items()) if count)
    return row | {"pages": pages, "why": "; ".join(reasons)}


def _coverage(connection: sqlite3.Connection) -> Rows:
    """How many of the models that are not gone have each field."""
    names = [column.name for column in RECORD_COLUMNS]
    counts = ", ".join(f"count({name})" for name in names)
    query = f"SELECT count(*), {counts} FROM models WHERE gone_since IS NULL"  # noqa: S608 (our own columns)
    row = connection.execute(query).fetchone()
    return [
        {
            "field": column.name,
            "description": column.description,
            "filled": filled,
            "share": round(filled / row[0], 4) if row[0] else None,
        }
        for column, filled in zip(RECORD_COLUMNS, list(row)[1:], strict=True)
    ]


def _totals(connection: sqlite3.Connection) -> dict[str, int]:
    queries = {
        "pages": "SELECT count(*) FROM models",
        "models": "SELECT count(DISTINCT slug) FROM models",
        "families": "SELECT count(DISTINCT family) FROM models",
        "gone": "SELECT count(*) FROM models WHERE gone_since IS NOT NULL",
        "benchmarks": "SELECT count(DISTINCT benchmark) FROM benchmarks",
        "scores": "SELECT count(*) FROM benchmarks WHERE score IS NOT NULL",
        "contradictions": "SELECT count(*) FROM contradictions",
        "contradicting": "SELECT count(DISTINCT model_id) FROM contradictions",
        "changes": "SELECT count(*) FROM changes",
        "snapshots": "SELECT count(*) FROM snapshots",
        "readings": "SELECT count(*) FROM readings",
    }
    return {name: int(connection.execute(query).fetchone()[0]) for name, query in queries.items()}
