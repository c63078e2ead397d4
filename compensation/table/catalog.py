"""The columns of a table of placements: every field of a placement by a dotted name, in English and in Dutch.

What a column holds and what it is called is declared with the field (compensation.placement.fields); here stands how
lists become columns: `cost.<kind>.amount`, `cost.<kind>.2.amount`, `travel.2.mode`, `change.1.hours_per_week`.
docs/columns.md is made from this list. Names are read without regard to case, spaces, hyphens or underscores.

>>> from compensation import load_rulebook
>>> catalog = catalog_of(load_rulebook())
>>> catalog.canonical_name("Uren per week")
'hours_per_week'
>>> catalog.canonical_name("Cost.Clothing.Amount"), catalog.canonical_name("kosten.kleding.bedrag")
('cost.clothing.amount', 'cost.clothing.amount')
>>> catalog.canonical_name("wijziging.1.reis.2.vervoer")
'change.1.travel.2.mode'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from compensation.placement.fields import FIELDS, Field
from compensation.placement.kinds import MOST_CHANGES, MOST_LEGS, Word
from compensation.rulebook import RuleBook
from compensation.rulebook.models import TRAVEL
from compensation.texts import LANGUAGES

#: The kinds of cost, travel among them, each with its name in Dutch columns.
Kinds = tuple[tuple[str, str], ...]
#: Where a value stands in a placement: names of fields, and a tuple for an item of a list.
Step = str | tuple[str | int, ...]


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its field, its Dutch names (the first is the one that a template shows), where its value stands.

    `about` is the kind of cost it is about; `numbered` columns (a second cost, a change) are read and not shown.
    """

    name: str
    field: Field
    dutch: tuple[str, ...]
    steps: tuple[Step, ...]
    text: str
    about: str | None = None
    numbered: bool = False

    @property
    def holds(self) -> str:
        """The kind of what it holds: amount, hours, day, choice, ..."""
        return self.field.holds.kind

    @cached_property
    def choices(self) -> Mapping[str, int]:
        """The words that it may hold, with their numbers in the law."""
        holds = self.field.holds
        return MappingProxyType(dict(holds.codes) if isinstance(holds, Word) else {})

    @property
    def required(self) -> bool:
        """Whether every row needs it; the hours may also be given by day."""
        return self.name in REQUIRED or self.name in HOURS


#: Dutch words for choices; each choice is also read under its English name.
DUTCH_WORDS: Mapping[str, tuple[str, ...]] = {
    "placement": ("stage",),
    "observation": ("snuffelstage", "meeloopstage"),
    "none": ("geen",),
    "applies": ("van toepassing", "geldt"),
    "unknown": ("onbekend",),
    "free": ("vrij",),
    "worked": ("gewerkt", "werkt"),
    "public_transport": ("openbaar vervoer", "ov"),
    "own_vehicle": ("eigen vervoer", "auto", "fiets"),
    "train": ("trein",),
    "bus": (),
    "week": ("weekproduct",),
    "weekend": ("weekendproduct",),
    "month": ("maand",),
    "day": ("dag",),
    "hour": ("uur",),
    "once": ("eenmalig", "één keer"),
    "four_weeks": ("vier weken", "4 weken"),
    "employer": ("werkgever", "bedrijf"),
    "law": ("wet",),
    "school": (),
    "own_choice": ("eigen keuze",),
    "dual": ("duaal",),
    "season_ticket": ("abonnement",),
    "year": ("jaar",),
    "both": ("heen en terug", "beide"),
    "outbound": ("heen",),
    "return": ("terug",),
}
YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "t", "on", "1", "ja", "j", "waar", "x", "✓", "✔"), True),
    **dict.fromkeys(("false", "no", "n", "f", "off", "0", "nee", "onwaar"), False),
}


HOURS = ("hours_per_week", "workdays")
REQUIRED = tuple(path for path, field in FIELDS.items() if field.required and "." not in path)


def missing_columns(known: Collection[str]) -> list[str]:
    """The columns that a table needs and does not have."""
    needed = (*REQUIRED, *(() if "hours_by_day" in known else HOURS))
    return [column for column in needed if column not in known]


#: List -> how its columns begin, in English and in Dutch.
_LISTS = {"costs": ("cost", "kosten"), "offer.reimbursements": ("offer.reimburse", "vergoed")}
_NUMBERS = (1, 2)
#: A dotted name that begins like one of ours and is none of ours is a slip of the pen, never a column of one's own.
OWN_PREFIXES = (
    *("cao.", "travel.", "cost.", "offer.", "own_norm.", "placement_test.", "closed.", "hours_by_day."),
    *("assume.", "change.", "kosten.", "vergoed.", "wijziging.", "reis."),
)


def _columns(kinds: Kinds) -> Iterator[ColumnSpec]:
    seen = set()
    for path, field in FIELDS.items():
        group = next((name for name in (*_LISTS, "changes") if path.startswith(f"{name}.")), None)
        if group is None:
            yield from _plain_columns(field)
        elif group not in seen:
            seen.add(group)
            yield from _change_columns() if group == "changes" else _list_columns(group, kinds)


def _plain_columns(field: Field) -> Iterator[ColumnSpec]:
    text = f"table.columns.{field.path}"
    if field.path.startswith("travel."):
        yield from _leg_columns(field, field.path.removeprefix("travel."), (), "", "")
        return
    steps = tuple(field.path.split("."))
    yield ColumnSpec(field.path, field, field.dutch, steps, text)
    if field.path == "closed":
        yield ColumnSpec("closed.unpaid", field, ("onbetaald_vrij",), ("closed.unpaid",), "table.columns.unpaid")


