"""Headings, totals and labels as real sheets write them: whole words, never folded substrings."""
# ruff: noqa: E501 - a table of headings, a role to a line

from __future__ import annotations

import pytest

from reconcile.loaders.vocabulary import atoms_of, begins, is_total, measure_of, roles_of

HEADINGS = {
    "seq": "STT; TT; Số TT; Số thứ tự; No.",
    "branch_code": "Mã; Mã đơn vị; Mã chi hội; Mã số; Ký hiệu",
    "branch_name": "Tên chi hội; Chi hội; Liên chi hội; Chi hội/Liên chi hội; Đơn vị; Tên đơn vị; Tên đơn vị thành viên; "
    "Đơn vị nộp; Hội thành viên; Tổ chức hội; Thư viện; Tên thư viện; Cơ quan; Tỉnh/thành phố; Tỉnh, thành; Địa phương; "
    "Họ tên/Đơn vị",
    "class": "Khối; Hệ thống; Loại hình; Nhóm; Khu vực; Vùng; Miền",
    "members": "Số hội viên; Tổng số hội viên; SL hội viên; Số HV; Số lượng HV; Hội viên; Sĩ số; Quân số; Số người; "
    "Tổng số HV đầu năm",
    "rate": "Mức đóng; Mức thu; Mức nộp; Mức hội phí; Định mức; Đơn giá; Mức đóng/năm; Mức phí",
    "due": "Phải thu; Số phải thu; Phải nộp; Số phải nộp; Số tiền phải nộp; Số phải đóng; Kế hoạch; KH thu; Dự toán thu; "
    "Chỉ tiêu; Số phải nộp trong kỳ; Thành tiền",
    "paid": "Đã thu; Số đã thu; Thực thu; Đã nộp; Số đã nộp; Số tiền nộp; Số tiền đã nộp; Số thực nộp; Thực nộp; Số tiền; "
    "Đã đóng; Số tiền (đồng); Số nộp",
    "arrears_in": "Nợ cũ; Nợ năm trước; Nợ kỳ trước; Tồn năm trước; Số còn phải nộp kỳ trước chuyển sang; Truy thu; Nộp bù",
    "advance": "Nộp trước; Nộp thừa; Thu trước; Trả trước; Nộp cho năm sau",
    "balance": "Còn nợ; Còn phải thu; Còn phải nộp; Số còn phải nộp; Còn thiếu; Chưa nộp; Còn lại; Nợ; "
    "Thừa (+)/Thiếu (-); Chênh lệch",
    "pay_date": "Ngày nộp; Ngày thu; Ngày; Ngày, tháng; Ngày chuyển khoản; Ngày CK; Thời gian nộp; Ngày tháng ghi sổ; "
    "Ngày chứng từ",
    "receipt_no": "Số phiếu thu; Phiếu thu số; PT số; Số PT; Số chứng từ; Số CT; Số hiệu; Số biên lai; Số hóa đơn",
    "book": "Quyển số",
    "method": "Hình thức; Hình thức nộp; HT thanh toán; TM/CK; Tiền mặt; Chuyển khoản; Ngân hàng",
    "year": "Năm; Hội phí năm; Nộp cho năm; Niên độ",
    "exempt": "Miễn; Miễn giảm; Số HV miễn; Lý do miễn; Được miễn",
    "percent": "Tỷ lệ; Tỷ lệ (%); Tỉ lệ %; Đạt %; % hoàn thành; TL; So với KH",
    "note": "Ghi chú; GC; Diễn giải; Lý do thu",
    "funder": "Nhà tài trợ; Đơn vị tài trợ; Cơ quan tài trợ; Tổ chức tài trợ; Bên tài trợ; Nguồn; Nguồn kinh phí; "
    "Cơ quan cấp; Đơn vị cấp kinh phí; Nguồn hỗ trợ",
    "project": "Tên dự án; Dự án; Đề án; Nhiệm vụ; Tên nhiệm vụ; Nội dung; Hoạt động; Chương trình; Tên lớp; "
    "Nội dung công việc",
    "agreement": "Quyết định số; Số QĐ; QĐ phê duyệt; Căn cứ; Hợp đồng số; Số HĐ; Văn bản; Thỏa thuận",
    "approved": "Kinh phí được duyệt; KP duyệt; Tổng kinh phí; Tổng mức; Kinh phí phê duyệt; Dự toán; Dự toán được giao; "
    "Giá trị hợp đồng; Kinh phí (đồng)",
    "received": "Đã cấp; Kinh phí đã cấp; Đã nhận; Số đã nhận; Đã tiếp nhận; Đã giải ngân; Tạm ứng; Thực nhận; Đã chuyển",
    "spent": "Đã chi; Thực chi; Số đã sử dụng; Đã sử dụng; Quyết toán; Đã quyết toán; Số đề nghị quyết toán; "
    "Kinh phí thực hiện",
    "remaining": "Còn lại; Còn dư; Chưa cấp; Chưa chi; Kinh phí còn lại; Chưa quyết toán; Chuyển năm sau; Nộp trả; "
    "Hủy dự toán",
    "span": "Thời gian thực hiện; Năm thực hiện; Kỳ thực hiện; Giai đoạn",
}


