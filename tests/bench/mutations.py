"""`python -m tests.bench.mutations [--tables N] [--first SEED] [--write]`: how the arithmetic audit does on errors.

Clean tables, decoys that must stay silent, and each kind of error once a table. Detectable: a sum of the truth breaks,
or a formula shows an old value, or a number is text. Identifiable: exactly one single-cell change restores every sum.
Found: a point that is no note at a broken total or the changed cell; named: the changed cell is among its cells; first:
the likeliest cause names it alone; cause: its kind is right.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reconcile.audit.footing.untied import footed
from reconcile.audit.matters import LEAST_EXPLAIN
from reconcile.model.footing import Untied
from reconcile.model.places import CellRef, Place
from tests.bench.report import written
from tests.bench.tables import DECOYS, ERRORS, At, Made, clean, restoring

BEGIN, END = "<!-- mutations -->", "<!-- /mutations -->"
HEAD = (
    "| error | tables | detectable | found | named | set ≤ 3 | cause | identifiable | named first |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
)
GOALS = "| goal | | | ≥ 99 % | ≥ 98 % | ≥ 90 % | ≥ 95 % | | ≥ 95 % |"


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one error."""

    detectable: bool
    identifiable: bool
    found: bool
    named: bool
    small: bool
    first: bool
    cause: bool


def loud(made: Made) -> list[Untied]:
    """Every point that asks for something."""
    return [one for one in footed([made.grid]).untied if one.strength >= LEAST_EXPLAIN and not one.noted]


def score(made: Made) -> Score:
    """How one error came out."""
    broken, changed = made.broken, set(made.changed)
    places = {one.total for one in broken} | changed
    hits = [one for one in loud(made) if places & set(map(_at, (one.at, one.total, *one.also)))]
    likeliest = [one.explanations[0] for one in hits if one.explanations]
    single = restoring(made) if broken else set()
    return Score(
        detectable=bool(broken) or made.kind == "cached_differs",
        identifiable=len(single) == 1,
        found=bool(hits),
        named=any(changed & _cells(one) for one in hits),
        small=any(len({_at(one.at), *map(_at, one.explanations[0].cells)}) <= 3 for one in hits if one.explanations),
        first=any(_at(one.at) in changed or {*map(_at, one.explanations[0].cells)} == changed for one in hits),
        cause=any(told.kind == made.kind for told in likeliest),
    )


def _at(place: Place) -> At:
    return (place.row, place.column) if isinstance(place, CellRef) else (0, 0)


def _cells(one: Untied) -> set[At]:
    told = [cell for explanation in one.explanations for cell in explanation.cells]
    return set(map(_at, (one.at, one.total, *one.also, *told)))


def report(seeds: Sequence[int]) -> Iterator[str]:
    """The table in Markdown."""
    alarmed = sum(bool(loud(clean(seed))) for seed in seeds)
    decoys = [
        (name, sum(bool(loud(make(clean(seed), random.Random(seed)))) for seed in seeds))
        for name, make in DECOYS.items()
    ]
    yield from HEAD
    every: list[Score] = []
    for kind, make in ERRORS.items():
        made = [make(clean(seed), random.Random(seed)) for seed in seeds]
        scores = [score(wrong) for wrong in made if wrong]
        every += scores
        yield line(kind, scores)
    yield line("**all**", every)
    yield GOALS
    yield ""
    told = "; ".join(f"{name} {count}" for name, count in decoys)
    yield f"Clean tables with an alarm: {alarmed} of {len(seeds)} (goal: 1 in 100). Decoys with an alarm: {told}."
    yield f"Seeds {seeds[0]} to {seeds[-1]}; five layouts in turn, every second table with formulas."


def line(kind: str, scores: Sequence[Score]) -> str:
    """One kind of error: shares of the detectable ones, the last two of the identifiable."""
    able = [one for one in scores if one.detectable]
    found = [one for one in able if one.found]
    sure = [one for one in able if one.identifiable]
    shares = [
        share([one.found for one in able]),
        share([one.named for one in found]),
        share([one.small for one in found]),
        share([one.cause for one in found]),
    ]
    counts = f"{len(scores)} | {len(able)}"
    return f"| {kind} | {counts} | {' | '.join(shares)} | {len(sure)} | {share([one.first for one in sure])} |"


def share(hits: Sequence[bool]) -> str:
    """ "97.5 %", "–" of nothing."""
    return f"{100 * sum(hits) / len(hits):.1f} %" if hits else "–"


def main() -> None:
    """Measure and print; with --write also into the README."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutations", description=__doc__)
    parser.add_argument("--tables", type=int, default=200, help="how many clean tables")
    parser.add_argument("--first", type=int, default=10_000, help="the first seed")
    parser.add_argument("--write", action="store_true", help="the table into tests/bench/README.md")
    asked = parser.parse_args()
    table = "\n".join(report(range(asked.first, asked.first + asked.tables)))
    print(table)  # noqa: T201 - the result of the command
    if asked.write:
        readme = Path(__file__).with_name("README.md")
        readme.write_text(written(readme.read_text("utf-8"), table, (BEGIN, END)), "utf-8")


if __name__ == "__main__":
    main()
