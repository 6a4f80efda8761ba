"""What a row is about, as atoms: which branches, classes, incomes and grants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reconcile.loaders.kinds.grants import grant_rows
from reconcile.loaders.kinds.income import income_rows
from reconcile.loaders.kinds.roll import ClassOf
from reconcile.loaders.vocabulary import atoms_of
from reconcile.model.books import Books
from reconcile.model.charter import Charter
from reconcile.model.periods import Period
from reconcile.model.roll import Roll
from reconcile.model.table import Role, Table, TableName
from reconcile.text.fold import slug, tokens

NO_PERIOD = Period.year(1900)
"""Stands for the period of a grant where only its atom is asked for."""

LEAST_SHARED = Fraction(3, 5)
"""How much of a label must be the funder's: a line may add what the money was for."""

Row = tuple[TableName, int]


@dataclass(frozen=True)
class Meaning:
    """The atoms of rows of typed tables, and of labels in a summary.

    rows: (table, row) → atom; classes: branch slug → class; complete: (kind, class) → every branch listed anywhere.
    """

    class_of: ClassOf
    class_ids: tuple[str, ...]
    rows: Mapping[Row, str]
    classes: Mapping[str, str]
    complete: Mapping[tuple[str, str], frozenset[str]]
    grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def scope(self, table: Table, rows: Iterable[int]) -> frozenset[str]:
        """The atoms of several rows of a typed table; the branches of a whole class become the class."""
        atoms = {self.rows.get((table.name, row), f"?{slug(table.by_row[row].label)}") for row in rows}
        by_class: dict[str, set[str]] = {}
        for atom in atoms:
            if atom.startswith("branch/") and (found := self.classes.get(atom.removeprefix("branch/"))):
                by_class.setdefault(found, set()).add(atom)
        for class_id, branches in by_class.items():
            if len(branches) >= len(self.complete.get((table.kind, class_id), ())):
                atoms -= branches
                atoms.add(f"dues/{class_id}")
        return frozenset(atoms)

    def of_label(self, label: str, section: frozenset[str], leaf: bool) -> frozenset[str]:
        """The atoms that a label of a summary names, in a section that is about some kinds of money."""
        said = self.class_of(label)
        named = atoms_of(label)
        if said and (not named or "dues" in named):
            return frozenset({f"dues/{said}"})
        if not self.class_ids and ("dues" in named or (not named and "dues" in section)):
            return frozenset({f"dues/?{slug(label)}"})
        if other := {atom for atom in named if atom.startswith("other/")}:
            return frozenset(other)
        if "dues" in named:
            return frozenset(f"dues/{class_id}" for class_id in self.class_ids)
        if "grant" in named or "grant" in section:
            found = self._grant(label)
            return frozenset({found}) if found else frozenset({f"?{slug(label)}"}) if leaf else frozenset(self.grants)
        return frozenset({f"?{slug(label)}"})

    def _grant(self, label: str) -> str | None:
        """The one grant whose funder's words, or initials of them ("CNCĐ"), make up most of the label."""
        words = [word for word in tokens(label) if not word.isdigit()]
        scores = sorted(((_share(words, funder), atom) for atom, funder in self.grants.items()), reverse=True)
        if scores and scores[0][0] >= LEAST_SHARED and (len(scores) == 1 or scores[1][0] < scores[0][0]):
            return scores[0][1]
        return None

    @property
    def everybody(self) -> frozenset[str]:
        """The whole association."""
        return frozenset(f"dues/{class_id}" for class_id in self.class_ids)


def meaning_of(tables: Sequence[Table], books: Books, roll: Roll, charter: Charter, class_of: ClassOf) -> Meaning:
    """Every row of the typed tables with its atom. A name that is not on the roll counts to the class of its list."""
    rows: dict[Row, str] = {}
    complete: dict[tuple[str, str], set[str]] = {}
    classes = {branch.slug: branch.class_id for branch in roll.branches}
    for dues in books.dues:
        atom = f"branch/{dues.branch}" if dues.branch else f"dues/{dues.class_id}" if dues.class_id else None
        rows[dues.table, dues.row] = atom or f"?{slug(dues.shown_name)}"
        if dues.branch:
            complete.setdefault(("dues", classes[dues.branch]), set()).add(dues.branch)
    at = {(branch.at.source, branch.at.sheet, branch.at.row): branch for branch in roll.branches if branch.at}
    for table in tables:
        for line in table.lines if table.kind == "roll" else ():
            if found := at.get((table.grid.source, table.grid.sheet, line.row)):
                rows[table.name, line.row] = f"branch/{found.slug}"
                complete.setdefault(("roll", found.class_id), set()).add(found.slug)
    for payment in books.payments:
        rows.setdefault((payment.table, payment.row), f"branch/{payment.branch}" if payment.branch else "?")
    for income in books.income:
        rows[income.table, income.row] = income.atom
    for grant in books.grants:
        rows[grant.table, grant.row] = grant.atom
    return Meaning(
        class_of,
        tuple(found.id for found in charter.classes),
        rows,
        classes,
        {key: frozenset(found) for key, found in complete.items()},
        {grant.atom: tokens(grant.funder) for grant in books.grants},
    )


def bare_meaning(tables: Sequence[Table]) -> Meaning:
    """The atoms of tables that stand alone, without charter and roll: every branch and class is its own."""
    rows: dict[Row, str] = {}
    for table in tables:
        for line in table.of(Role.LEAF) if table.kind in {"dues", "roll", "payments"} else ():
            rows[table.name, line.row] = f"branch/?{slug(line.label)}"
        for income in income_rows(table) if table.kind == "income" else ():
            rows[income.table, income.row] = income.atom
    grants = [grant for table in tables if table.kind == "grants" for grant in grant_rows(table, NO_PERIOD)]
    rows |= {(grant.table, grant.row): grant.atom for grant in grants}
    return Meaning(lambda _: None, (), rows, {}, {}, {grant.atom: tokens(grant.funder) for grant in grants})


def _share(words: Sequence[str], funder: Sequence[str]) -> Fraction:
    """The share of a label's words that are words of the funder's name or initials of a run of them."""
    initials = "".join(word[0] for word in funder)
    said = sum(word in funder or (len(word) > 2 and word in initials) for word in words)
    return Fraction(said, max(len(words), 1))
