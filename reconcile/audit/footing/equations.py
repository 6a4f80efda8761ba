"""One equation for each sum and each line across in which it can be judged, and the failures that are no findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from reconcile.audit.footing.search import LABEL, Search, Sum
from reconcile.audit.footing.views import NONE, SOFT

Cell = tuple[int, int]
"""Row and column of the sheet, from 0."""

NEAR = 10
"""So far around a sum a line may belong to it without its being known."""

MANY_EXACT = 50
CLEAR = 8.0
"""Decades from which a soft label with two witnesses may accuse a single figure."""

ENOUGH_EXACT = 6
"""So many ties to the last digit, and none that needs rounding, make a table exact."""


@dataclass(frozen=True)
class Equation:
    """The cell `total` against the cells `parts`; gap = shown − computed. strength in decades; cap: at most a note."""

    search: Search
    sum: Sum
    across: int
    total: Cell
    parts: tuple[Cell, ...]
    gap: int
    strength: float = 0.0
    cap: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All of its cells."""
        return (self.total, *self.parts)


def equations(searches: Sequence[Search]) -> tuple[list[Equation], list[Equation]]:
    """Those that hold, and those that are violated and not excused."""
    every = [equation for search in searches for equation in _all(search)]
    loose = [equation for equation in every if equation.gap and _rounding(equation)]
    exact = sum(not equation.gap for equation in every)
    judged = exact >= ENOUGH_EXACT and not any(search.slack for search in searches)
    slips = {id(equation) for equation in loose} if judged and (_few(loose, exact) or _cross(loose)) else set()
    held: list[Equation] = []
    violated: list[Equation] = []
    for equation in every:
        tied = not equation.gap or (_rounding(equation) and id(equation) not in slips)
        (held if tied else violated).append(equation)
    across: dict[tuple[int, int], int] = {}
    for equation in held:
        key = (id(equation.search), equation.across)
        across[key] = across.get(key, 0) + 1
    twins = _twins(violated)
    weighed = (_weighed(equation, across, _key(equation) in twins) for equation in violated)
    return held, [equation for equation in weighed if equation]


def _key(equation: Equation) -> tuple[int, int]:
    return id(equation.search), equation.sum.total


def _twins(violated: Sequence[Equation]) -> set[tuple[int, int]]:
    """Sums of which every failure is the same line standing twice: taken out, they would tie everywhere."""
    by_sum: dict[tuple[int, int], list[Equation]] = {}
    for equation in violated:
        by_sum.setdefault(_key(equation), []).append(equation)
    found = set()
    for key, group in by_sum.items():
        search, parts = group[0].search, group[0].sum.parts
        columns = [equation.across for equation in group]
        gaps = np.array([equation.gap for equation in group])
        for one, other in pairwise(parts):
            same = search.view.labels[one] == search.view.labels[other] and search.view.labels[one]
            if (
                same
                and (search.number[one] == search.number[other]).all()
                and (search.number[other, columns] == -gaps).all()
            ):
                found.add(key)
    return found


def _few(loose: Sequence[Equation], exact: int) -> bool:
    """Hardly any gap of the size of rounding among many ties to the last digit."""
    return len(loose) <= exact // MANY_EXACT


def _cross(loose: Sequence[Equation]) -> bool:
    """The only two such gaps are of a row and a column that meet in a cell: one figure is wrong, nothing is rounded."""
    if len(loose) != 2 or loose[0].search is loose[1].search or abs(loose[0].gap) != abs(loose[1].gap):
        return False
    return bool(set(loose[0].cells) & set(loose[1].cells))


def _all(search: Search) -> Iterator[Equation]:
    view = search.view
    for found in search.sums.values():
        parts = np.array(found.parts)
        for across in np.flatnonzero(view.known[found.total]):
            if view.share_across[across] or view.hidden[parts, across].any():
                continue
            filled = parts[view.known[parts, across]]
            if not search.filled[parts, across].any():
                continue
            gap = int(search.number[found.total, across] - search.number[parts, across].sum())
            cells = tuple(view.cell(int(part), int(across)) for part in filled)
            yield Equation(search, found, int(across), view.cell(found.total, int(across)), cells, gap)


