"""What could not be checked, from the data that is absent. Silence has to be earned."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.results import NotChecked, World
from reconcile.model.values import Count, Names


def not_checked(world: World) -> tuple[NotChecked, ...]:
    """One entry for each thing that had no basis."""
    return tuple(_absent(world))


def _absent(world: World) -> Iterator[NotChecked]:
    kinds = {table.kind for table in world.tables}
    if "bank" not in kinds:
        yield NotChecked("no_bank")
        yield NotChecked("no_balances")
    if "roll" not in kinds:
        yield NotChecked("no_roll")
    if "summary" not in kinds:
        yield NotChecked("no_summary")
    if world.ledger is None or world.books is None:
        return
    openings = [position.opening for position in world.ledger.positions]
    if None in openings:
        yield NotChecked("opening_unknown", {"count": Count(openings.count(None))})
    elif not any(openings):
        yield NotChecked("no_opening_arrears")
    rates = {position.rate.class_id: position.rate for position in world.ledger.positions if position.rate}
    if any(rate.authority.assumed for rate in rates.values()):
        yield NotChecked("no_rate_document")
    if missing := sorted({p.branch.class_id or "?" for p in world.ledger.positions if p.rate is None}):
        yield NotChecked("no_rate", {"classes": Names(tuple(missing))})
    if world.books.grants.rows and all(grant.spent is None for grant in world.books.grants):
        yield NotChecked("no_grant_spending", {"count": Count(len(world.books.grants))})
    if bare := sum(1 for payment in world.books.payments if payment.date_at is None or payment.receipt_at is None):
        yield NotChecked("no_receipt_columns", {"count": Count(bare)})
