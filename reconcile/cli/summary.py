"""A result in at most 25 lines of 100 columns: verdict, rates, points, proof that nothing was lost, next step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reconcile import __version__
from reconcile.cli.messages import place
from reconcile.cli.rates import table
from reconcile.cli.screen import COLUMNS, clip, escaped, width, wrap
from reconcile.i18n import flags as said
from reconcile.i18n.formats import day
from reconcile.i18n.words import Words
from reconcile.model.flags import Flag, Severity
from reconcile.model.results import Reconciliation
from reconcile.model.values import Money

LINES = 25
LEAST = 6
"""Lines that the points have even where there are many classes."""
INDENT = "  "
OUTSIDE_QUOTES = re.compile('; (?=[^”"]*$)')
GRAVEST = 3
POINTS_NAMED = 8
"""Points that the verdict names before "…"."""
ALTERNATIVE = 1.0
"""Decades: a cause that is less likely than the first by more is not shown here."""
KEPT_TO_ITSELF = frozenset({"history.jsonl", "manifest.json"})
"""Files of the set that no reader opens."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the run left behind: the folder, the names in it; unchanged: nothing was written."""

    folder: Path
    names: tuple[str, ...]
    unchanged: bool = False


def summary(result: Reconciliation, written: Written, words: Words) -> list[str]:
    """The lines, without colours. Raises ValueError for a result without charter, ledger and period."""
    tail = ["", *proof(result, words), *(clip(line) for line in outcome(result, written, words))]
    head = [clip(title(result, words)), "", clip(verdict(result, words)), ""]
    head += table(result, LINES - len(head) - len(tail) - LEAST, words)
    middle = points(result, LINES - len(head) - len(tail) - 1, words)
    return [*head, *([""] if middle else []), *middle, *tail]


def coloured(lines: Sequence[str]) -> list[str]:
    """The verdict and ≠ red, ? and ◊ yellow."""
    return [click.style(line, fg="red") if line.startswith("≠") else _marks(line) for line in lines]


def _marks(line: str) -> str:
    return re.sub(r"(?<!\S)[?◊](?!\S)", lambda mark: click.style(mark[0], fg="yellow"), line)


def title(result: Reconciliation, words: Words) -> str:
    """Program, association, period, as-of date."""
    world = result.world
    if world.charter is None or world.period is None or world.as_of is None:
        raise ValueError("a result without charter and period has no summary")
    kind = {4: "year", 7: "month"}.get(len(world.period.key), "span")
    return words.say(
        "terminal",
        f"head_{kind}",
        version=".".join(__version__.split(".")[:2]),
        association=escaped(world.charter.association),
        period=world.period,
        day=day(world.as_of),
    )


def open_points(result: Reconciliation) -> list[Flag]:
    """The flags that still need an answer, the gravest first."""
    return sorted((f for f in result.flags if f.is_open), key=lambda flag: (flag.severity, -flag.at_stake, flag.point))


def verdict(result: Reconciliation, words: Words) -> str:
    """One of four sentences, with its mark."""
    opened = open_points(result)
    errors = sorted(flag.point for flag in opened if flag.severity is Severity.ERROR)
    asked = [flag for flag in opened if flag.severity < Severity.NOTE]
    named = ", ".join([*errors[:POINTS_NAMED], *(["…"] if len(errors) > POINTS_NAMED else [])])
    return words.say(
        "terminal",
        f"verdict_{result.verdict}",
        count=len(errors) if errors else len(asked),
        points=named,
        tested=sum(check.tested for check in result.checks),
        held=sum(check.held for check in result.checks),
    )


def points(result: Reconciliation, room: int, words: Words) -> list[str]:
    """How many points of which severity, and the gravest with their likeliest cause, in so many lines."""
    opened = open_points(result)
    counted = [clip(line) for line in _counts(result, opened, words)]
    shown = [flag for flag in opened if flag.severity < Severity.NOTE][:GRAVEST]
    pairs = [_point(flag, words) for flag in shown]
    room = max(0, room - len(counted) - 1)
    while sum(map(len, pairs)) > room and any(len(pair) > 1 for pair in pairs):
        next(pair for pair in reversed(pairs) if len(pair) > 1).pop()
    pairs = pairs[:room]
    left = len(opened) - len(pairs)
    more = [f"{INDENT}{words.say('terminal', 'more_points', count=left)}"] if left else []
    return [*counted, *(line for pair in pairs for line in pair), *more]


