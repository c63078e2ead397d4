"""The words of the program: texts per language, and the functions that read them and write numbers.

A text has a dotted key (`faults.negative`) and named placeholders. What a language does not say yet is said in
English. A text chooses the form of a word by a number, in the forms that its language has:

    rows: "{count} {count:one=rij|other=rijen}"

and beside those what is said of none at all (`zero`), also of `0 dagen` and `€ 0,00`.

Amounts, numbers and dates are written as the language writes them.

>>> euros(123456, "nl").replace(chr(160), " ")
'€ 1.234,56'
>>> number("12.50", "nl")
'12,5'
>>> text("units.days", "nl", n=1), text("units.days", "en", n=2)
('1 dag', '2 days')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import yaml

from compensation.texts.languages import FALLBACK, FIRST, LANGUAGES, Language

__all__ = [
    "FALLBACK",
    "FIRST",
    "LANGUAGES",
    "Language",
    "catalogue",
    "day",
    "day_in_year",
    "euros",
    "exact_euros",
    "figure",
    "inside",
    "month",
    "number",
    "own_texts",
    "short_day",
    "short_euros",
    "short_month",
    "span",
    "text",
    "written",
]

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


# ---------------------------------------------------------------- texts


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """All texts of a language, by dotted key; the English ones where it has none."""
    own = own_texts(LANGUAGES[lang])
    return own if lang == FALLBACK else {**catalogue(FALLBACK), **own}


def own_texts(language: Language) -> dict[str, str]:
    """The texts of a language's own folder, by dotted key."""
    texts: dict[str, str] = {}
    for file in sorted(language.folder.glob("*.yaml")):
        _flatten(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER) or {}, "", texts)
    return texts


def _flatten(node: Mapping[str, Any], prefix: str, into: dict[str, str]) -> None:
    for key, value in node.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", into)
        else:
            into[f"{prefix}{key}"] = value


class Said(str):
    """A value as it stands in a text, with the form that the word behind it takes; `other` behind what is no number.

    >>> format(Said("3", "other"), "one=rij|other=rijen"), format(Said("0 dagen"), "zero=geen|one=een|other=veel")
    ('rijen', 'geen')
    """

    form: str

    def __new__(cls, written: str, form: str = "other") -> Said:
        said = super().__new__(cls, written)
        said.form = form
        return said

    def __format__(self, forms: str) -> str:
        if "=" not in forms:
            return super().__format__(forms)
        words = dict(word.split("=", 1) for word in forms.split("|"))
        none = "zero" in words and {figure for figure in self if figure.isdigit()} == {"0"}
        return words["zero"] if none else words.get(self.form, words["other"])


def text(key: str, lang: str, /, **values: Any) -> str:
    """The text of a key with its placeholders filled in. Raises KeyError for a key that no language has."""
    template = catalogue(lang)[key]
    return template.format(**{name: written(value, lang) for name, value in values.items()}) if values else template


def inside(name: str, lang: str) -> str:
    """A name as it stands inside a sentence.

    >>> inside("Werkkleding", "nl"), inside("VOG", "nl")
    ('werkkleding', 'VOG')
    """
    keeps = LANGUAGES[lang].capital_nouns or name[1:2].isupper()
    return name if keeps else f"{name[:1].lower()}{name[1:]}"


def written(value: Any, lang: str) -> str:
    """A value as people write it: dates in words, numbers with the language's decimal sign."""
    if isinstance(value, date):
        return day(value, lang)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return number(value, lang)
    return value if isinstance(value, Said) else Said(str(value))


# ---------------------------------------------------------------- amounts and numbers


def euros(cents: int, lang: str) -> str:
    """Cents as € 1.234,56 (nl) or €1,234.56 (en)."""
    return _money(Decimal(int(cents)).scaleb(-2), lang, 2, 2)


def short_euros(cents: int, lang: str) -> str:
    """The same, whole euros without cents: € 250."""
    return euros(cents, lang) if cents % 100 else _money(Decimal(int(cents) // 100), lang, 0, 0)


def exact_euros(amount: Decimal, lang: str) -> str:
    """A rate with as many decimals as it needs: € 0,2125."""
    return _money(amount, lang, 2, 6)


def figure(cents: int, lang: str, *, short: bool = False) -> str:
    """Cents as 1.234,56, for a column of euros; with `short` whole euros without cents."""
    least = 0 if short and not cents % 100 else 2
    return _written(Decimal(int(cents)).scaleb(-2), LANGUAGES[lang], least, least)


def number(value: Any, lang: str) -> Said:
    """A number with as many decimals as it needs: 12,5 (nl) or 12.5 (en); it says which form follows it."""
    exact, language = Decimal(str(value)), LANGUAGES[lang]
    return Said(_written(exact, language, 0, 6), language.form_of(exact))


def _money(amount: Decimal, lang: str, least: int, most: int) -> str:
    before, behind = LANGUAGES[lang].money
    if amount >= 0:
        return f"{before}{_written(amount, LANGUAGES[lang], least, most)}{behind}"
    # Where the minus of an amount stands differs by language. It is rare: a page puts a sign of its own before it.
    from babel.numbers import format_currency

    locale = LANGUAGES[lang].cldr
    form = locale.currency_formats["standard"].pattern.replace("0.00", f"0.{'0' * least}{'#' * (most - least)}")
    return str(format_currency(amount, "EUR", form.rstrip("."), locale=locale, currency_digits=False))


def _written(amount: Decimal, language: Language, least: int, most: int) -> str:
    """A number with the language's marks and `least` to `most` decimals.

    Babel says the same and takes twenty times as long: a page writes hundreds. Tests compare the two.
    """
    whole, _, part = format(abs(amount).quantize(Decimal(1).scaleb(-most)), "f").partition(".")
    part = part[:least] + part[least:].rstrip("0")
    grouped = f"{int(whole):,}".replace(",", language.thousands)
    sign = "-" if amount < 0 and (int(whole) or part.strip("0")) else ""
    return f"{sign}{grouped}{language.decimal if part else ''}{part}"


def span(months: int, lang: str) -> str:
    """A number of months in words: drie jaar, 18 maanden (nl); three years, 18 months (en)."""
    return catalogue(lang).get(f"span.years.{months}") or text("span.months", lang, n=months)


# ---------------------------------------------------------------- dates


def day(value: date, lang: str) -> str:
    """A date in words: 2 februari 2026, 2 February 2026."""
    return _date(value, "long", lang)


def short_day(value: date, lang: str) -> str:
    """2 feb 2026, 2 Feb 2026."""
    return _date(value, "medium", lang)


def day_in_year(value: date, lang: str) -> str:
    """A date in words, where the year is told elsewhere: 2 februari, 2 February."""
    return _by_parts(value, "MMMMd", lang)


def month(value: date, lang: str) -> str:
    """A month in words: februari 2026, February 2026."""
    return _by_parts(value, "yMMMM", lang)


def short_month(value: date, lang: str) -> str:
    """feb 2026, Feb 2026."""
    return _by_parts(value, "yMMM", lang)


@lru_cache(maxsize=2048)
def _date(value: date, form: str, lang: str) -> str:
    from babel.dates import format_date

    return str(format_date(value, form, locale=LANGUAGES[lang].locale))


@lru_cache(maxsize=2048)
def _by_parts(value: date, parts: str, lang: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(parts, value, locale=LANGUAGES[lang].locale))
