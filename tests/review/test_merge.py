from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.audit.identity import row_digest
from reconcile.model.flags import Decision
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.review.decisions import Collected, Said
from reconcile.review.history import History, Run, events_of
from reconcile.review.merge import Merged, merge
from reconcile.review.rejoin import Matter, Past

A = "A-GP7SF-NJ2YT"
MAIN, COPY, THIRD = "ho-so.xlsx", "ban-sao-B.xlsx", "ban-sao-C.xlsx"
FIELDS = ("status", "reason", "who", "when")
NEW = Decision(A, "new")
ACCEPTED = Decision(A, "accepted", "theo biên bản", "Hòa", "2020-02-03")
EXPLAINED = Decision(A, "explained", "đã có phiếu thu", "Nam", "2020-02-04")


def digest(said: Decision) -> str:
    return row_digest(said.flag, said.status, said.reason, said.who, said.when)


def row(file: str, said: Decision, was: Decision | None = NEW, *, word: str = "", assigns: bool = False) -> Said:
    """A row that the program wrote as `was` (None: its digest is gone) and that now shows `said`."""
    found = replace(said, found_in=f"{file} [D] E6")
    written = digest(was) if was else ""
    return Said(found, word or said.status, written, CellRef(file, "D", 6, 5), assigns)


def matter(decision: Decision | None = None, *absorbed: Said) -> dict[str, Matter]:
    said = frozenset((one.was, one.content) for one in absorbed)
    return {A: Matter(A, "figure|x|2019|", "s", {"2019": "01"}, decision=decision, said=said)}


def merged(matters: Mapping[str, Matter], *rows: Said, current: Sequence[str] = (MAIN,)) -> Merged:
    return merge(matters, Collected(rows, {}), current)


def outcome(found: Merged) -> tuple[tuple[str, ...] | None, list[str]]:
    """status, reason, who, when in force, and the codes of what needs a person."""
    said = found.decisions.get(A)
    words = (said.status, said.reason, said.who, said.when) if said else None
    return words, [trouble.code for trouble in found.troubles]


def words(said: Decision) -> tuple[str, ...]:
    return said.status, said.reason, said.who, said.when


