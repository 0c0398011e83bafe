"""Tables without any sign between their cells: columns that spaces keep apart, under rules of dashes or without."""

from __future__ import annotations

import re
from itertools import groupby, takewhile

from scraper.plain_text.broken_cells import whole
from scraper.plain_text.marks import BULLETS, begins_item
from scraper.plain_text.pieces import FILLER, LONGEST_ROW, Cells, Piece, Table, merged, spread, table_of
from scraper.prose import is_prose

LONGEST_TABLE = 400
"""Lines."""
MOST_GAPS = 24
"""Wide gaps inside a line; one with more is no row."""
FAR = 32
"""Lines; after as many that are no table all the same, none is looked for among them again."""
LONGEST_HEADER = 4
"""Lines above the rule that shows the columns."""
_GAP = re.compile(r"\S {2,}(?=\S)")
_SPACES = re.compile(" +")
_COLUMN = re.compile(r"[-=─]+")
_RULE = re.compile(r"(?=.*[-=─]{2}) *[-=─]+(?: +[-=─]+)+ *")
_EDGE = re.compile(r" *[-─]{8,} *")

Spans = list[tuple[int, int]]


def find_aligned(lines: list[str]) -> list[Piece]:
    """The lines, with tables where neighbouring ones leave the same columns blank.

    Tools count a Chinese letter as two columns or as one: what makes more cells is right.
    """
    readings = [[spread(line) for line in lines], lines]
    if readings[0] == lines:
        del readings[1]
    found: list[Piece] = []
    at = low = 0
    while at < len(lines):
        start, end, table = max(
            (_around(rows, at, low) for rows in readings), key=lambda each: _size(each[2])
        )
        if table is None:
            step = end - at if end - at > FAR else 1
            found += lines[at : at + step]
            at += step
        else:
            del found[len(found) - (at - start) :]
            found.append(table)
            at = low = end
    return found


def _around(rows: list[str], at: int, low: int) -> tuple[int, int, Table | None]:
    """The table around a line, if there is one, and where it begins, not above `low`, and ends."""
    start, end, cuts = (_under_rule if _RULE.fullmatch(rows[at]) else _side_by_side)(rows, at, low)
    return start, end, _table(rows[start:end], cuts) if cuts else None


def _size(table: Table | None) -> int:
    return sum(map(bool, (cell for row in table.rows for cell in row))) if table is not None else 0


def _table(rows: list[str], cuts: list[int]) -> Table | None:
    """The cells of the lines; between blank lines and rules, where the table has blank ones, stands one row."""
    groups = [list(run) for full, run in groupby(rows, key=_is_row) if full]
    if "" not in rows:
        groups = [[row] for group in groups for row in group]
    lines = [[_cut(row, cuts) for row in group] for group in groups]
    if any("   " in cell for group in lines for row in group for cell in row):  # the lines have other columns
        return None
    cells = [merged(group) for group in lines]
    if all(row[0] in BULLETS for row in cells):
        cells = [row[1:] for row in cells]
    full = sum(sum(map(bool, row)) > 1 for row in cells)
    if full < 1 + all(map(_is_row, rows)) and not _hangs(cells):  # without a rule, one row shows no columns
        return None
    return table_of(cells if "" in rows else whole(cells))


def _hangs(cells: list[Cells]) -> bool:
    """Whether the lines below one of three cells or more go on with its last cell."""
    return (
        len(cells) > 1 and len(cells[0]) > 2 and all(cells[0]) and not any(any(row[:-1]) for row in cells[1:])
    )


def _is_row(row: str) -> bool:
    return row != "" and not _RULE.fullmatch(row) and not _EDGE.fullmatch(row)


def _cut(row: str, cuts: list[int]) -> tuple[str, ...]:
    starts, ends = [0, *cuts], [*cuts, len(row)]
    parts = (row[start:end] for start, end in zip(starts, ends, strict=True))
    return tuple(part.replace(FILLER, "").strip() for part in parts)


