"""A row stands twice: same label and amount as a neighbour, and the total counts it once."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Twin rows as large as what is missing."""
    twins = [
        second
        for first, second in zip(case.parts, case.parts[1:], strict=False)
        if first.number == second.number == -case.residual and first.label == second.label
    ]
    yield from one_of("repeated_line", 3.0, twins)
