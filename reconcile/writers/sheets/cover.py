"""The cover: whether the figures may be published, what to do next, what was collected; then contents and controls.

Its two pages are made of blocks. A block writes its rows from a given one on and returns their heights in points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reconcile.i18n import flags as told
from reconcile.i18n.words import Field, Words
from reconcile.model.flags import Flag, Severity
from reconcile.model.results import NotChecked, Reconciliation
from reconcile.model.values import Names
from reconcile.writers import styles
from reconcile.writers.addresses import (
    DUES_COLUMNS,
    LEAD_DETAIL,
    RATES_FIRST_ROW,
    SHEETS,
    Addresses,
    Home,
)
from reconcile.writers.measure import PAGE_POINTS, SAFE_HEIGHT, print_scale, row_height
from reconcile.writers.paper import Paper, known, roman, span_key
from reconcile.writers.render import Page, Workbook, literal
from reconcile.writers.sheets import checks, lead, points, rates, sources
from reconcile.writers.sheets.checks import live
from reconcile.writers.styles import (
    AMBER,
    ASK,
    ASSUMED,
    BLUE,
    BREAK,
    FOOTED,
    GROUP_LINES,
    NO_BASIS,
    NO_LINE,
    RED,
    SETTLED,
    THIN,
    Style,
)

WIDTHS = (4.5, *(13,) * 10)
LAST = 11
ROW_POINTS, SPACE_POINTS, SIGNING_POINTS = 16.5, 7.0, 42.0
VERDICT_ROW = 7
MOST_LISTED, MOST_JOBS, MOST_TOLD = 8, 5, 2
"""Points named in the verdict, jobs, and points told in full below the verdict."""

LONGEST_LINK = 15
WHO = {"A": "accountant", "B": "treasurer", "C": "board", "D": "treasurer", "G": "accountant", "S": "accountant",
       "L": "treasurer"}  # fmt: skip
"""Who does a job, by the family of its point, where the charter does not say."""

JOB_CELLS = (("number", 1, 1), ("job", 2, 8), ("who", 9, 9), ("amount", 10, 10), ("points", 11, 11))
RESULT_CELLS = (("class", 1, 3), ("due", 4, 5), ("collected", 6, 7), ("outstanding", 8, 8), ("unit", 9, 9),
                ("money", 10, 10), ("member", 11, 11))  # fmt: skip
BASES = ("unit", "money", "member")
INDEX_CELLS = (("sheet", 1, 3), ("question", 4, 8), ("control", 9, 11))
SIGNERS = (("preparer", 1, 3), ("accountant", 4, 6), ("reviewer", 7, 9), ("chairman", 10, 11))
MARKS = {"settled": SETTLED, "footed": FOOTED, "break": BREAK, "ask": ASK, "assumed": ASSUMED, "no_basis": NO_BASIS}

Block = Callable[[Paper, int], list[float]]
Shown = tuple[str, str]
"""An expression and the text that it gives."""

BOX = Style(align="center", bold=True, size=13, lines=(THIN, THIN, NO_LINE, THIN))
BOX_BELOW = Style(align="center", wrap=True, lines=(NO_LINE, THIN, THIN, THIN))


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = Paper(book.sheet(addresses.names["cover"]), "cover", WIDTHS, addresses, result, words)
    paper.sheet.widths(WIDTHS)
    first = _write(paper, 1, (_letterhead, _verdict, _jobs, _results, _open, _signatures))
    second = _write(paper, len(first) + 1, (_contents, _not_checked, _legend, _promise))
    for row, height in enumerate((*first, *second), 1):
        paper.sheet.height(row, height)
    room = PAGE_POINTS * SAFE_HEIGHT * 100
    scale = min(print_scale(WIDTHS), int(room / (sum(first) + SIGNING_POINTS)), int(room / sum(second)))
    area = (len(first) + len(second), LAST)
    paper.sheet.page(Page(area, paper.say("common_page"), scale=scale, breaks=(len(first),)))


def _write(paper: Paper, row: int, blocks: Sequence[Block]) -> list[float]:
    heights: list[float] = []
    for block in blocks:
        heights += block(paper, row + len(heights))
    return heights


def _across(paper: Paper, row: int, text: str, style: Style, columns: tuple[int, int] = (1, LAST)) -> None:
    paper.sheet.merge(row, columns[0], row, columns[1], text, style)


def _head(paper: Paper, row: int, prefix: str, cells: Sequence[tuple[str, int, int]]) -> None:
    for name, first, last in cells:
        _across(paper, row, paper.say(f"cover_{prefix}_{name}"), styles.HEADER, (first, last))


def _letterhead(paper: Paper, row: int) -> list[float]:
    """Association, state and motto, number and day, title: the only sheet that is a document of its own."""
    charter, ledger, _ = paper.parts
    initials = "".join(word[0] for word in charter.association.split()).upper()
    left, right = (1, 4), (6, LAST)
    centred = Style(align="center")
    _across(paper, row, charter.association.upper(), centred.but(bold=True), left)
    _across(paper, row, paper.say("cover_state"), centred.but(bold=True), right)
    _across(paper, row + 1, paper.say("cover_number", initials=initials), centred, left)
    _across(paper, row + 1, paper.say("cover_motto"), centred.but(bold=True, underline=True), right)
    year = str(ledger.as_of.year)
    _across(paper, row + 2, paper.say("common_place_and_date", year=year), centred.but(italic=True), right)
    _across(paper, row + 3, paper.say("cover_title"), centred.but(bold=True, size=16))
    as_of = paper.say(span_key("common_as_of", ledger.period), period=ledger.period, day=f"{ledger.as_of:%d/%m/%Y}")
    _across(paper, row + 4, as_of, styles.SUBTITLE)
    return [ROW_POINTS, ROW_POINTS, ROW_POINTS, 28, ROW_POINTS, SPACE_POINTS]


def _verdict(paper: Paper, row: int) -> list[float]:
    """One of four sentences, which follows the reviewer's column in D; below it the gravest points."""
    formula, said = _conclusion(paper)
    below, text = _gravest(paper)
    paper.sheet.merge_formula(row, 1, row, LAST, f"={formula}", said, BOX)
    paper.sheet.merge_formula(row + 1, 1, row + 1, LAST, f"={below}", text, BOX_BELOW)
    # Every value of the sentence comes behind its first words, by which it is known.
    for key, fill in (("errors", RED), ("explain", AMBER), ("nothing", AMBER)):
        begins = paper.say(f"cover_verdict_{key}", count="\0", points="\0").split("\0")[0]
        follows = f"=LEFT($A${row},{len(begins)})={literal(begins)}"
        paper.sheet.highlight(row, 1, row + 1, LAST, follows, fill)
    return [28, row_height([(text, BOX_BELOW, paper.width(1, LAST))], ROW_POINTS) + 6, SPACE_POINTS]


