from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Decision, Flag, Resolved, Severity
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.review.decisions import Said
from reconcile.review.history import History, Run, events_of, head, read_history
from reconcile.review.merge import Merged
from reconcile.review.rejoin import Matter, Past, parts, rejoin, resolved, touches

YEAR = Period.year(2019)
AS_OF = date(2020, 1, 31)
AT = CellRef("a.xlsx", "S", 1, 1)
NOTHING = Merged({})
A, B, C = "A-00000-00001", "A-00000-00002", "D-00000-00003"


def flag(name: str, key: str = "", state: str = "s", point: str = "") -> Flag:
    key = key or f"figure|{name}|2019|"
    return Flag("A101", parts(key)[0], Severity.ERROR, "x", YEAR, AT, id=name, key=key, state=state, point=point)


def past(history: History, year: str = "2019", period: Period = YEAR) -> Past:
    return Past(history.matters, year, period)


def step(history: History, *flags: Flag, number: int = 1, merged: Merged = NOTHING) -> tuple[History, tuple[Flag, ...]]:
    """One run of 2019: the history after it, and its flags."""
    seen = past(history)
    joined = rejoin(flags, seen, merged.decisions or history.decisions)
    run = Run(f"2019-{number}", "2019", "2019", AS_OF)
    gone = resolved(joined, seen, run.name, AS_OF)
    events = events_of(run, seen, joined, merged, gone)
    return history.followed_by(events), joined


def decided(status: str, name: str = A, reason: str = "vì thế") -> Merged:
    decision = Decision(name, status, reason, "Hòa", "2020-02-03", "a.xlsx [D] E6")
    return Merged({name: decision}, (Said(decision, status, "0123456789", AT, means=decision),))


def test_points_are_given_once_in_order_and_never_again() -> None:
    history, flags = step(History(), flag(A), flag(B))
    assert [one.point for one in flags] == ["01", "02"]
    history, flags = step(history, flag(C, state="other"), flag(B), number=2)
    assert [(one.id, one.point, one.life) for one in flags] == [(C, "03", "new"), (B, "02", "known")]
    history, flags = step(history, flag(A), number=3)
    assert [(one.point, one.life) for one in flags] == [("01", "reopened")]


def test_a_point_that_history_has_lost_leaves_its_number_free_for_nobody() -> None:
    known = {B: Matter(B, f"figure|{B}|2019|", "s", {"2019": "07"})}
    assert [one.point for one in rejoin([flag(A), flag(B)], Past(known, "2019", YEAR), {})] == ["08", "07"]


def test_what_the_data_no_longer_raises_is_resolved_once_and_listed_on() -> None:
    history, _ = step(History(), flag(A), flag(B))
    history, _ = step(history, flag(B), number=2)
    gone = resolved([flag(B)], past(history), "2019-3", AS_OF)
    assert gone == (Resolved(A, "01", f"figure|{A}|2019|", "2019-2", AS_OF),)
    history, _ = step(history, flag(B), number=3)
    assert [event["run"] for event in history.events if event["kind"] == "resolved"] == ["2019-2"]


def test_a_run_of_another_period_resolves_nothing() -> None:
    october = flag(A, f"receipt|{A}|2019-10|")
    history, _ = step(History(), october, flag(B))
    november = past(history, period=Period.month(2019, 11))
    assert [one.id for one in resolved([], november, "2019-11-1", AS_OF)] == [B]


def test_each_fiscal_year_numbers_its_own_points() -> None:
    history, _ = step(History(), flag(A), flag(B))
    next_year = past(history, "2020", Period.year(2020))
    assert [one.point for one in rejoin([flag(B)], next_year, {})] == ["01"]


@pytest.mark.parametrize(
    ("status", "state", "life", "now"),
    [
        ("accepted", "s", "known", "accepted"),
        ("accepted", "other", "reopened", "new"),
        ("corrected", "s", "reopened", "new"),
        ("carried", "s", "known", "carried"),
        ("clarifying", "other", "known", "clarifying"),
    ],
)
def test_a_decision_holds_until_the_figures_or_the_fault_say_otherwise(
    status: str, state: str, life: str, now: str
) -> None:
    history, _ = step(History(), flag(A))
    history, flags = step(history, flag(A, state=state), number=2, merged=decided(status))
    (one,) = flags
    assert one.decision is not None
    assert (one.life, one.decision.status, one.decision.reason) == (life, now, "vì thế")
    assert history.decisions[A].status == now
    _, flags = step(history, flag(A, state=state), number=3)
    assert (flags[0].life, flags[0].decision) == ("known", history.decisions[A])