def _fits(row: str, cuts: list[int]) -> bool:
    """Whether a line has nothing where the columns are kept apart."""
    return len(row) <= LONGEST_ROW and all(not row[cut - 1 : cut].strip() for cut in cuts)


def _under_rule(rows: list[str], at: int, low: int) -> tuple[int, int, list[int]]:
    """Where the table begins and ends whose columns a rule shows, and where it is cut.

    Between whole lines of dashes above and below it, or between two rules that are alike, blank lines stand between its
    rows.
    """
    cuts = [match.start() for match in _COLUMN.finditer(rows[at])][1:]
    above = reversed(rows[max(low, at - LONGEST_HEADER) : at])
    start = at - sum(1 for _ in takewhile(lambda row: row.strip() and _fits(row, cuts), above))
    edged = start > low and _EDGE.fullmatch(rows[start - 1]) is not None
    framed = start == at and rows[at] in rows[at + 1 : at + LONGEST_TABLE]
    for end in range(at + 1, min(len(rows), at + LONGEST_TABLE)):
        if edged and _EDGE.fullmatch(rows[end]):
            return start - 1, end + 1, cuts
        if framed and rows[end] == rows[at]:
            return start, end + 1, cuts
        blank = not rows[end].strip()
        if not (_fits(rows[end], cuts) or _RULE.fullmatch(rows[end])) or (blank and not (edged or framed)):
            return start, end, cuts
    return start, min(len(rows), at + LONGEST_TABLE), cuts


def _side_by_side(rows: list[str], at: int, low: int) -> tuple[int, int, list[int]]:
    """Where lines begin and end that leave the same columns blank, from one with a wide gap on."""
    if not _has_gap(rows[at]):
        return at, at + 1, []
    start = at - 1 if at > low and _leads(rows[at - 1], rows[at]) else at
    end, ruled = _end(rows, start)
    cuts = _cuts(rows[start:end]) if end - start > 1 and not ruled else []
    if not cuts:
        return at, max(end, at + 1), cuts
    while start > low and _fits(rows[start - 1], cuts) and _belongs(rows[start - 1], cuts):
        start -= 1
    return start, _last(rows[start:end], cuts) + start, cuts


def _leads(above: str, row: str) -> bool:
    """Whether a line is a row above one with wide gaps: its cells fill their columns up to the last blank."""
    return (
        not begins_item(row)
        and not _is_text(above)
        and all(
            above[end - 1 : end] == " " and above[end : end + 1].strip() and above[:end].strip()
            for start, end in _inner(_blanks(row))
            if end - start > 1
        )
    )


def _is_text(row: str) -> bool:
    return any(map(is_prose, row.split("  ")))


def _end(rows: list[str], at: int) -> tuple[int, bool]:
    """Before which line the same columns are no more blank, and whether that is a rule, which knows better."""
    blanks = _blanks(rows[at])
    shortest = len(rows[at].rstrip())
    for end in range(at + 1, min(len(rows), at + LONGEST_TABLE)):
        if not rows[end].strip():
            return end, False
        both = _common(blanks, _blanks(rows[end]))
        gaps = _inner(blanks)
        wide = [gap for gap in gaps if gap[1] - gap[0] > 1] or gaps
        if not (has_gap := _has_gap(rows[end])):  # what is blank behind a line's end is no gap in it
            wide = [gap for gap in wide if gap[0] < shortest]
        left = [any(start < gap[1] and gap[0] < end for start, end in _inner(both)) for gap in wide]
        if not left or not (any(left) if has_gap else all(left)):
            return end, False
        if has_gap:
            shortest = min(shortest, len(rows[end].rstrip()))
        if _RULE.fullmatch(rows[end]):
            return end, True
        blanks = both
    return min(len(rows), at + LONGEST_TABLE), False


