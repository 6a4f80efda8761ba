"""One table drawn onto a worksheet: heading rows with merges, index row, body; its truth is kept on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from reconcile.model.places import column_letters
from reconcile.model.table import Role
from tests.generated.amounts import Hand, Written, hand, scaled, spelt, write_amount
from tests.generated.body import Entry
from tests.generated.facts import Fact
from tests.generated.headings import Look, headings, index_row
from tests.generated.plan import MONEY, Plan
from tests.generated.shape import Draft, Place, Shown, Spot, TrueTable

PLAIN = Hand(1, 0.0, 0.0, "#,##0", "dots")


@dataclass(slots=True)
class Drawn:
    """What is known about the table so far; `at` is the row of each entry."""

    entries: Sequence[Entry]
    at: Mapping[int, int]
    numbers: dict[Place, int | None] = field(default_factory=dict)
    marks: dict[Place, str] = field(default_factory=dict)
    level: int = 0


def columns_at(plans: Sequence[Plan], look: Look) -> dict[int, Plan]:
    """The column of each plan: from `left`, one column left empty after `gap` plans where it is not 0."""
    return {look.left + n + (1 if look.gap and n >= look.gap else 0): plan for n, plan in enumerate(plans)}


def table(draft: Draft, rng: Random, plans: Sequence[Plan], entries: Sequence[Entry], look: Look) -> TrueTable:
    """Draw a table from the next free row on; the table is also added to the draft."""
    at = columns_at(plans, look)
    first = draft.row
    headings(draft, rng, at, look)
    if look.index:
        index_row(draft, at, look)
    hands = {
        key: hand(rng, look.scale if plan.form != "count" else 1, messy=look.messy, english=look.english)
        for key, plan in at.items()
    }
    hands = {key: PLAIN if at[key].form == "count" else how for key, how in hands.items()}
    joint = _joint(rng, entries) if look.joint else -1
    drawn = Drawn(entries, {place: draft.row + place for place in range(len(entries))}, level=look.level_start)
    for place, entry in enumerate(entries):
        if entry.role is Role.LEAF:
            _leaf(draft, rng, at, entry, (look, hands, drawn), merged=place - joint if joint >= 0 else -1)
        elif entry.role is not None:
            _other(draft, at, entry, look, drawn)
        if entry.hidden:
            draft.hidden.add(draft.row)
        if entry.role is None:
            draft.row += 1
        else:
            draft.close(entry.role)
    rows = {row: role for row, role in draft.rows.items() if row >= first}
    covers = {
        drawn.at[place]: frozenset(drawn.at[leaf] for leaf in entry.sums)
        for place, entry in enumerate(entries)
        if entry.sums and entry.role in {Role.TOTAL, Role.SUBTOTAL, Role.GROUP}
    }
    columns = {index: plan.truth() for index, plan in at.items()}
    made = TrueTable(look.kind, look.scale, columns, rows, drawn.numbers, covers, drawn.marks)
    draft.tables.append(made)
    return made


def _joint(rng: Random, entries: Sequence[Entry]) -> int:
    """A leaf whose next row is a leaf too."""
    pairs = [
        place
        for place, entry in enumerate(entries[:-1])
        if entry.role is Role.LEAF and entries[place + 1].role is Role.LEAF and entry.facts.get("paid")
    ]
    return rng.choice(pairs) if pairs else -1


def _leaf(
    draft: Draft,
    rng: Random,
    at: Mapping[int, Plan],
    entry: Entry,
    how: tuple[Look, Mapping[int, Hand], Drawn],
    *,
    merged: int,
) -> None:
    look, hands, drawn = how
    drawn.level += _int(entry.facts.get("amount")) - _int(entry.facts.get("out"))
    for index, plan in at.items():
        fact = drawn.level if plan.form == "level" else entry.facts.get(plan.key)
        if plan.key == "seq":
            fact = entry.ordinal
        if plan.form not in {MONEY, "count", "rate", "level"}:
            draft.cells[draft.row, index] = Spot(_text(fact, look.dates))
            continue
        amount = fact if isinstance(fact, int) else None
        written = write_amount(rng, amount, hands[index] if plan.read else PLAIN_OF[look.scale])
        if plan.key == "paid" and merged in {0, 1}:
            written = BELOW if merged else _joined(draft, index, _both(drawn, draft.row), look.scale)
        draft.cells[draft.row, index] = written.spot
        if plan.truth().counts:
            drawn.numbers[draft.row, index] = written.number
            if written.mark:
                drawn.marks[draft.row, index] = written.mark


PLAIN_OF = {scale: Hand(scale, 0.0, 0.0, "#,##0", "dots") for scale in (1, 1_000, 1_000_000)}


BELOW = Written(Spot(None), None, "below a merged amount")


def _joined(draft: Draft, index: int, amount: int, scale: int) -> Written:
    """A merged cell holds its amount at the top only; here it stands for two rows."""
    draft.merge(index, index, rows=2)
    return Written(Spot(scaled(amount, scale), "#,##0"), amount, "merged amount")


def _both(drawn: Drawn, row: int) -> int:
    """What the entry of a row and the next one paid."""
    place = row - drawn.at[0]
    return sum(_int(entry.facts.get("paid")) for entry in drawn.entries[place : place + 2])


def _text(fact: Fact, style: str) -> Shown:
    if fact is None or isinstance(fact, int | str) or not style:
        return fact
    return style.format(d=fact.day, m=fact.month, y=fact.year)


def _int(fact: Fact) -> int:
    return fact if isinstance(fact, int) else 0


def _other(draft: Draft, at: Mapping[int, Plan], entry: Entry, look: Look, drawn: Drawn) -> None:
    """A group, a total or a row that enters no sum."""
    name = next((index for index, plan in at.items() if plan.form == "name"), look.left)
    seq = next((index for index, plan in at.items() if plan.key == "seq"), None)
    if entry.ordinal is not None and seq is not None:
        draft.put(seq, entry.ordinal, bold=True)
    column = look.left if entry.wide or seq is None else name
    whole = entry.role is Role.GROUP and not entry.sums and entry.ordinal is None
    column = look.left if whole else column
    label = entry.label if entry.ordinal is None or seq is not None else f"{entry.ordinal}. {entry.label}"
    draft.put(column, label, bold=True)
    if whole:
        draft.merge(column, max(at))
    elif column < name:
        draft.merge(column, name)
    for index, plan in at.items():
        if (spot := _figure(plan, index, entry, look, drawn)) is not None:
            draft.cells[draft.row, index] = spot


def _figure(plan: Plan, index: int, entry: Entry, look: Look, drawn: Drawn) -> Spot | None:
    """The cell of a row that is no leaf; None where it stays empty."""
    if plan.form == "level":
        return Spot(scaled(drawn.level, look.scale)) if entry.role is Role.BALANCE else None
    if not plan.sums:
        return Spot("x") if plan.form == "rate" and entry.role is Role.CARRY else None
    if not entry.sums:
        opens = entry.role is Role.BALANCE and entry.times == 2 and plan.key == "amount" and look.kind == "receipts"
        return Spot(scaled(2_000_000, look.scale), "#,##0") if opens and look.level_start == 0 else None
    scale = look.scale if plan.form == MONEY else 1
    rows = [drawn.at[leaf] for leaf in entry.sums]
    total = entry.times * sum(_int(drawn.entries[leaf].facts.get(plan.key)) for leaf in entry.sums)
    if look.totals == "typed" or entry.role not in {Role.TOTAL, Role.SUBTOTAL, Role.GROUP}:
        return Spot(scaled(total, scale), "#,##0", bold=True)
    if look.totals == "text":
        return Spot(spelt(total, scale, "commas" if look.english else "dots"), bold=True)
    value = None if look.totals == "uncalculated" else scaled(total, scale)
    return Spot(value, "#,##0", bold=True, formula=_sum(rows, index))


def _sum(rows: Sequence[int], index: int) -> str:
    letter = column_letters(index)
    if len(rows) == rows[-1] - rows[0] + 1:
        return f"SUM({letter}{rows[0]}:{letter}{rows[-1]})"
    return "+".join(f"{letter}{row}" for row in rows)
