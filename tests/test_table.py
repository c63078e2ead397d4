"""Frames in, frames out: the shape of the results and the names of columns."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from compensation.table import TableError, assess_table
from compensation.table.catalog import catalog_of, plain
from compensation.texts import LANGUAGES, text
from tests.table_frames import BOOK, ROW, assessed, table

# ---------------------------------------------------------------- shape of the results


def test_results_have_the_names_of_the_contract_in_their_order() -> None:
    results, errors = assessed(id=["a", "b"], mine=["x", "y"])
    names = list(results.columns)
    assert names[:3] == ["id", "mine", "expenses.travel.incurred"]
    assert names[-1] == "findings.genuine_placement"
    wanted = ["expenses_total.owed", "allowance.norm", "wage.shortfall", "totals.gap", "employer_cost.total"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)
    assert errors.columns.tolist() == ["row", "id", "column", "value", "problem"]
    assert results["id"].tolist() == ["a", "b"]


def test_amounts_are_exact_decimals_and_absent_parts_are_null() -> None:
    results, _ = assessed(stagevergoeding=["250,00"])
    assert results["totals.gap"].tolist() == [Decimal("394.77")]
    assert results["wage.due"].isna().all()
    assert results["allowance.stale_since"].isna().all()
    assert results["findings.allowance_paid"].tolist() == ["below"]


def test_rows_in_are_rows_out_in_their_order() -> None:
    hours = ["32", "0", "16", "x", "8"]
    results, errors = assessed(id=list("abcde"), hours_per_week=hours)
    assert results["id"].tolist() == ["a", "c", "e"]
    assert errors["row"].tolist() == [2, 4]
    assert results.index.tolist() == [0, 2, 4]


def test_first_row_numbers_the_errors_of_a_chunk() -> None:
    frame = table(hours_per_week=["32", "0"])
    results, errors = assess_table(frame, BOOK, first_row=101)
    assert errors["row"].tolist() == [102]
    assert results["id"].tolist() == [101]


def test_unknown_columns_come_through_untouched() -> None:
    when = pd.Timestamp("2026-01-01 12:34", tz="Europe/Amsterdam")
    results, _ = assessed(
        **{"Our ref": [1.5, 2.5], "seen": [when, when], "totals.gap": ["a", "b"], "=note": ["-", "+"]}
    )
    assert list(results.columns[:5]) == ["id", "Our ref", "seen", "input.totals.gap", "=note"]
    assert results["Our ref"].tolist() == [1.5, 2.5]
    assert results["seen"].tolist() == [when, when]
    assert results["=note"].tolist() == ["-", "+"]


def test_all_faults_of_a_row_are_listed_in_the_order_of_the_columns() -> None:
    _, errors = assessed(hours_per_week=["70"], sector=["circus"], **{"travel.fare": ["x"], "cost.tools.per": ["year"]})
    assert errors["column"].tolist() == ["sector", "hours_per_week", "travel.fare", "cost.tools.per"]
    assert errors["value"].tolist() == ["circus", "70", "x", "year"]
    _, errors = assessed(route=["bbl"], end=["2026-01-01"], **{"offer.allowance.amount": ["250"]})
    assert errors["column"].tolist() == ["end", "birth_date", "offer.allowance.amount"]
    assert errors["value"].tolist() == ["2026-01-01", "", "250"]


def test_a_table_without_rows() -> None:
    results, errors = assess_table(pd.DataFrame(columns=list(ROW)), BOOK)
    assert results.empty and errors.empty
    assert "totals.gap" in results.columns
    assert list(results.columns) == list(assessed(hours_per_week=["32"])[0].columns)


def test_the_input_frame_is_left_alone() -> None:
    frame = table(hours_per_week=["32", "0"])
    before = frame.copy()
    assess_table(frame, BOOK)
    pd.testing.assert_frame_equal(frame, before)


def test_an_own_rule_book_counts() -> None:
    frame = table(hours_per_week=["32"])
    assert assess_table(frame)[0].equals(assess_table(frame, BOOK)[0])


# ---------------------------------------------------------------- names of columns


def test_dutch_names_and_any_case() -> None:
    frame = pd.DataFrame(
        {
            "Leerweg": ["BOL"],
            "Begindatum": ["2-2-2026"],
            "EINDDATUM": ["03-07-2026"],
            "Uren per week": ["32,0"],
            "Werkdagen": ["ma, di, wo, do"],
            "Norm": ["National"],
            "Stagevergoeding": ["€ 250"],
            "Stagevergoeding per": ["Maand"],
            "kosten.vog.vereist_door": ["werkgever"],
            "vergoed.vog.volledig": ["Ja"],
        }
    )
    results, errors = assess_table(frame, BOOK)
    assert errors.empty
    assert results["allowance.gap"].tolist() == [Decimal("394.77")]
    assert results["expenses.vog.gap"].tolist() == [Decimal("0.00")]


def test_every_name_leads_to_one_column() -> None:
    catalog = catalog_of(BOOK)
    for column in catalog.every.values():
        for name in (column.name, *column.dutch, column.name.upper(), f" {column.name} "):
            assert catalog.canonical_name(name) == column.name
    names = [plain(name) for column in catalog.every.values() for name in {column.name, *column.dutch}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_explained(lang: str) -> None:
    for column in catalog_of(BOOK).columns.values():
        assert text(column.text, lang)


def raised(frame: pd.DataFrame) -> TableError:
    with pytest.raises(TableError) as caught:
        assess_table(frame, BOOK)
    return caught.value


def test_a_missing_required_column() -> None:
    error = raised(table(hours_per_week=["32"]).drop(columns=["start", "workdays"]))
    assert error.code == "missing_column"
    assert "start, workdays" in error.message("en") and "start, workdays" in error.message("nl")


def test_a_duplicate_column_also_under_two_names() -> None:
    error = raised(table(uren_per_week=["32"]))
    assert error.code == "duplicate_column"
    assert "'uren_per_week' and 'hours_per_week'" in str(error) or "'hours_per_week' and 'uren_per_week'" in str(error)
    twice = table(mine=["x"])
    twice.columns = [*list(ROW), "end"]
    assert raised(twice).code == "duplicate_column"


def test_a_slip_in_a_name_is_no_column_of_ones_own() -> None:
    error = raised(table(**{"offer.allowence.amount": ["250"]}))
    assert error.code == "unknown_column"
    assert "did you mean 'offer.allowance.amount'" in str(error)


def test_a_column_that_cannot_be_read() -> None:
    error = raised(table(hours_per_week=[{"a": 1}]))
    assert error.code == "column_type" and "'hours_per_week'" in str(error)
