"""Under sheet B: the amount in words, what its marks mean, and the signatures."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.flags import Severity
from reconcile.model.places import CellRef
from reconcile.writers import styles
from reconcile.writers.flagged import Flagged, mark_of
from reconcile.writers.paper import Paper
from reconcile.writers.styles import ASK, ASSUMED, BREAK, NO_BASIS, SETTLED

LAST_COLUMN, DATE_COLUMN = 15, 11
NOTES = {SETTLED: "settled", BREAK: "outstanding", ASK: "asks", NO_BASIS: "no_basis", ASSUMED: "assumed"}
SIGNERS = (("common_preparer", 1, 2), ("common_treasurer", 5, 8), ("common_accountant", 11, 15))
"""Who signs, and the columns of the block."""


def write_foot(paper: Paper, points: Flagged) -> int:
    """Amount in words, notes, signatures; the last row."""
    row = paper.addresses.dues_total + 1
    collected = paper.result.figures["collected.dues"].value
    if collected:
        paper.words_below(row, paper.say("b_in_words", words=paper.in_words(collected)))
    paper.paragraph(
        row + 1,
        (1, LAST_COLUMN),
        "   ".join(_marks(paper, points)) + "".join(f"\n{text}" for text in _contradicted(paper)),
        styles.NOTE,
    )
    year = paper.parts.ledger.as_of.year
    paper.sheet.merge(
        row + 3, DATE_COLUMN, row + 3, LAST_COLUMN, paper.say("common_place_and_date", year=str(year)), styles.SUBTITLE
    )
    for key, first, last in SIGNERS:
        paper.sheet.merge(row + 4, first, row + 4, last, paper.say(key), styles.SIGNATURE)
        paper.sheet.merge(row + 5, first, row + 5, last, paper.say("common_sign_here"), styles.SIGNATURE_HINT)
    return row + 5


def _marks(paper: Paper, points: Flagged) -> Iterator[str]:
    """What each mark on the sheet means."""
    ledger = paper.parts.ledger
    marks = {mark_of(position, points.about(position)) for position in ledger.positions}
    marks |= {ASK} if ledger.parked else set()
    marks |= {ASSUMED for position in ledger.positions if position.rate and position.rate.authority.assumed}
    yield from (paper.say(f"b_note_{NOTES[mark]}") for mark in NOTES if mark in marks)


def _contradicted(paper: Paper) -> Iterator[str]:
    """The totals of the lists that their rows contradict."""
    ledger = paper.parts.ledger
    sheets = {(place.source, place.sheet) for position in ledger.positions for place in position.cells}
    yield from (
        paper.say(
            "b_note_total",
            file=flag.at.source,
            at=flag.at,
            stated=flag.stated,
            expected=flag.expected,
            point=flag.point,
        )
        for flag in paper.result.flags
        if flag.severity == Severity.ERROR and isinstance(flag.at, CellRef) and flag.stated and flag.expected
        if (flag.at.source, flag.at.sheet) in sheets
    )
