"""Every amount at its limit, for the longest time, under rules at theirs: no whole number runs over, in any reading.

Python's own numbers have no end; those of a compiled law and of a table hold up to 2^63. Amounts lie below 1,000,000
euros, hours between 1 and 60 a week, a placement lasts at most 72 months, a list has at most 100 items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import pandas as pd
import pytest

from compensation import RuleBook, assess, assess_table, load_rulebook, read_placement
from compensation.placement.fields import MOST_ITEMS
from compensation.reading.copies import copies
from compensation.reading.plain import ASSESS, Read, scratch
from compensation.rulebook.frozen import freeze
from compensation.rulebook.models import UNITS
from compensation.rulebook.scheme import Scheme
from compensation.table.catalog import catalog_of
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


def longest(route: str, days: list[str], **fields: Any) -> Data:
    return {"route": route, **LONGEST, "hours_per_week": 60, "workdays": days, "public_holidays": "worked", **fields}


def expenses(per: str) -> dict[str, Any]:
    """A hundred costs of the greatest amount, and as much paid back."""
    kinds = [KINDS[number % len(KINDS)] for number in range(MOST_ITEMS)]
    return {
        "costs": [{"kind": kind, "amount": MOST, "per": per} for kind in kinds],
        "offer": {"reimbursements": [{"kind": kind, "amount": MOST, "per": per} for kind in kinds]},
    }


def travels() -> Iterator[dict[str, Any]]:
    yield {"mode": "own_vehicle", "distance_km": 1000}
    for carrier, student in product(("train", "bus"), ("none", "week", "weekend")):
        public = {"mode": "public_transport", "carrier": carrier, "student_product": student}
        yield {**public, "fare": MOST}
        yield {**public, "distance_km": 1000}


def placements() -> Iterator[Data]:
    """All that is paid or typed, each at its limit, on one day and on seven days a week."""
    for days in (EVERY_DAY, ["wed"]):
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
            yield longest("bol", days, offer=offer, travel={"mode": "own_vehicle", "distance_km": 1000})
        for per, route in product(("hour", "week", "four_weeks", "month"), ("bbl", "dual")):
            offer = {"wage": {"amount": MOST, "per": per}, "holiday_allowance_percent": 100}
            yield longest(route, days, birth_date="2000-01-01", offer=offer)
        for norm in ("national", "sector"):
            yield longest("hbo", days, norm=norm, sector="ict")


def under_schemes() -> Iterator[Data]:
    for key, days, route in product(greatest().scheme_keys, (EVERY_DAY, ["wed"]), ("bol", "hbo")):
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
    assert differences(plain, told(pairs, greatest())) == []
    assert differences(plain, in_a_table(pairs, greatest())) == []


@pytest.mark.slow
def test_no_sum_on_the_way_needs_more_room_than_there_is() -> None:
    """Results can be right by luck; what is multiplied before it is divided must fit as well."""
    seen = [0]

    def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        if name != "compensation.units.half_up":
            return function

        def half_up(numerator: int, denominator: int) -> int:
            seen[0] = max(seen[0], 2 * numerator + denominator)
            return int(function(numerator, denominator))

        return half_up

    rules, functions = freeze(greatest()), copies(watched)
    for case, tables in pairs_under_the_greatest_rules():
        functions[ASSESS](case, tables, rules, scratch(rules), Read())
    assert 10**16 < seen[0] <= ROOM


# ---------------------------------------------------------------- cells

NUMBERS = {"amount": ("999999.99", "1000000"), "hours": ("60", "60.01"), "kilometres": ("1000", "1000.1")}
NUMBERS |= {"percent": ("100", "100.01")}
NEEDS: dict[str, dict[str, str]] = {
    "cao.amount.amount": {"cao.status": "applies"},
    "cao.amount.base_hours": {"cao.status": "applies", "cao.amount.amount": "1"},
    "own_norm.amount": {"norm": "own"},
    "own_norm.base_hours": {"norm": "own", "own_norm.amount": "1"},
    "offer.wage.amount": {"route": "bbl", "offer.wage.per": "hour"},
    "offer.km_rate": {"travel.mode": "own_vehicle", "travel.distance_km": "1"},
    "travel.fare": {"travel.mode": "public_transport", "travel.carrier": "bus"},
    "travel.distance_km": {"travel.mode": "own_vehicle"},
}


def row(**cells: str) -> dict[str, str]:
    base = {"route": "bol", "hours_per_week": "60", "workdays": "mon,tue", "birth_date": "2000-01-01"}
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
            ["mon", "tue"],
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