def _leg_columns(field: Field, part: str, before: tuple[Step, ...], nl: str, en: str) -> Iterator[ColumnSpec]:
    """A way of travelling; the first has no number."""
    for leg in range(1, MOST_LEGS + 1):
        name = f"{en}travel.{part}" if leg == 1 else f"{en}travel.{leg}.{part}"
        dutch = tuple(f"{nl}{own}" if leg == 1 else f"{nl}reis.{leg}.{own}" for own in field.dutch)
        steps = (*before, "travel", (leg,), part)
        yield ColumnSpec(name, field, dutch, steps, f"table.columns.travel.{part}", numbered=leg > 1 or bool(before))


def _list_columns(group: str, kinds: Kinds) -> Iterator[ColumnSpec]:
    """The columns of a list of costs or of what is paid back: those of each kind, and those of a second one of it."""
    en, nl = _LISTS[group]
    fields = {path.rpartition(".")[2]: field for path, field in FIELDS.items() if path.startswith(f"{group}.")}
    for number in _NUMBERS:
        again = "" if number == 1 else f"{number}."
        for kind, kind_in_dutch in kinds:
            for name, field in fields.items():
                if name == "kind" or (group == "costs" and kind == TRAVEL):
                    continue
                dutch = tuple(f"{nl}.{kind_in_dutch}.{again}{own}" for own in field.dutch)
                steps: tuple[Step, ...] = (*group.split("."), (kind, number), name)
                text = f"table.columns.{en.rpartition('.')[2]}.{name}"
                yield ColumnSpec(f"{en}.{kind}.{again}{name}", field, dutch, steps, text, kind, number > 1)


def _change_columns() -> Iterator[ColumnSpec]:
    """The columns of each change: what changes, by the name that it has without a change."""
    fields = {path.removeprefix("changes."): field for path, field in FIELDS.items() if path.startswith("changes.")}
    for number in range(1, MOST_CHANGES + 1):
        before: tuple[Step, ...] = ("changes", (number,))
        nl, en = f"wijziging.{number}.", f"change.{number}."
        for path, field in fields.items():
            if path.startswith("travel."):
                yield from _leg_columns(field, path.removeprefix("travel."), before, nl, en)
                continue
            text = "table.columns.change.from" if path == "from" else f"table.columns.{path}"
            dutch = tuple(f"{nl}{own}" for own in field.dutch)
            yield ColumnSpec(f"{en}{path}", field, dutch, (*before, *path.split(".")), text, numbered=True)


def column_name(spec: ColumnSpec, lang: str) -> str:
    """What a column is called in a file of this language: the Dutch name, or the contract's."""
    return spec.dutch[0] if LANGUAGES[lang].dutch_tables and spec.dutch else spec.name


#: Own columns that are taken for the employer's name when none is given.
EMPLOYER_NAMES = ("employer", "werkgever", "company", "bedrijf", "leerbedrijf", "organisation", "organisatie")


def employer_column(columns: Sequence[Any]) -> str | None:
    """The own column that looks like the employer's name, None when none does."""
    return next((str(name) for name in columns if plain(str(name)) in EMPLOYER_NAMES), None)


def plain(name: str) -> str:
    """A column name or a word without regard to case, spaces, hyphens and underscores.

    >>> plain(" Uren-per  Week ")
    'uren_per_week'
    """
    return re.sub(r"\s*\.\s*", ".", re.sub(r"[\s_\-]+", "_", name.strip().casefold()).strip("_"))


@dataclass(frozen=True)
class Catalog:
    """The columns of a table by their names in the contract, in their order; `names` is every plain name of each.

    `every` holds those that are read, `columns` those that a template and a page show: without the numbered ones.
    """

    every: Mapping[str, ColumnSpec]
    columns: Mapping[str, ColumnSpec]
    names: Mapping[str, str]

    def canonical_name(self, name: str) -> str | None:
        """The contract's name of a column, None for a name that is not ours."""
        return self.names.get(plain(name))


def catalog_of(book: RuleBook) -> Catalog:
    """The columns of a table under a rule book."""
    return _catalog(tuple((kind, book.costs[kind].column) for kind in book.line_kinds))


@lru_cache(maxsize=8)
def _catalog(kinds: Kinds) -> Catalog:
    every = {column.name: column for column in _columns(kinds)}
    shown = {name: column for name, column in every.items() if not column.numbered}
    names = {
        plain(name): column.name
        for column in every.values()
        for name in (column.name, *column.dutch, *(() if column.numbered else column.field.english))
    }
    return Catalog(MappingProxyType(every), MappingProxyType(shown), MappingProxyType(names))


#: The columns of every table; those of the kinds of cost come from the rule book.
FIXED: Mapping[str, ColumnSpec] = _catalog(()).every


def fixed_name(name: str) -> str | None:
    """The contract's name of a column of every table, None for any other name."""
    return _catalog(()).canonical_name(name)


def looks_like_ours(name: str) -> bool:
    """A dotted name in one of our sections."""
    return plain(name).startswith(OWN_PREFIXES)


def words(choices: Mapping[str, int]) -> dict[str, int]:
    """Plain word -> code: the choices themselves and their Dutch words."""
    found = {plain(word): code for name, code in choices.items() for word in DUTCH_WORDS.get(name, ())}
    return found | {plain(name): code for name, code in choices.items()}
