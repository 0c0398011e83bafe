"""The demo, run as `make demo` runs it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests import site_builder
from tests.demo import QUERIES, ROOT


def test_demo_stores_every_page_of_the_site_and_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.demo", "--output", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    made = site_builder.pages()
    with closing(sqlite3.connect(tmp_path / "demo.db")) as db:
        stored = {path for (path,) in db.execute("SELECT id FROM models")}
        rows = db.execute("SELECT count(*) FROM benchmarks").fetchone()[0]
    assert stored == {page.expected["id"] for _, _, page in made}
    assert rows == sum(len(page.expected.get("benchmarks", ())) for _, _, page in made)
    assert f"{len(made)} (en " in done.stdout
    assert all(question in done.stdout for question, _ in QUERIES)
    assert list((tmp_path / "demo-archive").glob("*.warc.gz"))


def test_demo_can_be_run_again(tmp_path: Path) -> None:
    """What an earlier demo left behind is replaced, nothing else is touched."""
    (tmp_path / "demo.db").write_text("not a database")
    (tmp_path / "models.db").write_text("somebody's data")
    command = [sys.executable, "-m", "tests.demo", "--output", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "models.db").read_text() == "somebody's data"
