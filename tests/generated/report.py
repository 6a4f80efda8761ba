"""The scores as a table, and the worst workbooks drawn with what was expected beside what was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reconcile.loaders.layout.tables import Understood
from reconcile.model.places import column_letters
from reconcile.model.table import Role
from tests.generated.score import Fault, Score
from tests.generated.shape import Made, Shown, Worksheet

WIDTH = 16


def totals(scores: Sequence[Score]) -> Iterator[str]:
    """One line a measure, over all workbooks."""
    amounts = sum(one.amounts.total() for one in scores)
    clean = sum(not one.misread for one in scores)
    yield f"workbooks {len(scores)}, without a silent misreading {clean} ({_share(clean, len(scores))})"
    for name in ("exact", "told", "unread", "misread"):
        number = sum(one.amounts[name] for one in scores)
        yield f"  amounts {name:8} {number:7} of {amounts} ({_share(number, amounts)})"
    for name in ("columns", "rows", "covers"):
        whole, right = (sum(getattr(one, key) for one in scores) for key in (name, f"{name}_right"))
        yield f"  {name:7} right   {right:7} of {whole} ({_share(right, whole)})"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def kinds(scores: Sequence[Score]) -> Iterator[str]:
    """Every kind of fault: whether silent, how many amounts and workbooks, the first seeds."""
    weight: Counter[tuple[bool, str]] = Counter()
    seeds: dict[tuple[bool, str], list[int]] = {}
    for one in scores:
        for fault in one.faults:
            key = (not fault.silent, fault.kind)
            weight[key] += fault.weight
            if one.seed not in (known := seeds.setdefault(key, [])):
                known.append(one.seed)
    for key in sorted(weight, key=lambda key: (key[0], -len(seeds[key]))):
        mark = "   " if key[0] else "!! "
        yield f"{mark}{weight[key]:6} in {len(seeds[key]):4} books  {key[1]:58} seeds {seeds[key][:6]}"


def drawing(made: Made, understood: Sequence[Understood], one: Score, limit: int = 12) -> Iterator[str]:
    """A workbook: its rows with expected and understood roles, its columns, and its first faults."""
    yield f"=== {made.style} seed {made.seed}: {', '.join(made.traits)}"
    for sheet, found in zip(made.sheets, understood, strict=True):
        faults = [fault for fault in one.faults if fault.sheet == sheet.name]
        if faults:
            yield from _sheet(sheet, found, faults)
            yield from (_fault(fault) for fault in sorted(faults, key=lambda fault: not fault.silent)[:limit])


def _sheet(sheet: Worksheet, found: Understood, faults: Sequence[Fault]) -> Iterator[str]:
    width = max(column for _, column in sheet.cells)
    yield f"--- sheet {sheet.name}, understood as {[table.kind for table in found.tables]}"
    for label, roles in (("expected", _expected(sheet)), ("understood", _understood(found))):
        yield f"{label:>22} |" + "|".join(f"{roles.get(n, ''):{WIDTH}.{WIDTH}}" for n in range(1, width + 1))
    yield f"{'':>22} |" + "|".join(f"{column_letters(n):{WIDTH}}" for n in range(1, width + 1))
    bad = {fault.place for fault in faults if fault.silent}
    for row in sorted({row for row, _ in sheet.cells}):
        cells = "|".join(_cell(sheet, row, n, bad) for n in range(1, width + 1))
        yield f"{row:4} {_role(sheet.rows.get(row)):8} {_role(_got(found, row)):8} |{cells}"


def _cell(sheet: Worksheet, row: int, column: int, bad: set[tuple[int, int]]) -> str:
    spot = sheet.cells.get((row, column))
    mark = "⟵!" if (row, column) in bad else ""
    return f"{_shown(spot.value if spot else None)[: WIDTH - len(mark)]}{mark}".ljust(WIDTH)


def _shown(value: Shown) -> str:
    if value is None:
        return ""
    return f"'{value}".replace("\n", "⏎") if isinstance(value, str) else str(value)


def _role(role: Role | None) -> str:
    return role.value[:8] if role else "."


def _got(found: Understood, row: int) -> Role | None:
    return next((table.by_row[row].role for table in found.tables if row in table.by_row), None)


def _expected(sheet: Worksheet) -> dict[int, str]:
    return {index: column.role for table in reversed(sheet.tables) for index, column in table.columns.items()}


def _understood(found: Understood) -> dict[int, str]:
    return {column.index: str(column.role) for table in reversed(found.tables) for column in table.columns}


def _fault(fault: Fault) -> str:
    row, column = fault.place
    mark = "!!" if fault.silent else "  "
    return f"  {mark} {column_letters(column)}{row}: {fault.kind}; expected {fault.expected}, got {fault.got}"
