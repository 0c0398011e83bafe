"""The model's name in a first-level heading: in pieces, or with what the page holds ("Nova 2: Specs and Pricing")."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, takewhile

from schemas.language import key
from schemas.values import LONGEST_NAME
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block, joined
from scraper.layout.line import join_lines

MOST_SIGNS = 5
"""Between two words of a title."""
MOST_WORDS = 20
"""Of a title, behind the name."""
MOST_PIECES = 16
"""Pieces of a heading."""
SMALL = frozenset(("small", "sub", "sup"))
"""Elements of what hangs on a name, unless the address has it too."""
_SIGN = re.compile(r"\s*[:：|]|\s+[–—-]\s")


def join_title(heading: Block, slug: str, title: str) -> None:
    """Makes one block of the name where it stands in pieces ("Nova" "2", letter by letter, in lines).

    It is what the address says, or the longest part with which the page's title begins; all of it where bare words
    stand around an element. `slug`, `title`: their keys.
    """
    _join_letters(heading)
    pieces = [leaf for leaf in heading.leaves()[:MOST_PIECES] if key(leaf.text)]
    if len(heading.leaves()) < 2 or sum([len(piece.text) for piece in pieces]) > LONGEST_NAME:
        return
    if name := _part_of(heading, pieces, slug, title):
        taken = set(map(id, name))
        rest = [leaf for leaf in heading.leaves() if id(leaf) not in taken]
        whole = Block("span", _together(heading, name))
        whole.level = heading.level
        heading.text = "" if rest else whole.text
        heading.adopt((whole, *rest) if rest else ())


def _part_of(heading: Block, pieces: list[Block], slug: str, title: str) -> list[Block]:
    """The neighbours among a heading's pieces that are the name; none where nothing says so."""
    parts = [pieces[start:end] for start, end in combinations(range(len(pieces) + 1), 2)]
    names = [key("".join([piece.text for piece in part])) for part in parts]
    if slug in names:
        return parts[names.index(slug)]
    told = [part for part, name in zip(parts, names, strict=True) if title.startswith(name)]
    if told:
        return max((_without_small(part) for part in told), key=len)
    bare = heading.text and all(not heading.children[at].tag for at in (0, -1))
    return _without_small(pieces) if bare or any(piece.tag in SMALL for piece in pieces) else []


def _without_small(part: list[Block]) -> list[Block]:
    """The pieces before the first one in small print."""
    return list(takewhile(lambda piece: piece.tag not in SMALL, part))


def _together(heading: Block, pieces: list[Block]) -> str:
    """Pieces of a heading as one text: a run of text, or lines."""
    return joined(pieces) if heading.text else join_lines([piece.text for piece in pieces])


def _join_letters(heading: Block) -> None:
    """Makes words of boxes that hold a letter in each of theirs."""
    for box in (heading, *heading.children):
        letters = [leaf.text for leaf in box.leaves()] if box.children and not box.text else ()
        if letters and all(len(letter) == 1 for letter in letters):
            box.text = "".join(letters)
            box.adopt(())


def trim_title(heading: Block, slug: str, words: Vocabulary) -> None:
    """Takes what the page holds off its first-level heading, where a name is left.

    A sign before those words says so, or the address, which has the words before them only. `slug`: its key.
    """
    text = heading.text
    if len(text) > LONGEST_NAME or slug.startswith(key(text)):
        return
    end = len(text)
    for _ in range(MOST_WORDS):
        match = _last(words).search(text, 0, end)
        if match is None:
            break
        end = match.start()
    name = key(text[:end])
    if name and (_SIGN.match(text, end) or slug.startswith(name) or name.startswith(slug)):
        heading.text = text[:end]


@cache
def _last(words: Vocabulary) -> re.Pattern[str]:
    """A word of titles at the end of a text, with the signs before it."""
    latin = "|".join(re.escape(word) for word in words.titles if word.isascii())
    others = "|".join(re.escape(word) for word in words.titles if not word.isascii())
    signs = rf"[\s:：|,，、·/&–—-]{{0,{MOST_SIGNS}}}"
    return re.compile(rf"{signs}(?:(?<!\w)(?:{latin})(?!\w)|{others})\s*$", re.IGNORECASE)
