"""Nothing is told that was not computed, and nothing is computed that is not told.

The sum of every step comes out when its rule is asked again with the quantities of the step; and every amount of an
assessment is the result of a step, or the sum of such results.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from inspect import signature
from random import Random
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, load_rulebook, read_placement
from compensation.assessment import CostParts, ExpenseLine, LedgerEntry
from compensation.calendar import to_day
from compensation.choices import Choice, member
from compensation.law.genuine_placement import Question
from compensation.law.ledger import Window
from compensation.reading.quantities import quantity, units_of
from compensation.reading.step import Quantity, Step
from compensation.units import MONTH_PARTS, Share, Work
from tests.oracle import load_data, random_placement
from tests.rulebooks import LIVE_RULES, TEST_RULES
from tests.told_names import told_names

RULES = told_names()
#: Rules with an argument that is no quantity, and why that is not told.
NOT_TOLD = {
    "entitlement": {"named", "pay"},  # the name of the step says which; the sum is that of the norm
    "amount_stale": {"by_sector"},  # the name of the step says it
    "subsidy_year": {"parts"},  # maximum x days, added up over the maximums that held
    "norm_gate": {"gates"},  # told with their limits, beside the sum
}
#: Arguments that are told by their parts: window_worked, window_whole and window_months.
IN_PARTS = {"wage_month": {"window", "worked"}}


@cache
def told(first: int, number: int, live: bool = False) -> Sequence[Assessment]:
    rules = LIVE_RULES if live else TEST_RULES
    book, data = load_rulebook(base=rules), load_data(rules)
    seeds = range(first, first + number)
    return [assess(read_placement(random_placement(Random(seed), data)), book) for seed in seeds]


def some() -> Iterator[Assessment]:
    yield from told(0, 150)
    yield from told(150, 60, live=True)


# ---------------------------------------------------------------- a step, asked again


def number(unit: Any, told: Quantity) -> Any:
    """The whole number of a quantity, as the law counts with it."""
    if isinstance(unit, type) and issubclass(unit, Choice):
        return member(unit, str(told.value).rpartition(".")[2])
    if unit is Share:
        of, _, whole = str(told.value).partition("/")
        return Share(int(of), int(whole or 1))
    if unit == "questions":
        return sum(1 << member(Question, word) for word in told.value)
    if unit == "date":
        return to_day(date.fromisoformat(str(told.value)))
    places = {"eur": 2, "eur_per_km": 4, "percent": 3, "hours": 2, "km": 1}.get(str(told.unit), 0)
    exact = Decimal(str(told.value)).scaleb(places)
    assert exact == int(exact), (unit, told)
    return int(exact)


def work(step: Step) -> Work:
    """The hours of a step; where no decimals write them its days, of a week of so many hours in so many days."""
    said = step.quantities
    if "hours" in said:
        return Work(number("hours", said["hours"]), 1)
    days = said["times"] if "times" in said else said["days"]
    return Work(number("days", days) * number("hours", said["week_hours"]), number("days", said["week_days"]))


def window(step: Step) -> Window:
    """The window of a monthly wage: its months, and the days or hours that are scheduled in it."""
    months = Fraction(str(step.quantities["window_months"].value)) * MONTH_PARTS
    assert months.denominator == 1
    return Window(0, 0, int(months), number(None, step.quantities["window_whole"]))


def again(step: Step) -> Quantity | None:
    """The result of a step's rule, asked with the quantities of the step."""
    rule = RULES[step.id]
    units, of_result = units_of(rule.function)
    given: dict[str, Any] = {}
    for name, unit in units.items():
        is_work = unit in (Work, "presence_work")
        given[name] = work(step) if is_work else number(unit, step.quantities[name])
    if rule.name in IN_PARTS:
        given |= {"window": window(step), "worked": number(None, step.quantities["window_worked"])}
    if "what" in signature(rule.function).parameters:
        given["what"] = 0
    result = rule.function(**given)
    return None if of_result is None else quantity(of_result, "result", result)


def asked_with_quantities_only(step: Step) -> bool:
    return RULES[step.id].name not in NOT_TOLD


def test_what_is_not_told_of_a_rule_is_known() -> None:
    for rule in {rule.name: rule for rule in RULES.values()}.values():
        units, _ = units_of(rule.function)
        rest = set(signature(rule.function).parameters) - set(units) - {"what"}
        assert rest == NOT_TOLD.get(rule.name, set()) | IN_PARTS.get(rule.name, set()), rule.name


@pytest.mark.slow
def test_the_sum_of_every_step_comes_out_again() -> None:
    seen: dict[str, int] = defaultdict(int)
    for assessment in some():
        for step in assessment.steps:
            if asked_with_quantities_only(step):
                assert again(step) == step.result, step
                seen[RULES[step.id].name] += 1
    assert len(seen) > 45
    assert sum(seen.values()) > 5_000


