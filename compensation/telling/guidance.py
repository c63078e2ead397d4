"""What is good to know beside a result, and where to go: which lines of the rule book belong to this person.

A line belongs to somebody by the route, the reader and its conditions. What a placement does not say is not guessed:
without a birth date no line about an age is told. A line whose finding is short comes first, then one with a condition
that this placement meets, then the rest, each in the order of the rule book; last what turns on where somebody comes
from, which nobody is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from compensation.calendar import age_on, public_holidays, to_date, to_day
from compensation.placement.parts import legs_of
from compensation.rulebook.fields import in_language
from compensation.rulebook.guidance import GoodToKnow, HelpPlace, Told, When
from compensation.rulebook.sources import LooseSource, Mark, mark_of
from compensation.telling.answer import Answer
from compensation.texts import month, text

Person = Literal["student", "employer"]
#: Marks that a line bears without saying so.
_SILENT = (Mark.CHECKED, Mark.TWO_SOURCES)
_Some = TypeVar("_Some", bound=Told)


@dataclass(frozen=True)
class Guidance:
    """One line as it is told: `seen` says of which day it is and how sure, `under` the case that nobody was asked.

    `name`, `url` and `contact` are of who helps; a line that is good to know has none.
    """

    key: str
    said: str
    seen: str
    sources: tuple[LooseSource, ...]
    under: str | None = None
    name: str | None = None
    url: str | None = None
    contact: str | None = None


def good_to_know(answer: Answer, person: Person, lang: str) -> list[Guidance]:
    """The lines that are good to know for one of the two, the most telling first."""
    return [_line(key, line, answer, lang) for key, line in _known(answer, person)]


def for_the_letter(answer: Answer, lang: str) -> list[Guidance]:
    """The lines that a student's letter may hold: said to the employer, and never what is for the student alone."""
    short = _short(answer)
    return [
        _line(key, line, answer, lang)
        for key, line in _known(answer, "employer")
        if line.letter and (not line.first_when or short.intersection(line.first_when))
    ]


def where_to_go(answer: Answer, person: Person, lang: str) -> list[Guidance]:
    """Who helps one of the two, those first who help with what is short."""
    found = [(key, place) for key, place in answer.book.help.items() if _is_for(place, answer, person)]
    return [_place(key, place, answer, lang) for key, place in _ordered(found, _short(answer))]


# ---------------------------------------------------------------- whose line it is


def _known(answer: Answer, person: Person) -> list[tuple[str, GoodToKnow]]:
    found = [
        (key, line)
        for key, line in answer.book.good_to_know.items()
        if _is_for(line, answer, person) and _in_time(line, answer) and _meets(line.when, answer)
    ]
    by_condition = sorted(found, key=lambda item: item[1].when == When())
    return sorted(_ordered(by_condition, _short(answer)), key=lambda item: item[1].when.abroad is not None)


def _ordered(found: list[tuple[str, _Some]], short: set[str]) -> list[tuple[str, _Some]]:
    return sorted(found, key=lambda item: not short.intersection(item[1].first_when))


def _short(answer: Answer) -> set[str]:
    """The findings that are short, or in doubt."""
    return {finding.id for finding in answer.assessment.findings if finding.status in ("below", "doubtful")}


def _is_for(told: Told, answer: Answer, person: Person) -> bool:
    return answer.placement.route.value in told.routes and told.audience in (person, "both")


def _in_time(line: GoodToKnow, answer: Answer) -> bool:
    placement, read_on = answer.placement, answer.assessment.receipt.assessed_on
    first, last = (read_on, read_on) if line.period == "reading" else (placement.start, placement.end)
    return (line.from_ is None or line.from_ <= last) and (line.to is None or first <= line.to)


def _meets(when: When, answer: Answer) -> bool:
    return all(
        (
            _of_age(when, answer),
            _travels(when, answer),
            not when.sectors or answer.placement.sector in when.sectors,
            _asks_for(when, answer),
            not when.pay or any(kind in when.pay for kind in _pay(answer)),
            _on_days(when, answer),
        )
    )


