"""Headings inside a line of text, as pages have it that lost their line breaks: "Tokenizer Vocabulary Size 32,000".

Words are a heading there if what stands under such a heading follows them: a label, the first words of the section's
own table or report, or a further heading. In the middle of a line they end the value of the label before them.
"""

from __future__ import annotations

from itertools import islice
from typing import Literal, NamedTuple

from schemas.blanks import is_blank
from schemas.language import SectionKind, key
from schemas.vocabulary import Vocabulary
from scraper.prose import ends_sentence, is_decoration, is_figure, is_prose

LONGEST_LABEL = 7
LONGEST_HEADING = 4
LONGEST_NAME = 6
LONGEST_OPENING = 11
"""Words."""
MOST_HEADINGS = 3
"""One behind the other."""
_IDEOGRAPHIC = "："


OVER_TEXT = frozenset(("overview", "about", "related"))
"""Headings with sentences behind them, or names."""

Kind = Literal["name", "heads", "heading", "facts", "table", "text"]
_Heading = tuple[int, tuple[SectionKind, str]]
"""Where the words of a heading end, and its section."""


class Part(NamedTuple):
    """A part of a line. `heads`: those of a table of facts; `table`: what a section's own reader reads."""

    kind: Kind
    text: str
    section: tuple[SectionKind, str] | None = None


def split_words(text: str) -> list[str]:
    """The words of a text. What stands behind a wide colon is a word of its own."""
    return text.replace(_IDEOGRAPHIC, "： ").split()


def tokens_of(text: str) -> list[str]:
    """The words of a line, without an icon before them."""
    tokens = split_words(text)
    return tokens[1:] if len(tokens) > 1 and is_decoration(tokens[0]) else tokens


def words_of(tokens: list[str]) -> str:
    """The words of a value, as they stood there."""
    return " ".join(tokens).replace("： ", _IDEOGRAPHIC)


def label_at(tokens: list[str], at: int, words: Vocabulary) -> tuple[int, str] | None:
    """Where the longest label that starts at a word ends, and its field. Labels are published with a capital."""
    if at >= len(tokens) or key(tokens[at]) not in words.label_starts or tokens[at][:1].islower():
        return None
    for end in range(min(len(tokens), at + LONGEST_LABEL), at, -1):
        if key(tokens[end - 1]) and (field := words.labels.get(key("".join(tokens[at:end])))) is not None:
            return end, field
    return None


def parts_of(text: str, words: Vocabulary, own: str = "") -> list[Part]:
    """A line cut at the headings inside it, at the heads of a table of facts ("Property Value") and behind its name.

    `own`: the page's name, as the vocabulary compares it. A single part where none of them stands in it.
    """
    tokens = tokens_of(text)
    name = _name_end(tokens, own)
    begin = _frame_end(tokens, name, words)
    found = [*_part("name", tokens[:name]), *_part("heads", tokens[name:begin])]
    seen: set[str] = set()
    while stretch := _facts_at(tokens, begin, seen, words, own):
        at, headings = stretch
        if not headings:
            return [*found, Part("facts", words_of(tokens[begin:]))] if found else [Part("facts", text)]
        found += _part("facts", tokens[begin:at])
        for end, section in headings:
            found.append(Part("heading", words_of(tokens[at:end]), section))
            at = end
        begin = _frame_end(tokens, at, words)
        found += _part("heads", tokens[at:begin])
        if label_at(tokens, begin, words) is None:
            kind: Kind = "text" if headings[-1][1][0] in OVER_TEXT else "table"
            return [*found, Part(kind, words_of(tokens[begin:]))]
    return [Part("facts", text)]


def _part(kind: Kind, tokens: list[str]) -> list[Part]:
    """A part of a line, if it has any words."""
    return [Part(kind, words_of(tokens))] if tokens else []


def _facts_at(
    tokens: list[str], begin: int, seen: set[str], words: Vocabulary, own: str
) -> tuple[int, list[_Heading]] | None:
    """Where labels with values that begin at a word end, and the headings there; none at the end of the line.

    `seen`: the fields of labels before them, to which theirs are added; a further label of one is part of a value.
    None where other words stand at the beginning.
    """
    at = begin
    label: _Label | None = None
    while at < len(tokens):
        labelled = label_at(tokens, at, words)
        if labelled is not None and labelled[1] not in seen:
            label = _Label(labelled[1], key("".join(tokens[at : labelled[0]])), labelled[0])
            seen.add(label.field)
            at = label.end
            continue
        headings = _headings_at(tokens, at, words, own) if labelled is None else []
        if headings and not (label is not None and label.has(tokens, at, headings[0], words)):
            return at, headings
        if label is None:
            return None
        at = headings[0][0] if headings else at + 1
    return at, []


