"""Where the data comes from and on what terms: said wherever it is given away."""

from __future__ import annotations

import sqlite3

TITLE = "Model profiles"
DESCRIPTION = (
    "What language models' profile pages publish: specifications, benchmarks, transparency, history."
)
LICENCE = "Facts and texts of the pages they come from"
NOTICE = (
    "The facts come from the pages named in the column url. The texts among them (descriptions, notes, assessments)"
    " belong to those who wrote them: ask the site before you publish them again. Model and product names are marks"
    " of their owners. The licence of the program that collected the data does not cover the data."
)

_SITES = """
SELECT substr(url, 1, instr(substr(url, 9), '/') + 7) AS site FROM models
WHERE url LIKE 'https://%/%' OR url LIKE 'http://%/%' GROUP BY site ORDER BY count(*) DESC, site
"""


def sites(connection: sqlite3.Connection) -> list[str]:
    """Sites that the models come from, as addresses ("https://apxml.com"), the one with most models first."""
    return [str(row[0]) for row in connection.execute(_SITES)]
