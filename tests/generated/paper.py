"""What stands around a table: head of the office, title, unit line, notes, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from reconcile.model.table import Role
from tests.generated import wording
from tests.generated.names import PEOPLE
from tests.generated.shape import Draft

TITLES = {
    "dues": (
        "DANH SÁCH CÁC ĐƠN VỊ NỘP HỘI PHÍ {}",
        "BẢNG THEO DÕI THU NỘP HỘI PHÍ {}",
        "BẢNG KÊ NỘP HỘI PHÍ {}",
        "BẢNG TỔNG HỢP THU HỘI PHÍ {}",
    ),
    "roll": ("DANH SÁCH ĐƠN VỊ THÀNH VIÊN {}", "DANH SÁCH CHI HỘI, LIÊN CHI HỘI {}"),
    "income": ("BẢNG KÊ CÁC KHOẢN THU KHÁC {}", "BẢNG KÊ THU QUẢNG CÁO, TÀI TRỢ {}"),
    "receipts": ("BẢNG KÊ PHIẾU THU HỘI PHÍ {}", "SỔ THU HỘI PHÍ {}"),
    "cash_book": ("SỔ QUỸ TIỀN MẶT {}",),
    "grants": ("BẢNG KÊ KINH PHÍ TÀI TRỢ {}", "BẢNG THEO DÕI CÁC NGUỒN TÀI TRỢ {}"),
    "summary": ("BẢNG TỔNG HỢP THU HỘI PHÍ VÀ TÀI TRỢ {}", "TỔNG HỢP CÁC KHOẢN THU {}"),
}


def head(draft: Draft, rng: Random, right: int) -> None:
    """The two-column head, or the name of the association only, or nothing."""
    form = rng.choice(("two", "two", "one", "none"))
    if form == "none":
        return
    middle = max(2, right // 2 + 1)
    lines = [("HỘI THƯ VIỆN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    lines += [("VĂN PHÒNG", "Độc lập - Tự do - Hạnh phúc")] if rng.random() < 0.5 else []
    if rng.random() < 0.5:
        lines.append(("Số: 12/BK-HTVVN", "Hà Nội, ngày 31 tháng 01 năm 2020"))
    for left_text, right_text in lines:
        draft.put(1, left_text, bold=True)
        if form == "two":
            draft.merge(1, middle - 1)
            draft.put(middle, right_text, bold=True)
            draft.merge(middle, right)
        draft.close(Role.TITLE)
    draft.row += rng.choice((0, 1))


def title(draft: Draft, rng: Random, kind: str, right: int, period: str) -> None:
    """The title over the full width, and perhaps the day that the figures are of."""
    draft.put(1, rng.choice(TITLES[kind]).format(period), bold=True)
    draft.merge(1, right)
    draft.close(Role.TITLE)
    if rng.random() < 0.4:
        draft.put(1, rng.choice(("(Tính đến ngày 31/12/2019)", "(Kèm theo Công văn số 15 ngày 20/01/2020)")))
        draft.merge(1, right)
        draft.close(Role.TITLE)
    draft.row += rng.choice((0, 0, 1))


def unit_line(draft: Draft, rng: Random, scale: int, right: int) -> None:
    """ "Đơn vị tính: nghìn đồng" at the right."""
    draft.put(max(1, right - 1), rng.choice(wording.UNIT_LINES).format(rng.choice(wording.UNIT_WORDS[scale])))
    draft.close(Role.UNIT)


def words(draft: Draft, rng: Random, amount: int) -> None:
    """The amount in words."""
    end = rng.choice(("./.", "", "."))
    draft.put(1, f"{rng.choice(('Bằng chữ', 'Số tiền bằng chữ', 'Viết bằng chữ'))}: {wording.in_words(amount)}{end}")
    draft.close(Role.WORDS)


def notes(draft: Draft, rng: Random) -> None:
    """One or two lines of notes."""
    for text in rng.sample(wording.NOTES, rng.choice((1, 1, 2))):
        draft.put(1, text)
        draft.close(Role.NOTE)


def signatures(draft: Draft, rng: Random, right: int) -> None:
    """Place and day, offices, "(Ký, họ tên)", and perhaps names under them."""
    draft.row += 1
    if rng.random() < 0.6:
        draft.put(max(2, right - 2), "Hà Nội, ngày 31 tháng 12 năm 2019")
        draft.close(Role.SIGNATURE)
    places = sorted({1, max(2, right // 2 + 1), max(3, right - 1)})
    _across(draft, places, rng.sample(wording.OFFICERS, len(places)))
    if rng.random() < 0.8:
        _across(draft, places, [rng.choice(wording.SIGNED)] * len(places))
    if rng.random() < 0.4:
        draft.row += 2
        _across(draft, places, rng.sample(PEOPLE, len(places)))


def _across(draft: Draft, places: Sequence[int], texts: Sequence[str]) -> None:
    for place, text in zip(places, texts, strict=True):
        draft.put(place, text)
    draft.close(Role.SIGNATURE)
