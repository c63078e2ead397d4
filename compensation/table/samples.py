"""What stands in a column, by itself: days, amounts, routes, or the numbers of citizens (11-test)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median_low

from compensation.placement.days import day_of
from compensation.placement.faults import Unreadable
from compensation.placement.numbers import number_of
from compensation.rulebook.words import spelled
from compensation.table.catalog import YES_NO, plain
from compensation.table.words import everyday_route

_MOST = 0.8
_CITIZEN = re.compile(r"\d{8,9}")
_AMOUNT = re.compile(r"(?:€|eur\b).*\d|\d+[.,]\d\d|\d.*(?:€|,-|euro)", re.IGNORECASE)
_HALF = 0.5
#: Numbers up to here are levels, days of the week, years of study.
_LEVELS = 7


def seems(cells: Sequence[str]) -> str | None:
    """What most of some filled cells are: dates, route or pay; None for anything else."""
    if not cells:
        return None
    checks = {
        "dates": lambda cell: not cell.strip().isdecimal() and not _is_unreadable(cell),
        "pay": lambda cell: _AMOUNT.fullmatch(cell.strip()) is not None,
    }
    for subject, check in checks.items():
        if sum(map(check, cells)) >= _MOST * len(cells):
            return subject
    return "route" if sum(everyday_route(cell) is not None for cell in cells) >= _HALF * len(cells) else None


def may_be_pay(cells: Sequence[str]) -> bool:
    """Whether most of some filled cells are numbers that can be amounts: no years, and more than a level or a class."""
    found = [number for cell in cells if isinstance(number := number_of(cell, 2), int)]
    years = sum(number % 100 == 0 and 1990 <= number // 100 <= 2040 for number in found)
    return bool(found) and len(found) >= _MOST * len(cells) and years < len(found) and max(found) > _LEVELS * 100


def answers_only(cells: Sequence[str]) -> bool:
    """Whether some filled cells say yes or no and nothing else: no amounts then, whatever stands above them."""
    return bool(cells) and all(plain(cell) in YES_NO and not plain(cell).isdecimal() for cell in cells)


_NOT_GOING_ON = frozenset(
    ("geannuleerd", "vervallen", "ingetrokken", "afgewezen", "afgezegd", "niet doorgegaan", "gaat niet door", "no show")
) | {"cancelled", "canceled", "withdrawn", "rejected"}


def not_going_on(cells: Sequence[str]) -> bool:
    """Whether some filled cell says that a placement does not go on.

    >>> not_going_on(["Definitief", "Geannuleerd"]), not_going_on(["Definitief"])
    (True, False)
    """
    return any(spelled(cell) in _NOT_GOING_ON for cell in cells)


def more_than_one(cell: str) -> bool:
    """Whether a cell is a whole number above one."""
    return cell.strip().isdecimal() and int(cell) > 1


def are_school_years(cells: Sequence[str]) -> bool:
    """Whether some filled cells are years of the calendar, or of schools: `2026/2027` is no year of study.

    >>> are_school_years(["2026/2027", "2025-26"]), are_school_years(["2", "3"])
    (True, False)
    """
    return bool(cells) and all(re.fullmatch(r"20\d\d(?: ?[-/] ?(?:20)?\d\d)?", cell.strip()) for cell in cells)


_REACHES = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}|(?:\+31|0031|0)[ \-]?(?:\d[ \-]?){8}\d|"
    r"[A-Z]{2}\d\d ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{0,4}",
    re.IGNORECASE,
)


def reach_somebody(cells: Sequence[str]) -> bool:
    """Whether most of some filled cells are addresses of mail, telephone numbers or bank accounts.

    >>> reach_somebody(["jan@x.nl"]), reach_somebody(["06-12345678"]), reach_somebody(["NL91ABNA0417164300"])
    (True, True, True)
    >>> reach_somebody(["0612"]), reach_somebody(["25655"])
    (False, False)
    """
    return bool(cells) and sum(_REACHES.fullmatch(cell.strip()) is not None for cell in cells) > _HALF * len(cells)


_STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})")


def slashes_of(cells: Sequence[str]) -> str | None:
    """`day` or `month`: which stands first in days with strokes; None where no cell tells, or cells tell both.

    >>> slashes_of(["3/2/2026", "16/2/2026"]), slashes_of(["3/2/2026", "2/16/2026"]), slashes_of(["3/2/2026"])
    ('day', 'month', None)
    """
    pairs = [match.groups() for cell in cells if (match := _STROKES.fullmatch(cell.strip()))]
    day, month = any(int(first) > 12 for first, _ in pairs), any(int(second) > 12 for _, second in pairs)
    return None if day == month else "day" if day else "month"


def middle_amount(cells: Sequence[str]) -> int | None:
    """The middle one of the amounts in some cells, in cents; None where there is none."""
    found = [number for cell in cells if isinstance(number := number_of(cell, 2), int) and number]
    return median_low(found) if found else None


def _is_unreadable(cell: str) -> bool:
    found = day_of(cell)
    return isinstance(found, Unreadable) and found.code != "date_ambiguous"


def personal_numbers(cells: Sequence[str]) -> bool:
    """Whether at least half of some filled cells are nine digits that pass the 11-test of the citizen service number.

    One in eleven of other numbers passes it; half of a column never does by chance.
    """
    return bool(cells) and sum(map(is_personal_number, cells)) >= _HALF * len(cells)


def is_personal_number(cell: str) -> bool:
    """Nine digits that pass the 11-test; a leading nought may be missing, as spreadsheets leave it out.

    >>> is_personal_number("111222333"), is_personal_number("111.222.333"), is_personal_number("123456789")
    (True, True, False)
    """
    bare = re.sub(r"[ .\-]", "", cell.strip()).removesuffix(".0")
    if not _CITIZEN.fullmatch(bare) or set(bare) == {"0"}:
        return False
    digits = [int(sign) for sign in bare.zfill(9)]
    return (sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=False)) - digits[8]) % 11 == 0
