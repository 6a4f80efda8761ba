"""The lead schedule: every reported figure beside its parts and beside the detail, and the bridge between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reconcile.model.flags import Flag, Severity
from reconcile.model.ledger import Figure
from reconcile.model.places import CellRef
from reconcile.model.results import Bridge, BridgeStep, Lead, LeadLine, World
from reconcile.model.table import TOTALS, Role, Table
from reconcile.model.topics import Statement, Topic
from reconcile.model.values import Cells, Count, Day, Fractional, Interval, Money, Text, Written

FOOTING_RULE, DETAIL_RULE = "A101", "A102"
"""The rules whose tolerance holds for a sum of reported figures, and for a figure beside its detail."""

SECTIONS = ("dues", "other", "grants", "counts")


@dataclass(frozen=True)
class _Facts:
    """What every line of the schedule looks at."""

    world: World
    figures: Mapping[str, Figure]
    flags: Sequence[Flag]

    def value(self, name: str) -> int | None:
        """A figure's value; None where it is not there or unknown."""
        return self.figures[name].value if name in self.figures else None

    def equal(self, code: str, stated: int | None, computed: int) -> bool:
        """Whether two figures agree, as far as the charter is exact."""
        charter = self.world.charter
        return stated == computed or bool(stated is not None and charter and charter.allows(code, stated - computed))


def lead_of(world: World, figures: Mapping[str, Figure], flags: Sequence[Flag]) -> Lead:
    """All lines, numbered through the sections, and a bridge for each sum that does not agree with the detail."""
    facts = _Facts(world, figures, flags)
    lines: list[LeadLine] = []
    rows: dict[CellRef, int] = {}
    drafts = [draft for table in world.tables if table.kind == "summary" for draft in _drafts(facts, table)]
    for section in SECTIONS:
        for draft, parts in drafts:
            if draft.section == section:
                added = tuple(rows[cell] for cell in parts if cell in rows)
                numbered = replace(draft, number=len(lines) + 1, parts=added)
                if numbered.at and numbered.kind == "money":
                    rows[numbered.at] = len(lines) + 1
                lines.append(_judged(facts, numbered, lines))
        if section == "grants" and lines:
            lines += _whole_year(facts, lines)
    return Lead(tuple(lines), tuple(_bridges(facts, lines)))


def _drafts(facts: _Facts, table: Table) -> Iterator[tuple[LeadLine, tuple[CellRef, ...]]]:
    """The lines of a summary with the cells that each sum adds."""
    for line in table.of(Role.LEAF, *TOTALS):
        seen: set[Topic] = set()
        for statement in _statements(facts.world, table, line.row):
            if statement.topic not in seen:
                seen.add(statement.topic)
                for draft in _line(facts, statement, total=line.role in TOTALS):
                    yield draft, _parts(table, statement)


def _statements(world: World, table: Table, row: int) -> list[Statement]:
    """The statements of a row; a count in a cell of its own before the same one in the label."""
    label = table.by_role["item"].index
    found = [s for c in table.columns for s in world.statements.by_cell.get(table.grid.ref(row, c.index), ())]
    return sorted(found, key=lambda statement: statement.at.column == label)


def _parts(table: Table, total: Statement) -> tuple[CellRef, ...]:
    """What a total adds: subtotals inside it first, then the lines that none of them covers."""
    rows = table.covers.get(total.at.row, ()) if total.topic.measure == "collected" else ()
    smaller = [row for row, parts in table.covers.items() if row < total.at.row and set(parts) < set(rows)]
    inside = [row for row in smaller if table.by_row[row].role in TOTALS]
    rest = [row for row in rows if not any(row in table.covers[other] for other in inside)]
    return tuple(table.grid.ref(row, total.at.column) for row in sorted([*inside, *rest]))


def _line(facts: _Facts, statement: Statement, *, total: bool) -> Iterator[LeadLine]:
    topic, label = statement.topic, statement.label
    detail = _detail(facts, topic)
    if topic.measure == "collected":
        role = "total" if total and (topic.families != {"dues"}) else "subtotal" if total else "line"
        value = Money(statement.value) if isinstance(statement.value, int) else None
        yield LeadLine(_section(statement), None, label, "money", role, value, statement.at, detail=detail)
    elif topic.measure == "units_paid" and isinstance(statement.value, int):
        for units in facts.world.statements.about(Topic("units", topic.scope, topic.period)):
            if units.at == statement.at and isinstance(units.value, int):
                share = Fractional(statement.value, units.value)
                names = (*detail, *_detail(facts, units.topic))
                yield LeadLine(
                    "counts", None, label, "fraction", "line", share, statement.at, detail=names, key="payers"
                )
    elif topic.measure == "rate":
        yield from _rates(facts, statement)
    elif topic.measure in {"members", "units", "new_members", "new_units"} and not statement.text.count("/"):
        number = Count(statement.value) if isinstance(statement.value, int) else None
        yield LeadLine("counts", None, label, "count", "line", number, statement.at, detail=detail, key=topic.measure)


