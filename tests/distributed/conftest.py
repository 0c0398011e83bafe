from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.distributed.redis_server import require_server


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[object]:
    require_server()
    from tests.distributed.cluster import Cluster

    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()
