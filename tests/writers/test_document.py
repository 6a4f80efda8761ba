from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.i18n.words import Words, catalog
from reconcile.model.books import Book, Books, GrantRow, IncomeRow
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Decision, Flag
from reconcile.model.ledger import Add, Figure, Parked
from reconcile.model.periods import Period
from reconcile.model.results import Reconciliation
from reconcile.model.values import Text
from reconcile.writers import document
from reconcile.writers.document import Voice, points_of, write_document
from reconcile.writers.packing import canonical_zip
from tests import make_template
from tests.sample import ledger, sample

HERE = Path(document.__file__).parent


@pytest.fixture(autouse=True)
def _own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a point says belongs to its code; here it says only which point it is."""
    monkeypatch.setattr(document, "what", lambda flag, words: f"({words.lang} {flag.code})")


@cache
def shipped(lang: str) -> bytes:
    """The section of the sample by the template that is shipped."""
    return write_document(sample(), lang)


@cache
def text_of(data: bytes) -> str:
    """Every paragraph and every table row of the body, one a line, cells apart by |."""
    lines = []
    for block in Document(BytesIO(data)).element.body:
        if block.tag == qn("w:tbl"):
            for row in block.iter(qn("w:tr")):
                cells = (" ".join(text_in(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc")))
                lines.append("|".join(cells))
        else:
            lines.append(text_in(block))
    return "\n".join(lines)


def text_in(block: Any) -> str:
    return "".join(node.text or "" for node in block.iter(qn("w:t")))


def template_of(folder: Path, *paragraphs: str, header: str = "") -> Path:
    """A template as an office might write it."""
    doc = Document()
    for paragraph in paragraphs:
        doc.add_paragraph(paragraph)
    doc.sections[0].header.paragraphs[0].text = header
    path = folder / "our-section.docx"
    doc.save(str(path))
    return path


def filled(folder: Path, *paragraphs: str, result: Reconciliation | None = None, lang: str = "vi") -> str:
    return text_of(write_document(result or sample(), lang, template_of(folder, *paragraphs)))


def closed(result: Reconciliation, points: Iterable[str]) -> Reconciliation:
    """The result once a reviewer has accepted these points."""
    numbers = set(points)
    flags = (replace(flag, decision=accepted(flag)) if flag.point in numbers else flag for flag in result.flags)
    return replace(result, flags=tuple(flags))


def accepted(flag: Flag) -> Decision:
    return Decision(flag.id, "accepted", "xem phiếu thu")


def with_figure(result: Reconciliation, **figures: Figure) -> Reconciliation:
    return replace(result, figures={**result.figures, **{figure.name: figure for figure in figures.values()}})


def with_books(
    result: Reconciliation,
    income: Iterable[IncomeRow] | None = None,
    grants: Iterable[GrantRow] | None = None,
) -> Reconciliation:
    books = result.world.books
    assert books is not None
    changed = Books(
        books.dues,
        books.payments,
        books.income if income is None else Book.of(IncomeRow, income),
        books.grants if grants is None else Book.of(GrantRow, grants),
    )
    return replace(result, world=replace(result.world, books=changed))


def with_parked_money(result: Reconciliation) -> Reconciliation:
    """One million whose payer is not known, with the point that says so."""
    payment = ledger().positions[0].payments[0]
    flag = replace(result.flags[7], subject="tv binh thuan", at=payment.at, point="13", id="C-00000-00013")
    held = replace(result.world, ledger=replace(ledger(), parked=(Parked(payment),)))
    parked = replace(result.figures["collected.parked"], value=1_000_000)
    return with_figure(replace(result, world=held, flags=(*result.flags, flag)), parked=parked)


# The section as it is shipped


@pytest.mark.parametrize(
    "words",
    [
        "Tính đến ngày 31/01/2020, Hội đã thu hội phí năm 2019",
        "Hệ thống TVCC nộp 62.000.000 đồng [02], ứng với 62/63 đơn vị (đạt 98,41% số đơn vị).",
        "chuyên ngành nộp 38.250.000 đồng, ứng với 255/275 chi hội (đạt 92,73% số chi hội).",
        "Tổng hội phí thu được là 100.250.000 đồng [02], đạt 96,16% số phải thu 104.250.000 đồng [09].",
        "5.125 hội viên, bằng 86,98% tổng số 5.892 hội viên.",
        "Phải thu [09]|Đã thu|Còn phải thu|Theo đơn vị|Theo số tiền [09]|Theo hội viên",
        "TVCC [02]|63.000.000|62.000.000|1.000.000|98,41% 62/63|98,41%|97,87% 2.390/2.442",
        "Chuyên ngành|41.250.000|38.250.000|3.000.000|92,73% 255/275|92,73%|79,28% 2.735/3.450",
        "Toàn Hội [02]|104.250.000|100.250.000|4.000.000|93,79% 317/338|96,16%|86,98% 5.125/5.892",
        "Hỗ trợ quảng cáo năm 2019 (02 đơn vị nộp) 10.000.000 đồng.",
        "là 110.250.000 đồng [01, 02] (Một trăm mười triệu hai trăm năm mươi nghìn đồng chẵn).",
        "thời gian 2019-2020 [10].",
        "111.000.000 đồng (Một trăm mười một triệu đồng chẵn); nếu chia đều theo năm thì phần của năm 2019 là "
        "83.000.000 đồng, phần của năm 2020 là 28.000.000 đồng.",
        "- [01] (vi A101)\n- [02] (vi A101)\n- [09] (vi C101)\n- [10] (vi G101)\n",
    ],
)
def test_vietnamese_section_says(words: str) -> None:
    assert words in text_of(shipped("vi"))


@pytest.mark.parametrize(
    "words",
    [
        "2 figures that do not tie are open (points 01, 02 of",
        "Total dues collected were 100,250,000 đồng [02], 96.16% of the 104,250,000 đồng receivable [09].",
        "Association [02]|104,250,000|100,250,000|4,000,000|93.79% 317/338|96.16%|86.98% 5,125/5,892",
        "(2 payers) 10,000,000 đồng.",
        "110,250,000 đồng [01, 02] (One hundred ten million two hundred fifty thousand đồng only).",
        "the share of 2019 is 83,000,000 đồng, the share of 2020 is 28,000,000 đồng.",
        "- [01] (en A101)",
    ],
)
def test_english_section_says(words: str) -> None:
    assert words in text_of(shipped("en"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_points_in_brackets_are_the_points_that_are_listed(lang: str) -> None:
    *lines, points = text_of(shipped(lang)).partition("3)")
    printed = set(re.findall(r"\d\d", " ".join(re.findall(r"\[([\d, ]+)\]", "".join(lines)))))
    assert printed == set(re.findall(r"- \[(\d\d)\]", points))


def test_reported_figures_are_not_printed() -> None:
    assert "101.250.000" not in text_of(shipped("vi"))


@pytest.mark.parametrize(("lang", "head"), [("vi", "DỰ THẢO - chưa phát hành."), ("en", "DRAFT - not for issue.")])
def test_draft_frame_stands_while_an_arithmetic_point_is_open(lang: str, head: str) -> None:
    assert head in text_of(write_document(closed(sample(), ["01"]), lang))
    assert head not in text_of(write_document(closed(sample(), ["01", "02"]), lang))


def test_one_open_figure_has_its_own_english_sentence() -> None:
    assert "One figure that does not tie is open (point 02 of" in text_of(
        write_document(closed(sample(), ["01"]), "en")
    )


def test_nothing_open_leaves_no_bracket_and_no_list() -> None:
    done = text_of(write_document(closed(sample(), [flag.point for flag in sample().flags]), "vi"))
    assert "[" not in done
    assert "3) " not in done


def test_header_row_repeats_and_no_row_breaks_across_pages() -> None:
    rows = Document(BytesIO(shipped("vi"))).tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_page_is_a4_portrait_with_room_for_binding() -> None:
    section = Document(BytesIO(shipped("vi"))).sections[0]
    sides = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [side and round(side.mm) for side in sides] == [210, 297, 30, 15, 20]


def test_money_without_a_payer_has_a_row_and_puts_the_total_in_brackets() -> None:
    told = text_of(write_document(with_parked_money(sample()), "vi"))
    assert "Chưa xác định đơn vị nộp [13]||1.000.000||||" in told
    assert "Toàn Hội [02, 13]|" in told


def test_nothing_received_beside_dues_is_said() -> None:
    told = text_of(write_document(with_books(sample(), income=(), grants=()), "vi"))
    assert "Thu khác năm 2019: không có khoản nào." in told
    assert "Không có khoản hỗ trợ, tài trợ nào trong năm 2019." in told


def test_grants_of_one_year_are_not_split() -> None:
    figures = {name: figure for name, figure in sample().figures.items() if name != "share.2020.grants"}
    assert "chia đều" not in text_of(write_document(replace(sample(), figures=figures), "vi"))


def test_a_figure_that_cannot_be_computed_is_never_zero(tmp_path: Path) -> None:
    due = replace(sample().figures["due.dues"], value=None)
    rate = replace(sample().figures["rate.money.dues"], denominator=None)
    told = filled(
        tmp_path,
        "{{ figure.due.dues }}, {{ figure.rate.money.dues }}, {{ fraction.rate.money.dues }}, {{ words.due.dues }}.",
        "{{ figure.spent.grants }}",
        result=with_figure(sample(), due=due, rate=rate),
    )
    assert told.startswith("chưa tính được, chưa tính được, , .\nchưa rõ")


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (Period.year(2019), "năm 2019", "2019"),
        (Period.month(2019, 10), "tháng 10/2019", "10/2019"),
        (
            Period(date(2019, 10, 1), date(2019, 12, 31)),
            "kỳ 01/10/2019 - 31/12/2019",
            "the period 01/10/2019 - 31/12/2019",
        ),
        (Period.year(2019, (7, 1)), "kỳ 01/07/2019 - 30/06/2020", "the period 01/07/2019 - 30/06/2020"),
    ],
)
def test_period_is_a_phrase(period: Period, vi: str, en: str) -> None:
    result = replace(sample(), world=replace(sample().world, period=period))
    assert (Voice(result, Words("vi")).period(), Voice(result, Words("en")).period()) == (vi, en)


# What rests on what


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("collected.tvcc", ("02",)),
        ("collected.specialised", ()),
        ("collected.dues", ("02",)),
        ("collected.other", ()),
        ("collected.income", ("01", "02")),
        ("collected.grants", ("10",)),
        ("collected.grant/vien-cong-nhan-cong-doan", ("10",)),
        ("collected.grant/lien-hiep-cac-hoi-khkt", ()),
        ("share.2020.grants", ("10",)),
        ("collected.all", ("01", "02", "10")),
        ("due.tvcc", ("09",)),
        ("due.dues", ("09",)),
        ("outstanding.specialised", ("09",)),
        ("outstanding.tvcc", ("02", "09")),
        ("rate.money.dues", ("02", "09")),
        ("rate.unit.tvcc", ()),
        ("rate.member.dues", ()),
        ("members.dues", ()),
    ],
)
def test_points_of(name: str, points: tuple[str, ...]) -> None:
    assert points_of(name, sample()) == points


def test_a_sum_rests_on_all_that_its_parts_rest_on() -> None:
    for name, figure in sample().figures.items():
        if isinstance(figure.recipe, Add):
            parts = {point for part in figure.recipe.names for point in points_of(part, sample())}
            assert parts <= set(points_of(name, sample()))


def test_confirmed_rates_take_no_bracket() -> None:
    charter = sample().world.charter
    assert charter is not None
    confirmed = replace(charter.rates[0], authority=replace(charter.rates[0].authority, status="confirmed"))
    charter = replace(charter, rates=(confirmed, charter.rates[1]))
    result = replace(sample(), world=replace(sample().world, charter=charter))
    assert points_of("due.tvcc", result) == ()
    assert points_of("due.dues", result) == ("09",)


def test_points_about_a_single_branch_are_in_no_bracket() -> None:
    branch_points = {"03", "04", "05", "06", "07", "08", "11"}
    assert not branch_points & {point for name in sample().figures for point in points_of(name, sample())}


# Templates of others


def test_every_figure_of_a_run_can_be_typed(tmp_path: Path) -> None:
    names = [name for name in sample().figures if "/" not in name]
    views = [f"{{{{ {view}.{name} }}}}" for name in names for view in ("figure", "fraction", "bracket", "words")]
    assert "62.000.000" in filled(tmp_path, *views)


def test_a_figure_with_other_signs_in_its_name_is_typed_in_quotes(tmp_path: Path) -> None:
    told = filled(tmp_path, "{{ figure.collected[“grant/vien-cong-nhan-cong-doan”] }}")
    assert told.strip() == "56.000.000"


@pytest.mark.parametrize("class_id", ["items", "class"])
def test_a_class_may_have_any_name(tmp_path: Path, class_id: str) -> None:
    figure = replace(sample().figures["units.tvcc"], name=f"units.{class_id}")
    assert (
        filled(tmp_path, f"{{{{ figure.units.{class_id} }}}}", result=with_figure(sample(), it=figure)).strip() == "63"
    )


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("{{ figur.due.tvcc }}", "figur.due.tvcc"),
        ("{{ figure.due.tvc }}", "figure.due.tvc"),
        ("{{ figure.due.dues }} {{ figure.dues }}", "figure.dues"),
        ("{{ total.figure.tvcc }}", "total.figure.tvcc"),
        ("{{ figure.rate }}", "figure.rate"),
        ("{{ figure.rate.unit }} %", "figure.rate.unit"),
        ("{{ figure.share.2018.grants }}", "figure.share.2018.grants"),
        ("{% for class in classes %}{{ class.nme }}{% endfor %}", "class.nme"),
        ("{% for c in clases %}{% endfor %}", "for c in clases"),
    ],
)
def test_an_unknown_placeholder_is_named(tmp_path: Path, typed: str, named: str) -> None:
    with pytest.raises(ReconcileError) as caught:
        write_document(sample(), "vi", template_of(tmp_path, "{{ period }}", typed))
    (trouble,) = caught.value.troubles
    assert (trouble.code, trouble.file, trouble.values) == (
        "template_unknown",
        "our-section.docx",
        {"name": Text(named)},
    )


def test_an_unknown_placeholder_of_the_page_header_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReconcileError) as caught:
        write_document(sample(), "vi", template_of(tmp_path, header="{{ association }} {{ yaer }}"))
    assert caught.value.troubles[0].values == {"name": Text("yaer")}


@pytest.mark.parametrize(
    "typed",
    [
        "{% if draft %}",
        "{{ figure.due.tvcc",
        "{{ figure.due.tvcc / 1000 }}",
        "{{ figure.__class__.__mro__ }}",
        "{{ period.__class__ }}",
    ],
)
def test_a_template_that_cannot_be_followed_is_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(ReconcileError) as caught:
        write_document(sample(), "vi", template_of(tmp_path, typed, "{{ period }}"))
    assert caught.value.troubles[0].code in {"template_syntax", "template_unknown"}


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("content", [None, b"", b"5. V\xe1\xbb\x81 c\xc3\xb4ng t\xc3\xa1c", zip_of({"a.txt": b"a"})])
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "section.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReconcileError) as caught:
        write_document(sample(), "vi", path)
    assert caught.value.troubles[0].code == "template_unreadable"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('Quỹ A & B <x> "y"', 'Quỹ A & B <x> "y"'),
        ("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}"),
        ("dòng một\ndòng hai\ttab\fpage\abell\x0b", "dòng một dòng hai tab page bell"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_words_of_the_sheets_are_printed_as_they_stand(written: str, printed: str) -> None:
    books = sample().world.books
    assert books is not None
    grants = [row._replace(funder=written, project=written) for row in books.grants]
    assert f"{printed} hỗ trợ 55.000.000 đồng cho nội dung “{printed}”." in text_of(
        write_document(with_books(sample(), grants=grants), "vi")
    )


# Bytes


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_same_result_same_bytes(lang: str) -> None:
    assert shipped(lang) == write_document(sample(), lang)


@pytest.mark.parametrize(("lang", "wording"), [("vi", make_template.VI), ("en", make_template.EN)])
def test_shipped_template_is_what_its_builder_builds(lang: str, wording: make_template.Wording) -> None:
    committed = (HERE / f"finance-section-{lang}.docx").read_bytes()
    assert parts_of(committed) == parts_of(make_template.template(wording))


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_both_wordings_ask_for_the_same_things() -> None:
    assert make_template.VI.keys() == make_template.EN.keys()
    vi, en = (
        {name for text in flat(wording) for name in placed(text)} for wording in (make_template.VI, make_template.EN)
    )
    assert vi - en == {"class.unit"}
    assert en <= vi


def flat(wording: make_template.Wording) -> list[str]:
    return [text for value in wording.values() for text in ([value] if isinstance(value, str) else value)]


def placed(text: str) -> list[str]:
    return re.findall(r"[a-z_]+(?:\.[a-z_]+)+", text)


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.text("ab/_.", min_size=1, max_size=4).filter(lambda name: name[-1] != "/"), st.binary(max_size=9)
    )
)
def test_a_canonical_zip_depends_on_its_parts_alone(parts: dict[str, bytes]) -> None:
    packed = canonical_zip(zip_of(parts))
    assert parts_of(packed) == parts
    assert packed == canonical_zip(zip_of(dict(reversed(parts.items())))) == canonical_zip(packed)


def test_what_is_no_zip_is_no_canonical_zip() -> None:
    with pytest.raises(BadZipFile):
        canonical_zip(b"no zip")


def test_words_of_the_section_have_the_same_keys_in_both_languages() -> None:
    assert catalog("document")["vi"].keys() == catalog("document")["en"].keys()
