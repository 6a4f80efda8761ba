"""The 84 payers of the example. Their names are real; members, dates and receipts are illustrative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

TVCC_RATE = 1_000_000
SPECIALISED_RATE = 150_000

DIEN_BIEN = "Thư viện tỉnh Điện Biên"
KIEN_GIANG = "Thư viện tỉnh Kiên Giang"
BAC_KAN = "Thư viện tỉnh Bắc Kạn"
HOA_BINH = "Thư viện tỉnh Hòa Bình"
COLLEGES = "Liên chi hội Thư viện các trường cao đẳng"
UNION_A = "Liên chi hội Thư viện chuyên ngành A"
BRANCH_09 = "Chi hội Thư viện chuyên ngành 09"
BRANCH_12 = "Chi hội Thư viện chuyên ngành 12"

FOUNDED = date(2006, 4, 20)
UNIONS_FOUNDED = date(2012, 6, 21)
ADMITTED_2019 = date(2019, 3, 22)


@dataclass(frozen=True, slots=True)
class Payer:
    """One line of the roll and its dues of 2019. paid in đồng, None = none; paid_on None = no date, no receipt."""

    name: str
    units: int
    members: int
    since: date
    paid: int | None
    paid_on: date | None
    aliases: str = ""


_PROVINCES = """
Thư viện tỉnh An Giang; Thư viện tỉnh Bà Rịa - Vũng Tàu; Thư viện tỉnh Bạc Liêu; Thư viện tỉnh Bắc Giang;
Thư viện tỉnh Bắc Kạn; Thư viện tỉnh Bắc Ninh; Thư viện Nguyễn Đình Chiểu tỉnh Bến Tre; Thư viện tỉnh Bình Dương;
Thư viện tỉnh Bình Định; Thư viện tỉnh Bình Phước; Thư viện tỉnh Bình Thuận; Thư viện tỉnh Cà Mau;
Thư viện tỉnh Cao Bằng; Thư viện thành phố Cần Thơ; Thư viện Khoa học Tổng hợp TP. Đà Nẵng; Thư viện tỉnh Đắk Lắk;
Thư viện tỉnh Đắk Nông; Thư viện tỉnh Điện Biên; Thư viện tỉnh Đồng Nai; Thư viện tỉnh Đồng Tháp;
Thư viện tỉnh Gia Lai; Thư viện tỉnh Hà Giang; Thư viện tỉnh Hà Nam; Thư viện Hà Nội;
Thư viện tỉnh Hà Tĩnh; Thư viện tỉnh Hải Dương; Thư viện thành phố Hải Phòng; Thư viện tỉnh Hậu Giang;
Thư viện tỉnh Hòa Bình; Thư viện Khoa học Tổng hợp TP. Hồ Chí Minh; Thư viện tỉnh Hưng Yên; Thư viện tỉnh Khánh Hòa;
Thư viện tỉnh Kiên Giang; Thư viện tỉnh Kon Tum; Thư viện tỉnh Lai Châu; Thư viện tỉnh Lạng Sơn;
Thư viện tỉnh Lào Cai; Thư viện tỉnh Lâm Đồng; Thư viện tỉnh Long An; Thư viện tỉnh Nam Định;
Thư viện tỉnh Nghệ An; Thư viện tỉnh Ninh Bình; Thư viện tỉnh Ninh Thuận; Thư viện tỉnh Phú Thọ;
Thư viện tỉnh Phú Yên; Thư viện tỉnh Quảng Bình; Thư viện tỉnh Quảng Nam; Thư viện tỉnh Quảng Ngãi;
Thư viện tỉnh Quảng Ninh; Thư viện tỉnh Quảng Trị; Thư viện tỉnh Sóc Trăng; Thư viện tỉnh Sơn La;
Thư viện tỉnh Tây Ninh; Thư viện tỉnh Thái Bình; Thư viện tỉnh Thái Nguyên; Thư viện tỉnh Thanh Hóa;
Thư viện Tổng hợp tỉnh Thừa Thiên Huế; Thư viện tỉnh Tiền Giang; Thư viện tỉnh Trà Vinh; Thư viện tỉnh Tuyên Quang;
Thư viện tỉnh Vĩnh Long; Thư viện tỉnh Vĩnh Phúc; Thư viện tỉnh Yên Bái
"""

_ALIASES: Mapping[str, str] = {
    "Thư viện Nguyễn Đình Chiểu tỉnh Bến Tre": "Thư viện tỉnh Bến Tre",
    "Thư viện Khoa học Tổng hợp TP. Đà Nẵng": "TV KHTH Đà Nẵng",
    "Thư viện Hà Nội": "Thư viện thành phố Hà Nội",
    "Thư viện Khoa học Tổng hợp TP. Hồ Chí Minh": "TV KHTH TP.HCM",
    "Thư viện Tổng hợp tỉnh Thừa Thiên Huế": "Thư viện tỉnh TT Huế",
    "Liên chi hội Thư viện Đại học phía Bắc": "NALA",
    "Liên chi hội Thư viện Đại học phía Nam": "VILASAL",
}

_DAYS = ("04/03", "10/04", "17/05", "24/06", "30/07", "05/09", "14/10", "18/11")
"""The days on which provinces pay, in turn down the list."""

_SPECIALISED: tuple[tuple[str, int, int, int | None, str], ...] = (
    ("Liên chi hội Thư viện Đại học phía Bắc", 58, 681, 8_700_000, "08/04"),
    ("Liên chi hội Thư viện Đại học phía Nam", 52, 636, 7_800_000, "31/05"),
    ("Liên chi hội Thư viện Quân đội", 44, 610, 6_600_000, "23/07"),
    (COLLEGES, 32, 371, 3_900_000, "16/09"),
    (UNION_A, 28, 322, 2_400_000, "06/11"),
    ("Liên chi hội Thư viện các viện nghiên cứu", 22, 251, 3_300_000, "15/04"),
    ("Liên chi hội Thư viện khối Y - Dược", 14, 147, 2_100_000, "05/06"),
    ("Liên chi hội Thư viện trường phổ thông", 12, 122, 1_800_000, "29/07"),
    ("Chi hội Thư viện Viện Hán - Nôm", 1, 27, 150_000, "19/09"),
    ("Chi hội Thư viện Học viện Dân tộc", 1, 24, 150_000, "11/11"),
    ("Chi hội Thư viện Học viện CTQG Hồ Chí Minh", 1, 38, 150_000, "18/04"),
    ("Chi hội Thư viện Tạ Quang Bửu, ĐHBK Hà Nội", 1, 34, 150_000, "10/06"),
    ("Chi hội Trung tâm TT-TV ĐHQG Hà Nội", 1, 41, 150_000, "02/08"),
    ("Chi hội Trung tâm Học liệu ĐH Thái Nguyên", 1, 26, 150_000, "24/09"),
    ("Chi hội Thư viện Bộ Công an", 1, 31, 150_000, "18/11"),
    ("Chi hội Viện Thông tin Khoa học xã hội", 1, 29, 150_000, "23/04"),
    (BRANCH_09, 1, 12, None, ""),
    ("Chi hội Thư viện chuyên ngành 10", 1, 14, 150_000, "07/08"),
    ("Chi hội Thư viện chuyên ngành 11", 1, 11, 150_000, "30/09"),
    (BRANCH_12, 1, 10, None, ""),
    ("Chi hội Thư viện chuyên ngành 13", 1, 13, 150_000, "29/04"),
)

_NEW = frozenset(row[0] for row in _SPECIALISED[8:11])

NOTES: Mapping[str, str] = {
    "Thư viện tỉnh Bình Dương": "Chuyển khoản",
    "Thư viện thành phố Cần Thơ": "Chuyển khoản",
    "Thư viện Hà Nội": "Nộp trực tiếp",
    "Thư viện thành phố Hải Phòng": "Chuyển khoản",
    "Thư viện tỉnh Hưng Yên": "Nộp trực tiếp",
    "Thư viện tỉnh Quảng Ninh": "Chuyển khoản",
}

ADVERTS = (
    ("Doanh nghiệp thứ nhất (minh họa)", date(2019, 6, 12)),
    ("Doanh nghiệp thứ hai (minh họa)", date(2019, 9, 20)),
)


def _day(text: str) -> date | None:
    if not text:
        return None
    day, month = map(int, text.split("/"))
    return date(2019, month, day)


def _province(place: int, name: str) -> Payer:
    paid_on = {DIEN_BIEN: None, KIEN_GIANG: None, BAC_KAN: date(2020, 1, 14)}.get(name, _day(_DAYS[place % 8]))
    paid = None if name == DIEN_BIEN else TVCC_RATE
    return Payer(name, 1, 24 + -2 * place % 31, FOUNDED, paid, paid_on, _ALIASES.get(name, ""))


def _specialised() -> Iterator[Payer]:
    for name, units, members, paid, day in _SPECIALISED:
        since = ADMITTED_2019 if name in _NEW else UNIONS_FOUNDED
        yield Payer(name, units, members, since, paid, _day(day), _ALIASES.get(name, ""))


TVCC = tuple(_province(place, name.strip()) for place, name in enumerate(_PROVINCES.split(";")))
SPECIALISED = tuple(_specialised())


def _receipts(first: int) -> Mapping[str, str]:
    dated = [(payer.paid_on, payer.name) for payer in (*TVCC, *SPECIALISED) if payer.paid_on]
    dated += [(day, name) for name, day in ADVERTS]
    in_order = sorted(dated, key=lambda entry: entry[0])
    return {name: f"PT {number:03}" for number, (_, name) in enumerate(in_order, first)}


RECEIPTS = _receipts(first=17)
"""The receipt of each payer: one book, one number a payment, rising with the date."""
