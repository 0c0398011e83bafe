"""The settings that only a crawl by several processes has, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scraper.run.options import CannotStart
from scraper.site.web_address import parts_of, without_password


@dataclass(frozen=True, slots=True)
class SharedOptions:
    """One field per setting, in lower case; meanings and units stand in scraper/settings.py."""

    redis_url: str
    redis_seconds: float
    worker_seconds: float
    workers_wait: float
    records_max: int

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> SharedOptions:
        """Scrapy settings -> SharedOptions. Raises CannotStart for a value that cannot be used."""
        url = str(settings.get("REDIS_URL") or "")
        try:
            parts_of(url, ("redis", "rediss", "unix"))
        except ValueError as error:
            raise CannotStart(  # the address itself may hold a password
                f"setting REDIS_URL: {error}: give an address like -s REDIS_URL=redis://127.0.0.1:6379/0"
            ) from None
        names = ("REDIS_SECONDS", "WORKER_SECONDS", "WORKERS_WAIT", "RECORDS_MAX")
        seconds, worker, wait, records = (_positive(name, settings.get(name)) for name in names)
        return cls(url, seconds, worker, wait, int(records))

    @property
    def shown(self) -> str:
        """The address of Redis without its password, for messages."""
        return without_password(self.redis_url)


def _positive(name: str, value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise CannotStart(f"setting {name}={value}: this must be a number above 0")
    return number
