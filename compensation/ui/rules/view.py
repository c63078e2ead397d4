"""What the page Regels shows of the rule book: rules, thresholds, costs, norms, schemes, proposals, gaps and terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from compensation.rulebook import RuleBook
from compensation.rulebook.fields import in_language
from compensation.rulebook.models import (
    CostKind,
    NormVersion,
    OtherSubsidy,
    Proposal,
    Rule,
    Threshold,
    TimelineEvent,
    Version,
)
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import mark_of
from compensation.telling.sources import partial_date
from compensation.texts import FALLBACK, FIRST, catalogue, day, text
from compensation.ui.parts.cached import per_book
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.scheme_words import amount_of, condition_words, pay_words
from compensation.ui.rules.guidance_words import guidance_words
from compensation.ui.rules.rule_words import (
    in_force,
    seen_words,
    source_lines,
    source_words,
    value_words,
    version_line,
    version_words,
)
from compensation.ui.rules.subsidy_words import subsidies, subsidy_name, subsidy_words

#: The parts of the page, in order; `wage` and `announced` are made of the same entries in another way.
PARTS = (
    "rules", "thresholds", "costs", "norms", "schemes", "subsidies", "law", "good_to_know", "clauses", "help",
    "missing", "terms",
)  # fmt: skip
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
        *_thresholds(book, lang),
        *_costs(book, lang),
        *_norms(book, on, lang),
        *(_scheme(book, scheme, on, lang) for scheme in book.schemes.values()),
        *_subsidies(book, lang),
        *_proposals(book, lang),
        *(Entry(*said) for said in guidance_words(book, on, lang)),
        *(Entry("missing", gap.id, literal(gap.subject[lang]), literal(gap.why[lang])) for gap in book.not_covered),
        *_terms(lang),
    )
    return tuple(_searchable(_from_overlay(entry, book, lang)) for entry in found)


#: What an entry of the rule book is called, by the part that it stands in.
_NAMED = {"rules": "", "thresholds": "threshold.", "costs": "cost.", "norms": "norm.", "schemes": "scheme."}
_NAMED |= {
    "law": "proposals.",
    "missing": "not_covered.",
    "good_to_know": "good_to_know.",
    "help": "help.",
    "clauses": "clause.",
}


def _from_overlay(entry: Entry, book: RuleBook, lang: str) -> Entry:
    """An entry that comes from the rules laid over the program's own says so, first of all."""
    if entry.part not in _NAMED or not book.is_laid_over(f"{_NAMED[entry.part]}{entry.key}") or book.overlay is None:
        return entry
    said = text("rules_page.laid_over", lang, name=literal(book.overlay.name))
    return replace(entry, body=f"{said}\n\n{entry.body}")


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


