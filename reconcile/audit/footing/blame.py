"""Which cell is wrong: the change that mends most violated equations and breaks fewest that hold (audit.md 2.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log10

import numpy as np

from reconcile.audit.footing.equations import Cell, Equation
from reconcile.audit.footing.search import Search
from reconcile.audit.footing.stories import EDITS, PRIORS, edit
from reconcile.audit.footing.views import NONE
from reconcile.model.claims import Ground

STRONG = 1.5
"""Decades from which a story counts although the figure is far from what its lines give."""


@dataclass(frozen=True)
class Story:
    """One explanation: what happened, in which cells; rivals: how many others fit as well."""

    kind: str
    weight: float
    cells: tuple[Cell, ...] = ()
    rivals: int = 0


@dataclass(frozen=True)
class Gap:
    """One figure that does not tie. meant − shown would mend it; by_rows: whether rows were added up.

    also: other cells that the same matter touches; held: how many lines across the same sum holds in.
    """

    at: Cell
    shown: int
    meant: int
    parts: tuple[Cell, ...]
    by_rows: bool
    strength: float
    stories: tuple[Story, ...] = ()
    also: tuple[Cell, ...] = ()
    held: int = 0
    judged: int = 0
    cap: bool = False
    total: Cell = (0, 0)
    ground: Ground = Ground.LABEL


@dataclass
class Sheet:
    """What all equations say of each cell."""

    held: Sequence[Equation]
    by_cell: dict[Cell, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for equation in self.held:
            for cell in equation.cells:
                self.by_cell[cell] = self.by_cell.get(cell, 0) + 1

    def holds(self, cell: Cell) -> int:
        """How many equations that hold would break with it."""
        return self.by_cell.get(cell, 0)


def gaps(held: Sequence[Equation], violated: Sequence[Equation]) -> list[Gap]:
    """One for each error: what one change explains is one matter."""
    sheet = Sheet(held)
    found: list[Gap] = []
    for group in _components(violated):
        left = list(group)
        while left:
            gap, mended = _next(left, sheet)
            found.append(gap)
            left = [equation for equation in left if equation not in mended]
    return found


def _components(violated: Sequence[Equation]) -> list[list[Equation]]:
    """Violated equations that share a cell, directly or over others."""
    owner: dict[Cell, int] = {}
    parent = list(range(len(violated)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for index, equation in enumerate(violated):
        for cell in equation.cells:
            first = owner.setdefault(cell, index)
            parent[root(index)] = root(first)
    groups: dict[int, list[Equation]] = {}
    for index, equation in enumerate(violated):
        groups.setdefault(root(index), []).append(equation)
    return list(groups.values())


def number(search: Search, cell: Cell) -> int:
    """What the sheet shows in a cell."""
    row, column = cell
    view = search.view
    return int(view.value[row, column] if view.by_rows else view.value[column, row])


def _next(left: Sequence[Equation], sheet: Sheet) -> tuple[Gap, list[Equation]]:
    """The best single change, else what one sum says of several lines across, else of its own."""
    changes: dict[tuple[Cell, int], list[Equation]] = {}
    for equation in left:
        changes.setdefault((equation.total, -equation.gap), []).append(equation)
        for cell in equation.parts:
            changes.setdefault((cell, equation.gap), []).append(equation)

    def merit(item: tuple[tuple[Cell, int], list[Equation]]) -> tuple[float, bool, bool, Cell]:
        (cell, delta), mended = item
        shown = number(mended[0].search, cell)
        return (
            -(2 * len(mended) - sheet.holds(cell)), not _has_story(cell, shown, delta, mended),
            all(equation.total != cell for equation in mended), cell,
        )  # fmt: skip

    (cell, delta), mended = min(changes.items(), key=merit)
    if len(mended) >= 2:
        return _known_cell(cell, delta, mended), mended
    several: dict[tuple[int, int], list[Equation]] = {}
    for equation in left:
        several.setdefault((id(equation.search), equation.sum.total), []).append(equation)
    largest = max(several.values(), key=lambda group: (len(group), -group[0].total[0], -group[0].total[1]))
    if len(largest) >= 2:
        return _whole_lines(largest, sheet), largest
    strongest = max(left, key=lambda equation: (equation.strength, [-place for place in equation.total]))
    return _alone(strongest, sheet), [strongest]


def _has_story(cell: Cell, shown: int, delta: int, mended: Sequence[Equation]) -> bool:
    """Whether something explains this change of a cell: an edit of it, or a line left out of or put into its sum."""
    return bool(_of_cell(cell, shown, delta, mended[0])) or any(
        next(_lines(equation), None) for equation in mended if equation.total == cell
    )


def _of_cell(cell: Cell, shown: int, delta: int, equation: Equation) -> str | None:
    """What happened to one figure that is to be changed by delta."""
    if shown + delta == 0 and _typed(equation.search, cell):
        return "text_number"
    return edit(shown, shown + delta)


def _typed(search: Search, cell: Cell) -> bool:
    return bool(search.view.typed[cell] if search.view.by_rows else search.view.typed[cell[1], cell[0]])


def _known_cell(cell: Cell, delta: int, mended: Sequence[Equation]) -> Gap:
    """Several equations agree on one cell and one change."""
    first = max(mended, key=lambda equation: (equation.total == cell, equation.strength))
    shown = number(first.search, cell)
    fits: dict[str, list[Cell]] = {}
    if kind := _of_cell(cell, shown, delta, first):
        fits[kind] = [cell]
    for equation in mended:
        for kind, other in _lines(equation) if equation.total == cell else ():
            fits.setdefault(kind, []).append(other)
    stories = _ranked(fits) or (Story("stale", PRIORS["stale"], (cell,)),)
    others = tuple(dict.fromkeys(e.total for e in mended if e.total != cell))
    strength = max(equation.strength for equation in mended) + 2 * (len(mended) - 1)
    meant = shown if stories[0].kind == "text_number" else shown + delta
    return Gap(
        cell, shown, meant, first.parts if first.total == cell else (), first.search.view.by_rows, strength,
        stories, others, len(first.sum.tied), _judged(first),
        cap=all(e.cap for e in mended), total=first.total, ground=_ground(first),
    )  # fmt: skip


def _ground(equation: Equation) -> Ground:
    """A line that is named as a total, or numbers alone."""
    return Ground.NUMBERS if equation.search.claim(equation.sum.total) == NONE else Ground.LABEL


def _judged(equation: Equation) -> int:
    return len(equation.sum.tied) + len(equation.sum.failed)


def _alone(equation: Equation, sheet: Sheet) -> Gap:
    """One equation breaks: its cells that stand in no equation that holds are the candidates."""
    shown = number(equation.search, equation.total)
    stories = stories_of(equation, sheet)
    best = stories[0]
    strength = equation.strength + 0.6 * min(3.0, max(-0.5, best.weight)) if best.kind != "stale" else equation.strength
    at = equation.total
    meant = shown - equation.gap
    another = not sheet.holds(at) and _another_measure(shown, meant, best)
    cap = equation.cap or another or (best.kind == "stale" and _confirmed(equation, sheet))
    alone = len(best.cells) == 1 and not best.rivals and best.cells[0] != at
    if alone and (best.kind == "text_number" or (best.kind in EDITS and sheet.holds(at))):
        at = best.cells[0]
        shown = number(equation.search, at)
        meant = shown if best.kind == "text_number" else shown + equation.gap
    return Gap(
        at, shown, meant, equation.parts, equation.search.view.by_rows, strength, stories,
        (equation.total,) if at != equation.total else (), len(equation.sum.tied), _judged(equation), cap,
        total=equation.total, ground=_ground(equation),
    )  # fmt: skip


def _another_measure(shown: int, meant: int, story: Story) -> bool:
    """R8: half or twice what its lines give, and nothing strong explains it: a mean, a count, a running balance."""
    return story.weight < STRONG and (not meant or not 1 <= 2 * shown / meant <= 4)


def _confirmed(equation: Equation, sheet: Sheet) -> bool:
    """Whether every part is the sum of its own lines: then nothing was mistyped, something is not listed."""
    return len(equation.parts) >= 2 and all(sheet.holds(cell) for cell in equation.parts)


def stories_of(equation: Equation, sheet: Sheet | None = None) -> tuple[Story, ...]:
    """Everything that explains one violated equation to the last digit, likeliest first."""
    search, gap = equation.search, equation.gap
    fits: dict[str, list[Cell]] = {}
    for cell, delta in [(equation.total, -gap), *((part, gap) for part in equation.parts)]:
        shown = number(search, cell)
        if sheet and sheet.holds(cell):
            continue
        if kind := edit(shown, shown + delta):
            fits.setdefault(kind, []).append(cell)
    for kind, cell in _lines(equation):
        fits.setdefault(kind, []).append(cell)
    return _ranked(fits) or (Story("stale", PRIORS["stale"], (equation.total,)),)


def _ranked(fits: Mapping[str, Sequence[Cell]]) -> tuple[Story, ...]:
    """The stories, likeliest first: what fits many cells weighs less."""
    unique = {kind: tuple(dict.fromkeys(cells)) for kind, cells in fits.items()}
    found = [Story(kind, PRIORS[kind] - log10(len(cells)), cells[:6], len(cells) - 1) for kind, cells in unique.items()]
    return tuple(sorted(found, key=lambda story: (-story.weight, story.kind))[:4])


def _lines(equation: Equation) -> Iterator[tuple[str, Cell]]:
    """Whole lines: one stands twice, an end is left out, a line or subtotal is left out or added twice."""
    search, gap, across = equation.search, equation.gap, equation.across
    view, values = search.view, search.number[:, equation.across]
    parts = equation.sum.parts
    for one, other in pairwise(parts):
        if values[one] == values[other] == -gap and gap and _twins(search, one, other):
            yield "repeated_line", view.cell(other, across)
    ends = {parts[0], parts[-1]}
    for part in parts:
        if gap and values[part] == -gap:
            kind = "text_number" if view.typed[part, across] else "range_short" if part in ends else "omits"
            yield kind, view.cell(part, across)
    inside = set(parts)
    for line, found in search.sums.items():
        own = set(found.parts)
        if gap and values[line] == gap and (own <= inside or (line in inside)):
            yield "counts_twice", view.cell(line, across)
    for part in parts:
        if gap and values[part] == gap and part not in search.sums:
            yield "counts_twice", view.cell(part, across)


def _twins(search: Search, one: int, other: int) -> bool:
    same = bool((search.number[one] == search.number[other]).all())
    return same and search.view.labels[one] == search.view.labels[other]


def _whole_lines(group: Sequence[Equation], sheet: Sheet) -> Gap:
    """One sum breaks in several lines across: a line missing, repeated, left out; else several figures are old."""
    first = max(group, key=lambda equation: equation.strength)
    search = first.search
    columns = [equation.across for equation in group]
    wanted = np.array([equation.gap for equation in group])
    story = whole_line(search, first.sum.parts, columns, wanted)
    stories = (story,) if story else stories_of(first, sheet)
    if story is None and (all(wanted > 0) or all(wanted < 0)):
        stories = (Story("missing_line", PRIORS["missing_line"]),)
    cells = tuple(equation.total for equation in group if equation is not first)
    shown = number(search, first.total)
    boost = 0.6 * min(3.0, story.weight) if story else 0.0
    far = _another_measure(shown, shown - first.gap, stories[0])
    return Gap(
        first.total, shown, shown - first.gap, first.parts, search.view.by_rows, first.strength + boost, stories,
        cells, len(first.sum.tied), _judged(first), far or all(e.cap for e in group),
        total=first.total, ground=_ground(first),
    )  # fmt: skip


def whole_line(search: Search, parts: Sequence[int], columns: Sequence[int], gap: np.ndarray) -> Story | None:
    """A line that explains the gaps in all of these lines across: twin, left out, or added twice."""
    lines = search.number[np.array(parts)][:, columns]
    first = search.view.cell
    for index in range(1, len(parts)):
        if (lines[index] == -gap).all() and _twins(search, parts[index - 1], parts[index]):
            return Story(
                "repeated_line",
                PRIORS["repeated_line"],
                (first(parts[index], columns[0]), first(parts[index - 1], columns[0])),
            )
    missing = [part for part, line in zip(parts, lines, strict=True) if (line == -gap).all()]
    if missing:
        at_end = missing[0] in {parts[0], parts[-1]}
        typed = search.view.typed[missing[0], list(columns)].all()
        kind = "text_number" if typed else "range_short" if at_end else "omits"
        return Story(kind, PRIORS[kind] - log10(len(missing)), (first(missing[0], columns[0]),), len(missing) - 1)
    inside = set(parts)
    twice = [
        line
        for line in {*parts, *(t for t, s in search.sums.items() if set(s.parts) <= inside)}
        if (search.number[line, list(columns)] == gap).all()
    ]
    if twice:
        return Story(
            "counts_twice", PRIORS["counts_twice"] - log10(len(twice)), (first(twice[0], columns[0]),), len(twice) - 1
        )
    return None
