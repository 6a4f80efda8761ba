"""Builds the two Word templates that are shipped: `python -m tests.make_template`. Equal bytes on every run.

The wording stands here once and in the template from then on: an association edits the .docx, not this file.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reconcile.writers import document
from reconcile.writers.packing import canonical_zip

FONT = "Times New Roman"
HEAD_GREY = "E3E3E3"
WIDTHS = (25, 25, 25, 25, 19, 22, 24)
"""Of the columns of table 1, in mm: together the 165 mm between the margins."""

LEFT, CENTRE, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

CLASSES = "{% for class in classes %}"
OTHERS = "{% for item in other %}"
SHARES = "{% for share in shares %}"
NEXT = "{% if not loop.last %}; {% endif %}{% endfor %}"
COMMA = "{% if not loop.last %}, {% endif %}{% endfor %}"

VI = {
    "language": "vi-VN",
    "draft": "**DỰ THẢO - chưa phát hành.** Còn {{ '%02d' % draft.count }} số không khớp chưa xử lý (điểm "
    "{{ draft.points }} của Hồ sơ đối chiếu, số liệu tính đến ngày {{ as_of }}). Số có dấu [ ] phụ thuộc điểm ghi "
    "trong ngoặc. Xóa khung này sau khi các điểm đã có kết luận.",
    "title": "5. Về công tác tài chính",
    "income": "1) Thu hội phí và thu khác",
    "dues": "Tính đến ngày {{ as_of }}, Hội đã thu hội phí {{ period }} như sau. "
    + CLASSES
    + "{{ class.name }} nộp {{ class.figure.collected }} đồng{{ class.bracket.collected }}, ứng với "
    "{{ class.fraction.rate.unit }} {{ class.unit }} (đạt {{ class.figure.rate.unit }} số {{ class.unit }}). "
    "{% endfor %}Tổng hội phí thu được là **{{ total.figure.collected }} đồng**{{ total.bracket.collected }}, đạt "
    "{{ total.figure.rate.money }} số phải thu {{ total.figure.due }} đồng{{ total.bracket.due }}. "
    "Các đơn vị đã nộp đủ có {{ total.figure.members_paid }} hội viên, bằng {{ total.figure.rate.member }} tổng số "
    "{{ total.figure.members }} hội viên.",
    "table": "Bảng 1. Kết quả thu hội phí {{ period }}",
    "unit": "Đơn vị tính: đồng",
    "head": (
        "Khối",
        "Phải thu{{ total.bracket.due }}",
        "Đã thu",
        "Còn phải thu",
        "Theo đơn vị",
        "Theo số tiền{{ total.bracket.due }}",
        "Theo hội viên",
    ),
    "parked": "Chưa xác định đơn vị nộp{{ bracket.collected.parked }}",
    "whole": "Toàn Hội{{ total.bracket.collected }}",
    "bases": "Dưới mỗi tỷ lệ ghi tử số và mẫu số. Theo đơn vị: số đơn vị, chi hội đã nộp đủ trên số phải nộp. "
    "Theo hội viên: hội viên của đơn vị đã nộp đủ trên tổng số hội viên.",
    "other": "{% if other %}Thu khác {{ period }}: "
    + OTHERS
    + "{{ item.name }} ({{ '%02d' % item.count }} đơn vị nộp) {{ item.amount }} đồng"
    + NEXT
    + ".{% else %}Thu khác {{ period }}: không có khoản nào.{% endif %}",
    "sum": "Tổng cộng số tiền thu được (hội phí và thu khác) là **{{ figure.collected.income }} đồng**"
    "{{ bracket.collected.income }} ({{ words.collected.income }}).",
    "grants": "2) Kinh phí hỗ trợ, tài trợ",
    "grant": "{{ grant.funder }} hỗ trợ {{ grant.received }} đồng"
    "{% if grant.project %} cho nội dung “{{ grant.project }}”{% endif %}"
    "{% if grant.years %}, thời gian {{ grant.years }}{% endif %}{{ grant.bracket }}.",
    "received": "{% if grants %}Tổng kinh phí đã nhận là **{{ figure.collected.grants }} đồng** "
    "({{ words.collected.grants }}){% if shares %}; nếu chia đều theo năm thì "
    + SHARES
    + "phần của năm {{ share.year }} là {{ share.amount }} đồng"
    + COMMA
    + "{% endif %}.{% else %}Không có khoản hỗ trợ, tài trợ nào trong {{ period }}.{% endif %}",
    "points": "3) Các điểm cần có kết luận trước khi phát hành",
    "point": "- [{{ point.number }}] {{ point.what }}",
    "source": "Nguồn số liệu: Hồ sơ đối chiếu hội phí, thu khác và tài trợ {{ period }}, trang tính A, A1, C.",
}

EN = {
    "language": "en-GB",
    "draft": "**DRAFT - not for issue.** {% if draft.count == 1 %}One figure that does not tie is open (point "
    "{% else %}{{ draft.count }} figures that do not tie are open (points {% endif %}{{ draft.points }} of the "
    "reconciliation file, figures as of {{ as_of }}). A figure with [ ] rests on the point in brackets. Delete this "
    "frame when the points are concluded.",
    "title": "5. Finance",
    "income": "1) Dues and other income",
    "dues": "As of {{ as_of }}, dues for {{ period }} were collected as follows. "
    + CLASSES
    + "{{ class.name }}: {{ class.figure.collected }} đồng{{ class.bracket.collected }}, covering "
    "{{ class.fraction.rate.unit }} units ({{ class.figure.rate.unit }} of units). "
    "{% endfor %}Total dues collected were **{{ total.figure.collected }} đồng**{{ total.bracket.collected }}, "
    "{{ total.figure.rate.money }} of the {{ total.figure.due }} đồng receivable{{ total.bracket.due }}. Branches paid "
    "in full have {{ total.figure.members_paid }} members, {{ total.figure.rate.member }} of all "
    "{{ total.figure.members }} members.",
    "table": "Table 1. Dues collected for {{ period }}",
    "unit": "Unit: đồng",
    "head": (
        "Group",
        "Receivable{{ total.bracket.due }}",
        "Collected",
        "Outstanding",
        "By unit",
        "By money{{ total.bracket.due }}",
        "By member",
    ),
    "parked": "Payer undetermined{{ bracket.collected.parked }}",
    "whole": "Association{{ total.bracket.collected }}",
    "bases": "Numerator and denominator stand under each rate. By unit: units paid in full over units that owe. "
    "By member: members of branches paid in full over all members.",
    "other": "{% if other %}Other income for {{ period }}: "
    + OTHERS
    + "{{ item.name }} ({% if item.count == 1 %}one payer{% else %}{{ item.count }} payers{% endif %}) "
    "{{ item.amount }} đồng" + NEXT + ".{% else %}Other income for {{ period }}: none.{% endif %}",
    "sum": "Dues and other income together were **{{ figure.collected.income }} đồng**"
    "{{ bracket.collected.income }} ({{ words.collected.income }}).",
    "grants": "2) Grants",
    "grant": "{{ grant.funder }} gave {{ grant.received }} đồng"
    "{% if grant.project %} for “{{ grant.project }}”{% endif %}"
    "{% if grant.years %}, covering {{ grant.years }}{% endif %}{{ grant.bracket }}.",
    "received": "{% if grants %}Grants received were **{{ figure.collected.grants }} đồng** in all "
    "({{ words.collected.grants }}){% if shares %}; split evenly by year, "
    + SHARES
    + "the share of {{ share.year }} is {{ share.amount }} đồng"
    + COMMA
    + "{% endif %}.{% else %}No grants in {{ period }}.{% endif %}",
    "points": "3) Points to conclude before issue",
    "point": "- [{{ point.number }}] {{ point.what }}",
    "source": "Source: reconciliation of dues, other income and grants, {{ period }}, sheets A, A1, C.",
}

Wording = dict[str, Any]


def template(wording: Wording) -> bytes:
    """One template as bytes."""
    doc = Document()
    drop_thumbnail(doc)
    set_page(doc)
    set_text(doc, wording["language"])
    write_draft(doc, wording)
    heading(doc, wording["title"])
    heading(doc, wording["income"], italic=True)
    body(doc, wording["dues"])
    write_table(doc, wording)
    body(doc, wording["other"])
    body(doc, wording["sum"])
    heading(doc, wording["grants"], italic=True)
    body(doc, "{% for grant in grants %}" + wording["grant"] + " {% endfor %}" + wording["received"])
    write_points(doc, wording)
    text(doc.add_paragraph(), wording["source"], italic=True, size=12)
    return packed(doc)


def packed(doc: Any) -> bytes:
    """The file without anything that the clock wrote."""
    properties = doc.core_properties
    properties.author, properties.title, properties.comments = "reconcile", "", ""
    properties.created = properties.modified = datetime(2020, 1, 1)  # noqa: DTZ001 (the file format has no zone)
    data = BytesIO()
    doc.save(data)
    return canonical_zip(data.getvalue())


def drop_thumbnail(doc: Any) -> None:
    """Without the picture of an empty page that the library's own template carries."""
    links = doc.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def set_page(doc: Any) -> None:
    """A4 portrait with margins for binding; page number top centre from page 2."""
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = element("w:fldSimple", {"w:instr": "PAGE"})
    field.append(number.add_run("2")._r)
    number._p.append(field)


