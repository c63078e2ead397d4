"""The list of what must be looked up again, in words: the same for `passend rules due` and the page Regels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from compensation.rulebook import RuleBook
from compensation.rulebook.due import Due, Entry, due
from compensation.rulebook.fields import in_language
from compensation.rulebook.guidance import Clause, GoodToKnow, HelpPlace
from compensation.rulebook.models import CostKind, OtherSubsidy, Practice, Rule, Sector, StudentCalendar, Threshold
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import LooseSource
from compensation.texts import catalogue, text


@dataclass(frozen=True)
class DueWords:
    """One value to look up again: what it is, until when it is known and by when to look, and where it was read."""

    id: str | None
    name: str
    when: str
    source: LooseSource | None


def due_words(book: RuleBook, on: date, lang: str) -> list[DueWords]:
    """Everything that must be looked up again on a day, in the order of `due`."""
    return [
        DueWords(item.id, entry_name(item.entry, lang), _when(item, on, lang), item.source) for item in due(book, on)
    ]


def due_count(found: list[DueWords], on: date, lang: str) -> str:
    """How many values must be looked up again, in a sentence."""
    return text(f"renewal.count.{'some' if found else 'none'}", lang, count=len(found), on=on)


def _when(item: Due, on: date, lang: str) -> str:
    parts = [text("renewal.coming", lang, day=item.since)] if item.since and item.since > on else []
    parts += [text("renewal.until", lang, day=item.until)] if item.until else []
    parts += [text("renewal.seen", lang, day=item.seen)] if item.seen and item.seen != item.until else []
    if not parts and isinstance(item.entry, (Rule, Threshold, Scheme, GoodToKnow, HelpPlace)):
        parts = [text(f"renewal.{_without_a_day(item.entry)}", lang)]
    parts.append(text("renewal.review_by", lang, day=item.review_by))
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _without_a_day(entry: Rule | Threshold | Scheme | GoodToKnow | HelpPlace) -> str:
    if isinstance(entry, (Rule, Threshold)):
        return "open"
    return "unknown" if isinstance(entry, Scheme) and not entry.versions else "undated"


def entry_name(entry: Entry, lang: str) -> str:
    """What an entry of the rule book is called."""
    if isinstance(entry, Scheme):
        return entry.name
    if isinstance(entry, StudentCalendar):
        return text("renewal.calendar", lang)
    if isinstance(entry, CostKind):
        return text("renewal.cost", lang, name=entry.name[lang])
    if isinstance(entry, (GoodToKnow, HelpPlace)):
        kind = "clause" if isinstance(entry, Clause) else "good_to_know" if isinstance(entry, GoodToKnow) else "help"
        return text(f"renewal.{kind}", lang, name=entry.name_in(lang))
    if isinstance(entry, Sector):
        return text("renewal.sector", lang, name=entry.name[lang])
    if isinstance(entry, Practice):
        by = in_language(entry.by, lang)
        return text("renewal.practice", lang, group=entry.group[lang], by=by, year=entry.year)
    if isinstance(entry, OtherSubsidy):
        parts = [subsidy_word("category", entry.category, lang), *([entry.study_year] if entry.study_year else [])]
        return f"{subsidy_word('scheme', entry.scheme, lang)}: {', '.join(parts)}"
    return entry.name[lang]


def subsidy_word(kind: str, value: str, lang: str) -> str:
    """The words for a scheme, category or unit of a subsidy; a new one shows as it stands in the rule files."""
    key = f"rules_page.subsidy.{kind}.{re.sub(r'[^a-z0-9]+', '_', value.lower()).strip('_')}"
    return text(key, lang) if key in catalogue(lang) else value
