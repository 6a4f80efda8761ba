"""From blame to flags: one matter, one flag, at the cell that caused it; severity last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from reconcile.audit.case import Case
from reconcile.audit.causes import explanations
from reconcile.audit.identity import SHORT, letters
from reconcile.audit.settle import Blamed, Quantity, Settled, settle
from reconcile.audit.verdict import stated, verdict_of
from reconcile.model.charter import Authority
from reconcile.model.claims import Ground, Outcome, Verdict
from reconcile.model.flags import Code, Evidence, Explanation, Flag, Severity
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.topics import Constant, Operand, Section, Span, Statement
from reconcile.model.values import Cells, Count, Interval, Money, Number, Ratio, Term, Text, Value, Written
from reconcile.text.fold import slug

KINDS = ("roll", "dues", "payments", "income", "grants", "summary")
COUNTED = frozenset({"units", "members", "units_paid", "new_units", "new_members"})
LEAST_ERROR, LEAST_EXPLAIN, LEAST_NOTE = 9.0, 6.2, 3.0
"""Cuts of audit.md 2.9 for claims that rest on label or numbers alone."""

CAPPED = frozenset({Ground.LABEL, Ground.NUMBERS})


def flags_of(verdicts: Sequence[Verdict], world: World, codes: Mapping[str, Code]) -> tuple[tuple[Flag, ...], Settled]:
    """One flag for each quantity that the smallest repair blames."""
    settled = settle(verdicts)
    statements: dict[Quantity, list[Statement]] = {}
    for statement in [*world.statements.all, *(verdict.claim.result for verdict in verdicts)]:
        same = statements.setdefault(statement.quantity, [])
        if statement not in same:
            same.append(statement)
    flags = tuple(_flag(blamed, settled, statements, world, codes) for blamed in settled.blamed)
    return tuple(flag for flag in flags if flag.strength >= LEAST_NOTE or flag.ground not in CAPPED), settled


def too_weak(verdicts: Sequence[Verdict], flags: Iterable[Flag]) -> tuple[Verdict, ...]:
    """Breaks that rest on a label and are too weak to be said count as undecidable."""
    said = {(cell, code) for flag in flags for cell in (flag.at, *flag.also) for code in flag.covers}
    return tuple(
        replace(verdict, outcome=Outcome.UNDECIDABLE, why="weak")
        if verdict.outcome is Outcome.BREAKS
        and verdict.claim.ground in CAPPED
        and (verdict.claim.result.at, verdict.claim.code) not in said
        and verdict.claim.strength < LEAST_NOTE
        else verdict
        for verdict in verdicts
    )


def _flag(
    blamed: Blamed,
    settled: Settled,
    statements: Mapping[Quantity, Sequence[Statement]],
    world: World,
    codes: Mapping[str, Code],
) -> Flag:
    deviating = [s for s in statements.get(blamed.quantity, ()) if s.value != blamed.right] or [
        blamed.verdict.claim.result
    ]
    at = min(deviating, key=lambda statement: (_rank(statement), statement.at))
    verdict = next((v for v in blamed.mended if v.claim.result == at), blamed.verdict)
    code = codes[verdict.claim.code]
    case = Case(world, verdict)
    right = verdict.expected if verdict.claim.result == at else blamed.right
    followers = [s for quantity in blamed.followers for s in statements.get(quantity, ())]
    stories = explanations(case) if isinstance(verdict.residual, int) and code.matter == "figure" else ()
    claim = verdict.claim
    strength = claim.strength + min(3.0, max(-0.5, 0.6 * stories[0].weight)) if stories else claim.strength
    return Flag(
        code.id,
        code.matter,
        code.severity,
        _subject(at, verdict, statements.get(blamed.quantity, (at,))),
        at.topic.period,
        at.at,
        stated=_typed(at, at.value),
        expected=_typed(at, right),
        expected_after_others=_after_others(at, verdict, settled, blamed.quantity),
        difference=_difference(at.value, right),
        at_stake=_stake(at, right),
        evidence=tuple(_evidence(verdict, blamed, statements)),
        also=_others(at.at, [*deviating, *followers]),
        covers=tuple(sorted({mended.claim.code for mended in blamed.mended})),
        values=_values(at, verdict, right, world),
        explanations=_bounded(stories, blamed),
        ground=claim.ground,
        strength=strength,
        authority=_authority(at, code, world),
        job=code.job,
    )


def _rank(statement: Statement) -> tuple[bool, bool]:
    """The source before the summary; a total before a count in words."""
    return statement.place.kind == "summary", statement.role == "words"


def _others(at: CellRef, statements: Iterable[Statement]) -> tuple[CellRef, ...]:
    return tuple(sorted({statement.at for statement in statements if statement.at != at}))


def _bounded(stories: tuple[Explanation, ...], blamed: Blamed) -> tuple[Explanation, ...]:
    """Where the search for the smallest repair stopped at its bound, that is said as a cause."""
    return (*stories, Explanation("bound_reached", -1.0)) if blamed.bound_reached else stories


def _typed(statement: Statement, number: Number | None) -> Value | None:
    if isinstance(number, Interval):
        return Written(statement.text, number)
    if isinstance(number, Fraction):
        share = number / 100
        return Ratio(share.numerator, share.denominator)
    if not isinstance(number, int):
        return None
    return Count(number) if statement.topic.measure in COUNTED else Money(number)


def _difference(stated: Number, right: object) -> int | None:
    return stated - right if isinstance(stated, int) and isinstance(right, int) else None


def _stake(statement: Statement, right: object) -> int:
    gap = _difference(statement.value, right)
    return abs(gap) if gap is not None and statement.topic.measure not in COUNTED else 0


def _after_others(at: Statement, verdict: Verdict, settled: Settled, quantity: Quantity) -> Value | None:
    """What comes out when the other flagged figures are corrected too; None where it is the same."""

    def value(operand: Operand) -> Number:
        mine = isinstance(operand, Statement) and operand.quantity == quantity
        return stated(operand) if mine else settled.value(operand)

    after = verdict_of(verdict.claim, value)
    if after.expected is None or after.expected == verdict.expected or not isinstance(after.expected, int):
        return None
    return _typed(at, after.expected)


def _evidence(
    verdict: Verdict, blamed: Blamed, statements: Mapping[Quantity, Sequence[Statement]]
) -> Iterator[Evidence]:
    """The figures that are right: repeats that agree, and the terms of the sum, at most a dozen."""
    for statement in statements.get(blamed.quantity, ()):
        if statement.value == blamed.right and (value := _typed(statement, statement.value)):
            yield Evidence(statement.at, value, statement.label)
    for term in (verdict.reading.terms if verdict.reading else ())[:12]:
        if isinstance(term, Statement) and (value := _typed(term, term.value)):
            yield Evidence(term.at, value, term.label)
        elif isinstance(term, Span) and term.cells:
            counted = term.topic.measure in COUNTED
            value = Count(term.total) if counted else Money(term.total)
            yield Evidence(term.cells[0], value, last=term.cells[-1] if len(term.cells) > 1 else None)


def _values(at: Statement, verdict: Verdict, right: object, world: World) -> dict[str, Value]:
    """What the words of the arithmetic codes may use."""
    gap = _difference(at.value, right)
    table = world.table_at(at.at)
    heading = next((c.heading for c in table.columns if c.index == at.at.column), "") if table else ""
    heading = heading.rsplit(" / ", 1)[-1]
    terms = verdict.reading.terms if verdict.reading else ()
    count = sum(term.count if isinstance(term, Span) else 1 for term in terms)
    others = tuple(term.at for term in terms if isinstance(term, Statement))
    values: dict[str, Value] = {
        "label": Text(at.label),
        "column": Text(heading),
        "count": Count(count),
        "direction": Term("over" if gap is not None and gap > 0 else "short"),
        "written": Text(at.text or str(at.value)),
        "other": Cells(others[:3]),
        "other_file": Text(others[0].source if others else ""),
    }
    if any(isinstance(term, Constant) for term in terms) and isinstance(right, int):
        values["rate"] = Money(right)
    return values


def _authority(at: Statement, code: Code, world: World) -> Authority | None:
    """The charter's word where a flag compares with a rate."""
    if code.matter != "rate" or world.ledger is None:
        return None
    slugs = {atom.removeprefix("branch/") for atom in at.topic.scope}
    rates = [p.rate for p in world.ledger.positions if p.branch.slug in slugs and p.rate]
    return rates[0].authority if rates else None


