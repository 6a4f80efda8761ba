"""The association's 2019 result as the pictures show it, built by hand: no loader, no rule, no ledger takes part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from reconcile.model.books import Book, Books, DuesRow, GrantRow, IncomeRow, PaymentRow
from reconcile.model.charter import Authority, Charter, DuesClass, Rate
from reconcile.model.claims import Ground
from reconcile.model.flags import Explanation, Flag, Severity
from reconcile.model.ledger import Add, Divide, Figure, Given, Ledger, Position, Sum
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, LineRef, Place
from reconcile.model.results import (
    Bridge,
    BridgeStep,
    Check,
    Conservation,
    Lead,
    LeadLine,
    NotChecked,
    Reconciliation,
    SheetRows,
    Statements,
    World,
)
from reconcile.model.roll import Branch, Roll
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.values import (
    Cells,
    Count,
    Day,
    Fractional,
    Interval,
    Money,
    Ratio,
    Term,
    Text,
    Unknown,
    Value,
    Written,
)

YEAR = Period.year(2019)
AS_OF = date(2020, 1, 31)
DUE_ON = date(2019, 12, 31)
TVCC, SPECIALISED = "tvcc", "specialised"
ROLL_SHEET = ("danh-sach-hoi.xlsx", "Danh sách")
TVCC_SHEET = ("hoi-phi-tvcc-2019.xlsx", "TVCC 2019")
SPECIALISED_SHEET = ("hoi-phi-chuyen-nganh-2019.xlsx", "Chuyên ngành")
INCOME_SHEET = ("thu-khac-2019.xlsx", "Quảng cáo")
GRANT_SHEET = ("tai-tro-2019.xlsx", "Tài trợ")
SUMMARY_SHEET = ("tong-hop-2019.xlsx", "Tổng hợp")
VUSTA, LABOUR = "grant/lien-hiep-cac-hoi-khkt", "grant/vien-cong-nhan-cong-doan"

PROVINCES = """An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|=Thư viện Nguyễn Đình Chiểu tỉnh Bến Tre
Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|=Thư viện thành phố Cần Thơ
=Thư viện Khoa học Tổng hợp TP. Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam
=Thư viện Hà Nội|Hà Tĩnh|Hải Dương|=Thư viện thành phố Hải Phòng|Hậu Giang|Hòa Bình
=Thư viện Khoa học Tổng hợp TP. Hồ Chí Minh|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng
Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị
Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|=Thư viện Tổng hợp tỉnh Thừa Thiên Huế|Tiền Giang|Trà Vinh
Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái"""

UNIONS = """Liên chi hội Thư viện Đại học phía Bắc|58|681|8700000|0804
Liên chi hội Thư viện Đại học phía Nam|52|636|7800000|3105
Liên chi hội Thư viện Quân đội|44|610|6600000|2307
Liên chi hội Thư viện các trường cao đẳng|32|371|3900000|1609
Liên chi hội Thư viện chuyên ngành A|28|322|2400000|0611
Liên chi hội Thư viện các viện nghiên cứu|22|251|3300000|1504
Liên chi hội Thư viện khối Y - Dược|14|147|2100000|0506
Liên chi hội Thư viện trường phổ thông|12|122|1800000|2907
Chi hội Thư viện Viện Hán - Nôm|1|27|150000|1909
Chi hội Thư viện Học viện Dân tộc|1|24|150000|1111
Chi hội Thư viện Học viện CTQG Hồ Chí Minh|1|38|150000|1804
Chi hội Thư viện Tạ Quang Bửu, ĐHBK Hà Nội|1|34|150000|1006
Chi hội Trung tâm TT-TV ĐHQG Hà Nội|1|41|150000|0208
Chi hội Trung tâm Học liệu ĐH Thái Nguyên|1|26|150000|2409
Chi hội Thư viện Bộ Công an|1|31|150000|1811
Chi hội Viện Thông tin Khoa học xã hội|1|29|150000|2304
Chi hội Thư viện chuyên ngành 09|1|12|0|
Chi hội Thư viện chuyên ngành 10|1|14|150000|0708
Chi hội Thư viện chuyên ngành 11|1|11|150000|3009
Chi hội Thư viện chuyên ngành 12|1|10|0|
Chi hội Thư viện chuyên ngành 13|1|13|150000|2904"""

DAYS = ("0403", "1004", "1705", "2406", "3007", "0509", "1410", "1811")
UNPAID, UNDATED, LATE = "dien-bien", "kien-giang", "bac-kan"


@dataclass(frozen=True, slots=True)
class Payer:
    """One branch with what it paid: the source of its roll line, dues row, payment and position."""

    branch: Branch
    order: int
    paid: int
    paid_on: date | None

    @property
    def is_tvcc(self) -> bool:
        return self.branch.class_id == TVCC

    @property
    def rate(self) -> Rate:
        return charter().rates[0 if self.is_tvcc else 1]

    @property
    def due(self) -> int:
        return self.rate.amount * self.branch.units

    @property
    def sheet(self) -> tuple[str, str]:
        return TVCC_SHEET if self.is_tvcc else SPECIALISED_SHEET

    @property
    def row(self) -> int:
        return self.order + (10 if self.is_tvcc else 9)

    @property
    def receipt(self) -> str:
        return f"PT {self.order + (101 if self.is_tvcc else 201)}" if self.paid_on else ""

    def cell(self, letter: str) -> CellRef:
        return ref(self.sheet, f"{letter}{self.row}")

    @property
    def columns(self) -> tuple[CellRef, CellRef, CellRef]:
        """The cells of paid, day and receipt."""
        paid, day, receipt = ("E", "F", "G") if self.is_tvcc else ("F", "G", "H")
        return self.cell(paid), self.cell(day), self.cell(receipt)


def ref(sheet: tuple[str, str], a1: str) -> CellRef:
    """A cell of one of the sheets by its address; columns A to Z."""
    return CellRef(*sheet, int(a1[1:]), ord(a1[0]) - 64)


def slug(name: str) -> str:
    """A name without marks, in small letters, joined by hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")) if c.isascii())
    return "-".join("".join(c if c.isalnum() else " " for c in bare.lower()).split())


