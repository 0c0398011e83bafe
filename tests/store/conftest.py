from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.store import Store
from tests.store.making import assert_sound, rows


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database, found sound after the test."""
    with Store(tmp_path / "models.db") as store:
        yield store
        assert_sound(store)
        rows(store, "INSERT INTO models_fts (models_fts, rank) VALUES ('integrity-check', 1)")
