"""The models as they were at any moment: one query over the present state and its history."""

from __future__ import annotations

from scraper.store.columns import RECORD_NAMES, field_of

_UNDONE = (*RECORD_NAMES, "gone_since")


def _models_as_of() -> str:
    """One CASE for each column: the old value of the first later change, or else the value of today."""
    old = ",\n    ".join(
        f"max(CASE WHEN field = '{field_of(name)}' THEN 1 END) AS {name}_changed,"
        f" max(CASE WHEN field = '{field_of(name)}' THEN old ->> '$' END) AS {name}"
        for name in _UNDONE
    )
    then = ",\n  ".join(
        f"CASE WHEN later.{name}_changed THEN later.{name} ELSE models.{name} END AS {name}"
        for name in _UNDONE
    )
    return f"""
WITH first_later AS MATERIALIZED (
  -- The bare `old` is the one of the row with the least id.
  SELECT model_id, field, old, min(id) FROM changes WHERE changed_at > :at AND part IS NULL GROUP BY model_id, field
), later AS (
  SELECT model_id,
    {old}
  FROM first_later GROUP BY model_id
)
SELECT
  {then}
FROM models LEFT JOIN later ON later.model_id = models.id
WHERE (SELECT min(fetched_at) FROM snapshots WHERE snapshots.model_id = models.id) <= :at
ORDER BY models.id
"""  # noqa: S608


MODELS_AS_OF: str = _models_as_of()
"""The `models` table as it was at `:at` (UTC, "2025-11-22T17:00:00Z"): record columns and `gone_since`."""
