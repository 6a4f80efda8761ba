"""What needs an answer: a flag, why it may be so, and what a reviewer decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from reconcile.model.charter import Authority
from reconcile.model.claims import Ground
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, Place
from reconcile.model.sources import NO_VALUES
from reconcile.model.values import Value


class Severity(IntEnum):
    """The auditors' ladder, gravest first."""

    ERROR = 1
    BREACH = 2
    EVIDENCE = 3
    EXPLAIN = 4
    NOTE = 5


@dataclass(frozen=True, slots=True)
class Code:
    """What a rule declares of its flags.

    id: family letter and three digits; matter: what it is about (one matter, one flag); says: names and types of the
    values that its words may use; weighs: the values that make up the state (a change reopens an accepted flag);
    needs: what must be there to apply it (charter, roll, positions, formulas); job: points of one job key are one job.
    """

    id: str
    matter: str
    severity: Severity
    says: Mapping[str, type]
    weighs: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    job: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cell that speaks to the matter, with what it shows; `last` where it is the first of several added up."""

    at: Place
    value: Value
    label: str = ""
    last: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way in which it may have come about. rivals: how many others fit as well; weight in decades orders them."""

    kind: str
    weight: float
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)
    cells: tuple[Place, ...] = ()
    residual: int = 0
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's word on a flag. status: new, clarifying, explained, corrected, accepted, carried.

    assign_*: for money without an owner, the branch slug, period key and kind that the reviewer gave it.
    """

    flag: str
    status: str
    reason: str = ""
    who: str = ""
    when: str = ""
    found_in: str = ""
    assign_branch: str = ""
    assign_period: str = ""
    assign_kind: str = ""


OPEN_STATUSES = ("new", "clarifying", "explained")
CLOSED_STATUSES = ("corrected", "accepted", "carried")


@dataclass(frozen=True, slots=True)
class Flag:
    """One point that needs an answer. id, point, key, state and life are given after all rules have spoken.

    at: where it stands; difference = stated − expected in đồng or in counts; at_stake orders the flags of a severity.
    also: other cells with the same fault or that follow from it; covers: codes of the broken claims that it mends.
    life: new, known, reopened; why: of a reopened one: corrected, changed, carried, returned.
    """

    code: str
    matter: str
    severity: Severity
    subject: str
    period: Period | None
    at: Place
    stated: Value | None = None
    expected: Value | None = None
    expected_after_others: Value | None = None
    difference: int | None = None
    at_stake: int = 0
    part: str = ""
    evidence: tuple[Evidence, ...] = ()
    also: tuple[Place, ...] = ()
    covers: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)
    explanations: tuple[Explanation, ...] = ()
    authority: Authority | None = None
    ground: Ground | None = None
    strength: float = 0.0
    job: str = ""
    id: str = ""
    point: str = ""
    key: str = ""
    state: str = ""
    life: str = "new"
    why: str = ""
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still due."""
        return self.decision is None or self.decision.status in OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Findings:
    """What a rule that is no claim found, and how many things it tested.

    failed: how many of them, where one flag stands for several; None = one for each flag.
    """

    tested: int
    flags: tuple[Flag, ...] = ()
    failed: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A point of an earlier run that the data no longer raises."""

    id: str
    point: str
    key: str
    run: str
    when: date | None = None
