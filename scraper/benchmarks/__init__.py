"""The benchmark section: a place above the table, tables with a header row, and rows without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.heads import Header, header_of
from scraper.benchmarks.lines import divide_lines
from scraper.benchmarks.lists import rows_of
from scraper.benchmarks.loose import are_names_first, are_side_by_side, cells_behind, loose_rows
from scraper.benchmarks.packed import FIGURE_ENDS, is_line, lines_apart
from scraper.benchmarks.rows import FIGURES, Row, labelled
from scraper.benchmarks.tables import bind, row_of
from scraper.benchmarks.turned import lone_row, turned_rows
from scraper.layout.block import Block
from scraper.prose import is_figure

MOST_LEAVES = 100
"""Leaves by which a table is known."""
MOST_TABLES = 40
"""Tables of one page; what stands in a further one is read by shape."""
MOST_MISSES = 100
"""Words of columns that head no table, after which no further one is asked whether it does."""


@dataclass(slots=True)
class Table:
    """The section as published: the place above the table, and the rows by what they say.

    `extras`: heads of columns that nobody knows, with the cells below.
    """

    rank_label: Block | None = None
    rank_value: Block | None = None
    rows: dict[tuple[str, ...], Row] = field(default_factory=dict)
    extras: list[tuple[Block, list[Block]]] = field(default_factory=list)


def starts(words: Vocabulary, leaves: list[Block], place: int) -> bool:
    """Whether a benchmark section begins here without a heading: a header row, or a rank above one."""
    word = key(leaves[place].text[:60])
    if not _glued(words, word):
        text = leaves[place].text
        return " " in text and text[-1] in FIGURE_ENDS and is_line(words, text)
    if header_at(words, leaves, place) or _is_rank_line(words, leaves, place):
        return True
    header = header_of(words, leaves[place], None) if word in words.columns else None
    return header is not None and header.binds() and not _is_report(words, header)


def _is_report(words: Vocabulary, header: Header) -> bool:
    """Whether a table is of the criteria or pillars of a transparency report, which have scores too."""
    boxes = islice(header.row.ancestors(), 2)
    names = {key(leaf.text) for box in boxes for leaf in box.leaves()[:MOST_LEAVES]}
    return bool(names & words.criteria) or len(names & words.pillars) > 1


def header_at(words: Vocabulary, leaves: list[Block], place: int) -> list[str]:
    """The columns that leaves in a row name, each alone or glued together ("BenchmarkScoreRank")."""
    if len(glued := _glued(words, key(leaves[place].text[:60]))) > 1:
        return list(glued)
    columns = []
    for leaf in leaves[place : place + 6]:
        if (column := words.columns.get(key(leaf.text))) is None:
            break
        columns.append(column)
    return columns if len(set(columns)) > 1 and "score" in columns else []


@lru_cache(maxsize=4_096)
def _glued(words: Vocabulary, text: str) -> tuple[str, ...]:
    """The column words that make up a key, longest first; empty where they do not."""
    columns: list[str] = []
    while text:
        word = next((each for each in words.longest_columns if text.startswith(each)), None)
        if word is None:
            return ()
        columns.append(words.columns[word])
        text = text[len(word) :]
    return tuple(columns)


def _is_rank_line(words: Vocabulary, leaves: list[Block], place: int) -> bool:
    """Whether "Rank" stands here with "#120" after it: the model's place, not a column."""
    if words.columns.get(key(leaves[place].text)) != "rank" or place + 1 >= len(leaves):
        return False
    return leaves[place + 1].text.startswith("#") and is_figure(leaves[place + 1].text)


def heads_rows(words: Vocabulary, leaf: Block) -> bool:
    """Whether a leaf begins a row of heads with the column of names: "Category", "Benchmark"."""
    row = leaf.parent
    return (
        row is not None and row.leaves()[0] is leaf and words.column(leaf.text) in ("category", "benchmark")
    )


def read(words: Vocabulary, leaves: list[Block], name: str | None = None) -> Table:
    """The rows of the section's open leaves; every leaf that is used gets its role. `name`: the model's."""
    return _Section(words, leaves, name).read()


