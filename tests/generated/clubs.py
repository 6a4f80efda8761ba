"""`make(seed)`: the workbook of a federation of English clubs: other words, other orders, no unit line, side notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from reconcile.model.table import Role
from tests.generated import names
from tests.generated.body import Speech, entries, shape
from tests.generated.drawing import table
from tests.generated.facts import Facts, day
from tests.generated.headings import Look
from tests.generated.plan import FORMS, Plan, some
from tests.generated.shape import Draft, Made

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "seq": ("No.", "No", "#"),
    "branch_name": ("Member society", "Society", "Club", "Branch", "Name of club", "Member", "Affiliated club"),
    "class": ("Class", "Category", "Section", "Region"),
    "members": ("Members", "No. of members", "Membership", "Number of members"),
    "rate": ("Rate", "Sub per head", "Subscription rate"),
    "due": ("Subs due", "Due", "Subscription due", "Amount due", "Subscriptions", "Subs"),
    "paid": ("Rec'd", "Received", "Paid", "Subs paid", "Amount paid", "Subs rec'd", "Amount received"),
    "arrears_in": ("B/fwd", "Arrears b/fwd", "Owing b/fwd", "Arrears", "Brought forward"),
    "balance": ("Owing", "Outstanding", "Balance due", "O/S", "Still owing", "C/fwd", "Balance"),
    "pay_date": ("Date", "Date paid", "Date rec'd", "When paid"),
    "receipt_no": ("Receipt no.", "Receipt", "Rec. no.", "Ref"),
    "note": ("Notes", "Remarks", "Comments"),
    "payer": ("Payer", "From", "Received from", "Payer / club"),
    "item": ("For", "Details", "Description", "Particulars"),
    "amount": ("Amount", "Rec'd", "Received", "Sum"),
}
ALSO: Mapping[tuple[str, str], frozenset[str]] = {
    ("receipts", "payer"): frozenset({"branch_name"}),
    ("receipts", "amount"): frozenset({"paid"}),
    ("receipts", "item"): frozenset({"note"}),
    ("income", "payer"): frozenset({"branch_name"}),
    ("dues", "arrears_in"): frozenset({"opening"}),
    ("roll", "arrears_in"): frozenset({"opening"}),
}
SPEECH = Speech(
    totals=("Total", "Totals", "Grand total", "TOTAL", "Total subs", "Total received"),
    sub=("Sub-total", "Subtotal", "Total {1}", "Sub total {1}"),
    running=("Cumulative total", "Running total", "Year to date"),
    page_end=("C/fwd", "Carried forward", "Carried fwd"),
    page_start=("B/fwd", "Brought forward", "Brought fwd"),
    opening=("Balance b/fwd", "Opening balance", "Brought forward from 2018"),
    closing=("Balance c/fwd", "Closing balance"),
    of_which=("of which", "Of which", "Including", "Made up of"),
    ways=("by cheque", "cash"),
)
TITLES = {
    "dues": ("Subscriptions 2019", "MEMBER SOCIETIES - SUBS {}", "Subs book 2018/19", "Affiliation fees 2019"),
    "roll": ("List of member societies 2019", "Membership roll"),
    "income": ("Other income 2019", "Sundry receipts 2019"),
    "receipts": ("Subs received 2019", "Receipts book 2019"),
}
SIDE_NOTES = ("chased 12 May", "pd 2 yrs in one", "owes 50 from 2018", "new treasurer", "resigned?", "40", "ask Jean")
DAYS = ("{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d}/{m}", "{d:02}-{m:02}-{y}")


def make(seed: int) -> Made:
    """The workbook of a seed, always the same."""
    rng = Random(f"clubs {seed}")
    kind = rng.choices(("dues", "roll", "income", "receipts"), (60, 10, 10, 20))[0]
    plans = _plans(rng, kind)
    look = Look(
        kind=kind,
        left=rng.choice((1, 1, 1, 2)),
        totals=rng.choices(("formula", "typed", "text", "uncalculated"), (60, 25, 8, 7))[0],
        dates=rng.choice(("", "", *DAYS)),
        caps=rng.random() < 0.1,
        joint=kind == "dues" and rng.random() < 0.08,
        messy=rng.random() < 0.6,
        english=True,
    )
    draft = Draft("Subs" if kind == "dues" else "Sheet1")
    _title(draft, rng, kind)
    form = shape(rng, kind, names.ENGLISH_GROUPS)
    leaves = [_facts(rng, kind, number) for number in range(1, rng.randint(5, 24))]
    name = next(plan.key for plan in plans if plan.form == "name")
    table(draft, rng, plans, entries(rng, form, leaves, SPEECH, name), look)
    side = rng.random() < 0.25 and _side_notes(draft, rng, look.left + len(plans))
    _foot(draft, rng)
    traits = (kind, f"total {form.total}, {look.totals}", f"groups {form.subtotal}" if form.groups else "one block")
    return Made(seed, "clubs", (draft.sheet(),), (*traits, *(("side notes",) if side else ())))


def _plans(rng: Random, kind: str) -> Sequence[Plan]:
    plans: list[Plan] = []
    for key in _keys(rng, kind):
        taken = {plan.heading for plan in plans}
        heading = rng.choice([text for text in HEADINGS[key] if text not in taken])
        plans.append(Plan(key, key, FORMS.get(key, "text"), heading, also=ALSO.get((kind, key), frozenset())))
    return plans


def _keys(rng: Random, kind: str) -> list[str]:
    papers = some(rng, ("pay_date", 0.6), ("receipt_no", 0.4))
    front, last = some(rng, ("seq", 0.4)), some(rng, ("note", 0.6))
    if kind == "dues":
        counts = some(rng, ("class", 0.15), ("members", 0.5), ("rate", 0.3))
        money = [*some(rng, ("arrears_in", 0.35), ("due", 0.8)), "paid", *some(rng, ("balance", 0.45))]
        middle = [counts, money, papers] if rng.random() < 0.7 else [counts, papers, money]
        return [*front, "branch_name", *(key for part in middle for key in part), *last]
    if kind == "roll":
        return [*front, "branch_name", *some(rng, ("class", 0.4)), "members", *some(rng, ("arrears_in", 0.3)), *last]
    if kind == "receipts":
        order = ["pay_date", "payer", *some(rng, ("item", 0.6)), "amount"]
        return [*order, *some(rng, ("receipt_no", 0.5)), *last]
    return [*papers, "payer", "item", "amount", *last]


def _facts(rng: Random, kind: str, number: int) -> Facts:
    """One leaf of any kind; a table takes the keys that it has columns for."""
    rate, members = rng.choice((2, 3, 5)), rng.randint(8, 420)
    due, arrears = rate * members, rng.choice((0, 0, 0, 25))
    paid = rng.choices((due + arrears, (due + arrears) // 2, 0, None), (75, 8, 7, 10))[0]
    return {
        "branch_name": rng.choice(names.SOCIETIES),
        "payer": rng.choice(names.SOCIETIES),
        "item": rng.choice(names.ENGLISH_ITEMS) if kind == "income" else f"Subs {rng.choice((2018, 2019))}",
        "class": rng.choice(("Full", "Associate")),
        "members": members,
        "rate": rate,
        "due": due,
        "paid": paid,
        "amount": due,
        "arrears_in": arrears,
        "balance": due + arrears - (paid or 0),
        "pay_date": day(rng) if paid or kind != "dues" else None,
        "receipt_no": number + 100 if paid or kind != "dues" else None,
        "note": rng.choice((None, None, None, "cheque", "by hand", "2 years", "x")),
    }


def _title(draft: Draft, rng: Random, kind: str) -> None:
    form = rng.choice(("none", "one", "two"))
    if form == "none":
        return
    if form == "two":
        draft.put(1, "Ashford & District Federation of Societies", bold=True)
        draft.close(Role.TITLE)
    draft.put(1, rng.choice(TITLES[kind]).format("2019"), bold=True)
    draft.close(Role.TITLE)
    draft.row += rng.choice((0, 1))


def _side_notes(draft: Draft, rng: Random, right: int) -> bool:
    """Scribbles beside the table, under no heading."""
    rows = [row for row, role in draft.rows.items() if role is Role.LEAF]
    for row in rng.sample(rows, min(3, len(rows))):
        draft.row, kept = row, draft.row
        draft.put(right + rng.choice((0, 1)), rng.choice(SIDE_NOTES))
        draft.row = kept
    return True


def _foot(draft: Draft, rng: Random) -> None:
    if rng.random() < 0.4:
        draft.row += rng.choice((0, 1))
        draft.put(1, rng.choice(("Notes: 2 clubs did not reply.", "NB figures exclude 120 held by the South section.")))
        draft.close(Role.NOTE)
    if rng.random() < 0.4:
        draft.row += 1
        draft.put(1, rng.choice(("Hon. Treasurer: J. Smith", "Treasurer", "Audited by P. Jones, 14 Jan 2020")))
        draft.close(Role.SIGNATURE)
