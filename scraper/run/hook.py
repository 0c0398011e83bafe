"""Tells somebody how a run went: a command gets the verdict as JSON on its input, an address by POST."""

from __future__ import annotations

import json
import shlex
import subprocess
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from scraper.run.options import Options

SECONDS = 30.0


def tell(report: dict[str, object], options: Options) -> str | None:
    """Send `report` where the settings say. What went wrong with that, in one line; None where nothing did.

    The data is stored by then: a hook that fails changes neither it nor the exit code.
    """
    if options.verdict_when == "bad" and report["outcome"] == "ok":
        return None
    text = json.dumps(report, ensure_ascii=False)
    problems = []
    if options.verdict_command:
        problems.append(_command(options.verdict_command, text))
    if options.verdict_webhook:
        problems.append(_webhook(options.verdict_webhook, text))
    return "; ".join(problem for problem in problems if problem) or None


def _command(command: str, text: str) -> str | None:
    try:
        words = shlex.split(command)
        done = subprocess.run(words, input=text, text=True, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - the operator's own setting, no shell
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        return f"VERDICT_COMMAND could not be run: {error}"
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [""]
        return f"VERDICT_COMMAND ended with exit code {done.returncode} {last[0][:200]}".rstrip()
    return None


def _webhook(address: str, text: str) -> str | None:
    if not address.startswith(("http://", "https://")):
        return f"VERDICT_WEBHOOK={address[:100]} is not an http address"
    try:
        request = Request(address, text.encode(), {"Content-Type": "application/json"}, method="POST")  # noqa: S310
        with urlopen(request, timeout=SECONDS):  # noqa: S310 - the scheme is checked above
            return None
    except (HTTPException, OSError, ValueError) as error:
        return (
            f"VERDICT_WEBHOOK could not be told: {' '.join(str(error).split())[:200] or type(error).__name__}"
        )
