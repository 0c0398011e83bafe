"""Views that say how far the data can be trusted: what changed, what contradicts itself, how old, from where."""

from __future__ import annotations

from scraper.store.view import View, same

RECENT_CHANGES = View(
    "recent_changes",
    "What changed, newest first. `cause` tells a change on the site from one that better rules made.",
    same("changes", "changed_at", "model_id")
    | same("models", "name")
    | {
        **same("changes", "field"),
        "old": "Value before, plain; null where there was none.",
        "new": "Value after, plain; null where there is none.",
        **same("changes", "cause", "run_id"),
        **same("models", "url"),
    },
    """SELECT c.changed_at, c.model_id, m.name, c.field, c.old ->> '$' AS old, c.new ->> '$' AS new, c.cause, c.run_id,
  m.url
FROM changes c JOIN models m ON m.id = c.model_id ORDER BY c.changed_at DESC, c.id DESC""",
)

# CROSS JOIN keeps the order of the loops: only the findings of the newest copies are read, however long the history.
CONTRADICTIONS = View(
    "contradictions",
    "Published facts that contradict each other or cannot be. The values stand as published.",
    same("anomalies", "model_id")
    | same("models", "name")
    | {
        "rule": "Name of the audit's rule, or `conflict`: the page says two things about one field.",
        "detail": "What contradicts what, with the published values.",
        **same("models", "url"),
    },
    """SELECT a.model_id, m.name, a.rule, a.detail, m.url
FROM anomalies a JOIN models m ON m.id = a.model_id
UNION ALL
SELECT m.id, m.name, f.kind, coalesce(f.label || ': ', '') || f.text, m.url
FROM models i CROSS JOIN findings f ON f.snapshot_id = i.snapshot_id JOIN models m ON m.id = i.id
WHERE f.kind = 'conflict'""",
)

DATA_FRESHNESS = View(
    "data_freshness",
    "The clocks of every model, the longest unseen first.",
    same("models", "id", "name", "first_seen", "last_seen", "last_changed", "gone_since")
    | {
        "days_unseen": "Days since the page was last seen, counted now.",
        "days_unchanged": "Days since a value last changed on the site, counted now.",
        **same("models", "url"),
    },
    """SELECT id, name, first_seen, last_seen, last_changed, gone_since,
  round(julianday('now') - julianday(last_seen), 1) AS days_unseen,
  round(julianday('now') - julianday(last_changed), 1) AS days_unchanged, url
FROM models ORDER BY last_seen""",
)

TRACE = View(
    "trace",
    "Where a value comes from: its raw text, and the archived copy of the page. Ask with a model's id.",
    {"model_id": "models.id"}
    | same("readings", "field", "section", "label", "raw", "position")
    | same("snapshots", "url", "fetched_at", "digest", "archive_file", "archive_offset"),
    """SELECT m.id AS model_id, r.field, r.section, r.label, r.raw, r.position, s.url, s.fetched_at, s.digest,
  s.archive_file, s.archive_offset
FROM models m JOIN snapshots s ON s.id = m.snapshot_id JOIN readings r ON r.snapshot_id = s.id""",
)

UNREAD_LABELS = View(
    "unread_labels",
    "Labels that the vocabulary does not know yet, the most frequent first.",
    {
        **same("findings", "label"),
        "models": "Models whose page has the label, number.",
        "example": "The finding on one of these pages.",
        "example_model": "Id of that model.",
    },
    """SELECT f.label, count(DISTINCT m.id) AS models, min(f.text) AS example, m.id AS example_model
FROM models m CROSS JOIN findings f ON f.snapshot_id = m.snapshot_id
WHERE f.kind = 'unknown_label' GROUP BY f.label ORDER BY models DESC, f.label""",
)

VIEWS_OF_TRUST: tuple[View, ...] = (RECENT_CHANGES, CONTRADICTIONS, DATA_FRESHNESS, TRACE, UNREAD_LABELS)