@pytest.mark.parametrize(
    ("role", "heading"), [(role, heading) for role, line in HEADINGS.items() for heading in line.split("; ")]
)
def test_a_heading_may_have_its_role(role: str, heading: str) -> None:
    assert role in roles_of(heading)


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Đã nộp năm 2019", "paid"),
        ("ĐÃ NỘP (đồng)", "paid"),
        ("Da nop", "paid"),
        ("Số\nphiếu thu", "receipt_no"),
        ("Phải thu 2019 (nghìn đồng)", "due"),
        ("  Tỉnh / thành phố ", "branch_name"),
    ],
)
def test_headings_are_read_with_years_units_case_and_blanks(written: str, role: str) -> None:
    assert role in roles_of(written)


@pytest.mark.parametrize("heading", ["Thư viện trưởng", "Đã nộp hồ sơ", "Ngày sách Việt Nam", "", "Số"])
def test_a_heading_that_only_holds_a_known_word_has_no_role(heading: str) -> None:
    assert roles_of(heading) == ()


TOTALS = (
    "Cộng; Tổng; Tổng cộng; Tổng số; Tổng cộng (A+B); Cộng I; Cộng mục I; Cộng nhóm; Cộng (I+II); Toàn Hội; Toàn ngành; "
    "Toàn quốc; Cộng tháng; Cộng quý; Cộng phát sinh (trong kỳ); Cộng số phát sinh; TỔNG CỘNG; Total; Grand total"
)


@pytest.mark.parametrize("label", TOTALS.split("; "))
def test_labels_of_totals(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize(
    "label",
    [
        "Thư viện Khoa học Tổng hợp TP. Hồ Chí Minh",
        "Tổng công ty Đường sắt",
        "Công ty in Tiến Bộ",
        "Thư viện Bộ Công an",
        "Thư viện công cộng",
        "Cộng đồng người Việt",
        "Tổng hợp thu hội phí",
        "Hậu Giang",
    ],
)
def test_names_that_begin_or_fold_like_a_total_are_none(label: str) -> None:
    assert not is_total(label)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Lũy kế từ đầu năm", "running"),
        ("Luỹ kế", "running"),
        ("Cộng lũy kế", "running"),
        ("Cộng chuyển sang trang sau", "carry"),
        ("Số trang trước chuyển sang", "carry"),
        ("Mang sang", "carry"),
        ("Trong đó: chuyển khoản", "of_which"),
        ("- Trong đó: chuyển khoản", "of_which"),
        ("Bằng chữ: Mười triệu đồng", "words"),
        ("Người lập biểu", "signature"),
        ("(Ký, họ tên)", "signature"),
    ],
)
def test_labels_of_rows_that_enter_no_sum(label: str, role: str) -> None:
    assert begins(label, role)


def test_a_label_begins_with_a_word_and_not_with_a_part_of_one() -> None:
    assert not begins("Gồmm", "of_which")


@pytest.mark.parametrize(
    ("label", "atoms"),
    [
        ("I. Thu Hội phí và tiền Quảng cáo", {"dues", "other/adverts"}),
        ("Hỗ trợ quảng cáo năm 2019 của 02 doanh nghiệp", {"other/adverts"}),
        ("Tổng cộng thu hội phí cả năm 2019", {"dues"}),
        ("Kinh phí tài trợ", {"grant"}),
        ("Lãi tiền gửi ngân hàng", {"other/interest"}),
        ("Thư viện tỉnh Lâm Đồng", set()),
        ("Tổng cộng số tiền thu được", set()),
    ],
)
def test_what_money_a_label_names(label: str, atoms: set[str]) -> None:
    assert atoms_of(label) == atoms


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Chi hội và liên chi hội", "units"),
        ("Hội viên", "members"),
        ("Hội viên của các chi hội mới", "new_members"),
        ("Chi hội mới thành lập năm 2019", "new_units"),
        ("Tổng cộng số tiền thu được", None),
    ],
)
def test_what_a_count_counts(label: str, measure: str | None) -> None:
    assert measure_of(label) == measure
