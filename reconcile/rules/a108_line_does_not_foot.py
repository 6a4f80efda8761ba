"""A108: a figure of any table is not the sum of its lines, by rows or by columns, or a formula shows an old value."""

from __future__ import annotations

from fractions import Fraction

from reconcile.model.claims import Ground
from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.footing import Footed, Untied
from reconcile.model.results import World
from reconcile.model.values import Count, Plain, Term, Text

CODE = Code(
    "A108",
    matter="footing",
    severity=Severity.ERROR,
    says={
        "label": Text,
        "column": Text,
        "shown": Plain,
        "right": Plain,
        "off": Plain,
        "direction": Term,
        "count": Count,
        "held": Count,
        "across": Count,
    },
    weighs=("shown", "right"),
    needs=frozenset({"footing"}),
)


def findings(world: World) -> Findings:
    """One flag for each figure; what the tables of a known kind claim is judged by their own rules."""
    cells = {relation.ref(relation.row) for relation in world.relations}
    claimed = {cell for cell in cells if (table := world.table_at(cell)) and table.kind != "unknown"}
    sums = world.footed or Footed()
    told = [one for one in sums.untied if one.kind != "text" and not claimed & {one.at, one.total, *one.also}]
    return Findings(max(sums.tested, len(told)), tuple(map(_flag, told)))


def _flag(one: Untied) -> Flag:
    gap = Fraction(one.stated) - one.expected
    severity = Severity.NOTE if one.noted else Severity.EXPLAIN if one.ground is Ground.NUMBERS else CODE.severity
    return Flag(
        CODE.id,
        CODE.matter,
        severity,
        one.label,
        None,
        one.at,
        stated=Plain(one.stated),
        expected=Plain(one.expected),
        difference=int(gap) if gap.denominator == 1 else None,
        at_stake=int(abs(gap)),
        part=one.heading,
        also=one.also,
        values={
            "label": Text(one.label),
            "column": Text(one.heading),
            "shown": Plain(one.stated),
            "right": Plain(one.expected),
            "off": Plain(abs(gap)),
            "direction": Term("over" if gap > 0 else "short"),
            "count": Count(len(one.parts)),
            "held": Count(one.held),
            "across": Count(one.across),
        },
        explanations=one.explanations,
        ground=one.ground,
        strength=one.strength,
    )
