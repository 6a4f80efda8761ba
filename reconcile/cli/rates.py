"""The small table of the summary: what each class owes and paid, and its three rates, each with its base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.cli.screen import clip, escaped, left, right, width
from reconcile.i18n.formats import percent, whole
from reconcile.i18n.words import Words
from reconcile.model.charter import Charter
from reconcile.model.ledger import Figures
from reconcile.model.periods import Period
from reconcile.model.results import Reconciliation

NAME, NUMBERS = 15, (12, 11, 12, 7, 9, 8)
"""Least columns of the names and of each number; wider figures widen theirs."""
LONGEST_NAME = 24
MOST_CLASSES = 6
CANNOT = "○"


def table(result: Reconciliation, words: Words) -> list[str]:
    """The lines, and below them what their marks mean."""
    charter, period = result.world.charter, result.world.period
    if charter is None or period is None:
        raise ValueError("a result without charter and period has no rates")
    assumed = rests_on_assumption(charter, period)
    rows = [_heads(words, assumed=assumed), *_rows(charter, result.figures, words)]
    name = max(NAME, *(width(row[0]) for row in rows))
    widths = [max(least, *(width(row[place]) for row in rows)) for place, least in enumerate(NUMBERS, 1)]
    lines = [_line(row, name, widths) for row in rows]
    if hidden := len(charter.classes) - MOST_CLASSES:
        lines += [f"  {words.say('terminal', 'more_classes', count=hidden)}"] if hidden > 0 else []
    if assumed:
        lines.append(f"  {_assumption(result, words)}")
    if any(CANNOT in row for row in rows):
        lines.append(f"  {words.say('terminal', 'cannot')}")
    return lines


def rests_on_assumption(charter: Charter, period: Period) -> bool:
    """Whether a rate in force has no document."""
    rates = (charter.rate(found.id, period) for found in charter.classes)
    return any(rate.authority.assumed for rate in rates if rate)


def _assumption(result: Reconciliation, words: Words) -> str:
    point = next((flag.point for flag in result.flags if flag.matter == "rates"), "")
    return words.say("terminal", "assumed_point" if point else "assumed", point=point)


def _heads(words: Words, *, assumed: bool) -> tuple[str, ...]:
    ending = "_assumed" if assumed else ""
    keys = (f"due{ending}", "collected", "outstanding", "unit", f"money{ending}", "member")
    return ("", *(words.say("terminal", f"column_{key}") for key in keys))


def _rows(charter: Charter, figures: Figures, words: Words) -> Iterator[tuple[str, ...]]:
    for found in charter.classes[:MOST_CLASSES]:
        yield clip(escaped(found.short), LONGEST_NAME), *_numbers(found.id, figures, words.lang)
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


def _line(row: Sequence[str], name: int, widths: Sequence[int]) -> str:
    numbers = (right(text, columns) for text, columns in zip(row[1:], widths, strict=True))
    return "  ".join(("", left(row[0], name), *numbers)).rstrip()
