"""What each block of a page is: label, heading, prose, furniture, another model's. Words and nesting decide."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.blanks import crosses_for_no, is_readable
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.block import Block, joined
from scraper.layout import Page
from scraper.long_values import settle_long_values
from scraper.packed import begins_line, split_labels
from scraper.pairs import contents
from scraper.prose import count_words, ends_sentence, is_decoration, is_prose
from scraper.tabs import open_tabs
from scraper.wording import Wording, ends_blank, segments_of, split_at, wordings

LONGEST_RUN = 8
"""Neighbouring inline elements that are tried together as one label."""
SHORT_RUN = 2_000
"""Characters of a run that may hold the site's own words among facts; longer ones are prose."""
MOST_EXPLAINED = 8
"""Words that a sentence in an element of its own explains; more of them are a sentence themselves."""
_HEADS, _CELLS = ("th", "dt"), ("td", "dd")
LONGEST_MARK = 5
"""Characters of a link that is a sign for an anchor or a footnote."""
_MARK = re.compile(r"\W+|\[\w{1,3}\]|［\w{1,3}］")
LONGEST_FRAME_WORD = 40
"""Characters of one of the site's own words among facts ("More info", "Opens in a new tab")."""


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
    """What one walk over the tree finds: links within the site, and runs of text that may be lines of facts.

    `own`: the words of the page's name, and the letter that they begin with, small and large.
    """

    wording_of: Callable[[str], Wording]
    links: list[Block] = field(default_factory=list)
    lines: list[Block] = field(default_factory=list)
    own: str = ""
    initials: tuple[str, ...] = ()


def outline(page: Page, words: Vocabulary, own: str = "") -> Outline:
    """Settles every block of `page`. `own`: the words of its name, as far as its address says."""
    found = _Found(wordings(words), own=key(own), initials=(own[:1].lower(), own[:1].upper()) if own else ())
    _settle(page.root, words, found)
    split_labels(found.lines, words, found.own)
    for link in found.links:
        if _is_card(link):
            link.set_aside("related")
    result = Outline(page.root, page.title)
    result.number()
    _settle_values(result.leaves, words)
    return result


def _settle_values(leaves: list[Block], words: Vocabulary) -> None:
    """A heading's words right behind a label that has them among its values are its value, in whatever element."""
    for label, value in pairwise(leaves):
        if label.field and value.section and words.is_value(label.field, value.text):
            value.section, value.level = None, 0


def _settle(block: Block, words: Vocabulary, found: _Found) -> int:
    """Says what the block's words are and counts the labels inside it."""
    if block.link is not None:
        if block.role == "related":
            return 0
        found.links.append(block)
    if block.children and block.text:
        _gather_run(block, words)
    if block.children:
        if not block.text:
            open_tabs(block, words)
        _join_labels(block, words)
        block.labels = sum([_settle(child, words, found) for child in block.children])
        if block.labels > 1 and not block.text:
            settle_long_values(block, words)
        if block.text and not block.labels and begins_line(block.text, words):
            found.lines.append(block)
    else:
        _name(block, words, found)
    return block.labels


def _gather_run(block: Block, words: Vocabulary) -> None:
    """Puts together what inline elements take apart: a label of several words, a value behind "Label:", a sentence."""
    if len(block.text) <= SHORT_RUN:
        block.text = _without_frame(block, words)
        _say_once(block, words)
    if words.field(block.text) or words.section(block.text) or segments_of(block.text, words):
        block.adopt(())
        return
    if _is_action(block, words):
        block.adopt(())
        return
    prose = is_prose(block.text) and not _has_tooltip(block) and not _is_annotated(block, words)
    if prose and _is_wordy(block):
        block.adopt(())
        return
    facts = [child for child in block.children if words.field(child.text) or split_at(child.text, words)]
    if prose and len(facts) < 2 and any(not child.tag for child in block.children):
        block.adopt(())
        return
    first = next((child for child in block.children if not is_decoration(child.text)), None)
    whole = len(facts) == 1 and not words.field(facts[0].text) and facts[0] is first
    if whole and not (first is not None and first.children and is_prose(first.text)):
        block.adopt(())


def _say_once(run: Block, words: Vocabulary) -> None:
    """A label that stands twice in a run, once for the eye and once for the ear, is one label."""
    first, *others = run.children
    if others and all(each.text == first.text for each in others) and words.field(first.text):
        run.text = first.text


