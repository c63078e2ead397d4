"""The catalogues: every key in every language, with the same placeholders, and nothing left untranslated."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest

from compensation.texts import LANGUAGES, catalogue, euros, month, number, text, written


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_key_stands_in_both_languages() -> None:
    assert set(catalogue("nl")) == set(catalogue("en"))


@pytest.mark.parametrize("key", sorted(catalogue("nl")))
def test_placeholders_match(key: str) -> None:
    templates = [catalogue(lang)[key] for lang in LANGUAGES]
    assert placeholders(templates[0]) == placeholders(templates[1])
    assert all(template.strip() for template in templates)


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
