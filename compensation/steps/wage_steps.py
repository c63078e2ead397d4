"""Steps for the wage of bbl and dual students, the holiday allowance, and the placement test."""

from __future__ import annotations

import numpy as np

from compensation.columns import BBL, TEST_QUESTIONS, WAGE_PERIODS
from compensation.money import PER_HUNDRED_THOUSAND
from compensation.norms.minimum_wage import hourly_minimum, scale_percent
from compensation.norms.placement_test import DOUBTFUL, GOOD_ANSWERS
from compensation.rulebook.series import UNKNOWN
from compensation.steps.model import (
    Quantity,
    RuleRef,
    Step,
    count,
    day,
    eur,
    hours,
    name,
    percent,
    rule_ref,
    word,
    words,
)
from compensation.steps.view import Steps, View, step


def wage_steps(view: View) -> Steps:
    """Hourly minimum, wage due and offered, and holiday allowance per entry; nothing for other routes."""
    if not bool(view.e.placements.earns_wage[0]):
        return
    if view.given("route") == BBL and view.e.wage.regular_scale[0]:
        scheme = view.e.book.schemes[view.e.book.scheme_keys[view.given("scheme")]]
        yield step("scale_of_cao", {"scheme": name(scheme.name)})
    before: tuple[int, int] | None = None
    for i in view.entries():
        if not view.e.wage.covered[i]:
            yield from _not_covered(view, i)
            continue
        key = (int(view.e.wage.hourly[i]), int(view.e.ledger.age[i]))
        if key != before:
            yield _hourly(view, i)
            before = key
        yield _due(view, i)
        yield from _offered(view, i)
        yield _holiday(view, i)
    yield from _totals(view)


def _hourly(view: View, i: int) -> Step:
    earned, ledger = view.e.wage, view.e.ledger
    scale = "regular" if earned.regular_scale[i] else "bbl"
    quantities: dict[str, Quantity] = {
        "from": day(ledger.start[i]),
        "age": count(ledger.age[i]),
        "adult": eur(earned.adult[i]),
        "percent": percent(earned.percent[i]),
        "scale": word(f"scale.{scale}"),
    }
    rules = rule_ref(view.e.book, "adult_hourly_minimum", ledger.start[i])
    rules += rule_ref(view.e.book, f"youth_scale_{scale}", ledger.start[i])
    full = int(earned.percent[i]) == PER_HUNDRED_THOUSAND
    return step("hourly_minimum_adult" if full else "hourly_minimum", quantities, eur(earned.hourly[i]), rules)


def _contract_hours(view: View, i: int) -> dict[str, Quantity]:
    """The hours of an entry, in the numbers that make them: days x hours a week / days a week."""
    return view.period(i) | {
        "days": count(view.e.ledger.scheduled[i], "days"),
        "week_hours": hours(view.given("hours")),
        "week_days": count(view.e.placements.days_per_week[0], "days"),
    }


def _due(view: View, i: int) -> Step:
    quantities = _contract_hours(view, i) | {"hourly": eur(view.e.wage.hourly[i])}
    return step("wage_due", quantities, eur(view.e.wage.due[i]))


def _offered(view: View, i: int) -> Steps:
    earned = view.e.wage
    if view.given("wage") == UNKNOWN:
        return
    per = WAGE_PERIODS[view.given("wage_per")]
    quantities = _contract_hours(view, i) | {"amount": eur(view.given("wage"))}
    if per == "month":
        quantities["year_days"] = count(earned.year_days[i], "days")
    yield step(f"wage_{per}", quantities, eur(earned.offered[i]))
    if earned.covered[i]:
        both = view.period(i) | {"due": eur(earned.due[i]), "offered": eur(earned.offered[i])}
        yield step("wage_short" if earned.shortfall[i] else "wage_enough", both, eur(earned.shortfall[i]))


def _holiday(view: View, i: int) -> Step:
    earned = view.e.wage
    given = view.given("holiday_percent")
    quantities = view.period(i) | {
        "base": eur(max(int(earned.offered[i]), int(earned.due[i]))),
        "percent": percent(earned.holiday_rate[i]),
        "due": eur(earned.holiday_due[i]),
        "offered": eur(earned.holiday_offered[i]),
        "offered_percent": percent(earned.holiday_rate[i] if given == UNKNOWN else given),
        "wage": eur(earned.offered[i]),
    }
    rules = rule_ref(view.e.book, "holiday_allowance", view.e.ledger.start[i])
    return step("holiday_allowance", quantities, eur(earned.holiday_shortfall[i]), rules)


def _not_covered(view: View, i: int) -> Steps:
    earned, ledger = view.e.wage, view.e.ledger
    youngest, _ = view.e.book.age_range
    young = int(ledger.age[i]) < youngest
    quantities = view.period(i) | {"youngest": count(youngest)}
    yield step("not_covered_age" if young else "not_covered_date", quantities)
    yield from _offered(view, i)
    if earned.indication[i] != UNKNOWN:
        quantities = _contract_hours(view, i) | _announced(view, i)
        rules = rule_ref(view.e.book, "youth_scale_regular", ledger.start[i])
        yield step("wage_indication", quantities, eur(earned.indication[i]), rules)


def _announced(view: View, i: int) -> dict[str, Quantity]:
    series = view.e.book.series("adult_hourly_minimum")
    adult = int(series.values[series.values != UNKNOWN][-1])
    share = view.e.wage.percent[i]
    return {"adult": eur(adult), "percent": percent(share), "hourly": eur(hourly_minimum(adult, share))}


def _totals(view: View) -> Steps:
    for part, fields in (
        ("wage_total", ("due", "offered", "shortfall")),
        ("holiday_total", ("holiday_allowance_due", "holiday_allowance_offered", "holiday_allowance_shortfall")),
    ):
        due, offered, short = (eur(view.result(f"wage.{field}")) for field in fields)
        yield step(part, {"due": due, "offered": offered}, short)


def placement_test_steps(view: View) -> Steps:
    """The answers that cast doubt on the placement, and the hourly minimum that would apply to work."""
    if bool(view.e.placements.earns_wage[0]) or int(view.e.test[0]) != DOUBTFUL:
        return
    answers = view.e.placements.answers[0]
    doubtful = [
        question
        for question, answer, good in zip(TEST_QUESTIONS, answers, GOOD_ANSWERS, strict=True)
        if answer not in (UNKNOWN, good)
    ]
    yield step("placement_doubtful", {"answers": words(doubtful)})
    book, ledger = view.e.book, view.e.ledger
    start = ledger.start[:1]
    adult = int(book.series("adult_hourly_minimum").at(start)[0])
    if adult == UNKNOWN:
        return
    rules: list[RuleRef] = rule_ref(book, "adult_hourly_minimum", start[0])
    age = int(ledger.age[0])
    percentage = int(scale_percent(book, ledger.age[:1], start, np.array([True]))[0])
    if age == UNKNOWN or percentage == UNKNOWN:
        yield step("doubtful_wage_adult", {"from": day(start[0]), "age": count(book.age_range[1])}, eur(adult), rules)
        return
    quantities = {
        "from": day(start[0]),
        "age": count(age),
        "adult": eur(adult),
        "percent": percent(percentage),
    }
    rules += rule_ref(book, "youth_scale_regular", start[0])
    yield step("doubtful_wage", quantities, eur(hourly_minimum(adult, percentage)), rules)
