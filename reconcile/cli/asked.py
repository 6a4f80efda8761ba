"""What was typed, as values: the language of the call, and what the pipeline is asked for."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from reconcile.i18n.words import LANGUAGES, Words
from reconcile.model.errors import ReconcileError
from reconcile.model.periods import Period
from reconcile.model.values import Text

CHARTER = "rules.toml"
PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pipeline is asked for."""

    sheets: tuple[Path, ...]
    charter_file: Path
    output: Path
    period: Period | None
    as_of: date | None
    decisions: tuple[Path, ...]
    password: str | None = None


def asked(given: Mapping[str, Any]) -> Asked:
    """The values of `inputs`; raises ReconcileError where a period or a day is none, or a file is not there."""
    charter_file = Path(given["rules"])
    decisions = tuple(Path(name) for name in given["decisions"])
    for path in decisions:
        if not path.is_file():
            raise ReconcileError.of("folder_missing", path.as_posix())
    return Asked(
        tuple(Path(name) for name in given["sheets"]) or (Path("sheets"),),
        charter_file,
        Path(given["output"]),
        period_of(given["period"], association(charter_file)) if given["period"] else None,
        day_of(given["as_of"]) if given["as_of"] else None,
        decisions,
        password(bool(given.get("password"))),
    )


def password(asked_for: bool) -> str | None:
    """The password of locked files: typed when --password asks for it, else of RECONCILE_PASSWORD."""
    if asked_for:
        prompt = Words(language(sys.argv[1:], os.environ)).say("terminal", "ask_password")
        return str(click.prompt(prompt, hide_input=True, err=True))
    return os.environ.get("RECONCILE_PASSWORD")


def association(charter_file: Path) -> Mapping[str, object]:
    """The table [association] as it stands; empty where the file cannot be read, which the run will tell."""
    try:
        table = tomllib.loads(charter_file.read_text("utf-8-sig")).get("association", {})
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def period_of(text: str, table: Mapping[str, object]) -> Period:
    """ "2019" is the fiscal year that starts in 2019, "2026-10" a month; anything else raises ReconcileError."""
    found = PERIOD.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise ReconcileError.of("usage_period", values={"found": Text(text)})
    if found[2]:
        return Period.month(int(found[1]), int(found[2]))
    starts = re.fullmatch(r"(\d\d)-(\d\d)", str(table.get("fiscal_year_starts")))
    return Period.year(int(found[1]), (int(starts[1]), int(starts[2])) if starts else (1, 1))


def day_of(text: str) -> date:
    """ "31/01/2020" or "2020-01-31"; anything else raises ReconcileError."""
    from reconcile.text.dates import read_date

    day = read_date(text)
    if day is None:
        raise ReconcileError.of("usage_day", values={"found": Text(text)})
    return day


def language(args: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of this call: --lang, RECONCILE_LANG, that of the charter, Vietnamese."""
    charter_file = Path(_typed(args, "--rules") or CHARTER)
    asked_for = (_typed(args, "--lang"), environment.get("RECONCILE_LANG"), association(charter_file).get("language"))
    return next((str(found) for found in asked_for if found in LANGUAGES), LANGUAGES[0])


def _typed(args: Sequence[str], option: str) -> str | None:
    """The value of an option before click has read it."""
    for place, word in enumerate(args):
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
        if word == option and place + 1 < len(args):
            return args[place + 1]
    return None
