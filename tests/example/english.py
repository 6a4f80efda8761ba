"""The books in English: titles, headings, totals, labels. Names of branches and funders stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .books import PLAN_2020, SUMMARY_SECTIONS
from .shape import Cell, Sheet

ENGLISH: Mapping[str, str] = {
    # head, titles and signatures
    "HỘI THƯ VIỆN VIỆT NAM": "VIETNAM LIBRARY ASSOCIATION",
    "Số: ……/DS-HTVVN": "No.: ……/DS-HTVVN",
    "Số: ……/BK-HTVVN": "No.: ……/BK-HTVVN",
    "Số: ……/BC-HTVVN": "No.: ……/BC-HTVVN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "SOCIALIST REPUBLIC OF VIETNAM",
    "Độc lập - Tự do - Hạnh phúc": "Independence - Freedom - Happiness",
    "(Tính đến ngày 31/01/2020)": "(As of 31/01/2020)",
    "(Tính đến ngày 31/01/2020) (số liệu minh họa)": "(As of 31/01/2020) (illustrative figures)",
    "DANH SÁCH ĐƠN VỊ THÀNH VIÊN CỦA HỘI NĂM 2019": "ROLL OF BRANCHES 2019",
    "BẢNG KÊ NỘP HỘI PHÍ NĂM 2019 - HỆ THỐNG TVCC": "DUES LIST 2019 - PUBLIC LIBRARIES",
    "BẢNG KÊ NỘP HỘI PHÍ NĂM 2019 - CHI HỘI, LIÊN CHI HỘI CHUYÊN NGÀNH": "DUES LIST 2019 - SPECIALISED BRANCHES",
    "BẢNG KÊ CÁC KHOẢN THU KHÁC NĂM 2019": "OTHER INCOME 2019",
    "BẢNG KÊ KINH PHÍ TÀI TRỢ NĂM 2019": "GRANTS 2019",
    "BẢNG TỔNG HỢP THU HỘI PHÍ, THU KHÁC VÀ TÀI TRỢ NĂM 2019": "SUMMARY OF DUES, OTHER INCOME AND GRANTS 2019",
    "Đơn vị tính: đồng": "Unit: đồng",
    "Hà Nội, ngày 31 tháng 01 năm 2020": "Hà Nội, 31 January 2020",
    "Hà Nội, ngày 18 tháng 02 năm 2020": "Hà Nội, 18 February 2020",
    "Người lập biểu": "Prepared by",
    "Thủ quỹ": "Treasurer",
    "Kế toán": "Accountant",
    "Chánh Văn phòng": "Head of Office",
    "TM. Ban Thường vụ": "For the Standing Committee",
    "(Ký, họ tên)": "(Signature, full name)",
    # headings
    "STT": "No.",
    "Đơn vị": "Branch",
    "Chi hội, liên chi hội": "Branch",
    "Số chi hội": "Branches",
    "Số hội viên": "Members",
    "Hiệu lực": "Validity",
    "Từ ngày": "Valid from",
    "Đến ngày": "Valid to",
    "Nợ năm trước (đồng)": "Opening balance (đồng)",
    "Tên gọi khác": "Also known as",
    "Hội phí năm 2019": "Dues 2019",
    "Phải nộp": "Due",
    "Đã nộp": "Paid",
    "Chứng từ": "Receipt",
    "Ngày nộp": "Date paid",
    "Ngày thu": "Date received",
    "Số phiếu thu": "Receipt no.",
    "Ghi chú": "Note",
    "Mức nộp": "Rate",
    "Người nộp": "Payer",
    "Nội dung": "Purpose",
    "Số tiền": "Amount",
    "Nhà tài trợ": "Funder",
    "Kinh phí": "Grant",
    "Được duyệt": "Approved",
    "Đã nhận": "Received",
    "Thời gian thực hiện": "Period",
    "Ghi vào năm": "Year booked",
    "Chỉ tiêu": "Item",
    "ĐVT": "Unit of measure",
    "Số lượng": "Number",
    # labels of rows
    "Hệ thống TVCC": "Public libraries",
    "Chi hội, liên chi hội chuyên ngành": "Specialised branches",
    "Tổng cộng (I+II)": "Total (I+II)",
    "TỔNG CỘNG": "TOTAL",
    "Lũy kế từ đầu năm": "Year to date",
    "Trong đó: chuyển khoản": "Of which: by bank transfer",
    "Hỗ trợ quảng cáo năm 2019": "Advertising support 2019",
    "Cộng thu khác": "Total other income",
    "Cộng tài trợ": "Total grants",
    "Kế hoạch năm 2020": "Plan for 2020",
    PLAN_2020: "The information project goes on",
    "Ghi chú: số tiền theo báo cáo công tác năm 2019; cột “Được duyệt” ghi bằng số đã nhận.": (
        "Note: amounts as in the annual report of 2019; “Approved” repeats the amount received."
    ),
    SUMMARY_SECTIONS[0]: "I. Dues and advertising income",
    SUMMARY_SECTIONS[1]: "II. Grants for professional activities in 2019",
    SUMMARY_SECTIONS[2]: "III. Organisation and members",
    "Hệ thống TVCC (62/63 đơn vị)": "Public libraries (62/63 units)",
    "Cộng hội phí": "Total dues",
    "đạt tỷ lệ hơn 98 %": "a rate of more than 98 %",
    "Hỗ trợ quảng cáo của 02 doanh nghiệp": "Advertising support of 02 companies",
    "Tổng cộng số tiền thu được": "Total collected",
    "Chi hội và liên chi hội": "Branches and unions of branches",
    "Hội viên": "Members",
    "Chi hội mới thành lập năm 2019": "New branches in 2019",
    "Hội viên của các chi hội mới": "Members of the new branches",
    "chi hội": "branches",
    "hội viên": "members",
    "Chuyển khoản": "By bank transfer",
    "Nộp trực tiếp": "Paid in person",
    "": "",
}


def in_english(sheet: Sheet) -> Sheet:
    """The same workbook in English; a title, heading or signature without a translation raises KeyError."""
    return replace(
        sheet,
        head=tuple(ENGLISH[words] for words in sheet.head),
        titles=tuple(ENGLISH[words] for words in sheet.titles),
        unit=ENGLISH[sheet.unit],
        columns=tuple(
            replace(column, heading=ENGLISH[column.heading], over=ENGLISH[column.over]) for column in sheet.columns
        ),
        rows=tuple(replace(row, cells=tuple(map(_cell, row.cells))) for row in sheet.rows),
        signers=tuple(ENGLISH[words] for words in sheet.signers),
        signed=ENGLISH[sheet.signed],
        place_and_day=ENGLISH[sheet.place_and_day],
        language="en",
    )


def _cell(cell: Cell) -> Cell:
    return ENGLISH.get(cell, cell) if isinstance(cell, str) else cell
