"""Why a text is no TOML, told by what people write who do not write TOML every day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reconcile.model.values import Text

_AT = re.compile(r"\(at line (\d+), column \d+\)$")
"""The end of tomllib's message, which gives the place nowhere else and leaves it out at the end of the text."""

ANY_DAY = "2019-12-31"


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip: its code, how it looks (`found`, and `key` before it), and what to write instead; "" = no slip."""

    code: str
    pattern: re.Pattern[str]
    example: Callable[[str], str]


def _iso(written: str) -> str:
    first, *rest = re.split(r"[/.-]", written)
    if len(first) == 4:
        return "" if _is_day(written) else ANY_DAY
    turned = f"{rest[1]}-{rest[0]:>02}-{first:>02}"
    return turned if _is_day(turned) else ANY_DAY


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


SLIPS = (
    Slip("charter_bad_date", re.compile(r"(?P<key>[\w-]+)\s*=\s*(?P<found>\d{1,2}([/.-])\d{1,2}\3\d{4})\b"), _iso),
    Slip("charter_bad_date", re.compile(r"(?P<key>[\w-]+)\s*=\s*(?P<found>\d{4}-\d{1,2}-\d{1,2})\b"), _iso),
    Slip(
        "charter_number_signs",
        re.compile(r"(?P<key>[\w-]+)\s*=\s*(?P<found>\d{1,3}(?:[., ]\d{3})+)\b"),
        lambda written: re.sub(r"\D", "_", written),
    ),
    Slip("charter_bent_quotes", re.compile(r"(?P<key>[\w-]+)[^\"']*?(?P<found>[“”„‘’])"), lambda _: '"…"'),
    Slip(
        "charter_bare_key",
        re.compile(r"(?:^|[{,\[.])\s*(?P<key>)(?P<found>[^\"'=#\[\]{},.]*[^\x00-\x7f\"'][^\"'=#\[\]{},.]*?)\s*[=\]]"),
        lambda written: f'"{written}"',
    ),
)


def why_no_toml(text: str, failed: tomllib.TOMLDecodeError) -> tuple[str, int, Mapping[str, Text]]:
    """The code, the line and the values of a syntax error."""
    # Not splitlines(), which knows more ends of lines than TOML.
    lines = text.rstrip().split("\n")
    at = _AT.search(str(failed))
    number = int(at[1]) if at else len(lines)
    line = lines[min(number, len(lines)) - 1]
    for slip in SLIPS:
        for found in slip.pattern.finditer(line):
            if example := slip.example(found["found"]):
                values = {"key": found["key"], "found": found["found"], "example": example}
                return slip.code, number, {name: Text(value) for name, value in values.items()}
    return "charter_syntax", number, {"found": Text(line.strip())}
