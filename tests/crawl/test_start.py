"""What keeps a crawl from starting, and who is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.run.lock import Held, Lock
from tests.crawl.site import Site, environment, profile
from tests.crawl.test_faults import wait_for

SLUGS = ["alpha", "beta"]


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("limt=3", "no argument 'limt' (did you mean limit?). Allowed are: site: "),
        ("limit=none", "spider argument limit='none': give a number of pages"),
        ("limit=0", "spider argument limit='0'"),
        ("site=apxml.com", "spider argument site='apxml.com' is not an address like https://apxml.com"),
        ("site=https://apxml.com/models", "has a path"),
        ("locale=english!", "is not a language code"),
        ("slugs=../etc", "is not a slug"),
        ("slugs=", "slugs= is empty"),
        ("full=maybe", "give 1 or 0"),
    ],
)
def test_arguments_that_cannot_be_used(argument: str, words: str) -> None:
    from scraper.run.arguments import Arguments
    from scraper.run.options import CannotStart

    name, _, value = argument.partition("=")
    with pytest.raises(CannotStart) as caught:
        Arguments.of({name: value})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"MAX_MODELS_DROP": "lots"}, "setting MAX_MODELS_DROP=lots: this is not a number"),
        ({"MAX_FILL_DROP": "1.5"}, "between 0 and 1"),
        ({"FLUSH_PAGES": "-1"}, "from 0 up"),
        ({"FLUSH_SECONDS": "nan"}, "from 0 up"),
        ({"TRUST_LASTMOD": "perhaps"}, "give 1 or 0"),
        ({"BASELINE": "first"}, "allowed are last_good, none"),
        ({"DATABASE": ""}, "DATABASE is empty"),
        ({"DOWNLOAD_DELAY": "slow"}, "DOWNLOAD_DELAY=slow: this is not a number"),
    ],
)
def test_settings_that_cannot_be_used(setting: dict[str, str], words: str) -> None:
    from scraper import settings as defaults
    from scraper.run.options import CannotStart, Options

    plain = {name: getattr(defaults, name) for name in dir(defaults) if name.isupper()}
    with pytest.raises(CannotStart) as caught:
        Options.of(plain | setting)
    assert words in str(caught.value)


def test_the_command_says_it_and_exits_1(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    for done in (
        site.crawl("-a", "limt=3"),
        site.crawl(MAX_MODELS_DROP="lots"),
        site.crawl(DATABASE=site.folder),
    ):
        assert done.code == 1, done.text
        assert done.err.splitlines()[-1].startswith("could not start: "), done.err
        assert "Traceback" not in done.text
    assert site.log() == [] and not site.database.exists()
    assert not Path(f"{site.folder}.lock").exists()


def test_two_crawls_into_one_database(site: Site) -> None:
    site.routes(site.plain(SLUGS, fault="hang"))
    first = site.start(DOWNLOAD_TIMEOUT=60)
    lock = Path(f"{site.database}.lock")
    wait_for(lambda: lock.exists() and str(first.pid) in lock.read_text())
    second = site.crawl()
    assert second.code == 1 and f"is in use by process {first.pid} on " in second.err, second.text
    first.kill()
    first.communicate()
    site.update(site.plain(SLUGS))
    done = site.crawl(RESUME_HOURS="1e300")  # the dead one's lock is taken over, and its run
    assert (done.code, site.last_run()["id"]) == (0, 1), done.text


def test_a_lock_that_a_dead_process_left(tmp_path: Path) -> None:
    database = tmp_path / "models.db"
    lock = f"Lock(Path({str(database)!r}))"
    code = f"import os; from pathlib import Path; from scraper.run.lock import Lock; {lock}; os._exit(9)"
    subprocess.run([sys.executable, "-c", code], env=environment(), check=False)
    assert "started" in Path(f"{database}.lock").read_text()
    held = Lock(database)
    with pytest.raises(Held, match=f"in use by process {os.getpid()} on .*, which started at 20"):
        Lock(database)
    held.release()
    Lock(database).release()


def test_the_hook_gets_the_verdict_and_cannot_spoil_it(site: Site) -> None:
    seen = site.folder / "verdict.json"
    command = f"{sys.executable} -c \"import sys; open('{seen}', 'w').write(sys.stdin.read())\""
    site.routes(site.plain(SLUGS) | {"/models/beta": {"status": 500}})
    done = site.crawl(VERDICT_COMMAND=command, VERDICT_WEBHOOK=f"{site.root}/_hook")
    assert done.code == 2, done.text
    told = json.loads(seen.read_text())
    assert (told["outcome"], told["exit_code"], told["run_id"]) == ("degraded", 2, 1)
    assert told["reasons"] == site.last_run()["reasons"]
    assert json.loads(next(entry["body"] for entry in site.log() if entry["path"] == "/_hook")) == told
    site.update({"/models/beta": {"text": profile("beta")}})
    done = site.crawl(VERDICT_COMMAND="/no/such/program", VERDICT_WHEN="always")
    assert done.code == 0 and "VERDICT_COMMAND could not be run" in done.err, done.text
    seen.unlink()
    assert site.crawl(VERDICT_COMMAND=command).code == 0 and not seen.exists()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("{root}/garbage", "VERDICT_WEBHOOK could not be told: garbage"),
        ("http://exa mple.org/x", "VERDICT_WEBHOOK could not be told: URL can't contain"),
        ("http://127.0.0.1:none/", "VERDICT_WEBHOOK could not be told: nonnumeric port"),
    ],
)
def test_an_address_that_cannot_be_told_changes_nothing(site: Site, address: str, words: str) -> None:
    site.routes(site.plain(["alpha"]) | {"/garbage": {"fault": "garbage"}})
    done = site.crawl(VERDICT_WEBHOOK=address.format(root=site.root), VERDICT_WHEN="always")
    assert done.code == 0 and words in done.err, done.text
    assert "Traceback" not in done.text


def test_from_any_folder_and_beside_scrapy(site: Site, tmp_path: Path) -> None:
    run = [sys.executable, "-m", "scraper"]
    listed = subprocess.run(
        [*run, "list"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert "models" in listed.stdout.split()
    site.routes(site.plain(["alpha"]))
    parsed = subprocess.run(
        [*run, "parse", "--spider=models", "--nolog", f"{site.root}/models/alpha"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'context_length': 128000" in parsed.stdout and not (tmp_path / "output").exists()


def test_feed_exports_carry_records(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    done = site.crawl("-O", "-:jsonl")
    assert done.code == 0
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["id"] for record in records] == SLUGS  # and the summary is not among them


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        ("/dev/full:jsonl", "the feed /dev/full is not whole (the log says why): the database is"),
        ("{folder}/robots.txt/o.jsonl", "o.jsonl is not whole ([Errno "),
        ("ftp://u:secret@127.0.0.1:1/o.jsonl", "the feed ftp://127.0.0.1:1/o.jsonl is not whole"),
    ],
)
def test_a_feed_that_cannot_be_written_degrades_the_run(site: Site, feed: str, words: str) -> None:
    site.routes(site.plain(SLUGS))
    (site.folder / "robots.txt").touch()
    done = site.crawl("-O", feed.format(folder=site.folder))
    assert done.code == 2 and words in done.out and "secret" not in done.out, done.text
    assert site.models() == SLUGS
    assert site.last_run()["outcome"] == "degraded" and words in site.last_run()["reasons"][0]


def test_a_feed_that_breaks_on_the_way_degrades_the_run(site: Site) -> None:
    """More than the buffer of a file holds: the error comes with a record, not at the end."""
    slugs = [f"m-{number}" for number in range(30)]
    site.routes(site.plain(slugs))
    whole = site.folder / "whole.jsonl"
    done = site.crawl("-O", "/dev/full:jsonl", "-O", str(whole))
    assert done.code == 2 and "the feed /dev/full is not whole ([Errno 28]" in done.out, done.text
    assert len(whole.read_text().splitlines()) == len(site.models()) == 30


def test_a_feed_of_an_unknown_kind(site: Site) -> None:
    site.routes(site.plain(SLUGS))
    done = site.crawl("-o", "nowhere://x/o.jsonl")
    assert done.code == 1 and "could not start: no feed can be written to nowhere://x/o.jsonl" in done.err
    assert site.log() == [] and not site.database.exists()


def test_no_event_loop_is_left_behind(tmp_path: Path) -> None:
    """Scrapy would make one of asyncio's own and drop it open: a traceback, whenever the garbage collector meets it."""
    program = (
        "import gc\n"
        "from scrapy.crawler import AsyncCrawlerProcess\n"
        "from scrapy.utils.project import get_project_settings\n"
        "process = AsyncCrawlerProcess(get_project_settings())\n"
        "from twisted.internet import reactor\n"
        "print(type(reactor._asyncioEventloop).__module__)\n"
        "gc.collect()\n"
    )
    given = {**environment(), "SCRAPY_SETTINGS_MODULE": "scraper.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "always::ResourceWarning", "-c", program],
        check=False, env=given, cwd=tmp_path, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "uvloop\n"), done.stderr
    assert "event loop" not in done.stderr
