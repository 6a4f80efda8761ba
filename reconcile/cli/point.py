"""One point down to its cells: what it says, what each cell shows, why it may be so, what to do, where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction

from reconcile.cli.checks import severity
from reconcile.cli.messages import place
from reconcile.cli.screen import escaped, left, right, width, wrap
from reconcile.i18n import flags as said
from reconcile.i18n.formats import day, whole
from reconcile.i18n.words import Words
from reconcile.model.charter import Authority
from reconcile.model.flags import Evidence, Flag
from reconcile.model.grid import Cell, CellError, Grid, NotCalculated
from reconcile.model.places import CellRef, Place
from reconcile.model.results import Reconciliation
from reconcile.model.values import Cells, Money

Grids = dict[tuple[str, str], Grid]


def lines(flag: Flag, result: Reconciliation, words: Words) -> Iterator[str]:
    """Everything that is known about a point."""
    grids = {(grid.source, grid.sheet): grid for file in result.world.files for grid in file.grids}
    names = {"point": flag.point, "code": flag.code, "severity": severity(flag.severity, words)}
    title = escaped(words.say(flag.code, "title", said.fields(flag)))
    yield from wrap(words.say("terminal", "explain_point", names, title=title))
    yield from wrap(escaped(said.what(flag, words)))
    yield from amounts(flag, words)
    cells = _cells(flag)
    yield from _listed("explain_cells", (_shown(at, grids, words) for at in cells), words)
    yield from _listed("explain_evidence", _evidence(flag, words), words)
    yield from _listed("explain_also", (_shown(at, grids, words) for at in flag.also if at not in cells), words)
    yield from _listed("explain_causes", map(escaped, said.causes(flag, words)), words)
    yield ""
    if flag.authority:
        yield from wrap(words.say("terminal", "explain_authority", text=authority(flag.authority, words)))
    yield from wrap(words.say("terminal", "explain_remedy", text=escaped(said.remedy(flag, words))))
    yield from wrap(_status(flag, words))
    yield words.say("terminal", "explain_key", id=flag.id, whole=escaped(flag.key))


def amounts(flag: Flag, words: Words) -> Iterator[str]:
    """Stated, expected and the difference, below each other."""
    values = {"stated": flag.stated, "expected": flag.expected, "expected_after_others": flag.expected_after_others}
    shown = {name: escaped(words.show(value)) for name, value in values.items() if value is not None}
    if flag.difference is not None:
        sign = "+" if flag.difference > 0 else ""
        shown["difference"] = sign + words.show(Money(flag.difference))
    labels = {name: words.say("terminal", name) for name in shown}
    columns = max(map(width, labels.values()), default=0), max(map(width, shown.values()), default=0)
    for name, label in labels.items():
        yield f"  {left(label, columns[0])}  {right(shown[name], columns[1])}"


def _cells(flag: Flag) -> Collection[Place]:
    """Where it stands, the cells that its values name, the cells of its causes; each once."""
    found: list[Place] = [flag.at]
    for value in flag.values.values():
        found += value.cells if isinstance(value, Cells) else [value] if isinstance(value, CellRef) else []
    found += [cell for explanation in flag.explanations for cell in explanation.cells]
    return dict.fromkeys(found)


def _shown(at: Place, grids: Grids, words: Words) -> str:
    """A place with what it shows; a line of the charter, or a cell that was not read, alone."""
    grid = grids.get((at.source, at.sheet)) if isinstance(at, CellRef) else None
    if grid is None or not isinstance(at, CellRef):
        return place(at)
    return words.say("terminal", "cell_shows", place=place(at), shown=cell_text(grid.value(at.row, at.column), words))


def cell_text(cell: Cell, words: Words) -> str:
    """What a cell shows."""
    match cell:
        case None:
            return words.say("terminal", "cell_blank")
        case CellError(code):
            return code
        case NotCalculated(formula):
            return words.say("terminal", "cell_formula", formula=escaped(formula))
        case datetime() | date():
            return day(cell)
        case bool() | str():
            return escaped(str(cell))
        case int():
            return whole(cell, words.lang)
        case Fraction():
            return _decimal(cell, words.lang)
        case _:
            return str(cell)


def _decimal(number: Fraction, lang: str) -> str:
    """A number with decimals; exact where two and five are its only factors, as in every cell."""
    places = next((places for places in range(1, 16) if 10**places % number.denominator == 0), 15)
    units, rest = divmod(abs(number.numerator) * 10**places // number.denominator, 10**places)
    return f"{'-' if number < 0 else ''}{whole(units, lang)}{',' if lang == 'vi' else '.'}{rest:0{places}}"


def _evidence(flag: Flag, words: Words) -> Iterator[str]:
    for item in flag.evidence:
        key = "cell_of" if item.label else "cell_shows"
        names = {"place": _range(item), "label": escaped(item.label), "shown": escaped(words.show(item.value))}
        yield words.say("terminal", key, names)


def _range(item: Evidence) -> str:
    """ "tvcc.xlsx [TVCC] E10", or of several cells added up "tvcc.xlsx [TVCC] E10:E72"."""
    return place(item.at) + (f":{item.last.a1}" if item.last else "")


def _listed(key: str, items: Iterable[str], words: Words) -> Iterator[str]:
    """A heading and its lines; nothing where there are none."""
    found = [item for item in items if item]
    if found:
        yield from ("", words.say("terminal", key))
        for item in found:
            yield from wrap(item, "  ", "     ")


def authority(found: Authority, words: Words) -> str:
    """What a rate rests on, in one sentence with its mark."""
    if found.assumed:
        return words.say("terminal", "authority_assumed", note=escaped(found.note))
    key = "authority_article" if found.article else "authority_confirmed"
    names = {name: escaped(getattr(found, name)) for name in ("document", "number", "article")}
    return words.say("terminal", key, names, day=day(found.date) if found.date else "")


def _status(flag: Flag, words: Words) -> str:
    decision = flag.decision
    status = words.term(f"status_{decision.status if decision else 'new'}")
    if decision is None:
        return words.say("terminal", "explain_status", status=status)
    none = words.say("terminal", "not_stated")
    reviewed = {name: escaped(getattr(decision, name)) or none for name in ("reason", "who", "when")}
    return words.say("terminal", "explain_decided", reviewed, status=status)
