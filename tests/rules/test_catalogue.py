"""The registry of codes is whole: rule, cases and words belong together, and no rule depends on the order of things."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import reconcile
from reconcile.i18n.flags import fields
from reconcile.i18n.words import LANGUAGES, catalog
from reconcile.model.claims import Claim
from reconcile.model.flags import Flag
from reconcile.model.results import Statements, World
from reconcile.rules import Rule, all_rules, codes
from tests.rules.cases import Case, all_cases, files_of, outcome, reconciled

PACKAGE = Path(reconcile.__file__).parent
RULES = sorted(path for path in (PACKAGE / "rules").glob("*.py") if path.stem != "__init__")
CAUSES = sorted(path for path in (PACKAGE / "audit" / "causes").glob("*.py") if path.stem != "__init__")
KINDS = {path.stem for path in (PACKAGE / "i18n" / "causes").glob("*.toml")}
KEYS = {"title", "what", "why", "remedy", "line", "job", "jobs"}
COMMON = {"at", "sheet", "stated", "expected", "expected_after_others", "gap", "stake", "period"}
"""Fields that every flag may use besides those of its code."""

OF_CAUSES = {"text", "text_many", "text_several"}

each_rule = pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
each_code = pytest.mark.parametrize("code", sorted(codes()))
each_case = pytest.mark.parametrize("case", all_cases(), ids=str)


def code_of(path: Path) -> str:
    return path.stem[:4].upper()


@cache
def raised() -> tuple[Flag, ...]:
    """Every flag of every case."""
    return tuple(flag for case in all_cases() for flag in outcome(case).flags)


def placeholders(area: str, lang: str, key: str) -> set[str]:
    """The names in braces of a template, of both its forms where it has two."""
    template = catalog(area)[lang][key]
    forms = [template] if isinstance(template, str) else template.values()
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


def strings_in(paths: Iterable[Path]) -> set[str]:
    """Every string literal of some modules."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_the_id_of_every_code_is_its_own() -> None:
    ids = Counter(rule.code.id for rule in all_rules())
    assert [code for code, times in ids.items() if times > 1] == []


@each_rule
def test_the_file_of_a_rule_begins_with_its_code(path: Path) -> None:
    found = [rule for rule in all_rules() if rule.module.endswith(f".{path.stem}")]
    assert [rule.code.id for rule in found] == [code_of(path)]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code.id)
def test_a_rule_makes_claims_or_findings_and_not_both(rule: Rule) -> None:
    assert (rule.claims is None) != (rule.findings is None)


@each_rule
def test_a_rule_imports_nothing_of_ours_but_the_model(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    ours = {name for name in names if name.split(".")[0] == "reconcile"}
    assert {name for name in ours if not name.startswith("reconcile.model.")} == set()


@each_rule
def test_a_rule_has_a_case_that_fires_and_one_that_stays_silent(path: Path) -> None:
    assert (Path(__file__).parent / f"{path.stem}.md").is_file()
    mine = [case for case in all_cases() if case.code == code_of(path)]
    assert {case.fires for case in mine} == {True, False}


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in Path(__file__).parent.glob("*.md")} == {path.stem for path in RULES}


def test_the_words_of_codes_are_those_of_the_rules() -> None:
    files = {path.stem for path in (PACKAGE / "i18n").glob("*.toml") if path.stem[1:].isdigit()}
    assert files == set(codes())


@each_code
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_has_all_its_sentences(code: str, lang: str) -> None:
    assert set(catalog(code)[lang]) == KEYS


@each_code
@pytest.mark.parametrize("key", sorted(KEYS))
def test_the_sentences_of_a_code_use_only_what_its_flags_say(code: str, key: str) -> None:
    vi, en = (placeholders(code, lang, key) for lang in LANGUAGES)
    said = set(codes()[code].says) | COMMON
    assert vi == en
    if key == "jobs":
        said |= {"count", "points"}
    assert vi <= said


