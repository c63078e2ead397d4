"""How an amount comes: each month, each Saturday, once. For who reads what to pay, not what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from compensation.calendar import WEEKDAYS
from compensation.reading.step import Step
from compensation.telling.answer import Answer
from compensation.telling.lines import Line, lines, pay_lines
from compensation.texts import euros, text
from compensation.units import cents, half_up

Per = Literal["month", "month_about", "once", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@dataclass(frozen=True)
class Rate:
    """Cents of a line for each `per`: a month (or on average), once, or each of one weekday."""

    line: Line
    amount: int
    per: Per


def rates(answer: Answer) -> list[Rate]:
    """Every line with an amount that comes in a rhythm; a wage that rises on the way has none."""
    return [rate for rate in (rate_of(answer, line) for line in lines(answer)) if rate is not None]


def rate_of(answer: Answer, line: Line) -> Rate | None:
    """The rhythm of one line; None where it has none, or is a part of a month that stands on two grounds."""
    if not line.owed or (line.name == "allowance" and len(pay_lines(answer)) > 1):
        return None
    if line.name == "travel" and (by_day := _one_weekday(answer, line)) is not None:
        return by_day
    if line.month is not None:
        return Rate(line, line.month, "month_about" if line.average else "month")
    once = line.name not in ("travel", "allowance", "wage", "holiday_allowance", "pay", "pay_above")
    return Rate(line, cents(line.owed), "once") if once and not line.estimate else None


def whole_month(answer: Answer, lang: str) -> str | None:
    """The allowance of a whole month in words, in time where it is another one there; None where it has none."""
    pay, in_time = answer.assessment.allowance, (month_in_time(line, lang) for line in pay_lines(answer))
    if (told := next(filter(None, in_time), None)) is not None:
        return told
    return euros(cents(pay.full_month), lang) if pay is not None and pay.full_month else None


def month_in_time(line: Line, lang: str) -> str | None:
    """The amounts a month of a line that is another one in time, each but the first with its first day; else None."""
    first, *others = line.stretches or (None,)
    if first is None or all(one.month == first.month for one in others):
        return None
    told = euros(first.month, lang)
    for one in others:
        key = f"message.in_time.{'last' if one is others[-1] else 'then'}"
        told = text(key, lang, before=told, day=one.first, amount=euros(one.month, lang))
    return told


def _one_weekday(answer: Answer, line: Line) -> Rate | None:
    """A week product leaves one day of the weekend to pay, and that is all there is to pay."""
    p = answer.placement
    if len(p.legs) != 1 or p.legs[0].student_product != "week" or p.changes or p.public_holidays != "free":
        return None
    weekend = [day for day in ("sat", "sun") if day in (p.legs[0].days or p.weekdays)]
    steps = [step for step in answer.assessment.steps if step.id.endswith("travel_week_product")]
    trips = sum(_whole(step, "discounted_trips") for step in steps)
    if len(weekend) != 1 or not trips or line.estimate:
        return None
    a_day = 2 if p.legs[0].trips in (None, "both") else 1
    if any(
        _whole(step, "full_trips") or _whole(step, "discounted_trips") > a_day * _days(step, weekend[0])
        for step in steps
    ):
        return None
    return Rate(line, half_up(cents(line.owed) * a_day, trips), weekend[0])


def _whole(step: Step, name: str) -> int:
    return int(str(step.quantities[name].value))


def _days(step: Step, weekday: str) -> int:
    """How often a weekday comes in the days of a step."""
    first, last = (date.fromisoformat(str(step.quantities[end].value)) for end in ("from", "to"))
    return sum((first + timedelta(days=n)).weekday() == WEEKDAYS.index(weekday) for n in range((last - first).days + 1))
