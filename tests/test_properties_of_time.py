"""What must hold when a placement is cut in two, lasts longer, or changes without changing anything.

Where the rules look at the placement as a whole, the test says so and leaves it out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compensation import Assessment, RuleBook
from tests.drawn import SEEDS, Data, day_after, drawn, quickly, run, run_if_possible, since, steady, until

CENT = Decimal("0.01")
JsonOf = Callable[[Assessment], Data]
#: Many a placement cannot be cut on a day: a leg has no day left, a part has no day at all.
patiently = settings(quickly, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def without_what_sees_the_whole(placement: Data) -> Data:
    """Schemes and their medians (gates on length, tiers, limits in months), what is paid once, the price of a day.

    A wage a month too: it is shared out over the days of a window, and a part of a placement has other windows.
    """
    placement.pop("sector", None)
    if "scheme" in placement.get("cao", {}):
        placement["cao"].pop("scheme")
    placement["costs"] = [c for c in placement.get("costs", []) if c.get("per", "once") != "once" and "amount" in c]
    offer = placement.setdefault("offer", {})
    offer["reimbursements"] = [r for r in offer.get("reimbursements", []) if r.get("per", "once") != "once"]
    for said in (offer, *(change.get("offer", {}) for change in placement.get("changes", []))):
        if said.get("wage", {}).get("per") == "month":
            said["wage"] = {**said["wage"], "per": "four_weeks"}
    return placement


@pytest.mark.slow
@given(SEEDS, st.integers(1, 400))
@patiently
def test_a_placement_in_two_parts_adds_up(book: RuleBook, seed: int, after: int) -> None:
    """Per day and per entry amounts add up to within half a cent per entry and item, changes and all."""
    placement = without_what_sees_the_whole(drawn(seed))
    middle = day_after(placement, after)
    first = run_if_possible(until(placement, middle - timedelta(days=1)), book)
    second = run_if_possible(since(placement, middle), book)
    whole = run(placement, book)
    entries = len(first.ledger) + len(second.ledger)
    assert len(whole.ledger) <= entries <= len(whole.ledger) + 1
    legs = max(len(stretch) if isinstance(stretch, list) else 1 for stretch in travels(placement))
    for names, per_entry in (
        (("travel", "estimate"), legs + 2),  # an entry with one price unknown is an estimate, its parts perhaps not
        (("expenses",), len(placement["costs"])),
        (("allowance_norm",), 1),
        (("allowance_offered",), 1),
        (("wage_due",), 1),
        (("wage_offered",), 1),
        (("contract_hours",), 1),
    ):
        # Only the entry that is cut is rounded twice instead of once.
        assert abs(amount(names, first, second) - amount(names, whole)) <= 2 * CENT * max(per_entry, 1), names
    for days in ("calendar_days", "scheduled_days", "presence_days"):
        assert sum(getattr(e, days) for part in (first, second) for e in part.ledger) == sum(
            getattr(entry, days) for entry in whole.ledger
        )
    totals = [part.totals.owed + part.totals.estimate for part in (first, second, whole)]
    assert abs(totals[0] + totals[1] - totals[2]) <= 2 * CENT * (legs + len(placement["costs"]) + 5)


def amount(names: tuple[str, ...], *parts: Assessment) -> Decimal:
    """What the entries of some assessments come to under these names together."""
    entries = [entry for part in parts for entry in part.ledger]
    return sum((getattr(entry, name) or Decimal(0) for entry in entries for name in names), Decimal(0))


def travels(placement: Data) -> list[Any]:
    return [placement["travel"], *(c["travel"] for c in placement.get("changes", []) if "travel" in c)]


# ---------------------------------------------------------------- a change that changes nothing


@pytest.mark.slow
@given(SEEDS, st.integers(0, 30))
@quickly
def test_a_change_that_changes_nothing_on_a_day_that_is_cut_changes_nothing(
    book: RuleBook, json_of: JsonOf, seed: int, number: int
) -> None:
    """Not one byte: on the first day of an entry nothing is cut anew."""
    placement = steady(drawn(seed))
    one = run(placement, book)
    assume(len(one.ledger) > 1)
    day = one.ledger[1 + number % (len(one.ledger) - 1)].from_.isoformat()
    other = run({**placement, "changes": [{"from": day, **as_it_is(placement, number)}]}, book)
    assert json_of(other) == json_of(one)
    assert other.steps == one.steps


@pytest.mark.slow
@given(SEEDS, st.integers(1, 400), st.integers(0, 10))
@quickly
def test_a_change_that_changes_nothing_on_another_day_only_cuts(
    book: RuleBook, json_of: JsonOf, seed: int, after: int, number: int
) -> None:
    """An entry more: a cent of rounding for each amount of it, and what a wage a month pays is the same to the cent.

    With a norm of one's own: how old an amount of a scheme or a policy may be is seen from an entry's first day.
    """
    placement = steady(drawn(seed)) | {"norm": "own", "own_norm": {"amount": 350}}
    day = day_after(placement, after)
    one, other = (
        run(data, book)
        for data in (placement, {**placement, "changes": [{"from": day.isoformat(), **as_it_is(placement, number)}]})
    )
    assert len(one.ledger) <= len(other.ledger) <= len(one.ledger) + 1
    assert other.finding("allowance_cao").status == one.finding("allowance_cao").status
    a_cent_each = CENT * (10 + 2 * len(placement.get("costs", [])))
    totals = [result.totals.owed + result.totals.estimate for result in (one, other)]
    assert abs(totals[0] - totals[1]) <= a_cent_each
    if one.totals.estimate == 0:
        for name in ("offered", "gap", "not_stated"):
            assert abs(getattr(other.totals, name) - getattr(one.totals, name)) <= a_cent_each, name
    if one.wage is not None and other.wage is not None:
        assert other.wage.monthly == one.wage.monthly
        if placement.get("offer", {}).get("wage", {}).get("per") == "month" and one.wage.coverage == "all":
            assert other.wage.offered == one.wage.offered


def as_it_is(placement: Data, number: int) -> Data:
    """A change to what holds already: hours, travel, pay, or all of them."""
    hours = {name: placement[name] for name in ("hours_by_day", "hours_per_week", "workdays") if name in placement}
    offer = placement.get("offer", {})
    pay = {name: offer[name] for name in ("allowance", "wage", "km_rate") if name in offer}
    said: list[Data] = [hours, {"travel": placement["travel"]}, {"offer": pay} if pay else hours]
    said.append({key: value for part in said for key, value in part.items()})
    return said[number % len(said)]


# ---------------------------------------------------------------- a longer placement


@pytest.mark.slow
@given(SEEDS, st.integers(1, 200), st.booleans())
@quickly
def test_a_day_longer_never_lowers_the_median_of_a_day(
    book: RuleBook, live_book: RuleBook, seed: int, more: int, live: bool
) -> None:
    """No gate on the length of a placement closes a scheme of the median, so no day more lowers the norm of a day."""
    rules = live_book if live else book
    sectors = sorted({scheme.sector for scheme in rules.schemes.values()})
    placement = drawn(seed, "bol", "hbo", "wo") | {"norm": "sector", "sector": sectors[seed % len(sectors)]}
    for gone in ("cao", "own_norm"):
        placement.pop(gone, None)
    longer = date.fromisoformat(placement["end"]) + timedelta(days=more)
    one = run(placement, rules)
    two = run_if_possible({**placement, "end": longer.isoformat()}, rules)
    norms = {(entry.from_, entry.to): entry.allowance_norm for entry in two.ledger}
    same_days = [entry for entry in one.ledger if (entry.from_, entry.to) in norms]
    for entry in same_days:
        longer_norm = norms[entry.from_, entry.to]
        assert (longer_norm is None) == (entry.allowance_norm is None)
        assert (longer_norm or 0) >= (entry.allowance_norm or 0)
    assert one.allowance is not None
    assert two.allowance is not None
    assert (two.allowance.full_month or 0) >= (one.allowance.full_month or 0)


# ---------------------------------------------------------------- a wage a month


@pytest.mark.slow
@given(SEEDS, st.integers(1, 999_999))
@quickly
def test_the_months_of_a_window_come_out_to_the_cent(book: RuleBook, seed: int, cents: int) -> None:
    """All entries of a calendar year at one wage and one rhythm are its months x the wage, unpaid days aside."""
    placement = steady(drawn(seed, "bbl", "dual"))
    placement["closed"] = [period for period in placement.get("closed", []) if period.get("paid", True)]
    wage = Decimal(cents) / 100
    placement["offer"] = {"wage": {"amount": str(wage), "per": "month"}}
    for year, entries in groupby(run(placement, book).ledger, lambda entry: entry.from_.year):
        ledger = list(entries)
        months = sum((part_of_month(entry.from_, entry.calendar_days) for entry in ledger), Fraction(0))
        paid = sum((entry.wage_offered or Decimal(0) for entry in ledger), Decimal(0))
        if sum(entry.scheduled_days for entry in ledger):
            assert abs(Fraction(paid) - Fraction(wage) * months) <= Fraction(1, 200), year
        else:
            assert paid == 0


def part_of_month(day: date, days: int) -> Fraction:
    return Fraction(days, monthrange(day.year, day.month)[1])


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_the_least_wage_a_month_is_never_short_and_less_is(book: RuleBook, seed: int) -> None:
    """The highest of the rows, paid all the time, reaches the minimum in every entry of every window."""
    placement = steady(drawn(seed, "bbl", "dual"))
    placement["offer"] = {}
    placement.pop("assume", None)
    before = run(placement, book)
    assert before.wage is not None
    rows = [row for row in before.wage.monthly if row.known]
    assume(rows)
    most = max(row.amount for row in before.wage.monthly)

    def paid(amount: Decimal) -> Assessment:
        return run({**placement, "offer": {"wage": {"amount": str(amount), "per": "month"}}}, book)

    enough = paid(most).wage
    assert enough is not None
    assert (enough.shortfall, enough.holiday_allowance_shortfall) == (0, 0)
    if before.wage.due > 1:
        short = paid(max(min(row.amount for row in rows) - 10, Decimal(0))).wage
        assert short is not None
        assert short.shortfall > 0