def day_of(text: str) -> date | None:
    """ "0403" → 4 March 2019; an empty text is no day."""
    return date(2019, int(text[2:]), int(text[:2])) if text else None


@cache
def charter() -> Charter:
    """What `rules.toml` of the repository says."""

    def rate(class_id: str, amount: int, line: int, note: str) -> Rate:
        authority = Authority("assumed", note=note)
        at = LineRef("rules.toml", line)
        return Rate(class_id, "per_unit", amount, "year", ((12, 31),), date(2019, 1, 1), None, authority, at)

    return Charter(
        file="rules.toml",
        association="Hội Thư viện Việt Nam",
        fiscal_year_starts=(1, 1),
        classes=(
            DuesClass(TVCC, ("Hệ thống TVCC", "TVCC", "Thư viện công cộng")),
            DuesClass(SPECIALISED, ("Chi hội, liên chi hội chuyên ngành", "Chuyên ngành"), "chi hội"),
        ),
        rates=(
            rate(TVCC, 1_000_000, 12, "Suy từ 63 đơn vị và 63.000.000 đồng trong báo cáo năm 2019"),
            rate(SPECIALISED, 150_000, 21, "Mức minh họa: 255 × 150.000 = 38.250.000 đồng"),
        ),
        sha256="5f" * 32,
    )


def tvcc_payers() -> Iterator[Payer]:
    """63 provincial libraries of one unit each."""
    for order, name in enumerate(PROVINCES.replace("\n", "|").split("|")):
        key = slug(name)
        full = name[1:] if name.startswith("=") else f"Thư viện tỉnh {name}"
        at = ref(ROLL_SHEET, f"B{order + 8}")
        branch = Branch(key, full, TVCC, 1, 24 + order * 29 % 31, 0, (full, name.lstrip("=")), at=at)
        day = {UNPAID: None, UNDATED: None, LATE: date(2020, 1, 14)}.get(key, day_of(DAYS[order % 8]))
        yield Payer(branch, order, 0 if key == UNPAID else 1_000_000, day)


