"""Which lines are sums of others: the best set of parts for each line, judged on all lines across together.

Evidence is counted in decades (audit.md 2.4): a tie of a figure of n digits is 10^-n by chance. Columns that only
repeat each other's proportions count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reconcile.audit.footing.figures import Mask, Whole
from reconcile.audit.footing.views import HARD, NONE, View

NDArrayFloat: TypeAlias = NDArray[np.float64]
MOST_DECADES = 5.0
LABEL = {0: 0.0, 1: 0.8, 2: 2.0}
NATURAL = 0.7
ROUNDS = 3
FAR, FAR_UNNAMED = 5_000, 400
"""So many lines up and down are searched for the parts of a line that claims to be a total, and of any other."""
MOST_SEARCHED = 1_200
"""In longer views only lines that claim something are searched."""
LOOKED_AT, MOST_WITNESSES = 6, 200
"""Readings of a sequence that are weighed, and ties of each: more of them prove nothing more."""


@dataclass(frozen=True)
class Sum:
    """`total` is the sum of `parts`. tied, failed: lines across; gain in decades; shapes: independent witnesses."""

    total: int
    parts: tuple[int, ...]
    how: str
    gain: float
    shapes: int
    tied: tuple[int, ...]
    failed: tuple[int, ...]
    score: float


class Search:
    """The search over one view."""

    def __init__(self, view: View, slack: int) -> None:
        self.view, self.slack = view, slack
        self.usable = ~(view.skip | view.share)
        self.off = view.share_across.copy()
        self.number = np.where(view.known, view.value, 0)
        self.filled = view.known & (view.value != 0)
        self.sums: dict[int, Sum] = {}
        self.others: dict[int, list[Sum]] = {}
        self.parents = _children(view)
        self.grain = _grain(self.number, self.filled, view.unit)

    def run(self) -> Mapping[int, Sum]:
        """The best reading of every line that has one; three rounds, each knowing the aggregates of the last."""
        for _ in range(ROUNDS):
            found: dict[int, Sum] = {}
            for line in range(self.view.lines):
                if self.usable[line] and self._worth(line):
                    best = self._best(line)
                    if best:
                        found[line] = best
            found = _without_rearrangements(found)
            settled = found.keys() == self.sums.keys() and all(found[k].parts == self.sums[k].parts for k in found)
            self.sums = found
            self._switch_off()
            if settled:
                break
        return self.sums

    def claim(self, line: int) -> int:
        """What the label, or at least two lines below it in the outline, claim."""
        return HARD if line in self.parents else self.view.claim[line]

    def _worth(self, line: int) -> bool:
        return self.claim(line) != NONE or self.view.lines <= MOST_SEARCHED

    def _switch_off(self) -> None:
        """Lines across in which sums fail more often than they hold are not additive."""
        holds, fails = np.zeros(len(self.off), int), np.zeros(len(self.off), int)
        for found in self.sums.values():
            holds[list(found.tied)] += 1
            fails[list(found.failed)] += 1
        self.off = self.off | ((fails > 2 * holds) & (fails >= 2))

    def _best(self, line: int) -> Sum | None:
        tried, found = 0, []
        for how, sequence, fixed in self.sequences(line):
            ends = [len(sequence)] if fixed else range(2, len(sequence) + 1)
            tried += len(ends)
            found += list(self._readings(line, how, sequence, fixed))
        if not found:
            return None
        claim = self.claim(line)
        bar = 1.3 + log10(max(tried, 1)) + 0.5 * log10(self.view.lines)
        fair = [s for s in found if s.gain + LABEL[claim] + NATURAL * (s.how.endswith("!")) >= bar and _holds(s, claim)]
        fair.sort(key=lambda s: (-s.score, len(s.parts), s.parts))
        self.others[line] = fair[1:]
        return fair[0] if fair else None

    def sequences(self, line: int) -> Iterator[tuple[str, list[int], bool]]:
        """The parts that may be meant, nearest first: every prefix of a sequence, or (fixed) the whole."""
        if line in self.parents:
            yield "child", list(self.parents[line]), True
        far = FAR if self.claim(line) else FAR_UNNAMED
        seen = set()
        for name, step in (("up", -1), ("down", 1)):
            end = max(-1, line - far - 1) if step < 0 else min(self.view.lines, line + far + 1)
            raw = [other for other in range(line + step, end, step) if self.usable[other]]
            aggregates = {other for other in raw if other in self.sums and line not in self.sums[other].parts}
            covered = {part for other in aggregates for part in self.sums[other].parts}
            kinds = {
                "raw": raw,
                "nolab": [other for other in raw if self.view.claim[other] != HARD],
                "top": [other for other in raw if other not in covered],
                "leaf": [other for other in raw if other not in self.sums],
                "lab": [other for other in raw if self.view.claim[other] == HARD],
                "subs": [other for other in raw if other in aggregates and other not in covered],
            }
            kinds["same" if self.view.level[line] >= 0 else "roots"] = self._level(line, raw)
            for kind, sequence in kinds.items():
                key = tuple(sequence)
                if len(sequence) >= 2 and key not in seen:
                    seen.add(key)
                    yield f"{kind}_{name}", sequence, False

    def _level(self, line: int, raw: Sequence[int]) -> list[int]:
        """The lines of the same level of the outline; for one outside it, those of the highest."""
        levels = [self.view.level[other] for other in raw if self.view.level[other] >= 0]
        own = self.view.level[line] if self.view.level[line] >= 0 else min(levels, default=-1)
        return [other for other in raw if self.view.level[other] == own >= 0]

    def _readings(self, line: int, how: str, sequence: Sequence[int], fixed: bool) -> Iterator[Sum]:
        index = np.array(sequence)
        sums = np.cumsum(self.number[index], axis=0)
        counts = np.cumsum(self.filled[index], axis=0)
        open_ = np.cumsum(self.view.hidden[index], axis=0) > 0
        sizes = np.arange(1, len(sequence) + 1)[:, None]
        target, known = self.number[line], self.view.known[line] & ~self.off
        gap = np.abs(sums - target)
        exact = gap <= self.slack * (sizes + 1)
        loose = gap * 2 <= self.view.unit[None, :] * (sizes + 1)
        judged = known[None, :] & ~open_ & (counts >= 1)
        tied = judged & (exact | loose)
        real = tied & (counts >= 2) & (target != 0)[None, :]
        rows = [len(sequence) - 1] if fixed else np.flatnonzero(real.any(axis=1)).tolist()
        if len(rows) == 0:
            return
        size = np.abs(target).astype(float)
        unit = self.view.unit if self.claim(line) else self.grain
        full = np.clip(np.log10(np.maximum(2 * size / unit, 1)), 0, MOST_DECADES)
        part = np.clip(np.log10(np.maximum(2 * size / (self.view.unit * (sizes + 1)), 1)), 0, MOST_DECADES) * 0.7
        weight = np.where(exact, full[None, :], part) * real
        failed = judged & ~tied
        merit = weight.sum(axis=1) - 1.5 * failed.sum(axis=1)
        for k in sorted(rows, key=lambda row: -merit[row])[:LOOKED_AT]:
            if not real[k].any():
                continue
            parts = index[: k + 1]
            gain, shapes = self._gain(line, parts, real[k], weight[k])
            natural = fixed or self._natural(sequence, int(k))
            score = gain + LABEL[self.claim(line)] + NATURAL * natural - 1.5 * int(failed[k].sum())
            yield Sum(
                line, tuple(sorted(map(int, parts))), how + ("!" if natural else ""), gain, shapes,
                tuple(map(int, np.flatnonzero(tied[k] & (target != 0)))), tuple(map(int, np.flatnonzero(failed[k]))),
                score,
            )  # fmt: skip

    def _gain(self, line: int, parts: Whole, real: Mask, weight: NDArrayFloat) -> tuple[float, int]:
        """Σ of the best weight of each distinct shape: the shares of the parts to two digits."""
        best: dict[tuple[object, ...], float] = {}
        totals: dict[int, float] = {}
        for across in np.flatnonzero(real)[:MOST_WITNESSES]:
            total = int(self.number[line, across])
            shares = np.round(self.number[parts, across] / total, 2)
            shape = tuple(shares[:60])
            best[shape] = max(best.get(shape, 0.0), float(weight[across]))
            totals[total] = 1.0
        shapes = min(len(best), len(totals))
        kept = sorted(best.values(), reverse=True)[:shapes]
        return sum(kept), shapes

    def _natural(self, sequence: Sequence[int], end: int) -> bool:
        """Whether the block ends where a block would: at the end, a gap, or a line that claims a total."""
        if end + 1 >= len(sequence):
            return True
        last, following = sequence[end], sequence[end + 1]
        return abs(following - last) > 1 or self.claim(following) == HARD


def _grain(number: Whole, filled: Mask, unit: Whole) -> Whole:
    """Per line across the largest power of ten that divides nine figures in ten: round amounts tie by chance."""
    grain = unit.copy()
    for across in range(number.shape[1]):
        values = number[filled[:, across], across]
        while (
            len(values)
            and grain[across] * 10 < np.abs(values).max()
            and np.mean(values % (grain[across] * 10) == 0) >= 0.9
        ):
            grain[across] *= 10
    return grain


def _holds(found: Sum, claim: int) -> bool:
    held, failed = len(found.tied), len(found.failed)
    return held >= failed if claim == NONE else 3 * held >= held + failed


def _without_rearrangements(found: Mapping[int, Sum]) -> dict[int, Sum]:
    """A leaf equals its total less its brothers: of two sums that contain each other, the better stays."""
    kept = dict(found)
    for line, one in sorted(found.items(), key=lambda item: item[1].score):
        if any(line in kept[part].parts and kept[part].score >= one.score for part in one.parts if part in kept):
            del kept[line]
    return kept


def _children(view: View) -> dict[int, tuple[int, ...]]:
    """Lines of the outline with at least two lines directly below them; none where only some parts are listed."""
    found: dict[int, tuple[int, ...]] = {}
    levels = view.level
    for line in range(view.lines):
        if levels[line] < 0 or view.skip[line] or view.partial[line] or view.share[line]:
            continue
        below: list[int] = []
        partial = False
        for other in range(line + 1, view.lines):
            if levels[other] >= 0 and levels[other] <= levels[line]:
                break
            partial = partial or (not below and view.partial[other])
            if levels[other] > levels[line] and not view.skip[other] and not view.share[other]:
                below.append(other)
        top = min((levels[other] for other in below), default=0)
        direct = tuple(other for other in below if levels[other] == top)
        if len(direct) >= 2 and not partial:
            found[line] = direct
    return found
