"""Digits with separators: which separator groups and which one is the decimal mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

# No possessive quantifiers here: Python 3.11.2, the one of Debian 12, loses matches with them.
NUMERAL = r"[0-9]+(?:[.,'][0-9]+|\x20[0-9]{3}(?![0-9]))*(?![0-9]|[.,'][0-9]|\x20[0-9]{3}(?![0-9]))"
_SEPARATOR = re.compile(r"[.,'\x20]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of some digits; `rival` is the other value that they could have, `grouped` that thousands were."""

    value: Fraction
    rival: Fraction | None = None
    grouped: bool = False


def numeral(text: str, *, scaled: bool) -> Numeral | None:
    """Read what NUMERAL matches; `scaled` says that a word like "triệu" follows. None when the groups are not of 3."""
    marks = _SEPARATOR.findall(text)
    parts = _SEPARATOR.split(text)
    kinds = set(marks)
    if not marks:
        return Numeral(Fraction(text))
    if len(kinds) > 1:
        return _two_kinds(parts, marks)
    if len(marks) == 1 and marks[0] in ".,":
        return _one_mark(parts[0], parts[1], marks[0], scaled)
    return _grouping(parts)


def _grouping(parts: list[str]) -> Numeral | None:
    first, *others = parts
    if len(first) > 3 or first.startswith("0") or any(len(part) != 3 for part in others):
        return None
    return Numeral(Fraction("".join(parts)), grouped=True)


def _decimal(lead: str, digits: str) -> Fraction:
    return Fraction(f"{lead}.{digits}")


def _two_kinds(parts: list[str], marks: list[str]) -> Numeral | None:
    """Point and comma: the last is the decimal mark. After blanks it is one only before 1 or 2 digits."""
    *groups, digits = parts
    *inner, last = marks
    if last in inner or len(set(inner)) > 1 or last not in ".,":
        return None
    if inner[0] not in ".," and len(digits) > 2:
        return None
    lead = _grouping(groups)
    return lead and Numeral(_decimal("".join(groups), digits), grouped=True)


def _one_mark(lead: str, digits: str, mark: str, scaled: bool) -> Numeral | None:
    decimal = _decimal(lead, digits)
    if len(lead) > 3 and len(digits) > 3:  # as programs write: 49545.10000; nobody parts thousands there
        return Numeral(decimal)
    if lead == "0" or len(digits) < 3 or (len(digits) == 3 and scaled and mark == ","):
        return Numeral(decimal)
    grouping = _grouping([lead, digits])
    if grouping is None or (mark == "." and not scaled):
        return grouping
    return Numeral(grouping.value, rival=decimal, grouped=True)
