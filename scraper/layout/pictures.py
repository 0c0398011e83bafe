"""Figures that pictures and formulas show: a dial around "34 / 100", a number set as a formula. They stand as text.

A picture with words, or with several figures, is a drawing or a chart, and nobody reads it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from scraper.layout.line import tidy

MOST_IN_GAUGE = 3
"""Texts of a picture that shows one figure: "34", "/", "100"."""
MOST_IN_FORMULA = 40
"""Elements of a formula that is a number with its unit."""
LONGEST_GAUGE = 24
"""Characters."""
ROW = frozenset("mrow semantics mstyle mn mi mo mtext mspace annotation".split())
"""Elements of formulas that put their parts one behind the other: no powers, no fractions."""
_FIGURE = re.compile(r"#?[0-9][0-9.,]* ?(?:%|[KMBT]|/ ?[0-9][0-9.,]*)?")


def show_figures(document: Any) -> None:
    """Puts the figure of a picture or formula that shows only one in its place."""
    shown = list(document.iter("text", "math"))
    pictures = {each for text in shown for each in islice(text.iterancestors("svg"), 1)}
    formulas = [each for each in shown if each.tag == "math"]
    for element, figure in [(each, _gauge(each)) for each in pictures] + [
        (each, _number(each)) for each in formulas
    ]:
        if figure:
            element.clear(keep_tail=True)
            element.tag, element.text = "span", figure


def _gauge(picture: Any) -> str:
    """The one figure that a picture shows, perhaps with its highest ("34" "/ 100"): a dial around a value."""
    texts = [tidy("".join(each.itertext())) for each in islice(picture.iter("text"), MOST_IN_GAUGE + 1)]
    return _figure(" ".join(texts)) if len(texts) <= MOST_IN_GAUGE else ""


def _number(formula: Any) -> str:
    """The figure that a formula is, unless the same stands right behind it, drawn for the eye."""
    parts = list(islice(formula.iter(), 1, MOST_IN_FORMULA + 2))
    if len(parts) > MOST_IN_FORMULA or not all(part.tag in ROW for part in parts):
        return ""
    figure = _figure("".join(tidy(part.text or "") for part in parts if part.tag != "annotation"))
    around = formula.getparent()
    drawn = around.getnext() if figure and around is not None else None
    beside = "" if drawn is None else tidy("".join(islice(drawn.itertext(), MOST_IN_FORMULA)))
    return "" if figure in beside else figure


def _figure(text: str) -> str:
    return text if len(text) <= LONGEST_GAUGE and _FIGURE.fullmatch(text) else ""
