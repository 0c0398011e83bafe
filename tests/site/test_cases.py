"""The page cases are what their builder writes."""

from __future__ import annotations

from tests import cases_builder


def test_committed_cases_are_what_the_builder_writes() -> None:
    made = cases_builder.files()
    folder = cases_builder.FOLDER
    stored = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    written = {name: body for name, body in stored.items() if name.split("/")[0] in cases_builder.cases()}
    assert written == made, "run `python -m tests.cases_builder`"
