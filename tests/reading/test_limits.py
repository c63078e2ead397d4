"""Every amount at its limit, for the longest time, under rules at theirs: no whole number runs over, in any reading.

Python's own numbers have no end; those of a compiled law and of a table hold up to 2^63. Amounts lie below 1,000,000
euros, hours between 1 and 60 a week and at most 24 a day, a placement lasts at most 72 months and changes at most 24
times, a list has at most 100 items and 4 legs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from compensation import RuleBook, assess, assess_table, load_rulebook, read_placement
from compensation.law.ledger import Window, share_of_window
from compensation.placement.kinds import MOST_CHANGES, MOST_ITEMS, MOST_LEGS
from compensation.reading.plain import read
from compensation.rulebook.frozen import freeze
from compensation.rulebook.models import UNITS
from compensation.rulebook.scheme import Scheme
from compensation.table.catalog import catalog_of
from compensation.units import MONTH_PARTS, half_up
from tests.reading.readings import (
    Data,
    Pair,
    compiledly,
    differences,
    in_a_table,
    needs_numba,
    pairs_of,
    plainly,
    told,
)
from tests.rulebooks import TEST_RULES

MOST = Decimal("999999.99")
BOOK = load_rulebook()
KINDS, COLUMNS = BOOK.cost_kinds, catalog_of(BOOK).columns
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: Hours that differ by weekday, 60 in all and the least there are: weights are then hundredths of an hour.
MOST_BY_DAY = {"mon": "23.99", "wed": "23.98", "thu": "12.03"}
LEAST_BY_DAY = {"tue": "0.01", "sat": "0.99"}
LONGEST = {"start": "2026-01-01", "end": "2031-12-31"}
#: The greatest whole number of eight bytes.
ROOM = 2**63 - 1


# ---------------------------------------------------------------- rules at their limits


def most_of(unit: str) -> Decimal:
    """The greatest value of a unit that a rule file takes."""
    return Decimal(100) if unit == "percent" else Decimal(1_000_000) - Decimal(1).scaleb(-UNITS[unit])


def raised(version: Any, unit: str) -> Any:
    """A version whose values are the greatest there are."""
    most, raise_to = most_of(unit), {}
    if version.value is not None:
        raise_to["value"] = most
    for table in ("by_age", "by_region"):
        if getattr(version, table) is not None:
            raise_to[table] = dict.fromkeys(getattr(version, table), most)
    if version.by_distance is not None:
        raise_to["by_distance"] = [most] * len(version.by_distance)
    return version.model_copy(update=raise_to)


SHAPES: dict[str, dict[str, Any]] = {
    "per_hours": {"type": "per_hours", "amount": MOST, "base_hours": Decimal("0.01"), "cap": False},
    "capped": {"type": "per_hours", "amount": MOST, "base_hours": Decimal("999999.99")},
    "by_hours": {"type": "by_hours", "steps": [{"from": Decimal(0), "amount": MOST}]},
    "by_days": {"type": "by_days", "steps": [{"from": Decimal(0), "amount": MOST}]},
    "per_day": {"type": "per_day", "amount": MOST},
    "half_days": {"type": "per_day", "amount": MOST, "half_day_below_hours": Decimal("999999.99")},
    "per_week": {"type": "per_week", "amount": MOST},
}


def scheme(key: str, shape: dict[str, Any], **fields: Any) -> Scheme:
    version = {
        "from": date(2020, 1, 1),
        "to": None,
        "as_of": date(2026, 1, 1),
        "looked_on": date(2026, 1, 1),
        "review_by": date(2027, 1, 1),
        "shape": shape,
        "checked": "two_sources",
        "source": {"title": "made up", "url": "https://example.nl", "date": None, "official": False},
        "gates": {"exclude_routes": []},
        **fields,
    }
    return Scheme.model_validate({"key": key, "name": key, "kind": "cao", "sector": "ict", "versions": [version]})


@cache
def greatest() -> RuleBook:
    """The tests' rules with every value at its limit, and schemes of every shape with and without a limit in months."""
    book = load_rulebook(base=TEST_RULES)
    rules = {
        rule_id: rule.model_copy(update={"versions": [raised(version, rule.unit) for version in rule.versions]})
        for rule_id, rule in book.rules.items()
    }
    made = [scheme(name, shape) for name, shape in SHAPES.items()]
    made += [scheme(f"{name}_limited", shape, max_months=71) for name, shape in SHAPES.items()]
    norms = {
        key: norm.model_copy(
            update={"versions": [v.model_copy(update={"amount": MOST}) for v in norm.versions]}
            if norm.kind == "norm"
            else {}
        )
        for key, norm in book.norms.items()
    }
    return replace(book, rules=rules, norms=norms, schemes={s.key: s for s in made}, hash="greatest")


