"""The catalogs: one TOML file per code, per cause and per area, both languages side by side.

    [vi]                                  [en]
    what = "Ô {at} ghi {stated}."         what = "{at} shows {stated}."
                                          jobs = { one = "Remind the unit", other = "Remind {count} units" }

A value is one whole sentence with named fields, never a part to be glued. Only English has the two forms `one` and
`other`, chosen by the field `count`. A missing key is a bug and raises KeyError; there is no fallback language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reconcile.i18n.formats import shown
from reconcile.model.values import Count, Value

HERE = Path(__file__).parent
LANGUAGES = ("vi", "en")
Template = str | Mapping[str, str]
Field = Value | str | int


@cache
def catalog(area: str) -> Mapping[str, Mapping[str, Template]]:
    """All words of one file: "A101", "causes/omits", "terminal", …; raises FileNotFoundError where there is none."""
    with (HERE / f"{area}.toml").open("rb") as file:
        return tomllib.load(file)


class Words:
    """The voice of one language."""

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(lang)
        self.lang = lang

    def say(self, area: str, key: str, fields: Mapping[str, Field] | None = None, **more: Field) -> str:
        """The sentence `key` of an area, its fields filled by type (`str` as it stands, `int` as a count)."""
        template = catalog(area)[self.lang][key]
        values = {**(fields or {}), **more}
        if not isinstance(template, str):
            count = values.get("count", 2)
            template = template["one" if count in (1, Count(1)) else "other"]
        return template.format_map({name: self.show(value) for name, value in values.items()})

    def show(self, value: Field) -> str:
        """A value as people read it."""
        if isinstance(value, str):
            return value
        return shown(Count(value) if isinstance(value, int) else value, self.lang, self.term)

    def term(self, key: str) -> str:
        """A word of our own, as the name of a severity, a status or a reading."""
        return self.say("terms", key)
