"""The grammar of values: a table of texts and what they mean, and what must hold for every text."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.blanks import is_blank
from schemas.dates import parse_date
from schemas.spelling import LONGEST_VALUE
from schemas.values import (
    parse_count,
    parse_grade,
    parse_rank,
    parse_score,
    parse_yes_no,
)
from scraper.grammar import parse

Parser = Callable[[object], object]
PARSERS: tuple[Parser, ...] = (parse_count, parse_score, parse_rank, parse_date, parse_yes_no, parse_grade)

COUNTS = {
    "0": 0,
    "1": 1,
    "61": 61,
    "007": 7,
    "4096": 4096,
    "4,096": 4096,
    "151,936": 151936,
    "1,000,000": 10**6,
    "1,000K": 10**6,
    "200K": 200_000,
    "200k": 200_000,
    "200 K": 200_000,
    "131K": 131_000,
    "131.072K": 131_072,
    "1.05M": 1_050_000,
    "1.048576M": 1_048_576,
    "7B": 7 * 10**9,
    "7.0B": 7 * 10**9,
    "37.0B": 37 * 10**9,
    "0.5B": 5 * 10**8,
    "671B": 671 * 10**9,
    "1T": 10**12,
    "1.6T": 1_600_000_000_000,
    "15 million": 15 * 10**6,
    "70 Billion": 70 * 10**9,
    "2 trillion": 2 * 10**12,
    "3 thousand": 3000,
    "200K tokens": 200_000,
    "200,000 tokens": 200_000,
    "128 K tokens": 128_000,
    "8B parameters": 8 * 10**9,
    "8B params": 8 * 10**9,
    "32 layers": 32,
    "1 token": 1,
    "8.0": 8,
    "1280亿": 128 * 10**9,
    "70亿": 7 * 10**9,
    "12.8万": 128_000,
    "100 万": 10**6,
    "２００Ｋ": 200_000,
    "４，０９６": 4096,
    "１．０５Ｍ": 1_050_000,
    "200\u00a0K": 200_000,
    "\u2007200\u202fK\u3000": 200_000,
    "  7B\n": 7 * 10**9,
    "1e6": 10**6,
    "1.5E+6": 1_500_000,
    "10" * 9: 101010101010101010,
}  # fmt: skip
NO_COUNTS = [
    "ask sales", "~7B", "≈7B", "<7B", ">7B", "7B+", "1,5B", "12 34", "1 000", "1.000.000", "1,00", ",100",
    "1,,000", "1,0000", "12,34,567", ".5B", "5.", "1.2.3", "1e-5", "1.5e0", "1e400", "12e5", "e5",
    "0x10", "-1", "−1", "- 5", "+5", "1.5",
    "0.5", "1.5 tokens", "0.0001K", "1.2345K", "200KB", "200 GB", "200Ki", "7 B B", "7 tokens tokens",
    "tokens 7", "K", "B", "tokens", "7 apples", "7B apples", "7-8B", "7–8B", "7 to 8B", "8x7B", "8×7B",
    "7B (MoE)", "$7", "7%", "nan", "NaN", "inf", "Infinity", "None", "null", "true", "½", "²", "Ⅶ", "七",
    "#7", "7#", "7;", "7:", "7/8", "1 Oct 2025", "unknown", "not disclosed", '7B\x07', "١٢٣", "१२३",
]  # fmt: skip

DATES = {
    "2025": "2025",
    "2025-10": "2025-10",
    "2025-10-01": "2025-10-01",
    "2025/10/01": "2025-10-01",
    "2025.10.1": "2025-10-01",
    "2025-1-2": "2025-01-02",
    "2025-10-01T08:00:00Z": "2025-10-01",
    "2025-10-01T08:00:00.000+02:00": "2025-10-01",
    "1 Oct 2025": "2025-10-01",
    "1 Oct 2025; 17 months ago": "2025-10-01",
    "Oct 2025 (2 years ago)": "2025-10",
    "2025-10-01 · 3 days ago": "2025-10-01",
    "2025年10月1日（17个月前）": "2025-10-01",
    "01 Oct 2025": "2025-10-01",
    "1 October 2025": "2025-10-01",
    "1st Oct 2025": "2025-10-01",
    "2nd October, 2025": "2025-10-02",
    "3rd Mar. 2024": "2024-03-03",
    "29 Sept 2025": "2025-09-29",
    "29 Sep 2025": "2025-09-29",
    "29 SEP 2025": "2025-09-29",
    "29 sept. 2025": "2025-09-29",
    "29 Feb 2024": "2024-02-29",
    "Oct 1, 2025": "2025-10-01",
    "Oct 1 2025": "2025-10-01",
    "October 1st, 2025": "2025-10-01",
    "Sept. 29, 2025": "2025-09-29",
    "Feb 2025": "2025-02",
    "February 2025": "2025-02",
    "Feb. 2025": "2025-02",
    "February, 2025": "2025-02",
    "May 2025": "2025-05",
    "2025年": "2025",
    "2025年10月": "2025-10",
    "2025年10月1日": "2025-10-01",
    "2025 年 10 月 1 日": "2025-10-01",
    "２０２５年１０月１日": "2025-10-01",
    "１ Ｏｃｔ ２０２５": "2025-10-01",
    "1\u00a0Oct\u00a02025": "2025-10-01",
    " 1  Oct  2025 ": "2025-10-01",
    "13-May-2024": "2024-05-13",
    "May-2024": "2024-05",
    "13.05.2024": "2024-05-13",
    "13/5/2024": "2024-05-13",
    "12/12/2024": "2024-12-12",
    "05/13/2024": "2024-05-13",
    "09/2024": "2024-09",
    "09.2024": "2024-09",
    "Mon, 13 May 2024": "2024-05-13",
    "Monday May 13, 2024": "2024-05-13",
    "Mon. 2024-05-13": "2024-05-13",
    "31 Dec 1999": "1999-12-31",
}
NO_DATES = [
    "01/02/2025", "1/2/2025", "13/2025", "0/2025", "02.03.2025", "13/14/2025", "32/01/2025", "13/05-2025",
    "13-14 Oct 2025", "Sep-Oct 2025", "13-Foo-2025", "Mon 2025-13", "Mon", "Monday, Oct",
    "Sun 2025", "31 Feb 2025", "30 Feb 2024", "29 Feb 2025",
    "31 Apr 2025", "32 Oct 2025", "0 Oct 2025", "2025-13", "2025-13-01", "2025-00-01", "2025-10-32",
    "2025-02-29", "2025年13月", "2025年2月30日", "25", "25-10-01", "20251001", "1 Tishrei 2025", "1 Foo 2025",
    "Oct", "1 Oct", "Oct 25", "Q3 2025", "mid 2025", "early 2025", "Spring 2025", "2025 Oct 1",
    "2025 October", "~2025", "2025?", "2023-2024", "Sep 2024 - Oct 2024", "yesterday", "soon", "TBC",
    "2025-10-01 or later", "1 Oct 2025 or 17 months ago", "1 Oct 2025 (17 Nov 2024)", "17 months ago",
    "1 Oct 2025 (2 days later)", "nan", "inf", "ask sales", "12 34", "2025-10-01T", "2025--01", "0000-01-01",
    "0000",
]  # fmt: skip

SCORES = {
    "0": 0.0,
    "0.476": 0.476,
    "1": 1.0,
    "1314": 1314.0,
    "1,314": 1314.0,
    "1,314.5": 1314.5,
    "100": 100.0,
    "-3.5": -3.5,
    "−3.5": -3.5,
    "０．４７６": 0.476,
    "0.4760": 0.476,
    "007.5": 7.5,
    "-0": 0.0,
}
NO_SCORES = [
    "48%", "0.5%", ".5", "5.", "1e5", "nan", "NaN", "inf", "-inf", "Infinity", "0,5", "1,31", "0.5/1",
    "34 / 100", "~0.5", "0.5*", "0.5±0.1", "1 314", "--5", "- 5", "+5", "0.476 0.5", "high", "#5", "B",
    "½", "0x1F", "1_000", "٣",
]  # fmt: skip

RANKS = {
    "#120": 120,
    "# 120": 120,
    "120": 120,
    "25": 25,
    "1,204": 1204,
    "🥇 1": 1,
    "🥈2": 2,
    "#3 🥉": 3,
    "3 🥉": 3,
    "⭐ 6": 6,
    "⭐️ 6": 6,
    "★ 4": 4,
    "☆4": 4,
    "2nd": 2,
    "#82 of 200": 82,
    "120/200": 120,
    "#4 / 1,214": 4,
    "2nd out of 214": 2,
    "#4，共 214": 4,
    "1st": 1,
    "3rd": 3,
    "11th": 11,
    "🏆 #1": 1,
    "＃１２０": 120,
    "１２": 12,
    "1\ufe0f\u20e3": 1,
}
NO_RANKS = [
    "200/120", "#82 of", "of 200", "#", "##5", "-1", "−5", "1.5", "Top 5", "top", "5 %", "No. 5", "1 2", "#1 #2",
    "ask sales", "nan", "inf", "#1,20", "12345678", "🥇", "⭐", "#five", "1-3", "~5",
]  # fmt: skip

TRUTHS = {
    "Yes": True,
    "yes": True,
    "YES": True,
    "True": True,
    "✓": True,
    "✔": True,
    "✅": True,
    "是": True,
    "No": False,
    "no": False,
    "False": False,
    "✗": False,
    "✘": False,
    "❌": False,
    "否": False,
    "Ｙｅｓ": True,
    " No ": False,
}
NO_TRUTHS = [
    "maybe", "yes and no", "yes, partly", "1", "0", "y", "n", "-", "4,096", "on", "not sure", "Yes!", "✓✗",
    "",
]  # fmt: skip

GRADES = {"A": "A", "B+": "B+", "D-": "D-", "D−": "D-", "F": "F", "Ａ": "A", " C ": "C", "C＋": "C+"}
NO_GRADES = [
    "G", "AA", "A++", "a", "b+", "+", "A+-", "1", "B plus", "Grade B", "E?", "",
]  # fmt: skip


def texts(table: dict[str, object]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "value"), list(table.items()), ids=map(ascii, table))


def refused(parser: Parser, text: str) -> bool:
    try:
        parser(text)
    except ValueError:
        return True
    return False


@texts(COUNTS)
def test_counts(text: str, value: int) -> None:
    found = parse("parameters", text)
    assert found == value
    assert type(found) is int


@texts(DATES)
def test_dates(text: str, value: str) -> None:
    assert parse("release_date", text) == value


@texts(SCORES)
def test_scores(text: str, value: float) -> None:
    found = parse_score(text)
    assert found == value
    assert type(found) is float


@texts(RANKS)
def test_ranks(text: str, value: int) -> None:
    assert parse("overall_rank", text) == value


@texts(TRUTHS)
def test_yes_and_no(text: str, value: bool) -> None:
    assert parse("sliding_window", text) is value


@texts(GRADES)
def test_grades(text: str, value: str) -> None:
    assert parse_grade(text) == value


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("parameters", NO_COUNTS),
        ("release_date", NO_DATES),
        ("overall_rank", NO_RANKS),
        ("sliding_window", NO_TRUTHS),
    ],
)
def test_what_is_not_exact_is_refused(field: str, wrong: list[str]) -> None:
    read = {}
    for text in wrong:
        try:
            read[text] = parse(field, text)
        except ValueError:
            continue
    assert read == {}


def test_scores_and_grades_that_are_not_exact_are_refused() -> None:
    assert [text for text in NO_SCORES if not refused(parse_score, text)] == []
    assert [text for text in NO_GRADES if not refused(parse_grade, text)] == []


@pytest.mark.parametrize("parser", PARSERS)
def test_empty_and_long_texts_are_refused(parser: Parser) -> None:
    for text in (
        "",
        " ",
        "\u200b",
        "1" * (LONGEST_VALUE + 1),
        "2025-10-01" + " " * LONGEST_VALUE,
        "x" * 10**6,
    ):
        assert refused(parser, text), text[:20]


@pytest.mark.parametrize("text", ["1" + "0" * 30, "9,999,999T", "10,000,000,000B", "1" * 64])
def test_numbers_past_the_database_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"less than or equal"):
        parse("parameters", text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("7 apples", "apples"), ("4096128K", "two numbers"), ("1.2345K", "whole"), ("31 Foo 2025", "Foo")],
)
def test_a_refusal_says_why(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse("release_date" if "2025" in text else "parameters", text)


@pytest.mark.parametrize("text", ["", "-", "–", "—", "−", "N/A", "n/a", "TBA", "TBD"])
def test_blanks(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "No", "- 5", "None of them", "--5", "text"])
def test_no_blanks(text: str) -> None:
    assert not is_blank(text)


@given(st.integers(0, 10**18))
def test_a_whole_number_is_itself(number: int) -> None:
    assert parse("parameters", str(number)) == parse("parameters", f"{number:,}") == number


@given(
    st.integers(0, 999_999_999),
    st.sampled_from([("K", 3), ("M", 6), ("B", 9), ("T", 12), ("万", 4), ("亿", 8)]),
)
def test_every_digit_behind_the_point_counts(number: int, unit: tuple[str, int]) -> None:
    word, places = unit
    digits = str(number).rjust(places + 1, "0")
    whole, rest = digits[:-places], digits[-places:].rstrip("0")
    assert parse("parameters", f"{whole}.{rest}{word}" if rest else f"{whole}{word}") == number


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    iso = day.isoformat()
    forms = [
        iso,
        f"{day:%Y/%m/%d}",
        f"{day.day} {day:%b} {day.year:04d}",
        f"{day:%B} {day.day}, {day.year:04d}",
    ]
    forms += [f"{day.year:04d}年{day.month}月{day.day}日"]
    assert {parse("release_date", form) for form in forms} == {iso}
    assert parse("release_date", f"{day:%b} {day.year:04d}") == iso[:7]


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_a_day_that_no_month_has_is_refused(day: date) -> None:
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert refused(parse_date, f"{last.day + 1} {last:%b} {last.year:04d}")


@given(st.floats(-(10**9), 10**9, allow_nan=False).map(lambda number: round(number, 6)))
def test_a_score_is_itself(score: float) -> None:
    assert parse_score(f"{score:.6f}") == score


@given(st.integers(1, 9_999_999), st.sampled_from(["#{}", "{}", "# {}", "⭐ {}", "#{} 🥉", "{}th"]))
def test_a_rank_is_itself(rank: int, form: str) -> None:
    assert parse("overall_rank", form.format(rank)) == rank


@pytest.mark.parametrize("parser", PARSERS)
@given(value=st.one_of(st.integers(), st.floats(), st.booleans(), st.none()))
def test_what_is_parsed_stays(parser: Parser, value: object) -> None:
    assert parser(value) is value


@given(st.sampled_from([*DATES.values(), "2025", "2025-02"]))
def test_a_parsed_date_stays(text: str) -> None:
    assert parse_date(text) == text


@given(st.text(max_size=80) | st.text("0123456789,.KMB -#/年月日亿万", max_size=30))
@example("1" * 40 + "," * 20)
@example("٣")
@example("\ud800")
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but ValueError, and what is read is read the same way again."""
    for parser in PARSERS:
        try:
            value = parser(text)
        except ValueError:
            continue
        assert parser(value) == value
        assert parser(f" {text}\u00a0") == value or len(text) > LONGEST_VALUE - 2


TRAPS = [
    "1" * 63 + "x",
    "1," * 31,
    "1,111" * 12,
    "9 " * 31,
    "," * 63,
    " " * 63,
    "a" * 60 + " 20",
    "#" * 60,
    "年" * 60,
]


@pytest.mark.parametrize("trap", [*TRAPS, *(trap * 20_000 for trap in TRAPS)], ids=range(2 * len(TRAPS)))
def test_traps_take_no_time(trap: str) -> None:
    start = time.process_time()
    for parser in PARSERS:
        refused(parser, trap)
    assert time.process_time() - start < 0.2
