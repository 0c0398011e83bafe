"""What each block of a page is: label, heading, prose, furniture, another model's. Words and nesting decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from schemas.blanks import crosses_for_no
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout import Page
from scraper.layout.block import Block
from scraper.layout.contents import contents
from scraper.layout.limits import check_pieces
from scraper.outline.broken_lines import LINES, join_broken_lines
from scraper.outline.inline_runs import gather_run, join_labels
from scraper.outline.long_values import settle_long_values
from scraper.outline.packed import begins_line, split_labels
from scraper.outline.tabs import open_tabs
from scraper.outline.titles import join_title
from scraper.outline.value_words import join_value_words, keep_signs
from scraper.outline.wording import Wording, ends_blank, wordings

DOTS = "..."
_HEADS, _CELLS = ("th", "dt"), ("td", "dd")


@dataclass(slots=True)
class Outline:
    """The settled tree, its leaves in reading order and its headings."""

    root: Block
    title: str
    leaves: list[Block] = field(default_factory=list)

    def number(self) -> None:
        """Lists the leaves anew and numbers them in reading order."""
        self.leaves = self.root.leaves()
        for order, leaf in enumerate(self.leaves):
            leaf.order = order


@dataclass(slots=True)
class _Found:
    """What one walk over the tree finds: links within the site, runs that may be lines of facts, rows of two, signs.

    `pieces`: into how many runs of text lines fell. `own`: the words of the page's name, and the letter that they begin
    with, small and large. `title`: the words of the page's title.
    """

    wording_of: Callable[[str], Wording]
    links: list[Block] = field(default_factory=list)
    lines: list[Block] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)
    signs: list[Block] = field(default_factory=list)
    pieces: int = 0
    own: str = ""
    title: str = ""
    initials: tuple[str, ...] = ()


def outline(page: Page, words: Vocabulary, own: str = "") -> Outline:
    """Settles every block of `page`. `own`: the words of its name, as far as its address says."""
    found = _Found(
        wordings(words),
        own=key(own),
        title=key(page.title),
        initials=(own[:1].lower(), own[:1].upper()) if own else (),
    )
    _settle(page.root, words, found)
    keep_signs(found.signs)
    join_value_words(found.rows)
    split_labels(found.lines, words, found.own)
    for link in found.links:
        if _is_card(link):
            link.set_aside("related")
        elif _is_line_of_contents(link):
            link.set_aside("furniture")
    result = Outline(page.root, page.title)
    result.number()
    return result


def _settle(block: Block, words: Vocabulary, found: _Found) -> int:
    """Says what the block's words are and counts the labels inside it."""
    if block.link is not None:
        if block.role == "related":
            return 0
        found.links.append(block)
    if block.children:
        _gather(block, words, found)
    if not block.children:
        _settle_run(block, words, found)
        return block.labels
    block.labels = sum([_settle(child, words, found) for child in block.children])
    last = block.children[-1]
    if block.labels and (last.tag == "dd" or (last.children and len(block.children) == 2)):
        found.rows.append(block)
    if block.labels > 1 and not block.text:
        settle_long_values(block, words)
    if block.text and not block.labels and begins_line(block.text, words):
        found.lines.append(block)
    return block.labels


def _gather(block: Block, words: Vocabulary, found: _Found) -> None:
    """Puts together what elements and line breaks take apart, before anything inside is named."""
    if block.text:
        gather_run(block, words)
    if block.level == 1 and block.children:
        join_title(block, found.own, found.title)
    if block.children and not block.text:
        open_tabs(block, words)
        if block.children[0].tag in LINES:
            join_broken_lines(block, words)
    join_labels(block, words)


def _settle_run(block: Block, words: Vocabulary, found: _Found) -> None:
    """Says what the words of one run of text are, and counts its labels; labels with values inside divide it."""
    wording = found.wording_of(block.text)
    if wording.segments:
        _divide_line(block, wording.segments, words, found)
    elif wording.field is not None:
        if _ends_run(block) and (blank := ends_blank(block.text, words)):
            _divide_pair(block, *blank, words)
        else:
            block.field, block.labels = wording.field, 1
    elif wording.scaled is not None:
        _divide_pair(block, *wording.scaled, words)
        block.sealed, block.children[1].role = False, "furniture"
    elif wording.section is not None:
        block.section = wording.section
    elif wording.pair is not None and not _heads_cell(block):
        _divide_pair(block, *wording.pair, words)
    else:
        block.prose = wording.prose
        means_no = block.tag in _CELLS and block.text in crosses_for_no()
        if (wording.furniture and not means_no) or (block.tag == "i" and key(block.text) in words.icons):
            block.role = "furniture"
            if block.text and not block.text[0].isalnum():
                found.signs.append(block)
        if wording.line or (block.text[:1] in found.initials and _begins_with_name(block.text, found.own)):
            found.lines.append(block)


def _divide_line(block: Block, segments: Sequence[str], words: Vocabulary, found: _Found) -> None:
    """Makes a block of each fact on a line, settles them and counts their labels."""
    found.pieces += len(segments)
    check_pieces(found.pieces)
    block.labels = sum([_settle(part, words, found) for part in block.divide(segments)])
    block.sealed = False
    settle_long_values(block, words)


def _begins_with_name(text: str, own: str) -> bool:
    """Whether a longer text may begin with the page's name: its first word does."""
    first = key(text.partition(" ")[0]) if len(text) > len(own) else ""
    return first != "" and own.startswith(first)


def _heads_cell(block: Block) -> bool:
    """Whether cells stand behind a <th> or <dt>, so that "License: Commercial Use" there is a label as a whole."""
    if block.tag not in _HEADS or block.parent is None:
        return False
    last = block.parent.children[-1]
    return last.tag in _CELLS and bool(last.text or last.children)


def _ends_run(block: Block) -> bool:
    """Whether no more words follow in the block's line, or a label with its colon stands in an element of its own."""
    run = block.parent
    own = bool(block.tag) and any(colon in block.text for colon in ":：")
    return own or run is None or not run.text or run.children[-1] is block


def _divide_pair(block: Block, label: str, raw: str, words: Vocabulary) -> None:
    block.divide([label, raw])
    head = block.children[0]
    head.field, head.labels, block.labels = words.field(label), 1, 1


def _is_card(link: Block) -> bool:
    """Whether a link holds another model's card: more than one label and its value."""
    return link.labels > 1 or (link.labels == 1 and sum(1 for _ in contents(link)) > 2)


def _is_line_of_contents(link: Block) -> bool:
    """Whether a link leads down its own page, with dots to a number: "Context Length ....... 2"."""
    return link.labels == 1 and (link.link or "")[:1] == "#" and DOTS in link.words()
