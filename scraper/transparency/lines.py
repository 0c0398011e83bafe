"""The lines of a transparency report in reading order, each piece with its block and its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import dropwhile

from schemas.blanks import is_blank
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block, Role, runs
from scraper.layout.contents import text_of
from scraper.prose import is_prose
from scraper.tables.flattened import with_rows
from scraper.tables.headed import Table, tables_among
from scraper.transparency.flattened import flattened
from scraper.transparency.packed import SHORTEST_LINE, rows
from scraper.transparency.points import Kind, Piece, pieces, points
from scraper.transparency.tables import Entry, entries, may_be_head, table_at

LONGEST_START = 40
"""Characters by which a line shows that it begins a report."""
MOST_PARTS = 3
"""Leaves that hold one score in pieces ("58" "/" "100")."""
_OF_REPORT = frozenset(("total", "grade", "note"))
"""Kinds of the report as a whole, which stand in no card."""
_TELLING = frozenset(("name", "total", "grade", "points", "note"))


@dataclass(slots=True)
class Token:
    """A piece of a line. `blocks`: where it stands, several where a score stands in pieces.

    `is_told`: a table's columns say whether the name is a pillar's.
    """

    kind: Kind
    blocks: Sequence[Block]
    text: str
    points: tuple[str, str] = ("", "")
    is_pillar: bool = False
    is_told: bool = False

    @property
    def block(self) -> Block:
        """Where it begins."""
        return self.blocks[0]

    @property
    def is_criterion(self) -> bool:
        """Whether it is a known name and no pillar's."""
        return self.kind == "name" and not self.is_pillar

    @property
    def is_anchor(self) -> bool:
        """Whether points may belong to it."""
        return self.kind in ("name", "total")

    def claim(self, role: Role) -> None:
        """Says what became of its blocks."""
        for block in self.blocks:
            block.claim(role)


def starts(words: Vocabulary, leaves: list[Block], place: int) -> bool:
    """Whether a report begins here without a heading: at its total."""
    text = leaves[place].text
    name = key(text[:LONGEST_START])
    return name in words.totals or (
        name.startswith(words.total_starts) and pieces(text, words)[0].kind == "total"
    )


def tokens_of(words: Vocabulary, leaves: Sequence[Block]) -> list[Token]:
    """The pieces of a section's open leaves; what divides a run of text into several makes blocks of them.

    A table with a known head gives them in the order of a plain report.
    """
    found: list[Token] = []
    leaves = with_rows(leaves, flattened(words))
    last = leaves[-1].order if leaves else 0
    is_told = False
    for part in tables_among(leaves, partial(may_be_head, words), partial(table_at, words)):
        if isinstance(part, Table):
            part.rows = [row for row in part.rows if row[0].leaves()[0].order <= last]
            found += _of_table(words, part)
            is_told = "assessment" in part.columns
        else:
            tokens = _plain(words, runs(part))
            found += dropwhile(_is_text, tokens) if is_told else tokens
    return _by_card(_labelled_pillars_first(words, _without_sums(found)))


def _without_sums(tokens: list[Token]) -> list[Token]:
    """The tokens without rows that sum others up ("Total 13 / 20" below a pillar's criteria)."""
    found: list[Token] = []
    after_sum = False
    for token in tokens:
        is_sum = token.kind == "sum"
        if is_sum or (after_sum and token.kind in ("points", "blank")):
            token.claim("reading")
        else:
            found.append(token)
        after_sum = is_sum
    return found


def _labelled_pillars_first(words: Vocabulary, tokens: list[Token]) -> list[Token]:
    """The tokens, with a pillar that stands behind its word ("Pillar: Upstream") before the criterion above it."""
    found: list[Token] = []
    criterion: int | None = None
    for token in tokens:
        is_pillar = token.is_pillar and criterion is not None
        if is_pillar and words.report_columns.get(key(found[-1].text)) == "pillar":
            found.insert(criterion or 0, token)
            criterion = (criterion or 0) + 1
        else:
            criterion = len(found) if token.is_criterion else criterion
            found.append(token)
    return found


def _by_card(tokens: list[Token]) -> list[Token]:
    """The tokens, with those of each criterion's own box in the order of a plain report, however the box is drawn.

    Words with which it begins head it.
    """
    count = Counter(id(box) for token in tokens if token.is_criterion for box in token.block.ancestors())
    cards: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        card = None
        for box in token.block.ancestors():
            if count[id(box)] > 1:
                break
            card = box if count[id(box)] else card
        if card is not None:
            cards.setdefault(id(card), []).append(at)
    for card_places in cards.values():
        places = list(dropwhile(lambda at: tokens[at].kind == "words", card_places))
        inside = [tokens[at] for at in places]
        kinds = Counter(token.kind for token in inside)
        if kinds["points"] + kinds["blank"] < 2 and kinds["name"] < 3 and not kinds.keys() & _OF_REPORT:
            for at, token in zip(places, sorted(inside, key=_place_in_card), strict=True):
                tokens[at] = token
    return tokens


