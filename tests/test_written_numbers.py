"""Numbers and money are written by a few lines of our own; Babel, which reads CLDR, says whether they are right."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from compensation.texts import LANGUAGES, euros, exact_euros, figure, number, short_euros
from tests.a_third_language import polish

CENTS = st.integers(-(10**12), 10**12)
EXACT = st.decimals(-(10**9), 10**9, places=8, allow_nan=False)


@pytest.fixture(scope="module", params=[*LANGUAGES, "pl"])
def lang(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Every language, and a third one with other marks, behind the amount."""
    if request.param in LANGUAGES:
        yield request.param
    else:
        with polish(tmp_path_factory.mktemp("polish")) as language:
            yield language.code


def currency(amount: Decimal, lang: str, decimals: str) -> str:
    locale = LANGUAGES[lang].cldr
    form = locale.currency_formats["standard"].pattern.replace("0.00", decimals)
    return str(format_currency(amount, "EUR", form, locale=locale, currency_digits=False))


def plain(amount: Decimal, lang: str, form: str) -> str:
    return str(format_decimal(amount, form, locale=LANGUAGES[lang].cldr))


@given(cents=CENTS)
@example(cents=0)
@example(cents=99)
@example(cents=100)
@example(cents=99_999)
@example(cents=100_000_00)
@example(cents=-1)
def test_euros_and_figures_are_those_of_cldr(lang: str, cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert euros(cents, lang) == currency(amount, lang, "0.00")
    assert figure(cents, lang) == plain(amount, lang, "#,##0.00")
    whole = cents - cents % 100
    assert short_euros(whole, lang) == currency(Decimal(whole // 100), lang, "0")
    assert figure(whole, lang, short=True) == plain(Decimal(whole // 100), lang, "#,##0")


def nothing(amount: Decimal) -> bool:
    """Whether an amount is 0 once it is written: Babel writes -0 of what is just below it, and that means nothing."""
    return amount.quantize(Decimal("0.000001")) == 0


@given(amount=EXACT)
@example(amount=Decimal("0.2125"))
@example(amount=Decimal("0.0000005"))
@example(amount=Decimal("0.0000015"))
@example(amount=Decimal("-0.0000001"))
@example(amount=Decimal("12.50"))
@example(amount=Decimal("1E+3"))
@example(amount=Decimal("-1234.5"))
def test_rates_and_numbers_are_those_of_cldr(lang: str, amount: Decimal) -> None:
    assert exact_euros(amount, lang) == currency(amount, lang, "0.00####")
    assert number(amount, lang) == plain(amount, lang, "#,##0.######").replace("-0", "0" if nothing(amount) else "-0")
