"""Which kind a table is, and which role each of its columns has in that kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fnmatch import fnmatch
from fractions import Fraction

from reconcile.loaders.layout.headers import Header
from reconcile.loaders.layout.rows import NOT_NUMBERS
from reconcile.loaders.vocabulary import Kind, holds, kinds
from reconcile.model.charter import SourceHint
from reconcile.model.grid import Grid
from reconcile.text.fold import fold

TEXTS = frozenset(
    {
        "branch_name",
        "class",
        "contact",
        "payer",
        "item",
        "measure_unit",
        "funder",
        "project",
        "agreement",
        "note",
        "aliases",
        "region",
    }
)
DATES = frozenset({"pay_date", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The kind that fits best. asks: (heading, candidate roles) of columns that only a person can decide."""

    kind: str
    roles: Mapping[int, str]
    score: int = 0
    asks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title: str = field(default="")


def choose(grid: Grid, header: Header, title: str, last: int, hints: Sequence[SourceHint]) -> Choice:
    """The kind whose needs are met and that explains most columns; "unknown" where none is met."""
    told = _told(grid.source, header, hints)
    content = {column: _content(grid, column, header.bottom + 1, last) for column in header.paths}
    choices = [choice for kind in kinds() if (choice := _as_kind(kind, header, told, content, title))]
    best = max(choices, key=lambda choice: choice.score, default=None)
    if best is None:
        named = {column: roles[0] for column, roles in header.roles.items() if roles}
        return Choice("unknown", named, title=title)
    return best


def _told(source: str, header: Header, hints: Sequence[SourceHint]) -> Mapping[int, str]:
    """What `[[source]]` of the charter says about headings of this file."""
    roles = {fold(name): role for hint in hints if fnmatch(source, hint.file) for name, role in hint.columns.items()}
    return {
        column: roles[fold(heading)]
        for column, path in header.paths.items()
        for heading in (path[-1], " ".join(path))
        if fold(heading) in roles
    }


def _content(grid: Grid, column: int, first: int, last: int) -> str:
    """What most cells of a column hold: number, date, text, or nothing. The first 200 rows tell."""
    counts = {"number": 0, "date": 0, "text": 0}
    for row in range(first, min(last, first + 200) + 1):
        value = grid.value(row, column)
        if isinstance(value, date | datetime):
            counts["date"] += 1
        elif isinstance(value, int | Fraction) and not isinstance(value, bool):
            counts["number"] += 1
        elif isinstance(value, str):
            counts["text"] += 1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "nothing"


def _as_kind(
    kind: Kind, header: Header, told: Mapping[int, str], content: Mapping[int, str], title: str
) -> Choice | None:
    """The columns read as a table of this kind, or None where something that it needs is missing."""
    roles: dict[int, str] = {}
    for column, candidates in header.roles.items():
        taken = set(roles.values()) - {"instalment"}
        fits = [role for role in candidates if role in kind.roles and role not in taken]
        fits = [role for role in fits if _agrees(role, content[column])] or fits[:1]
        role = told.get(column) or (fits[0] if fits else None)
        if role:
            roles[column] = role
    held = set(roles.values())
    foreign = {role for named in header.roles.values() if not set(named) & set(kind.roles) for role in named}
    if any(not (group & held) for group in kind.needs) or kind.never & foreign:
        return None
    titled = holds(title, kind.titles)
    score = (
        10 * len(roles)
        + (25 + len(titled) if titled else 0)
        + 2 * sum(_agrees(role, content[column]) for column, role in roles.items())
    )
    return Choice(kind.name, roles, score, title=title)


def _agrees(role: str, content: str) -> bool:
    """Whether what a column holds can be what its heading says."""
    if content == "nothing":
        return True
    if role in DATES:
        return content in {"date", "text"}
    if role in TEXTS:
        return content == "text"
    return role in NOT_NUMBERS or content in {"number", "text"}
