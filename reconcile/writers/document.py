"""The Word section for the annual report: a template that the treasurer may edit, filled with the figures of a run.

What a template may name: `figure`, `fraction`, `bracket` and `words` followed by the name of a figure
(`figure.rate.unit.tvcc`), the lists `classes`, `other`, `grants`, `shares`, `points`, and a few single words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zipfile import BadZipFile

from reconcile.i18n import formats
from reconcile.i18n.flags import what
from reconcile.i18n.words import Words
from reconcile.ledger.figures import total
from reconcile.model.books import GrantRow, IncomeRow
from reconcile.model.charter import DuesClass
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Flag, Severity
from reconcile.model.ledger import Add, Divide, Figures, Sum
from reconcile.model.places import CellRef
from reconcile.model.results import LeadLine, Reconciliation, World
from reconcile.model.values import Text
from reconcile.text.words import in_words
from reconcile.writers.packing import canonical_zip

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

T = TypeVar("T")
WHOLE = "dues"  # the scope of all classes together


def write_document(result: Reconciliation, lang: str, template: Path | None = None) -> bytes:
    """The section as a .docx, equal bytes for equal input.

    Raises ReconcileError: template_unreadable, template_unknown (a placeholder that means nothing), template_syntax.
    """
    path = template or Path(__file__).with_name(f"finance-section-{lang}.docx")
    return canonical_zip(fill(path, placeholders(result, Words(lang))))


def fill(path: Path, context: Mapping[str, object]) -> bytes:
    """The template with every placeholder replaced."""
    from jinja2 import StrictUndefined, TemplateError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    document, filled = opened(path), BytesIO()
    jinja = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document.render(dict(context), jinja)
    except UndefinedError as error:
        name = placeholder(str(error), document.patch_xml(document.get_xml()))
        raise ReconcileError.of("template_unknown", path.name, {"name": Text(name)}) from error
    except (TemplateError, TypeError) as error:
        raise ReconcileError.of("template_syntax", path.name, {"detail": Text(str(error))}) from error
    document.save(filled)
    return filled.getvalue()


def opened(path: Path) -> DocxTemplate:
    """The template, read once; raises ReconcileError where it is no Word file."""
    from docxtpl import DocxTemplate

    try:
        document = DocxTemplate(BytesIO(path.read_bytes()))
        document.init_docx()
    except (OSError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise ReconcileError.of("template_unreadable", path.name) from error
    return document


def placeholder(message: str, source: str) -> str:
    """The placeholder as it stands in the template: the first one with the word that the message ends on."""
    word = re.findall(r"[\w./-]+", message.removesuffix(" is undefined"))[-1]
    tags: list[str] = re.findall(r"\{[{%]\w*\s*(.*?)\s*[%}]\}", source)
    return next((tag for tag in tags if re.search(rf"\b{re.escape(word)}\b", tag)), word)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of figures as a template types them, dot by dot; those that end on `_end` are typed without it.

    Its fields begin with an underscore, which a template cannot reach: a class may be called "items".
    """

    _names: frozenset[str]
    _show: Callable[[str], str]
    _end: str
    _path: tuple[str, ...]

    def __getitem__(self, part: str | int) -> str | Names:
        path = (*self._path, str(part))
        name = ".".join(path[1:])
        if f"{name}{self._end}" in self._names:
            return self._show(f"{name}{self._end}")
        if any(known_name.startswith(f"{name}.") for known_name in self._names):
            return Names(self._names, self._show, self._end, path)
        raise unknown(path)

    def __str__(self) -> str:
        raise unknown(self._path)


def unknown(path: Iterable[str]) -> Exception:
    """What the template engine raises for a name that it does not know."""
    from jinja2 import UndefinedError

    return UndefinedError(f"'{'.'.join(path)}' is undefined")