def _conclusion(paper: Paper) -> Shown:
    """The verdict, as the model gives it and as a formula over what is open in D and tested in Z2."""
    opened = {severity: points.count_open(paper.addresses, severity, paper.key) for severity in Severity}
    tested = paper.addresses.refer(checks.total(paper.result, checks.TESTED), paper.key)
    listed, named = _named(paper, opened[Severity.ERROR])
    errors = live(paper, "cover_verdict_errors", {"count": opened[Severity.ERROR]}, points=listed)
    nothing, explain, ties = (literal(paper.say(f"cover_verdict_{key}")) for key in ("nothing", "explain", "ties"))
    others = "+".join(opened[severity] for severity in (Severity.BREACH, Severity.EVIDENCE, Severity.EXPLAIN))
    formula = f"IF({opened[Severity.ERROR]}>0,{errors},IF({tested}=0,{nothing},IF({others}>0,{explain},{ties})))"
    verdict = paper.result.verdict
    if verdict != "errors":
        return formula, paper.say(f"cover_verdict_{verdict}")
    return formula, paper.say("cover_verdict_errors", count=len(_errors(paper, opened=True)), points=named)


def _errors(paper: Paper, *, opened: bool) -> list[Flag]:
    found = [flag for flag in paper.result.flags if flag.severity == Severity.ERROR]
    return [flag for flag in found if flag.is_open] if opened else found


def _named(paper: Paper, count: str) -> Shown:
    """The numbers of the open errors, at most eight: a spreadsheet of 2016 cannot join what it does not know."""
    flags = _errors(paper, opened=False)[:MOST_LISTED]
    if not flags:
        return '""', ""
    rows = [paper.addresses.points[flag.id] for flag in flags]
    states = [points.is_open(paper.addresses, row, paper.key) for row in rows]
    numbers = [paper.addresses.refer(Home("points", row, points.NUMBER), paper.key) for row in rows]
    each = "&".join(f'IF({state}=1,", "&{number},"")' for state, number in zip(states, numbers, strict=True))
    formula = f'MID({each}&IF({count}>{"+".join(states)},", …",""),3,99)'
    more = ["…"] if len(_errors(paper, opened=True)) > sum(flag.is_open for flag in flags) else []
    return formula, ", ".join([flag.point for flag in flags if flag.is_open] + more)


