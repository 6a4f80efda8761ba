"""Page 1 of the cover: may the figures be published, what to do next, what was collected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reconcile.i18n import flags as told
from reconcile.i18n.words import Field
from reconcile.model.flags import Flag, Severity
from reconcile.writers import styles
from reconcile.writers.addresses import (
    Home,
)
from reconcile.writers.cover_parts import (
    BASES,
    BOX,
    BOX_BELOW,
    JOB_CELLS,
    LAST,
    LONGEST_LINK,
    MOST_JOBS,
    MOST_LISTED,
    MOST_TOLD,
    RESULT_CELLS,
    ROW_POINTS,
    SIGNERS,
    SPACE_POINTS,
    WHO,
    Shown,
    across,
    headings,
    in_rates,
)
from reconcile.writers.formula import MAX_CELLS
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, known, roman, span_key
from reconcile.writers.render import literal
from reconcile.writers.sheets import checks, points
from reconcile.writers.sheets.checks import live
from reconcile.writers.styles import (
    AMBER,
    ASSUMED,
    RED,
    Style,
)


def letterhead(paper: Paper, row: int) -> list[float]:
    """Association, state and motto, number and day, title: the only sheet that is a document of its own."""
    charter, ledger, _ = paper.parts
    initials = "".join(word[0] for word in charter.association.split()).upper()
    left, right = (1, 4), (6, LAST)
    centred = Style(align="center")
    across(paper, row, charter.association.upper(), centred.but(bold=True), left)
    across(paper, row, paper.say("cover_state"), centred.but(bold=True), right)
    across(paper, row + 1, paper.say("cover_number", initials=initials), centred, left)
    across(paper, row + 1, paper.say("cover_motto"), centred.but(bold=True, underline=True), right)
    year = str(ledger.as_of.year)
    across(paper, row + 2, paper.say("common_place_and_date", year=year), centred.but(italic=True), right)
    across(paper, row + 3, paper.say("cover_title"), centred.but(bold=True, size=16))
    as_of = paper.say(span_key("common_as_of", ledger.period), period=ledger.period, day=f"{ledger.as_of:%d/%m/%Y}")
    across(paper, row + 4, as_of, styles.SUBTITLE)
    return [ROW_POINTS, ROW_POINTS, ROW_POINTS, 28, ROW_POINTS, SPACE_POINTS]


def verdict(paper: Paper, row: int) -> list[float]:
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


def jobs(paper: Paper, row: int) -> list[float]:
    """What to do next: at most five jobs, each with its person, money and points."""
    jobs = jobs_of(paper.result.flags)
    paper.sheet.text(row, 1, paper.say("cover_jobs"), styles.HEADING)
    if not jobs:
        across(paper, row + 1, paper.say("cover_jobs_none"), styles.CELL)
        return [ROW_POINTS, ROW_POINTS, SPACE_POINTS]
    headings(paper, row + 1, "jobs", JOB_CELLS)
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
    across(paper, row, text, styles.CELL, (2, 8))
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
    if len(spans) > MAX_CELLS:
        paper.sheet.number(row, 10, amount, styles.MONEY)
    else:
        paper.sheet.formula(row, 10, f"=SUM({','.join(spans)})", amount, styles.MONEY)


def results(paper: Paper, row: int) -> list[float]:
    """What was collected of the dues, from A1."""
    paper.sheet.text(row, 1, paper.say("cover_results"), styles.HEADING)
    across(paper, row, paper.say("common_unit"), styles.UNIT, (9, LAST))
    headings(paper, row + 1, "results", RESULT_CELLS)
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
    across(paper, row, name, look(styles.CELL), (1, 3))
    for key, first, last in RESULT_CELLS[1:]:
        measure = f"rate.{key}" if key in BASES else key
        value = known(paper.result.figures.get(f"{measure}.{scope}"))
        there = paper.addresses.refer(in_rates(measure, order), paper.key)
        style = styles.RATE if key in BASES else styles.MONEY
        shown = paper.say("common_cannot") if value is None else value
        plain = styles.UNKNOWN if value is None else style
        across(paper, row, "", look(plain), (first, last))
        paper.sheet.formula(row, first, f"={there}", shown, look(plain))


def _as_is(style: Style) -> Style:
    return style


def open_points(paper: Paper, row: int) -> list[float]:
    """How many points of each severity are open."""
    names = {severity: severity.name.lower() for severity in Severity}
    counts = {name: points.count_open(paper.addresses, severity, paper.key) for severity, name in names.items()}
    opened = [flag.severity for flag in paper.result.flags if flag.is_open]
    said = paper.say("cover_open", **{name: opened.count(severity) for severity, name in names.items()})
    paper.sheet.merge_formula(row, 1, row, LAST, f"={live(paper, 'cover_open', counts)}", said, styles.SUBTITLE)
    return [ROW_POINTS, SPACE_POINTS]


def signatures(paper: Paper, row: int) -> list[float]:
    """Who signs, with room to sign in."""
    for name, *columns in SIGNERS:
        first, last = columns
        across(paper, row, paper.say(f"cover_sign_{name}"), styles.SIGNATURE, (first, last))
        across(paper, row + 1, paper.say(f"cover_sign_{name}_hint"), styles.SIGNATURE_HINT, (first, last))
    return [ROW_POINTS, ROW_POINTS]
