"""What a cao adds to the minimum wage: an hourly wage, or the regular scale for bbl; paid euros fill the law first.

September 2026, 18 days of 8 hours. At 18 the bbl scale is 45.5% of 15.11, 6.88: 990.72; the regular one 50%, 7.56.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compensation import Assessment

Assessed = Callable[..., Assessment]
SEPTEMBER = {"start": "2026-09-01", "end": "2026-09-30", "birth_date": "2008-03-01"}


def hourly_of_cao(assessed: Assessed, paid: str | None, wage: str = "9.80", **changes: Any) -> Assessment:
    offer = {} if paid is None else {"wage": {"amount": paid, "per": "hour"}}
    cao = {"status": "applies", "hourly_wage": wage}
    return assessed(wage=True, cao=cao, offer=offer, **{**SEPTEMBER, **changes})


def grounds(result: Assessment) -> dict[str, tuple[str, str, str, str]]:
    return {
        row.ground: (str(row.owed), str(row.offered), str(row.gap), str(row.not_stated))
        for row in result.totals.by_ground
    }


def finding(result: Assessment, name: str) -> tuple[str, str, str]:
    found = result.finding(name)
    return found.status, found.force, str(found.amount)


def test_enough_by_law_and_short_by_the_cao(assessed: Assessed) -> None:
    """8.00 an hour: 1152.00 and 92.16. By law 990.72, and 8% of what is paid, 92.16; by the cao 1411.20 and 112.90."""
    result = hourly_of_cao(assessed, "8.00")
    wage = result.wage
    assert wage is not None
    assert (str(wage.due), str(wage.offered), str(wage.shortfall)) == ("1411.20", "1152.00", "259.20")
    assert (str(wage.holiday_allowance_due), str(wage.holiday_allowance_shortfall)) == ("112.90", "20.74")
    assert grounds(result) == {
        "law": ("1082.88", "1082.88", "0.00", "0.00"),
        "cao": ("441.22", "161.28", "279.94", "0.00"),
    }
    assert finding(result, "wage_minimum") == ("below", "cao", "259.20")
    assert finding(result, "holiday_allowance") == ("below", "cao", "20.74")
    assert str(result.ledger[0].hourly_minimum) == "9.80"
    assert [str(row.amount) for row in wage.monthly] == ["1411.20"]


def test_short_by_law_too(assessed: Assessed) -> None:
    """6.00 an hour: 864.00 and 69.12; by law 990.72 and 79.26."""
    result = hourly_of_cao(assessed, "6.00")
    assert grounds(result) == {
        "law": ("1069.98", "933.12", "136.86", "0.00"),
        "cao": ("454.12", "0.00", "454.12", "0.00"),
    }
    assert finding(result, "wage_minimum") == ("below", "law", "547.20")
    assert finding(result, "holiday_allowance") == ("below", "law", "43.78")


def test_not_stated_stands_on_both_grounds(assessed: Assessed) -> None:
    result = hourly_of_cao(assessed, None)
    assert grounds(result) == {
        "law": ("1069.98", "0.00", "0.00", "1069.98"),
        "cao": ("454.12", "0.00", "0.00", "454.12"),
    }
    assert finding(result, "wage_minimum") == ("cannot_tell", "cao", "None")


def test_a_cao_that_pays_less_than_the_minimum_adds_nothing(assessed: Assessed) -> None:
    result = hourly_of_cao(assessed, "6.88", wage="6.50")
    assert grounds(result) == {"law": ("1069.98", "1069.98", "0.00", "0.00")}
    assert finding(result, "wage_minimum") == ("meets", "law", "None")


def test_it_holds_from_the_day_it_changes(assessed: Assessed) -> None:
    """9 days at 6.88, 9 at 9.80: 495.36 and 705.60."""
    change = [{"from": "2026-09-16", "cao": {"hourly_wage": "9.80"}}]
    result = assessed(wage=True, cao={"status": "applies"}, changes=change, **SEPTEMBER)
    assert [str(entry.wage_due) for entry in result.ledger] == ["495.36", "705.60"]
    assert [str(row.hourly_minimum) for row in (result.wage.monthly if result.wage else [])] == ["6.88", "9.80"]


def test_below_15_there_is_nothing_to_compare_with(assessed: Assessed) -> None:
    result = hourly_of_cao(assessed, "5.00", birth_date="2012-03-01")
    assert result.ledger[0].hourly_minimum is None
    assert result.wage is not None
    assert (result.wage.coverage, str(result.wage.due), result.wage.monthly) == ("none", "0.00", [])
    assert grounds(result) == {}
    assert finding(result, "wage_minimum") == ("not_covered", "law", "None")


def test_the_regular_scale_of_a_cao(assessed: Assessed) -> None:
    """7.56 x 144 = 1088.64 and 87.09; 7.00 is paid, 1008.00 and 80.64: enough by law."""
    cao = {"status": "applies", "scheme": "horeca"}
    offer = {"wage": {"amount": "7.00", "per": "hour"}}
    result = assessed(wage=True, cao=cao, sector="horeca", offer=offer, **SEPTEMBER)
    assert grounds(result) == {
        "law": ("1071.36", "1071.36", "0.00", "0.00"),
        "cao": ("104.37", "17.28", "87.09", "0.00"),
    }
    assert finding(result, "wage_minimum") == ("below", "cao", "80.64")
    dual = assessed(wage=True, route="dual", cao=cao, sector="horeca", offer=offer, **SEPTEMBER)
    assert set(grounds(dual)) == {"law"}  # its scale is the regular one by law


def test_of_both_the_highest_counts_and_a_scheme_of_an_employer_is_its_own_ground(assessed: Assessed) -> None:
    both = {"status": "applies", "scheme": "horeca", "hourly_wage": "7.40"}
    result = assessed(wage=True, cao=both, sector="horeca", offer={"complete": True}, **SEPTEMBER)
    assert str(result.ledger[0].hourly_minimum) == "7.56"
    employer = {"status": "applies", "scheme": "rijk", "hourly_wage": "9.80"}
    result = assessed(wage=True, cao=employer, sector="rijk", offer={"complete": True}, **SEPTEMBER)
    assert set(grounds(result)) == {"law", "employer"}
    assert finding(result, "wage_minimum") == ("below", "law", "1411.20")


@pytest.mark.parametrize(("paid", "law", "cao"), [("9.80", "1103.62", "420.48"), ("10.50", "1111.68", "521.28")])
def test_what_is_paid_above_the_cao_stands_with_the_cao(paid: str, law: str, cao: str, assessed: Assessed) -> None:
    """8% of 1411.20 is 112.90, of 1512.00 120.96; by law that is due too, because it was paid."""
    result = hourly_of_cao(assessed, paid)
    assert {ground: row[1] for ground, row in grounds(result).items()} == {"law": law, "cao": cao}
    assert result.totals.gap == 0
