"""Writes docs/database.md: `python -m scraper.outlets.document`; `--check`: exit 1 where it is stale.

Descriptions and units come from `scraper.store.tables`, types and keys from a database made by the store, and
examples from the rows of a small sample.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper.outlets.recipes import RECIPES
from scraper.outlets.sample import build_sample
from scraper.store.migrations import VERSION
from scraper.store.tables import TABLES, Column, Table

FILE = Path(__file__).parents[2] / "docs" / "database.md"
LONGEST_EXAMPLE = 60
LONGEST_RECIPE = 30
# Numbers that come from the clock of today, not from the data.
_OF_TODAY = {
    "days_unseen": "21.5",
    "days_unchanged": "28.5",
    "applied_at": "2025-11-01 06:30:00.000000+00:00",
}
_HEAD = f"""# The database

One SQLite file (tables of version {VERSION}, `PRAGMA user_version`). This text is made by `make docs`.

- All tables are STRICT, with foreign keys. Times are UTC, ISO 8601 (`2025-11-01T06:30:00Z`).
- Values stand as published, parsed: what a page leaves blank is null; raw texts stand in `readings`.
- Booleans are 0 and 1. Dates have the published precision: `2025`, `2025-02` or `2025-02-28`.
- The examples are rows of a small sample; in brackets: how a page publishes the value.
"""


def database_text() -> str:
    """The document's exact text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        build_sample(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            return "\n".join(_lines(connection))


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    yield _HEAD
    for kind, title in (("table", "Tables"), ("view", "Views"), ("index", "Index")):
        yield f"- {title}: " + ", ".join(f"[`{t.name}`](#{t.name})" for t in TABLES if t.kind == kind)
    yield "- [Recipes](#recipes)\n"
    for table in TABLES:
        yield from _table(connection, table)
    yield "## Recipes\n"
    yield "Queries with parameters, the same that the browser offers.\n"
    for recipe in RECIPES:
        values = ", ".join(f"`:{name}` is for example `{value}`" for name, value in recipe.example.items())
        yield f"### {recipe.title}\n\n{recipe.description} {values}.\n"
        if recipe.sql.count("\n") < LONGEST_RECIPE:
            yield f"```sql\n{recipe.sql}\n```\n"
        else:
            yield f"The query is long; it stands in `scraper/outlets/recipes.py` under `{recipe.name}`.\n"


def _table(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    quoted = f'"{table.name}"'
    types = {row["name"]: row for row in connection.execute(f"PRAGMA table_xinfo({quoted})")}
    links = {row["from"]: row["table"] for row in connection.execute(f"PRAGMA foreign_key_list({quoted})")}
    yield f"## {table.name}\n\n{table.description}\n"
    yield "| Column | Type | Unit | Example | Meaning |\n|---|---|---|---|---|"
    for column in table.columns:
        example = _example(connection, quoted, column)
        kind = _type(types.get(column.name), links.get(column.name))
        yield f"| `{column.name}` | {kind} | {column.unit or ''} | {example} | {_cell(column.description)} |"
    yield ""


def _type(row: sqlite3.Row | None, link: str | None) -> str:
    if row is None or not row["type"]:
        return ""
    parts = [str(row["type"]).lower()]
    if row["pk"]:
        parts.append("key")
    elif row["notnull"]:
        parts.append("not null")
    if link:
        parts.append(f"to [`{link}`](#{link})")
    return ", ".join(parts)


def _example(connection: sqlite3.Connection, table: str, column: Column) -> str:
    """The column's greatest value in the sample, and how a page publishes it where that differs."""
    name = f'"{column.name}"'
    query = f"SELECT {name} FROM {table} WHERE {name} IS NOT NULL ORDER BY 1 DESC LIMIT 1"  # noqa: S608
    row = connection.execute(query).fetchone()
    if row is None:
        return ""
    value = _shortened(str(_OF_TODAY.get(column.name, row[0])))
    published = str(column.examples[0]) if column.examples else value
    return f"`{_cell(value)}`" + (
        f" (`{_cell(published)}`)" if published not in (value, f"{value}.0") else ""
    )


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 4] + " ..."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main(arguments: list[str]) -> int:
    """Writes or, with `--check`, compares. Exit code 1: stale."""
    text = database_text()
    if "--check" not in arguments:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(text, "utf-8")
        return 0
    stale = not FILE.exists() or FILE.read_text("utf-8") != text
    if stale:
        print(f"{FILE} is stale: run `python -m scraper.outlets.document` and commit it.", file=sys.stderr)
    return int(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
