"""The words of the program: catalogues per language, and the functions that read them and write numbers.

A text has a dotted key (`faults.negative`) and named placeholders. Every key stands in every language (a test
walks them). Amounts, numbers and dates are written as the language writes them.

>>> euros(123456, "nl").replace(chr(160), " ")
'€ 1.234,56'
>>> number("12.50", "nl")
'12,5'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("nl", "en")
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: str) -> Mapping[str, str]:
    """All texts of a language, by dotted key."""
    folder = Path(__file__).parent / lang
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.yaml")):
        _flatten(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER) or {}, "", texts)
    return texts


def _flatten(node: Mapping[str, Any], prefix: str, into: dict[str, str]) -> None:
    for key, value in node.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", into)
        else:
            into[f"{prefix}{key}"] = value


def text(key: str, lang: str, /, **values: Any) -> str:
    """The text of a key with its placeholders filled in. Raises KeyError for a key that no catalogue has."""
    template = catalogue(lang)[key]
    return template.format(**{name: written(value, lang) for name, value in values.items()}) if values else template


def written(value: Any, lang: str) -> Any:
    """A value as people write it: dates in words, numbers with the language's decimal sign."""
    if isinstance(value, date):
        return day(value, lang)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return number(value, lang)
    return value


def euros(cents: int, lang: str) -> str:
    """Cents as € 1.234,56 (nl) or €1,234.56 (en)."""
    from babel.numbers import format_currency

    return str(format_currency(Decimal(int(cents)).scaleb(-2), "EUR", locale=_LOCALES[lang]))


def number(value: Any, lang: str) -> str:
    """A number with as many decimals as it needs: 12,5 (nl) or 12.5 (en)."""
    from babel.numbers import format_decimal

    return str(format_decimal(Decimal(str(value)), format="#,##0.######", locale=_LOCALES[lang]))


def span(months: int, lang: str) -> str:
    """A number of months in words: drie jaar, 18 maanden (nl); three years, 18 months (en)."""
    whole_years = catalogue(lang).get(f"span.{months}")
    return whole_years or text(f"span.{'one' if months == 1 else 'other'}", lang, n=months)


def day(value: date, lang: str) -> str:
    """A date in words: 2 februari 2026, 2 February 2026."""
    from babel.dates import format_date

    return str(format_date(value, format="d MMMM y", locale=_LOCALES[lang]))


def month(value: date, lang: str) -> str:
    """A month in words: februari 2026, February 2026."""
    from babel.dates import format_date

    return str(format_date(value, format="LLLL y", locale=_LOCALES[lang]))
