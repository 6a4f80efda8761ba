"""What earlier runs and reviewers left, read before anything can be overwritten, and joined with what a run found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from reconcile.model.flags import Decision, Flag, Resolved
from reconcile.model.periods import Period
from reconcile.model.results import World
from reconcile.model.sources import Trouble
from reconcile.review.decisions import Collected, read_decisions
from reconcile.review.history import History, Run, events_of, read_history
from reconcile.review.merge import Merged, merge
from reconcile.review.rejoin import Past, parts, rejoin, resolved
from reconcile.text.dates import read_period

HISTORY = "history.jsonl"
NOTHING: Mapping[str, str] = MappingProxyType({})
Assignments = Mapping[tuple[str, str], tuple[str, Period | None, str]]
"""(name as shown, in lower case; period key) of undetermined money → branch, period and kind that a reviewer gave."""


@dataclass(frozen=True)
class Memory:
    """History and the reviewers' workbooks as they were before the run. current: those that the newest run wrote."""

    history: History
    collected: Collected
    current: frozenset[str] = frozenset()

    @cached_property
    def merged(self) -> Merged:
        """The decision in force on each id."""
        return merge(self.history.matters, self.collected, self.current)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What a person has to look at: damage, conflicts, unknown words."""
        return (*self.history.troubles, *self.merged.troubles)

    @property
    def keys(self) -> Mapping[str, str]:
        """The id of each key that was ever seen."""
        return self.history.keys

    @property
    def assignments(self) -> Assignments:
        """Where reviewers put money without an owner."""
        matters = self.history.matters
        found: dict[tuple[str, str], tuple[str, Period | None, str]] = {}
        for flag, decision in self.merged.decisions.items():
            if decision.assign_branch and flag in matters and matters[flag].key:
                _, subject, span, _ = parts(matters[flag].key)
                found[subject, span] = (
                    decision.assign_branch,
                    Period.of_key(decision.assign_period) or read_period(decision.assign_period),
                    decision.assign_kind,
                )
        return found


@dataclass(frozen=True)
class Recalled:
    """The flags with point, life and decision; the decisions in force; what the data resolved; history so far."""

    flags: tuple[Flag, ...]
    decisions: Mapping[str, Decision]
    resolved: tuple[Resolved, ...]
    history: History


def remember(output: Path, decisions: Sequence[Path] = (), standing: Mapping[str, str] = NOTHING) -> Memory:
    """Read history and every workbook that carries decisions; standing: file → SHA-256 as the newest run left them."""
    return Memory(
        read_history(output / HISTORY, standing.get(HISTORY, "")),
        read_decisions(output, decisions),
        frozenset(standing),
    )


def recall(flags: Sequence[Flag], world: World, memory: Memory, run: str) -> Recalled:
    """The flags of a run joined with the past; `run` is the name of its set, "" where nothing will be written."""
    if not (world.period and world.as_of and world.charter and world.roll):
        raise ValueError(world)
    year = world.charter.year_of(world.period.start).key
    past = Past(memory.history.matters, year, world.period)
    merged = memory.merged
    known = rejoin(flags, past, merged.decisions, world.roll.by_slug)
    gone = resolved(known, past, run, world.as_of)
    events = events_of(Run(run, world.period.key, year, world.as_of), past, known, merged, gone)
    return Recalled(known, merged.decisions, gone, memory.history.followed_by(events))
