"""Subsidies and funds for the employer in words: shown, never computed with; an amount that is not known is no zero."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from compensation.rulebook import RuleBook
from compensation.rulebook.models import OtherSubsidy
from compensation.telling.renewal import subsidy_word
from compensation.texts import text
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.scheme_words import amount_of
from compensation.ui.rules.rule_words import period_words

_ROOT = "rules_page.subsidy"


def subsidies(book: RuleBook) -> Iterator[tuple[str, list[OtherSubsidy]]]:
    """The subsidies and funds of a rule book, together by scheme."""
    for scheme, rows in groupby(book.other_subsidies, key=lambda row: row.scheme):
        yield scheme, list(rows)


def subsidy_name(scheme: str, lang: str) -> str:
    """A subsidy by its name."""
    return subsidy_word("scheme", scheme, lang)


def subsidy_words(row: OtherSubsidy, lang: str) -> tuple[str, str]:
    """For whom and when, and how much for what."""
    who = subsidy_word("category", row.category, lang)
    when = row.study_year or _period(row, lang)
    if row.amount is None:
        much = text(f"{_ROOT}.unknown", lang)
    else:
        key = "amount" if row.amount_high is None else "between"
        values = {"low": amount_of(row.amount, lang), "high": amount_of(row.amount_high or row.amount, lang)}
        said = text(f"{_ROOT}.{key}", lang, **values)
        kind = text(f"{_ROOT}.kind.{row.kind}", lang)
        much = text(f"{_ROOT}.said", lang, amount=said, unit=subsidy_word("unit", row.unit, lang), kind=kind)
    return text(f"{_ROOT}.for", lang, who=who, when=when), literal(much)


def _period(row: OtherSubsidy, lang: str) -> str:
    """The days for which a row holds, as far as they are known."""
    if row.from_ is not None:
        return period_words(row.from_, row.to, lang)
    return text(f"{_ROOT}.always", lang) if row.to is None else text("rules_page.until", lang, last=row.to)
