"""rules.toml → Charter, and every error with its line."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from reconcile.charter.reader import read_charter
from reconcile.charter.schema import Known
from reconcile.i18n.words import LANGUAGES, Words
from reconcile.model.charter import Authority, Charter, DuesClass, Rate, SourceHint
from reconcile.model.errors import ReconcileError
from reconcile.model.places import LineRef
from reconcile.model.sources import Trouble

KNOWN = Known(("per_member", "per_unit"), ("A101", "B101"), ("A101",))
GOOD = """\
# Hội phí năm 2019. Tiền: đồng. Mức chưa có văn bản: status = "assumed".
[association]
name = "Hội Thư viện Việt Nam"
fiscal_year_starts = "01-01"

[class.tvcc]
names = ["Hệ thống TVCC", "TVCC", "Thư viện công cộng"]
[class.specialised]
names = ["Chi hội, liên chi hội chuyên ngành", "Chuyên ngành"]
unit = "chi hội"

[[rate]]
class = "tvcc"
basis = "per_unit"
amount = 1_000_000
per = "year"
due = ["12-31"]
valid_from = 2019-01-01
authority = { status = "assumed", note = "Suy từ 63 đơn vị và 63.000.000 đồng trong báo cáo năm 2019" }

[[rate]]
class = "specialised"
basis = "per_unit"
amount = 150_000
per = "year"
due = ["12-31"]
valid_from = 2019-01-01
authority = { status = "assumed", note = "Mức minh họa: 255 × 150.000 = 38.250.000 đồng" }
"""
"""The example of the design; the first [[rate]] is line 12, the second line 21."""
OPTIONAL = """
[[source]]
file = "*tvcc*.xlsx"
columns = { "Số tiền" = "paid" }
[severity]
A101 = "note"
[who]
C = "Thường trực Hội"
[tolerance]
A101 = 0
[words]
zero = "lẻ"
[limits]
max_file_mb = 200
"""
SECOND_TERM = """
[[rate]]
class = "tvcc"
basis = "per_member"
amount = 2_000
per = "year"
due = ["06-30", "12-31"]
grace = 30
valid_from = {start}
valid_to = {end}
[rate.authority]
status = "confirmed"
document = "Nghị quyết BCH"
number = "05/NQ-BCH"
date = 2019-12-20
article = "Điều 3"
"""


def read(folder: Path, text: str | bytes) -> Charter:
    path = folder / "rules.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_charter(path, KNOWN)


def troubles(folder: Path, text: str | bytes) -> tuple[Trouble, ...]:
    with pytest.raises(ReconcileError) as raised:
        read(folder, text)
    return raised.value.troubles


def told(found: tuple[Trouble, ...]) -> list[tuple[int, str, str]]:
    """The line, the code and the key of each, all of which can be said in both languages."""
    words = [Words(lang).say("troubles", trouble.code, trouble.values) for trouble in found for lang in LANGUAGES]
    assert all(words)
    return [
        (trouble.at.line, trouble.code, Words("vi").show(trouble.values.get("key", "")))
        for trouble in found
        if isinstance(trouble.at, LineRef)
    ]


def changed(old: str, new: str, place: int = 1) -> str:
    """GOOD with the `place`-th `old` replaced."""
    parts = GOOD.split(old)
    assert len(parts) > place
    return old.join(parts[:place]) + new + old.join(parts[place:])


def test_the_file_of_the_design_is_the_charter_of_2019(tmp_path: Path) -> None:
    charter = read(tmp_path, GOOD)
    assert charter == Charter(
        file="rules.toml",
        association="Hội Thư viện Việt Nam",
        fiscal_year_starts=(1, 1),
        classes=(
            DuesClass("tvcc", ("Hệ thống TVCC", "TVCC", "Thư viện công cộng")),
            DuesClass("specialised", ("Chi hội, liên chi hội chuyên ngành", "Chuyên ngành"), "chi hội"),
        ),
        rates=(
            _rate("tvcc", 1_000_000, "Suy từ 63 đơn vị và 63.000.000 đồng trong báo cáo năm 2019", 12),
            _rate("specialised", 150_000, "Mức minh họa: 255 × 150.000 = 38.250.000 đồng", 21),
        ),
        sha256=sha256(GOOD.encode()).hexdigest(),
    )


def _rate(class_id: str, amount: int, note: str, line: int) -> Rate:
    authority = Authority("assumed", note=note)
    at = LineRef("rules.toml", line)
    return Rate(class_id, "per_unit", amount, "year", ((12, 31),), date(2019, 1, 1), None, authority, at)


def test_every_optional_table_reaches_the_charter(tmp_path: Path) -> None:
    charter = read(tmp_path, GOOD.replace('"01-01"', '"07-01"\nlanguage = "en"') + OPTIONAL)
    assert (charter.language, charter.fiscal_year_starts) == ("en", (7, 1))
    assert charter.sources == (SourceHint("*tvcc*.xlsx", {"Số tiền": "paid"}),)
    assert (charter.severities, charter.who) == ({"A101": "note"}, {"C": "Thường trực Hội"})
    assert (charter.tolerance, charter.words, charter.limits) == ({"A101": 0}, {"zero": "lẻ"}, {"max_file_mb": 200})


def test_a_second_term_keeps_grace_instalments_and_its_decision(tmp_path: Path) -> None:
    first = GOOD.replace("valid_from = 2019-01-01", "valid_from = 2019-01-01\nvalid_to = 2019-12-31", 1)
    rate = read(tmp_path, first + SECOND_TERM.format(start="2020-01-01", end="2020-12-31")).rates[2]
    assert (rate.due, rate.grace, rate.valid_to) == (((6, 30), (12, 31)), 30, date(2020, 12, 31))
    assert rate.authority == Authority("confirmed", "Nghị quyết BCH", "05/NQ-BCH", date(2019, 12, 20), "Điều 3")
    assert rate.at.line == 31


@pytest.mark.parametrize("written", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_the_mark_of_notepad_and_windows_line_ends_change_nothing(tmp_path: Path, written: bytes) -> None:
    charter = read(tmp_path, written)
    assert charter.association == "Hội Thư viện Việt Nam"
    assert [rate.at.line for rate in charter.rates] == [12, 21]
    assert charter.sha256 == sha256(written).hexdigest()


def test_letters_typed_as_letter_and_mark_are_joined(tmp_path: Path) -> None:
    assert read(tmp_path, changed("Hội Thư viện", "Ho\u0323\u0302i Thư viện", 1)).association == "Hội Thư viện Việt Nam"


FORM = [
    (changed("amount", "amout", 2), 24, "charter_unknown_key", "rate[2].amout"),
    (
        changed("[association]", "[association]\nproration = 1"),
        3,
        "charter_unknown_key_choices",
        "association.proration",
    ),
    (changed("[[rate]]", "[rat]\n[[rate]]"), 12, "charter_unknown_key", "rat"),
    (changed("note = ", 'nota = "", note = '), 19, "charter_unknown_key", "rate[1].authority.nota"),
    (changed("amount = 150_000\n", ""), 21, "charter_missing_key", "rate[2].amount"),
    (changed('name = "Hội Thư viện Việt Nam"\n', ""), 2, "charter_missing_key", "association.name"),
    (GOOD[: GOOD.index("[[rate]]")], 1, "charter_missing_key", "rate"),
    (changed("150_000", '"150.000"', 1), 24, "charter_wrong_type", "rate[2].amount"),
    (changed("150_000", "150.000", 1), 24, "charter_wrong_type", "rate[2].amount"),
    (changed("150_000", "true", 1), 24, "charter_wrong_type", "rate[2].amount"),
    (changed('["12-31"]', '"12-31"'), 17, "charter_wrong_type", "rate[1].due"),
    (changed('["12-31"]', "{}"), 17, "charter_wrong_type", "rate[1].due"),
    (changed('"TVCC"', "\n 5"), 8, "charter_wrong_type", "class.tvcc.names[2]"),
    (changed("{ status", '"x" # { status'), 19, "charter_wrong_type", "rate[1].authority"),
    (
        GOOD[: GOOD.index("[[rate]]")] + '[rate.x]\nclass = "tvcc"\nvalid_from = 2019-01-01\n',
        12,
        "charter_wrong_type",
        "rate",
    ),
    (GOOD + "[source]\nfile = 1\n", 29, "charter_wrong_type", "source"),
    (
        GOOD + '[[source]]\nfile = "x"\ncolumns = { "Số tiền" = 1 }\n',
        31,
        "charter_wrong_type",
        'source[1].columns."Số tiền"',
    ),
    (changed("year", "month", 2), 16, "charter_bad_choice", "rate[1].per"),
    (changed("per_unit", "per_head", 2), 23, "charter_bad_choice", "rate[2].basis"),
    (changed("assumed", "sure", 2), 19, "charter_bad_choice", "rate[1].authority.status"),
    (GOOD + '[severity]\nA101 = "grave"\n', 30, "charter_bad_choice", "severity.A101"),
    (GOOD + '[severity]\na101 = "note"\n', 30, "charter_bad_choice", "severity.a101"),
    (GOOD + '[severity]\nA199 = "note"\n', 30, "charter_bad_choice", "severity.A199"),
    (GOOD + "[tolerance]\nB101 = 5\n", 30, "charter_bad_choice", "tolerance.B101"),
    (GOOD + '[who]\nX = "Kế toán"\n', 30, "charter_bad_choice", "who.X"),
    (GOOD + "[limits]\nsets = 3\n", 30, "charter_bad_choice", "limits.sets"),
    (changed('"01-01"', '"02-29"'), 4, "charter_bad_date", "association.fiscal_year_starts"),
    (changed('"12-31"', '"06-30", "02-30"'), 17, "charter_bad_date", "rate[1].due[2]"),
    (changed('"12-31"', '"31-12"'), 17, "charter_bad_date", "rate[1].due[1]"),
    (changed("2019-01-01", '"2019-01-01"'), 18, "charter_bad_date", "rate[1].valid_from"),
    (changed("2019-01-01", "2019-01-01T00:00:00"), 18, "charter_bad_date", "rate[1].valid_from"),
    (changed('class = "tvcc"', 'class = "tvc"'), 13, "charter_unknown_class", "rate[1].class"),
    (changed("150_000", "0", 1), 24, "charter_not_positive", "rate[2].amount"),
    (changed("150_000", "-5", 1), 24, "charter_not_positive", "rate[2].amount"),
    (GOOD + "grace = -1\n", 29, "charter_not_positive", "rate[2].grace"),
    (changed('["12-31"]', "[]"), 17, "charter_empty", "rate[1].due"),
    (changed("Hội Thư viện Việt Nam", " "), 3, "charter_empty", "association.name"),
]


@pytest.mark.parametrize(("text", "line", "code", "key"), FORM)
def test_an_error_of_form_is_told_alone_with_its_line_and_key(
    tmp_path: Path, text: str, line: int, code: str, key: str
) -> None:
    assert told(troubles(tmp_path, text)) == [(line, code, key)]


CONFIRMED = '{ status = "confirmed", document = "Nghị quyết", number = " " }'
CONFLICTS = [
    (changed('"Chuyên ngành"', '"tvcc"'), 9, "charter_duplicate_name", "class.specialised.names[2]"),
    (
        changed('{ status = "assumed"', '{ status = "assumed" } # '),
        19,
        "charter_assumed_needs_note",
        "rate[1].authority",
    ),
    (changed("{ status", f"{CONFIRMED} # "), 19, "charter_confirmed_needs", "rate[1].authority"),
    (GOOD + "valid_to = 2018-12-31\n", 29, "charter_backwards", "rate[2].valid_to"),
    (GOOD + SECOND_TERM.format(start="2020-01-01", end="2020-12-31"), 37, "charter_overlap", "rate[3].valid_from"),
    (GOOD + SECOND_TERM.format(start="2018-01-01", end="2019-01-01"), 37, "charter_overlap", "rate[3].valid_from"),
    (GOOD + SECOND_TERM.format(start="2017-01-01", end="2018-12-30"), 18, "charter_gap", "rate[1].valid_from"),
]


@pytest.mark.parametrize(("text", "line", "code", "key"), CONFLICTS)
def test_an_error_between_keys_is_told_alone_with_its_line_and_key(
    tmp_path: Path, text: str, line: int, code: str, key: str
) -> None:
    assert told(troubles(tmp_path, text)) == [(line, code, key)]


def test_terms_that_meet_leave_no_gap_and_do_not_overlap(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD + SECOND_TERM.format(start="2018-01-01", end="2018-12-31")).rates) == 3


def test_a_long_term_overlaps_what_follows_a_short_one_inside_it(tmp_path: Path) -> None:
    later = [SECOND_TERM.format(start=f"{year}-01-01", end=f"{year}-12-31") for year in (2020, 2022)]
    assert [code for _, code, _ in told(troubles(tmp_path, GOOD + "".join(later)))] == ["charter_overlap"] * 2


def test_a_file_without_classes_is_told_once_and_not_for_every_rate(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("[class.tvcc]")] + GOOD[GOOD.index("[[rate]]") :]
    assert told(troubles(tmp_path, text)) == [(1, "charter_missing_key", "class")]


LITERALS = ["1", "-1", "1.5", "inf", "true", '""', '"x"', "[]", "[1, [2]]", "{}", "{ a = 1 }", "2019-01-01", "12:00:00"]


@pytest.mark.parametrize("literal", LITERALS)
def test_any_value_at_any_key_gives_a_charter_or_errors_that_can_be_said(tmp_path: Path, literal: str) -> None:
    lines = (GOOD + OPTIONAL).splitlines()
    for number, line in enumerate(lines):
        if " = " in line and not line.startswith("#"):
            text = "\n".join([*lines[:number], f"{line.split(' = ')[0]} = {literal}", *lines[number + 1 :]])
            try:
                read(tmp_path, text)
            except ReconcileError as error:
                assert told(error.troubles)  # noqa: PT017 - most values are errors, a few are right


SYNTAX = [
    ("2019-01-01", "01/07/2025", 18, "charter_bad_date", "2025-07-01"),
    ("2019-01-01", "13/31/2025", 18, "charter_bad_date", "2019-12-31"),
    ("2019-01-01", "2019-02-30", 18, "charter_bad_date", "2019-12-31"),
    ("2019-01-01", "2019-1-1", 18, "charter_bad_date", "2019-12-31"),
    ("2019-01-01", "2019-01-01 .", 18, "charter_syntax", "valid_from = 2019-01-01 ."),
    ("{ status", "{ date = 2019-01-01, số = 1, status", 19, "charter_bare_key", '"số"'),
    ("1_000_000", "1.000.000", 15, "charter_number_signs", "1_000_000"),
    ("1_000_000", "1,000,000", 15, "charter_number_signs", "1_000_000"),
    ('"12-31"', "“12-31”", 17, "charter_bent_quotes", '"…"'),
    ("per =", "mỗi =", 16, "charter_bare_key", '"mỗi"'),
    ("[class.tvcc]", "[class.thư viện]", 6, "charter_bare_key", '"thư viện"'),
    ("basis =", "basis", 14, "charter_syntax", 'basis "per_unit"'),
    ("[class.specialised]", "[class.tvcc]", 8, "charter_syntax", "[class.tvcc]"),
]


@pytest.mark.parametrize(("old", "new", "line", "code", "example"), SYNTAX)
def test_a_slip_in_the_syntax_is_told_with_what_to_write(
    tmp_path: Path, old: str, new: str, line: int, code: str, example: str
) -> None:
    found = troubles(tmp_path, changed(old, new))
    assert [(place, name) for place, name, _ in told(found)] == [(line, code)]
    assert example in Words("vi").say("troubles", code, found[0].values)


def test_a_text_that_ends_too_early_is_told_at_its_last_line(tmp_path: Path) -> None:
    assert told(troubles(tmp_path, "[association]\nname = [\n"))[0][:2] == (2, "charter_syntax")


@pytest.mark.parametrize(
    ("content", "line"), [(GOOD.encode("utf-16"), 1), (b"# ok\n" + "# Hội".encode("cp1258", "replace") + b"\xd3", 2)]
)
def test_a_file_that_is_not_utf_8_is_told_with_the_line(tmp_path: Path, content: bytes, line: int) -> None:
    assert told(troubles(tmp_path, content)) == [(line, "charter_unreadable", "")]


def test_a_missing_file_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ReconcileError) as raised:
        read_charter(tmp_path / "rules.toml", KNOWN)
    (trouble,) = raised.value.troubles
    assert (trouble.file, trouble.code) == ("rules.toml", "charter_missing")
    for lang in LANGUAGES:
        message = Words(lang).say("troubles", trouble.code, trouble.values)
        assert tmp_path.as_posix() in message
        assert "reconcile run" in message


def test_a_folder_in_place_of_the_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ReconcileError) as raised:
        read_charter(tmp_path, KNOWN)
    assert raised.value.troubles[0].code == "charter_not_opened"


def test_all_errors_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = (
        changed('"Chuyên ngành"', '"tvcc"')
        .replace('"01-01"', '"13-01"')
        .replace("amount = 1_000_000", "amout = 1_000_000")
        .replace('class = "specialised"', 'class = "specialized"')
        .replace("150_000", "-150_000", 1)
        .replace('status = "assumed", note = "Mức', 'status = "confirmed", note = "Mức')
    ) + SECOND_TERM.format(start="2019-06-01", end="2019-12-31")
    assert [(line, code) for line, code, _ in told(troubles(tmp_path, text))] == [
        (4, "charter_bad_date"),
        (9, "charter_duplicate_name"),
        (15, "charter_unknown_key"),
        (22, "charter_unknown_class"),
        (24, "charter_not_positive"),
        (28, "charter_confirmed_needs"),
        (37, "charter_overlap"),
    ]


def test_the_message_of_a_misspelt_key_is_that_of_the_picture(tmp_path: Path) -> None:
    (trouble,) = troubles(tmp_path, changed("amount", "amout", 2))
    assert trouble.at == LineRef("rules.toml", 24)
    vi, en = (Words(lang).say("troubles", trouble.code, trouble.values) for lang in LANGUAGES)
    assert vi == "rate[2].amout: không có mục này; có phải “amount”?"
    assert en == 'rate[2].amout: no such key; did you mean "amount"?'
