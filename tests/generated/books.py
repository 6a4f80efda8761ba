"""`make(seed)`: a Vietnamese workbook of dues, members, other income, receipts, grants or figures, and its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.generated import names, paper, wording
from tests.generated.body import Entry, Shape, Speech, entries, shape
from tests.generated.drawing import table
from tests.generated.facts import DAY_FORMS, LEAVES
from tests.generated.headings import Look
from tests.generated.plan import MONEY, Plan, cash_book, columns_of, months, with_unit
from tests.generated.shape import Draft, Made, Worksheet

KINDS = ("dues", "roll", "income", "receipts", "grants", "summary", "months", "cash_book")
SHARES = (40, 10, 10, 12, 12, 8, 5, 3)
RATES = (1_000_000, 500_000, 300_000, 150_000, 2_000_000)
SPEECH = Speech(
    totals=wording.TOTALS,
    sub=("Cộng {0}", "Cộng mục {0}", "Cộng nhóm", "Cộng {1}", "Cộng ({0})", "Tổng {1}"),
    running=wording.RUNNING,
    page_end=wording.PAGE_END,
    page_start=wording.PAGE_START,
    opening=wording.OPENING,
    closing=wording.CLOSING,
    of_which=wording.OF_WHICH,
    ways=("chuyển khoản", "tiền mặt"),
)
GROUPS = {"income": names.INCOME_GROUPS, "grants": names.GRANT_GROUPS, "summary": names.FACT_GROUPS}
TRUE_KINDS = {"months": "dues", "cash_book": "receipts"}
PRIMARY = {"dues": "paid", "months": "paid", "grants": "received", "roll": "members"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that the sheets of one workbook share."""

    kind: str
    plans: Sequence[Plan]
    shape: Shape
    look: Look
    unit: str
    rate: int
    per_head: bool
    leaves: int


def make(seed: int) -> Made:
    """The workbook of a seed, always the same."""
    rng = Random(seed)
    kind = rng.choices(KINDS, SHARES)[0]
    made = recipe(rng, kind)
    periods = [f"QUÝ {n} NĂM 2019" for n in ("I", "II", "III", "IV")] if _quarters(rng, kind) else ["NĂM 2019"]
    sheets = tuple(_sheet(rng, made, period, number) for number, period in enumerate(periods))
    return Made(seed, "vi", sheets, _traits(made, len(periods)))


def recipe(rng: Random, kind: str) -> Recipe:
    """How the workbook of a kind is laid out."""
    scale = rng.choices((1, 1_000, 1_000_000), (70, 18, 12))[0] if kind != "roll" else 1
    unit = rng.choice(("line", "line", "header")) if scale > 1 else rng.choice(("line", "line", "header", "none"))
    plans = _plans(rng, kind)
    plans = with_unit(rng, plans, scale) if unit == "header" else plans
    per_head = "members" in {plan.key for plan in plans} and rng.random() < 0.3
    gap = rng.choice((0, 0, 0, 0, 0, 2))
    look = Look(
        kind=TRUE_KINDS.get(kind, kind),
        scale=scale,
        left=rng.choice((1, 1, 1, 1, 2)),
        gap=0 if any(plan.over for plan in plans[:3]) else gap,
        totals=rng.choices(("formula", "typed", "text", "uncalculated"), (60, 25, 8, 7))[0],
        index=rng.choice(("", "", "letters", "numbers", "brackets")),
        dates=rng.choice(("", "", *DAY_FORMS)),
        caps=rng.random() < 0.15,
        breaks=rng.random() < 0.3,
        joint=kind == "dues" and rng.random() < 0.08,
        messy=rng.random() < 0.6,
        level_start=2_000_000 if kind == "cash_book" else 0,
    )
    rate = rng.choice((20_000, 30_000, 50_000)) if per_head else rng.choice(RATES)
    form = shape(rng, kind, GROUPS.get(kind, names.GROUPS))
    return Recipe(kind, plans, form, look, unit, rate, per_head, rng.randint(4, 22))


def _plans(rng: Random, kind: str) -> Sequence[Plan]:
    if kind == "months":
        return months(rng)
    if kind == "cash_book":
        return cash_book()
    return columns_of(rng, kind, depth=rng.choices((1, 2, 3), (60, 30, 10))[0])


def _quarters(rng: Random, kind: str) -> bool:
    return kind in {"dues", "receipts"} and rng.random() < 0.1


def rows(rng: Random, made: Recipe, speech: Speech = SPEECH) -> list[Entry]:
    """The rows of one table."""
    leaf = LEAVES[made.kind]
    facts = [leaf(rng, number, made.rate, per_head=made.per_head) for number in range(1, made.leaves + 1)]
    name = next(plan.key for plan in made.plans if plan.form == "name")
    return entries(rng, made.shape, facts, speech, name)


def _sheet(rng: Random, made: Recipe, period: str, number: int) -> Worksheet:
    draft = Draft(period.removesuffix(" NĂM 2019").replace("QUÝ", "Quý").replace("NĂM 2019", "Sheet1"))
    right = made.look.left + len(made.plans) - 1 + bool(made.look.gap)
    paper.head(draft, rng, right)
    _one(draft, rng, made, right, period)
    if not number and rng.random() < 0.12 and not made.look.gap:
        draft.row += rng.choice((1, 2, 3))
        other = recipe(rng, rng.choice(("dues", "income", "grants")))
        _one(draft, rng, replace(other, look=replace(other.look, left=made.look.left, gap=0)), right, period)
    if rng.random() < 0.7:
        paper.signatures(draft, rng, right)
    return draft.sheet()


def _one(draft: Draft, rng: Random, made: Recipe, right: int, period: str) -> None:
    """Title, unit line, table, amount in words, notes."""
    paper.title(draft, rng, _title_kind(made.kind), right, period)
    if made.unit == "line":
        paper.unit_line(draft, rng, made.look.scale, right)
    body = rows(rng, made)
    table(draft, rng, made.plans, body, made.look)
    key = PRIMARY.get(made.kind, "amount")
    total = sum(value for entry in body if isinstance(value := entry.facts.get(key), int))
    if made.kind != "roll" and rng.random() < 0.4:
        paper.words(draft, rng, total)
    if rng.random() < 0.3:
        paper.notes(draft, rng)


def _title_kind(kind: str) -> str:
    return "dues" if kind == "months" else kind


def _traits(made: Recipe, sheets: int) -> tuple[str, ...]:
    look, form = made.look, made.shape
    depth = 1 + max(len(plan.over) for plan in made.plans)
    money = sum(plan.form == MONEY for plan in made.plans)
    told = (
        made.kind,
        f"scale {look.scale} ({made.unit})",
        f"header {depth}",
        f"{money} money columns",
        f"groups {form.subtotal}" if form.groups else "",
        f"total {form.total}, {look.totals}",
        f"index {look.index}" if look.index else "",
        "running" if form.running else "",
        "page" if form.page else "",
        f"of which {form.of_which}" if form.of_which else "",
        "joint" if look.joint else "",
        f"gap {look.gap}" if look.gap else "",
        f"{sheets} sheets" if sheets > 1 else "",
    )
    return tuple(part for part in told if part)
