"""`reconcile explain CODE|FLAG`: what a check is, or a point down to its cells."""

from __future__ import annotations

import re

import click

from reconcile.cli.asked import asked
from reconcile.cli.options import build, inputs
from reconcile.cli.screen import show
from reconcile.i18n.words import Words
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Flag
from reconcile.model.results import Reconciliation
from reconcile.model.values import Names, Text

CODE = re.compile(r"[A-Za-z]\d{3}")


def command(words: Words) -> click.Command:
    """The command in the words of a language."""

    def run(name: str, **given: object) -> int:
        show(_code(name, words) if CODE.fullmatch(name) else _flag(name, given, words))
        return 0

    named = click.Argument(["name"], metavar=words.say("terminal", "usage_name"))
    return build("explain", words, run, [named, *inputs(words)])


def _code(name: str, words: Words) -> list[str]:
    from reconcile.cli.checks import lines
    from reconcile.rules import all_rules, codes

    rule = next((rule for rule in all_rules() if rule.code.id == name.upper()), None)
    if rule is None:
        raise ReconcileError.of("usage_no_rule", values={"found": Text(name), "choices": Names(tuple(codes()))})
    return list(lines(rule, words))


def _flag(name: str, given: dict[str, object], words: Words) -> list[str]:
    from reconcile import pipeline
    from reconcile.cli.point import lines

    ask = asked(given)
    result = pipeline.analyse(
        ask.sheets,
        ask.charter_file,
        ask.output,
        period=ask.period,
        as_of=ask.as_of,
        decisions=ask.decisions,
        password=ask.password,
    )
    return list(lines(find(name, result), result, words))


def find(name: str, result: Reconciliation) -> Flag:
    """The flag of a point number or an id; raises ReconcileError where there is none."""
    wanted = name.upper()
    for flag in result.flags:
        same_point = name.isdecimal() and flag.point.isdecimal() and int(flag.point) == int(name)
        if same_point or flag.id == wanted:
            return flag
    raise ReconcileError.of("usage_no_point", values={"found": Text(name)})
