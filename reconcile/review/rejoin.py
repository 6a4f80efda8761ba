"""Flags of this run joined with what history knows: point numbers, life, decisions, and matters that moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reconcile.model.flags import CLOSED_STATUSES, Decision, Flag, Resolved
from reconcile.model.periods import Period


@dataclass(frozen=True, slots=True)
class Matter:
    """What history last knew of one id. key and state are "" where only a decision is known.

    points: fiscal year → point number; gone: the run that no longer found it; said: (digest as written, content) of
    every row already taken over from a workbook; disputed: decisions that contradict each other, none of them taken.
    """

    id: str
    key: str = ""
    state: str = ""
    points: Mapping[str, str] = field(default_factory=dict)
    gone: str = ""
    gone_on: date | None = None
    decision: Decision | None = None
    said: frozenset[tuple[str, str]] = frozenset()
    disputed: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """History as a run of `period`, in the fiscal year `year` (a period key), sees it."""

    matters: Mapping[str, Matter]
    year: str
    period: Period

    def expected(self) -> Iterator[Matter]:
        """What this run must find again unless the data resolved it: a run is silent about other periods."""
        for matter in self.matters.values():
            if self.year in matter.points and not matter.gone and touches(parts(matter.key)[2], self.period):
                yield matter


def rejoin(
    flags: Sequence[Flag], past: Past, decisions: Mapping[str, Decision], standing: Collection[str] = ()
) -> tuple[Flag, ...]:
    """The flags with point, life and decision, in their order.

    standing: subjects that still exist (slugs of the roll): what is gone of them is resolved and has not moved.
    """
    moves = _moves(flags, past, standing)
    named = [replace(flag, id=moves.get(flag.id, flag.id)) for flag in flags]
    points = _points(named, past)
    return tuple(_rejoined(replace(flag, point=points[flag.id]), past, decisions.get(flag.id)) for flag in named)


def resolved(flags: Iterable[Flag], past: Past, run: str, when: date) -> tuple[Resolved, ...]:
    """The points of this fiscal year that the data no longer raises, since this run or an earlier one."""
    found = {flag.id for flag in flags}
    earlier = [matter for matter in past.matters.values() if matter.gone and past.year in matter.points]
    now = [replace(matter, gone=run, gone_on=when) for matter in past.expected()]
    gone = [matter for matter in (*earlier, *now) if matter.id not in found]
    points = (Resolved(one.id, one.points[past.year], one.key, one.gone, one.gone_on) for one in gone)
    return tuple(sorted(points, key=lambda one: (len(one.point), one.point)))


def parts(key: str) -> tuple[str, str, str, str]:
    """Matter, subject, period key and part of a key."""
    matter, _, rest = key.partition("|")
    subject, period, part = rest.rsplit("|", 2)
    return matter, subject, period, part


def touches(key: str, period: Period) -> bool:
    """Whether a period key and the period of a run share a day; a matter without period always does."""
    if not key:
        return True
    first, last = _span(key)
    return first <= period.end.isoformat() and period.start.isoformat() <= last


def _span(period: str) -> tuple[str, str]:
    """The ends of a period key ("2019", "2019-10", "2019-Q1", two days), to be compared with ISO days as text."""
    first, _, last = period.partition("..")
    if last:
        return first, last
    year, _, quarter = period.partition("-Q")
    if quarter:
        return f"{year}-{3 * int(quarter) - 2:02}", f"{year}-{3 * int(quarter):02}~"
    return period, f"{period}~"


def _moves(flags: Iterable[Flag], past: Past, standing: Collection[str]) -> dict[str, str]:
    """New id → old id, where one gone and one new matter of a kind and period say the same and no third one does."""
    flags = list(flags)
    found = {flag.id for flag in flags}
    gone = {
        matter.id: (_kind(matter.key), matter.state)
        for matter in past.expected()
        if matter.id not in found and matter.state and parts(matter.key)[1] not in standing
    }
    new = {flag.id: (_kind(flag.key), flag.state) for flag in flags if flag.id not in past.matters}
    old = {what: name for name, what in gone.items()}
    times = Counter(gone.values()), Counter(new.values())
    return {name: old[what] for name, what in new.items() if times[0][what] == 1 == times[1][what]}


def _kind(key: str) -> tuple[str, str]:
    """Matter and period of a key."""
    matter, _, period, _ = parts(key)
    return matter, period


def _points(flags: Iterable[Flag], past: Past) -> dict[str, str]:
    """The point number of each id: given once in the fiscal year, the next free one after all that were ever given."""
    given = {matter.id: matter.points[past.year] for matter in past.matters.values() if past.year in matter.points}
    free = max(map(int, given.values()), default=0) + 1
    points = {}
    for flag in flags:
        if flag.id not in given:
            given[flag.id] = f"{free:02}"
            free += 1
        points[flag.id] = given[flag.id]
    return points


def _rejoined(flag: Flag, past: Past, decision: Decision | None) -> Flag:
    """The flag with its life and decision; a reopened one is open again and keeps the reviewer's words."""
    matter = past.matters.get(flag.id)
    if matter is None or not matter.key:
        return replace(flag, decision=decision)
    why = why_reopened(flag, past, decision)
    if not why:
        return replace(flag, life="known", decision=decision)
    return replace(flag, life="reopened", why=why, decision=opened(decision))


def opened(decision: Decision | None) -> Decision | None:
    """The decision opened again: a closed status becomes "new", the reviewer's words stay."""
    return replace(decision, status="new") if decision and decision.status in CLOSED_STATUSES else decision


def why_reopened(flag: Flag, past: Past, decision: Decision | None) -> str:
    """Why a known flag must be answered again, or "".

    corrected: said to be, yet found again; changed: other figures than those decided on; carried: into this fiscal
    year; returned: the data had resolved it.
    """
    matter = past.matters.get(flag.id)
    if matter is None or not matter.key:
        return ""
    if decision is None or decision.status not in CLOSED_STATUSES:
        return "returned" if matter.gone else ""
    if decision.status == "corrected":
        return "corrected"
    if flag.state != matter.state:
        return "changed"
    return "carried" if decision.status == "carried" and past.year not in matter.points else ""
