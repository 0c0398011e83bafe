"""What one line of a transparency report says: a name with its points, the total with its grade, a text behind them.

"Upstream (7.0 / 30)", "Total Score: 58/100 · C+", "Licence: 7/10. The terms are plain." and "Audit Note: ..." have
several pieces. Points are found by their shape; what stands before and behind them is told apart by the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Literal, NamedTuple

from schemas.blanks import blank, is_blank
from schemas.language import key
from schemas.remembering import asked_once
from schemas.values import out_of
from schemas.vocabulary import Vocabulary
from scraper.prose import LONGEST_PART, is_decoration, is_prose

Kind = Literal[
    "total",
    "grade",
    "grade_label",
    "note",
    "column",
    "name",
    "words",
    "points",
    "part",
    "blank",
    "text",
    "remark",
    "sum",
    "sign",
]
"""`name`: a known criterion or pillar; `words`: a short text that may be one; `part`: a piece of points ("/ 10");
`remark`: short words behind a name's sign ("Licence: pending")."""

MOST_PIECES = 60
LONGEST_LINE = 20_000
"""Characters; a longer text is one piece."""
_NUMBER = r"[0-9０-９]+(?:\.[0-9０-９]+)?"
_PART = re.compile(rf"{_NUMBER}\s*[/／]?|[/／]\s*(?:{_NUMBER})?")
_GRADE = re.compile(r"([^\W\d_][^:：(（]{0,20}?)?[\s:：]*[(（\[]?([A-F][+\-−]?)[)）\]]?")
_GRADE_BEHIND = re.compile(r"(.*\w)[\s:：,，(（\[·|–—-]*([A-F][+\-−]?)")
_GRADE_AHEAD = re.compile(r"([A-F][+\-−]?)\s*(?:[)）\].,，。;；:：|·–—]|-(?=\s)|$)\s*")
_GRADE_BARE = re.compile(r"([B-F]|[A-F][+\-−])\s+(?=[A-Z\u4e00-\u9fff])")
"""Before the beginning of a sentence; an "A" there may be its first word."""
_GRADE_NAMED = re.compile(r"([^\W\d_][^:：]{0,20}?)[\s:：]+([A-F][+\-−]?)(?![\w+\-−])(?!\s+[a-z])")
_ENDS_IN_GRADE = re.compile(r"(?<!\w)[A-F]$")
_NUMBERED = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2})*[.)、．]?\s+(?=[^\W\d])")
_COUNTED = re.compile(r"\s*[(（][0-9]{1,2}\s*[^\W\d_]{1,12}[)）]")
"""How many criteria a pillar has, behind its name: "Upstream (2 criteria)"."""
_LABEL = re.compile(r"\s*[:：–—]\s*|\s+-\s+")
_EDGES = re.compile(r"^[^\w(（]+|[^\w)）]+$")
_OPENING, _CLOSING = "([（【", ")]）】"
_JOINTS = " :：,，、;；.。|·•–—-"
_LABELS = frozenset(("note", "column", "total", "grade_label"))
"""Kinds of a line's first words, behind whose sign something is said, besides names."""
_LEADING = frozenset(_CLOSING + ":：.。–—-")


@cache
def points() -> re.Pattern[str]:
    """Points and the most of them: "7.0 / 10", "7 out of 10", "- / 10"."""
    return re.compile(
        rf"(?<![0-9０-９A-Za-z.,/／])({_NUMBER}|{blank()}){out_of()}({_NUMBER})(?![0-9０-９A-Za-z/／%]|[.,][0-9])",
        re.IGNORECASE,
    )


class Piece(NamedTuple):
    """A part of a line: what it is, what it says, its words as they stand, and for points their two numbers."""

    kind: Kind
    text: str
    raw: str
    points: tuple[str, str] = ("", "")


def pieces(text: str, words: Vocabulary) -> tuple[Piece, ...]:
    """The pieces of a run of text; a single one where it says one thing only."""
    return _answers(words)(text)


@cache
def _answers(words: Vocabulary) -> Callable[[str], tuple[Piece, ...]]:
    return asked_once(partial(_pieces, words), LONGEST_PART)


def _pieces(words: Vocabulary, text: str) -> tuple[Piece, ...]:
    if len(text) > LONGEST_LINE:
        return (Piece("text", text, text),)
    found: list[Piece] = []
    rest = text
    while len(found) < MOST_PIECES and (match := points().search(rest, 0, LONGEST_PART * 2)):
        head = _head(rest[: match.start()], words)
        if head is None or (found and head and head[0].kind == "words"):
            break
        if not (found or head) and _goes_on(rest[match.end() :]):
            break
        found += [*head, Piece("points", match[0], match[0], (match[1], match[2]))]
        rest = _take_grade(rest[match.end() :], found, words)
    return tuple(found + _tail(rest, found, words) if found else _labelled(text, words))


def _goes_on(rest: str) -> bool:
    """Whether a sentence goes on behind the points with which it begins: "7 of 10 reports exist, and two ..."."""
    return rest[:1] == " " and rest[1:2].islower() and is_prose(rest.strip())


def _head(text: str, words: Vocabulary) -> list[Piece] | None:
    """What stands before points; None where that is no name."""
    bare = _bare(text)
    if not key(bare):
        return []
    single = _single(bare, words)
    if single.kind == "column":  # "Score: 7 / 10"
        return []
    if single.kind == "sum":
        return [single]
    if single.kind == "words":
        return _with_grade(bare, words) or [single]
    return [single] if single.kind in ("total", "grade", "name") else None


