"""The record's parts from their sections' rows: each cell read by the grammar, each row with its reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from schemas.blanks import is_blank
from schemas.profile import Benchmark, Criterion, Part, Requirement, Transparency
from schemas.values import LONGEST_PROSE, parse_grade, parse_score
from schemas.vocabulary import Vocabulary
from scraper.benchmarks import Table
from scraper.benchmarks.names import named, names_first
from scraper.benchmarks.rows import Row
from scraper.extraction import Kind
from scraper.layout.block import Block
from scraper.layout.contents import text_of
from scraper.reading import Notes
from scraper.requirements import Need
from scraper.tables.grid import words_of
from scraper.transparency import Point, Report

T = TypeVar("T", bound=Part)


def take_rank(notes: Notes, table: Table) -> None:
    """The place above the benchmark table is the overall rank."""
    if table.rank_label is not None and table.rank_value is not None:
        label, _, place = table.rank_value.text.rpartition("#")
        label = label.strip(":： ") or table.rank_label.text
        notes.read(table.rank_label, label, f"#{place}", "overall_rank")


def take_benchmarks(notes: Notes, words: Vocabulary, table: Table) -> list[Benchmark]:
    """The rows with a name, in page order; a row without one is reported, and so is a column that nobody knows."""
    found: list[Benchmark] = []
    seen: dict[tuple[str | None, str], Benchmark] = {}
    name_first = names_first(words, [row.names for row in table.rows.values()])
    for row in sorted(table.rows.values(), key=Row.order):
        if not row.names:
            _report_row(notes, row)
            continue
        category, name = named(words, row.names, row.category, name_first=name_first)
        label = row.label()
        benchmark = _part(
            notes, label, Benchmark, category=category, benchmark=name, score=row.score, rank=row.rank
        )
        if benchmark is None or seen.get((category, name)) == benchmark:
            continue
        if (category, name) in seen:
            notes.report(Kind.CONFLICT, label, row.raw())
            continue
        seen[category, name] = benchmark
        found.append(benchmark)
        notes.note(row.blocks[0], label, row.raw(), "benchmarks")
    for head, cells in table.extras:
        _report_column(notes, head, cells)
    return found


def _report_row(notes: Notes, row: Row) -> None:
    for block in row.blocks:
        block.role = "finding"
    notes.report(Kind.NAMELESS_ROW, None, row.raw())


def _report_column(notes: Notes, head: Block, cells: list[Block]) -> None:
    """A column under an unknown head: a reading for each of its cells, and one finding for all."""
    label = words_of(head)
    filled = [(cell, raw) for cell in cells if (raw := text_of(cell))]
    for cell, raw in filled:
        notes.note(cell.leaves()[0], label, raw, None)
    for cell in cells:
        cell.claim("finding")
    notes.report(Kind.UNKNOWN_LABEL, label, " | ".join(raw for _, raw in filled))


def _part(notes: Notes, label: str | None, kind: type[T], **raw: str | None) -> T | None:
    """A part from raw texts. A text that the grammar refuses is reported and left out; without a name there is none."""
    given: dict[str, Any] = {
        name: None if text is None or is_blank(text) else text for name, text in raw.items()
    }
    while True:
        try:
            return kind.model_validate(given)
        except ValidationError as error:
            names = {str(each["loc"][0]) for each in error.errors(include_url=False)}
            for name in sorted(names):
                if given[name]:
                    notes.report(Kind.REFUSED, label, str(given[name]))
            if not any(given[name] for name in names):
                return None
            given |= dict.fromkeys(names)


def take_requirements(notes: Notes, needs: list[Need]) -> list[Requirement]:
    """The rows of the system requirements."""
    found = []
    for need in needs:
        label = " / ".join(text for text in (need.context, need.tier) if text) or need.device
        requirement = _part(
            notes,
            label,
            Requirement,
            context_tokens=need.context,
            vram_gb=need.memory,
            tier=need.tier,
            device=need.device,
            device_count=need.count,
            device_vram_gb=need.device_memory,
        )
        if requirement is not None:
            found.append(requirement)
            if need.block is not None:
                notes.note(need.block, label, need.raw(), "requirements")
    return found


def take_transparency(notes: Notes, report: Report) -> Transparency | None:
    """The report, or None where the page has none. What is said of a pillar has no place in the record."""
    criteria = [_criterion(notes, point) for point in report.criteria()]
    for pillar in (point for point in report.points if point.is_pillar):
        notes.note(pillar.block, pillar.name, pillar.points, "transparency")
        if pillar.text:
            notes.report(Kind.UNREAD, pillar.name, pillar.assessment)
    for name, words in report.conflicts:
        notes.report(Kind.CONFLICT, name, words)
    if not (report.totals or report.grades or criteria):
        for text in report.note:
            notes.report(Kind.UNREAD, None, text)
        return None
    totals = {" / ".join(filter(None, total)): total for total in report.totals}
    label, grade_label = map(_words, (report.total_label, report.grade_label))
    total = _first_read(notes, label, totals, lambda raw: _figures(totals[raw]))
    grade = _first_read(notes, grade_label, report.grades, parse_grade)
    if report.total_label is not None:
        raw = total or next(iter(totals), "")
        notes.note(report.total_label, report.total_label.text, raw, "transparency")
    score, most = totals[total] if total else (None, None)
    note = "\n\n".join(dict.fromkeys(report.note))[:LONGEST_PROSE] or None
    found = _part(notes, label, Transparency, score=score, max_score=most, grade=grade, note=note)
    return found and found.model_copy(
        update={"criteria": tuple(each for each in criteria if each is not None)}
    )


def _words(label: Block | None) -> str | None:
    return None if label is None else label.text


def _first_read(
    notes: Notes, label: str | None, published: Iterable[str], parse: Callable[[str], object]
) -> str | None:
    """The first text that can be read; one that says something else is a conflict, one that nobody can read refused."""
    first: str | None = None
    for raw in dict.fromkeys(published):
        try:
            value = parse(raw)
        except ValueError:
            notes.report(Kind.REFUSED, label, raw)
            continue
        if first is None:
            first = raw
        elif value != parse(first):
            notes.report(Kind.CONFLICT, label, raw)
    return first


def _figures(points: tuple[str, str]) -> list[object]:
    return [parse_score(text) for text in points if not is_blank(text)]


def _criterion(notes: Notes, point: Point) -> Criterion | None:
    notes.note(point.block, point.name, point.points, "transparency")
    return _part(
        notes,
        point.name,
        Criterion,
        pillar=point.pillar,
        criterion=point.name,
        score=point.score,
        max_score=point.most,
        assessment=point.assessment,
    )
