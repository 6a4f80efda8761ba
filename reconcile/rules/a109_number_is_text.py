"""A109: a number inside a sum is kept as text; Excel's SUM will skip it."""

from __future__ import annotations

from fractions import Fraction

from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.footing import Footed, Untied
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.values import Plain, Text

CODE = Code(
    "A109",
    matter="text_number",
    severity=Severity.ERROR,
    says={"label": Text, "column": Text, "shown": Plain, "total": CellRef},
    weighs=("shown",),
    needs=frozenset({"footing"}),
)


def findings(world: World) -> Findings:
    """One flag for each such cell in a sum that ties with it."""
    sums = world.footed or Footed()
    told = tuple(_flag(one) for one in sums.untied if one.kind == "text")
    return Findings(max(sums.texts, len(told)), told)


def _flag(one: Untied) -> Flag:
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        one.label,
        None,
        one.at,
        stated=Plain(one.stated),
        at_stake=int(abs(Fraction(one.stated))),
        part=one.heading,
        also=one.also,
        values={
            "label": Text(one.label),
            "column": Text(one.heading),
            "shown": Plain(one.stated),
            "total": one.total,
        },
        explanations=one.explanations,
        ground=one.ground,
        strength=one.strength,
    )