def specialised_payers() -> Iterator[Payer]:
    """21 unions and branches of 275 units."""
    for order, line in enumerate(UNIONS.splitlines()):
        name, units, members, paid, day = line.split("|")
        at = ref(ROLL_SHEET, f"B{order + 72}")
        branch = Branch(slug(name), name, SPECIALISED, int(units), int(members), 0, (name,), at=at)
        yield Payer(branch, order, int(paid), day_of(day))


@cache
def payers() -> tuple[Payer, ...]:
    """All 84, in the order of the roll."""
    return *tvcc_payers(), *specialised_payers()


def payer(key: str) -> Payer:
    """The payer of a slug."""
    return next(found for found in payers() if found.branch.slug == key)


def dues_row(of: Payer) -> DuesRow:
    """The line of its dues list."""
    paid, day, receipt = of.columns
    return DuesRow(
        table=(*of.sheet, 8 if of.is_tvcc else 7, 1),
        row=of.row,
        branch=of.branch.slug,
        shown_name=of.branch.name,
        match="exact",
        class_id=of.branch.class_id,
        period=YEAR,
        units=None if of.is_tvcc else of.branch.units,
        members=of.branch.members,
        rate=None,
        due=of.due,
        paid=of.paid,
        arrears_in=None,
        advance=None,
        balance=None,
        paid_on=of.paid_on,
        receipt=of.receipt,
        note="",
        at=of.cell("B"),
        paid_at=paid,
        date_at=day,
        receipt_at=receipt,
    )


def payment_row(of: Payer) -> PaymentRow:
    """The payment that its dues row yields."""
    row = dues_row(of)
    return PaymentRow(
        table=row.table,
        row=row.row,
        branch=row.branch,
        shown_name=row.shown_name,
        match="exact",
        amount=of.paid,
        paid_on=row.paid_on,
        receipt=row.receipt,
        kind="dues",
        for_period=YEAR,
        note="",
        at=of.columns[0],
        date_at=row.date_at,
        receipt_at=row.receipt_at,
    )


def position(of: Payer) -> Position:
    """What it owed, paid and owes."""
    open_amount = of.due - of.paid
    return Position(
        branch=of.branch,
        period=YEAR,
        rate=of.rate,
        opening=0,
        due=of.due,
        paid=of.paid,
        exempt=0,
        advance=0,
        closing=open_amount,
        status="paid" if not open_amount else "part" if of.paid else "unpaid",
        paid_units=of.paid // of.rate.amount,
        last_paid=of.paid_on,
        undated=bool(of.paid) and of.paid_on is None,
        overdue_days=31 if open_amount else None,
        due_on=DUE_ON,
        payments=(payment_row(of),) if of.paid else (),
        cells=(of.columns[0],),
        name_at=of.cell("B"),
    )


@cache
def books() -> Books:
    """The typed tables. Needs pandas."""
    income = [
        IncomeRow(
            table=(*INCOME_SHEET, 7, 1),
            row=row,
            item="Hỗ trợ quảng cáo năm 2019",
            payer=name,
            amount=5_000_000,
            paid_on=day,
            receipt=receipt,
            atom="other/adverts",
            note="",
            at=ref(INCOME_SHEET, f"D{row}"),
        )
        for row, name, day, receipt in (
            (9, "Doanh nghiệp thứ nhất (minh họa)", date(2019, 6, 12), "PT 047"),
            (10, "Doanh nghiệp thứ hai (minh họa)", date(2019, 9, 20), "PT 081"),
        )
    ]
    grants = [
        GrantRow(
            table=(*GRANT_SHEET, 7, 1),
            row=row,
            funder=funder,
            project=project,
            agreement="",
            covers=Period(YEAR.start, date(last, 12, 31)),
            approved=amount,
            received=amount,
            spent=None,
            booked=YEAR,
            atom=atom,
            note="",
            at=ref(GRANT_SHEET, f"E{row}"),
        )
        for row, funder, project, last, amount, atom in (
            (9, "Liên hiệp các Hội KH&KT Việt Nam", "02 lớp tập huấn nghiệp vụ thư viện", 2019, 55_000_000, VUSTA),
            (
                10,
                "Viện Công nhân Công đoàn phối hợp với Quỹ Châu Á",
                "Tuyên truyền quyền lao động và công đoàn (03 hội nghị)",
                2020,
                56_000_000,
                LABOUR,
            ),
        )
    ]
    return Books(
        Book.of(DuesRow, map(dues_row, payers())),
        Book.of(PaymentRow, (payment_row(of) for of in payers() if of.paid)),
        Book.of(IncomeRow, income),
        Book.of(GrantRow, grants),
    )


