"""The examples in deploy/ run: the very command lines, with the paths of this machine."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.crawl.site import FAST, ROOT, Site, environment

DEPLOY = ROOT / "deploy"
PYTHON = "/opt/model-profiles/.venv/bin/python"


def here(command: str, site: Site) -> str:
    """`command` for the local site and this machine."""
    fast = " ".join(f"-s {name}={value}" for name, value in FAST.items())
    command = command.replace(PYTHON, sys.executable).replace("/var/lib/model-profiles", str(site.folder))
    return command.replace("crawl models", f"crawl models -a site={site.root} {fast}")


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / "systemd" / name)
    return parser


def test_systemd(site: Site) -> None:
    site.routes(site.plain(["alpha"]))
    service, timer = unit("model-profiles.service"), unit("model-profiles.timer")
    assert service["Service"]["Type"] == "oneshot" and timer["Timer"]["Persistent"] == "yes"
    command = here(service["Service"]["ExecStart"], site)
    done = subprocess.run(
        shlex.split(command), env=environment(), cwd=site.folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and site.models() == ["alpha"], done.stderr


def test_cron_is_silent_about_good_runs_only(site: Site) -> None:
    site.routes(site.plain(["alpha"]))
    line = (DEPLOY / "cron" / "model-profiles").read_text().splitlines()[-1]
    schedule = re.match(r"(\S+ \S+ \S+ \S+ \S+)\s+(\S+)\s+(.*)", line)
    assert schedule is not None and "%" not in schedule[3]  # cron makes line breaks of them
    command = here(schedule[3], site)
    run = ["sh", "-c", command]
    done = subprocess.run(run, env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, site.models()) == ("", "", ["alpha"])
    site.routes({})
    done = subprocess.run(run, env=environment(), capture_output=True, text=True, check=False)
    assert "not one model was found" in done.stdout


def test_github_workflow(site: Site) -> None:
    yaml = pytest.importorskip("yaml")
    workflow = yaml.safe_load((DEPLOY / "github" / "crawl.yml").read_text())
    steps = workflow["jobs"]["crawl"]["steps"]
    assert (
        "schedule" in workflow[True] and workflow["permissions"]["actions"] == "write"
    )  # yaml reads `on` as true
    assert steps[-1]["if"] == "always()" and steps[-1]["run"].endswith('/enable"')
    site.routes(site.plain(["alpha"]))
    crawl = next(step["run"] for step in steps if step.get("name") == "Crawl").replace(
        "${{ vars.CONTACT }}", "me"
    )
    command = here(crawl.replace("python -m", f"{sys.executable} -m"), site)
    subprocess.run(["sh", "-c", command], env=environment(), cwd=site.folder, check=True, capture_output=True)
    assert (site.folder / "output" / "models.db").exists()
    for step in steps:
        if "run" in step:
            subprocess.run(
                ["sh", "-n"], input=step["run"].replace("${{", "").replace("}}", ""), text=True, check=True
            )


def test_scrapyd(site: Site) -> None:
    pytest.importorskip("scrapyd", reason="Scrapyd is not installed")
    site.routes(site.plain(["alpha"]))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = (DEPLOY / "scrapyd" / "scrapyd.conf").read_text()
    text = text.replace("http_port = 6800", f"http_port = {port}\npoll_interval = 0.2")
    (site.folder / "scrapyd.conf").write_text(text)
    (site.folder / "scrapy.cfg").write_text((DEPLOY / "scrapyd" / "scrapy.cfg").read_text())
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "scrapyd"],
        cwd=site.folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        answer = json.loads(asked(f"{base}/listspiders.json?project=scraper"))
        assert "models" in answer["spiders"], answer
        settings = {"DATABASE": site.database, "ARCHIVE_DIR": site.archive} | FAST
        pairs = [("project", "scraper"), ("spider", "models"), ("site", site.root)]
        pairs += [("setting", f"{name}={value}") for name, value in settings.items()]
        assert json.loads(asked(f"{base}/schedule.json", urlencode(pairs)))["status"] == "ok"
        until = time.monotonic() + 30
        while not json.loads(asked(f"{base}/listjobs.json?project=scraper"))["finished"]:
            assert time.monotonic() < until, "Scrapyd did not run the job"
            time.sleep(0.1)
        assert site.models() == ["alpha"] and site.last_run()["outcome"] == "ok"
    finally:
        process.terminate()
        process.wait(10)


def asked(url: str, data: str | None = None) -> str:
    """The answer of a server that may still be starting."""
    until = time.monotonic() + 20
    while True:
        try:
            with urlopen(url, data.encode() if data else None, timeout=20) as response:
                return str(response.read().decode())
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_the_readme_names_files_that_are_there() -> None:
    for name in (
        "systemd/model-profiles.service",
        "systemd/model-profiles.timer",
        "cron/model-profiles",
        "github/crawl.yml",
    ):
        assert Path(DEPLOY / name).is_file()
