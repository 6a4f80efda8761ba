"""The charter in sentences, with the defaults of what it leaves out, and the list of checks with their severities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.cli.checks import blank, severity
from reconcile.cli.point import authority
from reconcile.cli.screen import escaped, wrap
from reconcile.i18n.formats import day, whole
from reconcile.i18n.words import Words
from reconcile.model.charter import Charter, DuesClass, Rate
from reconcile.model.flags import Severity
from reconcile.model.values import Money
from reconcile.rules import all_rules

MARGIN = "   "
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def sentences(charter: Charter, words: Words) -> Iterator[str]:
    """The association, each class with what it owes, and every setting."""
    yield words.say("terminal", "rules_head", association=escaped(charter.association), file=escaped(charter.file))
    yield words.say("terminal", "rules_year", day=_month_day(charter.fiscal_year_starts))
    yield words.say("terminal", f"rules_language_{charter.language}")
    for place, found in enumerate(charter.classes):
        yield ""
        yield from wrap(_class(found, NUMERALS[place] if place < len(NUMERALS) else str(place + 1), words), rest=MARGIN)
        rates = [rate for rate in charter.rates if rate.class_id == found.id]
        for rate in rates:
            for sentence in _rate(rate, found, words):
                yield from wrap(sentence, MARGIN)
        if not rates:
            yield MARGIN + words.say("terminal", "rules_no_rate")
    yield ""
    for sentence in _settings(charter, words):
        yield from wrap(sentence)


def _class(found: DuesClass, number: str, words: Words) -> str:
    if len(found.names) == 1:
        return words.say("terminal", "rules_class", number=number, name=escaped(found.name))
    others = escaped(", ".join(found.names[1:]))
    return words.say("terminal", "rules_class_names", number=number, name=escaped(found.name), names=others)


def _rate(rate: Rate, found: DuesClass, words: Words) -> Iterator[str]:
    """What is owed and when, since when, on whose authority."""
    owed = {"unit": escaped(found.unit) or words.say("terminal", "unit"), "days": ", ".join(map(_month_day, rate.due))}
    mark = "◊ " if rate.authority.assumed else ""
    yield words.say("terminal", f"rate_{rate.basis}", owed, mark=mark, amount=Money(rate.amount))
    if rate.grace:
        yield words.say("terminal", "rate_grace", count=rate.grace)
    since = {"start": day(rate.valid_from), "file": escaped(rate.at.file), "line": str(rate.at.line)}
    if rate.valid_to:
        yield words.say("terminal", "rate_until", since, end=day(rate.valid_to))
    else:
        yield words.say("terminal", "rate_from", since)
    yield authority(rate.authority, words)


def _settings(charter: Charter, words: Words) -> Iterator[str]:
    """What may be set: as it is set, else the default where it is worth a sentence."""
    severities: Mapping[str, str] = {code: words.term(f"severity_{name}") for code, name in charter.severities.items()}
    tolerance = {code: whole(amount, words.lang) for code, amount in charter.tolerance.items()}
    limits = {name: whole(number, words.lang) for name, number in charter.limits.items()}
    for key, items in (("tolerance", tolerance), ("severity", severities)):
        yield _set(key, items, words) if items else words.say("terminal", f"rules_{key}_none")
    for key, items in (("who", charter.who), ("words", charter.words), ("limits", limits)):
        if items:
            yield _set(key, items, words)


def _set(key: str, items: Mapping[str, str], words: Words) -> str:
    shown = (words.say("terminal", "rules_item", name=name, value=escaped(value)) for name, value in items.items())
    return words.say("terminal", f"rules_{key}", items=", ".join(shown))


def _month_day(found: tuple[int, int]) -> str:
    """(12, 31) → "31/12"."""
    month, number = found
    return f"{number:02}/{month:02}"


def checks(charter: Charter, words: Words) -> Iterator[str]:
    """Every code with its title and its severity, the charter's where it sets one."""
    yield words.say("terminal", "rules_list")
    for rule in all_rules():
        code = rule.code
        chosen = charter.severities.get(code.id)
        grade = severity(Severity[chosen.upper()] if chosen else code.severity, words)
        line = words.say("terminal", "rules_code", code=code.id, title=blank(code.id, "title", words), severity=grade)
        yield from wrap(line, "  ", "        ")
