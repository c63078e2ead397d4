"""The columns of a table of placements: their names in English and Dutch, what they hold and what may stand in them.

The English names are those of docs/contract/placement.md#in-a-row-of-a-table: nested names joined with a dot.
docs/columns.md is made from this list. Names are read without regard to case, spaces, hyphens or underscores.

>>> from compensation import load_rulebook
>>> catalog = catalog_of(load_rulebook())
>>> catalog.canonical_name("Uren per week")
'hours_per_week'
>>> catalog.canonical_name("Cost.Clothing.Amount"), catalog.canonical_name("kosten.kleding.bedrag")
('cost.clothing.amount', 'cost.clothing.amount')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from compensation.choices import (
    CaoStatus,
    Carrier,
    Kind,
    Period,
    RequiredBy,
    Route,
    StudentProduct,
    TravelMode,
    WagePeriod,
    words_of,
)
from compensation.law.genuine_placement import Question
from compensation.rulebook import RuleBook
from compensation.rulebook.models import TRAVEL


@dataclass(frozen=True)
class ColumnSpec:
    """One column: what it holds, its Dutch names (the first is the one that a template shows), its choices.

    `holds`: id, choice, key, yes_no, amount, hours, kilometres, percent, placement_day, day, study_year, workdays,
    closed. `text` is the key of its explanation in the catalogue, `about` the kind of cost it is about.
    """

    name: str
    holds: str
    dutch: tuple[str, ...]
    text: str
    choices: Mapping[str, int] = field(default_factory=dict)
    required: bool = False
    about: str | None = None


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
}
DUTCH_QUESTIONS: Mapping[str, str] = {
    "learning_goals": "leerdoelen",
    "mentor_with_time": "begeleider_met_tijd",
    "extra_to_staff": "boventallig",
    "same_targets_as_staff": "zelfde_doelen",
    "already_graduated": "al_afgestudeerd",
}
YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "t", "on", "1", "ja", "j", "waar"), True),
    **dict.fromkeys(("false", "no", "n", "f", "off", "0", "nee", "onwaar"), False),
}


def _choices(names: tuple[str, ...], allowed: tuple[str, ...] | None = None) -> Mapping[str, int]:
    """Word -> index in `names`, for the allowed ones."""
    return MappingProxyType({name: names.index(name) for name in (allowed or names)})


ALLOWANCE_PER = _choices(words_of(Period), ("month", "week", "day", "hour"))
COST_PER = _choices(words_of(Period), ("once", "day", "week", "month"))


def _column(
    name: str, holds: str, *dutch: str, choices: Mapping[str, int] | None = None, required: bool = False
) -> ColumnSpec:
    return ColumnSpec(name, holds, dutch, f"table.columns.{name}", choices or {}, required)


_PLACEMENT = (
    _column("id", "id", "kenmerk", "nummer"),
    _column("route", "choice", "leerweg", "opleidingsroute", choices=_choices(words_of(Route)), required=True),
    _column("kind", "choice", "soort_stage", choices=_choices(words_of(Kind))),
    _column("compulsory", "yes_no", "verplicht"),
    _column("study_year", "study_year", "studiejaar", "leerjaar"),
    _column("sector", "key", "branche"),
    _column("cao.status", "choice", "cao_status", "cao_van_toepassing", choices=_choices(words_of(CaoStatus))),
    _column("cao.scheme", "key", "cao", "cao_regeling"),
    _column("cao.amount.amount", "amount", "cao_bedrag"),
    _column("cao.amount.per", "choice", "cao_bedrag_per", choices=ALLOWANCE_PER),
    _column("cao.amount.base_hours", "hours", "cao_bedrag_bij_uren"),
    _column("start", "placement_day", "begindatum", "startdatum", "start_date", required=True),
    _column("end", "placement_day", "einddatum", "end_date", required=True),
    _column("hours_per_week", "hours", "uren_per_week", "weekuren", required=True),
    _column("workdays", "workdays", "werkdagen", required=True),
    _column("public_holidays", "choice", "feestdagen", choices=_choices(("free", "worked"))),
    _column("closed", "closed", "gesloten"),
    _column("birth_date", "day", "geboortedatum", "birthdate", "date_of_birth"),
    _column("travel.mode", "choice", "vervoer", choices=_choices(words_of(TravelMode))),
    _column("travel.distance_km", "kilometres", "afstand_km", "afstand"),
    _column("travel.carrier", "choice", "vervoerder", choices=_choices(words_of(Carrier))),
    _column("travel.fare", "amount", "ritprijs"),
    _column("travel.region", "key", "busregio"),
    _column(
        "travel.student_product",
        "choice",
        "studentenreisproduct",
        "reisproduct",
        choices=_choices(words_of(StudentProduct)),
    ),
)
_OFFER = (
    _column("offer.allowance.amount", "amount", "stagevergoeding", "vergoeding"),
    _column("offer.allowance.per", "choice", "stagevergoeding_per", "vergoeding_per", choices=ALLOWANCE_PER),
    _column("offer.includes_expenses", "yes_no", "inclusief_onkosten"),
    _column("offer.km_rate", "amount", "kilometervergoeding"),
    _column("offer.wage.amount", "amount", "loon", "brutoloon"),
    _column("offer.wage.per", "choice", "loon_per", "brutoloon_per", choices=_choices(words_of(WagePeriod))),
    _column("offer.holiday_allowance_percent", "percent", "vakantiebijslag_procent", "vakantiegeld_procent"),
    _column("offer.employment_contract", "yes_no", "arbeidsovereenkomst", "arbeidscontract"),
    _column("norm", "key", "norm"),
    _column("own_norm.amount", "amount", "eigen_norm_bedrag"),
    _column("own_norm.per", "choice", "eigen_norm_per", choices=ALLOWANCE_PER),
    _column("own_norm.base_hours", "hours", "eigen_norm_bij_uren"),
)


def _cost_columns(kind: str, kind_in_dutch: str) -> tuple[ColumnSpec, ...]:
    parts: tuple[tuple[str, str, str, Mapping[str, int]], ...] = (
        ("amount", "amount", "bedrag", {}),
        ("per", "choice", "per", COST_PER),
        ("required_by", "choice", "vereist_door", _choices(words_of(RequiredBy))),
        ("provided", "yes_no", "verzorgd", {}),
    )
    return tuple(
        ColumnSpec(
            f"cost.{kind}.{name}",
            holds,
            (f"kosten.{kind_in_dutch}.{dutch}",),
            f"table.columns.cost.{name}",
            choices,
            about=kind,
        )
        for name, holds, dutch, choices in parts
    )


def _reimbursement_columns(kind: str, kind_in_dutch: str) -> tuple[ColumnSpec, ...]:
    parts: tuple[tuple[str, str, str, Mapping[str, int]], ...] = (
        ("amount", "amount", "bedrag", {}),
        ("per", "choice", "per", COST_PER),
        ("full", "yes_no", "volledig", {}),
    )
    return tuple(
        ColumnSpec(
            f"offer.reimburse.{kind}.{name}",
            holds,
            (f"vergoed.{kind_in_dutch}.{dutch}",),
            f"table.columns.reimburse.{name}",
            choices,
            about=kind,
        )
        for name, holds, dutch, choices in parts
    )


_TEST = tuple(
    _column(f"placement_test.{question}", "yes_no", f"stagetoets_{DUTCH_QUESTIONS[question]}")
    for question in words_of(Question)
)
#: The columns of every table; those of the kinds of cost come from the rule book.
FIXED: Mapping[str, ColumnSpec] = {column.name: column for column in (*_PLACEMENT, *_OFFER, *_TEST)}
REQUIRED = tuple(column.name for column in FIXED.values() if column.required)
#: A dotted name that begins like one of ours and is none of ours is a slip of the pen, never a column of one's own.
OWN_PREFIXES = ("cao.", "travel.", "cost.", "offer.", "own_norm.", "placement_test.", "kosten.", "vergoed.")


def plain(name: str) -> str:
    """A column name or a word without regard to case, spaces, hyphens and underscores.

    >>> plain(" Uren-per  Week ")
    'uren_per_week'
    """
    return re.sub(r"\s*\.\s*", ".", re.sub(r"[\s_\-]+", "_", name.strip().casefold()).strip("_"))


def _names(columns: Iterable[ColumnSpec]) -> Mapping[str, str]:
    return {plain(name): column.name for column in columns for name in (column.name, *column.dutch)}


_FIXED_NAMES = _names(FIXED.values())


def fixed_name(name: str) -> str | None:
    """The contract's name of a column of every table, None for any other name."""
    return _FIXED_NAMES.get(plain(name))


