"""A placement (contract form) with its defaults filled in, dates as dates and numbers as fractions.

What may change while it runs stands in stretches, in order of time; the rest holds for the whole placement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from .amounts import exact

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEVELS = {"bol": "mbo", "bbl": "mbo", "hbo": "hbo", "dual": "hbo", "wo": "wo"}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rate:
    """So much per month, week, day, hour, four weeks or once; `base_hours` when it is a full-time amount."""

    amount: Fraction
    per: str
    base_hours: Fraction | None = None


@dataclass(frozen=True)
class Cost:
    kind: str
    amount: Fraction | None
    per: str
    required_by: str
    provided: bool
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Reimbursement:
    kind: str
    rate: Rate | None
    full: bool
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Leg:
    mode: str
    distance_km: Fraction | None
    carrier: str | None
    fare: Fraction | None
    region: str | None
    student_product: str
    days: frozenset[int] | None  # None: all workdays
    outbound: bool
    inbound: bool
    ticket: Rate | None


@dataclass(frozen=True)
class Stretch:
    """Days between two changes of the placement."""

    start: date
    end: date
    hours: dict[int, Fraction]  # of each workday
    hours_per_week: Fraction
    by_weekday: bool  # given so, not shared evenly
    study_year: int | None
    legs: tuple[Leg, ...]
    cao_hourly: Fraction | None
    allowance: Rate | None
    wage: Rate | None
    km_rate: Fraction | None
    holiday_percent: Fraction | None  # None: as the law says

    @property
    def days_per_week(self) -> int:
        return len(self.hours)

    @property
    def hours_per_day(self) -> Fraction:
        return self.hours_per_week / len(self.hours)

    @property
    def student_product(self) -> str:
        return next((leg.student_product for leg in self.legs if leg.mode == "public_transport"), "none")


@dataclass(frozen=True)
class Placement:
    id: str | None
    route: str
    kind: str
    compulsory: bool
    sector: str | None
    cao_status: str
    cao_scheme: str | None
    cao_amount: Rate | None
    start: date
    end: date
    stretches: tuple[Stretch, ...]
    holidays_free: bool
    closed: frozenset[date]
    unpaid: frozenset[date]
    birth_date: date | None
    costs: tuple[Cost, ...]
    includes_expenses: bool
    complete: bool
    reimbursements: tuple[Reimbursement, ...]
    employment_contract: bool | None
    assumed_from: date | None
    assumed_adult: Fraction | None
    signed_regional_pact: bool
    norm: str
    own_norm: Rate | None
    placement_test: dict[str, bool | None]

    @property
    def level(self) -> str:
        return LEVELS[self.route]

    @property
    def earns_wage(self) -> bool:
        return self.route in ("bbl", "dual")

    @property
    def own_scheme(self) -> str | None:
        return self.cao_scheme if self.cao_status == "applies" else None

    @property
    def own_amount(self) -> Rate | None:
        return self.cao_amount if self.cao_status == "applies" else None

    @property
    def ground_of_the_pact(self) -> str:
        """The pact is one for mbo; elsewhere it is advice, unless the employer signed a regional pact."""
        return "pact" if self.level == "mbo" or self.signed_regional_pact else "advice"

    @property
    def states_allowance(self) -> bool:
        return self.complete or any(stretch.allowance is not None for stretch in self.stretches)

    @property
    def states_wage(self) -> bool:
        return self.complete or any(stretch.wage is not None for stretch in self.stretches)

    @property
    def states_km_rate(self) -> bool:
        return any(stretch.km_rate is not None for stretch in self.stretches)

    @property
    def states_something(self) -> bool:
        return bool(self.states_allowance or self.states_wage or self.states_km_rate or self.reimbursements)

    def states(self, kind: str) -> bool:
        """Whether anybody said what is paid of this kind of cost."""
        if self.complete or any(item.kind == kind for item in self.reimbursements):
            return True
        if kind == "travel" and self.states_km_rate:
            return True
        return self.includes_expenses and self.states_allowance and kind != "protective_equipment"

    @cached_property
    def total_hours(self) -> Fraction:
        """All scheduled hours, days closed and holidays too."""
        return sum((stretch.hours.get(day.weekday(), Fraction(0)) for stretch, day in self.days()), Fraction(0))

    @cached_property
    def calendar_days(self) -> int:
        return (self.end - self.start).days + 1

    def days(self) -> Iterator[tuple[Stretch, date]]:
        for stretch in self.stretches:
            for number in range((stretch.end - stretch.start).days + 1):
                yield stretch, stretch.start + timedelta(days=number)


def day_of(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def day_or_none(value: str | date | None) -> date | None:
    return None if value is None else day_of(value)


def number_or_none(value: Any) -> Fraction | None:
    return None if value is None else exact(value)


def rate_of(raw: dict[str, Any] | None, default_per: str = "month") -> Rate | None:
    if raw is None:
        return None
    return Rate(exact(raw["amount"]), raw.get("per") or default_per, number_or_none(raw.get("base_hours")))


def cost_of(raw: dict[str, Any]) -> Cost:
    return Cost(
        kind=raw["kind"],
        amount=number_or_none(raw.get("amount")),
        per=raw.get("per") or "once",
        required_by=raw.get("required_by") or "employer",
        provided=bool(raw.get("provided", False)),
        start=day_or_none(raw.get("from")),
        end=day_or_none(raw.get("to")),
    )


def reimbursement_of(raw: dict[str, Any]) -> Reimbursement:
    rate = rate_of(raw, "once") if raw.get("amount") is not None else None
    span = day_or_none(raw.get("from")), day_or_none(raw.get("to"))
    return Reimbursement(raw["kind"], rate, bool(raw.get("full", False)), *span)


def legs_of(raw: Any) -> tuple[Leg, ...]:
    items = raw if isinstance(raw, list) else [raw or {}]
    return tuple(leg_of(item) for item in items)


def leg_of(raw: dict[str, Any]) -> Leg:
    mode, trips, days = raw.get("mode") or "none", raw.get("trips") or "both", raw.get("days")
    return Leg(
        mode=mode,
        distance_km=number_or_none(raw.get("distance_km")),
        carrier=raw.get("carrier"),
        fare=number_or_none(raw.get("fare")),
        region=raw.get("region"),
        student_product=raw.get("student_product") or "none",
        days=None if days is None else frozenset(map(WEEKDAYS.index, days)),
        outbound=trips in ("both", "outbound"),
        inbound=trips in ("both", "return"),
        ticket=rate_of(raw) if mode == "season_ticket" else None,
    )


OFFERED = ("allowance", "wage", "km_rate", "holiday_allowance_percent")


def stretches_of(raw: dict[str, Any]) -> tuple[Stretch, ...]:
    """Each change replaces the fields that it names; the others go on."""
    now = {key: raw.get(key) for key in ("hours_per_week", "workdays", "hours_by_day", "study_year", "travel")}
    now["cao_hourly"] = (raw.get("cao") or {}).get("hourly_wage")
    now.update({key: (raw.get("offer") or {}).get(key) for key in OFFERED})
    changes = sorted(raw.get("changes") or [], key=lambda change: day_of(change["from"]))
    starts = [day_of(raw["start"]), *(day_of(change["from"]) for change in changes)]
    ends = [*(start - ONE_DAY for start in starts[1:]), day_of(raw["end"])]
    found = []
    for start, end, change in zip(starts, ends, [{}, *changes], strict=True):
        now = now | _named_in(change)
        found.append(_stretch(start, end, now))
    return tuple(found)


def _named_in(change: dict[str, Any]) -> dict[str, Any]:
    named = {key: change[key] for key in ("study_year", "travel") if change.get(key) is not None}
    if change.get("hours_by_day") is not None:
        named |= {"hours_by_day": change["hours_by_day"], "hours_per_week": None, "workdays": None}
    for key in ("hours_per_week", "workdays"):
        if change.get(key) is not None:
            named |= {key: change[key], "hours_by_day": None}
    hourly = (change.get("cao") or {}).get("hourly_wage")
    if hourly is not None:
        named["cao_hourly"] = hourly
    offered = change.get("offer") or {}
    return named | {key: offered[key] for key in OFFERED if offered.get(key) is not None}


def _stretch(start: date, end: date, now: dict[str, Any]) -> Stretch:
    if now["hours_by_day"] is not None:
        hours = {WEEKDAYS.index(name): exact(value) for name, value in now["hours_by_day"].items()}
        week = sum(hours.values(), Fraction(0))
    else:
        week = exact(now["hours_per_week"])
        hours = {WEEKDAYS.index(name): week / len(now["workdays"]) for name in now["workdays"]}
    return Stretch(
        start=start,
        end=end,
        hours=hours,
        hours_per_week=week,
        by_weekday=now["hours_by_day"] is not None,
        study_year=None if now["study_year"] is None else int(now["study_year"]),
        legs=legs_of(now["travel"]),
        cao_hourly=number_or_none(now["cao_hourly"]),
        allowance=rate_of(now["allowance"]),
        wage=rate_of(now["wage"]),
        km_rate=number_or_none(now["km_rate"]),
        holiday_percent=number_or_none(now["holiday_allowance_percent"]),
    )


def read_placement(raw: dict[str, Any]) -> Placement:
    cao, offer = raw.get("cao") or {}, raw.get("offer") or {}
    assumed = (raw.get("assume") or {}).get("adult_hourly_minimum") or {}
    start, end = day_of(raw["start"]), day_of(raw["end"])
    closed = raw.get("closed") or []
    return Placement(
        id=raw.get("id"),
        route=raw["route"],
        kind=raw.get("kind") or "placement",
        compulsory=bool(raw.get("compulsory", True)),
        sector=raw.get("sector"),
        cao_status=cao.get("status") or "none",
        cao_scheme=cao.get("scheme"),
        cao_amount=rate_of(cao.get("amount")),
        start=start,
        end=end,
        stretches=stretches_of(raw),
        holidays_free=(raw.get("public_holidays") or "free") == "free",
        closed=_days_in(closed, start, end),
        unpaid=_days_in([span for span in closed if span.get("paid") is False], start, end),
        birth_date=day_or_none(raw.get("birth_date")),
        costs=tuple(cost_of(item) for item in raw.get("costs") or []),
        includes_expenses=bool(offer.get("includes_expenses", False)),
        complete=bool(offer.get("complete", False)),
        reimbursements=tuple(reimbursement_of(item) for item in offer.get("reimbursements") or []),
        employment_contract=offer.get("employment_contract"),
        assumed_from=day_or_none(assumed.get("from")),
        assumed_adult=number_or_none(assumed.get("amount")),
        signed_regional_pact=bool(raw.get("signed_regional_pact", False)),
        norm=raw.get("norm") or "sector",
        own_norm=rate_of(raw.get("own_norm")),
        placement_test=dict(raw.get("placement_test") or {}),
    )


def _days_in(spans: list[dict[str, Any]], start: date, end: date) -> frozenset[date]:
    found = set()
    for span in spans:
        first, last = max(day_of(span["from"]), start), min(day_of(span["to"]), end)
        found.update(first + timedelta(days=number) for number in range((last - first).days + 1))
    return frozenset(found)