def set_text(doc: Any, language: str) -> None:
    """One font everywhere, and the language by which Word checks the spelling."""
    style = doc.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(4), Pt(2)
    style.paragraph_format.line_spacing = 1.0
    style.element.rPr.append(element("w:lang", {"w:val": language}))


def element(name: str, attributes: dict[str, str]) -> Any:
    """An element of the file format."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def text(paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> None:
    """Words with **bold** parts, each part one run, so that no placeholder is torn."""
    for index, part in enumerate(words.split("**")):
        if part:
            run = paragraph.add_run(part)
            run.bold, run.italic = bold or index % 2 == 1, italic
            run.font.size = Pt(size) if size else None


def body(doc: Any, words: str) -> None:
    """A justified paragraph with its first line set in."""
    paragraph = doc.add_paragraph()
    paragraph.alignment = JUSTIFIED
    paragraph.paragraph_format.first_line_indent = Mm(10)
    text(paragraph, words)


def heading(doc: Any, words: str, *, italic: bool = False) -> Any:
    """A bold line that stays with what follows."""
    paragraph = doc.add_paragraph()
    paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_before = True, Pt(6)
    text(paragraph, words, bold=True, italic=italic)
    return paragraph


def tag(doc: Any, words: str) -> None:
    """A paragraph that only steers and is gone from the filled file."""
    doc.add_paragraph("{%p " + words + " %}")


def write_draft(doc: Any, wording: Wording) -> None:
    """The framed warning while a figure does not tie."""
    tag(doc, "if draft")
    paragraph = doc.add_paragraph()
    paragraph.alignment = JUSTIFIED
    text(paragraph, wording["draft"], italic=True, size=12)
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = {"w:val": "single", "w:sz": "6", "w:space": "4", "w:color": "7F7F7F"}
        borders.append(element(f"w:{side}", line))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc")
    tag(doc, "endif")


def write_points(doc: Any, wording: Wording) -> None:
    """The open points, each on its own hanging line; nothing at all where there is none."""
    tag(doc, "if points")
    heading(doc, wording["points"], italic=True)
    tag(doc, "for point in points")
    paragraph = doc.add_paragraph()
    paragraph.alignment = JUSTIFIED
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(10), Mm(-4)
    text(paragraph, wording["point"])
    tag(doc, "endfor")
    tag(doc, "endif")


def write_table(doc: Any, wording: Wording) -> None:
    """Table 1: one row a class, the money without a payer if there is any, the whole."""
    title = heading(doc, wording["table"])
    title.alignment = CENTRE
    unit = doc.add_paragraph()
    unit.alignment, unit.paragraph_format.keep_with_next = RIGHT, True
    text(unit, wording["unit"], italic=True, size=12)
    table = doc.add_table(rows=0, cols=len(WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    header(table, wording["head"])
    steer(table, "for class in classes")
    figures(table, "{{ class.short }}{{ class.bracket.collected }}", "class")
    steer(table, "endfor")
    steer(table, "if parked")
    row(table, (wording["parked"], "", "{{ figure.collected.parked }}", "", "", "", ""))
    steer(table, "endif")
    figures(table, wording["whole"], "total", bold=True)
    note = doc.add_paragraph()
    note.alignment = JUSTIFIED
    text(note, wording["bases"], italic=True, size=12)


def header(table: Any, titles: tuple[str, ...]) -> None:
    """The header row, repeated on every page."""
    made = row(table, titles, bold=True, align=CENTRE)
    made._tr.get_or_add_trPr().append(element("w:tblHeader", {"w:val": "true"}))
    for cell in made.cells:
        shade = {"w:val": "clear", "w:color": "auto", "w:fill": HEAD_GREY}
        cell._tc.get_or_add_tcPr().insert_element_before(element("w:shd", shade), "w:vAlign")


def figures(table: Any, title: str, owner: str, *, bold: bool = False) -> None:
    """The figures of a class or of the whole; under a rate its two numbers."""
    money = [f"{{{{ {owner}.figure.{measure} }}}}" for measure in ("due", "collected", "outstanding")]
    unit, member = (
        f"{{{{ {owner}.figure.rate.{base} }}}}\n{{{{ {owner}.fraction.rate.{base} }}}}" for base in ("unit", "member")
    )
    row(table, (title, *money, unit, f"{{{{ {owner}.figure.rate.money }}}}", member), bold=bold)


def steer(table: Any, words: str) -> None:
    """A row that only steers and is gone from the filled file."""
    row(table, ("{%tr " + words + " %}", *[""] * (len(WIDTHS) - 1)))


def row(table: Any, cells: tuple[str, ...], *, bold: bool = False, align: Any = None) -> Any:
    """A row that does not break across pages; the first cell to the left, figures to the right."""
    made = table.add_row()
    made._tr.get_or_add_trPr().append(element("w:cantSplit", {"w:val": "true"}))
    for index, (cell, words) in enumerate(zip(made.cells, cells, strict=True)):
        cell.width, cell.vertical_alignment = Mm(WIDTHS[index]), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for number, line in enumerate(words.split("\n")):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.alignment = align if align is not None else RIGHT if index else LEFT
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = True
            text(paragraph, line, bold=bold, size=11)
    return made


def main() -> None:
    """Write both files into the package."""
    for lang, wording in (("vi", VI), ("en", EN)):
        (Path(document.__file__).parent / f"finance-section-{lang}.docx").write_bytes(template(wording))


if __name__ == "__main__":
    main()