def _bare(text: str) -> str:
    """A text without signs at its ends; a grade keeps its minus ("A- 68 / 100")."""
    bare = text.strip(_JOINTS + _OPENING + _CLOSING)
    begin = text.find(bare) + len(bare)
    return f"{bare}-" if text[begin : begin + 1] == "-" and _ENDS_IN_GRADE.search(bare) else bare


def _with_grade(text: str, words: Vocabulary) -> list[Piece]:
    """ "Total Score C+" as two pieces; none where it is something else."""
    if (match := _GRADE_BEHIND.fullmatch(text)) and key(match[1]) in words.totals:
        return [Piece("total", match[1], match[1]), Piece("grade", match[2], match[2])]
    return []


def _take_grade(rest: str, found: list[Piece], words: Vocabulary) -> str:
    """Takes the total's grade from what follows its points; gives back what follows the grade."""
    bare = rest.lstrip(_JOINTS + _OPENING + _CLOSING)
    if any(piece.kind in ("name", "words") for piece in found):
        return rest
    if (named := _GRADE_NAMED.match(bare)) and key(named[1]) in words.grades:
        found.append(Piece("grade", named[2], named[0].strip()))
        return bare[named.end() :]
    if match := _GRADE_AHEAD.match(bare) or _GRADE_BARE.match(bare):
        found.append(Piece("grade", match[1], match[1]))
        return bare[match.end() :]
    return rest


def _tail(rest: str, found: list[Piece], words: Vocabulary) -> list[Piece]:
    """What stands behind the last points: an assessment where it is a sentence or a sign leads to it."""
    bare = rest.lstrip(_JOINTS + _OPENING + _CLOSING)
    if is_decoration(bare):
        return []
    named = _labelled(bare, words)
    if len(named) > 1 and named[0].kind == "name":  # "7/10 License Clarity: The terms are plain."
        return named
    single = _single(bare, words)
    if single.kind == "words" and (is_prose(bare) or rest.lstrip()[:1] in _LEADING):
        return [Piece("text", bare, bare)]
    return [single]


def _labelled(text: str, words: Vocabulary) -> list[Piece]:
    """Pieces of a line without points: "Audit Note: text", "Licence - text", "Total Score: C+", or a single one."""
    single = _single(text, words)
    if single.kind not in ("words", "text"):
        return [single]
    if found := _with_grade(text, words) if single.kind == "words" else []:
        return found
    if match := _LABEL.search(text, 0, LONGEST_PART):
        head, rest = _single(text[: match.start()], words), text[match.end() :]
        if rest and (head.kind in _LABELS or key(head.text) in words.criteria):
            named = _single(rest, words)
            if head.kind == "column" and named.kind == "name":  # "Pillar: Upstream"
                return [head, named]
            return [head, Piece(_kind_behind(head, rest, words), rest, rest)]
    return _note_ahead(text, words) or [single]


def _note_ahead(text: str, words: Vocabulary) -> list[Piece]:
    """ "Audit Note The makers ..." as two pieces: its word stands before the beginning of a sentence."""
    folded = text[:LONGEST_PART].casefold()
    size = next((len(word) for word in words.note_words if folded.startswith(f"{word} ")), 0)
    rest = text[size:].strip()
    if not size or not is_prose(rest) or rest[0].islower():
        return []
    return [Piece("note", text[:size], text[:size]), Piece("text", rest, rest)]


def _kind_behind(head: Piece, rest: str, words: Vocabulary) -> Kind:
    """What stands behind a label's sign; short words may be an assessment, or stand for points or a grade."""
    if is_blank(rest):
        return "blank"
    is_text = head.kind == "note" or words.report_columns.get(key(head.text)) in (
        "assessment",
        "criterion",
        "pillar",
    )
    return "text" if is_text or is_prose(rest) else "remark"


def _single(text: str, words: Vocabulary) -> Piece:
    """What a text is that says one thing only."""
    if len(text) > LONGEST_PART:
        return Piece("text", text, text)
    if _PART.fullmatch(text):
        return Piece("part", text, text)
    if is_blank(text) or is_decoration(text):
        return Piece("blank" if is_blank(text) else "sign", text, text)
    name = _NUMBERED.sub("", _EDGES.sub("", text))
    if (
        name[-1:] in _CLOSING
        and (count := _COUNTED.search(name))
        and key(name[: count.start()]) in words.pillars
    ):
        name = name[: count.start()]
    if kind := _known(key(name), words):
        return Piece(kind, name, text)
    if (grade := _GRADE.fullmatch(text)) and (not grade[1] or key(grade[1]) in words.grades):
        return Piece("grade", grade[2], text)
    return Piece("words" if _begins_with_letter(text) else "sign", _EDGES.sub("", text), text)


def _known(name: str, words: Vocabulary) -> Kind | None:
    if name in words.criteria or name in words.pillars:
        return "name"
    if name in words.totals:
        return "total"
    if name in words.notes:
        return "note"
    if name in words.grades:
        return "grade_label"
    if name in words.sums:
        return "sum"
    return "column" if name in words.report_columns else None


def _begins_with_letter(text: str) -> bool:
    return next((each.isalpha() for each in text if each.isalnum()), False)