def _within_slack(equation: Equation) -> bool:
    return abs(equation.gap) <= equation.search.slack * (len(equation.parts) + 1)


def _rounding(equation: Equation) -> bool:
    """Whether rounded parts may miss the total by so little: half a unit each."""
    unit = int(equation.search.view.unit[equation.across])
    return _within_slack(equation) or 2 * abs(equation.gap) <= unit * (len(equation.parts) + 1)


def _weighed(equation: Equation, across: dict[tuple[int, int], int], twin: bool) -> Equation | None:
    """The violated equation with its strength (audit.md 2.9), None where an excuse of section 3 applies."""
    search, found = equation.search, equation.sum
    claim = search.claim(found.total)
    failures, holds = len(found.failed), len(found.tied)
    if claim == NONE and (found.shapes < 4 or failures > 2 or 4 * failures > failures + holds):
        return None
    alone = failures <= 1 and found.shapes == 2 and found.gain >= CLEAR
    if claim == SOFT and ((found.shapes < 3 and not alone) or 3 * failures > failures + holds):
        return None
    if _repeats(equation) or _membership(equation) or _another_reading(equation):
        return None
    others = across.get((id(search), equation.across), 0)
    strength = min(found.gain, 12.0) + LABEL[claim] + 1.2 * min(others, 3)
    if twin:
        strength += min(found.gain + 2.0 * failures, 8.0)
    else:
        strength -= 2.5 * min(4.0, 2 * max(failures - 1, 0) / max(holds, 1))
    strength -= 1.0 if found.shapes == 1 else 0.0
    strength -= 6.0 if search.off[equation.across] else 0.0
    left_out = failures >= 2 and not holds
    return Equation(
        search, found, equation.across, equation.total, equation.parts, equation.gap, strength,
        cap=bool(search.off[equation.across]) or abs(equation.gap) < _coarsest(equation) or left_out,
    )  # fmt: skip


def _coarsest(equation: Equation) -> int:
    """One unit of the coarsest figure involved (R9)."""
    grain = equation.search.view.grain
    lines = [equation.sum.total, *equation.sum.parts]
    return int(grain[lines, equation.across].max())


def _repeats(equation: Equation) -> bool:
    """The total is what each of its lines is: an index or a rate that every line bears, and no sum."""
    search, found = equation.search, equation.sum
    values = search.number[list(found.parts), equation.across]
    shown = int(search.number[found.total, equation.across])
    filled = values[values != 0]
    return len(filled) >= 2 and bool((filled == shown).all())


def _membership(equation: Equation) -> bool:
    """R2: a line that is nil wherever the sum ties and is the gap here: whether it belongs to it is not known."""
    search, found = equation.search, equation.sum
    tied = list(found.tied)
    if not tied:
        return False
    low, high = min((*found.parts, found.total)), max((*found.parts, found.total))
    members = set(found.parts)
    for line in range(max(0, low - NEAR), min(search.view.lines, high + NEAR + 1)):
        if line == found.total or not search.usable[line] or search.number[line, tied].any():
            continue
        number = int(search.number[line, equation.across])
        inside = line in members
        if number and (
            (inside and equation.gap in {-number, -2 * number}) or (not inside and equation.gap in {number, -number})
        ):
            return True
    return False


def _another_reading(equation: Equation) -> bool:
    """R3: another reading with evidence of its own ties here, overlaps and differs by more than one end line."""
    search, found = equation.search, equation.sum
    for other in search.others.get(found.total, ()):
        parts = set(other.parts)
        if other.gain < 3.5 or equation.across not in other.tied or not parts & set(found.parts):
            continue
        if len(parts ^ set(found.parts)) <= 1 or _doubles(other.parts, search):
            continue
        return True
    return False


def _doubles(parts: Iterable[int], search: Search) -> bool:
    """Whether parts hold an aggregate together with its own parts."""
    inside = set(parts)
    return any(line in search.sums and inside & set(search.sums[line].parts) for line in inside)