def test_after_a_run_the_same_workbooks_say_nothing_new() -> None:
    history, _ = step(History(), flag(A))
    said = decided("corrected")
    assert said.digest != history.digest
    history, _ = step(history, flag(A), number=2, merged=said)
    assert Merged(history.decisions).digest == history.digest != said.digest


def test_why_a_point_was_opened_again_is_kept() -> None:
    history, _ = step(History(), flag(A))
    history, _ = step(history, flag(A), number=2, merged=decided("corrected"))
    assert [event["why"] for event in history.events if event["kind"] == "reopened"] == ["corrected"]


def test_what_was_carried_forward_is_open_again_in_the_next_year() -> None:
    history, _ = step(History(), flag(A))
    history, _ = step(history, flag(A), number=2, merged=decided("carried"))
    (one,) = rejoin([flag(A)], past(history, "2020", Period.year(2020)), history.decisions)
    assert (one.life, one.decision and one.decision.status) == ("reopened", "new")


def test_an_accepted_point_that_comes_back_unchanged_stays_accepted() -> None:
    history, _ = step(History(), flag(A))
    history, _ = step(history, flag(A), number=2, merged=decided("accepted"))
    history, _ = step(history, number=3)
    history, flags = step(history, flag(A), number=4)
    assert flags[0].life == "known"
    assert history.matters[A].gone == ""


def test_one_gone_and_one_new_that_say_the_same_are_one_matter_that_moved() -> None:
    history, _ = step(History(), flag(A, "dues|ha-noi|2019|"), flag(B))
    history, flags = step(history, flag(C, "dues|ha-noi-moi|2019|"), flag(B), number=2)
    assert [(one.id, one.point) for one in flags] == [(A, "01"), (B, "02")]
    assert history.keys["dues|ha-noi-moi|2019|"] == A
    assert "dues|ha-noi|2019|" not in history.keys


@pytest.mark.parametrize(
    ("gone", "new"),
    [
        (
            (flag(A, "dues|a|2019|"), flag(B, "dues|b|2019|")),
            (flag(C, "dues|c|2019|"), flag("D-00000-00004", "dues|d|2019|")),
        ),
        ((flag(A, "dues|a|2019|"), flag(B, "dues|b|2019|")), (flag(C, "dues|c|2019|"),)),
        ((flag(A, "dues|a|2019|"),), (flag(C, "dues|c|2019|"), flag(B, "dues|b|2019|"))),
        ((flag(A, "dues|a|2019|"),), (flag(C, "dues|c|2019|", "other"),)),
        ((flag(A, "dues|a|2019|", ""),), (flag(C, "dues|c|2019|", ""),)),
        ((flag(A, "dues|a|2019|"),), (flag(C, "receipt|c|2019|"),)),
        ((flag(A, "dues|a|2019|"),), (flag(C, "dues|c|2020|"),)),
        ((flag(A, "dues|standing|2019|"),), (flag(C, "dues|c|2019|"),)),
    ],
)
def test_nothing_moves_that_could_be_something_else(gone: tuple[Flag, ...], new: tuple[Flag, ...]) -> None:
    history, _ = step(History(), *gone)
    joined = rejoin(new, past(history), {}, {"standing"})
    assert [one.id for one in joined] == [one.id for one in new]


def test_a_run_records_changes_and_not_sightings() -> None:
    history, _ = step(History(), flag(A), flag(B))
    history, _ = step(history, flag(A), flag(B, state="other"), number=2)
    second = [event for event in history.events if event["run"] == "2019-2"]
    assert [(event["kind"], event.get("id")) for event in second] == [("run", None), ("changed", B)]


def test_events_stand_in_order_of_kind_and_id_whatever_the_order_of_the_flags() -> None:
    forward, _ = step(History(), flag(A, point="1"), flag(B, point="2"))
    events = events_of(Run("2019-1", "2019", "2019", AS_OF), past(History()), (flag(B), flag(A)), NOTHING)
    assert [event.get("id") for event in events] == [None, A, B]
    assert [event["seq"] for event in forward.events] == [1, 2, 3]


