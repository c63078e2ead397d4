"""Beside an amount on paper: its ground, how sure it is, and where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from compensation.papers.blocks import Item
from compensation.papers.case import Case
from compensation.reading.step import RuleRef
from compensation.telling.certainty import SOUND
from compensation.telling.grounds import Rung, basis_name, ground_words
from compensation.telling.lines import Line
from compensation.telling.sources import Ground as StatedGround
from compensation.telling.sources import ground_source
from compensation.texts import day, month


def ground_of(case: Case, line: Line) -> str:
    """The ground of a line with its rung; advice and an amount of one's own by the name of what they are taken from."""
    name = basis_name(case, case.lang) if line.name == "allowance" and line.ground.scheme is None else None
    return ground_words(case, line.ground, case.lang, name=name)


def marks_of(case: Case, line: Line) -> str:
    """How sure the amount of a line is, where a reader must know it."""
    sure = line.certainty
    found = []
    if sure.given:
        found.append(case.word("mark.given"))
    if sure.estimated:
        found.append(case.say("mark.estimated"))
    if sure.seen is not None and line.ground.rung is not Rung.PROBABLY:
        found.append(case.say("mark.stale", day=sure.seen))
    if sure.known_until is not None:
        found.append(case.say("mark.known_until", day=sure.known_until))
    found += [case.word(f"mark.{mark}") for mark in sure.marks if mark not in SOUND]
    if sure.hours_assumed is not None:
        found.append(case.say("mark.hours_assumed", hours=sure.hours_assumed))
    return "; ".join(dict.fromkeys(found))


# ---------------------------------------------------------------- sources


def sources(case: Case, *sections: str, announced: bool = True) -> list[Item]:
    """Every rule version that the steps of some sections used, each once, with its source, date and mark."""
    refs = {
        (ref.id, ref.from_): ref
        for part in case.explained
        if part.section in sections
        for ref in (*part.sources, *part.last.rules)
        if announced or ref.checked != "announced"
    }
    return [*_fixed_sources(case), *(Item(_source(case, ref), ref.source.url) for ref in refs.values())]


def _fixed_sources(case: Case) -> Iterable[Item]:
    a = case.assessment
    forces = {line.force for line in a.expenses if line.owed} | ({a.allowance.force} if a.allowance else set())
    needed: dict[StatedGround, bool] = {
        "pact": "pact" in forces or a.finding("employment_contract").status == "below",
        "equipment": any(line.kind == "protective_equipment" for line in a.expenses),
        "wage_law": case.earns,
    }
    for ground in (ground for ground, asked in needed.items() if asked):
        source = ground_source(ground, case.lang)
        yield Item(source.said, source.url)


def _source(case: Case, ref: RuleRef) -> str:
    name, read_on, undated = _name_and_date(case, ref)
    written = case.say("source.undated") if read_on is None else partial_date(read_on, case.lang)
    checked = case.word(f"mark.{ref.mark}")
    values = {"name": name, "title": ref.source.title, "date": written, "checked": checked}
    if ref.from_ is None or undated:
        return case.say("source.line", **values)
    if ref.to is None:
        return case.say("source.line_from", first=ref.from_, **values)
    return case.say("source.line_between", first=ref.from_, last=ref.to, **values)


def _name_and_date(case: Case, ref: RuleRef) -> tuple[str, str | None, bool]:
    """What a rule is called, the date of its source, and whether its own dates are unknown."""
    book, (kind, _, key) = case.book, ref.id.partition(".")
    if kind == "scheme":
        seen = next(v for v in book.schemes[key].versions if v.from_ == ref.from_)
        return book.schemes[key].name, seen.source.date, seen.undated
    if kind == "norm":
        norm = book.norms[key]
        said = next((v for v in norm.versions if v.from_ == ref.from_), norm.latest)
        return norm.name[case.lang], said.source.date, False
    if kind == "student_calendar":
        return case.say("source.calendar"), book.calendar.source.date, False
    rule = book.rules[ref.id]
    version = next(v for v in rule.versions if v.from_ == ref.from_)
    return rule.name[case.lang], version.source.date, False


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
