"""A payment stands in the total and in no row: the gap is one or a few times the rate of a unit."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.model.flags import Explanation
from reconcile.model.values import Count, Money

MOST_UNITS = 3


def explain(case: Case) -> Iterator[Explanation]:
    """An unlisted payer, arrears or an advance: all have the size of a rate; nothing here tells them apart."""
    topic, ledger = case.result.topic, case.world.ledger
    if topic.measure != "collected" or ledger is None or case.residual <= 0:
        return
    scoped = [p.rate for p in ledger.positions if p.rate and f"dues/{p.branch.class_id}" in topic.scope]
    for amount in sorted({rate.amount for rate in scoped if rate.amount}):
        times, rest = divmod(case.residual, amount)
        if not rest and times <= MOST_UNITS:
            yield Explanation("missing_line", 1.4 - times / 5, {"amount": Money(amount), "count": Count(times)})
