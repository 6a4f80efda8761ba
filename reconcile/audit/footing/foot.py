"""All that does not tie on one sheet: sums by rows and by columns, blame, causes, formulas, numbers kept as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reconcile.audit.footing.blame import Gap, Sheet, Story, gaps
from reconcile.audit.footing.blocks import orphans, settle_claims
from reconcile.audit.footing.equations import Cell, Equation, equations
from reconcile.audit.footing.figures import Figures, figures_of
from reconcile.audit.footing.formulas import Formula, formulas_of
from reconcile.audit.footing.search import LABEL, Search
from reconcile.audit.footing.stories import PRIORS
from reconcile.audit.footing.views import HARD, views_of
from reconcile.model.claims import Ground
from reconcile.model.grid import Grid

CERTAIN = 30.0
FEW = 10
"""At most one number in so many may be text for that to be a slip and not the way of the file."""


@dataclass(frozen=True)
class Footing:
    """What was found on a sheet; tested: how many sums were judged in how many places, and formulas worked out."""

    figures: Figures
    gaps: tuple[Gap, ...]
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    tested: int


def foot(grid: Grid) -> Footing:
    """The arithmetic audit of one sheet on its own."""
    figures = figures_of(grid)
    if not figures.known.any():
        return Footing(figures, (), ("",) * grid.height, ("",) * grid.width, 0)
    rows, columns = views_of(figures)
    searches = [Search(view, figures.slack) for view in (rows, columns)]
    left = {}
    for search in searches:
        search.run()
        left[id(search)] = settle_claims(search)
    held, violated = equations(searches)
    sheet = Sheet(held)
    found = gaps(held, violated)
    for search in searches:
        found += list(orphans(search, left[id(search)], sheet))
        found += list(_short_ranges(search))
    formulas = list(formulas_of(figures))
    found += list(_old_values(figures, formulas))
    found += list(_texts(figures, held))
    tested = len(held) + len(violated) + len(formulas)
    return Footing(figures, tuple(_one_each(found)), rows.labels, columns.labels, tested)


def _one_each(found: Sequence[Gap]) -> Iterator[Gap]:
    """One gap for each cell, the strongest; what another already tells of the same cells is not told again."""
    told: set[Cell] = set()
    for gap in sorted(found, key=lambda gap: (gap.cap, -gap.strength, gap.at)):
        if gap.at in told or gap.total in told:
            continue
        told |= {gap.at, *gap.also, gap.total}
        yield gap


def _old_values(figures: Figures, formulas: Sequence[Formula]) -> Iterator[Gap]:
    """A formula whose value in the file is not what it gives."""
    for formula in formulas:
        if not figures.known[formula.at] or figures.typed[formula.at]:
            continue
        shown = int(figures.value[formula.at])
        meant = round(formula.value * figures.unit)
        texts = [cell for cell in formula.cells if figures.typed[cell]]
        with_texts = meant + sum(int(figures.value[cell]) for cell in texts)
        room = figures.slack * (len(formula.cells) + 1)
        ties = abs(shown - meant) <= room or _nearly(shown, meant)
        if not ties and not (texts and _nearly(shown, with_texts)):
            story = Story("cached_differs", PRIORS["cached_differs"], (formula.at,))
            yield Gap(
                formula.at, shown, meant, formula.cells, True, CERTAIN, (story,), total=formula.at,
                ground=Ground.FORMULA,
            )  # fmt: skip
        elif texts and len(texts) * FEW <= len(formula.cells) + FEW:
            value = int(figures.value[texts[0]])
            story = Story("text_number", PRIORS["text_number"], (texts[0],))
            yield Gap(
                texts[0], value, value, formula.cells, True, CERTAIN, (story,), (formula.at, *texts[1:]),
                total=formula.at, ground=Ground.FORMULA,
            )  # fmt: skip


def _nearly(shown: int, meant: int) -> bool:
    """Excel keeps 15 digits."""
    return abs(shown - meant) * 10**12 <= max(abs(shown), abs(meant))


def _texts(figures: Figures, held: Sequence[Equation]) -> Iterator[Gap]:
    """A number kept as text among numbers, inside a sum that ties with it: SUM will skip it."""
    if int(figures.typed.sum()) * FEW > int(figures.known.sum()):
        return
    for equation in held:
        if equation.sum.gain < 2.0:
            continue
        texts = [cell for cell in equation.cells if figures.typed[cell] and figures.value[cell]]
        if texts and len(texts) * 2 < len(equation.cells):
            cell = texts[0]
            value = int(figures.value[cell])
            story = Story("text_number", PRIORS["text_number"], (cell,))
            strength = min(equation.sum.gain, 12.0) + LABEL[equation.search.claim(equation.sum.total)] + 3.0
            yield Gap(
                cell, value, value, equation.parts, equation.search.view.by_rows, strength, (story,),
                (equation.total,) if cell != equation.total else (),
                len(equation.sum.tied), len(equation.sum.tied), total=equation.total,
            )  # fmt: skip


def _short_ranges(search: Search) -> Iterator[Gap]:
    """A claimed total that ties without the end line of its block, which nothing else adds up."""
    covered = {part for found in search.sums.values() for part in found.parts}
    aggregates = set(search.sums)
    view = search.view
    for line, found in search.sums.items():
        if search.claim(line) != HARD or len(found.parts) < 2 or found.failed:
            continue
        up = max(found.parts) < line
        end = (min(found.parts) - 1) if up else (max(found.parts) + 1)
        near = (max(found.parts) + 1) if up else (min(found.parts) - 1)
        for missing, weight in ((near, 2.0), (end, 0.5)):
            if not 0 <= missing < view.lines or missing == line or missing in covered or missing in aggregates:
                continue
            if (
                not search.usable[missing]
                or search.claim(missing) == HARD
                or view.level[missing] != view.level[found.parts[0]]
            ):
                continue
            across = [one for one in found.tied if search.number[missing, one]]
            if not across or (len(across) > 1 and len(across) > len(found.tied) // 2):
                continue
            first = across[0]
            cell = view.cell(line, first)
            shown = int(search.number[line, first])
            parts = tuple(view.cell(part, first) for part in found.parts)
            story = Story("range_short", PRIORS["range_short"], (view.cell(missing, first),))
            yield Gap(
                cell, shown, shown + int(search.number[missing, first]), parts, view.by_rows,
                LABEL[HARD] + weight, (story,), (), 0, len(found.tied), total=cell,
            )  # fmt: skip