@dataclass(frozen=True, slots=True)
class Voice:
    """How the figures of a run are told in one language."""

    result: Reconciliation
    words: Words

    def figure(self, name: str) -> str:
        """The figure as printed: "62.000.000", "98,41%", or that it is not known."""
        found = self.result.figures[name]
        if found.numerator is not None and found.denominator is not None:
            return formats.percent(found.numerator, found.denominator, self.words.lang)
        if found.value is None:
            in_source = isinstance(found.recipe, Sum) and found.recipe.book != "positions"
            return self.words.say("document", "unknown" if in_source else "not_computed")
        return formats.whole(found.value, self.words.lang)

    def fraction(self, name: str) -> str:
        """The two numbers of a rate, "62/63"; nothing where one is not known."""
        found = self.result.figures[name]
        numbers = [n for n in (found.numerator, found.denominator) if n is not None]
        return "/".join(formats.whole(n, self.words.lang) for n in numbers) if len(numbers) == 2 else ""

    def bracket(self, name: str) -> str:
        """The open points that the figure rests on: " [01, 02]"."""
        return bracket(points_of(name, self.result))

    def spelled(self, name: str) -> str:
        """The amount in words with its currency; nothing where it is not known."""
        if (value := self.result.figures[name].value) is None:
            return ""
        key = "spelled" if value % 1000 else "spelled_round"
        spelling = known(self.result.world.charter).words
        return self.words.say("document", key, amount=in_words(value, self.words.lang, **spelling))

    def amount(self, value: int | None) -> str:
        """An amount of đồng in digits, or that it is unknown."""
        return self.words.say("document", "unknown") if value is None else formats.whole(value, self.words.lang)

    def period(self) -> str:
        """The period of the run as a phrase."""
        period = known(self.result.world.period)
        kind = {4: "year", 7: "month"}.get(len(period.key.replace("Q", "")), "span")
        return self.words.say("document", kind, period=period)

    def views(self, scope: str = "") -> dict[str, Names]:
        """The four ways to ask for a figure; with a scope, by the measure alone."""
        names, end = frozenset(self.result.figures), f".{scope}" if scope else ""
        shows = {"figure": self.figure, "fraction": self.fraction, "bracket": self.bracket, "words": self.spelled}
        return {view: Names(names, show, end, (view,)) for view, show in shows.items()}


def placeholders(result: Reconciliation, words: Words) -> dict[str, object]:
    """Everything that a template may name."""
    voice, world = Voice(result, words), result.world
    return {
        **voice.views(),
        "association": clean(known(world.charter).association),
        "period": voice.period(),
        "as_of": formats.day(known(world.as_of)),
        "draft": draft(result.flags),
        "classes": [of_class(found, voice) for found in known(world.charter).classes],
        "total": voice.views(WHOLE),
        "parked": bool(result.figures["collected.parked"].value),
        "other": other_income(known(world.books).income, voice),
        "grants": [of_grant(row, voice) for row in known(world.books).grants],
        "shares": shares(voice),
        "points": [{"number": flag.point, "what": clean(what(flag, words))} for flag in to_conclude(result)],
    }


def draft(flags: Iterable[Flag]) -> dict[str, object] | None:
    """How many figures do not tie and their points, as long as one is open."""
    points = sorted(flag.point for flag in flags if flag.is_open and flag.severity is Severity.ERROR)
    return {"count": len(points), "points": ", ".join(points)} if points else None


def of_class(found: DuesClass, voice: Voice) -> dict[str, object]:
    """The names of a class and its figures, without the class in their names: `class.figure.due`."""
    unit = found.unit or voice.words.say("document", "unit")
    return {"name": clean(found.name), "short": clean(found.short), "unit": clean(unit), **voice.views(found.id)}


def other_income(rows: Iterable[IncomeRow], voice: Voice) -> list[dict[str, object]]:
    """Other income by what it was for: how many paid, and how much in all."""
    items: dict[str, list[IncomeRow]] = {}
    for row in rows:
        items.setdefault(clean(row.item or row.payer), []).append(row)
    return [
        {"name": name, "count": len(same), "amount": voice.amount(total(row.amount for row in same))}
        for name, same in items.items()
    ]