def _gravest(paper: Paper) -> Shown:
    """What the gravest open points say, as long as they are open; how many tests were made where nothing is."""
    opened = [flag for flag in paper.result.flags if flag.is_open and flag.severity < Severity.NOTE]
    shown = (_errors(paper, opened=True) or opened)[:MOST_TOLD]
    if not shown:
        tested, held = (checks.total(paper.result, column) for column in (checks.TESTED, checks.HELD))
        here = {name: paper.addresses.refer(home, paper.key) for name, home in (("tested", tested), ("held", held))}
        return live(paper, "cover_all_tests", here), paper.say("cover_all_tests", **checks.counted(paper.result))
    rows = [paper.addresses.points[flag.id] for flag in shown]
    states = [points.is_open(paper.addresses, row, paper.key) for row in rows]
    texts = [paper.addresses.refer(Home("points", row, points.WHAT), paper.key) for row in rows]
    each = [f'IF({state}=1,{text},"")' for state, text in zip(states, texts, strict=True)]
    between = f'&IF({"+".join(states)}={MOST_TOLD},CHAR(10),"")&'
    return between.join(each), "\n".join(told.what(flag, paper.words) for flag in shown)


def jobs_of(flags: Sequence[Flag]) -> list[list[Flag]]:
    """Open points that one act clears, together; the gravest first, then those with most money at stake."""
    jobs: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.is_open and flag.severity < Severity.NOTE:
            jobs.setdefault(flag.job or flag.id, []).append(flag)
    return sorted(jobs.values(), key=lambda job: (min(f.severity for f in job), -sum(f.at_stake for f in job)))


def _jobs(paper: Paper, row: int) -> list[float]:
    """What to do next: at most five jobs, each with its person, money and points."""
    jobs = jobs_of(paper.result.flags)
    paper.sheet.text(row, 1, paper.say("cover_jobs"), styles.HEADING)
    if not jobs:
        _across(paper, row + 1, paper.say("cover_jobs_none"), styles.CELL)
        return [ROW_POINTS, ROW_POINTS, SPACE_POINTS]
    _head(paper, row + 1, "jobs", JOB_CELLS)
    heights = [_job(paper, row + 1 + number, number, job) for number, job in enumerate(jobs[:MOST_JOBS], 1)]
    more = len(jobs) - MOST_JOBS
    if more > 0:
        paper.sheet.text(row + 2 + MOST_JOBS, 2, paper.say("cover_jobs_more", count=more), styles.WORDS.but(size=10))
        heights.append(ROW_POINTS)
    return [ROW_POINTS, ROW_POINTS, *heights, SPACE_POINTS]


def _job(paper: Paper, row: int, number: int, job: Sequence[Flag]) -> float:
    first, family = job[0], job[0].code[0]
    numbers = points.runs([flag.point for flag in job])
    many: dict[str, Field] = {"count": len(job), "points": numbers}
    text = paper.words.say(first.code, "jobs" if len(job) > 1 else "job", {**told.fields(first), **many})
    who = paper.parts.charter.who.get(family) or paper.say(f"cover_who_{WHO[family]}")
    paper.sheet.number(row, 1, number, styles.CENTRED)
    _across(paper, row, text, styles.CELL, (2, 8))
    paper.sheet.text(row, 9, who, styles.CENTRED.but(wrap=False, shrink=True))
    _stake(paper, row, job)
    shown = numbers if len(numbers) <= LONGEST_LINK else f"{first.point} …"
    target = f"A{paper.addresses.points[first.id]}"
    paper.sheet.link_inside(row, 11, paper.addresses.names["points"], target, shown, styles.CELL_LINK.but(size=11))
    return row_height([(text, styles.CELL, paper.width(2, 8))], ROW_POINTS + 1.5)


