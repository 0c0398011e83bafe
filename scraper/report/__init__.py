"""The static report: one HTML file for people, made from the database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from scraper.outlets.readonly import reading
from scraper.outlets.replacing import replacing
from scraper.report.queries import facts
from scraper.report.render import render

LARGEST = 3_000_000
"""Bytes of the file."""
MODELS_SHOWN = 4_000


def write_report(database: Path, out: Path, made_at: datetime) -> int:
    """Writes the report, returns its size in bytes. A reader of `out` sees the old file or the new one.

    A database of more models than fit shows the newest, and says so. Raises `StoreError` where the database
    cannot be read, `ImportError` without the `report` extra, `OSError` where `out` cannot be written.
    """
    models = MODELS_SHOWN
    with reading(database) as connection, replacing(out) as unfinished:
        text = render(facts(connection, models), made_at).encode()
        while len(text) > LARGEST and models > 100:
            models = min(models - 100, int(models * 0.9 * LARGEST / len(text)))
            text = render(facts(connection, models), made_at).encode()
        unfinished.write_bytes(text)
    return len(text)
