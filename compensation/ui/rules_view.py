"""What the page Regels shows of the rule book: every rule, norm, scheme, proposal, gap and term as an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from compensation import texts
from compensation.money import cents
from compensation.rulebook import RuleBook
from compensation.rulebook.models import Rule, Version
from compensation.rulebook.scheme import Scheme
from compensation.texts import day, euros, month, number, text
from compensation.ui.cached import per_book
from compensation.ui.markdown import link, literal
from compensation.ui.scheme_words import condition_words, pay_words, short_euros

#: The parts of the page, in order; `wage` and `announced` are made of the same entries in another way.
PARTS = ("rules", "norms", "schemes", "law", "missing", "terms")
_ADDRESS = re.compile(r"<?https?\S+")


@dataclass(frozen=True)
class Entry:
    """One thing to look up: a heading that says the most, and a text in Markdown that says the rest."""

    part: str
    key: str
    heading: str
    body: str
    group: str = ""
    title: str = ""
    search: str = ""
    coming: str | None = None


@per_book(max_entries=16)
def entries(book: RuleBook, on: date, lang: str) -> tuple[Entry, ...]:
    """Everything that can be looked up, as it is on a day."""
    found = (
        *(_rule(key, rule, on, lang) for key, rule in book.rules.items()),
        *_norms(book, lang),
        *(_scheme(book, scheme, on, lang) for scheme in book.schemes.values()),
        *_proposals(book, lang),
        *(Entry("missing", gap.id, literal(gap.subject[lang]), literal(gap.why[lang])) for gap in book.not_covered),
        *_terms(lang),
    )
    return tuple(_searchable(entry) for entry in found)


def matching(found: Iterable[Entry], query: str) -> tuple[list[Entry], list[Entry]]:
    """The entries that carry every word of a query in their heading, and those that carry it further on.

    In a heading a word may stand anywhere (`loon` finds `minimumloon`); in a text it must begin a word.
    """
    words = plain(query).split()
    begins = [re.compile(rf"\b{re.escape(word)}") for word in words]
    titled = [entry for entry in found if all(word in entry.title for word in words)]
    inside = [e for e in found if e not in titled and all(begin.search(e.search) for begin in begins)]
    return titled, inside


def plain(words: str) -> str:
    """A text as one searches it."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign) and sign != "\\")


def _searchable(entry: Entry) -> Entry:
    title = plain(f"{entry.heading} {entry.group} {entry.key.replace('_', ' ')}")
    return replace(entry, title=title, search=f"{title} {plain(_ADDRESS.sub(' ', entry.body))}")


# ---------------------------------------------------------------- rules


def value_words(value: Decimal, unit: str, lang: str) -> str:
    """A value of a rule with its unit."""
    if unit == "percent":
        return text("rules_page.unit.percent", lang, value=number(value, lang))
    exact = f"€\u00a0{number(value, lang)}" if lang == "nl" else f"€{number(value, lang)}"
    return text(f"rules_page.unit.{unit}", lang, value=exact if unit == "fare_per_km" else euros(cents(value), lang))


def version_words(version: Version, unit: str, lang: str) -> str:
    """What a version says, in a line: the value, or where it stands when there are many."""
    if version.value is not None:
        return value_words(version.value, unit, lang)
    if version.by_age:
        return text("rules_page.by_age", lang, first=min(version.by_age), last=max(version.by_age))
    if version.by_region:
        return text("rules_page.by_region", lang, count=len(version.by_region))
    return text("rules_page.by_distance", lang, count=len(version.by_distance or []) - 1)


def _rule(key: str, rule: Rule, on: date, lang: str) -> Entry:
    now = in_force(rule.versions, on)
    said = text("rules_page.not_on_day", lang) if now is None else version_words(now, rule.unit, lang)
    heading = f"{literal(rule.name[lang])}: **{literal(said)}**"
    parts = [text("rules_page.ground", lang, force=text(f"words.force.{rule.force.value}", lang))]
    parts += [
        _version_line(v.from_, v.to, version_words(v, rule.unit, lang), v, on, lang) for v in reversed(rule.versions)
    ]
    if rule.not_covered:
        parts.append(text("rules_page.not_known", lang, what=literal(rule.not_covered[lang])))
    coming = next((v for v in rule.versions if v.from_ > on), None)
    return Entry("rules", key, heading, "\n\n".join(parts), coming=_announced(rule, coming, lang))


def _announced(rule: Rule, version: Version | None, lang: str) -> str | None:
    if version is None:
        return None
    said = version_words(version, rule.unit, lang)
    if version.by_age:
        ages = sorted(version.by_age.items())
        values = ((age, value_words(value, rule.unit, lang)) for age, value in ages)
        said = ", ".join(text("rules_page.at_age", lang, age=age, value=value) for age, value in values)
    return text("rules_page.coming_item", lang, what=literal(rule.name[lang]), first=version.from_, said=literal(said))


def in_force(versions: Iterable[Any], on: date) -> Any:
    """The version that holds on a day, None when none does."""
    return next((v for v in versions if v.from_ <= on and (v.to is None or on <= v.to)), None)


