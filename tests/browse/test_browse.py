"""`scrapy browse`: a real Datasette on a free port of this machine, looked at with a real Chromium."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from scraper.browse import FACETS, HIDDEN, LABELS, NEWEST_FIRST, SEARCHED
from scraper.outlets.recipes import RECIPES
from scraper.publish import publish
from scraper.store import Store
from scraper.store.tables import TABLES
from tests.chromium import browser, complaints, requested, wait
from tests.mounted import READ_ONLY, mounted
from tests.synthetic import HOSTILE, build, page, records

PROJECT = Path(__file__).parents[2]
MAY = datetime(2026, 5, 1, tzinfo=UTC)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "scrapy", "browse", *map(str, arguments)]


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("browse") / "models.db")


@contextmanager
def served(line: list[str]) -> Iterator[str]:
    """Address of the server that the command runs."""
    process = subprocess.Popen(line, cwd=PROJECT, stderr=subprocess.PIPE, text=True)
    try:
        said = []
        for text in process.stderr:
            said.append(text)
            if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", text):
                yield found[1]
                break
        else:
            pytest.fail(f"the server did not start: {''.join(said)}")
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def site(database):
    """Address of the running server."""
    with served(command("-s", f"DATABASE={database}", "--port", 0)) as address:
        yield address


def get(url: str) -> str:
    with urlopen(url, timeout=20) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("table", [table for table in TABLES if table.kind != "index"], ids=lambda t: t.name)
def test_every_table_shows_what_its_columns_mean(site, table):
    text = get(f"{site}/models/{table.name}?_size=3")
    described = re.search(r'<dl class="column-descriptions">(.*?)</dl>', text, re.S)[1]
    assert re.findall(r"<dt>(.*?)</dt>", described) == [column.name for column in table.columns]


def test_units_are_said(site):
    assert "Size of the body, content encodings undone. Unit: bytes." in get(f"{site}/models/snapshots")
    assert "Longest input, tokens." in get(f"{site}/models/models")


def test_metadata_names_only_what_is_there():
    columns = {table.name: {column.name for column in table.columns} for table in TABLES}
    for table, facets in FACETS.items():
        assert set(facets) <= columns[table], table
    for places in (NEWEST_FIRST, LABELS):
        assert all(column in columns[table] for table, column in places.items())
    assert set(HIDDEN) | set(SEARCHED) <= set(columns)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_ready_query_answers(site, recipe):
    values = "&".join(f"{name}={quote(value)}" for name, value in recipe.example.items())
    answer = json.loads(get(f"{site}/models/{recipe.name}.json?{values}"))
    assert answer["ok"], answer
    assert recipe.title in get(f"{site}/models")


def test_facets_and_search(site):
    text = get(f"{site}/models/models?_search=sentences&_size=5")
    for facet in FACETS["models"]:
        if facet != "locale":
            assert f'data-column="{facet}"' in text
    assert "99 rows" in text


def test_licence_and_source_are_named(site):
    text = get(f"{site}/models")
    assert 'href="https://apxml.com"' in text
    assert "belong to those who wrote them" in text


def test_a_crawl_may_write_at_the_same_time(site, database):
    """Datasette sees whole models only, and the writer is not held up."""
    before = json.loads(get(f"{site}/models/models.json?_size=0"))["filtered_table_rows_count"]
    with Store(database, busy_seconds=1) as store:
        run = store.begin_run(MAY, "crawl", {})
        new = records()[0].model_copy(update={"id": "brand-new", "url": "https://apxml.com/models/brand-new"})
        store.save(page(new, MAY), run)
        assert _count(site) == before
        store.flush()
        assert _count(site) == before + 1


def _count(site: str) -> int:
    return json.loads(get(f"{site}/models/models.json?_size=0"))["filtered_table_rows_count"]


@pytest.mark.browser
def test_in_a_browser(site, tmp_path, request):
    with browser(tmp_path / "profile") as driver:
        driver.get(f"{site}/models/models?slug=hostile")
        wait(driver, "return document.querySelector('td.col-name') !== null")
        assert driver.execute_script("return document.querySelector('td.col-name').textContent") == HOSTILE
        height = driver.execute_script("return document.querySelector('.column-descriptions').clientHeight")
        assert 100 < height < 220
        driver.save_screenshot(str(tmp_path / "datasette.png"))
        assert (tmp_path / "datasette.png").stat().st_size > 20_000
        addresses = [url for url in requested(driver) if not url.startswith(("data:", "chrome:"))]
        assert addresses
        assert all(url.startswith(site) for url in addresses)
        assert complaints(driver) == []


def test_a_published_file_stays_as_it_is(database, tmp_path):
    publish(database, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    with served(command("-s", f"DATABASE={tmp_path}/out/models.db", "--port", 0)) as address:
        assert "Longest input, tokens." in get(f"{address}/models/models")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_file_on_a_medium_that_cannot_be_written(database, tmp_path):
    shutil.copyfile(database, tmp_path / "models.db")
    asked = ("browse", "-s", f"DATABASE={tmp_path}/models.db", "--port", 0)
    with served(mounted(tmp_path, READ_ONLY, *asked)) as address:
        assert "Longest input, tokens." in get(f"{address}/models/models")


def test_without_a_database(tmp_path):
    line = command("-s", f"DATABASE={tmp_path / 'none.db'}")
    done = subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "there is no database" in done.stderr


def test_without_datasette(database, tmp_path):
    """A Python without the extra: the name of the extra is said."""
    hide = "import importlib.util as u; f=u.find_spec; u.find_spec=lambda n,*a: None if n=='datasette' else f(n,*a)"
    start = f"from scrapy.cmdline import execute; execute(['scrapy', 'browse', '-s', 'DATABASE={database}'])"
    run = f"{hide}; {start}"
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=PROJECT, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert "pip install '.[browse]'" in done.stderr