# ---------------------------------------------------------------- placements at their limits


def longest(route: str, days: Any, **fields: Any) -> Data:
    """Six years of the most hours that these days may hold, or of hours by weekday."""
    rhythm = {"hours_by_day": days} if isinstance(days, dict) else {"workdays": days}
    if "workdays" in rhythm:
        rhythm["hours_per_week"] = min(60, 24 * len(days))
    return {"route": route, **LONGEST, **rhythm, "public_holidays": "worked", **fields}


def expenses(per: str) -> dict[str, Any]:
    """A hundred costs of the greatest amount, and as much paid back."""
    kinds = [KINDS[number % len(KINDS)] for number in range(MOST_ITEMS)]
    return {
        "costs": [{"kind": kind, "amount": MOST, "per": per} for kind in kinds],
        "offer": {"reimbursements": [{"kind": kind, "amount": MOST, "per": per} for kind in kinds]},
    }


def travels() -> Iterator[Any]:
    yield {"mode": "own_vehicle", "distance_km": 1000}
    for carrier, student in product(("train", "bus"), ("none", "week", "weekend")):
        public = {"mode": "public_transport", "carrier": carrier, "student_product": student}
        yield {**public, "fare": MOST}
        yield {**public, "distance_km": 1000}
    for per in ("week", "month", "year"):
        yield {"mode": "season_ticket", "amount": MOST, "per": per}
    yield [{"mode": "own_vehicle", "distance_km": 1000}] * MOST_LEGS
    yield [{"mode": "public_transport", "carrier": "bus", "fare": MOST}] * MOST_LEGS


