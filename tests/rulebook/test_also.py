"""Where more was read than the amount: the further sources of a scheme are shown, and refused without an address."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from compensation.cli.rules import shown
from compensation.rulebook.scheme import Scheme
from compensation.ui.rules.rule_words import source_lines

DAY = date(2026, 1, 1)
SOURCE = {"title": "Cao Verzonnen", "url": "https://example.nl/cao", "date": None, "official": True}
TERM = {"title": "Looptijd van de cao", "url": "https://example.nl/looptijd", "date": "2026-01", "official": False}


def scheme(**fields: Any) -> Scheme:
    shape = {"type": "per_day", "amount": 20}
    version = {
        "from": DAY,
        "to": None,
        "as_of": DAY,
        "shape": shape,
        "checked": "one_source",
        "source": SOURCE,
        **fields,
    }
    named = {"key": "a", "name": "A", "kind": "cao", "sector": "ict", "looked_on": DAY, "review_by": DAY}
    return Scheme.model_validate({**named, "versions": [version]})


def test_the_further_sources_stand_below_the_source_of_the_amount() -> None:
    told = scheme(also=[TERM, {**TERM, "title": "Nog een"}])
    first, more = source_lines(told.versions[0], "nl")
    assert first.startswith("Bron: [Cao Verzonnen]")
    assert more.startswith(
        "Ook gelezen: [Looptijd van de cao](<https://example.nl/looptijd>) (januari 2026); [Nog een]"
    )
    assert [line.strip() for line in shown(told, "nl", None)][-3:-1] == [
        "Cao Verzonnen https://example.nl/cao",
        "Looptijd van de cao https://example.nl/looptijd",
    ]


def test_a_scheme_without_further_sources_says_nothing_of_them() -> None:
    assert len(list(source_lines(scheme().versions[0], "nl"))) == 1


def test_a_further_source_has_an_address() -> None:
    with pytest.raises(ValidationError) as told:
        scheme(also=[{**TERM, "url": None}])
    assert [error["loc"] for error in told.value.errors()] == [("versions", 0, "also", 0, "url")]
