"""Parts were left out of the total: shown = computed − part, or − two or three lines of a summary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import log10

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation
from reconcile.model.values import Cells, Count, Money, Names, Value

MOST_LINES, MOST_TOGETHER = 16, 3
"""Bounds of the search for several lines: more would fit by chance."""


def explain(case: Case) -> Iterator[Explanation]:
    """Every part as large as what is missing; where there is none, a few lines of a summary that add up to it."""
    single = [part for part in case.parts if part.number == -case.residual]
    yield from one_of("omits", 2.0, single)
    lines = [part for part in case.parts if part.statement and part.number]
    if not single and len(lines) <= MOST_LINES:
        groups = [g for size in range(2, MOST_TOGETHER + 1) for g in combinations(lines, size) if _adds_up(g, case)]
        yield from _together(groups)


def _adds_up(group: tuple[Part, ...], case: Case) -> bool:
    return sum(part.number for part in group) == -case.residual and len(group) < len(case.parts)


def _together(groups: list[tuple[Part, ...]]) -> Iterator[Explanation]:
    """The one group that fits, named; several groups only counted."""
    if len(groups) == 1:
        cells = tuple(part.at for part in groups[0])
        values: dict[str, Value] = {
            "cells": Cells(cells),
            "labels": Names(tuple(part.label for part in groups[0])),
            "amount": Money(sum(part.number for part in groups[0])),
        }
        yield Explanation("omits", 1.7, values, cells)
    elif groups:
        amount = Money(sum(part.number for part in groups[0]))
        yield Explanation(
            "omits", 1.7 - log10(len(groups)), {"amount": amount, "rivals": Count(len(groups))}, rivals=len(groups) - 1
        )
