"""What can go wrong with the database file, in words for a person."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be used. The text says what happened, where, and what to do."""


class NewerFile(StoreError):
    """The file was made by a newer version of this program."""


class ForeignFile(StoreError):
    """The file is no database, or one of another program."""


class FileLocked(StoreError):
    """Another program has kept the database locked for longer than this one waits."""


class PageRefused(StoreError):
    """One page's rows do not fit the tables. Nothing of it was written; other pages are not touched."""
