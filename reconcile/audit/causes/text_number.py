"""A number is stored as text, and SUM skips text."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """The parts that are text add up to what is missing."""
    texts = [part for part in case.parts if isinstance(case.raw(part.at), str)]
    if sum(part.number for part in texts) == -case.residual:
        yield from one_of("text_number", 3.0, texts[:1])
