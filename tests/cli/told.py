"""The 2019 sample with every value that the catalogs of its points ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from reconcile.model.flags import Flag
from reconcile.model.ledger import Position
from reconcile.model.results import Reconciliation
from reconcile.model.values import Count, Day, Fractional, Money, Ratio, Term, Text, Value
from tests.sample import YEAR, sample

PAID_IN_PART: Mapping[str, Mapping[str, Value]] = {
    "03": {"outstanding": Money(1_800_000), "units": Fractional(16, 28), "unpaid": Count(12)},
    "05": {"outstanding": Money(900_000), "units": Fractional(26, 32), "unpaid": Count(6)},
}
VALUES: Mapping[str, Mapping[str, Value]] = {
    "01": {"column": Text("Số tiền"), "count": Count(3), "direction": Term("short")},
    "02": {"column": Text("Đã nộp"), "count": Count(62), "direction": Term("over")},
    **PAID_IN_PART,
    "08": {"missing": Term("missing_receipt_and_date")},
    "09": {"due": Money(104_250_000)},
    "10": {"booked": YEAR, "next_year": Text("2020"), "funder": Text("Quỹ Châu Á")},
    "11": {"paid_on": Day(date(2020, 1, 14))},
    "12": {"label": Text("Cộng hội phí"), "written": Text("hơn 98%"), "money_rate": Ratio(100_250_000, 104_250_000)},
}
OF_CAUSES: Mapping[str, Mapping[str, Value]] = {
    "plan_as_actual": {"count": Count(63)},
    "missing_line": {"count": Count(1)},
    "rate_of_units": {"of": Text("TVCC"), "units": Fractional(62, 63), "unit_rate": Ratio(62, 63)},
}


@cache
def told() -> Reconciliation:
    """The sample, ready to be put into words."""
    return replace(sample(), flags=tuple(map(_told, sample().flags)))


def _told(flag: Flag) -> Flag:
    explanations = tuple(
        replace(one, values={**one.values, **OF_CAUSES.get(one.kind, {})}) for one in flag.explanations
    )
    return replace(flag, values={**flag.values, **VALUES.get(flag.point, {})}, explanations=explanations)


def absent(result: Reconciliation, count: int) -> Reconciliation:
    """The result with its first positions left out of every list."""
    assert result.world.ledger
    positions = result.world.ledger.positions
    changed: list[Position] = [replace(position, status="absent") for position in positions[:count]]
    ledger = replace(result.world.ledger, positions=(*changed, *positions[count:]))
    return replace(result, world=replace(result.world, ledger=ledger))
