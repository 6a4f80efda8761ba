"""Which branch of the roll a written name means. Equality decides in every step; what only looks alike is told."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reconcile.model.roll import Branch, Match, Roll
from reconcile.text.fold import clean, slug, tokens

Found = tuple[Branch, ...]
PROVINCE, CITY = "province", "city"
PREFIXES: Mapping[tuple[str, ...], str] = {
    **dict.fromkeys([("lien", "chi", "hoi"), ("chi", "hoi"), ("ch",), ("thu", "vien"), ("tv",), ("tvcc",)], ""),
    **dict.fromkeys([("cong", "cong"), ("khoa", "hoc", "tong", "hop"), ("tong", "hop"), ("khth",), ("tvkhth",)], ""),
    **dict.fromkeys([("tinh",), ("tvt",)], PROVINCE),
    **dict.fromkeys([("thanh", "pho"), ("tp",), ("t", "p"), ("tvtp",)], CITY),
}
"""Words in front of a name that are not the name, and the rank that they give the place."""
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Core:
    """The distinctive words of a name, and the rank that stood before them; no words where none is distinctive."""

    words: str
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Provinces:
    """What spellings.toml says, without marks and blanks: spelling → common spelling; the cities under the centre."""

    families: Mapping[str, str]
    cities: frozenset[str]


class NameBook:
    """The names of the roll, and the spellings that a person accepted (folded spelling → slug)."""

    def __init__(self, roll: Roll, accepted: Mapping[str, str]) -> None:
        branches = roll.branches
        cores = {branch.slug: [core_of(name) for name in (branch.name, *branch.aliases)] for branch in branches}
        self._cores = cores
        self._branches = branches
        self._accepted = {slug(name): (roll.by_slug[to],) for name, to in accepted.items() if to in roll.by_slug}
        self._exact = _index(branches, lambda branch: [clean(branch.name)])
        self._aliases = _index(branches, lambda branch: map(slug, branch.aliases))
        self._folded = _index(branches, lambda branch: [slug(branch.name)])
        self._words = _index(branches, lambda branch: [core.words for core in cores[branch.slug]])
        self._families = _index(branches, lambda branch: [family(core.words) for core in cores[branch.slug]])
        self._codes = _index(branches, lambda branch: [slug(branch.slug)])
        self._matched: dict[tuple[str, str | None], Match] = {}

    def match(self, name: str, class_id: str | None = None) -> Match:
        """The branch that a name means; a class decides between equals, and a bare place is sought in it alone.

        Without a branch, `near` holds the names that fit equally, else those that look alike, at most three.
        """
        key = name, class_id
        if key not in self._matched:
            self._matched[key] = self._match(name, class_id)
        return self._matched[key]

    def _match(self, name: str, class_id: str | None) -> Match:
        for how, found in self._ladder(name, class_id):
            fitting = _of_class(found, class_id) or found
            if len(fitting) == 1:
                return Match(fitting[0].slug, how)
            if fitting:
                return Match(None, "none", tuple(branch.name for branch in fitting[:MOST_NEAR]))
        return Match(None, "none", self._near(core_of(name).words))

    def _ladder(self, name: str, class_id: str | None) -> Iterator[tuple[str, Found]]:
        """What each way of comparing finds, the surest first."""
        key, core = slug(name), core_of(name)
        yield "alias", self._accepted.get(key, ())
        yield "exact", self._exact.get(clean(name), ())
        yield "alias", self._aliases.get(key, ())
        yield "folded", self._folded.get(key, ())
        yield "folded", self._places(self._words.get(core.words, ()), core, class_id)
        yield "alias", self._places(self._families.get(family(core.words), ()), core, class_id)
        yield "exact", self._codes.get(key, ())

    def _places(self, found: Found, core: Core, class_id: str | None) -> Found:
        """Those of the class whose rank is not another: the library of a province is not that of its capital."""
        return tuple(branch for branch in _of_class(found, class_id) if self._fits(branch, core))

    def _fits(self, branch: Branch, core: Core) -> bool:
        ranks = {own.rank for own in self._cores[branch.slug]} - {""}
        return not core.rank or not ranks or core.rank in ranks

    def _near(self, words: str) -> tuple[str, ...]:
        """The names whose distinctive words are a quarter of the letters away at most, the nearest first."""
        from rapidfuzz.distance.DamerauLevenshtein import distance

        most = max(1, len(words) // 4) if words else -1
        ranked = [
            (min(distance(words, core.words) for core in self._cores[branch.slug]), place)
            for place, branch in enumerate(self._branches)
        ]
        alike = sorted(pair for pair in ranked if pair[0] <= most)
        return tuple(self._branches[place].name for _, place in alike[:MOST_NEAR])


def core_of(name: str) -> Core:
    """ "TV tinh An Giang" → Core("an giang", "province"); only words in front go, since Ha Tinh ends in one of them."""
    words, rank = tokens(name), ""
    while prefix := next((words[:size] for size in (4, 3, 2, 1) if words[:size] in PREFIXES), ()):
        rank = rank or PREFIXES[prefix]
        words = words[len(prefix) :]
    distinctive = any(len(word) > 1 and not word.isdigit() for word in words)
    rest = " ".join(words) if distinctive else ""
    return Core(rest, "" if family(rest) in _provinces().cities else rank)


def family(words: str) -> str:
    """The key of the province that distinctive words are a known spelling of; empty where there is none."""
    return _provinces().families.get(words.replace(" ", ""), "")


@cache
def _provinces() -> Provinces:
    with (Path(__file__).parent / "spellings.toml").open("rb") as file:
        data = tomllib.load(file)
    table: Mapping[str, list[str]] = data["spellings"]
    families = {_squashed(name): _squashed(common) for common, others in table.items() for name in (common, *others)}
    return Provinces(families, frozenset(map(_squashed, data["cities"])))


def _squashed(name: str) -> str:
    return "".join(tokens(name))


def _index(branches: Found, keys: Callable[[Branch], Iterable[str]]) -> Mapping[str, Found]:
    """The branches of each key, each once, in the order of the roll; what has no key is not in it."""
    index: defaultdict[str, dict[str, Branch]] = defaultdict(dict)
    for branch in branches:
        for key in filter(None, keys(branch)):
            index[key][branch.slug] = branch
    return {key: tuple(found.values()) for key, found in index.items()}


def _of_class(found: Found, class_id: str | None) -> Found:
    return tuple(branch for branch in found if class_id in (None, branch.class_id))
