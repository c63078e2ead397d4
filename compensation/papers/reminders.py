"""Reminders for a calendar (iCalendar, RFC 5545): the days on which a wage must rise, and when to look up the minimum.

A file is only bytes that a calendar reads; there is nothing personal in it, not even that somebody has a birthday.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

from compensation.compare.agreements import Terms, fitting_terms
from compensation.telling.answer import Answer
from compensation.texts import euros, text
from compensation.units import cents

MEDIA_TYPE = "text/calendar; charset=utf-8"
#: The minimum wage is set anew for 1 January and 1 July (Wml art. 14), and is made known in the months before.
_HALF_YEARS = (1, 7)
_MONTHS_BEFORE, _DAY_OF_MONTH = 2, 15
_LONGEST_LINE = 75


@dataclass(frozen=True)
class Reminder:
    """A day of a calendar with what is to be done."""

    on: date
    kind: str
    title: str
    told: str


def reminders(answer: Answer, lang: str, on: date) -> list[Reminder]:
    """What a calendar should remind of, in the order of days; `on` is today. Empty where no wage is paid."""
    terms = fitting_terms(answer) if answer.earns else None
    if terms is None:
        return []
    found = [*_rises(terms, lang), *_look_ups(answer, lang, on)]
    return sorted(found, key=lambda one: (one.on, one.kind))


def _rises(terms: Terms, lang: str) -> Iterator[Reminder]:
    """The days on which the least fixed wage becomes higher."""
    for before, pay in pairwise(terms.pay):
        if pay.amount > before.amount:
            kind = "rise" if pay.known else "rise_estimate"
            amount = euros(cents(pay.amount), lang)
            yield Reminder(
                pay.from_,
                kind,
                text(f"reminders.{kind}.title", lang, amount=amount),
                text(f"reminders.{kind}.told", lang, amount=amount, day=pay.from_),
            )


def _look_ups(answer: Answer, lang: str, on: date) -> Iterator[Reminder]:
    """When a minimum that is not known yet is made known; today where that day has passed."""
    wage = answer.assessment.wage
    if wage is None or wage.covered_until is None or wage.coverage == "all":
        return
    last = answer.placement.end
    for year in range(wage.covered_until.year, last.year + 1):
        for month in _HALF_YEARS:
            starts = date(year, month, 1)
            if wage.covered_until < starts <= last:
                look = max(_look_on(starts), on)
                told = text("reminders.look_up.told", lang, day=starts)
                yield Reminder(look, "look_up", text("reminders.look_up.title", lang, day=starts), told)


def _look_on(starts: date) -> date:
    """The day to look up a minimum that starts on a first of January or July."""
    year, month = divmod(starts.year * 12 + starts.month - 1 - _MONTHS_BEFORE, 12)
    return date(year, month + 1, _DAY_OF_MONTH)


# ---------------------------------------------------------------- the file


def calendar_bytes(found: list[Reminder], lang: str, on: date) -> bytes:
    """A calendar with these reminders, each a week before its day as well."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passend//Passend//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for reminder in found:
        lines += _event(reminder, lang, on)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def reminders_of(answer: Answer, lang: str) -> bytes | None:
    """The calendar of a placement on the day of its assessment; None where there is nothing to remind of."""
    today = answer.assessment.receipt.assessed_on
    found = reminders(answer, lang, today)
    return calendar_bytes(found, lang, today) if found else None


def calendar_name(lang: str) -> str:
    """A name for the file, without anything personal."""
    return f"{text('reminders.file', lang)}.ics"


def _event(reminder: Reminder, lang: str, on: date) -> list[str]:
    title, told = _text(reminder.title), _text(reminder.told)
    uid = uuid5(NAMESPACE_URL, f"passend:{reminder.kind}:{reminder.on.isoformat()}:{reminder.title}")
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@passend",
        f"DTSTAMP:{on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{reminder.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{reminder.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY;LANGUAGE={lang}:{title}",
        f"DESCRIPTION;LANGUAGE={lang}:{told}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    r"""A text of a property.

    >>> _text("a; b, c")
    'a\\; b\\, c'
    """
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, no sign cut in two; a piece that goes on begins with a space."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST_LINE:
            pieces.append("")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n ".join(pieces)
