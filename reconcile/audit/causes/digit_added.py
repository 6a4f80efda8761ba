"""A digit was typed too many: one digit less in a part (or in the total) makes the sum hold."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.audit.edits import shorter_by_one
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Such stories fit by chance; they weigh little."""
    total = Part(case.result.at, case.shown, case.result.label)
    fits = [total] if shorter_by_one(case.computed, case.shown) else []
    fits += [part for part in case.parts if shorter_by_one(part.number + case.residual, part.number)]
    yield from one_of("digit_added", 1.0, fits)
