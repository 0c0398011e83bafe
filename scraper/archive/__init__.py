"""The archive of fetched pages: WARC files that are only ever appended to.

`Archive` writes them, `read` gives one page back, `snapshots` and `heads` walk through whole files.
"""

from scraper.archive.reader import heads, read, snapshots
from scraper.archive.record import LARGEST_BODY, ArchiveError
from scraper.archive.writer import Archive

__all__ = ["LARGEST_BODY", "Archive", "ArchiveError", "heads", "read", "snapshots"]