def test_a_step_that_says_another_result_is_seen() -> None:
    (step,) = (step for step in told(0, 1)[0].steps if RULES[step.id].name == "total")
    other = step.model_copy(update={"quantities": {**step.quantities, "gap": Quantity(value="0.01", unit="eur")}})
    assert again(step) == step.result != again(other)


# ---------------------------------------------------------------- an amount, from the steps

NORMS = {
    *("norm_gate", "norm_below_steps", "norm_per_hours", "norm_by_hours", "norm_by_days", "norm_per_day"),
    *("norm_per_half_day", "norm_per_week", "norm_observation", "norm_sector"),
}
#: Rules on an amount a period, whatever it is: a cost, an offer, a norm.
AMOUNTS = {rule.name for rule in RULES.values() if "what" in signature(rule.function).parameters}
WAGES = {"wage_hour", "wage_week", "wage_four_weeks", "wage_month"}


class Said:
    """What the steps of an assessment say: results added up, and quantities by name."""

    def __init__(self, assessment: Assessment) -> None:
        self.steps = assessment.steps

    def of(self, *rules: str, amounts: str = "", entry: LedgerEntry | None = None, kind: str | None = None) -> Decimal:
        """Results of these rules together, and of amounts a period whose step id begins so; in an entry, of a kind."""
        return sum((result(step) for step in self._steps(rules, amounts, entry, kind)), Decimal(0))

    def quantity(self, rule: str, name: str, entry: LedgerEntry | None = None) -> Decimal:
        """A quantity of all uses of a rule together."""
        steps = self._steps((rule,), "", entry, None)
        return sum((Decimal(str(step.quantities[name].value)) for step in steps), Decimal(0))

    def number_of(self, *rules: str, entry: LedgerEntry | None = None) -> int:
        return len(list(self._steps(rules, "", entry, None)))

    def _steps(
        self, rules: tuple[str, ...], amounts: str, entry: LedgerEntry | None, kind: str | None
    ) -> Iterator[Step]:
        for step in self.steps:
            rule = RULES[step.id]
            is_amount = rule.name in AMOUNTS
            if not (amounts and step.id.startswith(amounts)) if is_amount else rule.name not in rules:
                continue
            day = step.quantities["from"].value if "from" in step.quantities else None
            if entry is not None and day != entry.from_.isoformat():
                continue
            if kind is None or step.quantities["kind"].value == f"cost.{kind}":
                yield step

    def one(self, rule: str, kind: str | None = None) -> Step:
        (step,) = self._steps((rule,), "", None, kind)
        return step


def result(step: Step) -> Decimal:
    assert step.result is not None
    return Decimal(str(step.result.value))


def says(step: Step, **amounts: Decimal | None) -> bool:
    """Whether the quantities of a step are these amounts."""
    return {name: Decimal(str(step.quantities[name].value)) for name in amounts} == amounts


TRAVEL = ("travel_own", "travel_fare", "travel_ticket")


def check_entries(a: Assessment, said: Said) -> None:
    paid_once = Decimal(0)
    for entry in a.ledger:
        if said.number_of("travel_unknown", entry=entry):
            assert entry.travel == 0
        else:
            assert entry.travel == said.of(*TRAVEL, entry=entry)
        paid_once += entry.expenses - said.of(amounts="expenses.cost_", entry=entry)
        if a.wage is not None:
            check_wage_of(entry, said)
            continue
        assert entry.estimate == said.quantity("travel_unknown", "estimate", entry=entry)
        if said.number_of("norm_unknown", entry=entry):
            assert entry.allowance_norm is None
        else:
            assert entry.allowance_norm == said.of(*NORMS, amounts="allowance.norm_", entry=entry)
        assert entry.allowance_offered == said.of(amounts="allowance.offer_", entry=entry)
    assert paid_once == said.of(amounts="expenses.cost_once")


def check_wage_of(entry: LedgerEntry, said: Said) -> None:
    assert entry.wage_offered == said.of(*WAGES, entry=entry)
    if entry.covered:
        assert said.number_of("wage_due", entry=entry) == 1
        assert entry.hourly_minimum == said.quantity("wage_due", "hourly", entry=entry)
        assert entry.wage_due == said.of("wage_due", entry=entry)
        assert entry.wage_shortfall == said.of("wage_short", entry=entry)
        assert entry.estimate == said.quantity("travel_unknown", "estimate", entry=entry)
    else:
        assert said.number_of("not_covered", entry=entry) == 1
        assert said.number_of("wage_due", entry=entry) == said.number_of("wage_short", entry=entry) == 0


