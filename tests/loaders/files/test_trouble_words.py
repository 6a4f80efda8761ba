from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import reconcile.loaders.files as package
from reconcile.i18n.words import catalog
from reconcile.loaders.files.read import READERS
from reconcile.loaders.files.sniff import MAGIC, MAIN_PARTS, STREAMS

HERE = Path(package.__file__).parent
LIBRARIES = re.compile(r"zip|xml\.|calamine|openpyxl|expat|pandas|panic|exception|traceback", re.IGNORECASE)


DOUBTS = {
    "text_letters_lost": {"line", "words"},
    "text_bad_byte": {"line"},
    "text_second_bom": {"line"},
    "text_bom_over_utf16": set(),
    "text_zero_bytes": {"line"},
    "text_twice_coded": {"words"},
    "text_untwisted": {"words"},
    "text_horns_lost": {"words"},
}
"""Codes that are made of the doubts of the decoder, and what each is told with."""


@cache
def raised() -> dict[str, set[str]]:
    """Every code that the sources name, with the names of its values where they stand beside it."""
    found: dict[str, set[str]] = {}
    for file in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"ReconcileError.of", "Trouble"}:
                place = 0 if ast.unparse(node.func) == "ReconcileError.of" else 1
                codes = [one.value for one in ast.walk(node.args[place]) if isinstance(one, ast.Constant)]
                dicts = [one for one in ast.walk(node) if isinstance(one, ast.Dict)]
                names = {key.value for one in dicts for key in one.keys if isinstance(key, ast.Constant)}
                for code in codes:
                    found.setdefault(str(code), set()).update(map(str, names))
    for _, kind in (*STREAMS, *MAGIC, *MAIN_PARTS):
        if kind not in READERS:
            found.setdefault(kind, set())
    found.pop("text_")
    return found | DOUBTS


def test_the_sources_name_many_codes() -> None:
    assert len(raised()) > 30


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(raised()))
def test_every_trouble_has_words_that_name_no_library_and_fit_two_lines(code: str, lang: str) -> None:
    text = catalog("troubles")[lang][code]
    assert isinstance(text, str)
    assert not LIBRARIES.search(text.replace(".xml", ""))
    fields = {name for _, name, _, _ in Formatter().parse(text) if name}
    assert fields == raised()[code]
    lines = text.split("\n")
    assert len(lines) <= 2
    assert all(len(line) <= 100 and line.endswith(".") for line in lines)


def test_both_languages_have_the_same_codes_and_fields() -> None:
    words = catalog("troubles")
    assert words["vi"].keys() == words["en"].keys()
    for code, text in words["vi"].items():
        fields = [{name for _, name, _, _ in Formatter().parse(str(one)) if name} for one in (text, words["en"][code])]
        assert fields[0] == fields[1], code