def test_the_file_is_canonical_and_reads_back_the_same(tmp_path: Path) -> None:
    history, _ = step(History(), flag(A), flag(B))
    history, _ = step(history, flag(A), number=2, merged=decided("accepted", reason="bớt\u2028dòng\nmới"))
    path = tmp_path / "history.jsonl"
    path.write_bytes(history.written())
    read = read_history(path, head(history.written()))
    assert (read.events, read.troubles, read.damaged) == (history.events, (), b"")
    assert read.matters == history.matters
    assert read.written() == history.written()
    first = history.written().split(b"\n")[0].decode()
    assert first == json.dumps(json.loads(first), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_history_only_grows(tmp_path: Path) -> None:
    one, _ = step(History(), flag(A))
    two, _ = step(one, flag(B), number=2)
    assert two.written().startswith(one.written())


@pytest.mark.parametrize(
    ("spoil", "lines"),
    [
        (lambda text: text[:-30], ("3",)),
        (lambda text: text.replace(b'"kind":"seen"', b'"kind":"se', 1), ("2",)),
        (lambda text: text + b"\xff\xfe\n", ("4",)),
        (lambda text: text + b'{"kind":"seen","seq":9}\n[]\n7\n', ("4", "5", "6")),
        (lambda text: text + b'{"kind":"resolved","id":"A","seq":9,"run":"x","as_of":"?"}\n', ("4",)),
    ],
)
def test_a_damaged_line_is_set_aside_and_told(
    tmp_path: Path, spoil: Callable[[bytes], bytes], lines: tuple[str, ...]
) -> None:
    history, _ = step(History(), flag(A), flag(B))
    content = spoil(history.written())
    path = tmp_path / "history.jsonl"
    path.write_bytes(content)
    read = read_history(path)
    (trouble,) = read.troubles
    assert trouble.code == "history_damaged"
    assert str(trouble.values["lines"]) == f"Names(names={lines!r})"
    assert read.damaged == content
    assert all(event in history.events for event in read.events)


def test_an_edited_file_is_told_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(step(History(), flag(A))[0].written())
    assert [trouble.code for trouble in read_history(path, "0" * 64).troubles] == ["history_edited"]


def test_a_lost_file_beside_archived_sets_stops_the_run(tmp_path: Path) -> None:
    assert read_history(tmp_path / "history.jsonl") == History()
    (tmp_path / "runs" / "2019-1").mkdir(parents=True)
    with pytest.raises(ReconcileError) as caught:
        read_history(tmp_path / "history.jsonl")
    assert caught.value.troubles[0].code == "history_missing"


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_crash(content: bytes) -> None:
    good = step(History(), flag(A))[0].written()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.jsonl"
        path.write_bytes(good + content)
        assert len(read_history(path).events) >= 2


@pytest.mark.parametrize(
    ("key", "period", "shares"),
    [
        ("2019", YEAR, True),
        ("2019", Period.year(2020), False),
        ("2019-10", YEAR, True),
        ("2019-10", Period.month(2019, 11), False),
        ("2019-Q4", Period.month(2019, 11), True),
        ("2019-Q3", Period.month(2019, 10), False),
        ("2019-07-01..2020-06-30", Period.year(2020), True),
        ("2019-07-01..2020-06-30", Period.year(2021), False),
        ("", YEAR, True),
    ],
)
def test_a_run_speaks_about_the_periods_that_it_touches(key: str, period: Period, shares: bool) -> None:
    assert touches(key, period) is shares


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_touching_is_sharing_a_day(one: date, two: date, three: date, four: date) -> None:
    mine, other = Period(min(one, two), max(one, two)), Period(min(three, four), max(three, four))
    assert touches(mine.key, other) == (mine.start <= other.end and other.start <= mine.end)


def test_a_key_is_taken_apart_from_both_ends() -> None:
    assert parts("figure|collected|dues|2019|2") == ("figure", "collected|dues", "2019", "2")


def test_a_dispute_stands_in_history_until_a_row_is_taken() -> None:
    one, other = (decided(status).said[0] for status in ("accepted", "explained"))
    sides = Merged({}, (Said(one.decision, "", "1", AT, taken=False), Said(other.decision, "", "2", AT, taken=False)))
    history, _ = step(History(), flag(A), merged=sides)
    assert [side.status for side in history.matters[A].disputed] == ["accepted", "explained"]
    assert history.decisions == {}
    history, _ = step(history, flag(A), number=2, merged=decided("explained"))
    assert history.matters[A].disputed == ()
    assert history.decisions[A].status == "explained"


def test_a_matter_of_which_only_a_decision_is_known_is_new_and_keeps_it() -> None:
    decision = Decision(A, "accepted", "x")
    (one,) = rejoin([flag(A)], Past({A: Matter(A, decision=decision)}, "2019", YEAR), {A: decision})
    assert (one.life, one.decision, one.point) == ("new", decision, "01")
