"""The months of the calendar as the law looks them up, and the days on which something differs."""

from __future__ import annotations

from collections.abc import Iterable

from compensation import calendar
from compensation.rulebook.book import RuleBook
from compensation.rulebook.fields import GOOD_FRIDAY
from compensation.rulebook.frozen_records import AFTER_YEAR, FIRST_YEAR, Month
from compensation.units import Day


def months(book: RuleBook) -> list[Month]:
    """The months of the frozen years, and which of their days differ."""
    january = (FIRST_YEAR - 1970) * 12
    found = []
    for number in range(january, (AFTER_YEAR - 1970) * 12):
        first = calendar.month_start(number)
        found.append(Month(first, calendar.month_length(number), calendar.weekday_of(first), 0, 0, 0, 0))
    for year in range(FIRST_YEAR, AFTER_YEAR):
        for kind, day in special_days(year, book):
            number = calendar.month_of(day)
            month = found[number - january]
            setattr(month, kind, getattr(month, kind) | 1 << day - month.first)
    return found


def special_days(year: int, book: RuleBook) -> Iterable[tuple[str, Day]]:
    """The days of a year on which something differs, each with the field of `Month` that says in what."""
    for day in calendar.public_holidays(year):
        yield from (("off", day), ("week_holiday", day), ("weekend_holiday", day))
    extra = book.calendar.extra_holidays
    for kind, texts in (("week_holiday", extra.week), ("weekend_holiday", extra.weekend)):
        for text in texts:
            yield kind, calendar.good_friday(year) if text == GOOD_FRIDAY else _month_day(year, text)
    summer = book.calendar.summer
    for day in range(_month_day(year, summer.from_), _month_day(year, summer.to) + 1):
        yield "summer", day


def _month_day(year: int, text: str) -> Day:
    month, day = map(int, text.split("-"))
    return calendar.month_start((year - 1970) * 12 + month - 1) + day - 1
