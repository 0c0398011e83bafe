"""Tables of the report: which columns, in which order, how a value is shown. The page's script draws them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from os.path import commonprefix
from typing import Literal

from scraper.report.queries import Facts, Rows

Show = Literal["none", "text", "code", "count", "large", "number", "date", "moment", "share", "outcome"]
"""none: for charts only; count: 131,072; large: 671B; moment: date and time, UTC; share: a bar with percent."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: of the row; `title`: words above it; `about`: a sentence with the unit, shown on hover."""

    key: str
    title: str
    show: Show = "text"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`name`: of its rows in `Facts`; a row's `url` is where its values stand. `empty`: said where there are none."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    empty: str


TABLES: tuple[Table, ...] = (
    Table(
        "models",
        "All models, newest first",
        (
            Column("name", "Model"),
            Column("family", "Family"),
            Column("release_date", "Released", "date"),
            Column("knowledge_cutoff", "Cutoff", "date", "End of the training data."),
            Column("context_length", "Context", "count", "Longest input, tokens."),
            Column("size", "Parameters", "large", "Parameters; the larger count where two are published."),
            Column(
                "active_parameters",
                "Active",
                "large",
                "Active parameters as published, which may be mistaken.",
            ),
            Column("overall_rank", "Rank", "count", "Place among all models of the site; 1 is best."),
            Column("coding_rank", "Coding", "count", "Place for coding among all models of the site."),
            Column("transparency_score", "Transparency", "number", "Points of 100."),
            Column("license", "Licence"),
            Column("last_changed", "Changed", "date", "When a value on the page last changed."),
            Column("gone_since", "Gone", "date", "When the site began to answer that there is no such page."),
            *(
                Column(key, key, "none")
                for key in ("id", "architecture", "experts", "total_expert_parameters")
            ),
        ),
        "No model is stored yet.",
    ),
    Table(
        "benchmarks",
        "All benchmark results",
        (
            Column("name", "Model"),
            Column("category", "Category"),
            Column("benchmark", "Benchmark"),
            Column("score", "Score", "number", "On the benchmark's own scale."),
            Column("rank", "Rank", "count", "Place among all models of the site; 1 is best."),
        ),
        "No page publishes benchmark results.",
    ),
    Table(
        "changes",
        "Changes, newest first",
        (
            Column("name", "Model"),
            Column("field", "Field", "code"),
            Column("old", "Before"),
            Column("new", "After"),
            Column("changed_at", "Seen", "moment"),
            Column(
                "cause",
                "Cause",
                "text",
                "site: the page changed; extractor: the page was read anew by better rules.",
            ),
            Column("run_id", "Run", "count"),
        ),
        "Nothing has changed since the first run.",
    ),
    Table(
        "contradictions",
        "Published facts that contradict each other",
        (Column("name", "Model"), Column("rule", "Rule", "code"), Column("detail", "What the page says")),
        "No contradictions were found.",
    ),
    Table(
        "coverage",
        "Fields and how many pages publish them",
        (
            Column("field", "Field", "code"),
            Column("share", "Filled", "share"),
            Column("filled", "Models", "count"),
            Column("description", "Meaning"),
        ),
        "No model is stored yet.",
    ),
    Table(
        "runs",
        "Runs, newest first",
        (
            Column("id", "Run", "count"),
            Column("kind", "Kind"),
            Column("started_at", "Started", "moment"),
            Column("minutes", "Minutes", "number"),
            Column("outcome", "Outcome", "outcome"),
            Column("pages", "Pages", "text", "How many pages ended in which state."),
            Column("why", "Reasons"),
        ),
        "There was no run yet.",
    ),
    Table(
        "rejects",
        "Pages that were turned away, newest first",
        (
            Column("url", "Page"),
            Column("reason", "Reason", "code"),
            Column("detail", "Detail"),
            Column("rejected_at", "When", "moment"),
            Column("run_id", "Run", "count"),
        ),
        "No page was turned away.",
    ),
    Table(
        "unknown_labels",
        "Labels that the vocabulary does not know",
        (Column("label", "Label"), Column("pages", "Pages", "count"), Column("example", "Example")),
        "Every label on the pages is known.",
    ),
)


def table_data(facts: Facts) -> dict[str, object]:
    """Every table as the page's script takes it: columns and rows as arrays, the rows' addresses apart."""
    return {table.name: _packed(table, getattr(facts, table.name)) for table in TABLES}


def _packed(table: Table, rows: Rows) -> dict[str, object]:
    """Arrays instead of objects, and what all addresses begin with, are written once, so that more rows fit.

    Addresses that are no web addresses are left out.
    """
    urls = [web_address(row.get("url")) for row in rows]
    base = commonprefix([url for url in urls if url])  # noqa: RUF071 (by characters, as wanted)
    return {
        "columns": [asdict(column) for column in table.columns],
        "rows": [[row.get(column.key) for column in table.columns] for row in rows],
        "base": base,
        "urls": [url and url[len(base) :] for url in urls],
        "empty": table.empty,
    }


def web_address(url: object) -> str | None:
    """`url` if following it opens a web page: a page could have sent "javascript:..."."""
    text = str(url)
    return text if text.startswith(("https://", "http://")) else None
