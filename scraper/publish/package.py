"""What lies beside the data: README.md for people, datapackage.json for programs, SHA256SUMS for both."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from html import escape
from pathlib import Path

from scraper.outlets.notice import DESCRIPTION, LICENCE, NOTICE, TITLE, sites
from scraper.publish.exports import EXPORTED, FLAGS
from scraper.store.tables import Column, Table

NAME = "model-profiles"
FORMATS = {
    ".db": ("sqlite", "application/vnd.sqlite3"),
    ".csv": ("csv", "text/csv"),
    ".jsonl": ("jsonl", "application/jsonl"),
    ".json": ("json", "application/schema+json"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
}
_TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}

Json = dict[str, object]


def describe(connection: sqlite3.Connection, folder: Path) -> None:
    """Writes the three files about everything that lies in `folder` so far."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    package = data_package(connection, folder, files)
    (folder / "datapackage.json").write_text(
        json.dumps(package, indent=2, ensure_ascii=False) + "\n", "utf-8"
    )
    (folder / "README.md").write_text(readme(connection, folder, files), "utf-8")
    listed = sorted([*files, folder / "README.md", folder / "datapackage.json"])
    sums = "".join(f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in listed)
    (folder / "SHA256SUMS").write_text(sums, "utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file, lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def data_package(connection: sqlite3.Connection, folder: Path, files: list[Path]) -> Json:
    """A Frictionless data package. Its date is that of the data, so that the same data gives the same bytes."""
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": f"{DESCRIPTION}\n\n{NOTICE}",
        "created": _newest(connection),
        "licenses": [{"title": LICENCE, "path": "README.md"}],
        "sources": [{"title": site.split("//")[1], "path": site} for site in sites(connection)],
        "resources": [_resource(connection, folder, path) for path in files],
    }


def _newest(connection: sqlite3.Connection) -> str | None:
    query = "SELECT max(last_seen) FROM models UNION SELECT max(finished_at) FROM runs ORDER BY 1 DESC"
    return connection.execute(query).fetchone()[0]  # type: ignore[no-any-return]


def _resource(connection: sqlite3.Connection, folder: Path, path: Path) -> Json:
    form, media_type = FORMATS[path.suffix]
    place = path.relative_to(folder).as_posix()
    made: Json = {
        "name": place.lower().replace("/", "-").replace(".", "-"),
        "path": place,
        "format": form,
        "mediatype": media_type,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }
    if form in ("csv", "parquet"):
        table = EXPORTED[path.stem][0]
        made |= {"description": table.description, "schema": _schema(connection, table)}
    if form == "csv":
        made |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    return made


def _schema(connection: sqlite3.Connection, table: Table) -> Json:
    found = {row["name"]: row for row in connection.execute(f"PRAGMA table_info({table.name})")}
    fields = [_field(column, found[column.name]["type"]) for column in table.columns]
    keys = sorted((row["pk"], name) for name, row in found.items() if row["pk"])
    return {"fields": fields, "primaryKey": [name for _, name in keys], "missingValues": [""]}


def _field(column: Column, sql_type: str) -> Json:
    field: Json = {"name": column.name, "type": _TYPES[sql_type], "description": column.description}
    if column.name in FLAGS:
        field |= {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}
    return field | ({"unit": column.unit} if column.unit else {})


def readme(connection: sqlite3.Connection, folder: Path, files: list[Path]) -> str:
    """README.md: what it is, where it comes from, on what terms, which files, which columns."""
    models = connection.execute("SELECT count(*) FROM models").fetchone()[0]
    parts = [
        f"# {TITLE}\n\n{DESCRIPTION} {models:,} models, as of {_newest(connection)}.",
        "## Source and terms\n\n" + "\n".join(f"- <{site}>" for site in sites(connection)) + f"\n\n{NOTICE}",
        _last_run(connection),
        "## Files\n\n| File | Bytes |\n|---|---|\n"
        + "\n".join(f"| `{p.relative_to(folder).as_posix()}` | {p.stat().st_size:,} |" for p in files)
        + "\n\n`SHA256SUMS` has the digest of each (`sha256sum -c SHA256SUMS`), `datapackage.json` the columns for"
        " programs. In CSV an empty cell is null; texts are the pages' own, so let a spreadsheet import them as text.",
        "## Columns",
        *(_columns(table) for table, _ in EXPORTED.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _last_run(connection: sqlite3.Connection) -> str:
    query = "SELECT id, started_at, coalesce(outcome, 'not finished') AS outcome, reasons FROM runs ORDER BY id DESC"
    row = connection.execute(query).fetchone()
    if row is None:
        return "No run has been recorded."
    reasons = json.loads(row["reasons"])
    return (
        f"Last run: {row['id']} of {row['started_at']}, {row['outcome']}"
        + "".join(f"; {escape(reason)}" for reason in reasons)
        + "."
    )


def _columns(table: Table) -> str:
    lines = (
        f"| `{c.name}` | {c.unit or ''} | {c.description.replace('|', '&#124;')} |" for c in table.columns
    )
    return (
        f"### {table.name}\n\n{table.description}\n\n| Column | Unit | Meaning |\n|---|---|---|\n"
        + "\n".join(lines)
    )
