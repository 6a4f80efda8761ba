"""So many đồng for each unit (chi hội) that a branch stands for. Source of the rule: `[[rate]] basis = "per_unit"`."""

from __future__ import annotations

from reconcile.model.charter import Rate
from reconcile.model.roll import Branch


def due(rate: Rate, branch: Branch) -> int | None:
    """What the branch owes for the whole period of the rate, in đồng; None where it cannot be computed."""
    return rate.amount * branch.units


def paid_units(rate: Rate, branch: Branch, outstanding: int) -> int:
    """Units whose rate is paid in full when `outstanding` đồng of this period's due are still open."""
    missing = -(-outstanding // rate.amount) if outstanding > 0 else 0
    return max(0, branch.units - missing)
