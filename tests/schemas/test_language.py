"""Language files are checked when they are read, and a new language is a new file and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.language import FOLDER, SECTION_KINDS, LanguageError, key, languages, read_language
from schemas.profile import IDENTITY, SCALARS
from schemas.vocabulary import Vocabulary, vocabulary

PROSE_FIELDS = ("name", "family", "description", "family_description")


def changed(folder: Path, old: str, new: str, name: str = "en.toml") -> Path:
    """A copy of a language file with one change."""
    text = (FOLDER / name).read_text("utf-8")
    assert text.count(old) >= 1
    path = folder / name
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


WRONG = {
    "unknown table": ('locale = "en"', 'locale = "en"\ncolour = "red"', "colour"),
    "table that is missing": ("[values]", "[valus]", "values"),
    "label that is no list": (
        'modality = ["Modality", "Modalities"]',
        'modality = "Modality"',
        "labels.modality",
    ),
    "empty word": ('license = ["License", "Licence"]', 'license = ["License", ""]', "labels.license"),
    "month that no year has": ("December = 12", "December = 13", "grammar.months.December"),
    "month that is a word": ("December = 12", 'December = "twelve"', "grammar.months.December"),
    "multiplier of nothing": ("thousand = 1_000", "thousand = 0", "grammar.multipliers.thousand"),
    "no TOML": ("[sections]", "[sections", "line"),
    "entry twice": ("Dec = 12", "Dec = 12\nDec = 12", "line"),
    "section that is none": ('benchmarks = ["Eva', 'benchmark = ["Eva', "sections.benchmark.[key]"),
    "section that is missing": ('experts = ["Mixture of Experts"]', "", "sections"),
    "another language's file": ('locale = "en"', 'locale = "fr"', "locale"),
}


@pytest.mark.parametrize(("old", "new", "entry"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_file_is_named_with_its_entry(tmp_path: Path, old: str, new: str, entry: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(LanguageError) as caught:
        read_language(path)
    assert str(path) in str(caught.value)
    assert entry in str(caught.value)


def test_a_misspelled_section_is_told_with_the_known_ones(tmp_path: Path) -> None:
    path = changed(tmp_path, 'benchmarks = ["评', 'benchmark = ["评', "zh.toml")
    with pytest.raises(LanguageError) as caught:
        read_language(path)
    assert all(kind in str(caught.value) for kind in SECTION_KINDS)


def test_a_section_without_a_list_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path, 'rankings = ["', '# rankings = ["', "zh.toml")
    with pytest.raises(LanguageError, match=r"no list for rankings"):
        read_language(path)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_bytes(b'locale = "\xff"')
    with pytest.raises(LanguageError, match=r"en\.toml"):
        read_language(path)


CONFUSED = {
    "label of two fields": (
        'license = ["License"',
        'license = ["Architecture"',
        "en.toml: labels: 'Architecture'",
    ),
    "label of two fields but for its case": (
        'license = ["License"',
        'license = ["archi-TECTURE"',
        "en.toml: labels: 'archi-TECTURE'",
    ),
    "heading of two sections": (
        'tokenizer = ["Tokenizer"]',
        'tokenizer = ["Dimensions"]',
        "en.toml: sections: 'Dimensions'",
    ),
    "column of two meanings": ('rank = ["Rank"]', 'rank = ["Score"]', "en.toml: benchmarks: 'Score'"),
    "label of no field": ('modality = ["', 'modalities = ["', "en.toml: labels: 'modalities'"),
    "value of no field": ("[values]", '[values]\nmodalities = ["Text"]', "en.toml: values: 'modalities'"),
    "word that another file uses otherwise": (
        'license = ["License"',
        'license = ["架构"',
        "zh.toml (and en.toml): labels: '架构'",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), CONFUSED.values(), ids=list(CONFUSED))
def test_a_word_that_names_two_things_is_named_with_its_file(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    sources = (read_language(changed(tmp_path, old, new)), read_language(FOLDER / "zh.toml"))
    with pytest.raises(LanguageError) as caught:
        Vocabulary(sources)
    assert told in str(caught.value)


def test_every_field_that_a_page_labels_has_labels() -> None:
    """What has none comes from the address or from prose."""
    for each in languages():
        assert set(SCALARS) - set(each.labels) == {*IDENTITY, *PROSE_FIELDS}, each.locale


def test_words_are_compared_without_case_spaces_and_signs() -> None:
    assert key("Key-Value\u00a0Heads ⓘ") == key("KEY VALUE HEADS") == "keyvalueheads"
    assert key("ＦＦＮ 中间层大小（密集）") == "ffn中间层大小密集"
    assert vocabulary().field("Context Length (tokens)") == "context_length"
    assert vocabulary().field("Parameters (params)") == vocabulary().field("参数（个）") == "parameters"
    assert vocabulary().field("Parameters (experts)") is None
    assert vocabulary().field("Context Length (in words of a long story)") is None


GERMAN = """locale = "de"

[labels]
parameters = ["Parameteranzahl"]
active_parameters = ["Aktive Parameter"]
context_length = ["Kontextlänge"]
modality = ["Modalität"]
architecture = ["Architektur"]
license = ["Lizenz"]
release_date = ["Veröffentlicht am"]
knowledge_cutoff = ["Wissensstand"]
sliding_window = ["Gleitfenster"]
layers = ["Schichten"]
overall_rank = ["Gesamtrang"]

[values]

[units]

