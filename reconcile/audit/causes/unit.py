"""A figure was typed in another unit: a thousand or a million times too large or too small."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation

FACTORS = (1_000, 1_000_000)


def explain(case: Case) -> Iterator[Explanation]:
    """Scaling a part (or the total) makes the sum hold."""
    total = Part(case.result.at, case.shown, case.result.label)
    fits = [total] if _scaled(case.shown, case.computed) else []
    fits += [part for part in case.parts if _scaled(part.number, part.number + case.residual)]
    yield from one_of("unit", 2.4, fits)


def _scaled(written: int, meant: int) -> bool:
    return bool(written) and any(meant == written * factor or meant * factor == written for factor in FACTORS)
