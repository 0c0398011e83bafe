"""What a page costs, in function calls: they repeat where seconds do not. docs/performance.md says how to read it.

A limit is the measured number plus a twentieth. Where a test fails, `python -m bench.calls --profile` and
`python -m bench.extraction --profile mixed` show what has become dearer; a limit goes up only with a reason in the
commit, and down whenever something was won.
"""

from __future__ import annotations

import pytest

from bench.calls import calls_per_page
from bench.extraction import calls

EXTRACTION = {"mixed": 21_400, "elements": 31_300, "prose": 47_500, "table": 67_300}
WHOLE = 22_200
UNCHANGED = 2_500


@pytest.mark.parametrize("shape", EXTRACTION)
def test_extraction(shape: str) -> None:
    assert calls(shape) <= EXTRACTION[shape]


def test_whole_way() -> None:
    found = calls_per_page(8, 40)

    assert found["crawl"] <= WHOLE
    assert found["unchanged"] <= UNCHANGED
