"""The columns of a Vietnamese table: which there are, in which order, under which headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.generated.shape import TrueColumn
from tests.generated.wording import HEADINGS, UNIT_WORDS

NONE: frozenset[str] = frozenset()
MONEY, COUNT, RATE = "money", "count", "rate"


@dataclass(frozen=True, slots=True)
class Plan:
    """One column. form: seq, name, text, date, percent, money, rate, count, gap; over: merged headings above it."""

    key: str
    role: str
    form: str
    heading: str
    over: tuple[str, ...] = ()
    also: frozenset[str] = NONE
    read: bool = True

    @property
    def sums(self) -> bool:
        """Whether totals show a number in it."""
        return self.form in {MONEY, COUNT}

    def truth(self) -> TrueColumn:
        """What the program must understand."""
        heading = " / ".join((*self.over, self.heading))
        return TrueColumn(heading, self.role, self.also, counts=self.read and self.form in {MONEY, COUNT, RATE})


FORMS: Mapping[str, str] = {
    "seq": "seq",
    "branch_name": "name",
    "payer": "name",
    "funder": "name",
    "fact": "name",
    "members": COUNT,
    "units": COUNT,
    "count": COUNT,
    "rate": RATE,
    "pay_date": "date",
    "percent": "percent",
} | dict.fromkeys(
    ("due", "paid", "arrears_in", "advance", "balance", "amount", "approved", "received", "spent", "remaining"), MONEY
)
ROLES: Mapping[str, str] = {"fact": "item"}
ALSO: Mapping[tuple[str, str], frozenset[str]] = {
    ("receipts", "payer"): frozenset({"branch_name"}),
    ("receipts", "amount"): frozenset({"paid"}),
    ("receipts", "item"): frozenset({"note"}),
    ("grants", "project"): frozenset({"item"}),
    ("grants", "remaining"): frozenset({"balance"}),
    ("dues", "balance"): frozenset({"remaining"}),
    ("roll", "arrears_in"): frozenset({"opening"}),
    ("dues", "arrears_in"): frozenset({"opening"}),
    ("income", "payer"): frozenset({"branch_name"}),
    ("summary", "fact"): frozenset({"project"}),
}


def column(rng: Random, kind: str, key: str) -> Plan:
    """A column with a heading drawn from its synonyms."""
    role = ROLES.get(key, key)
    heading = rng.choice(HEADINGS[key])
    return Plan(key, role, FORMS.get(key, "text"), heading, also=ALSO.get((kind, key), NONE))


def some(rng: Random, *chances: tuple[str, float]) -> list[str]:
    """The keys that are drawn, in their order."""
    return [key for key, chance in chances if rng.random() < chance]


def keys_of(rng: Random, kind: str) -> list[str]:
    """The columns of a kind in an order that an office would use."""
    papers = some(rng, ("pay_date", 0.6), ("receipt_no", 0.5), ("method", 0.2))
    rng.shuffle(papers)
    last = some(rng, ("note", 0.7))
    if kind == "dues":
        counts = some(rng, ("class", 0.15), ("members", 0.5), ("rate", 0.35))
        rng.shuffle(counts)
        money = some(rng, ("arrears_in", 0.3), ("due", 0.8), ("advance", 0.1))
        after = some(rng, ("balance", 0.4), ("percent", 0.2))
        middle = [[*money, "paid", *after], papers]
        if rng.random() < 0.2:
            middle.reverse()
        return ["seq", *some(rng, ("branch_code", 0.2)), "branch_name", *counts, *middle[0], *middle[1], *last]
    if kind == "roll":
        return [
            "seq",
            "branch_name",
            *some(rng, ("class", 0.3), ("units", 0.5)),
            "members",
            *some(rng, ("arrears_in", 0.3)),
            *last,
        ]
    if kind == "grants":
        front = ["funder", "project"]
        money = ["received", *some(rng, ("spent", 0.4))]
        return [
            "seq",
            *front,
            *some(rng, ("agreement", 0.3), ("approved", 0.7)),
            *money,
            *some(rng, ("remaining", 0.4), ("span", 0.5)),
            *last,
        ]
    if kind == "summary":
        return ["seq", "fact", "amount", *last]
    who = ["payer", *some(rng, ("item", 0.9 if kind == "income" else 0.7))]
    if kind == "receipts":
        return [*some(rng, ("seq", 0.6)), *(papers or ["pay_date"]), *who, "amount", *last]
    return ["seq", *who, "amount", *papers, *last]


def columns_of(rng: Random, kind: str, *, depth: int) -> list[Plan]:
    """The columns with distinct headings, `depth` heading rows deep."""
    plans: list[Plan] = []
    for key in keys_of(rng, kind):
        plan = column(rng, kind, key)
        while any(plan.heading == other.heading for other in plans):
            plan = column(rng, kind, key)
        plans.append(plan)
    if depth > 1:
        plans = [replace(plan, over=_over(plan, kind, depth)) for plan in plans]
        plans = split_paid(rng, plans) if kind == "dues" and rng.random() < 0.25 else plans
    return _alone_without_cover(plans)


def _over(plan: Plan, kind: str, depth: int) -> tuple[str, ...]:
    if plan.key in {"pay_date", "receipt_no"}:
        return ("Chứng từ",)
    if plan.form != MONEY or kind == "summary":
        return ()
    top = {"dues": "Hội phí năm 2019", "grants": "Kinh phí", "roll": ""}.get(kind, "")
    if not top:
        return ()
    return (top, "Số phát sinh trong kỳ") if depth == 3 and plan.key in {"due", "paid", "received", "spent"} else (top,)


def split_paid(rng: Random, plans: Sequence[Plan]) -> list[Plan]:
    """ "Đã nộp" over cash, transfer and their sum: only the sum is what was paid."""
    found: list[Plan] = []
    for plan in plans:
        if plan.key != "paid":
            found.append(plan)
            continue
        over = (*plan.over, plan.heading)[-2:]
        parts = [
            Plan("cash", "part", MONEY, "Tiền mặt", over, frozenset({"method"}), read=False),
            Plan("bank", "part", MONEY, "Chuyển khoản", over, frozenset({"method"}), read=False),
        ]
        found += [*parts, replace(plan, heading=rng.choice(("Cộng", "Tổng cộng", "Tổng số")), over=over)]
    return found


def _alone_without_cover(plans: Sequence[Plan]) -> list[Plan]:
    """Without a merged heading where only one column stands under it."""
    counts: dict[str, int] = {}
    for plan in plans:
        if plan.over:
            counts[plan.over[0]] = counts.get(plan.over[0], 0) + 1
    return [replace(plan, over=()) if plan.over and counts[plan.over[0]] == 1 else plan for plan in plans]


def with_unit(rng: Random, plans: Sequence[Plan], scale: int) -> list[Plan]:
    """The unit of measure inside the heading of every money column."""
    unit = rng.choice(UNIT_WORDS[scale])
    glue = rng.choice((" ", "\n"))
    return [
        replace(plan, heading=f"{plan.heading}{glue}({unit})") if plan.form in {MONEY, RATE} else plan for plan in plans
    ]


def months(rng: Random) -> list[Plan]:
    """A list with one column a month and their sum."""
    style = rng.choice(("T{}", "Tháng {}", "Th.{}", "{}"))
    over = ("Số tiền đã nộp các tháng",) if style == "{}" else rng.choice(((), ("Đã nộp",), ("Các tháng trong năm",)))
    each = [
        Plan(f"m{n}", "month", MONEY, style.format(n), over, frozenset({"instalment", "months"})) for n in range(1, 13)
    ]
    total = Plan(
        "paid", "paid", MONEY, rng.choice(("Cộng", "Tổng cộng", "Cả năm", "Đã nộp")), (), frozenset({"amount"})
    )
    return [column(rng, "dues", "seq"), column(rng, "dues", "branch_name"), *each, total]


def cash_book() -> list[Plan]:
    """The cash book S07: "Thu" and "Chi" are receipt numbers under one heading and amounts under the other."""
    paper, money = ("Số hiệu chứng từ",), ("Số tiền",)
    out = frozenset({"spent", "paid_out", "out"})
    return [
        Plan("pay_date", "pay_date", "date", "Ngày, tháng ghi sổ"),
        Plan("receipt_no", "receipt_no", "text", "Thu", paper),
        Plan("voucher_no", "voucher_no", "text", "Chi", paper, frozenset({"receipt_no"})),
        Plan("item", "item", "name", "Diễn giải", (), frozenset({"note", "payer", "branch_name"})),
        Plan("amount", "amount", MONEY, "Thu", money, frozenset({"paid", "received", "in"})),
        Plan("out", "out", MONEY, "Chi", money, out),
        Plan("left", "left", "level", "Tồn", money, frozenset({"balance", "remaining"}), read=False),
        Plan("note", "note", "text", "Ghi chú"),
    ]
