"""Two neighbouring digits were swapped, in a part or in the total itself."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.audit.edits import transposed
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Swapping two digits of a part (or of the total) makes the sum hold."""
    if case.residual % 9:
        return
    total = Part(case.result.at, case.shown, case.result.label)
    fits = [total] if transposed(case.shown, case.computed) else []
    fits += [part for part in case.parts if transposed(part.number, part.number + case.residual)]
    yield from one_of("transposed", 1.8, fits)
