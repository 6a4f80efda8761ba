"""Words of the tables as section 3 of the domain description lists them, and amounts in words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", " ").split("; "))


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "seq": _list("STT; TT; Số TT; Số thứ tự; No.; Stt; S T T"),
    "branch_code": _list("Mã; Mã đơn vị; Mã chi hội; Mã số; Ký hiệu"),
    "branch_name": _list(
        "Tên chi hội; Chi hội; Chi hội/Liên chi hội; Đơn vị; Tên đơn vị; Tên đơn vị thành viên; Đơn vị nộp; "
        "Hội thành viên; Tổ chức hội; Thư viện; Tên thư viện; Cơ quan; Tỉnh/thành phố; Tỉnh, thành; Địa phương"
    ),
    "class": _list("Khối; Hệ thống; Loại hình; Nhóm; Khu vực; Vùng; Miền"),
    "members": _list(
        "Số hội viên; Tổng số hội viên; SL hội viên; Số HV; Số lượng HV; Hội viên; Số người; Tổng số HV đầu năm"
    ),
    "units": _list("Số chi hội; Số đơn vị; Số lượng chi hội"),
    "rate": _list("Mức đóng; Mức thu; Mức nộp; Mức hội phí; Định mức; Đơn giá; Mức đóng/năm; Mức phí"),
    "due": _list(
        "Phải thu; Số phải thu; Phải nộp; Số phải nộp; Số tiền phải nộp; Số phải đóng; Kế hoạch; KH thu; Dự toán thu; "
        "Chỉ tiêu; Số phải nộp trong kỳ; Thành tiền"
    ),
    "paid": _list(
        "Đã thu; Số đã thu; Thực thu; Đã nộp; Số đã nộp; Số tiền nộp; Số tiền đã nộp; Số thực nộp; Thực nộp; Số tiền; "
        "Đã đóng; Số nộp"
    ),
    "arrears_in": _list("Nợ cũ; Nợ năm trước; Nợ kỳ trước; Tồn năm trước; Số còn phải nộp kỳ trước chuyển sang"),
    "advance": _list("Nộp trước; Nộp thừa; Thu trước; Trả trước; Nộp cho năm sau"),
    "balance": _list(
        "Còn nợ; Còn phải thu; Còn phải nộp; Số còn phải nộp; Còn thiếu; Chưa nộp; Còn lại; Nợ; Chênh lệch"
    ),
    "pay_date": _list(
        "Ngày nộp; Ngày thu; Ngày; Ngày, tháng; Ngày chuyển khoản; Ngày CK; Thời gian nộp; Ngày chứng từ"
    ),
    "receipt_no": _list("Số phiếu thu; Phiếu thu số; PT số; Số PT; Số chứng từ; Số CT; Số hiệu; Số biên lai"),
    "method": _list("Hình thức; Hình thức nộp; HT thanh toán; TM/CK"),
    "percent": _list("Tỷ lệ; Tỷ lệ (%); Tỉ lệ %; Đạt %; % hoàn thành; TL"),
    "note": _list("Ghi chú; GC; Diễn giải"),
    "payer": _list("Người nộp; Người nộp tiền; Đơn vị nộp; Họ và tên"),
    "item": _list("Nội dung; Nội dung thu; Nguồn thu; Loại thu"),
    "amount": _list("Số tiền; Thành tiền; Số tiền thu; Đã thu; Thực thu"),
    "funder": _list(
        "Nhà tài trợ; Đơn vị tài trợ; Cơ quan tài trợ; Tổ chức tài trợ; Bên tài trợ; Nguồn kinh phí; Cơ quan cấp; "
        "Đơn vị cấp kinh phí; Nguồn hỗ trợ"
    ),
    "project": _list("Tên dự án; Dự án; Đề án; Nhiệm vụ; Tên nhiệm vụ; Nội dung; Hoạt động; Chương trình; Tên lớp"),
    "agreement": _list("Quyết định số; Số QĐ; QĐ phê duyệt; Căn cứ; Hợp đồng số; Số HĐ; Văn bản"),
    "approved": _list("Kinh phí được duyệt; KP duyệt; Tổng kinh phí; Tổng mức; Kinh phí phê duyệt; Dự toán được giao"),
    "received": _list("Đã cấp; Kinh phí đã cấp; Đã nhận; Số đã nhận; Đã tiếp nhận; Đã giải ngân; Thực nhận; Đã chuyển"),
    "spent": _list("Đã chi; Thực chi; Số đã sử dụng; Đã sử dụng; Quyết toán; Đã quyết toán; Kinh phí thực hiện"),
    "remaining": _list("Còn lại; Còn dư; Chưa chi; Kinh phí còn lại; Chưa quyết toán; Chuyển năm sau"),
    "span": _list("Thời gian thực hiện; Năm thực hiện; Kỳ thực hiện; Giai đoạn"),
    "fact": _list("Chỉ tiêu; Nội dung; Khoản mục; Nội dung thu; Diễn giải"),
}
TOTALS = _list(
    "Tổng cộng; TỔNG CỘNG; Cộng; Tổng; Tổng số; Toàn Hội; Cộng phát sinh; Toàn ngành; Cộng số phát sinh; CỘNG"
)
RUNNING = _list("Lũy kế; Luỹ kế từ đầu năm; Lũy kế từ đầu năm; Cộng lũy kế")
PAGE_END = _list("Cộng chuyển sang trang sau; Cộng chuyển trang; Cộng trang")
PAGE_START = _list("Số trang trước chuyển sang; Mang sang; Cộng mang sang")
OPENING = _list("Số dư đầu kỳ; Tồn đầu kỳ; Dư đầu năm; Năm trước chuyển sang")
CLOSING = _list("Số dư cuối kỳ; Tồn cuối kỳ; Tồn quỹ; Chuyển năm sau")
OF_WHICH = _list("Trong đó; Bao gồm; Gồm; Chia ra; Riêng")
UNIT_WORDS: Mapping[int, tuple[str, ...]] = {
    1: _list("đồng; VNĐ; VND; đ"),
    1_000: _list("1.000 đồng; 1000đ; nghìn đồng; ngàn đồng; 1.000đ; ng.đ"),
    1_000_000: _list("triệu đồng; tr.đ; trđ; 1.000.000 đồng"),
}
UNIT_LINES = ("Đơn vị tính: {}", "ĐVT: {}", "(Đơn vị tính: {})", "Đơn vị tính : {}", "Đvt: {}", "(ĐVT: {})")
OFFICERS = ("Người lập biểu", "Thủ quỹ", "Kế toán trưởng", "Kế toán", "TM. Ban Chấp hành", "Chủ tịch")
SIGNED = ("(Ký, họ tên)", "(Ký, họ tên, đóng dấu)")
NOTES = (
    "Ghi chú: số liệu theo sổ quỹ của Hội.",
    "Ghi chú: chưa gồm 10.000.000 đồng quảng cáo.",
    "(*) Đơn vị nộp chung hội phí 2 năm 2018-2019.",
    "Các đơn vị chuyển khoản vào tài khoản 0011000123456 của Hội.",
)

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _ten(tens: int, ones: int) -> str:
    if tens == 0:
        return f"linh {_DIGITS[ones]}"
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    last = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}.get(ones, f" {_DIGITS[ones]}")
    return head + last


def _three(number: int, *, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if leading and not hundreds:
        return _ten(tens, ones) if tens else _DIGITS[ones]
    return f"{_DIGITS[hundreds]} trăm" + (f" {_ten(tens, ones)}" if rest else "")


def in_words(amount: int) -> str:
    """A whole amount of đồng (0 to 10^12) in Vietnamese words, capital first."""
    scales = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, ""))
    bounds = pairwise((10**12, *(size for size, _ in scales)))
    parts: list[str] = []
    for (size, word), (above, _) in zip(scales, bounds, strict=True):
        if group := amount % above // size:
            parts.append(f"{_three(group, leading=not parts)} {word}".strip())
    text = " ".join(parts) or "không"
    return text[0].upper() + text[1:] + " đồng" + ("" if amount % 1_000 else " chẵn")