def _rule(key: str, rule: Rule, on: date, lang: str) -> Entry:
    now = in_force(rule.versions, on)
    said = text("rules_page.not_on_day", lang) if now is None else version_words(now, rule.unit, lang)
    heading = f"{literal(rule.name[lang])}: **{literal(said)}**"
    parts = [text("rules_page.ground", lang, force=text(f"words.force.{rule.force.value}", lang))]
    parts += [
        version_line(v.from_, v.to, version_words(v, rule.unit, lang), v, on, lang) for v in reversed(rule.versions)
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


# ---------------------------------------------------------------- thresholds, norms, schemes, law, terms


def _thresholds(book: RuleBook, lang: str) -> Iterator[Entry]:
    for key, threshold in book.thresholds.items():
        said = text(f"rules_page.threshold.{threshold.unit}", lang, value=threshold.value)
        parts = _ground_and_source(threshold, threshold.force.value, lang)
        yield Entry("thresholds", key, f"{literal(threshold.name[lang])}: **{said}**", "\n\n".join(parts))


def _ground_and_source(value: Threshold | CostKind, force: str, lang: str) -> list[str]:
    source, mark = source_words(value.source, lang), text(f"words.mark.{mark_of(value)}", lang)
    return [
        text("rules_page.ground", lang, force=text(f"words.force.{force}", lang)),
        text("rules_page.source", lang, source=source, checked=mark),
        literal(value.note[lang]),
    ]


def _costs(book: RuleBook, lang: str) -> Iterator[Entry]:
    for key, kind in book.costs.items():
        force, asked_by = text(f"words.force.{kind.ground}", lang), kind.asked_by
        if isinstance(asked_by, dict):
            said = [f"{text(f'form.choice.route_short.{r}', lang)}: {_asker(by, lang)}" for r, by in asked_by.items()]
        else:
            said = [_asker(asked_by, lang)]
        parts = [f"{'; '.join(said).capitalize()}.", *_ground_and_source(kind, kind.ground, lang)]
        yield Entry("costs", key, f"{literal(kind.name[lang])}: **{force}**", "\n\n".join(parts))


def _asker(asked_by: str | None, lang: str) -> str:
    return text(f"words.required_by.{asked_by}" if asked_by else "rules_page.asker_not_known", lang)


def _norms(book: RuleBook, on: date, lang: str) -> Iterator[Entry]:
    for key, norm in book.norms.items():
        parts = [text(f"rules_page.norm.{norm.kind}", lang)]
        for version in reversed(norm.versions):
            seen = f"{seen_words(version.as_of, on, lang)}."
            parts.append(version_line(version.from_, version.to, _norm_words(version, lang), version, on, lang, seen))
        said = literal(_norm_words(norm.latest, lang))
        yield Entry("norms", key, f"{literal(norm.name[lang])}: **{said}**", "\n\n".join(parts))


def _norm_words(version: NormVersion, lang: str) -> str:
    """The amount of a norm, and for how many hours a week."""
    if version.amount is not None:
        said = text("rules_page.norm.month", lang, amount=amount_of(version.amount, lang))
    else:
        said = text("rules_page.norm.percent", lang, percent=version.percent_of_minimum_wage)
    if version.base_hours is None:
        return said
    base = "base_assumed" if version.base_assumed else "base"
    return text(f"rules_page.norm.{base}", lang, said=said, hours=version.base_hours)


def _scheme(book: RuleBook, scheme: Scheme, on: date, lang: str) -> Entry:
    now = in_force(scheme.versions, on)
    parts = [text(f"rules_page.kind.{scheme.kind}", lang)]
    for version in reversed(scheme.versions):
        seen = text("rules_page.undated", lang) if version.undated else seen_words(version.as_of, on, lang)
        rest = ". ".join([*condition_words(version, lang), seen]) + "."
        said = pay_words(version, lang)
        parts.append(version_line(version.from_, version.to, said, version, on, lang, rest))
    if scheme.bbl_scale == "regular":
        parts.append(text("rules_page.bbl_scale_regular", lang))
    unknown = scheme.amount_unknown
    if unknown is not None:
        told = [literal(in_language(said, lang)) for said in (unknown.rule, unknown.note) if said]
        parts += [*told, *source_lines(unknown, lang)]
    if now is None:
        status = unknown.status if unknown else "not_in_force"
        said = text(f"sectors_page.unknown.statuses.{status}", lang)
    else:
        said = pay_words(now, lang)
    group = book.sectors[scheme.sector].name[lang]
    return Entry("schemes", scheme.key, f"{literal(scheme.name)}: {literal(said)}", "\n\n".join(parts), group)


def _subsidies(book: RuleBook, lang: str) -> Iterator[Entry]:
    for key, rows in subsidies(book):
        lines = []
        for row in rows:
            who, much = subsidy_words(row, lang)
            told = [
                f"**{literal(who)}**: {much}",
                text("rules_page.only_source", lang, source=source_words(row.source, lang))
                if row.checked is None
                else _source_and_mark(row, lang),
                literal(row.note[lang]) if row.note else "",
            ]
            lines.append("- " + "  \n  ".join(line for line in told if line))
        count = text("rules_page.subsidy.count", lang, count=len(rows))
        yield Entry("subsidies", key, f"{literal(subsidy_name(key, lang))}: {count}", "\n\n".join(lines))


def _proposals(book: RuleBook, lang: str) -> Iterator[Entry]:
    for key, proposal in book.proposals.items():
        start = text("rules_page.law.no_date", lang) if proposal.from_ is None else day(proposal.from_, lang)
        least = proposal.minimum
        parts = [
            text("rules_page.law.facts", lang, start=start, minimum=_least(least, lang)),
            *([literal(proposal.note[lang])] if proposal.note else []),
            text("rules_page.law.not_known", lang, what=literal(proposal.not_known[lang])),
            _source_and_mark(proposal, lang),
            text("rules_page.law.steps", lang),
            *(f"- **{partial_date(step.date, lang)}**: {_event(step, lang)}" for step in proposal.timeline),
        ]
        status = text(f"rules_page.law.status.{proposal.status}", lang)
        yield Entry("law", key, f"{literal(proposal.name[lang])}: **{status}**", "\n\n".join(parts))


def _event(step: TimelineEvent, lang: str) -> str:
    """What happened, where that was read, and how well it is checked."""
    if step.source is None:
        return f"{literal(step.event[lang])} ({text(f'words.mark.{mark_of(step)}', lang)})"
    return f"{literal(step.event[lang])}  \n  {_source_and_mark(step, lang)}"


def _source_and_mark(value: OtherSubsidy | Proposal | TimelineEvent, lang: str) -> str:
    """Where a value was read and how well it is checked."""
    mark = text(f"words.mark.{mark_of(value)}", lang)
    return text("rules_page.source", lang, source=source_words(value.source, lang), checked=mark)


def _least(amount: Decimal | None, lang: str) -> str:
    return text("rules_page.law.no_minimum", lang) if amount is None else amount_of(amount, lang)


def glossary(lang: str) -> dict[str, str]:
    """What the terms are called in a language, by key."""
    found = {key.removeprefix("terms."): said for key, said in catalogue(lang).items() if key.startswith("terms.")}
    return {key.removesuffix(".name"): said for key, said in found.items() if key.endswith(".name")}


def _terms(lang: str) -> Iterator[Entry]:
    """Every term, with the Dutch one behind it; the English one for who reads Dutch."""
    beside = glossary(FALLBACK if lang == FIRST else FIRST)
    for key, name in sorted(glossary(lang).items(), key=lambda term: plain(term[1])):
        heading = f"**{literal(name)}**"
        if beside[key] != name:
            heading += f" ({literal(beside[key])})"
        yield Entry("terms", key, heading, literal(text(f"terms.{key}.explanation", lang)))
