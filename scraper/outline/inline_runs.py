"""Runs of inline elements: a label of several words, a value behind "Label:", a sentence, the site's words in it."""

from __future__ import annotations

import re

from schemas.blanks import is_blank, is_readable
from schemas.language import key
from schemas.vocabulary import Vocabulary
from scraper.layout.block import Block, joined
from scraper.layout.line import is_wide
from scraper.outline.handles import says_again
from scraper.outline.wording import segments_of, split_at
from scraper.prose import count_words, ends_sentence, is_decoration, is_prose

LONGEST_RUN = 8
"""Neighbouring inline elements that are tried together as one label."""
SHORT_RUN = 2_000
"""Characters of a run that may hold the site's own words among facts; longer ones are prose."""
MOST_EXPLAINED = 8
"""Words that a sentence in an element of its own explains; more of them are a sentence themselves."""
LONGEST_MARK = 5
"""Characters of a link that is a sign for an anchor or a footnote."""
_MARK = re.compile(r"\W+|\[\w{1,3}\]|［\w{1,3}］")
_NOTE = re.compile(r"\[\w{1,3}\]|[↑^*†‡]")
_BEHIND_WORDS = frozenset(",.;:!?、，。；：！？)）")
_OPENING = frozenset("(（[［")
_DOTS = frozenset(("...", "…"))
LONGEST_FRAME_WORD = 40
"""Characters of one of the site's own words among facts ("More info", "Opens in a new tab")."""


def gather_run(run: Block, words: Vocabulary) -> None:
    """Puts together what inline elements take apart: a label of several words, a value behind "Label:", a sentence.

    A run that is one text loses its parts; else they are labels and values of their own.
    """
    run.noted = run.children[0].noted or _leads_back(run.children[0])
    if len(run.text) <= SHORT_RUN:
        run.text = _without_frame(run, words)
        _say_once(run, words)
    is_label = words.field(run.text) is not None
    if is_label and _ends_blank(run, words):
        return
    if is_label or words.section(run.text) or segments_of(run.text, words) or _is_action(run, words):
        run.adopt(())
        return
    prose = is_prose(run.text)
    if prose and key(run.text.split(" ", 1)[0]) in words.label_starts:
        join_labels(run, words)
    if (prose and _is_sentence(run, words)) or _is_one_fact(run, words):
        run.adopt(())


def _is_sentence(run: Block, words: Vocabulary) -> bool:
    """Whether a run as long as a sentence is one, and no label, value or facts with what explains them."""
    if _has_tooltip(run, words) or _is_annotated(run, words):
        return False
    if _is_wordy(run):
        return True
    return any(not child.tag for child in run.children) and len(_facts_in(run, words)) < 2


def _is_one_fact(run: Block, words: Vocabulary) -> bool:
    """Whether a run is one label with its value: an element begins the label, or holds all of it and the colon."""
    first = next((child for child in run.children if not is_decoration(child.text)), None)
    if first is None:
        return False
    if _begins_label(first, run.text, words):
        return True
    if words.field(first.text) or (first.children and is_prose(first.text)):
        return False
    return _facts_in(run, words) == [first]


def _facts_in(run: Block, words: Vocabulary) -> list[Block]:
    """The parts of a run that are a label, or a label with its value."""
    return [child for child in run.children if words.field(child.text) or split_at(child.text, words)]


def _leads_back(first: Block) -> bool:
    """Whether a run begins with the mark of a note, which leads back to where it was set: "[a]", "↑"."""
    return (first.link or "")[:1] == "#" and _NOTE.fullmatch(first.text) is not None


def _ends_blank(run: Block, words: Vocabulary) -> bool:
    """Whether a run is a label and a published blank, in elements of their own."""
    first, *_, last = run.children
    return (
        first is not last and bool(last.tag) and is_blank(last.text) and words.field(first.text) is not None
    )


def _begins_label(first: Block, text: str, words: Vocabulary) -> bool:
    """Whether only the first words of a run's label stand in an element ("<a>Active</a> Parameters: 7B")."""
    pair = split_at(text, words) if first.tag and text.startswith(first.text) else None
    return pair is not None and len(first.text) < len(pair[0])


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
    for child, after in zip(run.children, [*run.children[1:], None], strict=True):
        is_short = len(child.text) <= LONGEST_FRAME_WORD
        is_frame = (is_short and _is_frame(child, words)) or (child.tag == "button" and _handles(child, run))
        is_fold = child.text in _DOTS and _is_fold(child, after, run)
        (frame if is_frame or is_fold else visible).append(child)
    if all(is_decoration(child.text) for child in visible):
        return run.text
    for child in frame:
        child.claim("furniture")
    if nested or 0 < len(visible) < len(run.children):
        return joined(visible or run.children)
    return run.text


def _is_frame(part: Block, words: Vocabulary) -> bool:
    """Whether a short part of a run is the site's own: its words, a link's sign ("¶"), a mark of a footnote ("[1]").

    So are a button of one letter ("i") and a link to more words in brackets ("(source)").
    """
    if part.tag == "i" and key(part.text) in words.icons:
        return True
    if part.tag == "button" and len(part.text) == 1:
        return True
    if part.link is not None and len(part.text) <= LONGEST_MARK and _MARK.fullmatch(part.text):
        return True
    if part.link is not None and part.text[:1] in _OPENING and key(part.text) in words.references:
        return True
    return words.is_furniture(part.text)


def _handles(button: Block, run: Block) -> bool:
    """Whether a button says the words before it again: "Expand Benchmarks"."""
    first = run.children[0]
    if button is first or first.tag == "button" or not is_readable(first.text):
        return False
    return says_again(button, first.text)


def _is_fold(dots: Block, after: Block | None, run: Block) -> bool:
    """Whether dots in an element of their own stand in a sentence for the words of the next element: "Read more"."""
    return bool(dots.tag) and after is not None and bool(after.tag) and is_prose(run.text)


def _has_tooltip(block: Block, words: Vocabulary) -> bool:
    """Whether a sentence in an element of its own explains the few words beside it.

    In a paragraph of elements alike it does not, unless a capital begins it: editors and office programs write every
    piece of a sentence so.
    """
    first, *rest = block.children
    if block.tag == "p" and len({child.tag for child in block.children}) == 1:
        starts = [child.text[0] for child in rest]
        goes_on = any(_goes_on(start) or is_wide(start) for start in starts)
        if goes_on and not any(words.field(child.text) for child in block.children):
            return False
    if any(not child.tag and is_readable(child.text) for child in rest):
        return False  # words go on behind an element: what stands in it is a part of them
    sentences = [child for child in block.children if is_prose(child.text)]
    if not sentences or any(not child.tag or _goes_on(child.text[0]) for child in sentences):
        return False
    others = [child for child in block.children if not is_prose(child.text) and is_readable(child.text)]
    return bool(others) and (bool(first.tag) or count_words(first.text) <= MOST_EXPLAINED)


def _goes_on(start: str) -> bool:
    """Whether a text that starts so goes on with a sentence: a small letter, or a sign that stands behind words."""
    return start.islower() or start in _BEHIND_WORDS


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


def join_labels(block: Block, words: Vocabulary) -> None:
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
