"""The numbers of the house: one rounding, and cents there and back."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensation.money import euro_text
from compensation.units import DAY_PARTS, MONTH_PARTS, WHOLE, cents, euros_of, half_up, half_up_of, percent_of


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(0, 7, 0), (1, 2, 1), (1, 3, 0), (2, 3, 1), (5, 10, 1), (15, 10, 2), (25, 10, 3), (749_500, 1000, 750)],
)
def test_half_a_cent_goes_up(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded
    assert half_up(np.array([numerator]), denominator).tolist() == [rounded]


@given(st.integers(0, 10**14), st.integers(1, 10**7))
def test_rounding_is_the_nearest_whole_and_exact(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)
    assert abs(Fraction(numerator, denominator) - rounded) <= Fraction(1, 2)
    assert rounded == (Fraction(numerator, denominator) + Fraction(1, 2)) // 1
    assert half_up(np.array([numerator], np.int64), denominator)[0] == rounded


@given(st.integers(0, 10**15), st.integers(0, 10**6), st.integers(1, 10**12))
def test_a_part_of_an_amount_is_exact_and_rounded_once(amount: int, times: int, parts: int) -> None:
    assert half_up_of(amount, times, parts) == (Fraction(amount * times, parts) + Fraction(1, 2)) // 1


@pytest.mark.parametrize(
    ("amount", "times", "parts", "rounded"),
    [(0, 0, 1, 0), (1, 1, 2, 1), (3, 1, 2, 2), (1, 1, 3, 0), (7, 2, 3, 5), (10**15 + 1, 10**6, 10**6, 10**15 + 1)],
)
def test_a_part_of_an_amount_in_columns_holds_where_the_product_would_not(
    amount: int, times: int, parts: int, rounded: int
) -> None:
    """10^15 x 10^6 is more than eight bytes hold; the whole parts are multiplied by themselves."""
    assert half_up_of(amount, times, parts) == rounded
    with np.errstate(over="raise"):
        assert half_up_of(np.int64(amount), np.int64(times), np.int64(parts)) == rounded


@given(st.integers(0, 10**11), st.decimals(0, 100, places=3))
def test_a_percentage_is_exact_before_it_is_rounded(amount: int, percent: Decimal) -> None:
    exact = Fraction(amount) * Fraction(percent) / 100
    assert percent_of(amount, int(percent * 1000)) == math.floor(exact + Fraction(1, 2))
    assert percent_of(amount, WHOLE) == amount


@given(st.decimals(0, 999_999, places=2))
def test_cents_there_and_back(amount: Decimal) -> None:
    assert Decimal(euro_text(cents(amount))) == euros_of(cents(amount)) == amount
    assert cents(amount) == int((amount * 100).to_integral_value(ROUND_HALF_UP))


def test_parts_of_a_month_and_of_a_week_are_whole() -> None:
    assert math.lcm(28, 29, 30, 31) == MONTH_PARTS
    assert math.lcm(*range(1, 8)) == DAY_PARTS
