"""Views for the questions that people ask first. Those about models leave out what is gone."""

from __future__ import annotations

from schemas.profile import IDENTITY
from scraper.store.columns import RECORD_NAMES
from scraper.store.search import COLUMNS, TEXT_SELECT
from scraper.store.view import View, same
from scraper.store.views_of_trust import VIEWS_OF_TRUST

_MODEL = same("models", "id", "name", "family")

LEADERBOARD = View(
    "leaderboard",
    "All ranks of every ranked model, best first.",
    _MODEL
    | same("models", "locale", "overall_rank", "coding_rank")
    | {
        "benchmark_ranks": "Rank by benchmark name, as a JSON object.",
        **same("models", "transparency_score", "transparency_grade", "url"),
    },
    """SELECT id, name, family, locale, overall_rank, coding_rank,
  (SELECT json_group_object(benchmark, rank) FROM benchmarks WHERE model_id = models.id AND rank IS NOT NULL)
    AS benchmark_ranks,
  transparency_score, transparency_grade, url
FROM models WHERE gone_since IS NULL AND overall_rank IS NOT NULL ORDER BY overall_rank""",
)

BENCHMARK_LEADERBOARD = View(
    "benchmark_leaderboard",
    "Every benchmark result, by benchmark, best rank first. A rank is the site's own, not one of this file.",
    same("benchmarks", "category", "benchmark", "rank", "score", "model_id")
    | same("models", "name", "family"),
    """SELECT b.category, b.benchmark, b.rank, b.score, b.model_id, m.name, m.family
FROM benchmarks b JOIN models m ON m.id = b.model_id
WHERE m.gone_since IS NULL ORDER BY b.benchmark, b.rank""",
)

NEWEST_MODELS = View(
    "newest_models",
    "Models by date of release, newest first.",
    same("models", "release_date")
    | _MODEL
    | same("models", "parameters", "context_length", "license", "overall_rank", "first_seen", "url"),
    """SELECT release_date, id, name, family, parameters, context_length, license, overall_rank, first_seen, url
FROM models WHERE gone_since IS NULL AND release_date IS NOT NULL ORDER BY release_date DESC""",
)

MODELS_BY_FAMILY = View(
    "models_by_family",
    "What a family holds: how many models, their sizes, its newest and its best ranked member.",
    {
        **same("models", "family"),
        "models": "Models of the family, number.",
        "smallest_parameters": "Parameters of the smallest model, number.",
        "largest_parameters": "Parameters of the largest model, number.",
        "longest_context": "Longest context of a model, tokens.",
        "newest_release": "Latest date of release, ISO 8601 at the published precision.",
        "best_overall_rank": "Best overall rank of a model; 1 is best.",
    },
    """SELECT family, count(*) AS models, min(parameters) AS smallest_parameters,
  max(parameters) AS largest_parameters, max(context_length) AS longest_context,
  max(release_date) AS newest_release, min(overall_rank) AS best_overall_rank
FROM models WHERE gone_since IS NULL AND family IS NOT NULL GROUP BY family ORDER BY models DESC, family""",
)

CONTEXT_LADDER = View(
    "context_ladder",
    "Every published context length, longest first: who has it, who had it first.",
    {
        **same("models", "context_length"),
        "models": "Models of that context length, number.",
        "first_release": "Earliest date of release among them.",
        "first_model": "Id of the model that was released first.",
        "best_overall_rank": "Best overall rank among them; 1 is best.",
    },
    # The bare `id` is the one of the row that gave min(): SQLite promises it for a single min() or max().
    """SELECT context_length, models, first_release, first_model,
  (SELECT min(overall_rank) FROM models b WHERE b.context_length = a.context_length AND b.gone_since IS NULL)
    AS best_overall_rank
FROM (SELECT context_length, count(*) AS models, min(release_date) AS first_release, id AS first_model
  FROM models WHERE gone_since IS NULL AND context_length IS NOT NULL GROUP BY context_length) a
ORDER BY context_length DESC""",
)