def check_expenses(a: Assessment, said: Said) -> None:
    for line in a.expenses:
        check_line(line, a, said)
    total = a.expenses_total
    assert total.from_all_in == said.of("all_in")
    assert total.estimate == said.quantity("travel_unknown", "estimate")
    if a.expenses:
        step = said.one("expenses_total")
        assert says(step, owed=total.owed, reimbursed=total.reimbursed, from_all_in=total.from_all_in)
        assert says(step, not_stated=total.not_stated)
        assert result(step) == total.gap
    else:
        assert total.owed == total.reimbursed == total.gap == said.number_of("expenses_total") == 0


def check_line(line: ExpenseLine, a: Assessment, said: Said) -> None:
    if line.stated or line.owed == 0:
        step = said.one("line", line.kind)
        assert says(step, owed=line.owed, reimbursed=line.reimbursed)
        assert (result(step), Decimal(0)) == (line.gap, line.not_stated)
    else:
        assert result(said.one("line_not_stated", line.kind)) == line.owed == line.not_stated
        assert line.gap == line.reimbursed == 0
    if line.kind == "travel":
        assert line.owed == line.incurred == said.of("travel_total") == sum(entry.travel for entry in a.ledger)
        assert line.estimate == said.quantity("travel_unknown", "estimate")
    else:
        assert line.owed == said.of(amounts="expenses.cost_", kind=line.kind)
    paid = said.of("paid_full", amounts="expenses.paid_", kind=line.kind)
    paid += said.of("paid_km") if line.kind == "travel" else 0
    assert line.reimbursed == min(paid, line.owed)


def check_allowance(a: Assessment, said: Said) -> None:
    pay = a.allowance
    assert pay is not None
    assert (pay.norm or 0) == said.of("norm_total") == said.of(*NORMS, amounts="allowance.norm_")
    assert (pay.norm is None) == (said.number_of("norm_unknown") == len(a.ledger))
    assert (pay.full_month is None) == (said.number_of("norm_full_month") == 0)
    assert (pay.full_month or 0) == said.of("norm_full_month")
    if pay.entitlement is not None:
        # An entitlement that is the norm is not told once more.
        told_apart = said.number_of("entitlement_total")
        assert pay.entitlement == (said.of("entitlement_total") if told_apart else pay.norm)
    assert pay.offered == said.of(amounts="allowance.offer_")
    assert pay.effective == pay.offered - a.expenses_total.from_all_in
    if not pay.stated:
        assert said.of("offer_not_stated") == pay.not_stated == (pay.norm or 0)
        assert (pay.offered, pay.gap, said.number_of("allowance_gap")) == (0, 0, 0)
        return
    if said.number_of("offer_none"):
        assert pay.offered == pay.effective == 0
    else:
        step = said.one("offer_effective")
        assert says(step, offered=pay.offered, from_all_in=a.expenses_total.from_all_in)
        assert result(step) == pay.effective
    if pay.norm is None:
        # No norm is known, so nothing is said of one: not that it is 0, nor that nothing is short.
        assert said.number_of("norm_total") == said.number_of("allowance_gap") == pay.gap == 0
        return
    step = said.one("allowance_gap")
    assert says(step, norm=pay.norm, effective=pay.effective)
    assert result(step) == pay.gap


def check_wage(a: Assessment, said: Said) -> None:
    wage = a.wage
    assert wage is not None
    step = said.one("wage_total")
    assert says(step, due=wage.due, offered=wage.offered, short=wage.shortfall, not_stated=wage.not_stated)
    holiday = (wage.holiday_allowance_due, wage.holiday_allowance_offered, wage.holiday_allowance_shortfall)
    step = said.one("holiday_total")
    assert says(step, **dict(zip(("due", "offered", "short"), holiday, strict=True)))
    assert says(step, not_stated=wage.holiday_allowance_not_stated)
    assert holiday[2] == said.of("holiday_allowance")
    covered = sum(bool(entry.covered) for entry in a.ledger)
    if said.number_of("holiday_allowance") == covered:
        assert holiday[0] == said.quantity("holiday_allowance", "due")
        assert holiday[1] == said.quantity("holiday_allowance", "offered")
    assert wage.due == said.of("wage_due")
    assert wage.estimate == said.of("wage_estimate")
    if said.number_of("wage_estimate"):
        step = said.one("estimate_total")
        assert says(step, estimate=wage.estimate, holiday_allowance=wage.holiday_allowance_estimate)
        travel = said.quantity("travel_unknown", "estimate")
        assert result(step) == sum(entry.estimate for entry in a.ledger) - travel
    assert wage.coverage == ("all" if covered == len(a.ledger) else "part" if covered else "none")
    if said.number_of("wage_by_law"):
        by_law = next(row for row in a.totals.by_ground if row.ground == "law")
        equipment = a.line("protective_equipment")
        step = said.one("wage_by_law")
        assert says(step, total=wage.due + wage.holiday_allowance_due)
        assert says(step, due=by_law.owed - (equipment.owed if equipment else 0))