def _counts(result: Reconciliation, opened: Sequence[Flag], words: Words) -> Iterator[str]:
    by_severity = [(severity, sum(flag.severity is severity for flag in opened)) for severity in Severity]
    parts = ", ".join(
        words.say("terminal", f"part_{severity.name.lower()}", count=number)
        for severity, number in by_severity
        if number
    )
    lives = [flag.life for flag in opened]
    if opened:
        key = "points_reopened" if "reopened" in lives else "points"
        yield words.say(
            "terminal",
            key,
            count=len(opened),
            new=lives.count("new"),
            reopened=lives.count("reopened"),
            parts=parts,
        )
    if closed := len(result.flags) - len(opened):
        yield words.say("terminal", "concluded", count=closed)


def _point(flag: Flag, words: Words) -> list[str]:
    """Number, place and short form; below it what the short form says behind ";", else the likeliest cause.

    Where room is short the names of sheet and file give way, never the figures.
    """
    line, *rest = OUTSIDE_QUOTES.split(escaped(said.line(flag, words)), maxsplit=1)
    key = "point_assumed" if flag.authority and flag.authority.assumed else "point"
    where = place(flag.at)
    for shorter in (where, re.sub(r" \[.*\] ", " ", where), where.rpartition(" ")[2]):
        first = words.say("terminal", key, point=flag.point, where=shorter, line=line)
        if width(first) <= COLUMNS - len(INDENT):
            break
    below = rest[0] if rest else _cause(flag, words)
    return [clip(INDENT + first), *([clip(f"{INDENT * 3}{below}")] if below else [])]


def _cause(flag: Flag, words: Words) -> str:
    """The likeliest cause, with the next one where it is not much less likely and there is room."""
    if not flag.explanations:
        return ""
    first, *others = flag.explanations
    room = COLUMNS - 3 * len(INDENT)
    line = inline(said.cause(first, flag, words))
    second = next((other for other in others if 0 < first.weight - other.weight <= ALTERNATIVE), None)
    if second:
        both = words.say("terminal", "either", first=line, second=inline(said.cause(second, flag, words)))
        line = both if width(both) <= room else line
    return line if width(line) <= room else re.split("[:;] ", line)[0]


def inline(sentence: str) -> str:
    """A sentence as a part of a line: without its full stop and its capital; names of cells keep theirs."""
    text = escaped(sentence).removesuffix(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def proof(result: Reconciliation, words: Words) -> Iterator[str]:
    """That no branch, no row, no đồng and no test was dropped without a word."""
    ledger, kept = result.world.ledger, result.conservation
    absent = [position.branch.name for position in (ledger.positions if ledger else ()) if position.status == "absent"]
    if absent:
        yield clip(words.say("terminal", "absent", count=len(absent), names=escaped(", ".join(absent))))
    rows = {"read": kept.rows_read, "detail": kept.rows_detail, "structure": kept.rows_structure}
    complete = kept.rows_read == kept.rows_detail + kept.rows_structure + kept.rows_excluded
    key = "rows_complete" if complete else "rows_lost"
    yield from wrap(words.say("terminal", key, rows, excluded=kept.rows_excluded), rest=INDENT)
    always = {"dues": kept.dues, "other": kept.other, "grants": kept.grants}
    rare = {"parked": kept.parked, "later": kept.later, "other_period": kept.other_period}
    amounts = always | {name: amount for name, amount in rare.items() if amount}
    parts = " + ".join(words.say("terminal", f"money_{name}", amount=Money(amount)) for name, amount in amounts.items())
    key = "money_complete" if kept.money_read == sum(amounts.values()) else "money_lost"
    yield from wrap(words.say("terminal", key, read=Money(kept.money_read), parts=parts), rest=INDENT)
    yield from wrap(_tests(result, words), rest=INDENT)


def _tests(result: Reconciliation, words: Words) -> str:
    checks, gaps = result.checks, len(result.not_checked)
    counts = {
        "tested": sum(check.tested for check in checks),
        "held": sum(check.held for check in checks),
        "broken": sum(check.broken for check in checks),
        "undecidable": sum(check.undecidable for check in checks),
    }
    certain = counts["tested"] and not gaps and not counts["undecidable"]
    mark = "○" if not certain else "≠" if counts["broken"] else "√"
    return words.say("terminal", "tests_and_gaps" if gaps else "tests", counts, mark=mark, count=gaps)


def outcome(result: Reconciliation, written: Written, words: Words) -> Iterator[str]:
    """What was written, and what to open next."""
    folder = escaped(written.folder.as_posix())
    if written.unchanged:
        yield words.say("terminal", "unchanged", folder=folder)
    else:
        names = (name for name in written.names if name not in KEPT_TO_ITSELF)
        yield words.say("terminal", "wrote", folder=folder, files="  ".join(names))
    period = result.world.period.key if result.world.period else ""
    workbook = words.say("terminal", "file_workbook", period=period)
    yield words.say("terminal", "next", path=f"{folder}/{workbook}")
