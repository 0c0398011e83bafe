"""Benchmarks in one line: "Rank #120 Benchmark Score Rank Coding Aider Coding 0.42 6 Reasoning GPQA 0.3 12".

Such a line is cut into the place above the table, the heads of its columns, and rows: names with as many figures
behind them as the heads say. Where a row has more or fewer, nobody can tell which belong to which.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from schemas.language import key
from schemas.values import without_pictures
from schemas.vocabulary import Vocabulary
from scraper.benchmarks.names import named
from scraper.benchmarks.rows import FIGURES
from scraper.layout.block import Block
from scraper.prose import is_figure

LONGEST_LINE = 10_000
"""Characters."""
LONGEST_HEAD = 3
"""Words of a column's head."""
_CELLS = ("td", "th")
FIGURE_ENDS = frozenset("0123456789-–—−%")
"""With what a line of rows ends: with a figure or a blank."""
_SIGNS = frozenset(":：=·•|-–—,，")
"""What leads from a name to its figures: a line with such signs is read by them."""


def is_line(words: Vocabulary, text: str) -> bool:
    """Whether a text is a whole table in one line, with the heads of its columns."""
    if not key(text[:60]).startswith(words.column_starts):
        return False
    tokens = text[:LONGEST_LINE].split()
    heads, _ = _heads(words, tokens, _rank_end(words, tokens))
    return bool(heads) and len(_parts(words, tokens, [])) > 1


def lines_apart(words: Vocabulary, leaves: list[Block]) -> list[Block]:
    """The leaves, with a line that holds several things in parts, as if each stood by itself."""
    found: list[Block] = []
    columns: list[str] = []
    for leaf in leaves:
        text = leaf.text
        if leaf.children or leaf.tag in _CELLS or " " not in text or (not columns and text.count(" ") < 2):
            found += (leaf,)
            continue
        tokens = text.split() if text[-1] in FIGURE_ENDS and (columns or _has_figures(text)) else []
        parts = _parts(words, tokens, columns) if len(text) <= LONGEST_LINE else []
        found += leaf.divide(parts) if len(parts) > 1 else (leaf,)
        columns = columns or _heads(words, tokens or text[:LONGEST_LINE].split(), _rank_end(words, tokens))[0]
    return found


def _has_figures(text: str) -> bool:
    """Whether another figure, or a picture, stands before the last word of a line."""
    before = text.rpartition(" ")[0][-1:]
    return before in FIGURE_ENDS or not before.isascii()


def _parts(words: Vocabulary, tokens: list[str], columns: list[str]) -> list[str]:
    """The parts of a line; none where it cannot be parted. `columns`: those of the heads before it."""
    at = _rank_end(words, tokens)
    found = [" ".join(tokens[:at])] if at else []
    heads, end = _heads(words, tokens, at)
    if heads:
        found.append(" ".join(tokens[at:end]))
    rows = _rows(words, tokens[end:], heads or columns) if end < len(tokens) else []
    return [*found, *rows] if rows or end == len(tokens) else []


def _rank_end(words: Vocabulary, tokens: list[str]) -> int:
    """Where the place ends with which a line begins: "Rank #1" and pictures behind it; 0 where there is none."""
    is_place = len(tokens) > 1 and tokens[1][:1] == "#" and words.columns.get(key(tokens[0])) == "rank"
    if not (is_place and is_figure(tokens[1])):
        return 0
    return 2 + sum(1 for _ in takewhile(lambda token: not without_pictures(token), tokens[2:]))


def _heads(words: Vocabulary, tokens: list[str], at: int) -> tuple[list[str], int]:
    """The columns whose heads stand at a word one behind the other, and where they end; a score's among them."""
    found: list[str] = []
    place = at
    if at < len(tokens) and key(tokens[at]) not in words.column_words:
        return found, at
    while end := _head_end(words, tokens, place):
        found.append(words.columns[key("".join(tokens[place:end]))])
        place = end
    return (found, place) if len(set(found)) > 1 and "score" in found else ([], at)


def _head_end(words: Vocabulary, tokens: list[str], at: int) -> int:
    ends = range(min(len(tokens), at + LONGEST_HEAD), at, -1)
    return next((end for end in ends if key("".join(tokens[at:end])) in words.columns), 0)


def _rows(words: Vocabulary, tokens: list[str], columns: list[str]) -> list[str]:
    """Names and figures of rows in one line, in order; none where a row is not as the heads say.

    Without heads a row has a score and a rank, and the name of a known benchmark.
    """
    size = sum(column in FIGURES for column in columns) if columns else len(FIGURES)
    if columns and not all(column in FIGURES for column in columns[-size:]):
        return []
    found: list[str] = []
    for name, figures in _runs(tokens):
        known = bool(columns) or key(named(words, [name])[1]) in words.benchmarks
        if not name or name[-1] in _SIGNS or len(figures) != size or not known:
            return []
        found += [name, *figures]
    return found


def _runs(tokens: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Words with the figures behind them; a picture belongs to the figure that it stands before ("⭐ 6")."""
    name: list[str] = []
    figures: list[str] = []
    picture = ""
    for token in tokens:
        if is_figure(token):
            figures.append(f"{picture} {token}".strip())
            picture = ""
        elif not without_pictures(token):
            picture = token
        else:
            if figures:
                yield " ".join(name), figures
                name, figures = [], []
            name.append(token)
    yield " ".join(name), figures