def check_cost_and_totals(a: Assessment, said: Said) -> None:
    cost, step = a.employer_cost, said.one("cost_total")
    check_parts(cost, step)
    assert cost.health_levy == said.of("levy")
    if a.wage is not None:
        assert said.of("cost_wage") == (cost.wage or 0) + (cost.holiday_allowance or 0)
    assert (cost.subsidy_indication or 0) == said.of("subsidy") == said.of("subsidy_year")
    assert cost.estimate.health_levy >= said.quantity("levy_unknown", "estimate")
    assert (cost.estimate.total > 0) == said.number_of("cost_estimate")
    if cost.estimate.total:
        assert result(said.one("cost_estimate")) == cost.estimate.total
        assert says(said.one("cost_estimate"), expenses=cost.estimate.expenses, health_levy=cost.estimate.health_levy)
    assert (a.cost_of_offer is not None) == said.number_of("cost_of_offer")
    if a.cost_of_offer is not None:
        check_parts(a.cost_of_offer, said.one("cost_of_offer"))
    totals = a.totals
    assert says(said.one("total"), owed=totals.owed, offered=totals.offered, gap=totals.gap)
    assert says(said.one("total"), not_stated=totals.not_stated)
    assert totals.estimate == said.of("total_estimate")
    for name in ("owed", "offered", "gap", "not_stated", "estimate"):
        assert getattr(totals, name) == sum(getattr(row, name) for row in totals.by_ground), name


def check_parts(cost: CostParts, step: Step) -> None:
    for name in ("expenses", "allowance", "wage", "holiday_allowance", "health_levy"):
        assert says(step, **{name: getattr(cost, name) or Decimal(0)})
    assert result(step) == cost.total


def check_findings(a: Assessment) -> None:
    """What is short in a finding is an amount of the assessment, or the difference of two."""
    equipment, pay, wage = a.line("protective_equipment"), a.allowance, a.wage
    short = {
        "expenses_full": a.expenses_total.gap,
        "protective_equipment_free": equipment and equipment.gap,
        "allowance_paid": pay and pay.gap,
        "allowance_cao": pay and pay.entitlement is not None and pay.entitlement - pay.effective,
        "allowance_level_equal": pay and pay.entitlement is not None and pay.norm - pay.entitlement,
        "allowance_on_top": a.expenses_total.from_all_in,
        "wage_minimum": wage and wage.shortfall,
        "holiday_allowance": wage and wage.holiday_allowance_shortfall,
    }
    for finding in a.findings:
        if finding.id == "allowance_level_equal" and finding.amount:
            # Of entries with an entitlement; the norm of the others is above none.
            assert pay is not None
            assert pay.norm is not None
            assert 0 < finding.amount <= pay.norm - (pay.entitlement or 0)
        else:
            assert finding.amount is None or finding.amount == short[finding.id] > 0


@pytest.mark.slow
def test_every_amount_is_the_result_of_a_step_or_a_sum_of_results() -> None:
    for assessment in some():
        said = Said(assessment)
        check_entries(assessment, said)
        check_expenses(assessment, said)
        (check_allowance if assessment.wage is None else check_wage)(assessment, said)
        check_cost_and_totals(assessment, said)
        check_findings(assessment)


def test_every_amount_of_a_few_placements_is_told(book: RuleBook) -> None:
    """The same on fewer, so that the fast tests ask it too; each kind of line is among them."""
    few = told(0, 25)
    for assessment in few:
        said = Said(assessment)
        check_entries(assessment, said)
        check_expenses(assessment, said)
        check_cost_and_totals(assessment, said)
    assert len({line.kind for assessment in few for line in assessment.expenses}) > len(book.line_kinds) // 2


# ---------------------------------------------------------------- what a step rests on


@pytest.mark.slow
def test_every_step_that_uses_a_figure_names_its_version(book: RuleBook) -> None:
    """A rule that rests on rules of the book names a version of each that is known on its day."""
    for assessment in told(0, 150):
        for step in assessment.steps:
            for ref in step.rules:
                if "from" in step.quantities and ref.from_ is not None:
                    day = str(step.quantities["from"].value)
                    assert ref.from_.isoformat() <= day and (ref.to is None or day <= ref.to.isoformat()), step
            if step.id in ("wage.hourly_minimum", "travel.travel_own", "cost.levy", "expenses.vog_price"):
                assert len(step.rules) == len(RULES[step.id].rests_on), step


def test_telling_twice_says_the_same(book: RuleBook) -> None:
    for seed in range(20):
        placement = read_placement(random_placement(Random(seed)))
        assert assess(placement, book).steps == assess(placement, book).steps
