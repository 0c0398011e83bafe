"""Makes a folder to give away: a checked copy of the database, exports, and what they are and where they are from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection
from glob import escape
from pathlib import Path

from schemas.publish import FILE as SCHEMA
from scraper.outlets.readonly import opened, reading
from scraper.publish.copy import checked_copy
from scraper.publish.exports import EXPORTED, write_csv, write_parquet, write_records
from scraper.publish.package import NAME, describe
from scraper.store.errors import StoreError

COPY = "models.db"
EARLIER = ".old"
"""Ends the name that an earlier publication has while the new one takes its place."""


def publish(database: Path, out: Path, formats: Collection[str] = ()) -> list[Path]:
    """Writes the folder `out` and returns its files. `formats`: of "csv", "jsonl", "parquet".

    A reader finds the earlier publication or the whole new one, but for the moment between two renames: a kill right
    there leaves neither, and the next call first puts the earlier one back. Raises `StoreError` where the database is
    missing, damaged or empty or `out` is somebody else's folder, `ImportError` without the `report` extra, `OSError`.
    """
    place = Path(os.path.realpath(out))  # a link to a folder stays one
    _put_back(place)
    _refuse_others(place)
    staging = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        staging.mkdir(parents=True)
        with opened(database) as source:
            checked_copy(source, staging / COPY, names=(database, out))
        _fill(staging, formats)
        _take_place(staging, place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return sorted(path for path in place.rglob("*") if path.is_file())


def _fill(folder: Path, formats: Collection[str]) -> None:
    """Writes everything else that is made of the copy in `folder`."""
    copy = folder / COPY
    with reading(copy) as connection:
        if "jsonl" in formats:
            write_records(connection, folder / "models.jsonl")
            shutil.copyfile(SCHEMA, folder / SCHEMA.name)
        for form, write in (("csv", write_csv), ("parquet", write_parquet)):
            if form in formats:
                (folder / form).mkdir()
                for table in EXPORTED:
                    write(connection, table, folder / form / f"{table}.{form}")
        describe(connection, folder)


def _refuse_others(out: Path) -> None:
    """The whole folder is replaced, so it must be an earlier publication, empty or not there."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    try:
        ours = json.loads((out / "datapackage.json").read_text("utf-8")).get("name") == NAME
    except (OSError, ValueError, AttributeError):
        ours = False
    if not ours:
        raise StoreError(
            f"{out} holds something else than an earlier publication: name another folder with --out"
        )


def _put_back(out: Path) -> None:
    """Undoes what a kill has left half done in `_take_place`."""
    if not out.exists():
        for earlier in out.parent.glob(f".{escape(out.name)}.*{EARLIER}"):
            earlier.rename(out)
            return


def _take_place(staging: Path, out: Path) -> None:
    """Two renames: a folder that is not empty cannot be replaced in one."""
    earlier = out.with_name(f".{out.name}.{os.getpid()}{EARLIER}")
    if out.exists():
        out.rename(earlier)
    try:
        staging.rename(out)
    except OSError:
        if earlier.exists():
            earlier.rename(out)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
