"""One crawl by several processes: workers fetch and read pages, one process writes the database, Redis is between.

Nothing in this file needs Redis' client: it is an extra, and the rest of the program works without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from scraper.run.options import CannotStart

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_MINE = {
    "SCHEDULER": "scraper.distributed.scheduler.SharedScheduler",
    "DUPEFILTER_CLASS": "scraper.distributed.scheduler.Expected",
    "SCHEDULER_QUEUE_CLASS": "scraper.distributed.queue.SharedQueue",
    # Else the first worker that closes empties everybody's queue.
    "SCHEDULER_PERSIST": True,
    "SCHEDULER_FLUSH_ON_START": False,
}
_REPLACED = {
    "EXTENSIONS": ("scraper.run.session.Session", "scraper.distributed.worker.Worker"),
    "DOWNLOADER_MIDDLEWARES": (
        "scraper.fetching.politeness.Politeness",
        "scraper.distributed.politeness.SharedPoliteness",
    ),
}


def share(settings: BaseSettings) -> None:
    """Make a crawl one of several workers: the same settings, but list, records and delays are in Redis.

    Raises CannotStart where the extra is not installed.
    """
    if not settings.getbool("SESSION_ENABLED", True):
        return  # `scrapy parse` and the like: no run, so nothing to share
    require_extra()
    for name, value in _MINE.items():
        settings.set(name, value, "spider")
    for name, (own, shared) in _REPLACED.items():
        parts = settings.getdict(name)
        settings.set(name, parts | {own: None, shared: parts.get(own)}, "spider")


def require_extra() -> None:
    """Raises CannotStart, which names what to install."""
    for name in ("redis", "scrapy_redis"):
        try:
            import_module(name)
        except ImportError:
            raise CannotStart(
                f"several processes need {name}: pip install '.[distributed]' "
                "(or leave REDIS_URL out to crawl with this process alone)"
            ) from None