def _stake(paper: Paper, row: int, job: Sequence[Flag]) -> None:
    """The money of a job, added up from D; blank where none is at stake."""
    amount = sum(flag.at_stake for flag in job)
    rows = sorted(paper.addresses.points[flag.id] for flag in job if flag.at_stake)
    if not amount:
        paper.sheet.blank(row, 10, styles.MONEY)
        return
    ends = [at for at in rows if at - 1 not in rows], [at for at in rows if at + 1 not in rows]
    spans = [paper.addresses.span("points", points.STAKE, span, paper.key) for span in zip(*ends, strict=True)]
    paper.sheet.formula(row, 10, f"=SUM({','.join(spans)})", amount, styles.MONEY)


def _results(paper: Paper, row: int) -> list[float]:
    """What was collected of the dues, from A1."""
    paper.sheet.text(row, 1, paper.say("cover_results"), styles.HEADING)
    _across(paper, row, paper.say("common_unit"), styles.UNIT, (9, LAST))
    _head(paper, row + 1, "results", RESULT_CELLS)
    if any(position.rate and position.rate.authority.assumed for position in paper.parts.ledger.positions):
        for name, first, _ in (RESULT_CELLS[1], RESULT_CELLS[5]):
            paper.sheet.text(row + 1, first, f"{paper.say(f'cover_results_{name}')} {ASSUMED}", styles.HEADER)
    groups = paper.addresses.groups
    for order, group in enumerate(groups):
        found = paper.parts.charter.dues_class(group.class_id)
        name = paper.say("a1_group", number=roman(order + 1), name=found.name if found else group.class_id)
        _result(paper, row + 2 + order, order, name, group.class_id, _as_is)
    _result(paper, row + 2 + len(groups), len(groups), paper.say("cover_results_all"), "dues", styles.total)
    return [ROW_POINTS, 31, *(ROW_POINTS,) * (len(groups) + 1), SPACE_POINTS]


def _result(paper: Paper, row: int, order: int, name: str, scope: str, look: Callable[[Style], Style]) -> None:
    _across(paper, row, name, look(styles.CELL), (1, 3))
    for key, first, last in RESULT_CELLS[1:]:
        measure = f"rate.{key}" if key in BASES else key
        value = known(paper.result.figures.get(f"{measure}.{scope}"))
        there = paper.addresses.refer(_in_rates(measure, order), paper.key)
        style = styles.RATE if key in BASES else styles.MONEY
        shown = paper.say("common_cannot") if value is None else value
        plain = styles.UNKNOWN if value is None else style
        _across(paper, row, "", look(plain), (first, last))
        paper.sheet.formula(row, first, f"={there}", shown, look(plain))


def _in_rates(measure: str, order: int) -> Home:
    """Where A1 shows a measure of a class; the whole association comes behind the last class."""
    names = [name for name, _ in rates.COLUMNS]
    return Home("rates", RATES_FIRST_ROW + order, rates.GROUP + 1 + names.index(measure))


def _as_is(style: Style) -> Style:
    return style


def _open(paper: Paper, row: int) -> list[float]:
    """How many points of each severity are open."""
    names = {severity: severity.name.lower() for severity in Severity}
    counts = {name: points.count_open(paper.addresses, severity, paper.key) for severity, name in names.items()}
    opened = [flag.severity for flag in paper.result.flags if flag.is_open]
    said = paper.say("cover_open", **{name: opened.count(severity) for severity, name in names.items()})
    paper.sheet.merge_formula(row, 1, row, LAST, f"={live(paper, 'cover_open', counts)}", said, styles.SUBTITLE)
    return [ROW_POINTS, SPACE_POINTS]


def _signatures(paper: Paper, row: int) -> list[float]:
    for name, *columns in SIGNERS:
        first, last = columns
        _across(paper, row, paper.say(f"cover_sign_{name}"), styles.SIGNATURE, (first, last))
        _across(paper, row + 1, paper.say(f"cover_sign_{name}_hint"), styles.SIGNATURE_HINT, (first, last))
    return [ROW_POINTS, ROW_POINTS]


