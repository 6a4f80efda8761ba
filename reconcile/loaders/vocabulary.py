"""The words that are read, from `vocabulary.toml`. Whole headings and whole words only, never folded substrings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reconcile.text.dates import without_year
from reconcile.text.fold import clean, fold, tokens

LABELS = 1 << 15
"""Texts that are remembered: a book of receipts repeats its few purposes in each row."""

BRACKETS = re.compile(r"\([^)]*\)")
"""A part of a heading that does not tell its role: its unit."""

INSTALMENT = re.compile(
    r"^(?:(?:t|thang|thg|month)\.?\s*(?P<month>0?[1-9]|1[0-2])|(?:q|quy|quarter)\.?\s*(?P<quarter>[1-4]|iv|i{1,3}))"
    r"(?:\s*[/-]\s*(?:19|20)\d\d)?$"
)
"""One month or quarter of the year, as a folded heading or the name of a sheet."""

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def part_of_year(text: str) -> tuple[int, int] | None:
    """The first and last month that "T3", "Tháng 03", "Quý II" name; None for any other text."""
    found = INSTALMENT.match(fold(text))
    if found is None:
        return None
    if month := found["month"]:
        return int(month), int(month)
    quarter = ROMAN.get(found["quarter"]) or int(found["quarter"])
    return 3 * quarter - 2, 3 * quarter


@dataclass(frozen=True, slots=True)
class Kind:
    """What a table of a kind must have (one role of each group), may have, and how its title may be worded."""

    name: str
    needs: tuple[frozenset[str], ...]
    never: frozenset[str]
    roles: tuple[str, ...]
    titles: tuple[str, ...]


@cache
def _file() -> Mapping[str, Mapping[str, list[str]]]:
    with Path(__file__).with_name("vocabulary.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of tables."""
    raw: Mapping[str, Mapping[str, list[list[str]]]] = _file()["kinds"]  # type: ignore[assignment]
    return tuple(
        Kind(
            name,
            tuple(frozenset(group) for group in kind["needs"]),
            frozenset(map(str, kind["never"])),
            tuple(map(str, kind["roles"])),
            tuple(fold(str(title)) for title in kind["titles"]),
        )
        for name, kind in raw.items()
    )


@cache
def _headings() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Heading → roles, three times: as written, folded, as a set of words."""
    tiers: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for role, spellings in _file()["columns"].items():
        for spelling in spellings:
            for tier, key in zip(tiers, _keys(spelling), strict=True):
                roles = tier.setdefault(key, [])
                if role not in roles:
                    roles.append(role)
    return tuple({key: tuple(roles) for key, roles in tier.items()} for tier in tiers)


def _keys(heading: str) -> tuple[str, str, str]:
    return clean(heading).lower(), fold(heading), " ".join(sorted(set(tokens(heading))))


@lru_cache(LABELS)
def roles_of(heading: str) -> tuple[str, ...]:
    """The roles that a heading may have, none where it is not known."""
    for form in dict.fromkeys((heading, clean(without_year(BRACKETS.sub(" ", heading))).strip(" .:,-/"))):
        if INSTALMENT.match(fold(form)):
            return ("instalment",)
        if form:
            for tier, key in zip(_headings(), _keys(form), strict=True):
                if key and key in tier:
                    return tier[key]
    return ()


@cache
def _phrases(group: str, name: str, folded: bool) -> tuple[str, ...]:
    phrases = (fold(phrase) if folded else clean(phrase).lower() for phrase in _file()[group][name])
    return tuple(sorted(phrases, key=len, reverse=True))


@lru_cache(LABELS)
def begins(label: str, name: str) -> bool:
    """Whether a row's label begins with a phrase of `[rows]`, at the end of a word.

    A label with Vietnamese marks is compared with its marks ("Tống Thị Hoa" is no "Tổng"), one typed without is folded.
    One English word must stand alone or before money or a sign: "Total Fitness Harriers" is a club.
    """
    plain = clean(label).isascii()
    text = (fold(label) if plain else clean(label).lower()).lstrip("-+* .:")
    for phrase in _phrases("rows", name, plain):
        rest = text[len(phrase) :]
        if text.startswith(phrase) and not rest[:1].isalnum() and (phrase not in CLUB_WORDS or _goes_on(rest.strip())):
            return True
    return False


CLUB_WORDS = frozenset({"total", "totals", "note", "notes", "source", "sum", "overall", "including", "plan"})
"""English phrases of one word with which the name of a club may begin."""


def _goes_on(rest: str) -> bool:
    """Whether what follows such a word is a sign, a number, or about money and members."""
    if not rest or rest[0] in ":.,(-–/+=" or rest[0].isdigit():
        return True
    return (
        rest.split(" ", 1)[0] in {"of", "for", "as", "to", "in"}
        or bool(atoms_of(rest) or measure_of(rest) or roles_of(rest))
        or begins(rest, "total")
    )


@lru_cache(LABELS)
def is_total(label: str) -> bool:
    """Whether a label names a total ("Cộng", "Tổng cộng (A+B)"), not a name that begins alike ("Tổng công ty …")."""
    accented = clean(label).lower()
    if any(accented.startswith(word) for word in _phrases_as_written("rows", "not_total")):
        return False
    return begins(label, "total")


def holds(label: str, phrases: Iterable[str]) -> str | None:
    """The longest of the phrases that stands in the label as whole words."""
    padded = _padded(label)
    found = [phrase for phrase in phrases if _padded(phrase) in padded]
    return max(found, key=len, default=None)


@lru_cache(LABELS)
def _padded(text: str) -> str:
    """The words of a text, folded, with a blank on either side of each."""
    return f" {' '.join(tokens(text))} "


@lru_cache(LABELS)
def atoms_of(label: str) -> frozenset[str]:
    """The kinds of money that a label names: dues, other/<slug>, grant. "grant" yields to a named income."""
    named = {atom: found for atom, phrases in _file()["atoms"].items() if (found := holds(label, phrases))}
    if len(named) > 1 and any(atom != "grant" for atom in named) and _only_support(label):
        named.pop("grant", None)
    return frozenset(named)


def _only_support(label: str) -> bool:
    """Whether a word that also means plain money ("kinh phí") is all that speaks for a grant."""
    return holds(label, _file()["atoms"]["grant"]) in _file()["plain"]["money"]


def measure_of(label: str) -> str | None:
    """What a count counts: units or members, `new_…` for those admitted in the year; None for money."""
    counted = {name: found for name in ("units", "members") if (found := holds(label, _file()["measures"][name]))}
    if not counted:
        return None
    name = min(counted, key=lambda key: fold(label).find(fold(counted[key])))
    return f"new_{name}" if holds(label, _file()["measures"]["new"]) else name


def base_of(text: str) -> str:
    """What a rate says that it is a share of: unit, money or member; empty where it does not say, or says several."""
    named = [base for base, phrases in _file()["bases"].items() if holds(text, phrases)]
    return named[0] if len(named) == 1 else ""


def ticks_off(text: str) -> bool:
    """Whether a cell only says that something was paid: "x", "√", "đã nộp"."""
    return clean(text).casefold() in _phrases_as_written("marks", "paid")


@cache
def _phrases_as_written(group: str, name: str) -> frozenset[str]:
    return frozenset(clean(phrase).casefold() for phrase in _file()[group][name])