def _belongs(row: str, cuts: list[int]) -> bool:
    """Whether a line beside others of a table is one of it: it has several cells, or the first is blank."""
    return _is_full(row, cuts) or (row.strip() != "" and not row[: cuts[0]].strip())


def _is_full(row: str, cuts: list[int]) -> bool:
    """Whether a line has several cells."""
    return sum(map(bool, _cut(row, cuts))) > 1


def _last(rows: list[str], cuts: list[int]) -> int:
    """Where a table ends: behind a row of several cells, and the lines that go on with them.

    Lines of a first cell go on as far as they do in other rows.
    """
    full = [at for at, row in enumerate(rows) if _is_full(row, cuts)]
    end = full[-1] + 1 if full else 0
    more = full[-1] - full[-2] - 1 if len(full) > 1 else 0
    while end < len(rows) and (
        _belongs(rows[end], cuts) or len(rows[end]) > cuts[-1] or end <= full[-1] + more
    ):
        end += 1
    return end


def _has_gap(row: str) -> bool:
    if len(row) > LONGEST_ROW or "\t" in row:
        return False
    return 0 < len(_GAP.findall(row)) <= MOST_GAPS


def _blanks(row: str) -> Spans:
    """The columns of a line that are blank, up to the right margin."""
    if len(row) > LONGEST_ROW:
        return []
    text = row.rstrip()
    return [*(match.span() for match in _SPACES.finditer(text)), (len(text), LONGEST_ROW + 1)]


def _common(one: Spans, other: Spans) -> Spans:
    found: Spans = []
    at = place = 0
    while at < len(one) and place < len(other):
        start, end = max(one[at][0], other[place][0]), min(one[at][1], other[place][1])
        if start < end:
            found.append((start, end))
        if one[at][1] < other[place][1]:
            at += 1
        else:
            place += 1
    return found


def _inner(blanks: Spans) -> Spans:
    return [span for span in blanks if span[0] > 0 and span[1] <= LONGEST_ROW]


def _cuts(rows: list[str]) -> list[int]:
    """Where columns begin: behind what all lines leave blank.

    A single blank column counts where all lines but a header go on right behind it, and one of them ends well before
    it; or the header does, which has a name for what stands behind.
    """
    blanks = _blanks(rows[0])
    for row in rows[1:]:
        blanks = _common(blanks, _blanks(row))
    cuts: list[int] = []
    for start, end in reversed(_inner(blanks)):
        if end - start > 1 or _is_margin(rows, end, cuts[-1] if cuts else None):
            cuts.append(end)
    return cuts[::-1]


def _is_margin(rows: list[str], cut: int, following: int | None) -> bool:
    """Whether a single blank column parts others: the one behind it goes on to `following`."""
    reach = [row for row in rows if row[cut:following].strip()]
    if len(reach) < 2:
        return False
    header, *below = reach
    if any(row[cut] == " " for row in below):
        return False
    is_even = header[cut] != " "  # else a head in the middle of its column, which parts nothing by itself
    if len(reach) == 2:
        parted = reach if len(rows) == 2 else below
        return is_even and not any(map(_is_text, rows)) and _ends_before(parted, cut)
    if _ends_before(reach if is_even else below, cut):
        return True
    if not header[:cut].strip():
        return False
    return not is_even or header[cut - 2] == " " or _are_figures_beside(below, cut)


def _ends_before(rows: list[str], cut: int) -> bool:
    """Whether what stands before a blank column ends well before it in one of the lines."""
    return any(row[cut - 2 : cut] == "  " and row[:cut].strip() for row in rows)


def _are_figures_beside(rows: list[str], cut: int) -> bool:
    """Whether figures stand on both sides of a blank column, in all lines."""
    return all(_is_figure(row[cut - 2]) and _is_figure(row[cut]) for row in rows)


def _is_figure(sign: str) -> bool:
    """Whether a figure begins or ends with `sign`: a digit, or the medal, the dash, the "#" beside one."""
    return not sign.isalpha() and not sign.isspace()
