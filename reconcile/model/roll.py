"""The roll: who is a branch, in which class, for how many units and members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reconcile.model.periods import Period
from reconcile.model.places import CellRef


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the roll, one payer. units: chi hội that it stands for; members and opening: None = unknown.

    opening in đồng: positive = arrears brought forward, negative = paid ahead.
    """

    slug: str
    name: str
    class_id: str
    units: int = 1
    members: int | None = None
    opening: int | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    at: CellRef | None = None

    def on_roll(self, period: Period) -> bool:
        """Whether it belongs to the association on any day of the period."""
        begun = self.valid_from is None or self.valid_from <= period.end
        return begun and (self.valid_to is None or self.valid_to >= period.start)


@dataclass(frozen=True)
class Roll:
    """All branches, in the order of the roll."""

    branches: tuple[Branch, ...]

    @cached_property
    def by_slug(self) -> Mapping[str, Branch]:
        """The branch of each slug."""
        return {branch.slug: branch for branch in self.branches}

    def of_class(self, class_id: str, period: Period) -> Iterator[Branch]:
        """The branches of a class that are on the roll in the period."""
        return (branch for branch in self.branches if branch.class_id == class_id and branch.on_roll(period))


@dataclass(frozen=True, slots=True)
class Match:
    """How a written name was found on the roll. how: exact, alias, folded, none; near: names that look alike."""

    slug: str | None
    how: str
    near: tuple[str, ...] = ()