def changing(first: int, second: int, **offer: Any) -> dict[str, Any]:
    """As many changes as there may be, a quarter of a year apart: hours to and fro, and the pay with them."""
    days = [date(2026 + number // 4, 3 * (number % 4) + 1, 15) for number in range(MOST_CHANGES)]
    hours = [
        {"hours_per_week": (first, second)[number % 2], "workdays": EVERY_DAY[number % 3 :]}
        for number in range(MOST_CHANGES)
    ]
    return {"changes": [{"from": day, **rhythm, "offer": offer} for day, rhythm in zip(days, hours, strict=True)]}


RHYTHMS: tuple[Any, ...] = (EVERY_DAY, ["wed"], MOST_BY_DAY, LEAST_BY_DAY)


def placements() -> Iterator[Data]:
    """All that is paid or typed, each at its limit, in every rhythm of hours."""
    for days in RHYTHMS:
        for travel in travels():
            yield longest("hbo", days, travel=travel)
        for per in ("once", "day", "week", "month"):
            yield longest("bol", days, **expenses(per))
            yield longest("bbl", days, birth_date="2000-01-01", **expenses(per))
        for per, base in product(("month", "week", "day", "hour"), (None, 1, 60)):
            amount = {"amount": MOST, "per": per, "base_hours": base}
            yield longest("wo", days, norm="own", own_norm=amount)
            yield longest("wo", days, cao={"status": "applies", "amount": amount})
        for per, all_in in product(("month", "week", "day", "hour"), (False, True)):
            offer = {"allowance": {"amount": MOST, "per": per}, "includes_expenses": all_in, "km_rate": MOST}
            yield longest("bol", days, offer=offer, travel=[{"mode": "own_vehicle", "distance_km": 1000}] * MOST_LEGS)
        for norm in ("national", "sector"):
            yield longest("hbo", days, norm=norm, sector="ict")
    yield from jobs()


def jobs() -> Iterator[Data]:
    """Wages at their limit, by law and by the cao, with a minimum that is filled in, and as they change on the way."""
    most = {"status": "applies", "hourly_wage": MOST}
    given = {"adult_hourly_minimum": {"from": "2027-01-01", "amount": MOST}}
    for days, per, route in product(RHYTHMS, ("hour", "week", "four_weeks", "month"), ("bbl", "dual")):
        offer = {"wage": {"amount": MOST, "per": per}, "holiday_allowance_percent": 100}
        job = longest(route, days, birth_date="2000-01-01", offer=offer)
        yield job
        yield {**job, "cao": most, "assume": given}
    for per in ("hour", "week", "four_weeks", "month"):
        offer = {"wage": {"amount": MOST, "per": per}, "holiday_allowance_percent": 100}
        job = longest("bbl", EVERY_DAY, birth_date="2008-01-16", offer=offer)
        yield {**job, **changing(60, 1, wage={"amount": 1, "per": per}), "cao": most}


def under_schemes() -> Iterator[Data]:
    for key, days, route in product(greatest().scheme_keys, RHYTHMS, ("bol", "hbo")):
        yield longest(route, days, sector="ict", cao={"status": "applies", "scheme": key})


@cache
def pairs_under_the_greatest_rules() -> list[Pair]:
    return pairs_of([*placements(), *under_schemes()], greatest())


def test_these_are_the_limits() -> None:
    """One more is refused, so nothing larger can come in."""
    fine = longest("bol", EVERY_DAY, norm="own", own_norm={"amount": MOST, "per": "hour"})
    read_placement(fine)
    for more in (
        {"own_norm": {"amount": MOST + Decimal("0.01"), "per": "hour"}},
        {"hours_per_week": "60.01"},
        {"end": "2032-01-01"},
        {"travel": {"mode": "own_vehicle", "distance_km": "1000.1"}},
        {"offer": {"holiday_allowance_percent": "100.01"}},
        {"costs": [{"kind": "tools", "amount": 1}] * (MOST_ITEMS + 1)},
        {"travel": [{"mode": "own_vehicle", "distance_km": 1}] * (MOST_LEGS + 1)},
        {"changes": [{"from": date(2026, 2, 1), "study_year": 1}] * (MOST_CHANGES + 1)},
        {"hours_per_week": "24.01", "workdays": ["wed"]},
        {"hours_per_week": None, "workdays": None, "hours_by_day": {"mon": "24.01"}},
    ):
        with pytest.raises(ValueError, match=r".+"):
            read_placement({**fine, **more})


# ---------------------------------------------------------------- the readings


@needs_numba
@pytest.mark.slow
def test_no_number_of_the_compiled_law_runs_over() -> None:
    pairs = pairs_under_the_greatest_rules()
    plain = plainly(pairs, greatest())
    assert differences(plain, compiledly(pairs, greatest(), threads=2)) == []
    assert plain.max() > 10**14


@needs_numba
@pytest.mark.slow
def test_nor_under_rules_as_they_are(book: RuleBook) -> None:
    pairs = pairs_of(list(placements()), book)
    assert differences(plainly(pairs, book), compiledly(pairs, book)) == []


@pytest.mark.slow
def test_nor_of_a_table_and_of_steps() -> None:
    pairs = pairs_under_the_greatest_rules()
    plain = plainly(pairs, greatest())
    assert differences(plain[:, ::5], told(pairs[::5], greatest())) == []
    assert differences(plain, in_a_table(pairs, greatest())) == []


class Held(int):
    """A whole number that cannot be more than eight bytes hold, nor can any sum or product of it."""

    greatest = 0

    def __new__(cls, value: int) -> Held:
        if abs(value) > ROOM:
            raise OverflowError(value)
        Held.greatest = max(Held.greatest, value)
        return super().__new__(cls, value)

    def __add__(self, other: int) -> Held:
        return Held(int(self) + int(other))

    def __sub__(self, other: int) -> Held:
        return Held(int(self) - int(other))

    def __mul__(self, other: int) -> Held:
        return Held(int(self) * int(other))

    def __floordiv__(self, other: int) -> Held:
        return Held(int(self) // int(other))

    def __rsub__(self, other: int) -> Held:
        return Held(int(other) - int(self))

    def __neg__(self) -> Held:
        return Held(-int(self))

    __radd__, __rmul__ = __add__, __mul__


def held(value: Any) -> Any:
    """A record, or a list of records, whose numbers are held."""
    if isinstance(value, list):
        return [held(item) for item in value]
    if isinstance(value, tuple):
        return type(value)(*map(held, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: held(getattr(value, f.name)) for f in fields(value)})
    return Held(value) if isinstance(value, int) else value


@pytest.mark.slow
def test_no_sum_on_the_way_needs_more_room_than_there_is() -> None:
    """Results can be right by luck; what is added or multiplied before it is divided must fit as well."""
    frozen = freeze(greatest())
    rules = held(frozen)._replace(sectors=frozen.sectors)  # the length of a list is not a number of the law
    for case, tables in pairs_under_the_greatest_rules():
        read(held(case), held(tables), rules)
    assert 10**16 < Held.greatest <= ROOM


def test_a_number_that_runs_over_is_seen() -> None:
    """The check above sees a product that does not fit, wherever it stands."""
    assert share_of_window(Held(2_088_62), Held(18), Window(0, 121, Held(4 * MONTH_PARTS), Held(71))) == 2_118_04
    with pytest.raises(OverflowError):
        half_up(Held(ROOM // 2 + 1), 1)
    with pytest.raises(OverflowError):
        3 * Held(ROOM // 2)


@needs_numba
@pytest.mark.slow
def test_no_cell_of_the_widest_table_runs_over() -> None:
    """Every kind of line at once, on hundreds of rows, by more threads than one."""
    pairs = [pair for pair in pairs_under_the_greatest_rules() if pair[1].costs]
    plain = plainly(pairs, greatest())
    assert differences(np.hstack([plain] * 100), compiledly(pairs * 100, greatest(), threads=3)) == []


# ---------------------------------------------------------------- cells

NUMBERS = {"amount": ("999999.99", "1000000"), "hours": ("60", "60.01"), "kilometres": ("1000", "1000.1")}
NUMBERS |= {"percent": ("100", "100.01")}
NEEDS: dict[str, dict[str, str]] = {
    "cao.amount.amount": {"cao.status": "applies"},
    "cao.amount.base_hours": {"cao.status": "applies", "cao.amount.amount": "1"},
    "cao.hourly_wage": {"route": "bbl", "cao.status": "applies"},
    "assume.adult_hourly_minimum.amount": {"route": "bbl", "assume.adult_hourly_minimum.from": "2027-01-01"},
    "own_norm.amount": {"norm": "own"},
    "own_norm.base_hours": {"norm": "own", "own_norm.amount": "1"},
    "offer.wage.amount": {"route": "bbl", "offer.wage.per": "hour"},
    "offer.km_rate": {"travel.mode": "own_vehicle", "travel.distance_km": "1"},
    "travel.fare": {"travel.mode": "public_transport", "travel.carrier": "bus"},
    "travel.distance_km": {"travel.mode": "own_vehicle"},
}


def row(**cells: str) -> dict[str, str]:
    base = {"route": "bol", "hours_per_week": "60", "workdays": "mon,tue,wed", "birth_date": "2000-01-01"}
    return {**base, **LONGEST, **cells}


@pytest.mark.parametrize("name", [column.name for column in COLUMNS.values() if column.holds in NUMBERS])
def test_a_cell_is_read_to_its_limit_and_no_further(name: str, book: RuleBook) -> None:
    at, above = NUMBERS[COLUMNS[name].holds]
    results, errors = assess_table(pd.DataFrame([row(**NEEDS.get(name, {}), **{name: at})]), book)
    assert errors.empty, errors
    assert len(results) == 1
    results, errors = assess_table(pd.DataFrame([row(**NEEDS.get(name, {}), **{name: above})]), book)
    assert (len(results), errors["column"].tolist()) == (0, [name])


def test_a_table_at_the_limits_says_what_one_person_is_told(book: RuleBook) -> None:
    """Sums of hundreds of millions, from the cell to the column of the results."""
    cells = row(**{"norm": "own", "own_norm.amount": str(MOST), "own_norm.per": "hour"})
    cells |= {f"cost.{kind}.amount": str(MOST) for kind in KINDS}
    cells |= {f"cost.{kind}.per": "day" for kind in KINDS}
    results, errors = assess_table(pd.DataFrame([cells]), book)
    assert errors.empty
    placement = read_placement(
        longest(
            "bol",
            ["mon", "tue", "wed"],
            birth_date="2000-01-01",
            public_holidays="free",
            norm="own",
            own_norm={"amount": MOST, "per": "hour"},
            costs=[{"kind": kind, "amount": MOST, "per": "day"} for kind in KINDS],
        )
    )
    alone = assess(placement, book)
    assert results["totals.owed"].iloc[0] == alone.totals.owed > 10**10
    assert results["employer_cost.total"].iloc[0] == alone.employer_cost.total