def _without_frame(run: Block, words: Vocabulary) -> str:
    """The words of a run without "Copy", "More info" and the like, also where they stand in runs inside it."""
    nested = [child for child in run.children if child.children]
    for child in nested:
        child.text = _without_frame(child, words)
    visible: list[Block] = []
    frame: list[Block] = []
    for child in run.children:
        (frame if _is_frame(child, words) else visible).append(child)
    if all(is_decoration(child.text) for child in visible):
        return run.text
    for child in frame:
        child.claim("furniture")
    if nested or 0 < len(visible) < len(run.children):
        return joined(visible or run.children)
    return run.text


def _is_frame(part: Block, words: Vocabulary) -> bool:
    """Whether a part of a run is the site's own: its words, a link's lone sign ("¶"), a mark of a footnote ("[1]").

    So is a button of one letter ("i").
    """
    if part.tag == "i" and key(part.text) in words.icons:
        return True
    if part.tag == "button" and len(part.text) == 1:
        return True
    if part.link is not None and len(part.text) <= LONGEST_MARK and _MARK.fullmatch(part.text):
        return True
    return len(part.text) <= LONGEST_FRAME_WORD and words.is_furniture(part.text)


def _has_tooltip(block: Block) -> bool:
    """Whether a sentence in an element of its own explains the few words beside it."""
    first, *rest = block.children
    if any(not child.tag and is_readable(child.text) for child in rest):
        return False  # words go on behind an element: what stands in it is a part of them
    sentences = [child for child in block.children if is_prose(child.text)]
    if not sentences or any(not child.tag or child.text[0].islower() for child in sentences):
        return False
    others = [child for child in block.children if not is_prose(child.text) and is_readable(child.text)]
    return bool(others) and (bool(first.tag) or count_words(first.text) <= MOST_EXPLAINED)


def _is_annotated(block: Block, words: Vocabulary) -> bool:
    """Whether a label, perhaps with a few words behind it, stands before elements that explain it."""
    first, *others = block.children
    while first.children and words.field(first.text) is None:
        first, *inner = first.children
        others += inner
    if words.field(first.text) is None or not others:
        return False
    bare = [child.text for child in others if not child.tag]
    return len(bare) < len(others) and not any(
        count_words(text) > MOST_EXPLAINED or ends_sentence(text) for text in bare
    )


def _is_action(block: Block, words: Vocabulary) -> bool:
    """Whether a link or button does something to a field ("Change <span>Parameters</span>"): its words are one text."""
    if block.link is None and block.tag != "button":
        return False
    first = block.children[0]
    return not first.tag and words.field(first.text) is None and first.text[-1:] not in ":："


def _is_wordy(block: Block) -> bool:
    """Whether words of a sentence stand between the inline elements of a run."""
    if ends_sentence(block.text):
        return True
    return any(not child.tag and count_words(child.text) > 4 for child in block.children)


def _join_labels(block: Block, words: Vocabulary) -> None:
    """Makes one block of neighbouring inline elements that are a label only together ("Active" "Parameters")."""
    at = 0
    while at + 1 < len(block.children):
        if (
            block.children[at + 1].inline
            and key(block.children[at].text.split(" ", 1)[0]) in words.label_starts
        ):
            _join_at(block, at, words)
        at += 1


def _join_at(block: Block, start: int, words: Vocabulary) -> None:
    end = start
    while end < min(len(block.children), start + LONGEST_RUN) and block.children[end].inline:
        end += 1
    for stop in range(end, start + 1, -1):
        part = block.children[start:stop]
        if words.field(joined(part)) and not is_decoration(part[-1].text):
            _merge_run(block, start, part)
            return


def _merge_run(block: Block, start: int, part: tuple[Block, ...]) -> None:
    label = Block("span", joined(part))
    block.adopt((*block.children[:start], label, *block.children[start + len(part) :]))


def _name(block: Block, words: Vocabulary, found: _Found) -> None:
    """Notes what the words of one run of text are; a run with a label and its value inside becomes two blocks."""
    text = block.text
    wording = found.wording_of(text)
    if wording.segments:
        block.labels = sum([_settle(part, words, found) for part in block.divide(wording.segments)])
        block.sealed = False
        settle_long_values(block, words)
    elif wording.field is not None and _ends_run(block) and (blank := ends_blank(text, words)):
        _divide_pair(block, *blank, words)
    elif wording.field is not None:
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
        cross = block.tag in _CELLS and text in crosses_for_no()
        if (wording.furniture and not cross) or (block.tag == "i" and key(text) in words.icons):
            block.role = "furniture"
        if wording.line or (text[:1] in found.initials and _begins_with_name(text, found.own)):
            found.lines.append(block)


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
