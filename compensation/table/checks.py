"""The rules between the fields of a placement, over whole columns (see compensation.placement, one by one).

A rule is only tried where the cells it reads are readable themselves: one slip gives one fault.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from compensation.calendar import to_date, to_day
from compensation.choices import CaoStatus, Route, TravelMode, words_of
from compensation.placement.model import FIRST_DAY, LAST_DAY, MAX_AGE, MAX_MONTHS, MIN_AGE
from compensation.table.catalog import REQUIRED
from compensation.table.days import add_months, ages
from compensation.table.reading import Sheet, norm_words
from compensation.table.values import Cells

HUNDREDTHS = 100
LEAST_HOURS, MOST_HOURS = 1 * HUNDREDTHS, 60 * HUNDREDTHS
MOST_TENTHS_OF_KILOMETRES = 1000 * 10
MOST_PERCENT = 100 * HUNDREDTHS


def check_rows(sheet: Sheet) -> None:
    """Every rule between the fields, on every row; what is found stands in `sheet.faults`."""
    for column in REQUIRED:
        sheet.faults.flag(~sheet[column].given, column, "missing")
    _check_period(sheet)
    _check_birth(sheet)
    _check_cao(sheet)
    _check_travel(sheet)
    _check_costs(sheet)
    _check_offer(sheet)
    _check_norm(sheet)


def _check_period(sheet: Sheet) -> None:
    faults, start, end = sheet.faults, sheet["start"], sheet["end"]
    span = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
    for name in ("start", "end"):
        faults.flag(sheet[name].good & ~_inside(sheet[name]), name, "date_range", lambda _: span)
    both = start.good & end.good & _inside(start) & _inside(end)
    first = np.where(both, start.values, 0)
    too_late = add_months(first, MAX_MONTHS)
    faults.flag(
        both & (end.values < start.values),
        "end",
        "end_before_start",
        lambda row: {"start": to_date(int(start.values[row])), "end": to_date(int(end.values[row]))},
    )
    faults.flag(
        both & (end.values >= too_late), "end", "too_long", lambda row: {"last": to_date(int(too_late[row]) - 1)}
    )
    _check_hours(sheet, "hours_per_week")


def _inside(day: Cells) -> Any:
    """Rows whose day lies in what is covered."""
    return (day.values >= to_day(FIRST_DAY)) & (day.values <= to_day(LAST_DAY))


def _check_hours(sheet: Sheet, column: str) -> None:
    hours = sheet[column]
    outside = (hours.values < LEAST_HOURS) | (hours.values > MOST_HOURS)
    sheet.faults.flag(hours.good & outside, column, "hours_range")


def earns_wage(sheet: Sheet) -> Any:
    """Rows of a route with a wage."""
    route = sheet["route"]
    return route.good & ((route.values == Route.BBL) | (route.values == Route.DUAL))


def _check_birth(sheet: Sheet) -> None:
    birth, start = sheet["birth_date"], sheet["start"]
    both = birth.good & start.good & _inside(start)
    years = ages(np.where(both, birth.values, 0), np.where(both, start.values, 0))
    sheet.faults.flag(
        both & ((years < MIN_AGE) | (years > MAX_AGE)), "birth_date", "age_range", lambda row: {"age": int(years[row])}
    )
    sheet.faults.flag(earns_wage(sheet) & ~birth.given, "birth_date", "birth_date_missing", _route_of(sheet))


def _route_of(sheet: Sheet) -> Any:
    return lambda row: {"route": words_of(Route)[sheet["route"].values[row]]}


def _kind_of(kind: str) -> Any:
    return lambda _: {"kind": kind}


def _check_norm_amount(sheet: Sheet, prefix: str, given: Any, misplaced: Any) -> None:
    """An amount with a period and base hours. Where it may not stand at all, its amount is not missed either."""
    sheet.faults.flag(given & ~misplaced & ~sheet[f"{prefix}.amount"].given, f"{prefix}.amount", "missing")
    _check_hours(sheet, f"{prefix}.base_hours")


def _norm_amount_given(sheet: Sheet, prefix: str) -> Any:
    """Rows in which any part of the amount is filled."""
    return sheet.any_given(f"{prefix}.amount", f"{prefix}.per", f"{prefix}.base_hours")


def _check_cao(sheet: Sheet) -> None:
    amount = _norm_amount_given(sheet, "cao.amount")
    scheme, status = sheet["cao.scheme"].given, sheet["cao.status"]
    readable = status.good | ~status.given
    applies = status.otherwise(CaoStatus.NONE) == CaoStatus.APPLIES
    without, both = readable & ~applies & (scheme | amount), applies & scheme & amount
    sheet.faults.flag(without & scheme, "cao.scheme", "cao_only_applies")
    sheet.faults.flag(without & ~scheme, "cao.amount.amount", "cao_only_applies")
    sheet.faults.flag(both, "cao.amount.amount", "cao_both")
    _check_norm_amount(sheet, "cao.amount", amount, without | both)


def _check_travel(sheet: Sheet) -> None:
    faults, mode, distance = sheet.faults, sheet["travel.mode"], sheet["travel.distance_km"]
    own, public = (mode.good & (mode.values == code) for code in (TravelMode.OWN_VEHICLE, TravelMode.PUBLIC_TRANSPORT))
    faults.flag(distance.good & (distance.values > MOST_TENTHS_OF_KILOMETRES), "travel.distance_km", "distance_range")
    faults.flag(own & ~distance.given, "travel.distance_km", "distance_missing")
    faults.flag(public & ~sheet["travel.carrier"].given, "travel.carrier", "carrier_missing")
    faults.flag(public & ~sheet["travel.fare"].given & ~distance.given, "travel.fare", "fare_missing")
    product, route = sheet["travel.student_product"], sheet["route"]
    bbl = route.good & (route.values == Route.BBL)
    faults.flag(bbl & product.good & (product.values != 0), "travel.student_product", "bbl_student_product")


def _check_costs(sheet: Sheet) -> None:
    for kind in sheet.book.cost_kinds:
        prefix = f"cost.{kind}"
        given = sheet.any_given(*(f"{prefix}.{name}" for name in ("amount", "per", "required_by", "provided")))
        provided = sheet[f"{prefix}.provided"]
        unsure = provided.given & ~provided.good
        nothing = given & ~sheet[f"{prefix}.amount"].given & (provided.otherwise(0) == 0) & ~unsure
        if sheet.book.costs[kind].price is None:
            sheet.faults.flag(nothing, f"{prefix}.amount", "cost_amount_missing", _kind_of(kind))


def _check_offer(sheet: Sheet) -> None:
    faults, earns, route = sheet.faults, earns_wage(sheet), sheet["route"]
    allowance = sheet.any_given("offer.allowance.amount", "offer.allowance.per")
    wage = sheet.any_given("offer.wage.amount", "offer.wage.per")
    no_allowance, no_wage = earns & allowance, route.good & ~earns & wage
    faults.flag(no_allowance, "offer.allowance.amount", "allowance_wrong_route", _route_of(sheet))
    faults.flag(no_wage, "offer.wage.amount", "wage_wrong_route", _route_of(sheet))
    missing = allowance & ~no_allowance & ~sheet["offer.allowance.amount"].given
    faults.flag(missing, "offer.allowance.amount", "missing")
    for name in ("offer.wage.amount", "offer.wage.per"):
        faults.flag(wage & ~no_wage & ~sheet[name].given, name, "missing")
    percent = sheet["offer.holiday_allowance_percent"]
    faults.flag(percent.good & (percent.values > MOST_PERCENT), "offer.holiday_allowance_percent", "percent_range")
    travel_back = _check_reimbursements(sheet)
    rate, mode = sheet["offer.km_rate"].given, sheet["travel.mode"]
    other_mode = (mode.good & (mode.values != TravelMode.OWN_VEHICLE)) | ~mode.given
    faults.flag(rate & other_mode, "offer.km_rate", "km_rate_only_own_vehicle")
    faults.flag(rate & travel_back, "offer.km_rate", "km_rate_and_reimbursement")


def _check_reimbursements(sheet: Sheet) -> Any:
    """Returns the rows with a reimbursement of travel."""
    travel = np.zeros(sheet.rows, bool)
    for kind in sheet.book.line_kinds:
        prefix = f"offer.reimburse.{kind}"
        given = sheet.any_given(*(f"{prefix}.{name}" for name in ("amount", "per", "full")))
        full = sheet[f"{prefix}.full"]
        readable = full.good | ~full.given
        wrong = given & readable & ((full.otherwise(0) == 1) == sheet[f"{prefix}.amount"].given)
        sheet.faults.flag(wrong, f"{prefix}.amount", "reimbursement_amount", _kind_of(kind))
        if kind == "travel":
            travel = given
    return travel


def _check_norm(sheet: Sheet) -> None:
    given, norm = _norm_amount_given(sheet, "own_norm"), sheet["norm"]
    own = norm.otherwise(0) == norm_words(sheet.book).index("own")
    readable = norm.good | ~norm.given
    wrong = readable & (own != given)
    sheet.faults.flag(wrong, "own_norm.amount", "own_norm")
    _check_norm_amount(sheet, "own_norm", given, wrong)
