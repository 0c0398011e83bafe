from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.inputs.json_lines import print_lines
from tests.archive.pages import members, snapshot, wet
from tests.commands.running import PROJECT, lines, run

PAGE = """<!doctype html><html><head><title>Alpha 7B</title></head><body><h1>Alpha 7B</h1><dl>
<dt>Context Length</dt><dd>200K</dd><dt>Parameters</dt><dd>7B</dd><dt>Modality</dt><dd>Text</dd>
<dt>Architecture</dt><dd>Dense</dd><dt>License</dt><dd>Apache 2.0</dd>
<dt>Release Date</dt><dd>1 Oct 2025</dd></dl></body></html>"""
TEXT = """Context Length\n200K\nParameters\n7B\nModality\nText\nArchitecture\nDense\nLicense\nApache 2.0
Release Date\n1 Oct 2025\n"""
CHINESE = "<html><body><dl><dt>参数</dt><dd>7B</dd></dl></body></html>"


def no_fetch(urls: list[str]) -> dict:
    raise AssertionError(f"fetched {urls}")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "alpha-7b.html"
    path.write_text(PAGE)
    return path


def printed(
    capsysbinary: pytest.CaptureFixture[bytes], *inputs: object, url: str | None = None
) -> tuple[int, list]:
    code = print_lines([str(each) for each in inputs], url, no_fetch)
    return code, [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]


def test_the_command_prints_a_record_from_any_folder(page: Path, tmp_path: Path) -> None:
    done = run("extract", page.name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    [line] = lines(done)
    assert line["source"] == "alpha-7b.html"
    assert line["record"]["id"] == "alpha-7b"
    assert line["record"]["context_length"] == 200_000
    assert {"label": "Parameters", "raw": "7B", "field": "parameters"}.items() <= line["readings"][1].items()
    assert line["findings"] == []
    assert line["snapshot"]["media_type"] == "text/html"


def test_scrapy_and_the_quick_way_print_the_same(page: Path, tmp_path: Path) -> None:
    quick = run("extract", page)
    scrapy = run("extract", page, "-L", "ERROR")
    assert quick.stdout == scrapy.stdout != b""


@pytest.mark.parametrize(
    ("way", "absent"),
    [
        (["scraper", "extract"], ["scrapy", "twisted", "sqlite3", "fastwarc", "asyncio"]),
        (["scrapy", "extract"], ["sqlite_utils", "fastwarc", "uvloop"]),
    ],
)
def test_a_file_is_read_without_the_slow_libraries(page: Path, way: list[str], absent: list[str]) -> None:
    """Seconds differ from machine to machine; what is imported does not."""
    command = [sys.executable, "-X", "importtime", "-m", *way, str(page)]
    environment = os.environ | {"SCRAPY_SETTINGS_MODULE": "scraper.settings"}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert "scraper.extract" in imported
    assert imported.isdisjoint(absent)


def test_url_and_standard_input(page: Path) -> None:
    done = run("extract", "-", "--url", "https://apxml.com/zh/models/beta", stdin=TEXT.encode())
    assert done.returncode == 0
    [line] = lines(done)
    assert (line["record"]["id"], line["record"]["parameters"]) == ("zh/beta", 7_000_000_000)
    assert line["snapshot"]["media_type"] == "text/plain"


def test_one_bad_input_does_not_stop_the_others(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "note.html"
    other.write_text("<p>Nothing here.</p>")
    done = run("extract", tmp_path / "none.html", page, other)
    assert done.returncode == 3
    missing, good, no_profile = lines(done)
    assert missing["error"]["reason"] == "missing"
    assert good["record"]["id"] == "alpha-7b"
    assert no_profile["error"]["reason"] == "not_a_profile"
    assert f"{tmp_path}/none.html: there is no file" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_wrong_usage_of_the_command() -> None:
    done = run("extract", "--bogus", "a.html")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "there is no option --bogus" in done.stderr.decode()


@pytest.mark.parametrize(
    ("inputs", "url", "says"),
    [
        ([], None, "name at least one file"),
        (["a.html", "b.html"], "https://apxml.com/models/a", "--url goes with one input"),
        (["a.html"], "models/a", "is no address like https://"),
        (["-", "-"], None, "can be read only once"),
    ],
)
def test_wrong_usage(
    capsys: pytest.CaptureFixture[str], inputs: list[str], url: str | None, says: str
) -> None:
    assert print_lines(inputs, url, no_fetch) == 1
    out, error = capsys.readouterr()
    assert out == ""
    assert says in error


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x7fELF\0\0\0" * 50, "binary"),
        (b"x" * (9 << 20), "too_large"),
        (b"just words", "not_a_profile"),
        (gzip.compress(PAGE.encode())[:-20], "cut"),
    ],
    ids=["empty", "binary", "too large", "words", "cut"],
)
def test_bad_content_is_named(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], content: bytes, reason: str
) -> None:
    path = tmp_path / "page"
    path.write_bytes(content)
    code, [line] = printed(capsysbinary, path)
    assert (code, line["error"]["reason"], line["source"]) == (3, reason, str(path))


