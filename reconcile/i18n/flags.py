"""A flag in words: what it says, why it may be so, what to do next (pattern of each sentence: its catalog)."""

from __future__ import annotations

from collections.abc import Mapping

from reconcile.i18n.words import Field, Words
from reconcile.model.flags import Explanation, Flag
from reconcile.model.places import CellRef
from reconcile.model.values import Money


def fields(flag: Flag) -> Mapping[str, Field]:
    """Every field that the words of a flag may use: its own values, and at, sheet, stated, expected, gap, stake, …"""
    common: dict[str, Field | None] = {
        "at": flag.at,
        "sheet": flag.at.sheet if isinstance(flag.at, CellRef) else flag.at.file,
        "stated": flag.stated,
        "expected": flag.expected,
        "expected_after_others": flag.expected_after_others,
        "gap": None if flag.difference is None else Money(abs(flag.difference)),
        "stake": Money(flag.at_stake),
        "period": flag.period,
    }
    return {name: value for name, value in common.items() if value is not None} | dict(flag.values)


def what(flag: Flag, words: Words) -> str:
    """One sentence: where it stands, what it shows, what comes out, how much and in which direction."""
    return words.say(flag.code, "what", fields(flag))


def remedy(flag: Flag, words: Words) -> str:
    """The next step: one act one person can do today, with an honest second way."""
    return words.say(flag.code, "remedy", fields(flag))


def line(flag: Flag, words: Words) -> str:
    """The short form for the terminal, to stand behind file, sheet and cell."""
    return words.say(flag.code, "line", fields(flag))


def cause(explanation: Explanation, flag: Flag, words: Words) -> str:
    """One possible cause with its evidence."""
    key = "text_many" if explanation.rivals else "text_several" if "labels" in explanation.values else "text"
    return words.say(f"causes/{explanation.kind}", key, {**fields(flag), **explanation.values})


def causes(flag: Flag, words: Words) -> tuple[str, ...]:
    """The possible causes, likeliest first: "a) … b) …"; causes of equal weight share a letter."""
    letters = "abcdefgh"
    lines, letter, last = [], -1, None
    single = len(flag.explanations) == 1
    for explanation in flag.explanations:
        letter += explanation.weight != last
        last = explanation.weight
        text = cause(explanation, flag, words)
        lines.append(text if single else f"{letters[min(letter, 7)]}) {text}")
    return tuple(lines)


def where(flag: Flag) -> str:
    """File and sheet, as "tong-hop-2019.xlsx [Tổng hợp]"; the charter's file for a line of it."""
    if isinstance(flag.at, CellRef):
        return f"{flag.at.source} [{flag.at.sheet}]"
    return flag.at.file