def of_grant(row: GrantRow, voice: Voice) -> dict[str, object]:
    """One grant with the open points at its row; `years` only where it covers more than one."""
    years = row.covers.years if row.covers else ()
    points = sorted(flag.point for flag in voice.result.flags if flag.is_open and at_row(flag, row.at))
    return {
        "funder": clean(row.funder),
        "project": clean(row.project),
        "years": f"{years[0]}-{years[-1]}" if len(years) > 1 else "",
        "approved": voice.amount(row.approved),
        "received": voice.amount(row.received),
        "bracket": bracket(points),
    }


def shares(voice: Voice) -> list[dict[str, str]]:
    """What an even split of the grants gives each year, where it is more than one."""
    names = sorted(name for name in voice.result.figures if name.startswith("share."))
    split = [{"year": name.split(".")[1], "amount": voice.figure(name)} for name in names]
    return split if len(split) > 1 else []


def to_conclude(result: Reconciliation) -> list[Flag]:
    """The open points that stand in brackets somewhere, by number."""
    points = {point for name in result.figures for point in points_of(name, result)}
    return sorted((flag for flag in result.flags if flag.point in points), key=lambda flag: flag.point)


def points_of(name: str, result: Reconciliation) -> tuple[str, ...]:
    """The numbers of the open points that a figure rests on, itself or through the figures that it is made of.

    A point about a single branch is none of them: it says what the branch owes, not that the figure is in doubt.
    """
    world, lines = result.world, result.lead.lines
    flags = [flag for flag in result.flags if flag.is_open and flag.subject not in known(world.roll).by_slug]
    pairs = [(flag, part) for part in made_of(name, result.figures) for flag in flags]
    return tuple(
        sorted({flag.point for flag, part in pairs if unequal(flag, part, lines) or doubted(flag, part, world)})
    )


def made_of(name: str, figures: Figures) -> set[str]:
    """The figure and all that it is computed from, down to the detail rows."""
    match figures[name].recipe:
        case Add(names, _):
            below: tuple[str, ...] = names
        case Divide(top, bottom):
            below = (top, bottom)
        case _:
            measure, _, scope = name.rpartition(".")
            below = (f"due.{scope}", f"collected.{scope}") if measure == "outstanding" else ()
    return {name}.union(*(made_of(part, figures) for part in below))


def unequal(flag: Flag, name: str, lines: Iterable[LeadLine]) -> bool:
    """Whether the flag says that the reported figure of that name does not tie."""
    places = {flag.at, *flag.also}
    reported = (line for line in lines if name in line.detail)
    return flag.severity is Severity.ERROR and any(flag.id in line.flags or line.at in places for line in reported)


def doubted(flag: Flag, name: str, world: World) -> bool:
    """Whether the flag says that a rate behind what is due has no document, or stands at a row that the figure sums."""
    measure, _, scope = name.rpartition(".")
    if flag.matter == "rates" and measure == "due":
        rate = known(world.charter).rate(scope, known(world.period))
        return rate is not None and rate.authority.assumed
    cells = [grant.at for grant in known(world.books).grants if scope in {"grants", grant.atom}]
    cells += [parked.payment.at for parked in known(world.ledger).parked if name == "collected.parked"]
    return any(at_row(flag, cell) for cell in cells)


def at_row(flag: Flag, cell: CellRef) -> bool:
    """Whether the flag stands in the row of a cell."""
    return isinstance(flag.at, CellRef) and replace(flag.at, column=cell.column) == cell


def bracket(points: Sequence[str]) -> str:
    """ " [01, 02]"; nothing where there is no point."""
    return f" [{', '.join(points)}]" if points else ""


def clean(text: str) -> str:
    """Words of a sheet on one line, without what a Word file cannot hold or would take for a break."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def known(value: T | None) -> T:
    """A part of the world that a full run always has."""
    if value is None:
        raise ValueError("the section is written of a full run only")
    return value