def test_what_cannot_be_opened_says_what_to_do(
    tmp_path: Path, page: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, [folder] = printed(capsysbinary, tmp_path)
    assert code == 3
    assert f"{tmp_path}/*.html" in folder["error"]["detail"]
    page.chmod(0)
    if not os.access(page, os.R_OK):  # root may read everything
        code, [closed] = printed(capsysbinary, page)
        assert "permissions" in closed["error"]["detail"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("alpha-7b", PAGE.encode()),
        ("alpha-7b.txt", TEXT.encode()),
        ("alpha-7b.txt", PAGE.encode()),
        ("alpha-7b.htm", b"\xef\xbb\xbf" + PAGE.encode()),
        ("alpha-7b.html", PAGE.encode("utf-16")),
        ("alpha-7b", PAGE.encode("utf-16")),
        ("alpha-7b.html.gz", gzip.compress(PAGE.encode())),
        ("alpha-7b.gz", gzip.compress(PAGE[:200].encode()) + gzip.compress(PAGE[200:].encode())),
        ("Alpha 7B.HTML", PAGE.encode()),
    ],
    ids=[
        "bare",
        "text",
        "html called txt",
        "utf-8 mark",
        "utf-16",
        "utf-16 bare",
        "packed",
        "packed in parts",
        "capitals",
    ],
)
def test_files_of_all_kinds(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, [line] = printed(capsysbinary, path)
    assert code == 0
    assert (line["record"]["id"], line["record"]["context_length"]) == ("alpha-7b", 200_000)


def test_every_page_of_an_archive(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with Archive(tmp_path) as archive:
        positions = [archive.append(snapshot(slug, PAGE.encode())) for slug in ("a-1", "b-2")]
    texts = tmp_path / "cc.warc.wet.gz"
    texts.write_bytes(members(wet(TEXT, "https://apxml.com/zh/models/c-3"), wet("no"))[:-30])
    code, found = printed(capsysbinary, tmp_path / positions[0].file, texts)
    assert code == 3
    assert [line["record"]["id"] for line in found[:3]] == ["a-1", "b-2", "zh/c-3"]
    assert found[1]["snapshot"]["archive_offset"] == positions[1].offset
    assert found[3]["error"]["reason"] in ("cut", "damaged")


def test_an_archive_names_its_own_addresses(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "cc.warc.gz"
    path.write_bytes(members(wet(TEXT)))
    code, [line] = printed(capsysbinary, path, url="https://apxml.com/models/x")
    assert (code, line["error"]["reason"]) == (3, "usage")


def test_page_text_cannot_move_the_cursor(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    evil = "Apache \x1b[31m\x9b\u202e2.0"
    path = tmp_path / "alpha-7b.html"
    path.write_text(PAGE.replace("Apache 2.0", evil))
    assert print_lines([str(path)], None, no_fetch) == 0
    out = capsysbinary.readouterr().out.decode()
    assert out.rstrip("\n").isprintable()
    assert json.loads(out)["record"]["modality"] == "Text"


def test_a_closed_pipe_is_no_error(page: Path) -> None:
    command = f"{sys.executable} -m scraper extract {page} {page} | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=PROJECT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"source":', b"")
