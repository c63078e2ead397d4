"""What must hold for every placement, whatever the amounts are.

Placements come from the oracle's generator, drawn by seed, so hypothesis can look for the one that breaks a
property. Where a property has an exception that the rules themselves make, the test says which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compensation import Assessment, RuleBook
from compensation.assessment import ExpenseLine
from compensation.choices import Scale
from compensation.law.minimum_wage import hourly_minimum, percent_of_age
from compensation.reading.tables import Results
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import RulePeriod
from compensation.units import UNKNOWN
from tests.drawn import SEEDS, Data, drawn, quickly, run, run_if_possible, steady

Evaluated = Callable[[Sequence[Data]], Results]
CENT = Decimal("0.01")


# ---------------------------------------------------------------- the level


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_the_allowance_norm_does_not_see_the_level(book: RuleBook, seed: int) -> None:
    placement = drawn(seed, "bol", "hbo", "wo")
    results = [run({**placement, "route": route}, book) for route in ("bol", "hbo", "wo")]
    for result in results:
        assert result.allowance is not None
    allowances = [result.allowance for result in results if result.allowance is not None]
    for same in ("norm", "full_month", "basis", "stale_since", "offered", "effective", "gap"):
        assert len({getattr(allowance, same) for allowance in allowances}) == 1, same
    assert len({tuple(entry.allowance_norm for entry in result.ledger) for result in results}) == 1
    for allowance in allowances:
        assert allowance.entitlement is None or allowance.entitlement <= allowance.norm


@pytest.mark.slow
def test_the_norm_is_the_entitlement_of_the_best_paid_level(book: RuleBook) -> None:
    """Every scheme: on the route that it pays most, the entitlement is the norm (unless no route is admitted)."""
    compared = 0
    for key, scheme in book.schemes.items():
        for version in scheme.versions:
            first = max(version.from_, date(2020, 1, 1))
            last = first + timedelta(days=200)
            if version.to is not None:
                last = min(last, version.to)
            if last < first + timedelta(days=7):
                continue
            base = {
                "start": first.isoformat(),
                "end": last.isoformat(),
                "hours_per_week": 40,
                "workdays": ["mon", "tue", "wed", "thu", "fri"],
                "study_year": 3,
                "cao": {"status": "applies", "scheme": key},
            }
            ledgers = [run({**base, "route": route}, book) for route in ("bol", "hbo", "wo")]
            found = [result.allowance for result in ledgers if result.allowance is not None]
            entitlements = [allowance.entitlement for allowance in found if allowance.entitlement is not None]
            assert max(entitlements) == found[0].norm, (key, version.from_)
            compared += 1
    assert compared > 20


# ---------------------------------------------------------------- hours


def with_hours(placement: Data, hours: int) -> Data:
    """The same workdays, so the same trips, with longer days."""
    week = {"hours_per_week": hours, "workdays": ["mon", "tue", "wed", "thu", "fri"]}
    without = {key: value for key, value in steady(placement).items() if key != "hours_by_day"}
    return {**without, **week}


@pytest.mark.slow
@given(SEEDS, st.integers(1, 48), st.integers(1, 12))
@quickly
def test_more_hours_never_owe_less(book: RuleBook, seed: int, hours: int, more: int) -> None:
    """Norm, entitlement and wage due never fall: gates open from a number of hours on, steps go up, a cap stays.

    This holds for the schemes as they are. A scheme with a low amount whose gate opens late could pull a sector's
    median down; no sector has one (looked for with every number of hours in every sector).
    """
    placement = drawn(seed)
    fewer, longer = (run_if_possible(with_hours(placement, number), book) for number in (hours, hours + more))
    for before, after in zip(fewer.ledger, longer.ledger, strict=True):
        assert (before.allowance_norm or 0) <= (after.allowance_norm or 0)
        assert (before.wage_due or 0) <= (after.wage_due or 0)
        assert (before.contract_hours or 0) <= (after.contract_hours or 0)
        assert before.hourly_minimum == after.hourly_minimum
        assert (before.travel, before.expenses) == (after.travel, after.expenses)
    if fewer.allowance is not None and longer.allowance is not None:
        assert (fewer.allowance.entitlement or 0) <= (longer.allowance.entitlement or 0)


# ---------------------------------------------------------------- the minimum wage


def test_later_half_years_never_lower_the_hourly_minimum(book: RuleBook) -> None:
    rules, (youngest, oldest) = freeze(book), book.age_range
    for scale in Scale:
        for age in range(youngest, oldest + 3):
            percents = [percent_of_age(age, scale, period, rules) for period in rules.periods]
            known = [percent for percent in percents if percent != UNKNOWN]
            assert known == sorted(known), (age, scale)
            hourly = [
                hourly_minimum(period.adult, percent, scale)
                for period, percent in zip(rules.periods, percents, strict=True)
                if period.adult != UNKNOWN and percent != UNKNOWN
            ]
            assert len(hourly) > 5
            assert hourly == sorted(hourly), (age, scale)


def test_a_year_older_is_never_a_lower_minimum_and_bbl_never_above_regular(book: RuleBook) -> None:
    rules = freeze(book)
    with_a_wage = [period for period in rules.periods if period.adult != UNKNOWN]
    assert len(with_a_wage) > 5
    for period in with_a_wage:
        regular, bbl = (percents_of(scale, period, book) for scale in (Scale.REGULAR, Scale.BBL))
        assert regular == sorted(regular)
        assert bbl == sorted(bbl)
        assert all(low <= high for low, high in zip(bbl, regular, strict=True))


def percents_of(scale: Scale, period: RulePeriod, book: RuleBook) -> list[int]:
    """The percentages of every age, and of some above the oldest."""
    youngest, oldest = book.age_range
    return [percent_of_age(age, scale, period, freeze(book)) for age in range(youngest, oldest + 10)]


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_born_earlier_never_owes_less_wage(book: RuleBook, seed: int) -> None:
    placement = drawn(seed, "bbl", "dual")
    born = date.fromisoformat(placement["birth_date"])
    assume(born.year > 1932)
    older = {**placement, "birth_date": (born - timedelta(days=300)).isoformat()}
    one, two = run(placement, book).wage, run(older, book).wage
    assert one is not None
    assert two is not None
    # Another birthday cuts another entry: a cent of rounding for each.
    assert two.due >= one.due - CENT * 8


# ---------------------------------------------------------------- money


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_identities(book: RuleBook, seed: int) -> None:
    result = run(drawn(seed), book)
    total = result.expenses_total
    assert total.owed == sum(line.owed for line in result.expenses)
    assert total.reimbursed == sum(line.reimbursed for line in result.expenses)
    assert total.not_stated == sum(line.not_stated for line in result.expenses)
    assert total.gap == total.owed - total.reimbursed - total.from_all_in - total.not_stated >= 0
    assert total.owed == sum(entry.travel + entry.expenses for entry in result.ledger)
    for line in result.expenses:
        check_line(line)
    (check_allowance if result.wage is None else check_wage)(result)
    assert result.totals.gap >= 0


def check_line(line: ExpenseLine) -> None:
    assert line.gap == line.owed - line.reimbursed - line.not_stated
    assert line.not_stated == (0 if line.stated else line.owed)
    assert 0 <= line.reimbursed <= line.owed <= line.incurred
    assert 0 <= line.provided <= line.incurred
    assert line.owed + line.provided <= line.incurred


def check_allowance(result: Assessment) -> None:
    total, pay = result.expenses_total, result.allowance
    assert pay is not None
    norm = pay.norm or Decimal(0)
    assert pay.gap == (max(Decimal(0), norm - pay.effective) if pay.stated else 0)
    assert pay.not_stated == (0 if pay.stated else norm)
    assert pay.effective == pay.offered - total.from_all_in >= 0
    assert norm == sum(entry.allowance_norm or 0 for entry in result.ledger)
    assert (pay.norm is None) == all(entry.allowance_norm is None for entry in result.ledger)
    assert pay.offered == sum(entry.allowance_offered or 0 for entry in result.ledger)
    assert result.totals.owed == total.owed + norm
    assert result.totals.offered == total.reimbursed + total.from_all_in + pay.effective
    assert result.totals.gap == total.gap + pay.gap
    assert result.totals.not_stated == total.not_stated + pay.not_stated
    assert result.totals.estimate == total.estimate == sum(entry.estimate for entry in result.ledger)


def check_wage(result: Assessment) -> None:
    total, wage, covered = result.expenses_total, result.wage, [entry for entry in result.ledger if entry.covered]
    assert wage is not None
    assert total.from_all_in == 0
    assert wage.due == sum(entry.wage_due or 0 for entry in covered)
    assert wage.offered == sum(entry.wage_offered or 0 for entry in covered)
    assert wage.shortfall == sum(entry.wage_shortfall or 0 for entry in covered)
    for entry in covered:
        short = max(Decimal(0), (entry.wage_due or 0) - (entry.wage_offered or 0))
        # Nobody said what is paid; or a cent of a wage a month moved to another entry.
        assert entry.wage_shortfall == short or (entry.wage_shortfall == 0 and (not wage.stated or short <= CENT))
    assert wage.not_stated == (0 if wage.stated else wage.due)
    assert wage.holiday_allowance_not_stated == (0 if wage.stated else wage.holiday_allowance_due)
    assert result.totals.owed == total.owed + wage.due + wage.holiday_allowance_due
    assert result.totals.offered == total.reimbursed + wage.offered + wage.holiday_allowance_offered
    assert result.totals.gap == total.gap + wage.shortfall + wage.holiday_allowance_shortfall
    estimates = total.estimate + wage.estimate + wage.holiday_allowance_estimate
    assert result.totals.estimate == estimates == sum(entry.estimate for entry in result.ledger)


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_grounds_add_up_to_the_totals_and_each_owes_what_is_paid_short_or_not_said(book: RuleBook, seed: int) -> None:
    result = run(drawn(seed), book)
    grounds = result.totals.by_ground
    order = ["law", "cao", "employer", "pact", "advice", "own"]
    assert [row.ground for row in grounds] == sorted({row.ground for row in grounds}, key=order.index)
    for name in ("owed", "offered", "gap", "not_stated", "estimate"):
        assert getattr(result.totals, name) == sum(getattr(row, name) for row in grounds), name
        assert all(getattr(row, name) >= 0 for row in grounds), name
    for row in grounds:
        assert any((row.owed, row.offered, row.gap, row.not_stated, row.estimate)), row
        # A wage is short entry by entry, whatever another pays too much.
        assert row.gap + row.not_stated >= row.owed - row.offered or result.wage is not None, row


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_what_nobody_stated_is_never_a_gap(book: RuleBook, seed: int) -> None:
    """As much is not stated as would be short if it were said that nothing is paid."""
    placement = drawn(seed)
    changes = [{k: v for k, v in change.items() if k != "offer"} for change in placement.pop("changes", [])]
    placement["changes"] = [change for change in changes if len(change) > 1]
    silent, nothing = (run_if_possible({**placement, "offer": offer}, book) for offer in ({}, {"complete": True}))
    assert silent.totals.gap == 0
    assert silent.cost_of_offer is None
    assert silent.totals.not_stated == silent.totals.owed == nothing.totals.gap == nothing.totals.owed
    assert silent.totals.estimate == nothing.totals.estimate
    assert not any(finding.amount for finding in silent.findings if finding.id != "allowance_level_equal")
    below = [f.id for f in silent.findings if f.status == "below"]
    assert set(below) <= {"allowance_level_equal", "employment_contract"}


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_there_is_an_estimate_only_where_something_is_not_known(book: RuleBook, seed: int) -> None:
    result = run(drawn(seed), book)
    for entry in result.ledger:
        if entry.estimate:
            # Travel of which a price is not known counts nothing; a wage without a minimum has no verdict.
            assert entry.travel == 0 or entry.covered is False
    travel = result.line("travel")
    if travel is not None and travel.estimate:
        assert travel.estimated
    if result.wage is not None and result.wage.coverage == "all":
        assert result.wage.estimate == result.wage.holiday_allowance_estimate == 0
    assert result.allowance is None or result.allowance.estimate == 0


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_the_cost_of_the_employer_adds_up_and_leaves_the_subsidy_out(book: RuleBook, seed: int) -> None:
    placement = drawn(seed)
    cost = run(placement, book).employer_cost
    parts = (cost.expenses, cost.allowance, cost.wage, cost.holiday_allowance, cost.health_levy)
    assert cost.total == sum(part for part in parts if part is not None)
    assert (cost.subsidy_indication is not None) == (placement["route"] == "bbl")
    assert (cost.allowance is None) == (placement["route"] in ("bbl", "dual"))


@pytest.mark.slow
@given(SEEDS, st.integers(1, 100_000))
@quickly
def test_an_all_in_sum_never_pays_protective_equipment(book: RuleBook, seed: int, cents: int) -> None:
    placement = drawn(seed, "bol", "hbo", "wo")
    shoes = {"kind": "protective_equipment", "amount": Decimal(cents) / 100, "required_by": "school"}
    placement = steady(placement)
    offer = placement.setdefault("offer", {})
    offer |= {
        "complete": True,
        "allowance": {"amount": 900, "per": "month"},
        "includes_expenses": True,
        "reimbursements": [],
    }
    without = run({**placement, "costs": [c for c in placement.get("costs", []) if c["kind"] != shoes["kind"]]}, book)
    placement["costs"] = [c for c in placement.get("costs", []) if c["kind"] != shoes["kind"]] + [shoes]
    result = run(placement, book)
    line, finding = result.line("protective_equipment"), result.finding("protective_equipment_free")
    assert line is not None
    assert line.gap == line.owed == Decimal(cents) / 100
    assert (finding.status, finding.force, finding.amount) == ("below", "law", line.gap)
    assert result.expenses_total.from_all_in == without.expenses_total.from_all_in
    assert result.expenses_total.gap >= line.gap


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_more_pay_never_makes_the_gap_larger(book: RuleBook, seed: int) -> None:
    placement = steady(drawn(seed))
    promised = "wage" if placement["route"] in ("bbl", "dual") else "allowance"
    said = placement.setdefault("offer", {}).setdefault(promised, {"amount": 0, "per": "month"})
    before = run(placement, book)
    more = {**said, "amount": Decimal(str(said["amount"])) + 10}
    result = run({**placement, "offer": {**placement["offer"], promised: more}}, book)
    assert result.totals.gap <= before.totals.gap or promised == "wage"
    if before.wage is not None and result.wage is not None:
        # A higher wage asks for more holiday allowance, so only the wage itself is sure to fall short less.
        assert result.wage.shortfall <= before.wage.shortfall


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_a_finding_below_carries_its_amount_and_no_other_does(book: RuleBook, seed: int) -> None:
    result = run(drawn(seed), book)
    assert len({finding.id for finding in result.findings}) == len(result.findings) == 10
    for finding in result.findings:
        below = finding.status == "below" and finding.id != "employment_contract"
        assert (finding.amount is not None) == below, finding
        assert finding.amount is None or finding.amount > 0


@pytest.mark.slow
@given(SEEDS)
@quickly
def test_the_ledger_covers_every_day_once(book: RuleBook, seed: int) -> None:
    placement = drawn(seed)
    entries = run(placement, book).ledger
    assert entries[0].from_.isoformat() == placement["start"]
    assert entries[-1].to.isoformat() == placement["end"]
    for before, after in pairwise(entries):
        assert after.from_ == before.to + timedelta(days=1)
    for entry in entries:
        assert (entry.from_.year, entry.from_.month) == (entry.to.year, entry.to.month)
        assert entry.calendar_days == (entry.to - entry.from_).days + 1
        assert 0 <= entry.presence_days <= entry.scheduled_days <= entry.calendar_days


@pytest.mark.parametrize("size", [1, 2, 500])
def test_cents_are_whole_numbers_in_every_column(size: int, evaluated: Evaluated) -> None:
    results = evaluated([drawn(seed) for seed in range(size)])
    assert {field.values.dtype for field in results.fields().values()} == {np.dtype(np.int64)}
    assert results.numbers.shape[1] == len(results) == size
