"""What stands in a column, by itself: days, amounts, routes, or the numbers of citizens (11-test)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compensation.placement.days import day_of
from compensation.placement.faults import Unreadable
from compensation.table.words import everyday_route

_MOST = 0.8
_CITIZEN = re.compile(r"\d{8,9}")
_AMOUNT = re.compile(r"(?:€|eur\b).*\d|\d+[.,]\d\d|\d.*(?:€|,-|euro)", re.IGNORECASE)
_HALF = 0.5


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
