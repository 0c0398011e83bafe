"""The project's own settings, checked at the start: a wrong value ends the program before anything is fetched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


class CannotStart(Exception):
    """The crawl could not start (exit 1): what is wrong, where, and what to do, in one line."""


_SHARES = (
    "max_models_drop",
    "max_fill_drop",
    "max_reject_share",
    "max_error_share",
    "max_error_share_failed",
    "poorer_ratio",
)
_WORDS = {
    "baseline": ("last_good", "none"),
    "verdict_when": ("bad", "always"),
    "progress": ("auto", "on", "off"),
}
_SCRAPY_NUMBERS = (
    "DOWNLOAD_DELAY",
    "DOWNLOAD_TIMEOUT",
    "DOWNLOAD_MAXSIZE",
    "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "AUTOTHROTTLE_START_DELAY",
    "AUTOTHROTTLE_MAX_DELAY",
    "RETRY_TIMES",
)


@dataclass(frozen=True, slots=True)
class Options:
    """One field per project setting, in lower case; meanings and units stand in scraper/settings.py."""

    database: Path
    archive_dir: Path
    archive_file_bytes: int
    contact: str
    crawl_delay_max: float
    backoff_start: float
    backoff_max: float
    retry_after_max: float
    errors_in_row_max: int
    sitemaps_max: int
    sitemap_bytes_max: int
    directory_pages_max: int
    flush_pages: int
    flush_seconds: float
    resume_hours: float
    trust_lastmod: bool
    poorer_ratio: float
    baseline: str
    max_models_drop: float
    max_fill_drop: float
    max_new_labels: int
    max_new_refused: int
    max_reject_share: float
    max_error_share: float
    max_error_share_failed: float
    verdict_command: str
    verdict_webhook: str
    verdict_when: str
    progress: str
    progress_seconds: float

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Options:
        """Scrapy settings -> Options. Raises CannotStart for a value that cannot be used."""
        for name in _SCRAPY_NUMBERS:
            _number(name, settings.get(name), float)
        values: dict[str, Any] = {
            each.name: _read(each.name, str(each.type), settings) for each in fields(cls)
        }
        return cls(**values)


def _read(name: str, kind: str, settings: Mapping[str, Any]) -> object:
    setting = name.upper()
    value = settings.get(setting)
    if setting == "DATABASE":
        return output_path(f"setting {setting}", str(value or ""), "-s DATABASE=output/models.db")
    if kind == "Path":
        return path_of(settings, setting)
    if kind == "bool":
        return flag(f"setting {setting}", str(value))
    if kind == "str":
        return _word(setting, str(value or ""), _WORDS.get(name))
    number = _number(setting, value, int if kind == "int" else float)
    if name in _SHARES and number > 1:
        raise CannotStart(f"setting {setting}={value}: this is a share, between 0 and 1")
    return number


def path_of(settings: Mapping[str, Any], setting: str) -> Path:
    """The path that a setting names; "~" is the home folder. Raises CannotStart where it names none."""
    return given_path(f"setting {setting}", str(settings.get(setting) or ""), f"-s {setting}=output/...")


def output_path(name: str, text: str, like: str, folder: bool = False) -> Path:
    """Where something is to be written: a file, or with `folder` a folder, with a name of its own.

    `name`: what says so, as a message calls it ("--out"); `like`: an example. Raises CannotStart.
    """
    path = given_path(name, text, like)
    if not path.name or (path.is_dir() and not folder):
        wanted = "folder by its own name" if folder else "file"
        raise CannotStart(f"{name}={text}: this is a folder: name a {wanted}, like {like}")
    return path


def given_path(name: str, text: str, like: str) -> Path:
    """The path that somebody gives; "~" is the home folder. Arguments as of `output_path`. Raises CannotStart."""
    if not text.strip() or "\0" in text:
        raise CannotStart(f"{name} is empty: give a path, like {like}")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # "~nobody/..."
        raise CannotStart(f"{name}={text}: {error}: give a path, like {like}") from None


def _word(setting: str, value: str, allowed: tuple[str, ...] | None) -> str:
    if allowed and value not in allowed:
        raise CannotStart(f"setting {setting}={value}: allowed are {', '.join(allowed)}")
    return value


def _number(setting: str, value: object, kind: type[int] | type[float]) -> float:
    try:
        number = kind(str(value))
    except ValueError:
        raise CannotStart(f"setting {setting}={value}: this is not a number") from None
    if not 0 <= number < float("inf"):
        raise CannotStart(f"setting {setting}={value}: this must be a number from 0 up")
    return number


def flag(name: str, text: str) -> bool:
    """Yes or no. `name`: what says so, as a message calls it ("setting X"). Raises CannotStart."""
    word = text.lower()
    if word not in ("1", "0", "true", "false", "yes", "no"):
        raise CannotStart(f"{name}={text!r}: give 1 or 0")
    return word in ("1", "true", "yes")


def writable_folder(folder: Path, setting: str) -> None:
    """Make `folder` where it is missing. Raises CannotStart where nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A mode check is not enough: root passes it on a read-only mount, so a file is tried.
        probe = folder / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"setting {setting}: cannot write in {folder} ({error.strerror}): give another -s {setting}=PATH"
        ) from None
