"""The forms of cells (numbers, days, choices) and the words of every fault."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from compensation.assessing import assess
from compensation.placement import read_placement
from compensation.table import assess_table
from compensation.texts import text
from tests.table_frames import BOOK, ROW, assessed, problem_of, table

# ---------------------------------------------------------------- forms of numbers

SAME_AMOUNT = [
    "450.50",
    "450,50",
    "450,5",
    " 450.5 ",
    "€ 450,50",
    "450,50 euro",
    "450.500000",
    450.5,
    Decimal("450.50"),
    Decimal("450.500"),
    np.float32(450.5),
]


@pytest.mark.parametrize("value", SAME_AMOUNT, ids=repr)
def test_an_amount_in_every_form(value: Any) -> None:
    results, errors = assessed(**{"offer.allowance.amount": [value], "offer.allowance.per": ["week"]})
    assert errors.empty, errors
    expected, _ = assessed(**{"offer.allowance.amount": ["450.50"], "offer.allowance.per": ["week"]})
    assert results["allowance.offered"].tolist() == expected["allowance.offered"].tolist()


@pytest.mark.parametrize(
    ("value", "same"),
    [("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1.234.5", None), ("12.345,6", "12345.60"), ("0.500", "0.5")],
)
def test_thousands(value: str, same: str | None) -> None:
    results, errors = assessed(**{"offer.allowance.amount": [value]})
    if same is None:
        assert errors["problem"].tolist() == [text("table.row_faults.number", "en")]
    else:
        assert results["allowance.offered"].equals(
            assessed(**{"offer.allowance.amount": [same]})[0]["allowance.offered"]
        )


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("1.234", "'1.234' can mean 1234 or 1.234; write it without a sign for thousands, for example 1234.00"),
        ("1,234", "'1,234' can mean 1234 or 1.234"),
        ("-5", "a number below zero is not possible here"),
        (-5, "a number below zero is not possible here"),
        ("12.3456", "too many decimals; at most 2"),
        (12.345, "too many decimals; at most 2"),
        ("1000000", "too large"),
        ("1.234.567,89", "too large"),
        ("twelve", "not a number"),
        ("1,2,3", "not a number"),
        ("1.23,4.5", "not a number"),
        ("NaN", "not a number"),
        (float("inf"), "not a number"),
        ("31-12-2026", "not a number"),
    ],
)
def test_a_number_that_is_none(value: Any, problem: str) -> None:
    assert problem in problem_of("offer.allowance.amount", value)


def test_words_of_a_fault_in_dutch() -> None:
    assert problem_of("travel.fare", "1.234", "nl").startswith("'1.234' kan 1234 betekenen of 1,234")


def test_a_column_of_mixed_values() -> None:
    mixed = ["250,00", 250, 250.0, Decimal("250"), None, float("nan"), "", "x"]
    results, errors = assessed(**{"offer.allowance.amount": pd.Series(mixed, dtype=object).tolist()})
    assert results["allowance.offered"].tolist()[:4] == [results["allowance.offered"].iloc[0]] * 4
    assert results["allowance.offered"].tolist()[4:] == [Decimal("0.00")] * 3
    assert errors["row"].tolist() == [8]


@pytest.mark.parametrize(
    "kind",
    [
        pa.int8(),
        pa.uint16(),
        pa.int64(),
        pa.float32(),
        pa.float64(),
        pa.decimal128(8, 2),
        pa.decimal128(9, 3),
        pa.string(),
    ],
    ids=str,
)
def test_numbers_of_every_arrow_type(kind: pa.DataType) -> None:
    series = pd.Series(pa.array([32, 40, None], pa.int8()).cast(kind), dtype=pd.ArrowDtype(kind))
    results, errors = assess_table(table(id=[1, 2, 3]).assign(hours_per_week=series), BOOK)
    assert results["allowance.full_month"].tolist() == [Decimal("328.00"), Decimal("410.00")]
    assert errors[["row", "column"]].values.tolist() == [[3, "hours_per_week"]]


# ---------------------------------------------------------------- forms of days

SAME_DAY: list[Any] = [
    "2026-02-02",
    "02-02-2026",
    "2-2-2026",
    "2-2-26",
    "2/2/2026",
    "2 feb 2026",
    "ma 2 feb '26",
    "maandag 2 februari 2026",
    "2 - 2 - 2026",
    "2 februari 2026",
    "Feb 2, 2026",
    " 2026-02-02 ",
    "2026-02-02 00:00:00",
    "2026-02-02T00:00:00",
    dt.date(2026, 2, 2),
    dt.datetime(2026, 2, 2),
    pd.Timestamp("2026-02-02"),
    pd.Timestamp("2026-02-02", tz="Europe/Amsterdam"),
    np.datetime64("2026-02-02"),
]


@pytest.mark.parametrize("value", SAME_DAY, ids=repr)
def test_a_day_in_every_form(value: Any) -> None:
    results, errors = assessed(start=[value])
    assert errors.empty, errors
    assert results["totals.owed"].tolist() == [Decimal("1660.03")]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("31-02-2026", "this is not a date"),
        ("2026-02-31", "this is not a date"),
        ("02/03/2026", "'02/03/2026' may be 3 February 2026 or 2 March 2026"),
        ("1-2", "this is not a date"),
        ("30 feb 2026", "this is not a date"),
        ("2026-02-02 12:30", "this is not a date"),
        (pd.Timestamp("2026-02-02 12:30"), "this is not a date"),
        (46055, "'46055' is a number, not a date"),
        (46055.0, "'46055' is a number, not a date"),
        ("46055", "'46055' is a number, not a date"),
        ("2019-12-31", "choose a date from 1 January 2020 to 31 December 2035"),
        ("2026-08-01", "lies before the start"),
    ],
)
def test_a_day_that_is_none(value: Any, problem: str) -> None:
    frame = table(start=[value])
    results, errors = assess_table(frame, BOOK)
    assert results.empty
    assert problem in errors["problem"].iloc[0]


# ---------------------------------------------------------------- choices, days of work, closed periods


@pytest.mark.parametrize("value", ["true", "TRUE", "Ja", "j", "1", 1, 1.0, True, np.True_, "waar", "yes"], ids=repr)
def test_yes_in_every_form(value: Any) -> None:
    offer = {"offer.allowance.amount": ["250"], "cost.clothing.amount": ["85"]}
    results, errors = assessed(**offer, **{"offer.includes_expenses": [value]})
    assert errors.empty
    assert results["expenses_total.from_all_in"].tolist() == [Decimal("85.00")]


@pytest.mark.parametrize("value", ["false", "Nee", "n", "0", 0, False, "ONWAAR"], ids=repr)
def test_no_in_every_form(value: Any) -> None:
    offer = {"offer.allowance.amount": ["250"], "cost.clothing.amount": ["85"]}
    results, _ = assessed(**offer, **{"offer.includes_expenses": [value]})
    assert results["expenses_total.from_all_in"].tolist() == [Decimal("0.00")]


def test_a_yes_or_no_that_is_neither() -> None:
    assert "choose yes (true) or no (false)" in problem_of("compulsory", "perhaps")
    assert "choose yes (true) or no (false)" in problem_of("compulsory", 2)


@pytest.mark.parametrize(
    "value",
    [
        "mon,tue,wed,thu",
        "ma;di;wo;do",
        "Mon Tue Wed Thu",
        "do, wo, di, ma",
        "ma t/m do",
        "maandag tot en met donderdag",
        "ma, di en wo, do",
        "mon to thu",
        ["mon", "tue", "wed", "thu"],
    ],
)
def test_workdays(value: Any) -> None:
    results, errors = assessed(workdays=[value])
    assert errors.empty
    assert results["totals.owed"].tolist() == [Decimal("1660.03")]


def test_workdays_that_are_none() -> None:
    assert "a day stands in the list twice" in problem_of("workdays", "mon,ma")
    assert "'x' is not possible here; choose from mon, tue" in problem_of("workdays", "mon,x")
    assert "this field is missing" in problem_of("workdays", "")
    assert "'do-ma' kan do tot en met ma betekenen of do en ma" in problem_of("workdays", "do-ma", "nl")


def test_closed_periods_are_those_of_the_model() -> None:
    closed = "2026-04-27/2026-05-08; 1-6-2026/5-6-2026"
    travel = {"travel.mode": ["own_vehicle"], "travel.distance_km": ["12,5"]}
    results, _ = assessed(closed=[closed], **travel)
    periods = [{"from": "2026-04-27", "to": "2026-05-08"}, {"from": "2026-06-01", "to": "2026-06-05"}]
    placement = {
        **ROW,
        "workdays": ["mon", "tue", "wed", "thu"],
        "closed": periods,
        "travel": {"mode": "own_vehicle", "distance_km": "12.5"},
    }
    assert results["expenses.travel.owed"].iloc[0] == assess(read_placement(placement), BOOK).expenses[0].owed
    assert "this period ends before it begins" in problem_of("closed", "2026-05-08/2026-04-27")
    assert "is not a period; write 2026-04-27/2026-05-08" in problem_of("closed", "2026-05-08")
    assert "is not a period" in problem_of("closed", "2026-05-08/later")


def test_keys_by_name_and_in_any_case() -> None:
    cao = {"cao.status": ["applies"] * 3, "cao.scheme": ["horeca", "Cao Horeca (proef)", "HORECA"]}
    results, errors = assessed(sector=["horeca", "Horeca", "HORECA"], **cao)
    assert errors.empty
    assert results["allowance.scheme"].tolist() == ["horeca"] * 3
    assert results["allowance.full_month"].tolist() == [Decimal("361.00")] * 3


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("sector", "circus", "sector 'circus' does not exist; choose from"),
        ("norm", "circus", "norm 'circus' does not exist"),
        ("norm", "average_mbo_2023", "'average_mbo_2023' is a comparison and never an amount that somebody owes"),
        ("route", "mbo", "'mbo' is not possible here; choose from bol, bbl, hbo, wo, dual"),
        ("travel.region", "circus", "bus region 'circus' does not exist"),
        ("study_year", "7", "choose a study year from 1 to 6"),
        ("study_year", "2.5", "write a whole number"),
        ("cao.scheme", "horeca", "only possible when the cao status is applies"),
        ("cost.clothing.provided", "no", None),
    ],
)
def test_words_that_are_not_known(column: str, value: str, problem: str | None) -> None:
    if problem is None:
        _, errors = assessed(**{column: [value]})
        assert errors["column"].tolist() == ["cost.clothing.amount"]
        assert "fill in an amount, or yes under provided" in errors["problem"].iloc[0]
    else:
        assert problem in problem_of(column, value)


def test_an_amount_without_its_partner() -> None:
    _, errors = assessed(**{"offer.allowance.per": ["month"]})
    assert errors[["column", "problem"]].values.tolist() == [["offer.allowance.amount", text("faults.missing", "en")]]
    _, errors = assessed(route=["bbl"], birth_date=["2008-01-01"], **{"offer.wage.amount": ["9"]})
    assert errors["column"].tolist() == ["offer.wage.per"]


def test_three_hundred_columns() -> None:
    extra = {f"extra {number}": ["x"] for number in range(300)}
    results, errors = assessed(**extra)
    assert errors.empty
    assert [name for name in results.columns if name.startswith("extra")] == list(extra)


def test_an_index_with_labels_that_return() -> None:
    frame = table(hours_per_week=["32", "0", "16"]).set_axis(["a", "a", "a"])
    results, errors = assess_table(frame, BOOK)
    assert results.index.tolist() == ["a", "a"] and errors["row"].tolist() == [2]


def test_columns_of_a_type_that_is_not_theirs() -> None:
    yes = pd.Series([True, None], dtype="boolean")
    assert problem_of("travel.fare", True) == text("table.row_faults.number", "en")
    _, errors = assess_table(table(id=[1, 2]).assign(hours_per_week=yes), BOOK)
    assert errors["problem"].tolist() == [text("table.row_faults.number", "en"), text("faults.missing", "en")]
    days = pd.Series([dt.date(2026, 2, 2), dt.date(2026, 2, 3)]).astype("category")
    assert len(assess_table(table(id=[1, 2]).assign(start=days), BOOK)[0]) == 2
    assert "is not a period" in problem_of("closed", dt.date(2026, 2, 2))
    assert "choose a study year" in problem_of("study_year", -1)
    moments = pd.Series([pd.Timestamp("2026-02-02"), pd.Timestamp("2026-02-02 10:00")]).astype("category")
    assert len(assess_table(table(id=[1, 2]).assign(start=moments), BOOK)[0]) == 1


def test_a_number_is_never_taken_for_a_date_in_a_mixed_column() -> None:
    births = [dt.datetime(2007, 5, 14), 0, "14-05-2007"]
    _, errors = assessed(birth_date=births)
    assert errors[["row", "value"]].values.tolist() == [[2, "0"]]