@cache
def ledger() -> Ledger:
    """All 84 positions, nothing parked."""
    return Ledger(YEAR, AS_OF, tuple(map(position, payers())))


FIELDS = {
    "units": "units",
    "units_paid": "paid_units",
    "members": "members",
    "members_paid": "members_paid",
    "branches": "branches",
    "opening": "opening",
    "due": "due",
    "collected": "paid",
    "advance": "advance",
    "outstanding": "closing",
}
RATES = {"unit": ("units_paid", "units"), "money": ("collected", "due"), "member": ("members_paid", "members")}


def amount_of(position: Position, field: str) -> int:
    """A field of a position, with those of its branch and those that are counted."""
    of_branch = {
        "units": position.branch.units,
        "members": position.branch.members,
        "members_paid": position.branch.members if position.settled else 0,
        "branches": 1,
    }
    found = of_branch[field] if field in of_branch else getattr(position, field)
    assert isinstance(found, int)
    return found


def class_figures() -> Iterator[Figure]:
    """Every measure of both classes, the dues total of each, and the nine rates."""
    values: dict[str, int] = {"collected.parked": 0}
    yield Figure("collected.parked", Sum("parked", "amount"), 0)
    for measure, field in FIELDS.items():
        for class_id in (TVCC, SPECIALISED):
            of_class = ledger().of_class(class_id)
            values[f"{measure}.{class_id}"] = sum(amount_of(position, field) for position in of_class)
            recipe = Sum("positions", field, class_id)
            yield Figure(f"{measure}.{class_id}", recipe, values[f"{measure}.{class_id}"])
        parked = ("collected.parked",) if measure == "collected" else ()
        names = (f"{measure}.{TVCC}", f"{measure}.{SPECIALISED}", *parked)
        values[f"{measure}.dues"] = sum(values[name] for name in names)
        yield Figure(f"{measure}.dues", Add(names, (1,) * len(names)), values[f"{measure}.dues"])
    for base, (top, bottom) in RATES.items():
        for scope in (TVCC, SPECIALISED, "dues"):
            over, under = f"{top}.{scope}", f"{bottom}.{scope}"
            yield Figure(f"rate.{base}.{scope}", Divide(over, under), None, base, values[over], values[under])


def money_figures() -> Iterator[Figure]:
    """Other income, grants and the sums over everything."""
    one, two = (grant.at for grant in books().grants)
    yield Figure("collected.other", Sum("income", "amount"), 10_000_000)
    yield Figure("collected.other/adverts", Given(10_000_000), 10_000_000)
    yield Figure(f"collected.{VUSTA}", Given(55_000_000), 55_000_000, cells=(one,))
    yield Figure(f"collected.{LABOUR}", Given(56_000_000), 56_000_000, cells=(two,))
    for name, field, value in (
        ("collected.grants", "received", 111_000_000),
        ("approved.grants", "approved", 111_000_000),
        ("spent.grants", "spent", None),
        ("remaining.grants", "remaining", None),
        ("share.2019.grants", "share.2019", 83_000_000),
        ("share.2020.grants", "share.2020", 28_000_000),
    ):
        yield Figure(name, Sum("grants", field), value)
    yield Figure("collected.income", Add(("collected.dues", "collected.other"), (1, 1)), 110_250_000)
    yield Figure("collected.all", Add(("collected.income", "collected.grants"), (1, 1)), 221_250_000)


