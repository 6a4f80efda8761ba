"""Which class a written label means."""

from __future__ import annotations

import pytest

from reconcile.charter.classes import class_of
from reconcile.model.charter import Charter, DuesClass

CLASSES = (
    DuesClass("tvcc", ("Hệ thống TVCC", "TVCC", "Thư viện công cộng")),
    DuesClass("specialised", ("Chi hội, liên chi hội chuyên ngành", "Chuyên ngành")),
)


def meaning(label: str, classes: tuple[DuesClass, ...] = CLASSES) -> str | None:
    return class_of(Charter("rules.toml", "", (1, 1), classes, ()))(label)


@pytest.mark.parametrize(
    ("label", "class_id"),
    [
        ("TVCC", "tvcc"),
        ("tvcc ", "tvcc"),
        ("Hệ thống TVCC (62/63 đơn vị)", "tvcc"),
        ("I. HỆ THỐNG TVCC", "tvcc"),
        ("Các thư viện công cộng", "tvcc"),
        ("Hội phí (TVCC)", "tvcc"),
        ("Chi hội, Liên chi hội chuyên ngành", "specialised"),
        ("Chi hội, liên chi hội chuyên ngành: 255/275", "specialised"),
        ("CHUYÊN NGÀNH", "specialised"),
        ("Khối chuyên ngành", "specialised"),
        ("Hội phí TVCC và chuyên ngành", None),
        ("Thu khác ngoài hội phí TVCC", None),
        ("Các khoản (không gồm TVCC)", None),
        ("Thư viện tỉnh Điện Biên", None),
        ("Chuyên viên ngành", None),
        ("Public libraries", None),
        ("Specialised branches", None),
        ("Quảng cáo", None),
        ("63/63", None),
        ("", None),
    ],
)
def test_a_label_means_one_class_or_none(label: str, class_id: str | None) -> None:
    assert meaning(label) == class_id


def test_english_labels_are_understood_where_they_are_listed() -> None:
    classes = (DuesClass("tvcc", ("TVCC", "Public libraries")), DuesClass("specialised", ("Specialised branches",)))
    assert meaning("II. Specialised branches (255)", classes) == "specialised"
    assert meaning("Public libraries", classes) == "tvcc"


def test_the_number_of_a_class_is_part_of_its_name() -> None:
    classes = (DuesClass("one", ("Khối 1",)), DuesClass("two", ("Khối 2",)))
    assert [meaning(label, classes) for label in ("Khối 1", "Khối 2 (12 đơn vị)", "Khối 3")] == ["one", "two", None]
