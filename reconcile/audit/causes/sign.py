"""A part was added with the wrong sign: shown = computed ± twice the part."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Every part that is half of what is missing; only where negative amounts are about, else it is chance."""
    if any(part.number < 0 for part in case.parts):
        yield from one_of("sign", 1.6, [part for part in case.parts if 2 * part.number == -case.residual])