[sections]
specifications = ["Technische Daten"]
benchmarks = ["Vergleichstests"]
requirements = ["Systemanforderungen"]
transparency = ["Transparenz"]
about = ["Über *"]
family = ["Über die * Familie"]
related = ["Weitere *-Modelle"]
overview = []
attention = []
dimensions = []
tokenizer = []
experts = []
diagram = []
calculator = []
rankings = []
parts = []
questions = []
bylines = []
ads = []

[benchmarks]
benchmark = ["Test"]
category = ["Kategorie"]
score = ["Punkte"]
rank = ["Rang"]
categories = ["Programmieren"]
names = []
providers = []
moves = ["gestiegen", "gefallen"]
notices = ["Keine Tests für * vorhanden."]

[requirements]
tiers = ["Heimgerät"]
tokens = ["Token"]
memory = ["Speicher"]
each = ["je Karte"]
counters = ["Stück"]
captions = []

[requirements.columns]
context = ["Kontext"]

[transparency]
total = ["Gesamtpunkte"]
grade = ["Note"]
note = ["Anmerkung"]
pillars = []
criteria = ["Herkunft der Daten"]

[transparency.columns]
criterion = ["Kriterium"]

[grammar]
blanks = ["k. A."]
yes = ["Ja"]
no = ["Nein"]
units = ["Schichten"]
of = ["von"]
places = ["Platz *"]
ages = ["her"]
unfilled = ["wird geladen"]

[grammar.months]
Januar = 1
Oktober = 10
Dezember = 12

[grammar.multipliers]
Mio = 1_000_000
Mrd = 1_000_000_000

[furniture]
words = ["Startseite", "Teilen"]
marks = ["alle Rechte vorbehalten"]
remarks = ["Hinweis"]
sums = []
values = ["Wert"]
models = ["Modell"]
"""

PAGE = """<!DOCTYPE html><html lang="de"><title>Falke 7B</title><body>
<nav>Startseite</nav><h1>Falke 7B</h1>
<dl><dt>Parameteranzahl</dt><dd>7 Mrd</dd><dt>Kontextlänge</dt><dd>32.768K Token</dd><dt>Modalität</dt><dd>Text</dd>
<dt>Architektur</dt><dd>Dicht</dd><dt>Lizenz</dt><dd>k. A.</dd><dt>Veröffentlicht am</dt><dd>1. Oktober 2025</dd>
<dt>Wissensstand</dt><dd>Januar 2025</dd></dl>
<h2>Technische Daten</h2>
<table><tr><td>Schichten</td><td>32 Schichten</td></tr><tr><td>Gleitfenster</td><td>Nein</td></tr></table>
<h2>Falke 7B</h2><p>Ein kleines Modell für lange Texte, das auch auf schwachen Rechnern noch flüssig antwortet.</p>
<h2>Vergleichstests</h2>
<table><tr><th>Kategorie</th><th>Test</th><th>Punkte</th><th>Rang</th></tr>
<tr><td>Programmieren</td><td>Code-Lauf</td><td>0.61</td><td>#12</td></tr></table>
<h2>Über Vögel</h2><p>Die Familie Vögel ist eine Reihe von Modellen, die alle aus demselben Haus kommen.</p>
<footer>© Falke, alle Rechte vorbehalten</footer></body></html>"""

EXPECTED = {
    "name": "Falke 7B",
    "family": "Vögel",
    "description": "Ein kleines Modell für lange Texte, das auch auf schwachen Rechnern noch flüssig antwortet.",
    "family_description": "Die Familie Vögel ist eine Reihe von Modellen, die alle aus demselben Haus kommen.",
    "parameters": 7 * 10**9,
    "context_length": 32768,
    "modality": "Text",
    "architecture": "Dicht",
    "release_date": "2025-10-01",
    "knowledge_cutoff": "2025-01",
    "layers": 32,
    "sliding_window": False,
    "benchmarks": [{"category": "Programmieren", "benchmark": "Code-Lauf", "score": 0.61, "rank": 12}],
}

ASK = """
import sys, json
from pathlib import Path
import schemas.language
schemas.language.FOLDER = Path(sys.argv[1])
from tests.extraction.asking import ask, facts_of
found = ask(sys.stdin.buffer.read(), url="https://apxml.com/de/models/falke-7b")
print(json.dumps({"record": facts_of(found), "locale": found.record.locale, "id": found.record.id}))
"""


def asked_with(folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What a new process that knows the languages of a folder reads on the page."""
    return subprocess.run(
        [sys.executable, "-c", ASK, str(folder)], input=PAGE.encode(), capture_output=True, check=False
    )


def test_a_language_is_one_file(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "languages", ignore=shutil.ignore_patterns("de.toml")))
    assert b"not_a_profile" in asked_with(folder).stderr
    (folder / "de.toml").write_text(GERMAN, "utf-8")
    found = json.loads(asked_with(folder).stdout)
    assert found == {"record": EXPECTED, "locale": "de", "id": "de/falke-7b"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Mrd = 1_000_000_000", "Billion = 1_000_000_000_000", b"grammar.multipliers: 'billion' names both"),
        ("Dezember = 12", "Dec = 10", b"grammar.months: 'Dec' names both"),
        ('yes = ["Ja"]', 'yes = ["No"]', b"grammar.yes, grammar.no: 'No' names both"),
    ],
)
def test_false_friends_are_told(tmp_path: Path, old: str, new: str, told: bytes) -> None:
    """A word of one language that is another's word for something else is never read in silence."""
    folder = Path(shutil.copytree(FOLDER, tmp_path / "languages"))
    (folder / "de.toml").write_text(GERMAN.replace(old, new), "utf-8")
    told_by = asked_with(folder)
    assert told_by.returncode != 0
    assert told in told_by.stderr
    assert b"de.toml" in told_by.stderr
