"""Marks of text formats (Markdown, wiki text, reStructuredText, Org) that no reader of the finished page sees."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_ORNAMENTS = "•‣◦▪·❖➤►▸■□●○"
"""Bullets with or without a space behind them: they are nothing else."""
_TYPED = "-–*+"
"""Bullets with a space behind them: without one they are a mark, or the sign of a figure."""
BULLETS = _ORNAMENTS + _TYPED
BULLET = re.compile(rf"\s*(?:[{_ORNAMENTS}]\s*|[{re.escape(_TYPED)}:](?=\s+\S)\s*)(?:\[[ xX✓✔]\]\s+)?")
"""What begins an item of a list, or what a term means (":   3B" under it)."""
CRUMB = re.compile(r"\s*[/›»]\s+(?=[^\W\d_])")
"""What parts the pages above this one, before the name of one of them."""
NUMBER = re.compile(
    r"\s*[(（]?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:(?P<sign>[.)）．])\s+|(?P<comma>、)\s*)(?=\S)"
)
"""The number of an item."""
LONGEST_HEADING = 400
"""Characters."""
HEADING = re.compile(
    r"\s*(?:(?P<signs>#{1,6}|={1,6}|\*{2,6})\s+(?P<text>\S.*?)(?:\s+(?:#+|=+))?|【(?P<name>[^【】]{1,80})】)\s*"
)
"""A heading with its marks: "## About ##", "== About ==", "** About", "【About】"."""
FRAMED = re.compile(r"\s*【(?P<label>[^【】]{1,80})】\s*(?P<value>[^\s：:].*)")
"""A label in brackets of its own, before its value."""

_SPACE = r"[^\[\]]{0,300}"
_TARGET = r"<?[^()\s<>]{0,500}(?:\([^()\s]{0,100}\)[^()\s<>]{0,100})?>?(?:\s+\"[^\"]{0,200}\")?"
_IMAGE = re.compile(rf"!\[{_SPACE}\]\({_TARGET}\)")
_LINK = re.compile(rf"(?<!\\)\[({_SPACE})\]\({_TARGET}\)|(?<!\\)\[([^\[\]]{{1,300}})\]\[[^\[\]]{{0,100}}\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,500}(?:\||\]\[))?([^\[\]|]{1,300})\]\]")
_OUTER_LINK = re.compile(r"\[[a-z]{2,8}://[^\s\[\]]{1,500}\s+([^\[\]]{1,300})\]")
_RST_LINK = re.compile(r"`([^`<>]{1,300}?)\s*<[^`<>\s]{0,500}>`__?")
_STARS = r"(?<![\w\\*])(?P<stars>\*{1,3})(?=[^\s*])([^*\n]{1,600}?)(?<![\s\\])(?P=stars)(?![\w*])"
_LINES = r"(?<![\w\\_])(?P<lines>_{1,3})(?=[^\s_])([^_\n]{1,600}?)(?<![\s\\_])(?P=lines)(?![\w_])"
_CODE = r"(?<![\w\\`])(?P<code>`{1,3})(?=[^`])([^`\n]{1,600})(?P=code)(?!`)"
_QUOTES = r"(?<![\w'])(?P<quotes>'{2,5})(?=[^\s'])([^'\n]{1,600}?)(?<!\s)(?P=quotes)(?![\w'])"
_EMPHASIS = re.compile("|".join((_STARS, _LINES, _CODE, _QUOTES)))
"""Words between two marks that are alike; of each the words are the last group."""
_BOLD_START = re.compile(r"(?<![\w\\*'])(\*\*|''')(?=[^\s*'])([^*'\n]{1,300}?)(?<![\s\\])\1(?=\w)")
"""A label in bold with its value right behind it; a style puts the space there."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~]|(?=\s))")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ATTRIBUTE = r"(?:[#.][^\s{}#.]{1,80}|[\w:-]{1,40}=(?:\"[^\"{}]{0,200}\"|[^\s\"{}]{1,80}))"
_BRACES = rf"\{{:?\s*(?:[#.][^\s{{}}]{{1,80}}|-)(?:\s+{_ATTRIBUTE}){{0,20}}\s*\}}"
_ATTRIBUTES = re.compile(rf"\s*{_BRACES}")
"""What a heading or a few words are called in the finished page ("{#about .wide}")."""
_SPAN = re.compile(rf"\[([^\[\]]{{1,300}})\](?={_BRACES})")
_FOOTNOTE_MARK = re.compile(r"(?<=\S)\s?\[\^[^\s\[\]]{1,40}\]")
FOOTNOTE = re.compile(r"\s*\[\^[^\s\[\]]{1,40}\]:\s+(?=\S)")
"""What begins the text of a footnote."""
QUOTED = re.compile(r"\s*(?:>\s?)+(?![\s\d.,~=-])")
"""What begins a line of a quotation; before a figure it may be the sign of what is greater."""
OBJECT = re.compile(r"\{\s*(?P<pair>\"[^\"{}]{1,60}\"\s*:\s*\"[^\"{}]{0,300}\")\s*\},?\s*")
"""A line that is a program's text for one label and its value."""
FENCE = re.compile(r"\s*:{3,}(?:\s+[^\s:]+|\s*\{[^{}]*\})?(?:\s+:{3,})?\s*$")
"""What begins and ends a box ("::: note", ":::")."""
_ENTITY = re.compile(
    r"&(?:#(?P<number>[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)


def begins_item(line: str) -> bool:
    """Whether a mark at a line's start says that it belongs to no line before it."""
    if BULLET.match(line) or NUMBER.match(line) or FRAMED.match(line):
        return True
    return heading_of(line) is not None


def heading_of(line: str) -> re.Match[str] | None:
    """A line as a heading with its marks, if it is one."""
    return HEADING.fullmatch(line) if len(line) <= LONGEST_HEADING else None


def unmarked(text: str) -> str:
    """`text` without marks for bold and the like, without the addresses of links and without escapes."""
    if "{" in text:
        text = _ATTRIBUTES.sub("", _SPAN.sub(r"\1", text))
    if "[" in text:
        text = _FOOTNOTE_MARK.sub("", text)
        text = _LINK.sub(_words, _WIKI_LINK.sub(r"\1", _IMAGE.sub("", text)))
        text = _OUTER_LINK.sub(r"\1", text)
    if "`" in text:
        text = _RST_LINK.sub(r"\1", text)
    if any(sign in text for sign in "*_`'"):
        text = _EMPHASIS.sub(_unwrapped, _BOLD_START.sub(r"\2 ", text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text.removesuffix("\\"))
    if "<" in text:
        text = _BREAK.sub(" ", text)
    return _ENTITY.sub(_letter, text) if "&" in text else text


def _letter(match: re.Match[str]) -> str:
    """The letter that "&nbsp;" or "&#8209;" stands for; itself where it is none."""
    if match["name"]:
        return html5.get(f"{match['name']};", match[0])
    return unescape(match[0])


def _words(match: re.Match[str]) -> str:
    return next(filter(None, match.groups()), "")


def _unwrapped(match: re.Match[str]) -> str:
    """What stands between two marks; marks may stand inside each other ("***Label***", "**`8K`**")."""
    return _EMPHASIS.sub(_between, _between(match))


def _between(match: re.Match[str]) -> str:
    return match[match.lastindex or 0]
