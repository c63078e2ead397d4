"""When a value was looked up and must be looked up again: said once above, or by a version itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from compensation.rulebook.models import RuleFile
from compensation.rulebook.scheme import Scheme

SOURCE = {"title": "Verzonnen", "url": "https://example.nl", "date": None, "official": False}
TOP, ENTRY, OWN = date(2026, 1, 1), date(2026, 2, 2), date(2026, 3, 3)


def version(**fields: Any) -> dict[str, Any]:
    return {"from": date(2020, 1, 1), "to": None, "value": 1, "checked": "one_source", "source": SOURCE, **fields}


def rule(*versions: dict[str, Any], **fields: Any) -> dict[str, Any]:
    name = {"nl": "Iets", "en": "Something"}
    return {"name": name, "unit": "eur", "force": "law", "versions": list(versions), **fields}


def test_the_nearest_place_that_says_a_day_counts() -> None:
    file = RuleFile.model_validate(
        {
            "looked_on": TOP,
            "review_by": TOP,
            "rules": {
                "far": rule(version()),
                "near": rule(version(), version(review_by=OWN), looked_on=ENTRY, review_by=ENTRY),
            },
        }
    )
    (far,) = file.rules["far"].versions
    first, second = file.rules["near"].versions
    assert (far.looked_on, far.review_by) == (TOP, TOP)
    assert (first.looked_on, first.review_by) == (ENTRY, ENTRY)
    assert (second.looked_on, second.review_by) == (ENTRY, OWN)


def test_what_a_scheme_says_reaches_an_unknown_amount_too() -> None:
    unknown = {"rule": "Er is een regel.", "source": None, "checked": None}
    named = {"key": "a", "name": "A", "kind": "cao", "sector": "ict", "versions": []}
    scheme = Scheme.model_validate({**named, "looked_on": TOP, "review_by": OWN, "amount_unknown": unknown})
    assert scheme.amount_unknown is not None
    assert (scheme.amount_unknown.looked_on, scheme.amount_unknown.review_by) == (TOP, OWN)


@pytest.mark.parametrize("name", ["looked_on", "review_by"])
def test_a_value_without_both_days_is_refused(name: str) -> None:
    days = {"looked_on": TOP, "review_by": TOP}
    RuleFile.model_validate({**days, "rules": {"a": rule(version())}})
    del days[name]
    with pytest.raises(ValidationError) as told:
        RuleFile.model_validate({**days, "rules": {"a": rule(version())}})
    assert [error["loc"] for error in told.value.errors()] == [("rules", "a", "versions", 0, name)]


def test_a_day_that_is_no_date_is_told_once_where_it_stands() -> None:
    with pytest.raises(ValidationError) as told:
        RuleFile.model_validate({"looked_on": "gisteren", "review_by": TOP, "rules": {"a": rule(version(), version())}})
    assert [error["loc"] for error in told.value.errors()] == [("looked_on",)]


def test_a_source_says_whether_the_official_page_was_read() -> None:
    source = {name: value for name, value in SOURCE.items() if name != "official"}
    with pytest.raises(ValidationError) as told:
        RuleFile.model_validate({"looked_on": TOP, "review_by": TOP, "rules": {"a": rule(version(source=source))}})
    assert [error["loc"][-2:] for error in told.value.errors()] == [("source", "official")]
