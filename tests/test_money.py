"""Money as text: written in one notation, and never misread a hundredfold."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensation.money import MoneyTextError, euro_text, parse_english, parse_number
from compensation.texts import euros
from compensation.units import cents

parse_dutch = partial(parse_number, decimal=",", thousands=".")


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0.00"), (5, "0.05"), (99, "0.99"), (100, "1.00"), (123456, "1234.56"), (-5, "-0.05")]
)
def test_the_contracts_notation(amount: int, text: str) -> None:
    assert euro_text(amount) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("250", "250"),
        ("250,5", "250.5"),
        ("450,50", "450.50"),
        ("1.234", "1234"),
        ("1.234,56", "1234.56"),
        ("12.345.678,90", "12345678.90"),
        ("1234,56", "1234.56"),
        ("€ 1.234,56", "1234.56"),
        ("€\N{NO-BREAK SPACE}99,5", "99.5"),
        (" 0,05 ", "0.05"),
        ("-3,50", "-3.50"),
    ],
)
def test_dutch_text(text: str, amount: str) -> None:
    assert parse_dutch(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("250", "250"), ("450.50", "450.50"), ("1,234", "1234"), ("1,234.56", "1234.56"), ("£ 5".replace("£", "€"), "5")],
)
def test_english_text(text: str, amount: str) -> None:
    assert parse_english(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["450.50", "4.5", "1,234.56", "12.34"])
def test_a_point_as_decimal_sign_in_dutch_is_named(text: str) -> None:
    with pytest.raises(MoneyTextError) as caught:
        parse_dutch(text)
    assert caught.value.code == "number_dot"


@pytest.mark.parametrize("text", ["450,50", "4,5", "1.234,56"])
def test_a_comma_as_decimal_sign_in_english_is_named(text: str) -> None:
    with pytest.raises(MoneyTextError) as caught:
        parse_english(text)
    assert caught.value.code == "number_dot"


@pytest.mark.parametrize(
    "text", ["", "-", "€", "veel", "1.23.4", "12.3456", "1..2", "1,2,3", "3,5050", "1 234", "1e3", "0x1", "１２", "1_0"]
)
@pytest.mark.parametrize("parse", [parse_dutch, parse_english])
def test_what_is_no_number(text: str, parse: object) -> None:
    with pytest.raises(MoneyTextError):
        assert callable(parse)
        value = parse(text)
        pytest.fail(f"{text!r} was read as {value}")


@given(st.integers(0, 10**11))
def test_what_the_screen_writes_can_be_typed_again(amount: int) -> None:
    assert cents(parse_dutch(euros(amount, "nl"))) == amount
    assert cents(parse_english(euros(amount, "en"))) == amount


@pytest.mark.slow
@given(st.text(max_size=15))
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    for parse in (parse_dutch, parse_english):
        try:
            assert parse(text).is_finite()
        except MoneyTextError as error:
            assert error.code in ("number", "number_dot")
