"""Numbers and dates in words; what each language says and lacks: tests/test_languages.py."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from compensation.texts import euros, month, number, text, written


def test_amounts_numbers_and_dates_as_each_language_writes_them() -> None:
    assert euros(123456, "nl") == "€\N{NO-BREAK SPACE}1.234,56"
    assert euros(123456, "en") == "€1,234.56"
    assert number(Decimal("1234.5"), "nl") == "1.234,5"
    assert number(Decimal("0.1726"), "en") == "0.1726"
    assert month(date(2026, 2, 2), "nl") == "februari 2026"
    assert written(date(2026, 2, 2), "en") == "2 February 2026"


def test_a_key_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("no.such.key", "nl")
