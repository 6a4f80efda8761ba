"""`[tolerance]` of the charter: what it allows is no point, and no sheet of the workbook calls it a fault."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from types import MappingProxyType

import pytest
from openpyxl import load_workbook

from reconcile.model.charter import Charter
from reconcile.model.results import Reconciliation
from reconcile.pipeline import Request, reconcile
from reconcile.pipeline.judging import judged
from reconcile.writers.workbook import write_workbook
from tests.support import nothing_remembered

CASES = [(9_999_999, True), (10_000_000, False)]


def allowing(example: Reconciliation, **codes: int) -> Charter:
    assert example.world.charter is not None
    return replace(example.world.charter, tolerance=MappingProxyType(codes))


@pytest.mark.parametrize(("allowed", "flagged"), CASES)
def test_the_charter_decides_how_much_a_total_may_miss(example: Reconciliation, allowed: int, flagged: bool) -> None:
    """The grand total of the example misses 10,000,000 of adverts."""
    found = judged(replace(example.world, charter=allowing(example, A101=allowed)), {}, {})
    assert any(flag.code == "A101" and flag.at_stake == 10_000_000 for flag in found.flags) is flagged


def test_what_is_allowed_is_shown_but_not_as_a_fault(example: Reconciliation) -> None:
    charter = allowing(example, A101=10_000_000, A102=10_000_000)
    result = reconcile(example.world.files, Request(charter), nothing_remembered())
    assert not [flag for flag in result.flags if flag.code[0] == "A"]
    book = load_workbook(BytesIO(write_workbook(result, "vi")), data_only=True)
    lead = list(book["A Tổng hợp"].iter_rows(max_col=8, values_only=True))
    assert [(row[4], row[6]) for row in lead if row[4] and row[2] == 101_250_000] == [(-10_000_000, -9_000_000)]
    money = [row for row in lead if isinstance(row[0], int) and isinstance(row[2], int)]
    assert money
    assert not [row for row in money if "≠" in str(row[7])]
    checks = [str(value) for row in book["Z2 Mức thu, phép kiểm"].iter_rows(values_only=True) for value in row]
    assert sum(text.endswith("sai lệch cho phép: 10.000.000 đồng") for text in checks) == 2
