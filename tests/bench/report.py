"""The table: each ratio beside its goal, and what it was measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench.goals import GROWTH, MEMORY, ROWS, Row
from tests.bench.measure import Cost

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
HEAD = ("| row | ours, s | rival | rival, s | ratio | goal | |", "|---|--:|---|--:|--:|--:|---|")


@dataclass(frozen=True, slots=True)
class Measured:
    """costs: corpus → process → what it cost; sizes: of the corpora; rounds: runs of each process."""

    costs: Mapping[str, Mapping[str, Cost]]
    sizes: Mapping[str, int]
    rounds: int


def report(found: Measured) -> Iterator[str]:
    """The table in Markdown, and under it what was measured where."""
    yield from HEAD
    for row in ROWS:
        if row.corpus in found.costs:
            yield from lines(row, found.costs[row.corpus])
    yield from growth(found)
    yield from memory(found)
    yield ""
    sizes = ", ".join(f"{name} {found.sizes[name]:,}" for name in found.costs if name in found.sizes)
    yield f"Seconds of processor time, medians of {found.rounds} (L: one run); sizes: {sizes}."
    yield f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors."


def lines(row: Row, costs: Mapping[str, Cost]) -> Iterator[str]:
    """A line for each rival of a row."""
    name = f"{row.corpus}: `{row.ours}`"
    mine = costs.get(row.ours)
    for rival, goal in row.goals.items():
        if mine is None:
            yield f"| {name} | – | {rival} | {costs[rival].cpu:.2f} | – | ≤ {goal:g} | no such command yet |"
        elif failed := mine.failed or costs[rival].failed:
            yield f"| {name} | {mine.cpu:.2f} | {rival} | {costs[rival].cpu:.2f} | – | ≤ {goal:g} | fails: {failed} |"
        else:
            yield compared(
                name, (f"{mine.cpu:.2f}", rival, f"{costs[rival].cpu:.2f}"), mine.cpu / costs[rival].cpu, goal
            )


def compared(name: str, figures: tuple[str, str, str], ratio: float, goal: float) -> str:
    """One line with its verdict."""
    verdict = "met" if ratio <= goal else f"{ratio / goal:.1f} × the goal"
    return f"| {name} | {' | '.join(figures)} | {ratio:.3g} | ≤ {goal:g} | {verdict} |"


def growth(found: Measured) -> Iterator[str]:
    """What a row of L costs beside a row of M."""
    runs = [found.costs.get(name, {}).get("run") for name in ("H", "M", "L")]
    small, middle, large = runs
    if small and middle and large and not (small.failed or middle.failed or large.failed):
        a_row = (middle.cpu - small.cpu) / found.sizes["M"], (large.cpu - small.cpu) / found.sizes["L"]
        shown = f"{a_row[1] * 1e6:.1f} µs", "a row of M", f"{a_row[0] * 1e6:.1f} µs"
        yield compared("growth: a row of L", shown, a_row[1] / a_row[0], GROWTH)


def memory(found: Measured) -> Iterator[str]:
    """The largest process on L beside that of the rivals."""
    costs = found.costs.get("L", {})
    mine = costs.get("run")
    for rival, goal in MEMORY.items():
        if mine and not mine.failed and not costs[rival].failed:
            shown = f"{mine.peak:.0f} MiB", rival, f"{costs[rival].peak:.0f} MiB"
            yield compared("L: peak of `run`", shown, mine.peak / costs[rival].peak, goal)


def written(readme: str, table: str, marks: tuple[str, str] = (BEGIN, END)) -> str:
    """The README with the table between its markers; raises ValueError where they are not there."""
    before, begin, rest = readme.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not (begin and end):
        raise ValueError(marks[0])
    return f"{before}{begin}\n{table}\n{end}{after}"
