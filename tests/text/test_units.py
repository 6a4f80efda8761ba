"""Unit lines and units in headings."""

from __future__ import annotations

import pytest

from reconcile.text.units import unit_in_heading, unit_line

UNITS = [
    ("đồng", 1),
    ("VNĐ", 1),
    ("VND", 1),
    ("đ", 1),
    ("1.000 đồng", 1_000),
    ("1000đ", 1_000),
    ("1,000 đồng", 1_000),
    ("nghìn đồng", 1_000),
    ("ngàn đồng", 1_000),
    ("1.000đ", 1_000),
    ("ng.đ", 1_000),
    ("ngđ", 1_000),
    ("triệu đồng", 1_000_000),
    ("tr.đ", 1_000_000),
    ("trđ", 1_000_000),
    ("1.000.000 đồng", 1_000_000),
    ("tỷ đồng", 1_000_000_000),
    ("Triệu Ðồng", 1_000_000),
]


@pytest.mark.parametrize(("unit", "scale"), UNITS)
@pytest.mark.parametrize(
    "line", ["Đơn vị tính: {}", "(ĐVT: {})", "Đơn vị: {}", "ĐVT {}.", "Đ.V.T: {}", "đơn vị tiền: {}"]
)
def test_a_unit_line_gives_the_scale(line: str, unit: str, scale: int) -> None:
    assert unit_line(line.format(unit)) == scale


@pytest.mark.parametrize(
    "text",
    ["Đơn vị", "Đơn vị nộp", "Đơn vị: ……", "Đơn vị: Thư viện tỉnh Lâm Đồng", "Đơn vị tính", "ĐVT:", "", "đồng",
     "nghìn đồng", "Đơn vị tính: người", "Đơn vị tính: %", "Unit", "Unit name"],
)  # fmt: skip
def test_the_word_for_unit_is_also_the_word_for_organisation(text: str) -> None:
    assert unit_line(text) is None


@pytest.mark.parametrize(
    ("text", "scale"),
    [("Unit: VND", 1), ("Unit: VND thousand", 1_000), ("(Unit: million VND)", 1_000_000), ("Currency: VND", 1)],
)
def test_english_unit_lines(text: str, scale: int) -> None:
    assert unit_line(text) == scale


@pytest.mark.parametrize(("unit", "scale"), UNITS)
@pytest.mark.parametrize("heading", ["Số tiền ({})", "({})", "Phải nộp\n({})", "Đã thu (ĐVT: {})", "Mức đóng ({}/năm)"])
def test_the_brackets_of_a_heading_give_the_scale(heading: str, unit: str, scale: int) -> None:
    assert unit_in_heading(heading.format(unit)) == scale


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Amount (VND)", 1),
        ("Amount (VND thousand)", 1_000),
        ("Amount (in million VND)", 1_000_000),
        ("Thừa (+)/Thiếu (-) (nghìn đồng)", 1_000),
        ("Số tiền (triệu)", 1_000_000),
        ("Số tiền (tỷ)", 1_000_000_000),
    ],
)
def test_other_headings_with_a_unit(text: str, scale: int) -> None:
    assert unit_in_heading(text) == scale


@pytest.mark.parametrize(
    "text",
    ["Số tiền", "Tỷ lệ (%)", "Số (người)", "(d)", "(D)", "(2)", "(1000)", "()", "Chi hội (TVCC)", "Tổng cộng (A+B)",
     "(tr)", "Thừa (+)/Thiếu (-)", "Thư viện tỉnh (Lâm Đồng)", "Ghi chú (nếu có)"],
)  # fmt: skip
def test_other_brackets_give_none(text: str) -> None:
    assert unit_in_heading(text) is None
