"""Hidden rows were left out of the total."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """The parts in hidden rows add up to what is missing."""
    table = case.table
    hidden = [part for part in case.parts if table and part.number and part.at.row in table.grid.hidden_rows]
    if sum(part.number for part in hidden) == -case.residual:
        yield from one_of("hidden_row", 2.6, hidden[:1])