OLD_COPY = row(COPY, ACCEPTED)
CASES: dict[str, tuple[Mapping[str, Matter], tuple[Said, ...], tuple[str, ...] | None, list[str]]] = {
    "no row says nothing": (matter(ACCEPTED), (), words(ACCEPTED), []),
    "a touched row is taken": (matter(), (row(MAIN, ACCEPTED),), words(ACCEPTED), []),
    "a touched row beats an untouched one": (
        matter(), (row(COPY, NEW), row(MAIN, ACCEPTED), row(THIRD, NEW)), words(ACCEPTED), []),
    "an untouched row of an older run takes nothing back": (matter(ACCEPTED), (row(COPY, NEW),), words(ACCEPTED), []),
    "two reviewers who agree": (matter(), (row(MAIN, ACCEPTED), row(COPY, ACCEPTED)), words(ACCEPTED), []),
    "two reviewers who differ leave history in force": (
        matter(), (row(MAIN, ACCEPTED), row(COPY, EXPLAINED)), None, ["decision_conflict"]),
    "two who differ only in the reason": (
        matter(), (row(MAIN, ACCEPTED), row(COPY, replace(ACCEPTED, reason="khác"))), None, ["decision_conflict"]),
    "a blanked status opens again": (
        matter(ACCEPTED), (row(MAIN, Decision(A, ""), ACCEPTED),), ("new", "", "", ""), []),
    "an unknown word leaves it open and keeps the rest": (
        matter(), (row(MAIN, replace(ACCEPTED, status="?"), word="xong"),),
        ("new", "theo biên bản", "Hòa", "2020-02-03"), ["decision_status_unknown"]),
    "an unknown word opens what was closed": (
        matter(ACCEPTED), (row(MAIN, replace(ACCEPTED, status="?"), ACCEPTED, word="xong"),),
        ("new", "theo biên bản", "Hòa", "2020-02-03"), ["decision_status_unknown"]),
    "closing without a reason leaves it open": (
        matter(replace(EXPLAINED, status="clarifying")), (row(MAIN, Decision(A, "corrected", who="Hòa")),),
        ("clarifying", "", "Hòa", ""), ["decision_needs_reason"]),
    "explaining needs no reason": (matter(), (row(MAIN, Decision(A, "explained")),), ("explained", "", "", ""), []),
    "an old copy, taken over and since overruled, is told and not taken again": (
        matter(EXPLAINED, OLD_COPY), (OLD_COPY,), words(EXPLAINED), ["decision_stale"]),
    "an old copy that says what is in force is no news": (matter(ACCEPTED, OLD_COPY), (OLD_COPY,), words(ACCEPTED), []),
    "the same words again in the newest workbook are a new decision": (
        matter(NEW, OLD_COPY), (row(MAIN, ACCEPTED),), words(ACCEPTED), []),
    "without digests a row that differs is taken": (matter(), (row(MAIN, ACCEPTED, None),), words(ACCEPTED), []),
    "without digests a blank row says nothing": (
        matter(ACCEPTED), (row(MAIN, NEW, None), row(COPY, Decision(A, ""), None)), words(ACCEPTED), []),
    "without digests words that history held before are an old copy's": (
        matter(EXPLAINED, OLD_COPY), (row(COPY, ACCEPTED, None),), words(EXPLAINED), ["decision_stale"]),
    "a decision that history has lost is recovered from an untouched row": (
        {}, (row(MAIN, ACCEPTED, ACCEPTED),), words(ACCEPTED), []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rows_and_history_are_merged(name: str) -> None:
    matters, rows, force, troubles = CASES[name]
    assert outcome(merged(matters, *rows)) == (force, troubles)
    assert outcome(merged(matters, *rows[::-1])) == (force, troubles)


def test_a_conflict_names_both_sides() -> None:
    (trouble,) = merged(matter(), row(MAIN, ACCEPTED), row(COPY, EXPLAINED)).troubles
    shown = {str(value) for value in trouble.values.values()}
    assert {f"Text(text='{MAIN} [D] E6')", f"Text(text='{COPY} [D] E6')", "Term(key='status_accepted')"} <= shown


def test_a_conflict_is_told_until_somebody_decides_anew() -> None:
    disputed = {A: replace(matter()[A], disputed=(ACCEPTED, EXPLAINED))}
    assert outcome(merged(disputed)) == (None, ["decision_conflict"])
    assert outcome(merged(disputed, row(MAIN, ACCEPTED))) == (words(ACCEPTED), [])


def test_a_further_disagreement_adds_its_sides_to_the_old_ones() -> None:
    disputed = {A: replace(matter()[A], disputed=(ACCEPTED, EXPLAINED))}
    more = (row(MAIN, replace(ACCEPTED, reason="một")), row(COPY, replace(ACCEPTED, reason="hai")))
    assert outcome(merged(disputed, *more)) == (None, ["decision_conflict"] * 3)


def test_every_copy_that_says_what_is_taken_is_remembered() -> None:
    agreeing = (row(MAIN, ACCEPTED), row(COPY, ACCEPTED, EXPLAINED))
    assert [(one.was, one.taken) for one in merged(matter(), *agreeing).said] == [
        (digest(NEW), True),
        (digest(EXPLAINED), True),
    ]
    assert len(merged(matter(ACCEPTED), agreeing[1]).said) == 1
    assert merged(matter(ACCEPTED, agreeing[1]), agreeing[1]).said == ()


def test_an_assignment_is_taken_from_a_row_otherwise_untouched() -> None:
    given_to = replace(NEW, assign_branch="kien-giang", assign_period="2019", assign_kind="dues")
    found = merged(matter(EXPLAINED), row(COPY, given_to, NEW, assigns=True)).decisions[A]
    assert words(found) == words(EXPLAINED)
    assert (found.assign_branch, found.assign_period, found.assign_kind) == ("kien-giang", "2019", "dues")
    base = replace(EXPLAINED, assign_branch="kien-giang", assign_period="2019", assign_kind="dues")
    kept = merged(matter(base), row(MAIN, ACCEPTED, EXPLAINED)).decisions[A]
    assert kept.assign_branch == "kien-giang"
    assert merged(matter(base), row(MAIN, ACCEPTED, EXPLAINED, assigns=True)).decisions[A].assign_branch == ""


def test_the_digest_of_decisions_does_not_see_where_they_were_found() -> None:
    one, other = (merged(matter(), row(file, ACCEPTED)).digest for file in (MAIN, COPY))
    assert one == other != merged(matter(), row(MAIN, EXPLAINED)).digest


FLAGS = ("A-00000-00001", "A-00000-00002", "A-00000-00003")


@dataclass
class Desk:
    """Reviewers and runs: workbooks as rows of (as written, as it stands), and the history file."""

    history: History = field(default_factory=History)
    books: dict[str, dict[str, tuple[Decision, Decision]]] = field(default_factory=dict)
    pending: dict[str, set[str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    edits: int = 0

    def write(self) -> None:
        """The newest workbook, from history."""
        force = self.history.decisions
        rows = {flag: force.get(flag, Decision(flag, "new")) for flag in FLAGS}
        self.books[MAIN] = {flag: (row, row) for flag, row in rows.items()}

    def edit(self, file: str, flag: str, status: str) -> None:
        """A reviewer writes a reason that nobody has written before."""
        if flag in self.books.get(file, {}):
            self.edits += 1
            reason = f"lý do {self.edits}"
            self.books[file][flag] = (self.books[file][flag][0], Decision(flag, status, reason, "Hòa"))
            self.pending.setdefault(flag, set())
            self.pending[flag] = {one for one in self.pending[flag] if self.stands(one)} | {reason}

    def stands(self, reason: str) -> bool:
        """Whether a workbook still shows the reason: its reviewer has not replaced it himself."""
        return any(row.reason == reason for rows in self.books.values() for _, row in rows.values())

    def run(self) -> None:
        """Read, merge, write history and the newest workbook."""
        before = self.history.decisions
        rows = tuple(
            row(file, now, was)
            for file, rows in sorted(self.books.items())
            for was, now in sorted(rows.values(), key=lambda pair: pair[1].flag)
        )
        found = merge(self.history.matters, Collected(rows, {}), {MAIN})
        past = Past(self.history.matters, "2019", Period.year(2019))
        events = events_of(Run("2019-1", "2019", "2019", date(2020, 1, 31)), past, (), found)
        self.history = History(self.history.followed_by(events).events)
        told = {str(event.get("reason")) for event in self.history.events}
        for flag, reasons in self.pending.items():
            new = {reason for reason in reasons if self.stands(reason)}
            assert new <= told, "an edit is in no event"
            force = self.history.decisions.get(flag)
            if len(new) == 1:
                assert force is not None
                assert force.reason in new, "the only edit is not in force"
            elif new:
                assert force == before.get(flag), "a conflict changed the decision in force"
                assert any(trouble.code == "decision_conflict" for trouble in found.troubles)
        self.pending.clear()
        self.write()


EDIT = st.tuples(
    st.just("edit"), st.sampled_from((MAIN, COPY, THIRD)), st.sampled_from(FLAGS),
    st.sampled_from(("new", "clarifying", "explained", "accepted", "corrected", "carried", "")),
)  # fmt: skip
STEPS = st.lists(
    st.one_of(
        EDIT,
        EDIT,
        st.tuples(st.just("copy"), st.sampled_from((COPY, THIRD)), st.just(""), st.just("")),
        st.tuples(st.just("delete"), st.sampled_from((MAIN, COPY)), st.sampled_from(FLAGS), st.just("")),
        st.tuples(st.just("run"), st.just(""), st.just(""), st.just("")),
    ),
    min_size=20,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_no_edit_of_any_reviewer_is_ever_lost(steps: Sequence[tuple[str, str, str, str]]) -> None:
    desk = Desk()
    desk.write()
    for step, file, flag, status in steps:
        if step == "edit":
            desk.edit(file, flag, status)
        elif step == "copy":
            desk.books[file] = dict(desk.books[MAIN])
        elif step == "delete":
            desk.books.get(file, {}).pop(flag, None)
        else:
            desk.run()
    desk.run()
    assert History(desk.history.events).decisions == desk.history.decisions
