"""Where an amount stands: the rules that were used, and the grounds that no rule file holds a version of.

Those are the pacts, the Arbowet and the law on the minimum wage. Facts on 26 November 2026: the summary of the
Stagepact and the page of the Arboportaal were read themselves, and another source says the same; the text of the law
and the regional pact were read in a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from compensation.reading.step import RuleRef
from compensation.rulebook import RuleBook
from compensation.rulebook.sources import Mark
from compensation.texts import catalogue, day, month, text

Ground = Literal["pact", "regional", "equipment", "wage_law"]

MARKS: Mapping[Ground, Mark] = {
    "pact": Mark.CHECKED,
    "regional": Mark.ONE_SOURCE,
    "equipment": Mark.CHECKED,
    "wage_law": Mark.TWO_SOURCES,
}


@dataclass(frozen=True)
class Source:
    """Where something stands, in a sentence with its dates and mark, and the address where there is one."""

    said: str
    url: str | None


def ground_source(ground: Ground, lang: str) -> Source:
    """The source of a ground in words."""
    mark = text(f"words.mark.{MARKS[ground]}", lang)
    return Source(text(f"grounds.{ground}.said", lang, checked=mark), catalogue(lang).get(f"grounds.{ground}.url"))


def once(refs: Iterable[RuleRef]) -> list[RuleRef]:
    """The versions of rules, each once, in the order of their use."""
    return list({(ref.id, ref.from_): ref for ref in refs}.values())


def rule_source(ref: RuleRef, book: RuleBook, lang: str) -> Source:
    """The version of a rule that was used: its name, its days, where it was read and how well it is checked."""
    name, read_on, undated = _name_and_date(ref, book, lang)
    written = text("sources.undated", lang) if read_on is None else partial_date(read_on, lang)
    checked = text(f"words.mark.{ref.mark}", lang)
    values = {"name": name, "title": ref.source.title, "date": written, "checked": checked}
    if ref.from_ is None or undated:
        said = text("sources.line", lang, **values)
    elif ref.to is None:
        said = text("sources.line_from", lang, first=ref.from_, **values)
    else:
        said = text("sources.line_between", lang, first=ref.from_, last=ref.to, **values)
    return Source(said, ref.source.url)


def _name_and_date(ref: RuleRef, book: RuleBook, lang: str) -> tuple[str, str | None, bool]:
    """What a rule is called, the date of its source, and whether its own dates are unknown."""
    kind, _, key = ref.id.partition(".")
    if kind == "scheme":
        seen = next(v for v in book.schemes[key].versions if v.from_ == ref.from_)
        return book.schemes[key].name, seen.source.date, seen.undated
    if kind == "norm":
        said = next(v for v in book.norms[key].versions if v.from_ == ref.from_)
        return book.norms[key].name[lang], said.source.date, False
    if kind == "student_calendar":
        return text("sources.calendar", lang), book.calendar.source.date, False
    rule = book.rules[ref.id]
    version = next(v for v in rule.versions if v.from_ == ref.from_)
    return rule.name[lang], version.source.date, False


def partial_date(written: str, lang: str) -> str:
    """A source's date in words: a day, a month or a year.

    >>> partial_date("2025-03", "nl"), partial_date("2024", "en")
    ('maart 2025', '2024')
    """
    if len(written) == 4:
        return written
    if len(written) == 7:
        return month(date.fromisoformat(f"{written}-01"), lang)
    return day(date.fromisoformat(written), lang)
