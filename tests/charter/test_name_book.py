"""Names of branches: what is taken, and what is only told."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.charter.names import NameBook
from reconcile.model.roll import Branch, Match, Roll
from reconcile.text.fold import fold, slug

PROVINCES = """An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định,
Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai,
Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Hưng Yên, Khánh Hòa,
Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ,
Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên,
Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"""
FULL = {
    "Bến Tre": "Thư viện Nguyễn Đình Chiểu tỉnh Bến Tre",
    "Cần Thơ": "Thư viện thành phố Cần Thơ",
    "Đà Nẵng": "Thư viện Khoa học Tổng hợp TP. Đà Nẵng",
    "Hà Nội": "Thư viện Hà Nội",
    "Hải Phòng": "Thư viện thành phố Hải Phòng",
    "Hồ Chí Minh": "Thư viện Khoa học Tổng hợp TP. Hồ Chí Minh",
    "Thừa Thiên Huế": "Thư viện Tổng hợp tỉnh Thừa Thiên Huế",
}
SPECIALISED = ("Chi hội Thư viện Viện Hán - Nôm", "Liên chi hội Thư viện Đại học phía Bắc")
NAMES = {name: FULL.get(name, f"Thư viện tỉnh {name}") for name in PROVINCES.replace("\n", " ").split(", ")}


def branch(name: str, class_id: str = "tvcc", code: str = "", aliases: tuple[str, ...] = ()) -> Branch:
    return Branch(code or slug(name), name, class_id, aliases=aliases)


def book(*branches: Branch, accepted: dict[str, str] | None = None) -> NameBook:
    return NameBook(Roll(branches), accepted or {})


ROLL_2019 = book(*map(branch, NAMES.values()), *(branch(name, "specialised") for name in SPECIALISED))


@pytest.mark.parametrize("province", NAMES)
@pytest.mark.parametrize(
    "pattern", ["{}", "TV {}", "THƯ VIỆN {}", "Chi hội Thư viện {}", "CH TV {}", "Thư viện KHTH {}"]
)
def test_every_province_is_found_by_its_bare_name(province: str, pattern: str) -> None:
    for written in (province, province.upper(), fold(province)):
        assert ROLL_2019.match(pattern.format(written)).slug == slug(NAMES[province])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pair
        for group in (
            ("Bình Thuận", "Ninh Thuận"),
            ("Hà Giang", "Hậu Giang"),
            ("Khánh Hòa", "Thanh Hóa"),
            ("Kiên Giang", "Tiền Giang"),
            ("Quảng Bình", "Quảng Ninh"),
            ("Bắc Giang", "Hà Giang"),
            ("An Giang", "Hà Giang"),
            ("Bắc Ninh", "Tây Ninh"),
            ("Hà Nam", "Hà Nội"),
            ("Hải Dương", "Hải Phòng"),
            ("Quảng Nam", "Quảng Ngãi"),
            ("Đà Nẵng", "Đắk Nông"),
            ("Bình Định", "Ninh Bình"),
        )
        for pair in permutations(group)
    ],
)
def test_a_province_is_never_taken_for_one_spelt_like_it(one: str, other: str) -> None:
    alone = book(branch(NAMES[other]))
    for written in (one, fold(one), f"TV tỉnh {one}", NAMES[one]):
        assert alone.match(written).slug is None
        assert ROLL_2019.match(written).slug == slug(NAMES[one])


@pytest.mark.parametrize(
    ("written", "province", "how"),
    [
        ("Bắc Cạn", "Bắc Kạn", "alias"),
        ("Đăk Lăk", "Đắk Lắk", "folded"),
        ("Đắc Lắc", "Đắk Lắk", "alias"),
        ("Daklak", "Đắk Lắk", "alias"),
        ("TV tỉnh DakLak", "Đắk Lắk", "alias"),
        ("Đắc Nông", "Đắk Nông", "alias"),
        ("Kontum", "Kon Tum", "alias"),
        ("Công Tum", "Kon Tum", "alias"),
        ("Hoà Bình", "Hòa Bình", "folded"),
        ("Thanh Hoá", "Thanh Hóa", "folded"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế", "folded"),
        ("TT Huế", "Thừa Thiên Huế", "alias"),
        ("TT-Huế", "Thừa Thiên Huế", "alias"),
        ("T.T.Huế", "Thừa Thiên Huế", "alias"),
        ("Huế", "Thừa Thiên Huế", "alias"),
        ("BR-VT", "Bà Rịa - Vũng Tàu", "alias"),
        ("BRVT", "Bà Rịa - Vũng Tàu", "alias"),
        ("BR - VT", "Bà Rịa - Vũng Tàu", "alias"),
        ("Vũng Tàu", "Bà Rịa - Vũng Tàu", "alias"),
        ("TP.HCM", "Hồ Chí Minh", "alias"),
        ("TPHCM", "Hồ Chí Minh", "alias"),
        ("Tp HCM", "Hồ Chí Minh", "alias"),
        ("HCM", "Hồ Chí Minh", "alias"),
        ("Sài Gòn", "Hồ Chí Minh", "alias"),
        ("T.P Hồ Chí Minh", "Hồ Chí Minh", "folded"),
        ("TV KHTH TP HCM", "Hồ Chí Minh", "alias"),
        ("T.P Cần Thơ", "Cần Thơ", "folded"),
        ("TP Hà Nội", "Hà Nội", "folded"),
        ("Thư viện tỉnh Hải Phòng", "Hải Phòng", "folded"),
        ("TP Huế", "Thừa Thiên Huế", "alias"),
        ("Hanoi", "Hà Nội", "alias"),
        ("Điện Biên phủ", "Điện Biên", "alias"),
        ("Thư viện Nguyễn Đình Chiểu (Bến Tre)", "Bến Tre", "alias"),
        ("Tỉnh Hà Tĩnh", "Hà Tĩnh", "folded"),
        ("THƯ VIỆN TỈNH AN GIANG", "An Giang", "folded"),
        ("Thư viện  tỉnh An Giang", "An Giang", "exact"),
    ],
)
def test_a_known_spelling_finds_its_province(written: str, province: str, how: str) -> None:
    assert ROLL_2019.match(written) == Match(slug(NAMES[province]), how)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Quảng Nimh", ("Quảng Ninh", "Quảng Bình", "Quảng Nam")),
        ("TV Binh Thuna", ("Bình Thuận", "Ninh Thuận")),
        ("Thư viện TP Vĩnh Long", ("Vĩnh Long",)),
        ("BT", ()),
        ("Thư viện tỉnh", ()),
        ("Sở VHTTDL tỉnh Sơn La", ()),
        ("Tổng cộng", ()),
        ("", ()),
    ],
)
def test_what_only_looks_alike_is_told_and_never_taken(written: str, near: tuple[str, ...]) -> None:
    assert ROLL_2019.match(written) == Match(None, "none", tuple(NAMES[name] for name in near))


@settings(max_examples=60)
@given(st.sampled_from(sorted(NAMES)), st.data())
def test_a_letter_too_many_is_never_taken_for_a_branch(province: str, data: st.DataObject) -> None:
    written = fold(province)
    place = data.draw(st.integers(1, len(written)))
    match = ROLL_2019.match(written[:place] + data.draw(st.sampled_from("qxz")) + written[place:])
    assert match.slug is None
    assert len(match.near) <= 3


def test_the_class_decides_between_equal_names_only() -> None:
    roll = book(branch("Thư viện Hà Nội"), branch("Chi hội Hà Nội", "specialised"))
    assert roll.match("TV Hà Nội", "tvcc").slug == "thu-vien-ha-noi"
    assert roll.match("Hà Nội", "specialised").slug == "chi-hoi-ha-noi"
    assert roll.match("Chi hội Hà Nội", "tvcc").slug == "chi-hoi-ha-noi"
    assert roll.match("Hà Nội") == Match(None, "none", ("Thư viện Hà Nội", "Chi hội Hà Nội"))


def test_a_bare_place_is_not_taken_from_another_class() -> None:
    assert ROLL_2019.match("Thái Nguyên", "specialised") == Match(None, "none", (NAMES["Thái Nguyên"],))


def test_the_library_of_a_province_is_not_that_of_its_capital() -> None:
    roll = book(branch("Thư viện tỉnh Vĩnh Long"), branch("Thư viện TP. Vĩnh Long"))
    assert roll.match("TVT Vĩnh Long").slug == "thu-vien-tinh-vinh-long"
    assert roll.match("Thư viện thành phố Vĩnh Long").slug == "thu-vien-tp-vinh-long"
    assert roll.match("Vĩnh Long") == Match(None, "none", ("Thư viện tỉnh Vĩnh Long", "Thư viện TP. Vĩnh Long"))


def test_aliases_of_the_roll_accepted_names_and_codes_are_known() -> None:
    roll = book(
        branch("Thư viện Tạ Quang Bửu", "specialised", "CN-07", aliases=("ĐHBK Hà Nội",)),
        accepted={"chi hoi bach khoa": "CN-07", "nguoi la": "CN-99"},
    )
    assert roll.match("ĐHBK  Hà Nội") == Match("CN-07", "alias")
    assert roll.match("Chi hội Bách Khoa") == Match("CN-07", "alias")
    assert roll.match("cn-07") == Match("CN-07", "exact")
    assert roll.match("Người lạ").slug is None


def test_an_accepted_name_settles_what_two_branches_share() -> None:
    roll = book(branch("Thư viện A Lưới", code="1"), branch("Chi hội A Lưới", code="2"), accepted={"a luoi": "2"})
    assert roll.match("A Lưới") == Match("2", "alias")


def test_two_lines_of_one_name_are_not_told_apart() -> None:
    roll = book(branch("Thư viện tỉnh Phú Thọ", code="1"), branch("Thư viện tỉnh Phú Thọ", code="2"))
    assert roll.match("Thư viện tỉnh Phú Thọ") == Match(None, "none", ("Thư viện tỉnh Phú Thọ",) * 2)
