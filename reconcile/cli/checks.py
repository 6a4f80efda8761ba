"""What a check is, in words: taken from its rule, its catalog and the causes that it can give."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator
from inspect import getsource
from string import Formatter
from sys import modules

from reconcile.audit import causes as arithmetic
from reconcile.audit.footing.stories import PRIORS
from reconcile.cli.screen import wrap
from reconcile.i18n.words import HERE, Words, catalog
from reconcile.model.flags import Severity
from reconcile.rules import Rule

BLANK = "…"


def lines(rule: Rule, words: Words) -> Iterator[str]:
    """Title, severity, how it is checked, how a point reads, its causes, what to do, its case file."""
    code = rule.code.id
    yield words.say("terminal", "explain_code", code=code, title=blank(code, "title", words))
    yield words.say("terminal", "explain_severity", severity=severity(rule.code.severity, words))
    yield from wrap(words.say("terminal", "explain_check", text=blank(code, "why", words)))
    if rule.code.needs:
        needs = ", ".join(words.say("terminal", f"need_{need}") for need in sorted(rule.code.needs))
        yield from wrap(words.say("terminal", "explain_needs", needs=needs))
    yield from ("", words.say("terminal", "explain_says"))
    yield from wrap(blank(code, "what", words), "  ")
    if kinds := sorted(kinds_of(rule)):
        yield from ("", words.say("terminal", "explain_causes"), *_causes(kinds, words))
    yield ""
    yield from wrap(words.say("terminal", "explain_remedy", text=blank(code, "remedy", words)))
    yield words.say("terminal", "explain_case", file=f"{rule.module.rpartition('.')[2]}.md")


def _causes(kinds: Iterable[str], words: Words) -> Iterator[str]:
    for kind in kinds:
        yield from wrap(blank(f"causes/{kind}", "text", words), "  - ", "    ")


def kinds_of(rule: Rule) -> set[str]:
    """The causes that it can give: all of audit/causes for a claim, else those that the rule's own file names."""
    searched = {found.name for found in pkgutil.iter_modules(arithmetic.__path__)}
    if rule.claims:
        return searched
    if rule.code.matter == "footing":
        return set(PRIORS) - {"text_number"}
    named = set(re.findall(r'"(\w+)"', getsource(modules[rule.module])))
    return named & {path.stem for path in (HERE / "causes").glob("*.toml")} - searched


def severity(found: Severity, words: Words) -> str:
    """The name of a severity."""
    return words.term(f"severity_{found.name.lower()}")


def blank(area: str, key: str, words: Words) -> str:
    """A sentence whose fields are not known yet, each of them "…"."""
    template = catalog(area)[words.lang][key]
    forms = (template,) if isinstance(template, str) else template.values()
    names = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
    return words.say(area, key, dict.fromkeys(names, BLANK))
