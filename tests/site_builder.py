"""Writes the demo site, `tests/fixtures/site/`: `python -m tests.site_builder`. Same input, same files.

Facts are published ones; the prose, the criteria of the transparency reports and some grades are invented.
"""

from __future__ import annotations

import gzip
import json
import sys
from html import escape
from pathlib import Path

from tests.markups import Page, load_facts, render_plan
from tests.markups.facts import Facts
from tests.site_themes import STYLE, THEMES, plan_of

FOLDER = Path(__file__).with_name("fixtures") / "site"
EXPECTED = FOLDER.with_name("facts") / "site.jsonl"
ORIGIN = "http://site.invalid"
"""Stands for the site's own address in robots.txt and sitemaps; the server puts its own in."""
SHARES = {"requirements": 4, "grouped_moe": 10, "grouped": 18, "flat_moe": 11, "flat": 13}
SHARES_ZH = {"flat": 7, "flat_moe": 5}
PER_PAGE = 16


def chosen() -> list[Facts]:
    """The site's pages: every layout age and both languages, the richest first, one page per address."""
    found: dict[str, Facts] = {}
    for locale, shares in (("en", SHARES), ("zh", SHARES_ZH)):
        for age, count in shares.items():
            pool = [
                each
                for each in load_facts()
                if each.age == age and each.locale == locale and each.url not in found
            ]
            pool = [each for each in pool if "name" not in each.synthetic]
            pool.sort(
                key=lambda each: (
                    -(5 * len(each.benchmarks) + 9 * bool(each.transparency) + 4 * bool(each.family))
                )
            )
            fresh = {each.url: each for each in reversed(pool)}
            found |= {url: fresh[url] for url in list(dict.fromkeys(each.url for each in pool))[:count]}
    return list(found.values())


def pages() -> list[tuple[str, str, Page]]:
    """Path, theme and page of every profile."""
    facts = chosen()
    names = list(THEMES)
    made = []
    for at, each in enumerate(facts):
        theme = names[at % len(names)]
        page = render_plan(each, plan_of(theme), at, pool=tuple(facts), stylesheet="/style.css")
        made.append((each.url.removeprefix("https://apxml.com"), theme, page))
    return made


def files() -> dict[str, bytes]:
    """Every file of the site by its path below the folder."""
    made = pages()
    found = {f"{path.lstrip('/')}.html": page.html + b"\n" for path, _, page in made}
    for locale in ("en", "zh"):
        found |= _directory(locale, [page.facts for _, _, page in made if page.facts.locale == locale])
    found["models/compare.html"] = _compare([page.facts for _, _, page in made][:6])
    found["index.html"] = _page("A small directory of models", '<p><a href="/models">All models</a></p>')
    found["style.css"] = STYLE.encode() + b"\n"
    found["robots.txt"] = _robots()
    found["sitemap.xml"] = _index()
    found["sitemaps/pages.xml"] = _sitemap([("/", 0), ("/models", 1)])
    found["sitemaps/models.xml.gz"] = gzip.compress(
        _sitemap([(path, at) for at, (path, _, _) in enumerate(made) if at % 8 != 5]), mtime=0
    )
    return found


def expected_lines() -> str:
    """One JSON object a line: path, theme and record of every profile."""
    rows = [{"path": path, "theme": theme, "expected": page.expected} for path, theme, page in pages()]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _page(title: str, body: str, lang: str = "en") -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="/style.css"></head>\n<body>\n'
        f'<nav><ul><li><a href="/">Home</a></li><li><a href="/models">Models</a></li></ul></nav>\n'
        f"<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        f"<footer><p>© 2026 A directory of models</p></footer>\n</body>\n</html>\n"
    ).encode()


def _directory(locale: str, facts: list[Facts]) -> dict[str, bytes]:
    """Directory pages of a language: cards with a few facts each, and links to the other pages."""
    root = "/models" if locale == "en" else f"/{locale}/models"
    title = "Language models" if locale == "en" else "语言模型"
    found = {}
    count = -(-len(facts) // PER_PAGE)
    for number in range(1, count + 1):
        cards = "\n".join(_card(each) for each in facts[(number - 1) * PER_PAGE : number * PER_PAGE])
        turn = " ".join(
            f'<a href="{root}{f"?page={at}" if at > 1 else ""}">{at}</a>' for at in range(1, count + 1)
        )
        more = '<p><a href="/models/compare">Compare models</a> <a href="/models/retired-model">Retired Model</a></p>'
        body = f'<div class="grid">\n{cards}\n</div>\n<p>{turn}</p>\n{more if number == 1 and locale == "en" else ""}'
        name = "index.html" if number == 1 else f"index.{number}.html"
        found[f"{root.lstrip('/')}/{name}"] = _page(title, body, locale)
    return found


def _card(facts: Facts) -> str:
    path = facts.url.removeprefix("https://apxml.com")
    rows = "".join(f"<div>{escape(label)}: {escape(raw)}</div>" for label, raw, _ in facts.groups[0][1][:2])
    return f'<a href="{path}"><strong>{escape(facts.name)}</strong>{rows}</a>'


def _compare(facts: list[Facts]) -> bytes:
    """A page under /models/ that is no profile: a table of several models."""
    head = "".join(f"<th>{text}</th>" for text in ("Model", "Context Length", "License", "Release Date"))
    rows = []
    for each in facts:
        raw = {name: text for _, text, name in each.groups[0][1]}
        cells = [each.name, raw["context_length"], raw["license"], raw["release_date"]]
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return _page(
        "Compare models", f"<p>Several models side by side; none of them is described here.</p>{table}"
    )


def _robots() -> bytes:
    return f"User-agent: *\nDisallow: /private/\nAllow: /\n\nSitemap: {ORIGIN}/sitemap.xml\n".encode()


def _index() -> bytes:
    lines = "".join(
        f"<sitemap><loc>{ORIGIN}/sitemaps/{name}</loc><lastmod>2026-04-20</lastmod></sitemap>\n"
        for name in ("pages.xml", "models.xml.gz")
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{space}">\n{lines}</sitemapindex>\n'.encode()


def _sitemap(paths: list[tuple[str, int]]) -> bytes:
    lines = "".join(
        f"<url><loc>{ORIGIN}{path}</loc><lastmod>2026-04-{at % 28 + 1:02d}</lastmod></url>\n"
        for path, at in paths
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{lines}</urlset>\n'.encode()


def write() -> int:
    """Writes the site and its expected records; files that no longer belong to it are removed."""
    made = files()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.relative_to(FOLDER).as_posix() not in made:
            path.unlink()
    for name, body in made.items():
        target = FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    EXPECTED.write_text(expected_lines(), "utf-8")
    return len(made)


if __name__ == "__main__":
    sys.stdout.write(f"{write()} files in {FOLDER}\n")
