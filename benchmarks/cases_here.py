"""The columns of sample.py as cases of the law, as compensation.table.reading makes them of a file's cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from sample import FIRST_POLICY, NORM_OWN, NOTHING, WORDS, Column, Columns, World, translated

from compensation import RuleBook
from compensation.choices import (
    Answer,
    CaoStatus,
    Carrier,
    Choice,
    Kind,
    Norm,
    Period,
    RequiredBy,
    Route,
    StudentProduct,
    TravelMode,
    WagePeriod,
    member,
    words_of,
)
from compensation.law.genuine_placement import Question
from compensation.placement.case import Case, Closed, Cost, Reimbursement, Segment, Tables
from compensation.reading.records import Cases, empty, rows_of
from compensation.reading.tables import own_parts

_CHOICES: Mapping[str, type[Choice]] = {
    "route": Route,
    "kind": Kind,
    "cao_status": CaoStatus,
    "travel_mode": TravelMode,
    "carrier": Carrier,
    "student_product": StudentProduct,
    "wage_per": WagePeriod,
    "cao_per": Period,
    "allowance_per": Period,
    "own_per": Period,
    "required_by": RequiredBy,
}
_OF_CASE = (
    "route", "kind", "compulsory", "start", "end", "sector", "cao_status", "scheme", "cao_amount", "cao_per",
    "cao_base", "own_amount", "own_per", "own_base", "includes_expenses",
)  # fmt: skip
_OF_SEGMENT = (
    "hours", "workdays", "holidays_worked", "study_year", "travel_mode", "distance", "fare", "region",
    "student_product", "allowance", "allowance_per", "km_rate", "wage", "wage_per", "holiday_percent",
)  # fmt: skip


def keys_of(book: RuleBook) -> dict[str, Any]:
    """The keys of a book, for `World.of`."""
    return {
        "sectors": book.sector_keys,
        "schemes": [(key, scheme.sector) for key, scheme in book.schemes.items()],
        "policies": book.policy_keys,
        "regions": book.region_keys,
        "kinds": book.line_kinds,
    }


def columns_here(columns: Columns, world: World, book: RuleBook) -> Columns:
    """The same columns with the numbers of this version."""
    codes = {
        name: {word: int(member(choice, word)) for word in (*WORDS.get(name, ()), *words_of(choice))}
        for name, choice in _CHOICES.items()
    }
    return translated(
        columns,
        codes,
        {
            "sector": [book.sector_keys.index(key) for key in world.sectors],
            "scheme": [book.scheme_keys.index(key) for key, _ in world.schemes],
            "region": [book.region_keys.index(key) for key in world.regions],
            "kind": [book.line_kinds.index(kind) for kind in world.kinds],
        },
    )


def policies_of(world: World, book: RuleBook) -> Column:
    """The place in the book of each policy of the world."""
    return np.array([book.policy_keys.index(key) for key in world.policies], np.int64)


def cases_of(columns: Columns, policies: Column) -> Cases:
    """Columns of this version as records: one segment a case."""
    number = len(columns["route"])
    cases, segments = empty(Case, number), empty(Segment, number)
    for name in _OF_CASE:
        cases[name] = columns[name]
    for name in _OF_SEGMENT:
        segments[name] = columns[name]
    cases["birth"] = columns["birth"]
    cases["contract"] = _answers(columns["contract"])
    for place, question in enumerate(words_of(Question)):
        cases[question] = _answers(columns["answers"][:, place])
    norm = columns["norm"]
    named = norm >= FIRST_POLICY
    cases["norm"] = np.where(named, Norm.POLICY, np.where(norm == NORM_OWN, Norm.OWN, Norm.SECTOR))
    cases["policy"] = np.where(named, policies[np.where(named, norm - FIRST_POLICY, 0)], NOTHING)
    cases["own_scheme"] = np.where(cases["cao_status"] == CaoStatus.APPLIES, cases["scheme"], NOTHING)
    segments["first"], segments["last"] = columns["start"], columns["end"]
    segments["days_per_week"] = np.bitwise_count(columns["workdays"])
    segments["carrier"] = np.where(columns["carrier"] == NOTHING, Carrier.TRAIN, columns["carrier"])
    np.bitwise_or.at(cases["cost_kinds"], columns["costs"][:, 0], 1 << columns["costs"][:, 1])
    cases["first_segment"], cases["after_segment"] = np.arange(number), np.arange(1, number + 1)
    tables: list[Any] = [segments]
    for name, table, record in (
        ("closed", columns["closed"], Closed),
        ("cost", columns["costs"], Cost),
        ("reimbursement", columns["reimbursements"], Reimbursement),
    ):
        cases[f"first_{name}"], cases[f"after_{name}"] = own_parts(table[:, 0], number)
        tables.append(rows_of(table[:, 1:], record))
    return Cases(cases, Tables(*tables))


def _answers(given: Column) -> Column:
    answers: Column = np.array([Answer.NO, Answer.YES, Answer.NOT_SAID], np.int64)[given]
    return answers
