import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.report import write_report
from tests.synthetic import build

MADE_AT = datetime(2026, 4, 9, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def database(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("report") / "models.db")


@pytest.fixture(scope="session")
def report(database) -> Path:
    out = database.with_name("report.html")
    write_report(database, out, MADE_AT)
    return out


@pytest.fixture(autouse=True)
def _screenshots(request):
    """With SCREENSHOTS=FOLDER every browser test leaves a picture of its last state there."""
    yield
    folder, driver = os.environ.get("SCREENSHOTS"), request.node.__dict__.get("driver")
    if folder and driver:
        driver.save_screenshot(f"{folder}/{request.node.name}.png")