def _contents(paper: Paper, row: int) -> list[float]:
    """Each sheet with the question that it answers and its own control."""
    paper.sheet.text(row, 1, paper.say("cover_index"), styles.HEADING)
    _head(paper, row + 1, "index", INDEX_CELLS)
    controls: dict[str, Callable[[Paper], Shown]] = {
        "lead": _lead_control, "rates": _rates_control, "dues": _dues_control, "income": _income_control,
        "points": _points_control, "sources": _sources_control, "checks": _checks_control,
    }  # fmt: skip
    for number, key in enumerate(SHEETS[1:], row + 2):
        link = styles.CELL_LINK.but(align="left", size=11)
        _across(paper, number, "", link, (1, 3))
        paper.sheet.link_inside(number, 1, paper.addresses.names[key], "A1", paper.addresses.names[key], link)
        _across(paper, number, paper.say(f"cover_question_{key}"), styles.CELL, (4, 8))
        formula, said = controls[key](paper)
        style = styles.CELL.but(fill=RED if said.startswith(BREAK) else "")
        paper.sheet.merge_formula(number, 9, number, LAST, f"={formula}", said, style)
    return [ROW_POINTS, ROW_POINTS, *(ROW_POINTS + 1.5,) * (len(SHEETS) - 1), SPACE_POINTS]


def _either(paper: Paper, key: str, condition: str, *, holds: bool) -> Shown:
    """A control: its words where the condition is met, and where it is not."""
    said, otherwise = paper.say(f"cover_control_{key}"), paper.say(f"cover_control_{key}_not")
    return f"IF({condition},{literal(said)},{literal(otherwise)})", said if holds else otherwise


def _alone(paper: Paper, key: str) -> Shown:
    said = paper.say(f"cover_control_{key}_nothing")
    return literal(said), said


def _lead_control(paper: Paper) -> Shown:
    """Each bridge reaches the figure of the detail rows, and no line differs without a point."""
    lines, addresses = paper.result.lead.lines, paper.addresses
    if not lines:
        return _alone(paper, "lead")
    rows = (addresses.lead.lines[0], addresses.lead.lines[-1])
    marks = addresses.span("lead", lead.MARK, rows, paper.key)
    numbers = addresses.span("lead", lead.POINT, rows, paper.key)
    conditions = [f'SUMPRODUCT(ISNUMBER(SEARCH({literal(BREAK)},{marks}))*({numbers}=""))=0']
    holds = all({"differs", BREAK}.isdisjoint(line.marks) or addresses.points.keys() & line.flags for line in lines)
    row_of = {line.number: row for line, row in zip(lines, addresses.lead.lines, strict=True)}
    for bridge, start in zip(paper.result.lead.bridges, addresses.lead.bridges, strict=True):
        reached = Home("lead", start + 2 + len(bridge.steps), lead.REPORTED)
        detail = Home("lead", row_of[bridge.line], LEAD_DETAIL)
        conditions.append("=".join(addresses.refer(home, paper.key) for home in (reached, detail)))
        holds = holds and bridge.closes
    return _either(paper, "lead", f"AND({','.join(conditions)})", holds=holds)


def _rates_control(paper: Paper) -> Shown:
    all_of_them = len(paper.addresses.groups)
    pairs = [
        (_in_rates(name, all_of_them), Home("dues", paper.addresses.dues_total, DUES_COLUMNS[name]))
        for name in ("due", "collected", "outstanding")
    ]
    return _either(paper, "rates", _equal(paper, pairs), holds=True)


def _equal(paper: Paper, pairs: Sequence[tuple[Home, Home]]) -> str:
    """Whether the cells of each pair hold the same."""
    return f"AND({','.join('='.join(paper.addresses.refer(home, paper.key) for home in pair) for pair in pairs)})"


def _dues_control(paper: Paper) -> Shown:
    """Over all branches: arrears + due - paid + advance = outstanding."""
    figures, addresses = paper.result.figures, paper.addresses
    if known(figures.get("outstanding.dues")) is None:
        return _alone(paper, "dues")
    signs = {"opening": "+", "due": "+", "collected": "-", "advance": "+", "outstanding": "-"}
    rows = [(group.first, group.last) for group in addresses.groups if group.positions]
    terms = [
        f"{sign}SUM({addresses.span('dues', DUES_COLUMNS[name], span, paper.key)})"
        for span in rows
        for name, sign in signs.items()
    ]
    positions = paper.parts.ledger.positions
    holds = sum((p.opening or 0) + (p.due or 0) - p.paid + p.advance - (p.closing or 0) for p in positions) == 0
    formula, said = _either(paper, "dues", f"{''.join(terms).removeprefix('+') or '0'}=0", holds=holds)
    if not any(p.opening or p.advance for p in positions):
        return formula, said
    plain, full = paper.say("cover_control_dues"), paper.say("cover_control_dues_full")
    return formula.replace(literal(plain), literal(full)), said.replace(plain, full)