def files() -> Iterator[FileRead]:
    """Six files that were read, three that were not."""
    digests = {
        ROLL_SHEET[0]: "b1946ac92492",
        TVCC_SHEET[0]: "9f86d081884c",
        SPECIALISED_SHEET[0]: "2c26b46b68ff",
        INCOME_SHEET[0]: "fcde2b2edba5",
        GRANT_SHEET[0]: "baa5a0964d33",
        SUMMARY_SHEET[0]: "a665a4592042",
    }
    for name, start in digests.items():
        yield FileRead(Source(name, start.ljust(64, "0")), "read")
    in_use = Trouble(TVCC_SHEET[0], "open_in_excel", fatal=False)
    yield FileRead(Source(f"~${TVCC_SHEET[0]}", "e" * 64), "skipped", troubles=(in_use,))
    for name, code in (("ghi-chu.docx", "word_document"), ("anh-phieu-thu.jpg", "picture")):
        yield FileRead(Source(name, "f" * 64), "refused", troubles=(Trouble(name, code),))


def point(number: int, code: str, matter: str, at: Place, subject: str, **more: Any) -> Flag:
    """A new flag with its identity; `more` are further fields of `Flag`."""
    key = f"{matter}|{subject}|2019|"
    flag = Flag(code, matter, SEVERITY[code], subject, YEAR, at, **more)
    return replace(flag, id=IDS[number - 1], point=f"{number:02}", key=key, state=f"{number:016x}")


SEVERITY = {
    "A101": Severity.ERROR,
    "D101": Severity.BREACH,
    "D102": Severity.BREACH,
    "B101": Severity.EVIDENCE,
    "C101": Severity.EXPLAIN,
    "G101": Severity.EXPLAIN,
    "B103": Severity.EXPLAIN,
    "S101": Severity.EXPLAIN,
}
IDS = (
    "A-GP7SF-NJ2YT", "A-4C0QK-7W9ZD", "D-8R2MX-5HV1B", "D-T3N6P-0EJ4G", "D-J9Y5A-2KF8S", "D-61WZC-QD7RH",
    "D-M4B8V-X3T0N", "B-5GQ2E-91PKY", "C-V7D3J-SC6AW", "G-0ZH4R-8N5MF", "B-WX91T-6BGQ3", "S-2EK7Y-DP40J",
)  # fmt: skip


def plan_flags() -> Iterator[Flag]:
    """Points 01 and 02: two totals that their lines contradict."""
    total, dues, adverts = (ref(SUMMARY_SHEET, a1) for a1 in ("D12", "D10", "D11"))
    yield point(
        1,
        "A101",
        "figure",
        total,
        "collected|summary/dues,other/grand",
        stated=Money(101_250_000),
        expected=Money(111_250_000),
        expected_after_others=Money(110_250_000),
        difference=-10_000_000,
        at_stake=10_000_000,
        values={"label": Text("Tổng cộng số tiền thu được"), "parts": Cells((dues, adverts)), "side": Term("short")},
        ground=Ground.MEANING,
        explanations=(
            Explanation("omits", 3.0, {"label": Text("quảng cáo"), "cell": adverts, "amount": Money(10_000_000)}),
            Explanation("equals_other", 3.0, {"label": Text("Cộng hội phí"), "cell": dues}),
            Explanation("kept_apart", 1.0, {"label": Text("Quảng cáo"), "cell": adverts}),
        ),
    )
    yield point(
        2,
        "A101",
        "figure",
        ref(TVCC_SHEET, "E73"),
        "collected|dues/tvcc",
        stated=Money(63_000_000),
        expected=Money(62_000_000),
        difference=1_000_000,
        at_stake=1_000_000,
        also=(ref(SUMMARY_SHEET, "D8"), ref(SUMMARY_SHEET, "D10"), ref(TVCC_SHEET, "E76")),
        covers=("A101", "A102"),
        values={"label": Text("Cộng"), "count": Count(62), "side": Term("over")},
        ground=Ground.LABEL,
        strength=4.0,
        explanations=(
            Explanation("plan_as_actual", 3.0, {"units": Count(63), "amount": Money(63_000_000)}),
            Explanation("missing_line", 2.0, {"amount": Money(1_000_000)}),
        ),
    )


