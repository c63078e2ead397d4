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
from compensation.calendar import to_day
from compensation.choices import Choice, member
from compensation.law.genuine_placement import Question
from compensation.law.ledger import Window
from compensation.reading.quantities import quantity, units_of
from compensation.reading.step import Quantity, Step
from compensation.units import MONTH_PARTS, Share, Work
from tests.oracle import load_data, random_placement
from tests.reading.told_amounts import (
    Said,
    check_allowance,
    check_cost_and_totals,
    check_entries,
    check_expenses,
    check_findings,
    check_wage,
)
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
