"""What is wrong between keys of rules.toml: rates that overlap or leave days out, one name for two classes, a status
without what it demands.

Reads the raw tables and passes over whatever is no value of its kind, so that these errors are told in one go with the
errors of form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reconcile.charter.positions import KeyPath
from reconcile.charter.problems import Problem, shown_path
from reconcile.model.periods import Period
from reconcile.model.values import Day, Names, Text
from reconcile.text.fold import clean, fold

Raw = Mapping[str, object]
DEMANDS = {
    "confirmed": ("charter_confirmed_needs", ("document", "number", "date")),
    "assumed": ("charter_assumed_needs_note", ("note",)),
}
"""By the status of an authority: the error, and the keys that it cannot do without."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which the rate of that place in the file is in force, both ends included; date.max = still."""

    place: int
    start: date
    end: date

    @property
    def path(self) -> KeyPath:
        """Where its first day is written."""
        return ("rate", self.place, "valid_from")


def conflicts(data: Raw) -> Iterator[Problem]:
    """Every error between keys."""
    yield from _names_twice(data)
    yield from _bare_authorities(data)
    for class_id, terms in _terms(data).items():
        backwards = [term for term in terms if term.end < term.start]
        yield from (_backwards(term) for term in backwards)
        yield from _clashes(class_id, [term for term in terms if term not in backwards])


def _names_twice(data: Raw) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for class_id, table in _classes(data):
        names = table.get("names")
        for place, name in enumerate(names if isinstance(names, list) else []):
            if isinstance(name, str) and owners.setdefault(fold(name), class_id) != class_id:
                values = {"name": Text(clean(name)), "other": Text(shown_path(("class", owners[fold(name)])))}
                yield Problem("charter_duplicate_name", ("class", class_id, "names", place), values)


def _bare_authorities(data: Raw) -> Iterator[Problem]:
    for place, rate in _rates(data):
        authority = rate.get("authority")
        if isinstance(authority, dict) and (demand := DEMANDS.get(str(authority.get("status")))):
            code, needs = demand
            missing = tuple(key for key in needs if not clean(str(authority.get(key, ""))))
            if missing:
                yield Problem(code, ("rate", place, "authority"), {"missing": Names(missing)})


def _terms(data: Raw) -> Mapping[str, list[Term]]:
    """The terms of each class, by their first day; a rate without readable days has none."""
    terms: defaultdict[str, list[Term]] = defaultdict(list)
    for place, rate in _rates(data):
        start, end = rate.get("valid_from"), rate.get("valid_to", date.max)
        # A date with a time is a date to isinstance, and cannot be compared with one.
        if type(start) is date and type(end) is date and isinstance(class_id := rate.get("class"), str):
            terms[class_id].append(Term(place, start, end))
    return {class_id: sorted(found, key=lambda term: (term.start, term.place)) for class_id, found in terms.items()}


def _backwards(term: Term) -> Problem:
    path = ("rate", term.place, "valid_to")
    return Problem("charter_backwards", path, {"start": Day(term.start), "end": Day(term.end)})


def _clashes(class_id: str, terms: list[Term]) -> Iterator[Problem]:
    """Days with two rates, and days without one between two; `terms` in the order of their first days."""
    for last, term in _with_latest(terms):
        if term.start <= last.end:
            later, other = (term, last) if term.place > last.place else (last, term)
            rival = Text(shown_path(("rate", other.place)))
            yield Problem(
                "charter_overlap", later.path, {"class": Text(class_id), "other": rival, "day": Day(term.start)}
            )
        elif term.start > last.end + DAY:
            days = Period(last.end + DAY, term.start - DAY)
            yield Problem("charter_gap", term.path, {"class": Text(class_id), "days": days})


def _with_latest(terms: list[Term]) -> Iterator[tuple[Term, Term]]:
    """Each term but the first with the one before it that ends last, which need not be its neighbour."""
    last = None
    for term in terms:
        if last:
            yield last, term
        last = max(last or term, term, key=lambda each: each.end)


def _classes(data: Raw) -> list[tuple[str, Raw]]:
    found = data.get("class")
    return [(key, table) for key, table in found.items() if isinstance(table, dict)] if isinstance(found, dict) else []


def _rates(data: Raw) -> list[tuple[int, Raw]]:
    found = data.get("rate")
    return [(n, table) for n, table in enumerate(found) if isinstance(table, dict)] if isinstance(found, list) else []
