"""C101: rates of the charter that rest on no document. All of them are one matter."""

from __future__ import annotations

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.results import World
from reconcile.model.values import Count, Money, Text

CODE = Code(
    "C101",
    matter="rates",
    severity=Severity.EXPLAIN,
    says={"count": Count, "due": Money},
    weighs=("count", "due"),
    needs=frozenset({"charter", "positions"}),
    job="find_document",
)


def findings(world: World) -> Findings:
    """Every rate that some branch owes by in the period."""
    if world.ledger is None:
        return Findings(0)
    rates = list({id(p.rate): p.rate for p in world.ledger.positions if p.rate}.values())
    assumed = [rate for rate in rates if rate.authority.assumed]
    if not assumed:
        return Findings(len(rates))
    classes = {rate.class_id for rate in assumed}
    due = sum(p.due or 0 for p in world.ledger.positions if p.branch.class_id in classes)
    flag = Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        "charter",
        world.period,
        assumed[0].at,
        at_stake=due,
        also=tuple(rate.at for rate in assumed[1:]),
        values={"count": Count(len(assumed)), "due": Money(due)},
        explanations=tuple(
            Explanation("assumed_from", 1.0 - place / 4, {"note": Text(rate.authority.note)}, (rate.at,))
            for place, rate in enumerate(assumed)
        ),
        authority=assumed[0].authority,
        job=CODE.job,
    )
    return Findings(len(rates), (flag,), failed=len(assumed))
