"""ARCHITECTURE.md names every module, and imports go the way it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def rooms() -> dict[str, int]:
    """Every module that ARCHITECTURE.md lists, with the number of its group."""
    found: dict[str, int] = {}
    group = 0
    for line in TEXT.splitlines():
        if heading := re.match(r"### (\d+)\. ", line):
            group = int(heading[1])
        elif room := re.match(r"- `((?:scraper|schemas)/[\w/]+\.py)`: \S", line):
            assert room[1] not in found, f"{room[1]} is listed twice"
            found[room[1]] = group
    return found


ROOMS = rooms()


def modules() -> list[str]:
    """Every module that holds code."""
    files = [file for folder in ("schemas", "scraper") for file in (ROOT / folder).rglob("*.py")]
    return sorted(file.relative_to(ROOT).as_posix() for file in files if file.read_bytes().strip())


def imported(module: str, text: str) -> set[str]:
    """Files of the project that `text` imports, lazily or not, but not only for its types."""
    tree = ast.parse(text)
    found: set[str] = set()
    for node in _walked(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{module}: relative imports hide where they go"
            for name in node.names:
                found |= _files(f"{node.module}.{name.name}") or _files(node.module)
        elif isinstance(node, ast.Import):
            found |= {file for name in node.names for file in _files(name.name)}
    return found


def _walked(node: ast.AST):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _walked(child)


def _files(name: str) -> set[str]:
    path = name.replace(".", "/")
    return {file for file in (f"{path}.py", f"{path}/__init__.py") if (ROOT / file).is_file()}


def test_every_module_is_named_and_nothing_else() -> None:
    assert sorted(ROOMS) == modules()


def room_of(module: str) -> str:
    """The package that a module of `scraper` stands in, or the module itself."""
    return "/".join(module.split("/")[:2]) if module.startswith("scraper/") else module.partition("/")[0]


ORDER = list(dict.fromkeys(map(room_of, ROOMS)))
ALLOWED = {("scraper/distributed", "scraper/spiders")}
"""The writing process is a spider, and the crawl's spider asks for that room only where Redis is switched on."""


@pytest.mark.parametrize("module", modules())
def test_imports_go_one_way(module: str) -> None:
    for other in imported(module, (ROOT / module).read_text("utf-8")):
        if (
            other in ROOMS and (room_of(module), room_of(other)) not in ALLOWED
        ):  # an empty __init__.py is no room
            is_above = ORDER.index(room_of(other)) <= ORDER.index(room_of(module))
            assert is_above, f"{module} must not import {other}, which stands below it"


@pytest.mark.parametrize(
    ("module", "strangers"),
    [
        ("scraper/archive/", ("scraper/store/",)),
        ("scraper/store/", ("scraper/archive/", "scraper/extract.py")),
    ],
)
def test_neighbours_that_do_not_know_each_other(module: str, strangers: tuple[str, ...]) -> None:
    for room in ROOMS:
        if room.startswith(module):
            known = imported(room, (ROOT / room).read_text("utf-8"))
            assert not [other for other in known if other.startswith(strangers)], room


def test_an_import_the_wrong_way_is_seen() -> None:
    assert imported("x.py", "from scraper.store import Store") == {"scraper/store/__init__.py"}
    assert imported("x.py", "def f():\n    from scraper import extract") == {"scraper/extract.py"}
    assert not imported("x.py", "if TYPE_CHECKING:\n    from scraper.store import Store")