def _of_age(when: When, answer: Answer) -> bool:
    born = answer.placement.birth_date
    if when.age_from is None and when.age_below is None:
        return True
    if born is None:
        return False
    youngest, oldest = (age_on(to_day(born), to_day(day)) for day in (answer.placement.start, answer.placement.end))
    old_enough = when.age_from is None or oldest >= when.age_from
    return old_enough and (when.age_below is None or youngest < when.age_below)


def _travels(when: When, answer: Answer) -> bool:
    """Whether one way of travelling, now or after a change, meets all that is asked of it."""
    placement = answer.placement
    ways = [placement.travel, *(change.travel for change in placement.changes if change.travel is not None)]
    return any(
        (not when.public_transport or leg.mode == "public_transport")
        and (not when.student_product or leg.student_product in when.student_product)
        for way in ways
        for leg in legs_of(way)
    )


def _asks_for(when: When, answer: Answer) -> bool:
    if not (when.costs or when.or_sector_vog or when.or_sector_lists):
        return True
    sector = answer.book.sectors.get(answer.placement.sector or "")
    return (
        any(cost.kind in when.costs for cost in answer.placement.costs)
        or (sector is not None and sector.vog in when.or_sector_vog)
        or (sector is not None and any(kind in sector.cost_kinds for kind in when.or_sector_lists))
    )


def _pay(answer: Answer) -> Iterator[str]:
    """What is paid, as far as somebody said so."""
    allowance, wage = answer.assessment.allowance, answer.assessment.wage
    if wage is not None and wage.stated and wage.offered:
        yield "wage"
    if allowance is not None and allowance.stated and allowance.offered:
        yield "allowance"
        if allowance.effective > 0:
            yield "above_costs"


def _on_days(when: When, answer: Answer) -> bool:
    first, last = answer.placement.start, answer.placement.end
    years = range(first.year, last.year + 1)
    holidays = (to_date(day) for year in years for day in public_holidays(year))
    days = (date.fromisoformat(f"{year}-{when.day}") for year in years if when.day is not None)
    return (not when.public_holiday or _within(holidays, first, last)) and (
        when.day is None or _within(days, first, last)
    )


def _within(days: Iterable[date], first: date, last: date) -> bool:
    return any(first <= day <= last for day in days)


# ---------------------------------------------------------------- in words


def _line(key: str, line: GoodToKnow, answer: Answer, lang: str) -> Guidance:
    under = line.when.abroad and text(f"guidance.abroad.{line.when.abroad}", lang)
    return Guidance(key, line.text[lang], _seen(line, answer, lang), tuple(line.sources), under)


def _place(key: str, place: HelpPlace, answer: Answer, lang: str) -> Guidance:
    seen = _seen(place, answer, lang)
    if lang not in place.languages and place.url is not None:
        seen = f"{seen} · {text('guidance.in_dutch', lang)}"
    return Guidance(
        key,
        place.for_what[lang],
        seen,
        tuple(place.sources),
        name=in_language(place.name, lang),
        url=place.url,
        contact=None if place.contact is None else place.contact[lang],
    )


def _seen(told: Told, answer: Answer, lang: str) -> str:
    """Of which day it is, and how sure: `Laatst gezien in juni 2025 · nog niet bevestigd`."""
    said, mark = last_seen(told.as_of, answer.assessment.receipt.assessed_on, lang), mark_of(told)
    return said if mark in _SILENT else f"{said} · {text(f'words.mark.{mark}', lang)}"


def last_seen(as_of: date | None, read_on: date, lang: str) -> str:
    """When a source showed it. The first day of a year or a month stands where no source says more than that."""
    if as_of is None:
        return text("guidance.undated", lang)
    if as_of > read_on:
        return text("guidance.holds_to", lang, day=as_of)
    if as_of.day == 1:
        return text("guidance.seen_in", lang, when=str(as_of.year) if as_of.month == 1 else month(as_of, lang))
    return text("guidance.seen", lang, day=as_of)
