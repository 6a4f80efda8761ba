"""Totals that nothing confirms: what their label and place claim, held against how other totals of the sheet are made.

Half of real lists have one column of money. There structure must come from the layout: the block above or below, the
children in the outline, the totals that are still free (audit.md 2.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log10

import numpy as np

from reconcile.audit.footing.blame import STRONG, Gap, Sheet, Story, stories_of, whole_line
from reconcile.audit.footing.equations import Equation
from reconcile.audit.footing.search import LABEL, Search, Sum
from reconcile.audit.footing.views import HARD

LEAST, MOST_NEAR = 3.0, 25
NUMBERED = 2.5
"""Decades in favour of a total over a whole numbered list."""


@dataclass(frozen=True)
class Block:
    """One natural reading of a claimed total; gap: per line across in which it can be judged."""

    kind: str
    parts: tuple[int, ...]
    gap: Mapping[int, int]

    @property
    def broken(self) -> dict[int, int]:
        """The lines across in which it does not tie."""
        return {across: gap for across, gap in self.gap.items() if gap}


def settle_claims(search: Search) -> dict[int, list[Block]]:
    """Claimed totals without a sum: those that a natural block explains everywhere become sums, the others are given
    back with their blocks."""
    left: dict[int, list[Block]] = {}
    for line in range(search.view.lines):
        if search.claim(line) != HARD or line in search.sums or not search.usable[line]:
            continue
        blocks = [block for block in blocks_of(search, line) if block.gap]
        tying = [block for block in blocks if not block.broken]
        if tying:
            best = max(tying, key=lambda block: len(block.gap))
            across = tuple(best.gap)
            search.sums[line] = Sum(
                line, best.parts, f"block_{best.kind}", _decades(search, line, across), 1, across, (), 0.0
            )
        elif blocks:
            left[line] = blocks
    return left


def _decades(search: Search, line: int, across: Sequence[int]) -> float:
    sizes = [abs(int(search.number[line, one])) / int(search.view.unit[one]) for one in across]
    return min(5.0, max((log10(max(2 * size, 1)) for size in sizes), default=0.0))


def blocks_of(search: Search, line: int) -> list[Block]:
    """The natural blocks of a line, each set of parts once, of at least two lines."""
    seen: dict[tuple[int, ...], Block] = {}
    for kind, parts in _natural(search, line):
        key = tuple(sorted(parts))
        if len(key) >= 2 and key not in seen:
            seen[key] = Block(kind, key, _gaps(search, line, key))
    return list(seen.values())


def _natural(search: Search, line: int) -> Iterator[tuple[str, list[int]]]:
    view = search.view
    if line in search.parents:
        yield "child", list(search.parents[line])
    covered = {part for found in search.sums.values() for part in found.parts}
    for name, step in (("up", -1), ("down", 1)):
        end = -1 if step < 0 else view.lines
        run: list[int] = []
        wide: list[int] = []
        open_ = True
        for other in range(line + step, end, step):
            stop = search.claim(other) == HARD and search.usable[other]
            if stop:
                break
            if search.usable[other]:
                wide.append(other)
                if open_:
                    run.append(other)
            elif run:
                open_ = False
        yield f"block_{name}", run
        yield f"wide_{name}", wide
        free = [
            other
            for other in range(line + step, end, step)
            if search.usable[other] and search.claim(other) == HARD and other not in covered
        ]
        yield f"free_{name}", free
        aggregates = {other for other in search.sums if line not in search.sums[other].parts}
        inside = {part for other in aggregates for part in search.sums[other].parts}
        yield (
            f"top_{name}",
            [other for other in range(line + step, end, step) if search.usable[other] and other not in inside],
        )


def _gaps(search: Search, line: int, parts: Sequence[int]) -> dict[int, int]:
    index = np.array(parts)
    view = search.view
    judged = view.known[line] & ~search.off & ~view.hidden[index].any(axis=0) & search.filled[index].any(axis=0)
    gap = search.number[line] - search.number[index].sum(axis=0)
    loose = np.abs(gap) * 2 <= view.unit * (len(parts) + 1) * (view.unit > 1)
    return {int(across): 0 if loose[across] else int(gap[across]) for across in np.flatnonzero(judged)}


def orphans(search: Search, left: Mapping[int, Sequence[Block]], sheet: Sheet) -> Iterator[Gap]:
    """Claimed totals that no block explains, as far as the other totals of the sheet show how they are made."""
    habit = _habit(search, left)
    covered = {part: line for line, found in search.sums.items() for part in found.parts}
    for line, blocks in left.items():
        if _explained_otherwise(search, line, blocks):
            continue
        weighed = [(_strength(search, line, block, habit, covered, len(blocks), sheet), block) for block in blocks]
        (strength, stories), block = max(weighed, key=lambda item: (item[0][0], -len(item[1].parts)))
        if strength >= LEAST:
            yield _gap(search, line, block, strength, stories)


def _habit(search: Search, left: Mapping[int, Sequence[Block]]) -> dict[str, tuple[int, int]]:
    """Kind of block → how many other claimed totals it explains everywhere, and how many not."""
    found: dict[str, list[int]] = {}
    for line, total in search.sums.items():
        if search.claim(line) != HARD:
            continue
        for block in blocks_of(search, line):
            if set(block.parts) == set(total.parts):
                found.setdefault(block.kind, [0, 0])[0] += 1
    for blocks in left.values():
        for block in blocks:
            found.setdefault(block.kind, [0, 0])[1] += 1
    return {kind: (held, failed) for kind, (held, failed) in found.items()}


def _explained_otherwise(search: Search, line: int, blocks: Sequence[Block]) -> bool:
    """A figure elsewhere says what this one repeats, or a few lines near by add up to it."""
    own, known = search.number[line], search.view.known[line] & ~search.off
    if not known.any():
        return True
    for other in range(search.view.lines):
        if other != line and search.usable[other] and (search.number[other] == own)[known].all():
            return True
    near = [
        other
        for other in range(max(0, line - MOST_NEAR), min(search.view.lines, line + MOST_NEAR + 1))
        if other != line and search.usable[other]
    ]
    if known.sum() >= 2:
        values = search.number[near][:, known]
        for size in (2, 3):
            if len(near) > 40:
                break
            for group in combinations(range(len(near)), size):
                lines = {near[one] for one in group}
                but_one = any(lines < set(block.parts) and len(block.parts) == size + 1 for block in blocks)
                if not but_one and (values[list(group)].sum(axis=0) == own[known]).all():
                    return True
    return any(_prefix_ties(search, line, block, known) for block in blocks)


def _prefix_ties(search: Search, line: int, block: Block, known: np.ndarray) -> bool:
    """Whether a run of the block, from the total outward, gives it everywhere, and is no block less its end line."""
    order = sorted(block.parts, key=lambda part: abs(part - line))
    sums = np.cumsum(search.number[order][:, known], axis=0)
    ties = (sums == search.number[line, known]).all(axis=1)
    return bool(ties[1 : max(1, len(order) - 2)].any())


Weighed = tuple[float, tuple[Story, ...]]


def _strength(
    search: Search,
    line: int,
    block: Block,
    habit: Mapping[str, tuple[int, int]],
    covered: Mapping[int, int],
    blocks: int,
    sheet: Sheet,
) -> Weighed:
    """Decades in favour of this reading being meant and broken, and what may have happened (audit.md 2.6)."""
    held, failed = habit.get(block.kind, (0, 0))
    surplus = held - 2 * (failed - 1)
    strength = LABEL[HARD] + (4.0 if surplus >= 2 else 2.5 if surplus >= 1 else 0.0)
    cell = search.view.cell(line, min(block.gap))
    strength += 2.0 if line in covered and sheet.holds(cell) else 0.0
    strength += NUMBERED if _numbered(search, block.parts) else 0.0
    across = list(block.broken)
    gap = np.array([block.broken[one] for one in across])
    stories: tuple[Story, ...] = ()
    if len(across) == len(block.gap) and (story := whole_line(search, block.parts, across, gap)):
        weight = _weight(search, block, across)
        strength += weight if story.kind == "repeated_line" or len(across) >= 2 else min(weight, 3.0) - 1.0
        stories = (story,)
    elif len(across) == 1:
        equation = _equation(search, line, block, across[0])
        stories = stories_of(equation, sheet)
        strength += _story(search, block, equation, stories[0])
    else:
        strength += _closeness(search, line, across, gap)
    if (missing := _step(search, block.parts)) is not None:
        strength += 4.0
        stories = (Story("missing_line", 2.0, (search.view.cell(missing, across[0]),)), *stories[:3])
    elif len(across) >= 2 and not stories:
        same = (gap > 0).all() or (gap < 0).all()
        stories = (Story("missing_line" if same else "stale", 0.5),)
    return strength - 0.7 * log10(blocks), stories or (Story("stale", 0.4),)


def _weight(search: Search, block: Block, across: Sequence[int]) -> float:
    """What it is worth that a whole line explains all gaps: its digits, the tries taken off."""
    sizes = [log10(max(2 * abs(block.gap[one]) / int(search.view.unit[one]), 1)) for one in across]
    return min(10.0, sum(sorted(sizes, reverse=True)[:3])) - log10(len(block.parts))


def _story(search: Search, block: Block, equation: Equation, story: Story) -> float:
    """What a story of one cell is worth: the digits that the gap has beyond the grain of the column."""
    if story.kind == "stale":
        return _closeness(search, equation.sum.total, [equation.across], np.array([equation.gap]))
    values = search.number[list(block.parts), equation.across]
    size = abs(int(search.number[equation.sum.total, equation.across])) or 1
    grain = 1
    while grain * 10 < size and (values % (grain * 10) == 0).mean() >= 0.9:
        grain *= 10
    worth = log10(2 * size / grain) - log10(len(block.parts) * max(1, len(str(size // grain))))
    return min(0.5, worth) if story.kind in {"one_digit", "digit_lost", "digit_added"} else min(3.5, max(-0.5, worth))


def _closeness(search: Search, line: int, across: Sequence[int], gap: np.ndarray) -> float:
    """A gap of a thousandth of the total is a slip; one as large as the total is another structure."""
    sizes = np.maximum(np.abs(search.number[line, list(across)]).astype(float), 1.0)
    return float(min(2.0, -np.log10(np.maximum(np.abs(gap) / sizes, 1e-9)).max()))


def _step(search: Search, parts: Sequence[int]) -> int | None:
    """The line behind which one number of the ordinals is missing; None where none or several are."""
    order = [(search.view.order[part], part) for part in parts if search.view.order[part] > 0]
    if len(order) < 3 or len(order) < len(parts):
        return None
    steps = [later[0] - one[0] for one, later in pairwise(order)]
    if sorted(steps) != [1] * (len(steps) - 1) + [2]:
        return None
    return order[steps.index(2)][1]


def _numbered(search: Search, parts: Sequence[int]) -> bool:
    """Whether the lines are a whole list: numbered 1, 2, 3, … without a gap."""
    return len(parts) >= 4 and [search.view.order[part] for part in parts] == list(range(1, len(parts) + 1))


def _equation(search: Search, line: int, block: Block, across: int) -> Equation:
    view = search.view
    parts = tuple(view.cell(part, across) for part in block.parts if view.known[part, across])
    found = Sum(line, block.parts, block.kind, 0.0, 1, (), (across,), 0.0)
    return Equation(search, found, across, view.cell(line, across), parts, block.gap[across])


def _gap(search: Search, line: int, block: Block, strength: float, stories: tuple[Story, ...]) -> Gap:
    broken = sorted(block.broken)
    first = _equation(search, line, block, broken[0])
    shown = int(search.number[line, broken[0]])
    computed = shown - first.gap
    far = not computed or not 0.5 <= shown / computed <= 2
    return Gap(
        first.total, shown, computed, first.parts, search.view.by_rows, strength, stories,
        tuple(search.view.cell(line, across) for across in broken[1:]), len(block.gap) - len(broken), len(block.gap),
        cap=far and stories[0].weight < STRONG, total=first.total,
    )  # fmt: skip