def _version_line(first: date, last: date | None, said: str, version: Any, on: date, lang: str, rest: str = "") -> str:
    """A version as an item of a list: what it says, when it holds, how well it is checked, where it stands."""
    state = "coming" if first > on else "past" if last is not None and last < on else "now"
    note = version.note
    told = None if note is None else note if isinstance(note, str) else note[lang]
    lines = [
        f"**{literal(said)}**" if state == "now" else literal(said),
        literal(rest),
        text(
            f"rules_page.version.{state}",
            lang,
            period=period_words(first, last, lang),
            checked=text(f"words.checked.{version.checked.value}", lang),
        ),
        text("rules_page.only_source", lang, source=source_words(version.source, lang)),
        literal(told or ""),
    ]
    return "- " + "  \n  ".join(line for line in lines if line)


def period_words(first: date, last: date | None, lang: str) -> str:
    """From a day, or from a day to a day."""
    key = "rules_page.from" if last is None else "rules_page.from_to"
    return text(key, lang, first=first, last=last or "")


def source_words(source: Any, lang: str) -> str:
    """A source with its link and date."""
    if source is None:
        return text("rules_page.no_source", lang)
    dated = "" if source.date is None else f" ({partial_date(source.date, lang)})"
    return f"{link(source.title, source.url)}{dated}"


def partial_date(written: str, lang: str) -> str:
    """A day, a month or a year of a source."""
    parts = written.split("-")
    if len(parts) == 3:
        return day(date.fromisoformat(written), lang)
    return month(date(int(parts[0]), int(parts[1]), 1), lang) if len(parts) == 2 else written


# ---------------------------------------------------------------- norms, schemes, law, terms


def _norms(book: RuleBook, lang: str) -> Iterator[Entry]:
    for key, norm in book.norms.items():
        if norm.amount is not None:
            said = text("rules_page.norm.month", lang, amount=short_euros(norm.amount, lang))
        else:
            said = text("rules_page.norm.percent", lang, percent=norm.percent_of_minimum_wage)
        if norm.base_hours is not None:
            base = "base_assumed" if norm.base_assumed else "base"
            said += " " + text(f"rules_page.norm.{base}", lang, hours=norm.base_hours)
        checked = text(f"words.checked.{norm.checked.value}", lang)
        parts = [
            text(f"rules_page.norm.{norm.kind}", lang),
            text("rules_page.source", lang, source=source_words(norm.source, lang), checked=checked),
            *([literal(norm.note[lang])] if norm.note else []),
        ]
        yield Entry("norms", key, f"{literal(norm.name[lang])}: **{literal(said)}**", "\n\n".join(parts))


def _scheme(book: RuleBook, scheme: Scheme, on: date, lang: str) -> Entry:
    now = in_force(scheme.versions, on)
    parts = [text(f"rules_page.kind.{scheme.kind}", lang)]
    for version in reversed(scheme.versions):
        seen = text("rules_page.undated" if version.undated else "rules_page.seen", lang, on=version.as_of)
        rest = ". ".join([*condition_words(version, lang), seen]) + "."
        said = pay_words(version, lang)
        parts.append(_version_line(version.from_, version.to, said, version, on, lang, rest))
    if scheme.bbl_scale == "regular":
        parts.append(text("rules_page.bbl_scale_regular", lang))
    unknown = scheme.amount_unknown
    if unknown is not None:
        rule = unknown.rule if isinstance(unknown.rule, str) else unknown.rule[lang]
        parts += [literal(rule), text("rules_page.only_source", lang, source=source_words(unknown.source, lang))]
    if now is None:
        status = unknown.status if unknown else "not_in_force"
        said = text(f"sectors_page.unknown.statuses.{status}", lang)
    else:
        said = pay_words(now, lang)
    group = book.sectors[scheme.sector].name[lang]
    return Entry("schemes", scheme.key, f"{literal(scheme.name)}: {literal(said)}", "\n\n".join(parts), group)


def _proposals(book: RuleBook, lang: str) -> Iterator[Entry]:
    for key, proposal in book.proposals.items():
        start = text("rules_page.law.no_date", lang) if proposal.from_ is None else day(proposal.from_, lang)
        least = proposal.minimum
        parts = [
            text("rules_page.law.facts", lang, start=start, minimum=_least(least, lang)),
            *([literal(proposal.note[lang])] if proposal.note else []),
            text("rules_page.law.not_known", lang, what=literal(proposal.not_known[lang])),
            text("rules_page.law.steps", lang),
            *(
                f"- **{partial_date(step.date, lang)}**: {literal(step.event[lang])}"
                + (f" {source_words(step.source, lang)}" if step.source else "")
                for step in proposal.timeline
            ),
        ]
        status = text(f"rules_page.law.status.{proposal.status}", lang)
        yield Entry("law", key, f"{literal(proposal.name[lang])}: **{status}**", "\n\n".join(parts))


def _least(amount: Decimal | None, lang: str) -> str:
    return text("rules_page.law.no_minimum", lang) if amount is None else short_euros(amount, lang)


@lru_cache(maxsize=1)
def glossary() -> Mapping[str, Any]:
    """The terms, as compensation/texts/glossary.yaml gives them."""
    file = Path(texts.__file__).with_name("glossary.yaml")
    terms: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["terms"]
    return terms


def _terms(lang: str) -> Iterator[Entry]:
    other = "en" if lang == "nl" else "nl"
    for key, term in sorted(glossary().items(), key=lambda item: plain(item[1][lang])):
        heading = f"**{literal(term[lang])}**"
        if term[other] != term[lang]:
            heading += f" ({literal(term[other])})"
        yield Entry("terms", key, heading, literal(term["explanation"][lang]))