def _income_control(paper: Paper) -> Shown:
    """What A shows of other income and of grants is what C adds up."""
    pairs = []
    for line, row in zip(paper.result.lead.lines, paper.addresses.lead.lines, strict=True):
        if line.detail in {("collected.other",), ("collected.grants",)}:
            home = paper.addresses.figures[line.detail[0]]
            pairs.append((home, Home("lead", row, LEAD_DETAIL)))
    if not pairs:
        return _alone(paper, "income")
    return _either(paper, "income", _equal(paper, pairs), holds=True)


def _points_control(paper: Paper) -> Shown:
    flags = paper.result.flags
    opened = "+".join(points.count_open(paper.addresses, severity, paper.key) for severity in Severity)
    formula = live(paper, "cover_control_points", {"count": str(len(flags)), "open": f"({opened})"})
    said = paper.say("cover_control_points", count=len(flags), open=sum(flag.is_open for flag in flags))
    return formula, said


def _sources_control(paper: Paper) -> Shown:
    rows = sources.rows_of(paper.result)
    complete = paper.addresses.refer(Home("sources", rows.total, sources.COMPLETE), paper.key)
    rest = paper.addresses.refer(Home("sources", rows.rest, sources.AMOUNT), paper.key)
    condition = f"AND({complete}={literal(SETTLED)},{rest}=0)"
    return _either(paper, "sources", condition, holds=paper.result.conservation.complete)


def _checks_control(paper: Paper) -> Shown:
    names = {"tested": checks.TESTED, "held": checks.HELD}
    there = {
        name: paper.addresses.refer(checks.total(paper.result, column), paper.key) for name, column in names.items()
    }
    said = paper.say("cover_control_checks", **checks.counted(paper.result))
    return live(paper, "cover_control_checks", there), said


def _not_checked(paper: Paper, row: int) -> list[float]:
    """What had no basis to be checked, one line each."""
    paper.sheet.text(row, 1, paper.say("cover_not_checked"), styles.HEADING)
    lines = [_absent(paper, item) for item in paper.result.not_checked] or [paper.say("cover_not_checked_none")]
    style = Style(wrap=True)
    for number, line in enumerate(lines, row + 1):
        paper.sheet.text(number, 1, NO_BASIS if paper.result.not_checked else "", Style(align="center"))
        _across(paper, number, line, style, (2, LAST))
    heights = (row_height([(line, style, paper.width(2, LAST))], ROW_POINTS) for line in lines)
    return [ROW_POINTS, *heights, SPACE_POINTS]


def _absent(paper: Paper, item: NotChecked) -> str:
    """One thing in words; classes by their names."""
    classes = item.values.get("classes")
    if not isinstance(classes, Names):
        return paper.words.say("not_checked", item.key, item.values)
    found = {dues_class.id: dues_class.name for dues_class in paper.parts.charter.classes}
    names = Names(tuple(found.get(name, name) for name in classes.names))
    return paper.words.say("not_checked", item.key, {**item.values, "classes": names})


def _legend(paper: Paper, row: int) -> list[float]:
    """Every mark and every colour, which a black-and-white printer keeps apart by the mark."""
    paper.sheet.text(row, 1, paper.say("cover_legend"), styles.HEADING)
    box = Style(align="center", lines=GROUP_LINES)
    fills = {"break": RED, "ask": AMBER}
    for number, (name, sign) in enumerate(MARKS.items(), row + 1):
        paper.sheet.text(number, 1, sign, box.but(fill=fills.get(name, "")))
        _across(paper, number, paper.say(f"cover_mark_{name}"), styles.PLAIN, (2, 5))
    for number, severity in enumerate(Severity, row + 1):
        look = box.but(fill=points.FILLS.get(severity, ""), bold=severity == Severity.ERROR)
        paper.sheet.text(number, 6, str(int(severity)), look)
        _across(paper, number, paper.say(f"cover_severity_{int(severity)}"), styles.PLAIN, (7, LAST))
    last = row + len(MARKS)
    paper.sheet.blank(last, 6, box.but(fill=BLUE))
    _across(paper, last, paper.say("cover_blue"), styles.PLAIN, (7, LAST))
    return [ROW_POINTS, *(ROW_POINTS,) * len(MARKS), SPACE_POINTS]


def _promise(paper: Paper, row: int) -> list[float]:
    text = paper.say("cover_promise")
    _across(paper, row, text, styles.NOTE)
    return [row_height([(text, styles.NOTE, paper.width(1, LAST))])]
