"""The small table of the summary: what each class owes and paid, and its three rates, each with its base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.cli.screen import COLUMNS, clip, escaped, left, right, width
from reconcile.i18n.formats import percent, whole
from reconcile.i18n.words import Words
from reconcile.model.charter import Charter
from reconcile.model.ledger import Figures
from reconcile.model.periods import Period
from reconcile.model.results import Reconciliation

NAME, NUMBERS = 15, (12, 11, 12, 7, 9, 8)
"""Least columns of the names and of each number; wider figures widen theirs."""
CANNOT = "○"
Row = tuple[str, ...]


def table(result: Reconciliation, room: int, words: Words) -> list[str]:
    """The table in so many lines, with what its marks mean; classes that do not fit are counted."""
    charter, period = result.world.charter, result.world.period
    if charter is None or period is None:
        raise ValueError("a result without charter and period has no rates")
    assumed = rests_on_assumption(charter, period)
    heads = _heads(words, assumed=assumed)
    classes = [(escaped(found.short), *_numbers(found.id, result.figures, words.lang)) for found in charter.classes]
    totals = list(_totals(result.figures, words))
    notes = [_assumption(result, words)] if assumed else []
    notes += [words.say("terminal", "cannot")] if any(CANNOT in row for row in (*classes, *totals)) else []
    fit = room - 1 - len(totals) - len(notes)
    shown = classes if len(classes) <= fit else classes[: max(0, fit - 1)]
    if len(shown) < len(classes):
        notes.insert(0, words.say("terminal", "more_classes", count=len(classes) - len(shown)))
    return [*_aligned([heads, *shown, *totals]), *(clip(f"  {note}") for note in notes)]


def rests_on_assumption(charter: Charter, period: Period) -> bool:
    """Whether a rate in force has no document."""
    rates = (charter.rate(found.id, period) for found in charter.classes)
    return any(rate.authority.assumed for rate in rates if rate)


def _assumption(result: Reconciliation, words: Words) -> str:
    point = next((flag.point for flag in result.flags if flag.matter == "rates"), "")
    return words.say("terminal", "assumed_point" if point else "assumed", point=point)


def _heads(words: Words, *, assumed: bool) -> Row:
    ending = "_assumed" if assumed else ""
    keys = (f"due{ending}", "collected", "outstanding", "unit", f"money{ending}", "member")
    return ("", *(words.say("terminal", f"column_{key}") for key in keys))


def _totals(figures: Figures, words: Words) -> Iterator[Row]:
    """Money without an owner where there is any, and the whole association."""
    parked = figures.get("collected.parked")
    if parked and parked.value:
        yield words.say("terminal", "row_parked"), "", whole(parked.value, words.lang), "", "", "", ""
    yield words.say("terminal", "row_whole"), *_numbers("dues", figures, words.lang)


def _numbers(scope: str, figures: Figures, lang: str) -> Iterator[str]:
    for measure in ("due", "collected", "outstanding"):
        figure = figures.get(f"{measure}.{scope}")
        yield CANNOT if figure is None or figure.value is None else whole(figure.value, lang)
    for base in ("unit", "money", "member"):
        rate = figures.get(f"rate.{base}.{scope}")
        top, bottom = (rate.numerator, rate.denominator) if rate else (None, None)
        yield percent(top, bottom, lang) if top is not None and bottom else CANNOT


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    """Names on the left, as far as the numbers leave room; numbers on the right of their columns."""
    widths = [max(least, *(width(row[place]) for row in rows)) for place, least in enumerate(NUMBERS, 1)]
    room = COLUMNS - len("  ") * (1 + len(widths)) - sum(widths)
    names = [clip(row[0], room) for row in rows]
    longest = max(NAME, *map(width, names))
    for name, row in zip(names, rows, strict=True):
        numbers = (right(text, columns) for text, columns in zip(row[1:], widths, strict=True))
        yield "  ".join(("", left(name, longest), *numbers)).rstrip()
