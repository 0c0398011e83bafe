"""Page text on a terminal: what a stranger wrote must not move the cursor, colour or reorder the line."""

from __future__ import annotations

import json


def printable(text: str) -> str:
    """`text` with every character that is not plainly visible as an escape ("\\u001b"); spaces stay."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