EXPERT_EFFICIENCY = View(
    "expert_efficiency",
    "Mixture-of-experts models: which share of the parameters and of the experts works on a token, smallest first.",
    {
        **_MODEL,
        **same("models", "parameters", "active_parameters"),
        "active_share": "Active parameters over parameters, 0 to 1; above 1 where the page mixes them up.",
        **same("models", "experts", "active_experts", "shared_experts"),
        "expert_share": "Active experts over experts, 0 to 1.",
        **same("models", "overall_rank"),
    },
    """SELECT id, name, family, parameters, active_parameters,
  round(1.0 * active_parameters / nullif(parameters, 0), 4) AS active_share,
  experts, active_experts, shared_experts,
  round(1.0 * active_experts / nullif(experts, 0), 4) AS expert_share, overall_rank
FROM models WHERE gone_since IS NULL AND (experts IS NOT NULL OR active_parameters IS NOT NULL)
ORDER BY active_share IS NULL, active_share""",
)

TRANSPARENCY_BY_PILLAR = View(
    "transparency_by_pillar",
    "Points of each model's transparency report, added up by pillar.",
    {
        **same("transparency", "model_id"),
        **same("models", "name", "transparency_grade"),
        **same("transparency", "pillar"),
        "criteria": "Criteria of the pillar, number.",
        "score": "Points given.",
        "max_score": "Points possible.",
        "share": "Points given over points possible, 0 to 1.",
    },
    # CROSS JOIN keeps the order of the loops: the groups come out of the index one by one, without a sort.
    """SELECT t.model_id, m.name, m.transparency_grade, t.pillar, count(*) AS criteria, sum(t.score) AS score,
  sum(t.max_score) AS max_score, round(sum(t.score) / nullif(sum(t.max_score), 0), 4) AS share
FROM transparency t CROSS JOIN models m ON m.id = t.model_id
WHERE m.gone_since IS NULL GROUP BY t.model_id, t.pillar""",
)

HARDWARE_NEEDED = View(
    "hardware_needed",
    "What it takes to run a model, least memory first.",
    same("requirements", "model_id")
    | same("models", "name", "parameters")
    | same("requirements", "context_tokens", "vram_gb", "tier", "device", "device_count", "device_vram_gb"),
    """SELECT r.model_id, m.name, m.parameters, r.context_tokens, r.vram_gb, r.tier, r.device, r.device_count,
  r.device_vram_gb
FROM requirements r JOIN models m ON m.id = r.model_id
WHERE m.gone_since IS NULL ORDER BY r.vram_gb""",
)


def _field_coverage() -> View:
    fields = [name for name in RECORD_NAMES if name not in IDENTITY]
    counts = ", ".join(f"count({name}) AS {name}" for name in fields)
    each = "SELECT '{0}' AS field, {0} AS filled, total FROM counted"
    rows = " UNION ALL ".join(each.format(name) for name in fields)
    # One pass over the table, whatever the number of fields.
    select = f"""SELECT field, filled, total AS models, round(1.0 * filled / nullif(total, 0), 4) AS share FROM (
  WITH counted AS MATERIALIZED (SELECT count(*) AS total, {counts} FROM models WHERE gone_since IS NULL)
  {rows})
ORDER BY filled DESC, field"""  # noqa: S608
    return View(
        "field_coverage",
        "How many models hold a value, by field, fullest first.",
        {
            "field": "Column of `models`.",
            "filled": "Models that hold a value, number.",
            "models": "All models that are not gone, number.",
            "share": "The first over the second, 0 to 1.",
        },
        select,
    )


SEARCH_TEXT = View(
    "search_text",
    "What the full-text index `models_fts` covers, one row per model.",
    same("models", "number", "id", *COLUMNS[:-1])
    | {"assessments": "The assessments of the transparency report, one a line."},
    TEXT_SELECT,
)

VIEWS: tuple[View, ...] = (
    LEADERBOARD,
    BENCHMARK_LEADERBOARD,
    NEWEST_MODELS,
    MODELS_BY_FAMILY,
    CONTEXT_LADDER,
    EXPERT_EFFICIENCY,
    TRANSPARENCY_BY_PILLAR,
    HARDWARE_NEEDED,
    _field_coverage(),
    *VIEWS_OF_TRUST,
    SEARCH_TEXT,
)
"""Every view of the database; opening a file makes them what they are here."""
