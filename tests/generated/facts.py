"""The leaves of a table: what is true before anybody writes it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from tests.generated import names

Fact = int | str | date | None
Facts = Mapping[str, Fact]

DAY_FORMS = ("{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{d:02}-{m:02}-{y}", "{d}/{m}")


def day(rng: Random) -> date:
    """A day of 2019."""
    return date(2019, 1, 5) + timedelta(days=rng.randrange(355))


def member(rng: Random) -> str:
    """The name of a branch."""
    if rng.random() < 0.3:
        return rng.choice(names.ODD_MEMBERS)
    return rng.choice(names.FORMS).format(rng.choice(names.PROVINCES))


def paid_of(rng: Random, due: int) -> int | None:
    """What was paid: mostly all of it, sometimes a part, nothing, or nobody wrote it."""
    return rng.choices((due, due // 2, 0, None), (75, 8, 7, 10))[0]


def dues(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One member of a dues list."""
    members = rng.randint(8, 120)
    due = rate * members if per_head else rate
    arrears = rng.choice((0, 0, 0, rate))
    paid = paid_of(rng, due + arrears)
    ahead = rng.choice((0, 0, 0, rate)) if paid else 0
    cash = rng.choice((0, paid)) if paid else paid
    return {
        "branch_name": member(rng),
        "branch_code": f"CH-{number:03}",
        "class": rng.choice(("TVCC", "Chuyên ngành")),
        "members": members,
        "rate": rate,
        "due": due,
        "paid": paid,
        "cash": cash,
        "bank": None if paid is None or cash is None else paid - cash,
        "arrears_in": arrears,
        "advance": ahead,
        "balance": due + arrears - (paid or 0),
        "percent": f"{100 * (paid or 0) // (due + arrears)}%",
        **_paper(rng, number, filled=bool(paid)),
        "note": rng.choice((None, None, None, "nộp 2 đợt", "CK qua NH", "năm 2018 nợ 1.000.000", "63 đầu sách", "x")),
    }


def _paper(rng: Random, number: int, *, filled: bool) -> Facts:
    if not filled:
        return {"pay_date": None, "receipt_no": None, "method": None}
    receipt = rng.choice((f"PT {number:03}", f"{number:04}", number + 100))
    return {"pay_date": day(rng), "receipt_no": receipt, "method": rng.choice(("TM", "CK"))}


def months(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One member that pays by the month."""
    each: dict[str, Fact] = {f"m{n}": rng.choices((rate, None), (85, 15))[0] for n in range(1, 13)}
    paid = sum(value for value in each.values() if isinstance(value, int))
    return {"branch_name": member(rng), **each, "paid": paid}


def roll(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One member of the roll."""
    return {
        "branch_name": member(rng),
        "class": rng.choice(("TVCC", "Chuyên ngành")),
        "units": rng.choice((1, 1, 1, 12, 58)),
        "members": rng.randint(8, 700),
        "arrears_in": rng.choice((0, 0, rate)),
        "note": rng.choice((None, None, "mới kết nạp", "QĐ 12/2019")),
    }


def income(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One other receipt."""
    return {
        "payer": rng.choice(names.PAYERS),
        "item": rng.choice(names.ITEMS),
        "amount": rng.choice((5_000_000, 2_500_000, 1_000_000, 750_000, 10_000_000)),
        **_paper(rng, number, filled=True),
        "note": rng.choice((None, None, "đã đối chiếu", "2 kỳ")),
    }


def receipts(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One line of the receipt book."""
    return {
        "payer": member(rng),
        "item": f"Hội phí năm {rng.choice((2018, 2019, 2019))}",
        "amount": rate * rng.choice((1, 1, 1, 2)),
        **_paper(rng, number, filled=True),
        "note": rng.choice((None, None, "nộp hộ", "gồm nợ 2018")),
    }


def grants(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One grant."""
    approved = rng.choice((55, 56, 120, 30, 400)) * 1_000_000
    received = rng.choice((approved, approved, approved // 2))
    spent = rng.choice((received, received // 2))
    return {
        "funder": rng.choice(names.FUNDERS),
        "project": rng.choice(names.PROJECTS),
        "agreement": rng.choice(("284/QĐ-TTg", "15/HĐ-2019", "QĐ 689 ngày 20/04/2019")),
        "approved": approved,
        "received": received,
        "spent": spent,
        "remaining": received - spent,
        "span": rng.choice(("2019", "2019-2020", "Tháng 3/2019 - 9/2019", 2019)),
        "note": rng.choice((None, None, "quyết toán 12/2019", "đợt 1")),
    }


def summary(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One line of the summary."""
    return {
        "fact": names.FACTS[number % len(names.FACTS)],
        "amount": rng.choice((63_000_000, 38_250_000, 10_000_000, 55_000_000, 56_000_000)),
        "note": rng.choice((None, None, "62/63 đơn vị", "đạt tỷ lệ hơn 98 %")),
    }


def cash_book(rng: Random, number: int, rate: int, *, per_head: bool) -> Facts:
    """One movement of the cash book; its level is not drawn here."""
    comes = rng.random() < 0.7
    return {
        "pay_date": day(rng),
        "receipt_no": f"PT{number:02}" if comes else None,
        "voucher_no": None if comes else f"PC{number:02}",
        "item": f"{member(rng)} nộp hội phí"
        if comes
        else rng.choice(("Chi hội nghị BCH", "Mua văn phòng phẩm", "Phí chuyển tiền")),
        "amount": rate if comes else None,
        "out": None if comes else rng.choice((110_000, 350_000, 50_000)),
        "note": None,
    }


LEAVES: Mapping[str, Callable[..., Facts]] = {
    "dues": dues,
    "months": months,
    "roll": roll,
    "income": income,
    "receipts": receipts,
    "grants": grants,
    "summary": summary,
    "cash_book": cash_book,
}
