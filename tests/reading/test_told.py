"""Nothing is told that was not computed, and nothing is computed that is not told.

The sum of every step comes out when its rule is asked again with the quantities of the step; and every amount of an
assessment is the result of a step, or the sum of such results.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from inspect import signature
from random import Random
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, load_rulebook, read_placement
from compensation.assessment import LedgerEntry
from compensation.calendar import to_day
from compensation.choices import Choice, member
from compensation.law.genuine_placement import Question
from compensation.reading.quantities import quantity, units_of
from compensation.reading.step import Quantity, Step
from compensation.units import Share
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
    places = {"eur": 2, "eur_per_km": 4, "percent": 3, "hours": 2, "km": 1}.get(str(unit), 0)
    exact = Decimal(str(told.value)).scaleb(places)
    assert exact == int(exact), (unit, told)
    return int(exact)


def again(step: Step) -> Quantity | None:
    """The result of a step's rule, asked with the quantities of the step."""
    rule = RULES[step.id]
    units, of_result = units_of(rule.function)
    given = {name: number(unit, step.quantities[name]) for name, unit in units.items()}
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
        assert rest == NOT_TOLD.get(rule.name, set()), rule.name


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
        self.first = assessment.ledger[0].from_.isoformat()

    def of(self, *rules: str, amounts: str = "", entry: LedgerEntry | None = None, kind: str | None = None) -> Decimal:
        """Results of these rules together, and of amounts a period whose step id begins so; in an entry, of a kind.

        What is told once for the placement (an amount that is paid once) stands in the first entry.
        """
        return sum((result(step) for step in self._steps(rules, amounts, entry, kind)), Decimal(0))

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
            day = step.quantities["from"].value if "from" in step.quantities else self.first
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


def check_entries(a: Assessment, said: Said) -> None:
    hourly = None
    for entry in a.ledger:
        assert entry.travel == said.of("travel_own", "travel_fare", entry=entry)
        assert entry.expenses == said.of(amounts="expenses.cost_", entry=entry)
        if a.allowance is not None:
            assert entry.allowance_norm == said.of(*NORMS, amounts="allowance.norm_", entry=entry)
            assert entry.allowance_offered == said.of(amounts="allowance.offer_", entry=entry)
            continue
        if said.number_of("hourly_minimum", entry=entry):
            hourly = said.of("hourly_minimum", entry=entry)
        assert entry.wage_offered == said.of(*WAGES, entry=entry)
        if entry.covered:
            assert entry.hourly_minimum == hourly
            assert entry.wage_due == said.of("wage_due", entry=entry)
            named = said.number_of(*WAGES, entry=entry)
            assert entry.wage_shortfall == (said.of("wage_short", entry=entry) if named else entry.wage_due)
        else:
            assert said.number_of("not_covered", entry=entry) == 1
            assert said.number_of("wage_due", entry=entry) == 0


def check_expenses(a: Assessment, said: Said) -> None:
    for line in a.expenses:
        step = said.one("line", line.kind)
        assert says(step, owed=line.owed, reimbursed=line.reimbursed)
        assert result(step) == line.gap
        if line.kind == "travel":
            assert line.owed == line.incurred == said.of("travel_total") == said.of("travel_own", "travel_fare")
        else:
            assert line.owed == said.of(amounts="expenses.cost_", kind=line.kind)
        paid = said.of("paid_full", amounts="expenses.paid_", kind=line.kind)
        paid += said.of("paid_km") if line.kind == "travel" else 0
        assert line.reimbursed == min(paid, line.owed)
    total = a.expenses_total
    assert total.from_all_in == said.of("all_in")
    if a.expenses:
        step = said.one("expenses_total")
        assert says(step, owed=total.owed, reimbursed=total.reimbursed, from_all_in=total.from_all_in)
        assert result(step) == total.gap
    else:
        assert total.owed == total.reimbursed == total.gap == said.number_of("expenses_total") == 0


def check_allowance(a: Assessment, said: Said) -> None:
    pay = a.allowance
    assert pay is not None
    assert pay.norm == said.of("norm_total") == said.of(*NORMS, amounts="allowance.norm_")
    assert pay.full_month == said.of("norm_full_month")
    if pay.entitlement is not None:
        # An entitlement that is the norm is not told once more.
        told_apart = said.number_of("entitlement_total")
        assert pay.entitlement == (said.of("entitlement_total") if told_apart else pay.norm)
    assert pay.offered == said.of(amounts="allowance.offer_")
    if said.number_of("offer_none"):
        assert pay.offered == pay.effective == 0
    else:
        step = said.one("offer_effective")
        assert says(step, offered=pay.offered, from_all_in=a.expenses_total.from_all_in)
        assert result(step) == pay.effective
    step = said.one("allowance_gap")
    assert says(step, norm=pay.norm, effective=pay.effective)
    assert result(step) == pay.gap


def check_wage(a: Assessment, said: Said) -> None:
    wage = a.wage
    assert wage is not None
    assert says(said.one("wage_total"), due=wage.due, offered=wage.offered, short=wage.shortfall)
    holiday = (wage.holiday_allowance_due, wage.holiday_allowance_offered, wage.holiday_allowance_shortfall)
    assert says(said.one("holiday_total"), **dict(zip(("due", "offered", "short"), holiday, strict=True)))
    steps = [step for step in said.steps if step.id == "wage.holiday_allowance"]
    assert holiday[0] == sum(Decimal(str(step.quantities["due"].value)) for step in steps)
    assert holiday[1] == sum(Decimal(str(step.quantities["offered"].value)) for step in steps)
    assert holiday[2] == said.of("holiday_allowance")
    assert wage.due == said.of("wage_due")
    assert (wage.indication_after or 0) == said.of("wage_indication")


def check_cost_and_totals(a: Assessment, said: Said) -> None:
    cost, step = a.employer_cost, said.one("cost_total")
    assert says(step, expenses=cost.expenses, health_levy=cost.health_levy)
    assert says(step, allowance=cost.allowance or Decimal(0), wage=cost.wage or Decimal(0))
    assert says(step, holiday_allowance=cost.holiday_allowance or Decimal(0))
    assert result(step) == cost.total
    assert cost.health_levy == said.of("levy")
    if a.wage is not None:
        assert said.of("cost_wage") == (cost.wage or 0) + (cost.holiday_allowance or 0)
    assert (cost.subsidy_indication or 0) == said.of("subsidy") == said.of("subsidy_year")
    assert says(said.one("total"), owed=a.totals.owed, offered=a.totals.offered, gap=a.totals.gap)


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
