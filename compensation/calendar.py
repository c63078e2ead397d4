"""Days are whole numbers: days since 1 January 1970. Months, ages, birthdays and public holidays by arithmetic alone.

Nothing here is a table or a column, so the law can count with it and be compiled. Adding months keeps the day of the
month, or takes the month's last day where that day does not exist (docs/contract/fine_print.md#ledger).

>>> to_date(add_months(to_day(date(2024, 1, 31)), 1))
datetime.date(2024, 2, 29)
>>> born = to_day(date(2008, 2, 29))
>>> age_on(born, to_day(date(2026, 2, 28))), age_on(born, to_day(date(2026, 3, 1)))
(17, 18)
"""

from __future__ import annotations

from datetime import date

from compensation.units import Day, DaysOfMonth, Number

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
#: Days before 1 March of the year 0, and in 400 years: the calendar repeats itself after that.
_MARCH_0, _ERA = 719_468, 146_097


_EPOCH = date(1970, 1, 1).toordinal()


def to_day(value: date) -> Day:
    """The number of a date."""
    return value.toordinal() - _EPOCH


def to_date(day: Day) -> date:
    """The date of a number."""
    return date.fromordinal(day + _EPOCH)


def weekday_of(day: Day) -> Number:
    """0 is Monday."""
    return (day + 3) % 7


def month_of(day: Day) -> Number:
    """Months since January 1970. The year is counted from 1 March, so that a leap day is its last."""
    era = (day + _MARCH_0) // _ERA
    in_era = day + _MARCH_0 - era * _ERA
    year = (in_era - in_era // 1_460 + in_era // 36_524 - in_era // 146_096) // 365
    in_year = in_era - (365 * year + year // 4 - year // 100)
    march_based = (5 * in_year + 2) // 153
    return (era * 400 + year - 1970) * 12 + march_based + 2


def month_start(month: Number) -> Day:
    """First day of a month."""
    march_based = month - 2
    year = march_based // 12 + 1970
    era, in_era = year // 400, year % 400
    in_year = (153 * (march_based % 12) + 2) // 5
    return era * _ERA + in_era * 365 + in_era // 4 - in_era // 100 + in_year - _MARCH_0


def month_length(month: Number) -> Number:
    """Days in a month."""
    return month_start(month + 1) - month_start(month)


def add_months(day: Day, months: Number) -> Day:
    """The same day of the month that many months later, or that month's last day."""
    month = month_of(day)
    wanted = day - month_start(month)
    return month_start(month + months) + min(wanted, month_length(month + months) - 1)


def age_on(birth: Day, day: Day) -> Number:
    """Whole years; the birthday itself counts, and 29 February becomes 1 March in other years."""
    born, now = month_of(birth), month_of(day)
    months = now - born
    if day - month_start(now) < birth - month_start(born):
        months -= 1
    return months // 12


def workdays_between(workdays: Number, first: Day, last: Day) -> Number:
    """How many days from `first` to `last` have their weekday in `workdays` (bit 0 is Monday)."""
    weeks = (last - first + 1) // 7
    count = 0
    for weekday in range(7):
        if workdays >> weekday & 1:
            count += weeks
            if (weekday - weekday_of(first)) % 7 < last - first + 1 - 7 * weeks:
                count += 1
    return count


#: All days of the longest month; and the first day of each of its weeks.
_WHOLE_MONTH = (1 << 31) - 1
_EACH_WEEK = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28


def days_of_month(weekdays: Number, weekday: Number) -> DaysOfMonth:
    """The days of a month that begins on `weekday` which are one of `weekdays` (bit 0 is Monday).

    >>> bin(days_of_month(1 << MONDAY | 1 << TUESDAY, SUNDAY))
    '0b1100000110000011000001100000110'
    """
    week = (weekdays >> weekday | weekdays << (7 - weekday)) & 127
    return week * _EACH_WEEK & _WHOLE_MONTH


def days_between(first: Number, last: Number) -> DaysOfMonth:
    """The days of a month from one to another, counted from 0.

    >>> bin(days_between(2, 4))
    '0b11100'
    """
    return (2 << last) - (1 << first)


def number_of(days: DaysOfMonth) -> Number:
    """How many days they are (bits are added up in pairs, fours, bytes).

    >>> number_of(0b1011), number_of((1 << 31) - 1)
    (3, 31)
    """
    days -= days >> 1 & 0x55555555
    days = (days & 0x33333333) + (days >> 2 & 0x33333333)
    days = days + (days >> 4) & 0x0F0F0F0F
    return (days * 0x01010101 & 0xFFFFFFFF) >> 24


def easter(year: int) -> Day:
    """Easter Sunday of a year of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    from_march = epact + to_sunday - 7 * late + 114
    return month_start((year - 1970) * 12 + from_march // 31 - 1) + from_march % 31


def public_holidays(year: int) -> tuple[Day, ...]:
    """The days off for everyone in the Netherlands, in order (Algemene termijnenwet art. 3; Good Friday is none).

    King's Day moves to Saturday when it falls on a Sunday; Liberation Day is a day off once in five years.

    >>> [day - month_start(56 * 12) + 1 for day in public_holidays(2026)][:3]  # 1 January, 5 and 6 April
    [1, 95, 96]
    """
    sunday, january = easter(year), (year - 1970) * 12
    days = [month_start(january), sunday, sunday + 1, monarchs_day(year), sunday + 39, sunday + 49, sunday + 50]
    if year % 5 == 0:
        days.append(month_start(january + 4) + 4)
    days += [month_start(january + 11) + 24, month_start(january + 11) + 25]
    return tuple(sorted(set(days)))


def good_friday(year: int) -> Day:
    """The Friday before Easter: no day off, and a holiday of the weekend product only."""
    return easter(year) - 2


def monarchs_day(year: int) -> Day:
    """King's Day, 27 April; to 2013 Queen's Day, 30 April; on a Sunday the Saturday before."""
    day = month_start((year - 1970) * 12 + 3) + (26 if year >= 2014 else 29)
    return day - 1 if weekday_of(day) == SUNDAY else day
