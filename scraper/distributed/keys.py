"""Names of what is kept in Redis. One crawl at a time per Redis database."""

from __future__ import annotations

from dataclasses import dataclass

RUN = "models:run"
"""Hash: `open` (token of the run that is going on), `done` and `outcome` (of the last one), `scope`, `floor`, `id`."""
WRITER = "models:writer"
"""Which database the writing process serves; expires when that process is silent."""
DUE = "models:due"
"""Hash: host -> moment (ms) before which nobody may ask it. Outlives the run, as the host does."""
HOLD = "models:hold"
"""Hash: host -> moment (ms) until which it wished, or an error suggests, that nobody asks."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Of one run. `token`: what tells it from every other run."""

    token: str

    def _of(self, name: str) -> str:
        return f"models:{self.token}:{name}"

    @property
    def everything(self) -> str:
        """Pattern of all keys of the run."""
        return self._of("*")

    @property
    def seen(self) -> str:
        """Set: every address of the run. It is the dupefilter, and what is expected to be stored."""
        return self._of("seen")

    @property
    def queue(self) -> str:
        """How the lists of waiting links begin, one list per host."""
        return self._of("queue:")

    @property
    def hosts(self) -> str:
        """List: hosts with waiting links; the next one to be asked is the first."""
        return self._of("hosts")

    @property
    def held(self) -> str:
        """How the hashes (address -> link) of what each worker has in hand begin."""
        return self._of("held:")

    @property
    def workers(self) -> str:
        """Sorted set: workers by the moment (ms) they were last heard of."""
        return self._of("workers")

    @property
    def lost(self) -> str:
        """Hash: address -> how often a worker died, or gave up, with it in hand."""
        return self._of("lost")

    @property
    def items(self) -> str:
        """List: messages for the writing process."""
        return self._of("items")

    @property
    def processing(self) -> str:
        """List: messages that the writing process is about to store."""
        return self._of("processing")

    @property
    def refused(self) -> str:
        """List: messages that could not be read."""
        return self._of("refused")

    @property
    def known(self) -> str:
        """Hash: address -> what is stored of it, from before the run."""
        return self._of("known")

    @property
    def leader(self) -> str:
        """Which worker asks for sitemaps and directory pages; expires when it is silent."""
        return self._of("leader")

    @property
    def seeded(self) -> str:
        """The worker that has read them all."""
        return self._of("seeded")

    @property
    def troubles(self) -> str:
        """List: what workers have to say for the verdict."""
        return self._of("troubles")

    def counts(self, worker: str) -> str:
        """Hash: figures that a leading worker has read from the site."""
        return self._of(f"counts:{worker}")
