"""Three-way merge: what history holds, and what each of several workbooks says that nobody has taken over yet.

A touched row beats an untouched one, a missing row says nothing, a blanked status opens the point again. Rows that
contradict each other leave history's decision in force, are kept in history, and are told until somebody decides anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from itertools import pairwise

from reconcile.model.flags import CLOSED_STATUSES, OPEN_STATUSES, Decision
from reconcile.model.sources import Trouble
from reconcile.model.values import Term, Text, Value
from reconcile.review.decisions import Collected, Said
from reconcile.review.rejoin import Matter

NEW = Decision("", "new")


@dataclass(frozen=True, slots=True)
class Merged:
    """The decision in force on each id, the rows that history has not held before, and what needs a person."""

    decisions: Mapping[str, Decision]
    said: tuple[Said, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all decisions in force."""
        return digest_of(self.decisions)


def digest_of(decisions: Mapping[str, Decision]) -> str:
    """A hash of decisions, wherever they were found."""
    facts = [replace(decisions[flag], found_in="") for flag in sorted(decisions)]
    return sha256(json.dumps([astuple(fact) for fact in facts]).encode()).hexdigest()


def merge(matters: Mapping[str, Matter], collected: Collected, current: Collection[str] = ()) -> Merged:
    """History (`History.matters`) and the rows of all workbooks, merged.

    current: names of the workbooks that stand as the newest run wrote them: an edit there is never an old copy's.
    """
    rows: dict[str, list[Said]] = {}
    for row in collected.said:
        rows.setdefault(row.decision.flag, []).append(row)
    decisions = {flag: matter.decision for flag, matter in matters.items() if matter.decision}
    said: list[Said] = []
    troubles = list(collected.troubles)
    for flag in sorted({*rows, *(flag for flag, matter in matters.items() if matter.disputed)}):
        one = _merge(matters.get(flag, Matter(flag)), rows.get(flag, ()), current)
        decisions |= one.decisions
        said += one.said
        troubles += one.troubles
    return Merged(decisions, tuple(said), tuple(troubles))


def _merge(matter: Matter, rows: Sequence[Said], current: Collection[str]) -> Merged:
    """The rows of one id against its history."""
    base = matter.decision or replace(NEW, flag=matter.id)
    news = [row for row in rows if _speaks(row, matter)]
    stale = [row for row in news if _known(row, matter) and row.at.source not in current]
    fresh = [row for row in news if row not in stale]
    troubles = [*_outdated(stale, matter, base), *(trouble for row in news for trouble in _doubts(row))]
    read = {row: _read(row, base) for row in fresh}
    differing = {row: means for row, means in read.items() if _words(means) != _words(base)}
    agreed = len(set(map(_words, differing.values()))) < 2
    told = [
        replace(row, means=means, taken=agreed or row not in differing)
        for row, means in read.items()
        if row in differing or not _known(row, matter)
    ]
    if agreed:
        taken = dict([(matter.id, means) for means in differing.values()][:1])
        return Merged(taken, tuple(told), (*troubles, *_conflict(matter.id, () if taken else matter.disputed)))
    return Merged({}, tuple(told), (*troubles, *_conflict(matter.id, [*matter.disputed, *differing.values()])))


def _speaks(row: Said, matter: Matter) -> bool:
    """Whether the row says something: a reviewer touched it, or it holds a decision that history has lost.

    Without its digest a row that is blank or new cannot be told from one as it was written, and says nothing.
    """
    said = row.decision
    filled = (
        said.status not in {"", "new"} or bool(said.reason or said.who or said.when) or _assigned(said) != ("",) * 3
    )
    if not row.was:
        return filled
    return row.touched or _assigns(row, matter.decision or NEW) or (filled and matter.decision is None)


def _assigns(row: Said, base: Decision) -> bool:
    """Whether the row gives money an owner other than history's."""
    return any(_assigned(row.decision)) and _assigned(row.decision) != _assigned(base)


def _known(row: Said, matter: Matter) -> bool:
    """Whether history has already taken over this very edit, or without a digest these very words."""
    if row.was:
        return (row.was, row.content) in matter.said
    return row.content in {content for _, content in matter.said}


def _read(row: Said, base: Decision) -> Decision:
    """The decision that a row stands for: open where its status is unknown or closes without a reason."""
    said = row.decision
    if row.was and not row.touched:
        kept = base if _assigns(row, base) else said
        return replace(kept, **_fields(said), found_in=said.found_in)
    owner = _fields(said if row.assigns else base)
    return replace(said, status=_status(said, base), **owner)


def _status(said: Decision, base: Decision) -> str:
    """The status that a row gives its flag."""
    if said.status == "?" or (said.status in CLOSED_STATUSES and not said.reason):
        return base.status if base.status in OPEN_STATUSES else "new"
    return said.status or "new"


def _doubts(row: Said) -> Iterator[Trouble]:
    """What is wrong with a row that says something."""
    values = {"flag": Text(row.decision.flag), "word": Text(row.word)}
    if row.decision.status == "?":
        yield Trouble(row.at.source, "decision_status_unknown", values, row.at, fatal=False)
    if row.decision.status in CLOSED_STATUSES and not row.decision.reason:
        yield Trouble(row.at.source, "decision_needs_reason", values, row.at, fatal=False)


def _outdated(rows: Iterable[Said], matter: Matter, base: Decision) -> Iterator[Trouble]:
    """Rows of old copies that differ from what was decided after them."""
    for row in rows:
        if not matter.disputed and not any(_doubts(row)) and _words(_read(row, base)) != _words(base):
            values: dict[str, Value] = {"flag": Text(matter.id), "status": Term(f"status_{base.status}")}
            yield Trouble(row.at.source, "decision_stale", values, row.at, fatal=False)


def _conflict(flag: str, sides: Sequence[Decision]) -> Iterator[Trouble]:
    """Two reviewers who say different things of one flag; every further pair has its own trouble."""
    for one, other in pairwise(sides):
        if _words(one) != _words(other):
            values: dict[str, Value] = {
                "flag": Text(flag),
                "one": Text(one.found_in),
                "one_status": Term(f"status_{one.status}"),
                "other": Text(other.found_in),
                "other_status": Term(f"status_{other.status}"),
            }
            yield Trouble(one.found_in.split(" [")[0], "decision_conflict", values, fatal=False)


def _words(decision: Decision) -> tuple[str, ...]:
    """What two decisions must share to be the same, wherever they were found."""
    texts = (decision.status, decision.reason, decision.who, decision.when, *_assigned(decision))
    return tuple(" ".join(text.split()) for text in texts)


def _assigned(decision: Decision) -> tuple[str, str, str]:
    """Branch, period and kind of money without an owner."""
    return decision.assign_branch, decision.assign_period, decision.assign_kind


def _fields(decision: Decision) -> dict[str, str]:
    """The assignment as fields of a decision."""
    return dict(zip(("assign_branch", "assign_period", "assign_kind"), _assigned(decision), strict=True))