@each_code
def test_a_flag_carries_every_value_that_its_words_use(code: str) -> None:
    mine = [flag for flag in raised() if flag.code == code]
    used = set().union(*(placeholders(code, "vi", key) for key in KEYS - {"jobs"}))
    for flag in mine:
        assert used <= set(fields(flag)), flag.key


@each_code
def test_a_flag_carries_what_its_code_promises_in_the_promised_type(code: str) -> None:
    says = codes()[code].says
    for flag in (flag for flag in raised() if flag.code == code):
        assert {name: type(flag.values.get(name)) for name in says} == dict(says), flag.key


@each_code
def test_what_weighs_is_said_or_stands_in_the_flag(code: str) -> None:
    found = codes()[code]
    assert set(found.weighs) <= set(found.says) | {"stated", "expected"}


@pytest.mark.parametrize("path", CAUSES, ids=lambda path: path.stem)
def test_a_cause_has_words_and_a_case_that_tells_it(path: Path) -> None:
    assert path.stem in KINDS
    assert path.stem in {explanation.kind for flag in raised() for explanation in flag.explanations}


def test_every_explanation_of_a_case_has_words() -> None:
    assert {explanation.kind for flag in raised() for explanation in flag.explanations} <= KINDS


def test_every_explanation_with_words_is_given_by_some_module() -> None:
    modules = [
        *RULES,
        *CAUSES,
        *(PACKAGE / "audit").glob("*.py"),
        *(PACKAGE / "audit" / "footing").glob("*.py"),
        PACKAGE / "audit" / "causes" / "__init__.py",
    ]
    assert KINDS - strings_in(modules) == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_explanation_says_the_same_in_both_languages(kind: str) -> None:
    vi, en = (catalog(f"causes/{kind}")[lang] for lang in LANGUAGES)
    assert "text" in vi
    assert set(vi) == set(en) <= OF_CAUSES
    for key in vi:
        assert placeholders(f"causes/{kind}", "vi", key) == placeholders(f"causes/{kind}", "en", key)


def test_an_explanation_carries_every_value_that_its_words_use() -> None:
    for flag in raised():
        for told in flag.explanations:
            key = "text_many" if told.rivals else "text_several" if "labels" in told.values else "text"
            used = placeholders(f"causes/{told.kind}", "vi", key)
            assert used <= set(fields(flag)) | set(told.values), (told.kind, flag.key)


@each_case
def test_a_rule_asked_twice_says_the_same(case: Case) -> None:
    world = outcome(case).world
    assert [list(said(rule, world)) for rule in all_rules()] == [list(said(rule, world)) for rule in all_rules()]


@each_case
def test_a_rule_does_not_care_in_which_order_the_tables_come(case: Case) -> None:
    world = outcome(case).world
    for rule in all_rules():
        assert same(said(rule, world), said(rule, backwards(world))), rule.code.id


@pytest.mark.parametrize("case", [case for case in all_cases() if len(case.sheets) > 1], ids=str)
def test_the_flags_do_not_depend_on_the_order_of_the_files(case: Case) -> None:
    flags = reconciled(case, files_of(case)[::-1]).flags
    assert {facts(flag) for flag in flags} == {facts(flag) for flag in outcome(case).flags}


def said(rule: Rule, world: World) -> Iterator[Claim | Flag]:
    """What a rule claims or finds in a world."""
    if rule.claims:
        yield from rule.claims(world)
    elif rule.findings:
        yield from rule.findings(world).flags


def backwards(world: World) -> World:
    """The same world with tables, relations and statements from the last to the first."""
    statements = Statements(world.statements.all[::-1])
    return replace(world, tables=world.tables[::-1], relations=world.relations[::-1], statements=statements)


def same(some: Iterable[Claim | Flag], others: Iterable[Claim | Flag]) -> bool:
    """Whether both hold the same, in whatever order; values are mappings and cannot be hashed."""
    return sorted(map(repr, some)) == sorted(map(repr, others))


def facts(flag: Flag) -> tuple[object, ...]:
    """What a reader of a flag goes by."""
    return flag.id, flag.key, flag.at, flag.stated, flag.expected, flag.severity, frozenset(flag.also), flag.state