class _Section:
    """One reading of the section.

    `rest`: leaves that may be rows without a header row, whose columns stand in `order`. `begun`: a row's figures
    have been met, so that no rank above the table can come any more. `bound`: a table has said what its rows are.
    """

    def __init__(self, words: Vocabulary, leaves: list[Block], name: str | None) -> None:
        self.words = words
        self.name = name
        leaves = lines_apart(words, leaves)
        self.inside = {id(leaf) for leaf in leaves}
        self.leaves = list(_figures_whole(_without_counts(words, leaves)))
        self.table = Table()
        self.order: list[str] = []
        self.rest: list[Block] = []
        self.strange: set[int] = set()
        self.tables = self.misses = 0
        self.begun = self.bound = False

    def read(self) -> Table:
        at = 0
        while at < len(self.leaves):
            first = self.leaves[at].leaves()[0]
            if first.role or id(first) in self.strange:
                at += 1
            else:
                at += self._take_columns(at) or self._take_heads(at) or self._take_rank(at) or self._take(at)
        rest = divide_lines(self.words, [leaf for leaf in self.rest if not leaf.leaves()[0].role])
        for row in rows_of(self.words, rest, self.order):
            if not self.bound or self._is_copy(row):
                self._keep(row, copy=self.bound)
        return self.table

    def _take_columns(self, at: int) -> int:
        """A table, whose first word is that of a column."""
        if self.tables == MOST_TABLES or self.misses == MOST_MISSES:
            return 0
        if key(self.leaves[at].text[:60]) not in self.words.columns:
            return 0
        taken = self._take_turned(at) or self._take_table(at)
        self.tables += taken
        self.misses += 1 - taken
        return taken

    def _take_table(self, at: int) -> int:
        """A header row with the rows below it."""
        header = header_of(self.words, self.leaves[at], self.name)
        if header is None:
            return 0
        above = self.rest[-1] if self.rest else None
        category = above if above is not None and key(above.text) in self.words.categories else None
        bound = bind(self.words, header, self.inside, category)
        if header.binds() and not bound.rows:
            return 0
        for cell in header.cells:
            if header.binds():
                cell.claim("cell")
            else:
                bound.strange += cell.leaves()
        if header.binds():
            self.bound, self.order = True, self.order or header.columns
        for row in bound.rows:
            self._keep(row)
        self.table.extras += bound.extras
        self.strange.update(id(leaf) for leaf in bound.strange)
        self._begin()
        return 1

    def _take_turned(self, at: int) -> int:
        """A table on its side, under the name of its benchmark where it is of one only."""
        leaf = self.leaves[at]
        above = self.rest[-1] if self.rest and not is_figure(self.rest[-1].text) else None
        name = above.text if above is not None else ""
        rows = turned_rows(self.words, leaf, name) or lone_row(self.words, leaf, name)
        for row in rows:
            self._keep(row)
        if rows:
            if above is not None and above.text in rows[0].names:
                above.claim("heading")
            self.bound = True
            self._begin()
        return 1 if rows else 0

    def _take_heads(self, at: int) -> int:
        """Heads of columns without a table around them."""
        columns = header_at(self.words, self.leaves, at)
        if not columns:
            return 0
        self.order = self.order or columns
        size = 1 if len(_glued(self.words, key(self.leaves[at].text[:60]))) > 1 else len(columns)
        if _is_with_value(self.leaves[at : at + size + 1], size):
            return 0
        for each in self.leaves[at : at + size]:
            each.claim("cell")
        self._begin()
        return size + self._take_loose(columns, cells_behind(self.words, self.leaves[at + size :]))

    def _take_loose(self, columns: list[str], cells: list[Block]) -> int:
        """The rows below heads without a table; where some do not fit, only those that their shape can tell."""
        rows = loose_rows(columns, cells)
        for row in rows:
            self._keep(row_of(self.words, columns, row))
        self.bound = self.bound or bool(rows)
        if not rows and not are_names_first(columns) and are_side_by_side(cells):
            self.strange.update(id(cell) for cell in cells)
        return len(rows) * len(columns)

    def _begin(self) -> None:
        """What stands above the first table is no row."""
        self.rest = self.rest if self.begun else []

    def _take_rank(self, at: int) -> int:
        """The place above the table: "Rank: #120" in one text or two. A "#6" without the word is a row's."""
        if self.table.rank_label is not None or self.begun or self.bound:
            return 0
        leaf = self.leaves[at]
        column, text = labelled(self.words, leaf.text)
        size = 1 if column == "rank" and text[:1] == "#" else 0
        size = size or 2 * _is_rank_line(self.words, self.leaves, at)
        if size:
            self.table.rank_label, self.table.rank_value = leaf, self.leaves[at + size - 1]
            for each in self.leaves[at : at + size]:
                each.claim("reading")
        return size

    def _take(self, at: int) -> int:
        leaf = self.leaves[at]
        if self.words.is_notice(leaf.text):
            leaf.role = "prose"
        elif not leaf.prose:
            self.rest.append(leaf)
            self.begun = self.begun or is_figure(labelled(self.words, leaf.text)[1])
        return 1

    def _is_copy(self, row: Row) -> bool:
        """Whether a row beside a table says what a row of the table says: the same for narrow screens."""
        return any(
            set(row.names) & set(known.names)
            and all(key(getattr(row, column)) == key(getattr(known, column)) for column in FIGURES)
            for known in self.table.rows.values()
        )

    def _keep(self, row: Row, *, copy: bool = False) -> None:
        for block in row.blocks:
            block.claim("cell")
        if not copy and not all(key(name) in self.words.sums for name in row.names or [""]):
            self.table.rows.setdefault(row.key(), row)


def _is_with_value(leaves: list[Block], size: int) -> bool:
    """Whether the last of some heads shares a box with what follows it, not with the first: a label and its value."""
    if len(leaves) <= size or size < 2:
        return False
    first, last, after = leaves[0], leaves[size - 1], leaves[size]
    return last.parent is after.parent is not first.parent


def _without_counts(words: Vocabulary, leaves: list[Block]) -> Iterator[Block]:
    """The leaves, without the number of rows that stands beside a category in its heading ("Coding" "3")."""
    for leaf in leaves:
        heading = leaf.parent
        category = heading.children[0] if heading is not None and heading.level and heading.text else leaf
        if (
            category is not leaf
            and key(category.text) in words.categories
            and is_figure(leaf.text.strip("()（）"))
        ):
            leaf.role = "furniture"
        else:
            yield leaf


def _figures_whole(leaves: Iterator[Block]) -> Iterator[Block]:
    """The leaves, with a figure that is one run of text ("<b>0</b>.476") as that run."""
    taken: Block | None = None
    for leaf in leaves:
        parent = leaf.parent
        if parent is not None and is_figure(parent.text) and " " not in parent.text:
            if parent is not taken:
                yield parent
            taken = parent
        else:
            yield leaf
