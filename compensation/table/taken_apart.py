"""Columns that say what several of ours say, taken apart row by row; and hours a day made hours a week.

What cannot be taken apart stays as it stands, in the column of ours that it is about, and is refused there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from compensation.placement.days import workdays_of
from compensation.placement.faults import Unreadable
from compensation.placement.kinds import Route
from compensation.placement.numbers import number_of
from compensation.table.arrays import as_text
from compensation.table.composed import CROSSES, HOURS, PAY, PAY_PER, PERIOD, crosses, days_apart, hours_of_days
from compensation.table.words import amount_and_period, carrier_in

#: The cells of a column, an empty text where there is nothing.
Texts = Sequence[str]
_EARNS = frozenset(route.value for route in Route if route.earns_wage)


def texts_of(array: pa.Array) -> Texts:
    """A column of any kind as text."""
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    texts = ["" if value is None else as_text(value).strip() for value in encoded.dictionary.to_pylist()]
    return ["" if code is None else texts[code] for code in encoded.indices.to_pylist()]


def as_column(texts: Texts) -> pa.Array:
    """Texts as a column, empty where there is nothing."""
    return pa.array([text or None for text in texts], pa.string())


def take_apart(
    made: dict[str, pa.Array], composed: Mapping[str, Texts], constants: Mapping[str, str], rows: int
) -> None:
    """Fill the columns of ours in `made` with what the composed columns of a file, and its constants, say of them."""
    if PERIOD in composed:
        pairs = [days_apart(cell) or (cell, cell) for cell in composed[PERIOD]]
        made["start"], made["end"] = (as_column([pair[place] for pair in pairs]) for place in (0, 1))
    if PAY in composed:
        per = composed.get(PAY_PER) or [constants.get(PAY_PER, "")] * rows
        _share_pay(made, composed[PAY], per, texts_of(made["route"]))
    if told := {name: composed[name] for name in CROSSES if name in composed}:
        made["workdays"] = as_column([crosses(row) for row in _rows(told)])
    if told := {name: composed[name] for name in HOURS if name in composed}:
        made["hours_by_day"] = as_column([hours_of_days(row) for row in _rows(told)])


def tell_period(made: dict[str, pa.Array], name: str) -> None:
    """Per what an amount is, where its cell says so and no column says otherwise; else the cell stays as it is."""
    per_name = name.replace(".amount", ".per")
    amounts, pers = list(texts_of(made[name])), list(texts_of(made[per_name]))
    for row, cell in enumerate(amounts):
        found = amount_and_period(cell)
        if found is not None and pers[row] in ("", found[1]):
            amounts[row], pers[row] = found
        elif cell and found is None and not pers[row] and "reimburse" in name:
            pers[row] = "?"  # without a word it would be paid once
    made[name], made[per_name] = as_column(amounts), as_column(pers)


def tell_four_weeks(made: dict[str, pa.Array]) -> None:
    """An allowance per four weeks is a quarter of it a week, where that is a number of whole cents."""
    name, per_name = "offer.allowance.amount", "offer.allowance.per"
    if name not in made or per_name not in made:
        return
    told = pc.equal(made[per_name].cast(pa.string()), "four_weeks")
    if not pc.any(told).as_py():
        return
    amounts, pers = list(texts_of(made[name])), list(texts_of(made[per_name]))
    for row, cell in enumerate(amounts):
        cents = number_of(cell, 2)
        if pers[row] == "four_weeks" and isinstance(cents, int) and cents % 4 == 0:
            amounts[row], pers[row] = f"{cents // 400}.{cents // 4 % 100:02d}", "week"
    made[name], made[per_name] = as_column(amounts), as_column(pers)


def tell_carrier(made: dict[str, pa.Array], mode: str, cells: Texts) -> None:
    """Who drives, where a way of travelling names it and no column does."""
    name = mode.replace(".mode", ".carrier")
    told = zip(texts_of(made[name]), cells, strict=True)
    made[name] = as_column([carrier or carrier_in(cell) or "" for carrier, cell in told])


def _rows(columns: Mapping[str, Texts]) -> list[dict[str, str]]:
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _share_pay(made: dict[str, pa.Array], amounts: Texts, per: Texts, routes: Texts) -> None:
    """What is paid is a wage where the route earns one, else an allowance."""
    earns = [route in _EARNS for route in routes]
    for whose, name in ((False, "offer.allowance"), (True, "offer.wage")):
        here = [amount if wage == whose else "" for amount, wage in zip(amounts, earns, strict=True)]
        made[f"{name}.amount"] = as_column(here)
        if f"{name}.per" in made and any(per):
            made[f"{name}.per"] = as_column([said if amount else "" for amount, said in zip(here, per, strict=True)])


def hours_a_week(a_day: str, a_week: str, workdays: str) -> tuple[str, str]:
    """Hours by day and hours a week, of a row in which the hours a day may be one number.

    Hours a week that say the same as the hours of the days are left out; others stay beside them, and are refused.

    >>> hours_a_week("8", "", "ma t/m do"), hours_a_week("7,5", "", "3 dagen"), hours_a_week("8", "32", "ma-do")
    (('', '32.00'), ('', '22.50'), ('', '32'))
    >>> hours_a_week("mon=8;tue=5.5", "13,5", ""), hours_a_week("8", "24", "ma-do")
    (('mon=8;tue=5.5', ''), ('8', '24'))
    """
    one, week = number_of(a_day, 2, "hours"), number_of(a_week, 2, "hours")
    days = _how_many(workdays)
    if isinstance(one, int) and days:
        whole = f"{one * days // 100}.{one * days % 100:02d}"
        return ("", a_week or whole) if not a_week or week == one * days else (a_day, a_week)
    return (a_day, "") if a_week and week == _sum(a_day) else (a_day, a_week)


def _how_many(workdays: str) -> int:
    found = workdays_of(workdays)
    if isinstance(found, Unreadable):
        count = found.values.get("count")
        return count if isinstance(count, int) else 0
    return found.bit_count()


def _sum(by_day: str) -> int | None:
    """The sum of `mon=8;tue=5,5` in hundredths; None where it is not so written."""
    found = [number_of(part.partition("=")[2], 2, "hours") for part in by_day.split(";")]
    hours = [number for number in found if isinstance(number, int)]
    return sum(hours) if len(hours) == len(found) else None
