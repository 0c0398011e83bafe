"""Facts -> one HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from scraper.report.charts import charts
from scraper.report.queries import Facts, Rows
from scraper.report.tables import TABLES, table_data, web_address

FOLDER = Path(__file__).parent
LIBRARIES = "window.vegaEmbed = vegaEmbed;"
"""What the bundle offers to the page's own script."""
PILLARS_SHOWN = 30
"""Models in the transparency chart."""


def render(facts: Facts, made_at: datetime) -> str:
    """The report's text. Raises `ImportError` without the `report` extra."""
    import jinja2  # noqa: PLC0415 (optional)
    import vl_convert  # noqa: PLC0415 (optional)
    from markupsafe import Markup  # noqa: PLC0415 (optional)

    styles, script = (FOLDER / "report.css").read_text("utf-8"), (FOLDER / "report.js").read_text("utf-8")
    library = script_text(vl_convert.javascript_bundle(LIBRARIES))
    # What is marked as safe is our own, but for the data, and that is escaped by json_text.
    data = json_text(page_data(facts))
    own = {"styles": styles, "library": library, "script": script, "data": data}
    template = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string((FOLDER / "report.html").read_text("utf-8"))
    return template.render(
        policy=policy(styles, library, script),
        own={name: Markup(text) for name, text in own.items()},  # noqa: S704
        tables={table.name: table for table in TABLES},
        totals=facts.totals,
        shown=len(facts.models),
        last_run=facts.runs[0] if facts.runs else None,
        news=facts.news[0] if facts.news else None,
        made_at=made_at.astimezone(UTC).strftime("%-d %B %Y, %H:%M UTC"),
        sources=sources(facts.models),
    )


def page_data(facts: Facts) -> dict[str, object]:
    """What the script needs: tables (two charts draw their rows), rows of the third chart, the charts."""
    first = list(dict.fromkeys(row["id"] for row in facts.pillars))[:PILLARS_SHOWN]
    shown = [row | {"url": web_address(row["url"])} for row in facts.pillars if row["id"] in first]
    return {"tables": table_data(facts), "charts": charts(), "pillars": shown}


def sources(models: Rows) -> list[str]:
    """The sites that the models come from, as addresses, the one with most models first."""
    sites: dict[str, int] = {}
    for row in models:
        if url := web_address(row["url"]):
            site = "/".join(url.split("/")[:3])
            sites[site] = sites.get(site, 0) + 1
    return sorted(sites, key=lambda site: (-sites[site], site))


def policy(styles: str, *scripts: str) -> str:
    """Content-Security-Policy: nothing is loaded or sent, and only these very texts run."""
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(styles)}'; img-src data:; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def json_text(value: object) -> str:
    """JSON that may stand inside a script element: no text of a page can end the element or start another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


def script_text(text: str) -> str:
    """A library's text, safe inside a script element. Raises `ValueError` where it could end the element."""
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("the chart library cannot stand inside a page: it holds the end of a script element")
    return text