def _place_in_card(token: Token) -> int:
    """A pillar, the criterion, its points, anything else."""
    if token.kind == "name":
        return 0 if token.is_pillar else 1
    return 2 if token.kind in ("points", "blank") else 3


def _plain(words: Vocabulary, lines: Sequence[Block]) -> list[Token]:
    return _with_points_joined([token for token in _tokens(words, lines) if token.text])


def _is_text(token: Token) -> bool:
    """Whether a token is only words. Behind a table with a column for assessments they belong to none of its rows."""
    return token.kind in ("text", "words")


def _lines_in(cell: Block) -> list[Block]:
    """The lines of a cell, which may be an element of a run itself."""
    return [cell] if cell.text or not cell.children else runs(cell.leaves())


def _of_table(words: Vocabulary, table: Table[str]) -> Iterator[Token]:
    pillar = ""
    for head in table.head:
        yield from (Token("column", (leaf,), leaf.text) for leaf in head.leaves())
    for entry in entries(table):
        if isinstance(entry, Block):
            yield from _plain(words, _lines_in(entry))
            continue
        if entry.pillar is not None:
            name = key(text_of(entry.pillar))
            if name == pillar:
                entry.pillar.claim("reading")
            else:
                pillar = name
                yield from _named(words, entry.pillar, is_pillar=True)
        yield from _of_entry(words, entry)


def _of_entry(words: Vocabulary, entry: Entry) -> Iterator[Token]:
    """A criterion, its points, its assessment. Pillars without a column of their own may stand among criteria."""
    yield from _named(words, entry.criterion, is_pillar=False, is_told=entry.pillar is not None)
    if entry.points[1]:
        yield Token("points", entry.scores, " / ".join(entry.points), entry.points)
    elif entry.scores:
        yield from _plain(words, _lines_in(entry.scores[0]))
    for line in _lines_in(entry.assessment) if entry.assessment is not None else ():
        if is_blank(line.text):
            line.claim("reading")
        else:
            yield Token("text", (line,), line.text)


def _named(words: Vocabulary, cell: Block, *, is_pillar: bool, is_told: bool = True) -> Iterator[Token]:
    """What stands in the cell of a name: the name, known or not, perhaps points and a text."""
    for place, token in enumerate(_plain(words, _lines_in(cell))):
        if place == 0 and token.kind in ("name", "words"):
            token.kind, token.is_pillar, token.is_told = "name", is_pillar, is_told
        yield token


def _tokens(words: Vocabulary, runs_of_text: Sequence[Block]) -> Iterator[Token]:
    """A sentence is taken apart only where it begins with a known name, or others of the report do."""
    cut = [line for run in runs_of_text for line in _rows(words, run)]
    lines = [(run, pieces(run.text, words)) for run in cut]
    packed = any(run.prose and parts[0].kind == "name" and len(parts) > 2 for run, parts in lines)
    for run, parts in lines:
        if run.prose and (len(parts) == 1 or (parts[0].kind in ("words", "text") and not packed)):
            yield Token("text", (run,), run.text)
        elif len(parts) > 1:
            for part, block in zip(parts, run.divide([part.raw for part in parts]), strict=True):
                block.prose = part.kind == "text"
                yield _token(words, part, block)
        else:
            yield from _single(words, run, parts[0])


def _rows(words: Vocabulary, run: Block) -> Sequence[Block]:
    """A run, or the lines that it holds; a name that stands alone there has its text behind it."""
    texts = rows(run.text, words) if len(run.text) > SHORTEST_LINE else ()
    if len(texts) < 2:
        return (run,)
    blocks = run.divide(texts)
    for block in blocks:
        block.prose = is_prose(block.text)
    return blocks


def _single(words: Vocabulary, run: Block, part: Piece) -> Iterator[Token]:
    """A run that is no line of several pieces: one token, or one for each element where some say something."""
    inside = [(leaf, pieces(leaf.text, words)) for leaf in run.children] if part.kind == "words" else []
    if any(leaf.prose or parts[0].kind in _TELLING for leaf, parts in inside):
        for leaf, parts in inside:
            yield Token("text", (leaf,), leaf.text) if leaf.prose else _token(words, parts[0], leaf)
    else:
        yield _token(words, part, run)


def _token(words: Vocabulary, part: Piece, block: Block) -> Token:
    name = key(part.text) if part.kind == "name" else ""
    is_pillar = name in words.pillars and name not in words.criteria
    return Token(part.kind, (block,), part.text, part.points, is_pillar)


def _with_points_joined(tokens: list[Token]) -> list[Token]:
    """The tokens, with points that stand in pieces as one of them."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        size = 1
        for end in range(min(at + MOST_PARTS, len(tokens)), at + 1, -1):
            if any(token.kind not in ("part", "blank") for token in tokens[at:end]):
                continue
            text = " ".join(token.text for token in tokens[at:end])
            if match := points().fullmatch(text):
                size = end - at
                blocks = [token.block for token in tokens[at:end]]
                found.append(Token("points", blocks, text, (match[1], match[2])))
                break
        else:
            found.append(tokens[at])
        at += size
    return found
