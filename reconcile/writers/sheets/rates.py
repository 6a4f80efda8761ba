"""Sheet A1: the three collection rates of each class, each with its base, a chart, and what the report may say."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.i18n.words import Words
from reconcile.model.ledger import Figure
from reconcile.model.results import LeadLine, Reconciliation
from reconcile.model.values import Fractional, Interval, Money, Ratio, Value, Written
from reconcile.writers import styles
from reconcile.writers.addresses import RATES_FIRST_ROW, Addresses
from reconcile.writers.measure import pixels, row_height
from reconcile.writers.paper import Paper, open_paper, roman, span_key
from reconcile.writers.render import Series, Workbook, cell, quoted
from reconcile.writers.styles import ASSUMED, BREAK, Style

WIDTHS = (34, 11, 11, 10, 14.5, 14.5, 14, 10, 11, 13, 10)
GROUP = 1
COLUMNS = (
    ("units", styles.COUNT),
    ("units_paid", styles.COUNT),
    ("rate.unit", styles.RATE),
    ("due", styles.MONEY),
    ("collected", styles.MONEY),
    ("outstanding", styles.MONEY),
    ("rate.money", styles.RATE),
    ("members", styles.COUNT),
    ("members_paid", styles.COUNT),
    ("rate.member", styles.RATE),
)
BASES = (("unit", 2, 4), ("money", 5, 8), ("member", 9, 11))
"""Each base with its first column and its last, which holds the rate."""

INDEX = ("A", "1", "2", "3=2/1", "4", "5", "6", "7=5/4", "8", "9", "10=9/8")
OUTSTANDING_INDEX = (7, "6=4-5")
ROW_POINTS = 21.0
TEXT_COLUMNS = (7, 11)
CHART_HEIGHT = 362
MANY_GROUPS = 5
"""So many groups leave no room for numbers inside the bars."""

RATES = ("rate.unit", "rate.money", "rate.member")


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = open_paper(book, "rates", WIDTHS, addresses, result, words)
    _header(paper)
    row = RATES_FIRST_ROW
    for row, group in enumerate(addresses.groups, RATES_FIRST_ROW):
        found = paper.parts.charter.dues_class(group.class_id)
        name = paper.say("a1_group", number=roman(row - RATES_FIRST_ROW + 1), name=found.name if found else "")
        _row(paper, row, name, group.class_id, total=False)
    row = RATES_FIRST_ROW + len(addresses.groups)
    _row(paper, row, paper.say("a1_all"), "dues", total=True)
    _chart(paper, row)
    last = _texts(paper, row + 2)
    paper.sheet.freeze(RATES_FIRST_ROW - 1, GROUP)
    paper.finish(max(last, row + 2 + CHART_HEIGHT // 20), pages_down=1)


def _header(paper: Paper) -> None:
    """Two rows of headings over the index row."""
    sheet, top = paper.sheet, RATES_FIRST_ROW - 3
    mark = f" {ASSUMED}" if _assumed(paper) else ""
    sheet.merge(top, GROUP, top + 1, GROUP, paper.say("a1_class"), styles.HEADER)
    for base, first, last in BASES:
        sheet.merge(
            top, first, top, last, paper.say(f"a1_by_{base}") + (mark if base == "money" else ""), styles.HEADER
        )
    for column, (name, _) in enumerate(COLUMNS, GROUP + 1):
        marked = mark if name in {"due", "rate.money"} else ""
        heading = paper.say("a1_rate") if name in RATES else paper.say(f"a1_{name}")
        sheet.text(top + 1, column, heading + marked, styles.HEADER)
    sheet.height(top, 18)
    sheet.height(top + 1, 32)
    plain = _plain(paper)
    paper.index(top + 2, [text if column != OUTSTANDING_INDEX[0] or not plain else OUTSTANDING_INDEX[1]
                          for column, text in enumerate(INDEX, 1)])  # fmt: skip


def _assumed(paper: Paper) -> bool:
    return any(position.rate and position.rate.authority.assumed for position in paper.parts.ledger.positions)


def _plain(paper: Paper) -> bool:
    """Whether what is outstanding is due less collected: no arrears, no advance, no money without an owner."""
    figures = paper.result.figures
    values = [figures[f"{measure}.dues"].value for measure in ("due", "collected", "outstanding")]
    due, collected, outstanding = values
    return None not in values and (due or 0) - (collected or 0) == outstanding


def _row(paper: Paper, row: int, name: str, scope: str, *, total: bool) -> None:
    def look(style: Style) -> Style:
        return styles.total(style) if total else style

    paper.sheet.text(row, GROUP, name, look(styles.CELL))
    for column, (measure, style) in enumerate(COLUMNS, GROUP + 1):
        bold = style.but(bold=True) if measure in RATES else style
        paper.figure(row, column, f"{measure}.{scope}", look(bold))
    paper.sheet.height(row, row_height([(name, look(styles.CELL), WIDTHS[GROUP - 1])], ROW_POINTS))


def _chart(paper: Paper, total: int) -> None:
    """Three bars for each class and for the whole."""
    prefix = quoted(paper.sheet.name)
    rows = (RATES_FIRST_ROW, total)
    groups = _range(prefix, GROUP, rows)
    series = [
        Series(f"={prefix}!{cell(RATES_FIRST_ROW - 3, first, fixed=True)}", groups, _range(prefix, last, rows))
        for _, first, last in BASES
    ]
    period = paper.parts.ledger.period
    title = paper.say(span_key("a1_chart", period), period=period)
    width = int(sum(map(pixels, WIDTHS[: TEXT_COLUMNS[0] - 1]))) - 40
    paper.sheet.column_chart(
        total + 2, GROUP, title, series, (width, CHART_HEIGHT), labels=total - RATES_FIRST_ROW < MANY_GROUPS
    )


def _range(prefix: str, column: int, rows: tuple[int, int]) -> str:
    first, last = (cell(row, column, fixed=True) for row in rows)
    return f"={prefix}!{first}:{last}"


def _texts(paper: Paper, row: int) -> int:
    """The words beside the chart; the last row."""
    for key, paragraphs in _blocks(paper):
        if not paragraphs:
            continue
        paper.sheet.merge(row, TEXT_COLUMNS[0], row, TEXT_COLUMNS[1], key, styles.HEADING)
        for text in paragraphs:
            row += 1
            paper.paragraph(row, TEXT_COLUMNS, text, styles.PLAIN.but(valign="top"))
        row += 2
    return row


def _blocks(paper: Paper) -> Iterator[tuple[str, list[str]]]:
    """Headings with their paragraphs."""
    yield paper.say("a1_sentence"), [paper.say("common_quoted", text=" ".join(_sentences(paper)))]
    stated: dict[str, list[LeadLine]] = {}
    for line in paper.result.lead.lines:
        if line.kind == "rate" and line.reported and line.detail:
            stated.setdefault(paper.words.show(line.reported), []).append(line)
    for text, lines in stated.items():
        points = [paper.addresses.flags[flag].point for line in lines for flag in line.flags]
        key = "a1_about_rate_points" if points else "a1_about_rate"
        yield (
            paper.say(key, text=text, points=", ".join(dict.fromkeys(points))),
            [said for line in lines if (said := _tested(paper, line))],
        )
    yield paper.say("a1_bases"), [paper.say("a1_bases_text"), *([paper.say("a1_assumed")] if _assumed(paper) else [])]


def _sentences(paper: Paper) -> Iterator[str]:
    """One sentence for each class, one for the money of all, as far as they can be computed."""
    figures = paper.result.figures
    for group in paper.addresses.groups:
        found = paper.parts.charter.dues_class(group.class_id)
        rate = figures[f"rate.unit.{group.class_id}"]
        if found and (share := _share(rate)):
            unit = found.unit or paper.say("b_unit")
            yield paper.say("a1_of_class", of=_of(rate), unit=unit, name=found.short, share=share)
    money = figures["rate.money.dues"]
    collected, share = figures["collected.dues"].value, _share(money)
    if collected is not None and share and money.denominator:
        yield paper.say("a1_of_all", collected=Money(collected), share=share, due=Money(money.denominator))
    elif collected is not None:
        yield paper.say("a1_collected_only", collected=Money(collected))


def _share(figure: Figure) -> Value | None:
    if figure.numerator is None or not figure.denominator:
        return None
    return Ratio(figure.numerator, figure.denominator)


def _of(figure: Figure) -> Value:
    return Fractional(figure.numerator or 0, figure.denominator or 0)


def _tested(paper: Paper, line: LeadLine) -> str:
    """Whether a stated rate is that of a base."""
    figure = paper.result.figures[line.detail[0]]
    share = _share(figure)
    _, base, scope = line.detail[0].split(".", 2)
    if share is None:
        return ""
    key = f"a1_is_not_{base}" if {BREAK, "differs"} & set(line.marks) else f"a1_is_{base}"
    said = paper.say(key, scope=scope_name(paper, scope), of=_of(figure), share=share)
    return " ".join([said, *_receivable(paper, line)])


def scope_name(paper: Paper, scope: str) -> str:
    """A class by its short name, or the whole association."""
    found = paper.parts.charter.dues_class(scope)
    return found.short if found else paper.say("a1_whole")


def _receivable(paper: Paper, line: LeadLine) -> Iterator[str]:
    """Between which amounts the receivable would have to lie for the stated rate to be right."""
    for flag in line.flags:
        for explanation in paper.addresses.flags[flag].explanations:
            low, high = explanation.values.get("low"), explanation.values.get("high")
            if low and high and isinstance(line.reported, Written) and isinstance(line.reported.means, Interval):
                yield paper.say("a1_receivable", text=line.reported, low=low, high=high)
