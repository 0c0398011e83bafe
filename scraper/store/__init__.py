"""The database: one SQLite file that is written by `Store` and read by anybody."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.store.errors import FileLocked, ForeignFile, NewerFile, PageRefused, StoreError
    from scraper.store.frontier import Known, Waiting
    from scraper.store.rows import filled
    from scraper.store.runs import Ending
    from scraper.store.writer import Saved, Store

__all__ = [
    "Ending",
    "FileLocked",
    "ForeignFile",
    "Known",
    "NewerFile",
    "PageRefused",
    "Saved",
    "Store",
    "StoreError",
    "Waiting",
    "filled",
]

_ROOMS = {
    "Ending": "runs",
    "Known": "frontier",
    "Waiting": "frontier",
    "filled": "rows",
    "Saved": "writer",
    "Store": "writer",
}


def __getattr__(name: str) -> object:
    """Imported when asked for: the writer takes 0.3 s, and every command imports the errors of this package."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'errors')}"), name)
