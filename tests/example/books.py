"""The six workbooks of 2019 as published: the association's own figures over illustrative detail rows."""

from __future__ import annotations

from collections.abc import Iterable

from . import payers
from .payers import ADVERTS, NOTES, RECEIPTS, SPECIALISED, SPECIALISED_RATE, TVCC, TVCC_RATE, Payer
from .shape import Column, InWords, Product, Row, Sheet, Sum

AS_OF = "(Tính đến ngày 31/01/2020)"
ILLUSTRATIVE = f"{AS_OF} (số liệu minh họa)"
UNIT = "Đơn vị tính: đồng"
SIGNED = "(Ký, họ tên)"
DAY = "Hà Nội, ngày 31 tháng 01 năm 2020"
SIGNERS = ("Người lập biểu", "Thủ quỹ", "Kế toán")
GAP = Row("gap")


def _head(number: str) -> tuple[str, ...]:
    return ("HỘI THƯ VIỆN VIỆT NAM", number, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def _roll_rows(block: str, of: Iterable[Payer]) -> list[Row]:
    return [
        Row(
            "leaf",
            (number, payer.name, payer.units, payer.members, payer.since, None, 0, payer.aliases or None),
            payer.name,
            block,
        )
        for number, payer in enumerate(of, 1)
    ]


def _roll() -> Sheet:
    groups = [
        Row("group", (sign, name, Sum(block), Sum(block), None, None, Sum(block), None), block, "groups")
        for sign, name, block in (
            ("I", "Hệ thống TVCC", "tvcc"),
            ("II", "Chi hội, liên chi hội chuyên ngành", "specialised"),
        )
    ]
    total = Row(
        "total", (None, "Tổng cộng (I+II)", Sum("groups"), Sum("groups"), None, None, Sum("groups"), None), "total"
    )
    return Sheet(
        key="roll",
        file="danh-sach-hoi.xlsx",
        name="Danh sách",
        head=_head("Số: ……/DS-HTVVN"),
        titles=("DANH SÁCH ĐƠN VỊ THÀNH VIÊN CỦA HỘI NĂM 2019", ILLUSTRATIVE),
        columns=(
            Column("STT", 5, "seq"),
            Column("Đơn vị", 42, "text"),
            Column("Số chi hội", 8, "count"),
            Column("Số hội viên", 9, "count"),
            Column("Từ ngày", 12, "date", "Hiệu lực"),
            Column("Đến ngày", 12, "date", "Hiệu lực"),
            Column("Nợ năm trước (đồng)", 13, "money"),
            Column("Tên gọi khác", 25, "text"),
        ),
        rows=(groups[0], *_roll_rows("tvcc", TVCC), groups[1], *_roll_rows("specialised", SPECIALISED), total),
        signers=("Người lập biểu", "Chánh Văn phòng", "TM. Ban Thường vụ"),
        signed=SIGNED,
        gap=0,
        split=2,
        portrait=True,
    )


def _tvcc_row(number: int, payer: Payer) -> Row:
    receipt = RECEIPTS.get(payer.name)
    money = (payer.members, TVCC_RATE, payer.paid, payer.paid_on, receipt)
    cells = (number, payer.name, *money, NOTES.get(payer.name))
    return Row("leaf", cells, payer.name, "tvcc", hidden=payer.name == payers.HOA_BINH)


def _tvcc() -> Sheet:
    rows = [_tvcc_row(number, payer) for number, payer in enumerate(TVCC, 1)]
    typed = 63_000_000
    return Sheet(
        key="tvcc",
        file="hoi-phi-tvcc-2019.xlsx",
        name="TVCC 2019",
        head=_head("Số: ……/BK-HTVVN"),
        titles=("BẢNG KÊ NỘP HỘI PHÍ NĂM 2019 - HỆ THỐNG TVCC", ILLUSTRATIVE),
        unit=UNIT,
        columns=(
            Column("STT", 5, "seq"),
            Column("Đơn vị", 42, "text"),
            Column("Số hội viên", 8, "count"),
            Column("Phải nộp", 14, "money", "Hội phí năm 2019"),
            Column("Đã nộp", 14, "money", "Hội phí năm 2019"),
            Column("Ngày nộp", 12.5, "date", "Chứng từ"),
            Column("Số phiếu thu", 10, "middle", "Chứng từ"),
            Column("Ghi chú", 14, "text"),
        ),
        index=("A", "B", "1", "2", "3", "C", "D", "E"),
        rows=(
            *rows,
            Row("total", ("TỔNG CỘNG", None, Sum("tvcc"), Sum("tvcc"), typed, None, None, None), "total"),
            Row("words", (InWords("total", "E"),)),
            GAP,
            Row("apart", (None, "Lũy kế từ đầu năm", None, None, typed, None, None, None), "running"),
        ),
        signers=SIGNERS,
        signed=SIGNED,
        place_and_day=DAY,
        split=2,
        portrait=True,
    )


def _specialised_row(number: int, payer: Payer) -> Row:
    due = Product("C", "D")
    receipt = RECEIPTS.get(payer.name)
    cells = (number, payer.name, payer.units, SPECIALISED_RATE, due, payer.paid, payer.paid_on, receipt)
    return Row("leaf", cells, payer.name, "specialised")


def _specialised() -> Sheet:
    rows = [_specialised_row(number, payer) for number, payer in enumerate(SPECIALISED, 1)]
    add = Sum("specialised")
    return Sheet(
        key="specialised",
        file="hoi-phi-chuyen-nganh-2019.xlsx",
        name="Chuyên ngành",
        head=_head("Số: ……/BK-HTVVN"),
        titles=("BẢNG KÊ NỘP HỘI PHÍ NĂM 2019 - CHI HỘI, LIÊN CHI HỘI CHUYÊN NGÀNH", ILLUSTRATIVE),
        unit=UNIT,
        columns=(
            Column("STT", 5, "seq"),
            Column("Chi hội, liên chi hội", 47, "text"),
            Column("Số chi hội", 10, "count"),
            Column("Mức nộp", 12, "money"),
            Column("Phải nộp", 15, "money"),
            Column("Đã nộp", 15, "money"),
            Column("Ngày nộp", 13, "date"),
            Column("Số phiếu thu", 14, "middle"),
        ),
        index=("A", "B", "1", "2", "3=1x2", "4", "C", "D"),
        rows=(
            *rows,
            Row("total", ("TỔNG CỘNG", None, add, None, add, add, None, None), "total"),
            Row("words", (InWords("total", "F"),)),
            Row("apart", (None, "Trong đó: chuyển khoản", None, None, None, 21_300_000, None, None), "of_which"),
        ),
        signers=SIGNERS,
        signed=SIGNED,
        place_and_day=DAY,
        split=2,
    )


def _income() -> Sheet:
    rows = [
        Row(
            "leaf",
            (number, name, "Hỗ trợ quảng cáo năm 2019", 5_000_000, day, RECEIPTS[name], None),
            name,
            "income",
        )
        for number, (name, day) in enumerate(ADVERTS, 1)
    ]
    return Sheet(
        key="income",
        file="thu-khac-2019.xlsx",
        name="Quảng cáo",
        head=_head("Số: ……/BK-HTVVN"),
        titles=("BẢNG KÊ CÁC KHOẢN THU KHÁC NĂM 2019", ILLUSTRATIVE),
        unit=UNIT,
        columns=(
            Column("STT", 5, "seq"),
            Column("Người nộp", 38, "text"),
            Column("Nội dung", 34, "text"),
            Column("Số tiền", 15, "money"),
            Column("Ngày thu", 13, "date"),
            Column("Số phiếu thu", 14, "middle"),
            Column("Ghi chú", 14, "text"),
        ),
        index=("A", "B", "C", "1", "D", "E", "G"),
        rows=(
            *rows,
            Row("total", (None, "Cộng thu khác", None, Sum("income"), None, None, None), "total"),
            Row("words", (InWords("total", "D"),)),
        ),
        signers=SIGNERS,
        signed=SIGNED,
        place_and_day=DAY,
        split=2,
    )


SCIENCE_UNION = "Liên hiệp các Hội KH&KT Việt Nam"
ASIA = "Viện Công nhân Công đoàn phối hợp với Quỹ Châu Á"
PLAN_2020 = "Tiếp tục dự án tuyên truyền với Viện CNCĐ"


def _grant(number: int, funder: str, project: str, amount: int, span: str) -> Row:
    return Row("leaf", (number, funder, project, amount, amount, span, 2019), funder, "grants")


def _grants() -> Sheet:
    return Sheet(
        key="grants",
        file="tai-tro-2019.xlsx",
        name="Tài trợ",
        head=_head("Số: ……/BK-HTVVN"),
        titles=("BẢNG KÊ KINH PHÍ TÀI TRỢ NĂM 2019", AS_OF),
        unit=UNIT,
        columns=(
            Column("STT", 5, "seq"),
            Column("Nhà tài trợ", 38, "text"),
            Column("Nội dung", 46, "text"),
            Column("Được duyệt", 15, "money", "Kinh phí"),
            Column("Đã nhận", 15, "money", "Kinh phí"),
            Column("Thời gian thực hiện", 13, "middle"),
            Column("Ghi vào năm", 9, "year"),
        ),
        rows=(
            _grant(1, SCIENCE_UNION, "02 lớp tập huấn nghiệp vụ thư viện", 55_000_000, "2019"),
            _grant(2, ASIA, "Tuyên truyền quyền lao động và công đoàn (03 hội nghị)", 56_000_000, "2019-2020"),
            Row("total", (None, "Cộng tài trợ", None, 111_000_000, 111_000_000, None, None), "total"),
            Row("words", (InWords("total", "E"),)),
            GAP,
            Row("apart", (None, "Kế hoạch năm 2020", PLAN_2020, None, None, None, 2020), "plan"),
            Row("note", ("Ghi chú: số tiền theo báo cáo công tác năm 2019; cột “Được duyệt” ghi bằng số đã nhận.",)),
        ),
        signers=SIGNERS,
        signed=SIGNED,
        place_and_day=DAY,
        split=2,
    )


SUMMARY_SECTIONS = (
    "I. Thu hội phí và tiền quảng cáo",
    "II. Kinh phí tài trợ cho hoạt động chuyên môn năm 2019",
    "III. Tổ chức và hội viên",
)


def _summary_rows() -> tuple[Row, ...]:
    money, units, members = "đồng", "chi hội", "hội viên"
    first, second, third = (Row("section", (text,)) for text in SUMMARY_SECTIONS)
    return (
        first,
        Row("leaf", (1, "Hệ thống TVCC (62/63 đơn vị)", money, 63_000_000, "62/63", None), "tvcc", "dues"),
        Row("leaf", (2, "Chi hội, liên chi hội chuyên ngành", money, 38_250_000, None, None), "specialised", "dues"),
        Row("subtotal", (None, "Cộng hội phí", money, Sum("dues"), None, "đạt tỷ lệ hơn 98 %"), "dues"),
        Row("leaf", (3, "Hỗ trợ quảng cáo của 02 doanh nghiệp", money, 10_000_000, None, None), "adverts"),
        Row("total", (None, "Tổng cộng số tiền thu được", money, 101_250_000, None, None), "grand"),
        GAP,
        second,
        Row("leaf", (1, SCIENCE_UNION, money, 55_000_000, None, None), "science", "grants"),
        Row("leaf", (2, "Viện CNCĐ - Quỹ Châu Á (2019-2020)", money, 56_000_000, None, None), "asia", "grants"),
        Row("subtotal", (None, "Cộng tài trợ", money, Sum("grants"), None, None), "grants"),
        GAP,
        third,
        Row("leaf", (1, "Chi hội và liên chi hội", units, None, 338, None), "units"),
        Row("leaf", (2, "Hội viên", members, None, 5_892, None), "members"),
        Row("leaf", (3, "Chi hội mới thành lập năm 2019", units, None, 3, None), "new_units"),
        Row("leaf", (4, "Hội viên của các chi hội mới", members, None, 89, None), "new_members"),
    )


def _summary() -> Sheet:
    return Sheet(
        key="summary",
        file="tong-hop-2019.xlsx",
        name="Tổng hợp",
        head=_head("Số: ……/BC-HTVVN"),
        titles=("BẢNG TỔNG HỢP THU HỘI PHÍ, THU KHÁC VÀ TÀI TRỢ NĂM 2019", AS_OF),
        unit=UNIT,
        columns=(
            Column("STT", 6, "seq"),
            Column("Chỉ tiêu", 50, "text"),
            Column("ĐVT", 10, "middle"),
            Column("Số tiền", 18, "money"),
            Column("Số lượng", 13, "count"),
            Column("Ghi chú", 26, "text"),
        ),
        rows=_summary_rows(),
        signers=("Người lập biểu", "Kế toán", "TM. Ban Thường vụ"),
        signed=SIGNED,
        place_and_day="Hà Nội, ngày 18 tháng 02 năm 2020",
        gap=0,
        split=2,
    )


PUBLISHED = (_roll(), _tvcc(), _specialised(), _income(), _grants(), _summary())
