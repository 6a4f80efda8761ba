"""Two neighbouring digits were swapped, in a part or in the total itself."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Swapping two digits of a part (or of the total) makes the sum hold."""
    if case.residual % 9:
        return
    total = Part(case.result.at, case.shown, case.result.label)
    fits = [total] if _swapped(case.shown, case.computed) else []
    fits += [part for part in case.parts if _swapped(part.number, part.number + case.residual)]
    yield from one_of("transposed", 1.8, fits)


def _swapped(written: int, meant: int) -> bool:
    """Whether exchanging one pair of neighbouring digits turns one number into the other."""
    digits = str(written)
    return any(
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :] == str(meant)
        for place in range(len(digits) - 1)
        if digits[place] != digits[place + 1]
    )
