from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from reconcile.model.results import Reconciliation
from reconcile.pipeline.judging import judged

CASES = [(9_999_999, True), (10_000_000, False)]


@pytest.mark.parametrize(("allowed", "flagged"), CASES)
def test_the_charter_decides_how_much_a_total_may_miss(example: Reconciliation, allowed: int, flagged: bool) -> None:
    """The grand total of the example misses 10,000,000 of adverts."""
    assert example.world.charter is not None
    charter = replace(example.world.charter, tolerance=MappingProxyType({"A101": allowed}))
    found = judged(replace(example.world, charter=charter), {}, {})
    assert any(flag.code == "A101" and flag.at_stake == 10_000_000 for flag in found.flags) is flagged
