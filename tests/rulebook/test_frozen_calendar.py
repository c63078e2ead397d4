"""The calendar frozen for the law: every month and day that a placement may lie in."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from compensation import RuleBook
from compensation.calendar import good_friday, public_holidays, to_date, to_day
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import Month


def differs(day: date, book: RuleBook) -> dict[str, bool]:
    """In what a day differs, by the field of `Month`, from the dates of its year."""
    number, month_day = to_day(day), day.strftime("%m-%d")
    extra, summer = book.calendar.extra_holidays, book.calendar.summer

    def named(days: list[str]) -> bool:
        return month_day in days or ("good_friday" in days and number == good_friday(day.year))

    off = number in public_holidays(day.year)
    return {
        "off": off,
        "week_holiday": off or named(extra.week),
        "weekend_holiday": off or named(extra.weekend),
        "summer": summer.from_ <= month_day <= summer.to,
    }


def test_every_day_that_a_placement_may_lie_in(book: RuleBook) -> None:
    months: list[Month] = list(freeze(book).months)
    assert months[0].first == to_day(date(2000, 1, 1))
    assert months[-1].first + months[-1].length - 1 == to_day(date(2100, 12, 31))
    for month in months:
        assert month.weekday == to_date(month.first).weekday()
        for into in range(month.length):
            day = to_date(month.first + into)
            assert {field: bool(getattr(month, field) >> into & 1) for field in differs(day, book)} == differs(
                day, book
            ), day
    for before, after in pairwise(months):
        assert before.first + before.length == after.first


def test_the_extra_holidays_are_those_of_the_file(book: RuleBook) -> None:
    assert book.calendar.extra_holidays.week == ["05-05"]
    assert book.calendar.extra_holidays.weekend == ["05-05", "good_friday"]
