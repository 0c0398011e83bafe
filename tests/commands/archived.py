"""A small archive of profile pages for the commands that read one."""

from __future__ import annotations

from pathlib import Path

from scraper.archive import Archive
from scraper.page import Position
from tests.archive.pages import snapshot

SPECS = """<dt>Modality</dt><dd>Text</dd><dt>Architecture</dt><dd>Dense</dd><dt>License</dt><dd>{license}</dd>
<dt>Knowledge Cutoff</dt><dd>-</dd><dt>Release Date</dt><dd>1 Oct 2025</dd>"""
TABLE = """<h2>Evaluation Benchmarks</h2><table><tr><th>Benchmark</th><th>Score</th><th>Rank</th></tr>
<tr><td><b>Coding</b><br>LiveBench Coding</td><td>0.72</td><td>31</td></tr></table>"""


def page(slug: str, context: str = "200K", license: str = "Apache 2.0") -> bytes:
    return (
        f"<!doctype html><html><body><h1>{slug.title()}</h1><dl><dt>Parameters</dt><dd>7B</dd>"
        f"<dt>Context Length</dt><dd>{context}</dd>{SPECS.format(license=license)}</dl>{TABLE}</body></html>"
    ).encode()


def archive(folder: Path, *pages: tuple[str, bytes, int]) -> list[Position]:
    """One file in `folder` with (slug, body, hours after the start) each."""
    with Archive(folder) as writer:
        return [writer.append(snapshot(slug, body, hours, found_by="sitemap")) for slug, body, hours in pages]
