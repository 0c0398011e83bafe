"""The database: one SQLite file that is written by `Store` and read by anybody."""

from scraper.store.errors import FileLocked, ForeignFile, NewerFile, PageRefused, StoreError
from scraper.store.frontier import Known, Waiting
from scraper.store.rows import filled
from scraper.store.writer import Saved, Store

__all__ = [
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