def unpaid_flag(number: int, key: str) -> Flag:
    """A branch that did not pay its dues, or not all of them."""
    of = payer(key)
    units = of.paid // of.rate.amount
    rest = of.branch.units - units
    part: Mapping[str, Value] = {"units_paid": Count(units), "units": Count(of.branch.units)} if of.paid else {}
    why = (
        (
            Explanation("branches_unpaid", 2.0, {"count": Count(rest)}),
            Explanation("roll_out_of_date", 1.0, {"units": Count(of.branch.units)}),
        )
        if of.paid
        else (Explanation("no_payment_seen", 2.0, {"days": Count(31)}),)
    )
    return point(
        number,
        "D102" if of.paid else "D101",
        "dues",
        of.columns[0],
        key,
        stated=Money(of.paid),
        expected=Money(of.due),
        difference=of.paid - of.due,
        at_stake=of.due - of.paid,
        values={"name": Text(of.branch.name), "due": Money(of.due), "paid": Money(of.paid), "days": Count(31), **part},
        ground=Ground.CHARTER,
        authority=of.rate.authority,
        explanations=why,
        job="remind",
    )


def receipt_flags() -> Iterator[Flag]:
    """Points 08 and 11: money without day and receipt, and money of January."""
    kien_giang, bac_kan = payer(UNDATED), payer(LATE)
    paid, day, receipt = kien_giang.columns
    million = Money(1_000_000)
    yield point(
        8,
        "B101",
        "receipt",
        paid,
        UNDATED,
        at_stake=1_000_000,
        values={"name": Text(kien_giang.branch.name), "amount": million, "cells": Cells((day, receipt))},
        explanations=(Explanation("list_without_receipt", 1.0), Explanation("left_out_in_typing", 1.0)),
    )
    yield point(
        11,
        "B103",
        "cut_off",
        bac_kan.columns[1],
        LATE,
        at_stake=1_000_000,
        values={"name": Text(bac_kan.branch.name), "amount": million, "day": Day(date(2020, 1, 14))},
        explanations=(
            Explanation("late_for", 1.0, {"year": YEAR}),
            Explanation("advance_for", 1.0, {"year": Period.year(2020)}),
        ),
    )


def report_flags() -> Iterator[Flag]:
    """Points 09, 10 and 12: rates without a document, a grant of two years, a rate without its base."""
    yield point(
        9,
        "C101",
        "rates",
        LineRef("rules.toml", 12),
        "charter",
        at_stake=104_250_000,
        also=(LineRef("rules.toml", 21),),
        values={"count": Count(2), "note": Text(charter().rates[0].authority.note)},
        authority=charter().rates[0].authority,
    )
    yield point(
        10,
        "G101",
        "grant",
        ref(GRANT_SHEET, "E10"),
        LABOUR.removeprefix("grant/"),
        stated=Money(56_000_000),
        at_stake=28_000_000,
        values={
            "amount": Money(56_000_000),
            "covers": Period(YEAR.start, date(2020, 12, 31)),
            "share": Money(28_000_000),
            "next": Period.year(2020),
        },
        explanations=(
            Explanation("received_whole", 1.0, {"year": YEAR}),
            Explanation("approved_not_received", 1.0),
        ),
    )
    yield point(
        12,
        "S101",
        "rate_base",
        ref(SUMMARY_SHEET, "F10"),
        "rate|summary/dues",
        stated=Written("hơn 98%", Interval(Fraction(98, 100), None, lo_open=True)),
        expected=Ratio(100_250_000, 104_250_000),
        values={"by_money": Ratio(100_250_000, 104_250_000), "by_unit": Ratio(62, 63)},
        explanations=(
            Explanation("rate_of_units", 2.0, {"paid": Count(62), "units": Count(63), "rate": Ratio(62, 63)}),
            Explanation("other_receivable", 1.0, {"low": Money(102_272_728), "high": Money(103_316_326)}),
        ),
    )


