"""What a scheme says, in words: its amounts, for whom they hold, and what comes on top."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, assert_never, get_args

from compensation.rulebook.scheme import (
    NOT_KNOWN,
    ByDays,
    ByHours,
    ByLevel,
    ByYear,
    Gates,
    PerDay,
    PerHours,
    PerWeek,
    Route,
    SchemeVersion,
    Shape,
    Step,
)
from compensation.texts import number, short_euros, text
from compensation.units import cents

_SAID_GATES = ("least_total_hours", "least_weeks", "least_months", "least_hours_per_week", "least_days_per_week")


def amount_of(value: Decimal, lang: str) -> str:
    """Euros without cents where there are none."""
    return short_euros(cents(value), lang)


def amount_words(amount: Any, lang: str) -> str:
    """One amount, or one for each level or study year; an unknown one is said to be unknown."""
    if amount == NOT_KNOWN:
        return _say("amount_unknown", lang)
    if isinstance(amount, (ByLevel, ByYear)):
        named = ((name, value) for name, value in amount.model_dump().items() if value is not None)
        return ", ".join(f"{_name(name, lang)} {amount_of(value, lang)}" for name, value in named)
    return amount_of(amount, lang)


def _name(key: str, lang: str) -> str:
    if key.startswith("year_"):
        return text("rules_page.shape.year", lang, n=int(key.removeprefix("year_")))
    return text(f"words.level.{key}", lang)


def shape_words(shape: Shape, lang: str) -> str:
    """What a shape pays: a month at so many hours, a day, steps."""
    match shape:
        case PerHours():
            key = "per_hours_assumed" if shape.base_assumed else "per_hours" if shape.cap else "per_hours_no_cap"
            return _say(key, lang, amount=amount_words(shape.amount, lang), base=number(shape.base_hours, lang))
        case ByHours() | ByDays():
            return _say("steps", lang, steps="; ".join(_step_words(shape, step, lang) for step in shape.steps))
        case PerDay():
            paid = _say("per_day", lang, amount=amount_words(shape.amount, lang))
            half = shape.half_day_below_hours
            return paid if half is None else _say("half_day", lang, paid=paid, hours=number(half, lang))
        case PerWeek():
            return _say("per_week", lang, amount=amount_words(shape.amount, lang))
        case forgotten:
            return assert_never(forgotten)


def _step_words(shape: ByHours | ByDays, step: Step, lang: str) -> str:
    paid = _say(_step_key(shape, step), lang, at=number(step.from_, lang), amount=amount_words(step.amount, lang))
    return _say("step_advised", lang, step=paid) if step.advised else paid


def _step_key(shape: ByHours | ByDays, step: Step) -> str:
    if step.from_ == 0 and step is not shape.steps[0]:
        return "step_below"
    return f"step_{shape.type}"


def _say(key: str, lang: str, **values: Any) -> str:
    return text(f"rules_page.shape.{key}", lang, **values)


def pay_words(version: SchemeVersion, lang: str) -> str:
    """What a version pays, for each length of placement where that differs."""
    tiers = version.all_tiers()
    if len(tiers) == 1:
        return shape_words(tiers[0].shape, lang)
    told = []
    for tier in tiers:
        key = "tier_longer" if tier.until_months is None else "tier_shorter"
        told.append(_say(key, lang, months=tier.until_months, pay=shape_words(tier.shape, lang)))
    return "; ".join(told)


def condition_words(version: SchemeVersion, lang: str) -> Iterator[str]:
    """For whom the amount holds, how long, and whether expenses come on top."""
    gates: Gates = version.gates
    open_to = [route for route in get_args(Route) if route not in gates.exclude_routes]
    yield text("rules_page.gates.for", lang, routes=", ".join(open_to))
    if gates.compulsory_only:
        yield text("rules_page.gates.compulsory_only", lang)
    for name in _SAID_GATES:
        if (least := getattr(gates, name)) is not None:
            yield text(f"rules_page.gates.{name}", lang, value=least)
    if version.max_months is not None:
        yield text("rules_page.gates.max_months", lang, value=version.max_months)
    if version.includes_expenses:
        yield text("rules_page.gates.includes_expenses", lang)
    if version.travel != "unknown":
        yield text(f"rules_page.travel.{version.travel}", lang)
