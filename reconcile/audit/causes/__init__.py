"""One module per cause, its stem the explanation's `kind`; discovered, never listed.

`explain(case)` yields what fits to the last đồng. weight = prior − log10(rivals), after audit.md 2.8; a cause that fits
several cells equally says how many and names none of them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from math import log10

from reconcile.audit.case import Case, Part
from reconcile.model.flags import Explanation
from reconcile.model.values import Count, Money, Text, Value

Cause = Callable[[Case], Iterator[Explanation]]
MOST_SHOWN = 4


@cache
def all_causes() -> tuple[Cause, ...]:
    """Every cause, by name."""
    return tuple(import_module(f"{__name__}.{found.name}").explain for found in pkgutil.iter_modules(__path__))


def explanations(case: Case) -> tuple[Explanation, ...]:
    """What may have happened, likeliest first; a difference that nothing explains says so.

    A story that fits more than ten cells for each decade of its prior is chance and is not told.
    """
    stories = (story for cause in all_causes() for story in cause(case)) if case.residual else ()
    found = [story for story in stories if story.weight >= 0]
    ranked = sorted(found, key=lambda explanation: (-explanation.weight, explanation.kind, explanation.cells))
    return tuple(ranked[:MOST_SHOWN]) or (Explanation("none_found", 0.0),)


def one_of(kind: str, prior: float, fits: Sequence[Part]) -> Iterator[Explanation]:
    """One explanation over the parts that fit: named where there is one, counted where there are several."""
    if fits:
        first, rivals = fits[0], len(fits) - 1
        values: dict[str, Value] = {
            "cell": first.at,
            "amount": Money(first.number),
            "label": Text(first.label),
            "rivals": Count(len(fits)),
        }
        cells = (first.at,) if not rivals else ()
        yield Explanation(kind, prior - log10(len(fits)), values, cells, rivals=rivals)