def _subject(at: Statement, verdict: Verdict, same: Sequence[Statement]) -> str:
    """Words speak of the total above them: a correction of the words keeps the id."""
    above = [term for term in (verdict.reading.terms if verdict.reading else ()) if isinstance(term, Statement)]
    return f"words {subject_of(above[0], above[:1])}" if at.role == "words" and above else subject_of(at, same)


def subject_of(at: Statement, same: Sequence[Statement]) -> str:
    """The subject of a figure (design 7): the atom, or for a total over several the place of the united quantity.

    The total of some branches (one list of many, the subtotal of a region) is told from others by who they are.
    """
    topic = at.topic
    if not topic.known:
        return f"{topic.measure} {at.place.kind}/{slug(at.place.label)}/{slug(at.label)}"
    if len(topic.scope) == 1:
        return f"{topic.measure} {next(iter(topic.scope))}"
    if all(atom.startswith("branch/") for atom in topic.scope):
        return f"{topic.measure} {at.place.kind}/branches/{letters(' '.join(sorted(topic.scope)), SHORT)}"
    place = min((statement.place for statement in same), key=_place_rank)
    own = topic.families
    section = "+".join(sorted(place.families)) or "-"
    return f"{topic.measure} {place.kind}/{section}/{'grand' if own >= place.families else '+'.join(sorted(own))}"


def _place_rank(place: Section) -> tuple[int, str]:
    return (KINDS.index(place.kind) if place.kind in KINDS else len(KINDS)), place.label


def grade(flags: Iterable[Flag], overrides: Mapping[str, str]) -> tuple[Flag, ...]:
    """Severity, decided once: the code's default, the charter's override, the cap of ground and strength."""
    return tuple(replace(flag, severity=_severity(flag, overrides)) for flag in flags)


def _severity(flag: Flag, overrides: Mapping[str, str]) -> Severity:
    said = overrides.get(flag.code)
    severity = Severity[said.upper()] if said else flag.severity
    if flag.ground not in CAPPED or flag.strength >= LEAST_ERROR:
        return severity
    return max(severity, Severity.EXPLAIN if flag.strength >= LEAST_EXPLAIN else Severity.NOTE)