@cache
def flags() -> tuple[Flag, ...]:
    """The twelve points, by number."""
    debtors = (
        "lien-chi-hoi-thu-vien-chuyen-nganh-a",
        UNPAID,
        "lien-chi-hoi-thu-vien-cac-truong-cao-dang",
        "chi-hoi-thu-vien-chuyen-nganh-09",
        "chi-hoi-thu-vien-chuyen-nganh-12",
    )
    unpaid = (unpaid_flag(number, key) for number, key in enumerate(debtors, 3))
    return tuple(sorted((*plan_flags(), *unpaid, *receipt_flags(), *report_flags()), key=lambda flag: flag.point))


def lead() -> Lead:
    """The lead schedule with the bridge of its total."""
    one, two, ten, twelve = (IDS[number - 1] for number in (1, 2, 10, 12))

    def line(
        section: str,
        number: int | None,
        label: str,
        reported: Value | None,
        a1: str,
        detail: tuple[str, ...],
        **more: Any,
    ) -> LeadLine:
        at = ref(SUMMARY_SHEET, a1) if a1 else None
        return replace(LeadLine(section, number, label, "money", "line", reported, at, detail=detail), **more)

    over = Written("hơn 98%", Interval(Fraction(98, 100), None, lo_open=True))
    pair = Written("338; 5.892", Unknown("not_additive"))
    whole = Fractional(62, 63)
    lines = (
        line("dues", 1, "Hệ thống TVCC (62/63 đơn vị)", Money(63_000_000), "D8", ("collected.tvcc",),
             marks=("≠",), flags=(two,), goes_to="B.I"),
        line("dues", 2, "Chi hội, liên chi hội chuyên ngành", Money(38_250_000), "D9", ("collected.specialised",),
             marks=("√",), goes_to="B.II"),
        line("dues", 3, "Cộng hội phí", Money(101_250_000), "D10", ("collected.dues",), role="subtotal",
             parts=(1, 2), footing=101_250_000, marks=("∑", "≠"), flags=(two,), goes_to="B"),
        line("other", 4, "Hỗ trợ quảng cáo của 02 doanh nghiệp", Money(10_000_000), "D11", ("collected.other",),
             marks=("√",), goes_to="C.1"),
        line("other", 5, "Tổng cộng số tiền thu được", Money(101_250_000), "D12", ("collected.income",), role="total",
             parts=(3, 4), footing=111_250_000, marks=("≠",), flags=(one, two), goes_to="bridge"),
        line("grants", 6, "Liên hiệp các Hội KH&KT Việt Nam", Money(55_000_000), "D15", (f"collected.{VUSTA}",),
             marks=("√",), goes_to="C.2"),
        line("grants", 7, "Viện CNCĐ - Quỹ Châu Á (2019-2020)", Money(56_000_000), "D16", (f"collected.{LABOUR}",),
             marks=("√", "?"), flags=(ten,), goes_to="C.2"),
        line("grants", 8, "Cộng tài trợ", Money(111_000_000), "D17", ("collected.grants",), role="subtotal",
             parts=(6, 7), footing=111_000_000, marks=("∑", "√"), goes_to="C.2"),
        line("grants", 9, "", None, "", ("collected.all",), role="total",
             parts=(5, 8), footing=222_250_000, key="all_receipts"),
        line("counts", 10, "Đơn vị TVCC đã nộp / phải nộp", whole, "E8", ("units_paid.tvcc", "units.tvcc"),
             kind="fraction", marks=("√",), goes_to="A1"),
        line("counts", 11, "Tỷ lệ “hơn 98 %”", over, "F10", ("rate.unit.tvcc",),
             kind="rate", marks=("√",), goes_to="A1", key="rate_by_unit"),
        line("counts", None, "Tỷ lệ “hơn 98 %”", over, "F10", ("rate.money.dues",), kind="rate", marks=("≠", "?"),
             flags=(twelve,), goes_to="A1", assumed=True, key="rate_by_money"),
        line("counts", 12, "Chi hội và liên chi hội; hội viên", pair, "E20", ("units.dues", "members.dues"),
             kind="pair", marks=("√",), goes_to="B"),
    )  # fmt: skip
    steps = (
        BridgeStep("omitted", 10_000_000, one, {"label": Text("quảng cáo"), "cell": ref(SUMMARY_SHEET, "D11")}),
        BridgeStep("over_detail", -1_000_000, two, {"label": Text("TVCC"), "cell": ref(TVCC_SHEET, "E73")}),
    )
    return Lead(lines, (Bridge(5, 101_250_000, steps, 110_250_000),))


