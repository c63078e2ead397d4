"""Days and days of the week as people write them; strict, and what could mean two things is said to, never guessed.

>>> from compensation.calendar import to_date
>>> [to_date(day_of(text)).isoformat() for text in ("2026-12-31", "31-12-2026", "1 feb 2026", "1-2-26")]
['2026-12-31', '2026-12-31', '2026-02-01', '2026-02-01']
>>> to_date(day_of("ma 31 aug '26")).isoformat(), day_of("di 31 aug 2026").code  # which was a Monday
('2026-08-31', 'date')
>>> day_of("2/3/2026").code, workdays_of("do-ma").code, workdays_of("4 dagen").code
('date_ambiguous', 'workdays_ambiguous', 'workdays_count')
>>> bin(workdays_of("ma t/m do")), bin(workdays_of("ma-do")), bin(workdays_of("ma-wo-vr"))
('0b1111', '0b1111', '0b10101')
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from compensation.calendar import WEEKDAYS, to_date, to_day
from compensation.placement.faults import Unreadable, unreadable
from compensation.placement.kinds import FIRST_DAY, LAST_DAY
from compensation.placement.numbers import number_of

_MIDNIGHT = re.compile(r"[t ]00:00(:00(\.0+)?)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:e|st|nd|rd|th)? ?[- ]?([a-z]{3,9})\.?,? ?[- ]?(\d{4}|['\u2019]?\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH_NAMES = (
    "jan januari january",
    "feb februari february",
    "mrt maart mar march",
    "apr april",
    "mei may",
    "jun juni june",
    "jul juli july",
    "aug augustus august",
    "sep sept september",
    "okt oktober oct october",
    "nov november",
    "dec december",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}


def day_of(value: Any, first: date = FIRST_DAY, last: date = LAST_DAY) -> int | Unreadable:
    """The number of a day. Of days that may be meant, the one from `first` to `last` is, when that is one."""
    if isinstance(value, datetime):
        return to_day(value.date()) if value.time() == datetime.min.time() else unreadable("date")
    if isinstance(value, date):
        return to_day(value)
    if not isinstance(value, str):
        return unreadable("date")
    bare = _MIDNIGHT.sub("", " ".join(value.split()).casefold())
    if bare.isdecimal() and len(bare) <= 6:
        return unreadable("date_number", value=bare)
    weekday, bare = _weekday(bare)
    found = sorted({to_day(day) for day in _readings(bare) if weekday is None or day.weekday() == weekday})
    if len(found) > 1:
        found = [day for day in found if to_day(first) <= day <= to_day(last)] or found
    if len(found) > 1:
        return unreadable("date_ambiguous", value=bare, first=to_date(found[0]), second=to_date(found[1]))
    return found[0] if found else unreadable("date")


def _weekday(bare: str) -> tuple[int | None, str]:
    """The day of the week that stands before a day, and the day."""
    name, _, rest = bare.partition(" ")
    number = _DAY_NAMES.get(name.rstrip(".,")) if rest[:1].isdigit() else None
    return (None, bare) if number is None else (number, rest)


def _readings(bare: str) -> list[date]:
    """Every day that a text can mean."""
    if match := _YEAR_FIRST.fullmatch(bare):
        return _days(match[3], int(match[2]), match[1])
    if bare.isdecimal() and len(bare) == 8:
        return _days(bare[6:], int(bare[4:6]), bare[:4])
    if match := _DAY_FIRST.fullmatch(bare):
        day, sign, month, year = match.groups()
        swapped = _days(month, int(day), year) if sign == "/" else []  # with strokes English people mean two things
        return _days(day, int(month), year) + swapped
    if match := _IN_WORDS.fullmatch(bare):
        return _days(match[1], _MONTHS.get(match[2], 0), match[3].lstrip("'\u2019"))
    if match := _MONTH_FIRST.fullmatch(bare):
        return _days(match[2], _MONTHS.get(match[1], 0), match[3])
    return []


def _days(day: str, month: int, year: str) -> list[date]:
    """The days of a day, a month and a year; two digits are this century or the one before."""
    found = []
    for century in (1900, 2000) if len(year) == 2 else (0,):
        try:
            found.append(date(int(year) + century, month, int(day)))
        except ValueError:
            continue
    return found


# ---------------------------------------------------------------- days of the week

_DUTCH = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAMES = {
    name: number
    for names in (_DUTCH, _ENGLISH, WEEKDAYS, tuple(day[:2] for day in _DUTCH))
    for number, name in enumerate(names)
} | {"tues": 1, "thur": 3, "thurs": 3}


def weekday_of_name(name: str) -> int | None:
    """The number of a day of the week by its name or what it is shortened to, Monday 0.

    >>> weekday_of_name("Do."), weekday_of_name("Thursday"), weekday_of_name("dag")
    (3, 3, None)
    """
    return _DAY_NAMES.get(name.strip().casefold().rstrip("."))


_TO = re.compile(r"\s+(?:t/m|tm|tot en met|to|through|until)\s+|\s*(?:t/m)\s*")
_DASH = re.compile(r"\s*[-\u2013]\s*")
_APART = re.compile(r"(?:[,;/+&\s]|\ben\b|\band\b)+")
_COUNT = re.compile(r"([1-7]) ?(?:dagen|dag|days|day|d)?(?: (?:per|a) week)?")


def workdays_of(value: Any) -> int | Unreadable:
    """`mon,tue`, `ma di`, `maandag t/m donderdag` as bits, Monday the lowest."""
    bare = " ".join(str(value).split()).casefold().strip(",;/+ ")
    if count := _COUNT.fullmatch(bare):
        return unreadable("workdays_count", value=bare, count=int(count[1]))
    mask = 0
    for piece in _pieces(bare):
        days = _days_from_to(piece)
        if isinstance(days, Unreadable):
            return days
        for day in days:
            if mask >> day & 1:
                return unreadable("workdays_twice")
            mask |= 1 << day
    return mask or unreadable("choice", value=bare, choices=", ".join(WEEKDAYS))


def _pieces(bare: str) -> list[str]:
    """Days apart; `ma t/m do` and `ma-do` stay together."""
    joined = _DASH.sub("-", _TO.sub("..", bare))
    return [piece for piece in _APART.split(joined) if piece]


def _days_from_to(piece: str) -> list[int] | Unreadable:
    """The days of one piece: one day, from one to a later one (`ma-do`), or a list with dashes."""
    names = re.split(r"\.\.|-", piece)
    for name in names:
        if name.rstrip(".") not in _DAY_NAMES:
            return unreadable("choice", value=name, choices=", ".join(WEEKDAYS))
    days = [_DAY_NAMES[name.rstrip(".")] for name in names]
    if len(days) != 2:
        return days
    first, last = days
    if ".." not in piece and first > last:
        return unreadable("workdays_ambiguous", value=piece, first=names[0], last=names[1])
    span = last - first if last >= first else last + 7 - first
    return [(first + step) % 7 for step in range(span + 1)]


def periods_of(value: Any) -> list[tuple[int, int]] | Unreadable:
    """`2026-04-27/2026-05-08;2026-07-01/2026-07-03` as pairs of days, both included."""
    periods = []
    for part in str(value).split(";"):
        if not part.strip():
            continue
        pieces = re.split(r"\s+(?:t/m|tm|tot en met|to|until)\s+", part.strip())
        first, last = pieces if len(pieces) == 2 else part.split("/") if part.count("/") == 1 else ("", "")
        begins, ends = day_of(first), day_of(last)
        if isinstance(begins, Unreadable) or isinstance(ends, Unreadable):
            return unreadable("closed_form", value=part.strip())
        periods.append((begins, ends))
    return periods


def hours_by_day_of(value: Any) -> dict[str, Decimal] | Unreadable:
    """`mon=8;tue=8;wed=5,5` (or `ma 8; di 8`) as hours of weekdays."""
    hours: dict[str, Decimal] = {}
    for part in re.split(r"[;\n]", str(value)):
        if not part.strip():
            continue
        day, _, number = part.strip().replace("=", " ").replace(":", " ").partition(" ")
        name, found = _DAY_NAMES.get(day.casefold()), number_of(number, 2, "hours")
        if name is None or isinstance(found, Unreadable):
            return unreadable("hours_by_day_form", value=part.strip())
        if WEEKDAYS[name] in hours:
            return unreadable("workdays_twice")
        hours[WEEKDAYS[name]] = Decimal(found).scaleb(-2)
    return hours
