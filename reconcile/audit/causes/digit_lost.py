"""A digit was left out: one more digit in a part (or in the total) makes the sum hold."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.audit.edits import shorter_by_one
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Such stories fit by chance; they weigh little."""
    total = Part(case.result.at, case.shown, case.result.label)
    fits = [total] if shorter_by_one(case.shown, case.computed) else []
    fits += [part for part in case.parts if shorter_by_one(part.number, part.number + case.residual)]
    yield from one_of("digit_lost", 1.0, fits)
