"""Pages as two text extractions of web archives have them: `dense` (no headings) and `headings` (no tables)."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.markups import prose
from tests.markups.diagram import TEXTS
from tests.markups.facts import PILLARS, PILLARS_ZH, Facts, Pair, criterion_scores
from tests.markups.invented import complete
from tests.markups.requirements import expected_lines, in_chinese
from tests.markups.words import words

PAIRINGS = {
    "lines": lambda label, raw: [label, raw],
    "tabs": lambda label, raw: [f"{label}\t{raw}"],
    "colons": lambda label, raw: [f"{label}: {raw}"],
    "spaces": lambda label, raw: [f"{label} {raw}"],
    "bars": lambda label, raw: [f"{label} | {raw} |"],
}
"""How label and value stand beside each other; a further one, `one_line`, puts a whole section into one line."""

MEDALS = {1: "🥇 ", 2: "🥈 ", 3: "🥉 "}


@dataclass
class Text:
    """Lines of a page and what a reader finds on it."""

    facts: Facts
    pairing: str = "lines"
    lines: list[str] = field(default_factory=list)
    record: dict[str, Any] = field(default_factory=dict)
    findings: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def pairs(self, pairs: tuple[Pair, ...], title: str | None = None) -> None:
        """Adds the pairs of a section; `title` stands before them."""
        if self.pairing == "one_line":
            words_ = [title] if title else []
            self.lines.append(" ".join([*words_, *(text for pair in pairs for text in pair[:2])]))
        else:
            self.lines += [title] if title else []
        for label, raw, name in pairs:
            self.lines += [] if self.pairing == "one_line" else PAIRINGS[self.pairing](label, raw)
            if raw != "-" and name in self.facts.expected:
                self.record[str(name)] = self.facts.expected[name]


def start(facts: Facts, seed: int, pairing: str, invented: bool) -> tuple[Text, Random]:
    facts = complete(facts, seed) if invented else facts
    page = Text(facts, pairing)
    identity = facts.slug if facts.locale == "en" else f"{facts.locale}/{facts.slug}"
    page.record |= {"id": identity, "slug": facts.slug, "locale": facts.locale, "url": facts.url}
    return page, Random(f"{seed}/text")


def dense(facts: Facts, seed: int, pairing: str = "lines", invented: bool = True) -> Text:
    """Labels and values without the page's headings; the benchmark table as rows with bars.

    `pairing`: how labels and values stand together. `invented`: completes what the page lacks.
    """
    page, rng = start(facts, seed, pairing, invented)
    facts, zh = page.facts, page.facts.zh
    page.lines += ["趋近智"] if zh else []
    for name, pairs in facts.groups:
        page.pairs(pairs, name if "grouped" in facts.age else None)
    _needs(page, vram=False)
    texts = prose.paragraphs(rng, zh, facts.name, rng.randint(1, 3))
    texts += prose.family_text(rng, zh, facts.family) if facts.family else []
    page.lines += texts
    page.record["description"] = "\n\n".join(texts)
    _dense_table(page)
    page.pairs(facts.rankings)
    _dense_report(page, rng)
    page.lines += [] if zh else ["APX AI", "Online"]
    return page


def _needs(page: Text, vram: bool) -> None:
    """System requirements; `vram`: with the memory of each context size."""
    if not page.facts.requirements:
        return
    w = words(page.facts.zh)
    page.lines += [w["requirements"]] if vram else []
    page.lines.append(w["caption"])
    page.record["requirements"] = []
    for published in page.facts.requirements:
        need = in_chinese(published) if page.facts.zh else dict(published)
        need["vram"] = need["vram"] if vram else None
        page.lines += [need["context"]] + ([need["vram"]] if need["vram"] else [])
        for device in need["devices"]:
            page.lines += device
        page.record["requirements"] += expected_lines(need)


def _ranked(page: Text) -> dict[str, str]:
    w = words(page.facts.zh)
    if page.facts.rank_line:
        page.lines += [w["rank"], page.facts.rank_line]
        page.record["overall_rank"] = int(page.facts.rank_line.strip("#"))
    if not page.facts.benchmarks:
        page.lines.append(w["none"].format(page.facts.name))
    return w


def _row(row: tuple[str, str, str, str]) -> dict[str, Any]:
    place = int("".join(letter for letter in row[3] if letter.isdigit()))
    return {"category": row[0], "benchmark": row[1], "score": float(row[2]), "rank": place}


def _dense_table(page: Text) -> None:
    w = _ranked(page)
    if not page.facts.benchmarks:
        return
    page.lines += [f"| {w['benchmark']} | {w['score']} | {w['rank']} |", "|---|---|---|"]
    for row in page.facts.benchmarks:
        expected = _row(row)
        rank = MEDALS.get(expected["rank"], "⭐ " if expected["rank"] < 7 else "") + str(expected["rank"])
        page.lines.append(f"{row[0]} {row[1]} | {row[2]} | {rank} |")
        page.record.setdefault("benchmarks", []).append(expected)


def _dense_report(page: Text, rng: Random) -> None:
    facts = page.facts.transparency
    if not facts:
        return
    zh, note = page.facts.zh, prose.note(rng, page.facts.zh, page.facts.name)
    page.lines += [words(zh)["total"], str(facts["score"]), "/ 100", note]
    criteria = []
    for _, _, names in PILLARS_ZH if zh else PILLARS:
        for name in names:
            text = prose.assessment(rng, zh, name)
            page.lines += [name, text]
            criteria.append({"criterion": name, "assessment": text})
    page.record["transparency"] = {
        "score": float(facts["score"]), "max_score": 100.0, "note": note, "criteria": criteria,
    }  # fmt: skip


def headings(facts: Facts, seed: int, pairing: str = "lines", invented: bool = True) -> Text:
    """Headings and site furniture are there; table cells stand in lines, and some benchmark names are lost."""
    page, rng = start(facts, seed, pairing, invented)
    facts, zh = page.facts, page.facts.zh
    page.lines += ["ApX 标志", "趋近智"] if zh else ["ApX logoApX logo"]
    page.lines.append(facts.name)
    page.record["name"] = facts.name
    page.pairs(facts.groups[0][1])
    if facts.age == "requirements":
        steps = (
            _headed_needs,
            _diagram,
            _headed_table,
            _headed_rankings,
            _described,
            _headed_specs,
            _related,
        )
    else:
        steps = (
            _headed_specs,
            _headed_needs,
            _diagram,
            _described,
            _related,
            _headed_table,
            _headed_rankings,
        )
    for step in (*steps, _headed_report):
        step(page, rng)
    return page


def _headed_needs(page: Text, rng: Random) -> None:
    w = words(page.facts.zh)
    if page.facts.requirements:
        _needs(page, vram=True)
    elif page.facts.age.startswith("flat") and rng.random() < 0.5:
        page.lines += [w["requirements"], w["caption"]]


def _headed_specs(page: Text, rng: Random) -> None:
    title = words(page.facts.zh)["specs"]
    for at, (name, pairs) in enumerate(page.facts.groups[1:]):
        page.lines += [title] if at == 0 and name != title else []
        page.pairs(pairs, name)


def _diagram(page: Text, rng: Random) -> None:
    if not page.facts.zh and rng.random() < 0.5:
        page.lines += ["Architecture Diagram", "".join(TEXTS)]


def _described(page: Text, rng: Random) -> None:
    facts, w = page.facts, words(page.facts.zh)
    texts = prose.paragraphs(rng, facts.zh, facts.name, rng.randint(1, 3))
    about = facts.age == "requirements"
    page.lines += [w["about"].format(facts.name) if about else facts.name, *texts]
    page.record["description"] = "\n\n".join(texts)


def _related(page: Text, rng: Random) -> None:
    facts, w = page.facts, words(page.facts.zh)
    if not facts.family:
        return
    texts = prose.family_text(rng, facts.zh, facts.family)
    page.lines += [w["about"].format(facts.family), *texts, w["other"].format(facts.family)]
    page.lines += ["• " + w["no_related"]] if rng.random() < 0.5 else []
    page.record |= {"family": facts.family, "family_description": "\n\n".join(texts)}


def _headed_table(page: Text, rng: Random) -> None:
    w = words(page.facts.zh)
    page.lines.append(w["benchmarks"])
    _ranked(page)
    if not page.facts.benchmarks:
        return
    page.lines.append(w["benchmark"] + w["score"] + w["rank"])
    for row in page.facts.benchmarks:
        expected = _row(row)
        lost = any(provider in row[1] for provider in ("Aider", "LiveBench", "ProLLM"))
        medal = MEDALS.get(expected["rank"], "").strip()
        cells = [row[2], *([medal] if medal else []), str(expected["rank"])]
        page.lines += cells if lost else [row[0], row[1], *cells]
        if lost:
            page.findings.append(("nameless_row", "", row[2]))
        else:
            page.record.setdefault("benchmarks", []).append(expected)


def _headed_rankings(page: Text, rng: Random) -> None:
    if page.facts.rankings:
        page.lines.append(words(page.facts.zh)["rankings"])
        page.pairs(page.facts.rankings)


def _headed_report(page: Text, rng: Random) -> None:
    facts, zh, w = page.facts.transparency, page.facts.zh, words(page.facts.zh)
    if not facts:
        return
    kind = "integrity" if facts["title"] == "Model Integrity" else "transparency"
    score, note = str(facts["score"]), prose.note(rng, zh, page.facts.name)
    page.lines += [w[kind], w["total"], facts["grade"], f"{score} / 100"]
    page.lines += [f"{page.facts.name} {w[kind + '_report']}", w["total"], score, "/ 100", facts["grade"]]
    page.lines += [w["note"], note]
    criteria = []
    pillars = criterion_scores(facts["score"], rng)
    for (_, top, rows), (pillar, _, names) in zip(pillars, PILLARS_ZH if zh else PILLARS, strict=True):
        page.lines += [pillar, f"{sum(value for _, value in rows):.1f} / {top}"]
        for name, (_, value) in zip(names, rows, strict=True):
            text = prose.assessment(rng, zh, name)
            page.lines += [name, f"{value:.1f} / 10", text]
            criteria.append(
                {"pillar": pillar, "criterion": name, "score": value, "max_score": 10.0, "assessment": text}
            )
    page.record["transparency"] = {
        "score": float(score), "max_score": 100.0, "grade": facts["grade"], "note": note, "criteria": criteria,
    }  # fmt: skip
