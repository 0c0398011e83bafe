"""The report as a file: self-contained, small, escaped; the command's messages and exit codes."""

import base64
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import scraper.report
from scraper.report import LARGEST, write_report
from scraper.report.render import json_text, script_text
from scraper.report.tables import web_address
from scraper.store import Store
from tests.report.conftest import MADE_AT
from tests.synthetic import HOSTILE, build, page, records

PROJECT = Path(__file__).parents[2]


def command(*arguments: object, **more) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "scrapy", "report", *map(str, arguments)]
    return subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False, **more)


def data_of(report: Path) -> dict:
    text = report.read_text("utf-8")
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1])


def test_is_small_and_names_nothing_to_load(report):
    text = report.read_text("utf-8")
    own = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert len(text.encode()) < LARGEST
    assert not re.search(
        r"<(?:link|img|iframe|object|embed|base)\b|@import|url\(|\bsrc=", own.split('id="data"')[0]
    )


def test_policy_allows_these_scripts_and_nothing_else(report):
    text = report.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert policy.startswith(
        "default-src 'none'; script-src " + " ".join(f"'sha256-{each}'" for each in hashes)
    )
    assert "unsafe" not in policy


def test_hostile_text_is_nowhere_markup(report):
    text = report.read_text("utf-8")
    assert HOSTILE not in text
    assert "<img src=x" not in text
    assert "\u2028" not in text
    assert HOSTILE in [row[0] for row in data_of(report)["tables"]["models"]["rows"]]


def test_json_in_a_script_element():
    value = {"</script>": "<!-- & \u2028 \u2029 \ud800"}
    text = json_text(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value
    with pytest.raises(ValueError, match="script element"):
        script_text("a </ScRipt> b")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://a.b", "", None, "//a.b"]
)
def test_only_web_addresses_become_links(url):
    assert web_address(url) is None


def test_what_it_says(report):
    data = data_of(report)
    tables = {name: table["rows"] for name, table in data["tables"].items()}
    assert len(tables["models"]) == 100
    assert ["GLM-4.6", "active_above_total_experts"] in [row[:2] for row in tables["contradictions"]]
    change = next(row for row in tables["changes"] if row[0] == "Qwen3-8B" and row[1] == "context_length")
    assert change[2:4] == ["131,072", "262,144"]
    assert [run[4] for run in tables["runs"]] == ["degraded", "ok"]
    assert tables["runs"][0][3] == 9.0
    assert tables["rejects"][0][1] == "not_a_profile"
    assert tables["unknown_labels"][0][:2] == ["Max Output Tokens", 34]
    assert next(row for row in tables["coverage"] if row[0] == "context_length")[1] == 0.99
    for table in ("models", "benchmarks", "changes", "contradictions", "unknown_labels"):
        packed = data["tables"][table]
        assert packed["base"].startswith("https://apxml.com/models/")
        assert all(urls is not None for urls in packed["urls"])


def test_what_the_newest_run_brought(database, report, tmp_path):
    text = " ".join(report.read_text("utf-8").split())
    assert "Run 2 of 2026-04-08: 0 new, 0 gone; 20 values changed on the site, on 12 models." in text
    path = tmp_path / "models.db"
    shutil.copy(database, path)
    with Store(path) as store:
        run = store.begin_run(MADE_AT, "crawl", {})
        store.gone("https://apxml.com/models/glm-46", MADE_AT, 404, run)
        new = records()[0].model_copy(update={"id": "brand-new", "url": "https://apxml.com/models/brand-new"})
        store.save(page(new, MADE_AT), run)
    write_report(path, tmp_path / "report.html", MADE_AT)
    text = " ".join((tmp_path / "report.html").read_text("utf-8").split())
    assert "Run 3 of 2026-04-09: 1 new, 1 gone; 0 values changed on the site, on 1 models." in text


def test_same_data_same_bytes(database, report, tmp_path):
    again = tmp_path / "again.html"
    write_report(database, again, MADE_AT)
    assert again.read_bytes() == report.read_bytes()


def test_one_model_in_two_languages_is_one_model(tmp_path):
    path = build(tmp_path / "models.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE models SET slug = 'glm-46', locale = 'zh' WHERE id = 'glm-45'")
    write_report(path, tmp_path / "report.html", MADE_AT)
    names = [row[0] for row in data_of(tmp_path / "report.html")["tables"]["models"]["rows"]]
    assert "GLM-4.6" in names
    assert "GLM-4.5" not in names


def test_too_many_models_show_the_newest_and_say_so(tmp_path, monkeypatch):
    path = build(tmp_path / "models.db", copies=4)
    monkeypatch.setattr(scraper.report, "LARGEST", 1_040_000)
    monkeypatch.setattr(scraper.report, "MODELS_SHOWN", 400)
    size = write_report(path, tmp_path / "report.html", MADE_AT)
    text = (tmp_path / "report.html").read_text("utf-8")
    assert size < 1_040_000
    assert re.search(r"show the newest \d+ of 397 models", text)


def test_an_empty_database_is_a_report_too(tmp_path):
    Store(tmp_path / "models.db").close()
    assert write_report(tmp_path / "models.db", tmp_path / "report.html", MADE_AT) > 0


def test_command_writes(database, tmp_path):
    out = tmp_path / "new" / "report.html"
    done = command("-s", f"DATABASE={database}", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size > 900_000
    assert str(out) in done.stdout
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]


def test_command_without_a_database(tmp_path):
    done = command("-s", f"DATABASE={tmp_path / 'none.db'}", "--out", tmp_path / "report.html")
    assert done.returncode == 1
    assert "there is no database" in done.stderr
    assert "scrapy crawl models" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_command_with_a_file_that_is_no_database(tmp_path):
    (tmp_path / "models.db").write_text("no database " * 1000)
    done = command("-s", f"DATABASE={tmp_path / 'models.db'}", "--out", tmp_path / "report.html")
    assert done.returncode == 1
    assert "is not a database" in done.stderr
    assert "Traceback" not in done.stderr


def test_command_that_cannot_write(database, tmp_path):
    (tmp_path / "folder").write_text("a file")
    done = command("-s", f"DATABASE={database}", "--out", tmp_path / "folder" / "report.html")
    assert done.returncode == 1
    assert "--out" in done.stderr


def test_command_without_the_extra_names_it(database, tmp_path):
    (tmp_path / "altair.py").write_text("raise ImportError('No module named altair', name='altair')")
    import os

    done = command(
        "-s",
        f"DATABASE={database}",
        "--out",
        tmp_path / "r.html",
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "report needs altair: install it with `pip install '.[report]'`" in done.stderr