@dataclass(frozen=True)
class Catalog:
    """The columns of a table by their names in the contract, in their order; `names` is every plain name of each."""

    columns: Mapping[str, ColumnSpec]
    names: Mapping[str, str]

    def canonical_name(self, name: str) -> str | None:
        """The contract's name of a column, None for a name that is not ours."""
        return self.names.get(plain(name))


def catalog_of(book: RuleBook) -> Catalog:
    """The columns of a table under a rule book."""
    return _catalog(tuple((kind, book.costs[kind].column) for kind in book.line_kinds))


@lru_cache(maxsize=8)
def _catalog(kinds: tuple[tuple[str, str], ...]) -> Catalog:
    columns = (
        *_PLACEMENT,
        *(column for kind in kinds if kind[0] != TRAVEL for column in _cost_columns(*kind)),
        *_OFFER,
        *(column for kind in kinds for column in _reimbursement_columns(*kind)),
        *_TEST,
    )
    return Catalog({column.name: column for column in columns}, _names(columns))


def looks_like_ours(name: str) -> bool:
    """A dotted name in one of our sections."""
    return plain(name).startswith(OWN_PREFIXES)


def words(choices: Mapping[str, int]) -> dict[str, int]:
    """Plain word -> code: the choices themselves and their Dutch words."""
    found = {plain(word): code for name, code in choices.items() for word in DUTCH_WORDS.get(name, ())}
    return found | {plain(name): code for name, code in choices.items()}
