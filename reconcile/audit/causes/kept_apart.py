"""Other income was kept out of the total on purpose: in kind, passed on, or promised."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.model.flags import Explanation
from reconcile.model.values import Money, Text, Value


def explain(case: Case) -> Iterator[Explanation]:
    """The gap is exactly one line of other income beside lines of another family."""
    fits = [
        part
        for part in case.parts
        if part.statement and part.number == -case.residual and part.statement.topic.families == {"other"}
    ]
    if len(fits) == 1 and len(case.result.topic.families) > 1:
        values: dict[str, Value] = {"cell": fits[0].at, "label": Text(fits[0].label), "amount": Money(fits[0].number)}
        yield Explanation("kept_apart", 1.0, values, (fits[0].at,))
