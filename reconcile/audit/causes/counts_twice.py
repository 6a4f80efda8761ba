"""A part was added twice: shown = computed + part."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Every part as large as what is too much; equal amounts fit alike and weigh less each."""
    yield from one_of("counts_twice", 1.0, [part for part in case.parts if part.number == case.residual])
