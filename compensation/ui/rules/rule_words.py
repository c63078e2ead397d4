"""A version of a rule in words: its value with the unit, the days on which it holds, how well checked, its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from compensation.rulebook.fields import in_language
from compensation.rulebook.models import Version
from compensation.rulebook.sources import mark_of
from compensation.telling.sources import partial_date
from compensation.texts import euros, exact_euros, number, text
from compensation.ui.parts.markdown import link, literal
from compensation.units import cents


def value_words(value: Decimal, unit: str, lang: str) -> str:
    """A value of a rule with its unit."""
    if unit == "percent":
        return text("rules_page.unit.percent", lang, value=number(value, lang))
    said = exact_euros(value, lang) if unit == "fare_per_km" else euros(cents(value), lang)
    return text(f"rules_page.unit.{unit}", lang, value=said)


def version_words(version: Version, unit: str, lang: str) -> str:
    """What a version says, in a line: the value, or where it stands when there are many."""
    if version.value is not None:
        return value_words(version.value, unit, lang)
    if version.by_age:
        return text("rules_page.by_age", lang, first=min(version.by_age), last=max(version.by_age))
    if version.by_region:
        return text("rules_page.by_region", lang, count=len(version.by_region))
    if version.by_distance:
        return text("rules_page.by_distance", lang, count=len(version.by_distance) - 1)
    return text("rules_page.unknown", lang)


def in_force(versions: Iterable[Any], on: date) -> Any:
    """The version that holds on a day, None when none does."""
    return next((v for v in versions if v.from_ <= on and (v.to is None or on <= v.to)), None)


def version_line(first: date, last: date | None, said: str, version: Any, on: date, lang: str, rest: str = "") -> str:
    """A version as an item of a list: what it says, when it holds, how well it is checked, where it stands."""
    state = "coming" if first > on else "past" if last is not None and last < on else "now"
    lines = [
        f"**{literal(said)}**" if state == "now" else literal(said),
        literal(rest),
        text(
            f"rules_page.version.{state}",
            lang,
            period=period_words(first, last, lang),
            checked=text(f"words.mark.{mark_of(version)}", lang),
        ),
        *source_lines(version, lang),
        literal(in_language(version.note or "", lang)),
    ]
    return "- " + "  \n  ".join(line for line in lines if line)


def seen_words(as_of: date, on: date, lang: str) -> str:
    """When an amount was last seen; the end of a cao that is still to come is the day to which its source speaks."""
    return text("rules_page.holds_to" if as_of > on else "rules_page.seen", lang, on=as_of)


def period_words(first: date, last: date | None, lang: str) -> str:
    """From a day, or from a day to a day."""
    key = "rules_page.from" if last is None else "rules_page.from_to"
    return text(key, lang, first=first, last=last or "")


def source_lines(value: Any, lang: str) -> Iterator[str]:
    """Where a value was read, and where more was read of what its note says."""
    yield text("rules_page.only_source", lang, source=source_words(value.source, lang))
    if more := getattr(value, "also", None):
        yield text("rules_page.more_sources", lang, sources="; ".join(source_words(source, lang) for source in more))


def source_words(source: Any, lang: str) -> str:
    """A source with its link and date."""
    if source is None:
        return text("rules_page.no_source", lang)
    dated = "" if source.date is None else f" ({partial_date(source.date, lang)})"
    return f"{link(source.title, source.url)}{dated}"
