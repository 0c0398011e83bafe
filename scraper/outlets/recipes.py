"""Questions with a parameter, as ready queries: shown in the documentation, offered in the browser."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.store.past import MODELS_AS_OF
from scraper.store.search import SEARCH_SQL


@dataclass(frozen=True, slots=True)
class Recipe:
    """`sql` with `:parameters`; `example`: a value for each of them."""

    name: str
    title: str
    description: str
    sql: str
    example: dict[str, str]


RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "search",
        "Search names and prose",
        "Models whose names or prose hold all the words, best match first; then those that hold them inside of others.",
        SEARCH_SQL,
        {"words": "coding"},
    ),
    Recipe(
        "trace_value",
        "Trace a value to its page",
        "The raw text behind a value, the copy of the page that it was read from, and where the copy is archived.",
        "SELECT * FROM trace WHERE model_id = :model AND field = :field",
        {"model": "claude-haiku-45", "field": "context_length"},
    ),
    Recipe(
        "history_of_model",
        "History of a model",
        "Every change of one model, newest first.",
        "SELECT * FROM recent_changes WHERE model_id = :model",
        {"model": "claude-haiku-45"},
    ),
    Recipe(
        "changes_since",
        "Changes since a day",
        "Every change on the site since a day (ISO 8601).",
        "SELECT * FROM recent_changes WHERE changed_at >= :day AND cause = 'site'",
        {"day": "2025-11-01"},
    ),
    Recipe(
        "models_as_of",
        "All models as of a moment",
        "The `models` table as it was at a moment (UTC, ISO 8601 with a Z).",
        MODELS_AS_OF.strip(),
        {"at": "2025-11-10T00:00:00Z"},
    ),
    Recipe(
        "benchmark",
        "One benchmark",
        "All results of a benchmark, best rank first.",
        "SELECT * FROM benchmark_leaderboard WHERE benchmark = :benchmark",
        {"benchmark": "LiveBench Coding"},
    ),
    Recipe(
        "models_that_fit",
        "Models that fit a machine",
        "Models with at least this context (tokens) that need at most this memory (GB).",
        """SELECT DISTINCT models.id, models.name, models.parameters, models.context_length,
  hardware_needed.vram_gb, hardware_needed.device_count, hardware_needed.device
FROM hardware_needed JOIN models ON models.id = hardware_needed.model_id
WHERE models.context_length >= CAST(:context AS INTEGER) AND hardware_needed.vram_gb <= CAST(:memory AS REAL)
ORDER BY hardware_needed.vram_gb DESC""",
        {"context": "32768", "memory": "24"},
    ),
)
