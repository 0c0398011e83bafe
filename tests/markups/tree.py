"""A small HTML tree: what the generator builds before it becomes bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Union

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "circle",
        "rect",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "code",
        "data",
        "em",
        "i",
        "mark",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "title",
        "img",
        "wbr",
        "br",
        "label",
        "output",
        "button",
        "u",
        "q",
        "cite",
        "kbd",
        "var",
        "samp",
        "font",
    ]
)


@dataclass
class Raw:
    """Markup that is written as it stands."""

    html: str


Child = Union["Node", Raw, str]
Children = list[Child]


@dataclass
class Node:
    """An element. A `str` among the children is text and is escaped when written."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: Children = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


def flat(parts: Iterable[object]) -> Children:
    """Nested lists of children as one list, `None` left out."""
    found: Children = []
    for part in parts:
        if part is None:
            continue
        if isinstance(part, (list, tuple)):
            found += flat(part)
        else:
            found.append(part)  # type: ignore[arg-type]
    return found


def h(tag: str, *children: object, **attributes: str) -> Node:
    """An element; an underscore at the end of an attribute's name is dropped, others become hyphens."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Node(tag, named, flat(children))


def is_inline(child: Child) -> bool:
    return not isinstance(child, Node) or child.tag in INLINE


def write(child: Child, pretty: bool = False, omit: frozenset[str] = frozenset(), depth: int = 0) -> str:
    """Markup of a subtree. `pretty`: line breaks between blocks. `omit`: tags whose end tag is left out."""
    if isinstance(child, Raw):
        return child.html
    if isinstance(child, str):
        return escape(child, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in child.attributes.items())
    opening = f"<{child.tag}{attributes}>"
    if child.tag in VOID:
        return opening
    blocks = pretty and bool(child.children) and not any(map(is_inline, child.children))
    gap = "\n" + "  " * (depth + 1) if blocks else ""
    inner = "".join(gap + write(each, pretty, omit, depth + 1) for each in child.children)
    end = "" if child.tag in omit else f"</{child.tag}>"
    return opening + inner + ("\n" + "  " * depth if blocks else "") + end