def _rates(facts: _Facts, rate: Statement) -> Iterator[LeadLine]:
    """A stated rate against the unit rate that it follows from, and against the money rate of its own line."""
    written = Written(rate.text, rate.value)
    for paid in facts.world.statements.all:
        if paid.topic.measure == "units_paid" and paid.topic.scope <= rate.topic.scope:
            scope = _scope(facts, paid.topic.scope)
            names = (f"rate.unit.{scope}",) if f"rate.unit.{scope}" in facts.figures else ()
            yield LeadLine("counts", None, rate.text, "rate", "line", written, rate.at, detail=names, key="rate_unit")
            break
    scope = _scope(facts, rate.topic.scope)
    name = f"rate.money.{scope}"
    if name in facts.figures:
        assumed = any(flag.matter == "rates" for flag in facts.flags)
        yield LeadLine(
            "counts",
            None,
            rate.text,
            "rate",
            "line",
            written,
            rate.at,
            detail=(name,),
            key="rate_money",
            assumed=assumed,
        )


def _section(statement: Statement) -> str:
    families = statement.topic.families
    if families == {"dues"}:
        return "dues"
    return "grants" if "grant" in families or statement.place.families == {"grant"} else "other"


def _scope(facts: _Facts, scope: frozenset[str]) -> str:
    """The scope of a figure's name for a set of atoms; "" where no figure is about it."""
    classes = {f"dues/{found.id}" for found in facts.world.charter.classes} if facts.world.charter else set()
    grants = {grant.atom for grant in facts.world.books.grants} if facts.world.books else set()
    others = {row.atom for row in facts.world.books.income} if facts.world.books else set()
    if scope == classes:
        return "dues"
    if len(scope) == 1:
        atom = next(iter(scope))
        return atom.removeprefix("dues/") if atom in classes else atom
    if scope and scope == grants:
        return "grants"
    if scope and scope == others:
        return "other"
    return "income" if scope >= classes and scope - classes and scope - classes <= others else ""


def _detail(facts: _Facts, topic: Topic) -> tuple[str, ...]:
    name = f"{topic.measure}.{_scope(facts, topic.scope)}"
    return (name,) if name in facts.figures else ()


def _judged(facts: _Facts, line: LeadLine, before: Sequence[LeadLine]) -> LeadLine:
    """Footing, marks and points of one line."""
    numbered = {other.number: other for other in before}
    parts = [numbered[number] for number in line.parts]
    addends = [part.reported.amount for part in parts if isinstance(part.reported, Money)]
    footing = sum(addends) if parts and len(addends) == len(parts) else None
    flags = _flags(facts, line, parts)
    return replace(
        line, footing=footing, marks=_marks(facts, line, footing, flags), flags=tuple(flag.id for flag in flags)
    )


def _flags(facts: _Facts, line: LeadLine, parts: Sequence[LeadLine]) -> list[Flag]:
    """Points at the line's own cell, about its grant, and those of its parts that change the sum."""
    grants = [name.removeprefix("collected.") for name in line.detail if name.startswith("collected.grant/")]
    inherited = {flag for part in parts if difference(facts.figures, part) for flag in part.flags}
    return [
        flag
        for flag in facts.flags
        if (line.at in (flag.at, *flag.also) and (flag.matter != "rate_base" or line.key == "rate_money"))
        or flag.id in inherited
        or (flag.matter == "grant" and any(flag.subject.startswith(f"{atom}/") for atom in grants))
    ]


def difference(figures: Mapping[str, Figure], line: LeadLine) -> int | None:
    """Reported − detail in đồng; None where one of them is not known."""
    value = figures[line.detail[0]].value if line.kind == "money" and line.detail else None
    return line.reported.amount - value if isinstance(line.reported, Money) and value is not None else None


def _marks(facts: _Facts, line: LeadLine, footing: int | None, flags: Sequence[Flag]) -> tuple[str, ...]:
    marks: list[str] = []
    reported = line.reported.amount if isinstance(line.reported, Money) else None
    agrees = _agrees(facts, line)
    foots = None if footing is None else facts.equal(FOOTING_RULE, reported, footing)
    if foots:
        marks.append("footed")
    if agrees:
        marks.append("agrees")
    if agrees is False or foots is False:
        marks.append("differs")
    if any(flag.severity is Severity.EXPLAIN for flag in flags):
        marks.append("explain")
    return tuple(marks) or ("no_basis",)


