"""The cover: whether the figures may be published, what to do next, what was collected; then contents and controls.

Its two pages are made of blocks. A block writes its rows from a given one on and returns their heights in points.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.i18n.words import Words
from reconcile.model.results import Reconciliation
from reconcile.writers.addresses import (
    Addresses,
)
from reconcile.writers.cover_back import contents, legend, not_checked, promise
from reconcile.writers.cover_front import jobs, jobs_of, letterhead, open_points, results, signatures, verdict
from reconcile.writers.cover_parts import LAST, SIGNING_POINTS, WIDTHS, Block
from reconcile.writers.measure import PAGE_POINTS, SAFE_HEIGHT, print_scale
from reconcile.writers.paper import Paper
from reconcile.writers.render import Page, Workbook


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = Paper(book.sheet(addresses.names["cover"]), "cover", WIDTHS, addresses, result, words)
    paper.sheet.widths(WIDTHS)
    first = _write(paper, 1, (letterhead, verdict, jobs, results, open_points, signatures))
    second = _write(paper, len(first) + 1, (contents, not_checked, legend, promise))
    for row, height in enumerate((*first, *second), 1):
        paper.sheet.height(row, height)
    room = PAGE_POINTS * SAFE_HEIGHT * 100
    scale = min(print_scale(WIDTHS), int(room / (sum(first) + SIGNING_POINTS)), int(room / sum(second)))
    area = (len(first) + len(second), LAST)
    paper.sheet.page(Page(area, paper.say("common_page"), scale=scale, breaks=(len(first),)))


def _write(paper: Paper, row: int, blocks: Sequence[Block]) -> list[float]:
    heights: list[float] = []
    for block in blocks:
        heights += block(paper, row + len(heights))
    return heights


__all__ = ["jobs_of", "lay_out"]