class _Label(NamedTuple):
    """A label inside a line: its field, its words as the vocabulary compares them, where they end."""

    field: str
    key: str
    end: int

    def has(self, tokens: list[str], at: int, head: _Heading, words: Vocabulary) -> bool:
        """Whether a heading's words belong to the label's value.

        That is where there would be no value without them, where they are a known one ("Mixture of Experts"), and
        where the label speaks of the same ("Attention Structure Multi-Head Attention").
        """
        end, (kind, _) = head
        value, heading = " ".join(tokens[self.end : at]), " ".join(tokens[at:end])
        if not key(value) and not is_blank(value):
            return True
        if words.is_value(self.field, heading):
            return key(value) != key(heading)
        return words.mentions(kind, self.key) and not is_figure(value)


def _name_end(tokens: list[str], own: str) -> int:
    """Where the page's own name ends with which a line begins; 0 where it does not."""
    said = ""
    for end, token in enumerate(islice(tokens, LONGEST_NAME), 1):
        said += key(token)
        if not own.startswith(said):
            return 0
        if said == own:
            return end if said and end < len(tokens) else 0
    return 0


def _frame_end(tokens: list[str], at: int, words: Vocabulary) -> int:
    """Where the heads of a table of facts end that stand before a label; `at` where there are none."""
    end = at
    while end < min(len(tokens), at + LONGEST_HEADING):
        sizes = (size for size in (2, 1) if key("".join(tokens[end : end + size])) in words.furniture)
        if not (size := next(sizes, 0)):
            break
        end += size
    return end if label_at(tokens, end, words) else at


def _headings_at(
    tokens: list[str], at: int, words: Vocabulary, own: str, most: int = MOST_HEADINGS
) -> list[_Heading]:
    """The headings that begin at a word, one behind the other: where each ends, and its section."""
    if not most or at >= len(tokens) or key(tokens[at]) not in words.heading_starts:
        return []
    for end in range(min(len(tokens), at + LONGEST_HEADING), at, -1):
        section = words.section(" ".join(tokens[at:end])) if not tokens[at][:1].islower() else None
        if section is None:
            continue
        if label_at(tokens, _frame_end(tokens, end, words), words) or _opens(tokens, end, section[0], words):
            return [(end, section)]
        if section[0] in OVER_TEXT and _begins_text(tokens, end, section, own):
            return [(end, section)]
        if others := _headings_at(tokens, end, words, own, most - 1):
            return [(end, section), *others]
    return []


def _begins_text(tokens: list[str], at: int, section: tuple[SectionKind, str], own: str) -> bool:
    """Whether a sentence begins behind a heading; behind "Other X Models" it is a list of names.

    The name in "About X" ends where the page's own is told, as far as it goes.
    """
    kind, name = section
    if kind == "about" and not (key(name) and own.startswith(key(name))):
        return False
    first = tokens[at][:1] if at < len(tokens) else ""
    if not first.isalpha() or first.islower():
        return False
    if kind == "related":
        return name != "" and not ends_sentence(tokens[-1])
    return ends_sentence(tokens[-1]) and is_prose(" ".join(tokens[at:]))


def _opens(tokens: list[str], at: int, kind: str, words: Vocabulary) -> bool:
    """Whether a section's own table or report begins at a word: with words of its own, and with figures among them."""
    known = words.openings.get(kind)
    if known is None or at >= len(tokens):
        return False
    if kind != "transparency" and ends_sentence(tokens[-1]):
        return False
    first = "".join(tokens[at : at + 2]).casefold()
    is_size = first[:1].isdigit() and any(word in first for word in words.token_words)
    if kind == "requirements" and is_size:
        return True
    ends = range(at + 1, min(len(tokens), at + LONGEST_OPENING) + 1)
    named = not tokens[at][:1].islower() and any(key("".join(tokens[at:end])) in known for end in ends)
    return named and any(token[:1].isdigit() or token[:1] == "#" for token in islice(tokens, at + 1, None))
