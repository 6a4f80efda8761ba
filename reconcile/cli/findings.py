"""What `check` says: how much ties, every flag that is no note with its likeliest cause, the tests that were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reconcile import __version__
from reconcile.cli.messages import place
from reconcile.cli.screen import COLUMNS, escaped, width, wrap
from reconcile.cli.summary import ALTERNATIVE, OUTSIDE_QUOTES, inline
from reconcile.i18n import flags as said
from reconcile.i18n.words import Words
from reconcile.model.flags import Flag, Severity
from reconcile.model.results import Check, Reconciliation

VERSION = ".".join(__version__.split(".")[:2])
INDENT = "  "
BELOW = 3 * INDENT
MOST = 40
"""So many flags are read on a screen; --format json and --annotate give all."""

READING = "L"
"""The family of the codes about what could not be read."""


def lines(result: Reconciliation, words: Words) -> Iterator[str]:
    """All that `check` shows, without colours."""
    read = sum(file.status == "read" for file in result.world.files)
    yield words.say("terminal", "check_head", version=VERSION, count=read)
    yield from findings(result, words, MOST, "check_rest")


def findings(
    result: Reconciliation, words: Words, at_most: int | None = None, more: str = "check_more"
) -> Iterator[str]:
    """The verdict, the flags, the tests; notes are only counted, as are flags beyond `at_most` (told by `more`)."""
    yield from wrap(verdict(result, words), rest=INDENT)
    asking = [flag for flag in result.flags if flag.severity < Severity.NOTE]
    for flag in asking[:at_most]:
        yield from _finding(flag, words)
    if at_most is not None and len(asking) > at_most:
        yield INDENT + words.say("terminal", more, count=len(asking) - at_most)
    if asking or arithmetic(result)["tested"]:
        yield from _tests(words.say("terminal", "check_tests", counts(result.checks)))


def _tests(line: str) -> Iterator[str]:
    """What was tested, and, below it where there is no room, what was not."""
    if width(line) <= COLUMNS:
        yield line
    else:
        tested, _, rest = line.rpartition("; ")
        yield from (f"{tested};", INDENT + rest)


def counts(checks: Iterable[Check]) -> dict[str, int]:
    """Tests made, and how they came out."""
    found = list(checks)
    return {name: sum(getattr(check, name) for check in found) for name in ("tested", "held", "broken", "undecidable")}


def arithmetic(result: Reconciliation) -> dict[str, int]:
    """Of the tests those of figures against each other: that cells could be read at all says nothing about them."""
    return counts(check for check in result.checks if not check.code.startswith(READING))


def verdict(result: Reconciliation, words: Words) -> str:
    """How many flags of each severity, behind the mark of the gravest; without any that asks, what the tests say."""
    found = [flag.severity for flag in result.flags]
    parts = [(severity, found.count(severity)) for severity in Severity if severity in found]
    told = [words.say("terminal", _part(severity), count=count) for severity, count in parts]
    if not parts or parts[0][0] is Severity.NOTE:
        told.insert(0, words.say("terminal", f"check_{_outcome(arithmetic(result))}"))
    return words.say("terminal", "check_verdict", mark=_mark(found, arithmetic(result)), parts=", ".join(told))


def _part(severity: Severity) -> str:
    return "check_error" if severity is Severity.ERROR else f"part_{severity.name.lower()}"


def _outcome(tests: dict[str, int]) -> str:
    """What may be said where no flag asks for anything; a broken test may be too weak for more than a note."""
    if not tests["tested"]:
        return "nothing"
    return "ties" if tests["held"] and not tests["broken"] else "clear" if tests["held"] else "undecided"


def _mark(found: Sequence[Severity], tests: dict[str, int]) -> str:
    gravest = min(found, default=Severity.NOTE)
    if gravest is Severity.NOTE:
        return "√" if tests["held"] else "○"
    return "≠" if gravest <= Severity.BREACH else "?"


def _finding(flag: Flag, words: Words) -> Iterator[str]:
    """Place and short form; below it what the short form says behind ";", else the likeliest causes."""
    line, *rest = OUTSIDE_QUOTES.split(escaped(said.line(flag, words)), maxsplit=1)
    yield from wrap(words.say("terminal", "told", where=place(flag.at), text=line), INDENT, BELOW)
    if below := rest[0] if rest else _cause(flag, words):
        yield from wrap(below, BELOW)


def _cause(flag: Flag, words: Words) -> str:
    """The likeliest cause, and the next one where it is not much less likely."""
    first, second, *_ = (*flag.explanations, None, None)
    if first is None:
        return ""
    told = inline(said.cause(first, flag, words))
    if second is None or first.weight - second.weight > ALTERNATIVE:
        return told
    return words.say("terminal", "either", first=told, second=inline(said.cause(second, flag, words)))
