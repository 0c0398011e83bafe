"""Imports go one way, pure rooms touch nothing outside, and files stay small: read from the sources themselves."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for folder in ("scraper", "schemas")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
AT_THE_EDGE = {"schemas.language": {"pathlib"}}
"""What a pure room may import all the same: words are files."""
OUTSIDE = (
    "os", "io", "pathlib", "shutil", "tempfile", "glob", "time", "random", "secrets", "socket", "ssl",
    "http", "urllib.request", "asyncio", "threading", "subprocess", "sqlite3", "sqlite_utils", "scrapy",
    "twisted", "requests", "uvloop", "rich", "fastwarc", "warcio", "logging",
)  # fmt: skip
CALLS = ("open", "print", "input", "datetime.now", "datetime.today", "datetime.utcnow", "date.today")
LONGEST_FILE = 300
LONGEST_FUNCTION = 45


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text("utf-8"))


def imported(name: str) -> set[str]:
    """Every module that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import"
            found.add(node.module or "")
            found |= {
                f"{node.module}.{each.name}" for each in node.names if f"{node.module}.{each.name}" in FILES
            }
    return found


def own(modules: set[str]) -> set[str]:
    return {each for each in modules if each in FILES and each not in ("scraper", "schemas")}


def reachable(name: str) -> set[str]:
    """The modules of the project that a file needs, itself included."""
    found: set[str] = set()
    waiting = {name}
    while waiting:
        found |= waiting
        waiting = {each for module in waiting for each in own(imported(module))} - found
    return found


EXTRACTION = {
    name.removeprefix("scraper.") for name in reachable("scraper.extract") if name.startswith("scraper.")
}
EDGE = frozenset(
    "archive browse commands distributed fetching inflating inputs outlets page pipelines plural publish report run "
    "settings site spiders store usage verdict".split()
)
"""What stands around the extraction: it knows the disk, the network or the clock, or serves those that do."""
PURE = {name for name in FILES if name.startswith("schemas")} - {"schemas.publish"}
PURE |= {f"scraper.{room}" for room in (*EXTRACTION, "audit")}


def test_schemas_know_nothing_of_the_scraper() -> None:
    wrong = {name: imported(name) for name in FILES if name.startswith("schemas")}
    assert {
        name: modules
        for name, modules in wrong.items()
        if any(each.startswith("scraper") for each in modules)
    } == {}


def test_extraction_knows_only_extraction_and_schemas() -> None:
    assert {"layout", "pairing", "reading", "transparency"} <= EXTRACTION
    assert {room for room in EXTRACTION if room.split(".")[0] in EDGE} == set()


def test_rooms_meet_in_extract_only() -> None:
    """No room of the extraction imports extract."""
    assert [room for room in EXTRACTION if "scraper.extract" in imported(f"scraper.{room}")] == []


def test_extraction_has_no_circles() -> None:
    done: set[str] = set()
    rooms = {f"scraper.{room}" for room in EXTRACTION}
    waiting = set(rooms)
    while waiting:
        ready = {each for each in waiting if own(imported(each)) & rooms <= done}
        assert ready, f"these import each other: {sorted(waiting)}"
        done |= ready
        waiting -= ready


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_rooms_touch_nothing_outside(name: str) -> None:
    allowed = AT_THE_EDGE.get(name, set())
    reached = {
        each for each in imported(name) for out in OUTSIDE if each == out or each.startswith(f"{out}.")
    }
    assert reached <= allowed
    called = {ast.unparse(node.func) for node in ast.walk(tree(name)) if isinstance(node, ast.Call)}
    assert called & set(CALLS) == set()


def test_only_two_rooms_parse_pages() -> None:
    assert {name for name in PURE if any(each.split(".")[0] == "lxml" for each in imported(name))} == {
        "scraper.layout.attributes",
        "scraper.layout",
    }


def test_no_word_of_a_page_stands_in_the_extraction() -> None:
    """Words of pages are data: a room that holds one as a text has it in the wrong place. Small letters name parts."""
    from schemas.vocabulary import vocabulary

    words = vocabulary()
    own = (
        set(words.labels)
        | set(words.columns)
        | set(words.requirement_columns)
        | words.part_names
        | words.grades
    )
    for room in EXTRACTION:
        for node in ast.walk(tree(f"scraper.{room}")):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.islower():
                text = "".join(letter for letter in node.value.casefold() if letter.isalnum())
                assert text not in own, f"scraper.{room}: {node.value!r} belongs into languages/*.toml"


def test_files_stay_small() -> None:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in FILES.items()}
    long = {name: size for name, size in lines.items() if size > LONGEST_FILE}
    assert long == {}


def test_functions_stay_short() -> None:
    long = {}
    for name in FILES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    long[f"{name}.{node.name}"] = size
    assert long == {}


def test_names_say_what_is_inside() -> None:
    empty = {"utils", "util", "helpers", "helper", "base", "manager", "common", "misc"}
    assert [name for name in FILES if empty & set(name.split("."))] == []