def _agrees(facts: _Facts, line: LeadLine) -> bool | None:
    """Whether the line agrees with the detail; None where there is nothing to compare."""
    names = [facts.figures[name] for name in line.detail]
    match line.reported:
        case Money(number) | Count(number) if names:
            return facts.equal(DETAIL_RULE, number, names[0].value) if names[0].value is not None else None
        case Fractional(top, bottom) if len(names) == 2:
            return (names[0].value, names[1].value) == (top, bottom)
        case Written(_, means) if names:
            figure = names[0]
            if figure.numerator is None or not figure.denominator:
                return None
            share = Fraction(100 * figure.numerator, figure.denominator)
            return share in means if isinstance(means, Interval) else share == means
    return None


def _whole_year(facts: _Facts, lines: Sequence[LeadLine]) -> list[LeadLine]:
    """All receipts of the year, which reports rarely state."""
    totals = [line for line in lines if line.role == "total" and line.kind == "money"]
    ends = {section: line for line in totals for section in [line.section]}
    parts = tuple(line.number for line in ends.values() if line.number is not None)
    if len(parts) < 2 or "collected.all" not in facts.figures:
        return []
    footings = [line.footing if line.footing is not None else line.reported for line in ends.values()]
    amounts = [value.amount if isinstance(value, Money) else value for value in footings]
    footing = sum(value for value in amounts if isinstance(value, int)) if None not in amounts else None
    names = ("collected.all",)
    line = LeadLine("grants", len(lines) + 1, "", "money", "total", None, None, parts, footing, names)
    return [replace(line, key="all_receipts")]


def _bridges(facts: _Facts, lines: Sequence[LeadLine]) -> Iterator[Bridge]:
    """One for each total whose reported figure is not that of the detail, down to the lines that differ."""
    numbered = {line.number: line for line in lines}
    for line in lines:
        gap = difference(facts.figures, line)
        if gap and line.number and isinstance(line.reported, Money) and line.role == "total":
            steps = tuple(_steps(facts, line, numbered))
            yield Bridge(line.number, line.reported.amount, steps, line.reported.amount - gap)


def _steps(facts: _Facts, line: LeadLine, numbered: Mapping[int | None, LeadLine]) -> Iterator[BridgeStep]:
    if line.footing is not None and isinstance(line.reported, Money) and line.footing != line.reported.amount:
        own = [flag for flag in facts.flags if flag.at == line.at]
        amount = line.footing - line.reported.amount
        stories = [cell for flag in own for story in flag.explanations[:1] for cell in story.cells]
        left_out = tuple(cell for cell in stories if isinstance(cell, CellRef))
        key = "not_added" if amount > 0 else "added_too_much"
        yield BridgeStep(key, amount, own[0].id if own else None, {"cells": Cells(left_out), "label": Text(line.label)})
    for number in line.parts:
        yield from _part_steps(facts, numbered[number], numbered)
    later = _later(facts, line)
    if later and facts.world.as_of:
        yield BridgeStep("received_later", -later, None, {"as_of": Day(facts.world.as_of)})


def _part_steps(facts: _Facts, part: LeadLine, numbered: Mapping[int | None, LeadLine]) -> Iterator[BridgeStep]:
    """The lines that differ from the detail, through subtotals down to the leaves; money received later apart."""
    if part.parts:
        yield from _footing_step(facts, part)
        for number in part.parts:
            yield from _part_steps(facts, numbered[number], numbered)
        return
    gap = difference(facts.figures, part)
    rest = (gap or 0) - _later(facts, part)
    if gap is not None and rest:
        flag = part.flags[0] if part.flags else None
        key = "reported_above" if rest > 0 else "reported_below"
        yield BridgeStep(key, -rest, flag, {"label": Text(part.label)})


def _footing_step(facts: _Facts, part: LeadLine) -> Iterator[BridgeStep]:
    if part.footing is not None and isinstance(part.reported, Money) and part.footing != part.reported.amount:
        own = [flag for flag in facts.flags if flag.at == part.at]
        amount = part.footing - part.reported.amount
        key = "not_added" if amount > 0 else "added_too_much"
        yield BridgeStep(key, amount, own[0].id if own else None, {"cells": Cells(()), "label": Text(part.label)})


def _later(facts: _Facts, line: LeadLine) -> int:
    """Money of a line's scope that came in after the as-of date."""
    ledger, roll = facts.world.ledger, facts.world.roll
    if ledger is None or roll is None or not line.detail:
        return 0
    scope = line.detail[0].removeprefix("collected.")
    dues = sum(
        payment.amount
        for payment in ledger.later
        if scope in {"dues", "income", "all"} or (payment.branch and roll.by_slug[payment.branch].class_id == scope)
    )
    other = sum(row.amount or 0 for row in ledger.later_income if scope in {row.atom, "other", "income", "all"})
    return dues + other
