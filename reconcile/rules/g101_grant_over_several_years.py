"""G101: a grant for several years is counted whole in one (cut-off)."""

from __future__ import annotations

from reconcile.model.books import GrantRow
from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.periods import Period
from reconcile.model.results import World
from reconcile.model.values import Money, Text

CODE = Code(
    "G101",
    matter="grant",
    severity=Severity.EXPLAIN,
    says={"funder": Text, "covers": Period, "amount": Money, "share": Money, "booked": Period, "next_year": Text},
    weighs=("stated", "covers"),
    job="state_grant_basis",
)


def findings(world: World) -> Findings:
    """Every grant whose period is known. The even split informs; it corrects nothing."""
    grants = [grant for grant in world.books.grants if grant.covers and grant.received] if world.books else []
    return Findings(
        len(grants), tuple(_flag(grant, grant.covers) for grant in grants if grant.covers and _spans(grant))
    )


def _spans(grant: GrantRow) -> bool:
    return grant.covers is not None and len(grant.covers.years) > 1 and not grant.booked.covers(grant.covers)


def _flag(grant: GrantRow, covers: Period) -> Flag:
    money = grant.received or 0
    share = money // len(covers.years)
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        f"{grant.atom}/{grant.key}",
        grant.booked,
        grant.at,
        stated=Money(money),
        at_stake=money - share,
        values={
            "funder": Text(grant.funder),
            "covers": covers,
            "amount": Money(money),
            "share": Money(share),
            "booked": grant.booked,
            "next_year": Text(str(grant.booked.end.year + 1)),
        },
        explanations=(Explanation("received_whole", 1.0), Explanation("approved_not_received", 0.5)),
        job=CODE.job,
    )
