"""One matter, one id: how a flag is told from every other, and recognised again in the next run.

    key = matter | subject | period | part        id = family letter + 50 bits of the key's BLAKE2b: A-GP7SF-NJ2YT

Never in them: file, sheet, position, order, language, code, amount. `state` is a digest of the values that a code
weighs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from typing import TypeVar

from reconcile.model.flags import Flag
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, Place
from reconcile.model.values import (
    Count,
    Day,
    Fractional,
    Interval,
    Money,
    Names,
    Number,
    Plain,
    Ratio,
    Term,
    Text,
    Unknown,
    Value,
    Written,
)

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 5
SHORT, LONG = 10, 50
SINGLE = frozenset({"figure", "dues"})
"""Matters of which there is at most one for each key, wherever its flags stand."""

Weighed = int | str | list[int] | list[str]
T = TypeVar("T")


def letters(text: str, count: int) -> str:
    """The first `count` (up to 50) Crockford letters of the text's BLAKE2b, five bits each."""
    number = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest(), "big")
    return "".join(CROCKFORD[number >> 256 - GROUP * place & 31] for place in range(1, count + 1))


def key(flag: Flag) -> str:
    """What the flag is about: "figure|collected dues/tvcc|2019|"."""
    period = flag.period.key if flag.period else ""
    return "|".join(part.replace("|", "/") for part in (flag.matter, flag.subject, period, flag.part))


def row_digest(flag: str, status: str, reason: str, who: str, when: str) -> str:
    """The narrow digest beside an id: of the key of the status and of the reviewer's words, blanks not counted."""
    return letters("\n".join(" ".join(text.split()) for text in (flag, status, reason, who, when)), SHORT)


def identify(
    flags: Sequence[Flag], known_keys: Mapping[str, str], weighs: Mapping[str, tuple[str, ...]]
) -> tuple[Flag, ...]:
    """The flags, one for each matter, with id, key and state.

    known_keys: the id of every key in history; weighs: code → names of the values (or `stated`, `expected`) that count.
    """
    single = _one_each(flags)
    ids = _ids({flag.key: _family(flag) for flag in single}, known_keys)
    return tuple(replace(flag, id=ids[flag.key], state=state(flag, weighs.get(flag.code, ()))) for flag in single)


def state(flag: Flag, names: Iterable[str]) -> str:
    """A digest of the weighed values; "" where none of them has any weight."""
    present = {"stated": flag.stated, "expected": flag.expected, **flag.values}
    weighed = [(name, _weight(value)) for name in sorted(names) if (value := present.get(name)) is not None]
    heavy = [pair for pair in weighed if pair[1] is not None]
    return letters(json.dumps(heavy), SHORT) if heavy else ""


def _weight(value: Value) -> Weighed | None:
    """What the value says, in a form that any run writes alike; words of a sheet and places weigh nothing."""
    match value:
        case Money(number) | Count(number):
            return number
        case Plain(plain):
            return _number(plain)
        case Ratio(top, bottom) | Fractional(top, bottom):
            return [top, bottom]
        case Written(_, means):
            return _number(means)
        case Day(day):
            return day.isoformat()
        case Names(names):
            return list(names)
        case Term(word):
            return word
        case Period():
            return value.key
        case _:
            return None


def _number(number: Number) -> Weighed:
    """A number as it can be known, for the state."""
    match number:
        case int():
            return number
        case Fraction():
            return [number.numerator, number.denominator]
        case Interval(low, high, low_open, high_open):
            return [str(low), str(high), str(low_open), str(high_open)]
        case Unknown(reason):
            return reason


def _family(flag: Flag) -> str:
    """The letter of the matter's family: a figure is arithmetic, even where the report's words broke it."""
    return "A" if flag.matter == "figure" else flag.code[0]


def _ids(families: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """An id for each key: history's, else a new one, longer where another key has the short one."""
    owners = {name: owner for owner, name in known.items()}
    ids = {}
    for owner in sorted(families):
        name = known.get(owner)
        for size in range(SHORT, LONG + 1, GROUP) if name is None else ():
            name = shown(families[owner], owner, size)
            if owners.setdefault(name, owner) == owner:
                break
        ids[owner] = str(name)
    return ids


def shown(family: str, owner: str, size: int = SHORT) -> str:
    """A key as an id, in groups of five letters."""
    text = letters(owner, size)
    return "-".join([family, *(text[start : start + GROUP] for start in range(0, size, GROUP))])


def _one_each(flags: Iterable[Flag]) -> list[Flag]:
    """Flags of distinct keys: the same thing found twice is merged, several things under one key are numbered."""
    groups: dict[str, list[Flag]] = {}
    for flag in flags:
        groups.setdefault(key(flag), []).append(flag)
    single = []
    for name, same in groups.items():
        for number, flag in enumerate(sorted(_merged(same), key=_rank), 1):
            single.append(replace(flag, key=name if number == 1 else f"{name}#{number}"))
    return single


def _merged(same: Iterable[Flag]) -> list[Flag]:
    """Flags of one key, those of one thing merged."""
    things: dict[Place | None, list[Flag]] = {}
    for flag in same:
        things.setdefault(None if flag.matter in SINGLE else flag.at, []).append(flag)
    return [_merge(thing) for thing in things.values()]


def _merge(flags: Sequence[Flag]) -> Flag:
    """The gravest of several flags about one thing, with what the others know."""
    if len(flags) == 1:
        return flags[0]
    first, *rest = sorted(flags, key=lambda flag: (flag.severity, -flag.at_stake, flag.code, _place(flag.at)))
    places = [*first.also, *(place for flag in rest for place in (flag.at, *flag.also))]
    codes = {code for flag in flags for code in (flag.code, *flag.covers)} - {first.code}
    return replace(
        first,
        also=tuple(place for place in dict.fromkeys(places) if place != first.at),
        covers=tuple(sorted(codes | set(first.covers))),
        evidence=_distinct(item for flag in (first, *rest) for item in flag.evidence),
        explanations=_distinct(item for flag in (first, *rest) for item in flag.explanations),
    )


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    """Each item once, in order; the items need not be hashable."""
    found: list[T] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


def _rank(flag: Flag) -> tuple[str, str, int, tuple[str, str, int, int]]:
    """The order of several payments under one key: day, receipt, amount, and only then where they stand."""
    days = [value.day.isoformat() for value in flag.values.values() if isinstance(value, Day)]
    receipt = flag.values.get("receipt")
    written = receipt.text if isinstance(receipt, Text) else ""
    return min(days, default=date.max.isoformat()), written, flag.at_stake, _place(flag.at)


def _place(at: Place) -> tuple[str, str, int, int]:
    """A total order of cells and charter lines."""
    if isinstance(at, CellRef):
        return at.source, at.sheet, at.row, at.column
    return at.file, "", at.line, 0
