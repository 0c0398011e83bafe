"""What time it is, never earlier than what is already written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

TOLERATED = timedelta(minutes=5)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """A clock that does not go back: times in the database would otherwise contradict each other.

    `floor`: the latest moment that the database holds. `behind`: by how much the machine's clock was behind it at
    the start (zero where it was not).
    """

    def __init__(self, floor: datetime | None = None, source: Callable[[], datetime] = utc_now) -> None:
        self._source = source
        now = source()
        self._latest = max(now, floor) if floor is not None else now
        self.behind = self._latest - now

    def now(self) -> datetime:
        """The current moment, UTC; the latest one given out where the machine's clock shows an earlier one."""
        self._latest = max(self._latest, self._source())
        return self._latest

    @property
    def trouble(self) -> str | None:
        """A sentence for a person where the machine's clock cannot be right."""
        if self.behind <= TOLERATED:
            return None
        return (
            f"the clock of this machine is {self.behind} behind the latest time in the database: "
            "that one is used until it has caught up; set the clock"
        )