def checks() -> tuple[Check, ...]:
    """443 tests; 16 places that do not tie make 12 points."""
    return (
        Check("A101", 9, 7, 2, 0, ("01", "02")),
        Check("S101", 14, 10, 4, 0, ("01", "02", "12")),
        Check("C102", 84, 84, 0, 0),
        Check("D101", 84, 79, 5, 0, ("03", "04", "05", "06", "07")),
        Check("B101", 81, 80, 1, 0, ("08",)),
        Check("B103", 82, 80, 2, 0, ("10", "11")),
        Check("L101", 84, 84, 0, 0),
        Check("C101", 2, 0, 2, 0, ("09",)),
        Check("A103", 3, 3, 0, 0),
    )


def conservation() -> Conservation:
    """260 rows and 221,250,000 đồng, none lost."""

    def rows(sheet: tuple[str, str], kind: str, counts: tuple[int, int, int], *excluded: Any, hidden: int = 0,
             statements: int = 0) -> SheetRows:  # fmt: skip
        read, detail, structure = counts
        found = tuple((ref(sheet, a1), why, amount, label) for a1, label, amount, why in excluded)
        return SheetRows(
            *sheet,
            kind,
            read,
            detail,
            structure,
            found,
            hidden,
            cells=read * 6,
            cells_accounted=read * 6,
            tables=1,
            statements=statements,
        )

    sheets = (
        rows(ROLL_SHEET, "roll", (95, 84, 11)),
        rows(TVCC_SHEET, "dues", (77, 63, 13), ("A76", "Lũy kế từ đầu năm", 63_000_000, "running"), hidden=1),
        rows(SPECIALISED_SHEET, "dues", (34, 21, 12), ("A32", "Trong đó: chuyển khoản", 21_300_000, "of_which")),
        rows(INCOME_SHEET, "income", (14, 2, 12)),
        rows(GRANT_SHEET, "grants", (16, 2, 13), ("A14", "Kế hoạch năm 2020", None, "other_period")),
        rows(SUMMARY_SHEET, "summary", (24, 14, 10), statements=14),
    )
    return Conservation(sheets, 221_250_000, 100_250_000, 10_000_000, 111_000_000, 0)


@cache
def sample() -> Reconciliation:
    """The whole result of the run over 2019, as of 31/01/2020, before any reviewer has decided anything."""
    roll = Roll(tuple(of.branch for of in payers()))
    return Reconciliation(
        world=World(tuple(files()), (), (), Statements(()), YEAR, AS_OF, books(), roll, charter(), ledger()),
        verdicts=(),
        flags=flags(),
        checks=checks(),
        figures={figure.name: figure for figure in (*class_figures(), *money_figures())},
        lead=lead(),
        conservation=conservation(),
        not_checked=(
            NotChecked("no_bank"),
            NotChecked("no_balances"),
            NotChecked("no_opening_arrears", {"year": Period.year(2018)}),
            NotChecked("no_rate_document"),
            NotChecked("no_grant_spending", {"count": Count(2)}),
        ),
    )
