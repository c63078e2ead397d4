"""A placement (contract form) with its defaults filled in, dates as dates and numbers as fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from .amounts import exact

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEVELS = {"bol": "mbo", "bbl": "mbo", "hbo": "hbo", "dual": "hbo", "wo": "wo"}


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


@dataclass(frozen=True)
class Reimbursement:
    kind: str
    rate: Rate | None
    full: bool


@dataclass(frozen=True)
class Travel:
    mode: str
    distance_km: Fraction | None
    carrier: str | None
    fare: Fraction | None
    region: str | None
    student_product: str


@dataclass(frozen=True)
class Offer:
    allowance: Rate | None
    includes_expenses: bool
    reimbursements: tuple[Reimbursement, ...]
    km_rate: Fraction | None
    wage: Rate | None
    holiday_percent: Fraction | None  # as the law says
    employment_contract: bool | None


@dataclass(frozen=True)
class Placement:
    id: str | None
    route: str
    kind: str
    compulsory: bool
    study_year: int | None
    sector: str | None
    cao_status: str
    cao_scheme: str | None
    cao_amount: Rate | None
    start: date
    end: date
    hours_per_week: Fraction
    workdays: frozenset[int]
    holidays_free: bool
    closed: tuple[tuple[date, date], ...]
    birth_date: date | None
    travel: Travel
    costs: tuple[Cost, ...]
    offer: Offer
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
    def hours_per_day(self) -> Fraction:
        return self.hours_per_week / len(self.workdays)


def day_of(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def number_or_none(value: Any) -> Fraction | None:
    return None if value is None else exact(value)


def rate_of(raw: dict[str, Any] | None, default_per: str = "month") -> Rate | None:
    if raw is None:
        return None
    return Rate(exact(raw["amount"]), raw.get("per") or default_per, number_or_none(raw.get("base_hours")))


def cost_of(raw: dict[str, Any]) -> Cost:
    required_by = raw.get("required_by") or "employer"
    provided = bool(raw.get("provided", False))
    amount = number_or_none(raw.get("amount"))
    return Cost(raw["kind"], amount, raw.get("per") or "once", required_by, provided)


def reimbursement_of(raw: dict[str, Any]) -> Reimbursement:
    rate = rate_of(raw, "once") if raw.get("amount") is not None else None
    return Reimbursement(raw["kind"], rate, bool(raw.get("full", False)))


def travel_of(raw: dict[str, Any]) -> Travel:
    distance, fare = number_or_none(raw.get("distance_km")), number_or_none(raw.get("fare"))
    product = raw.get("student_product") or "none"
    return Travel(raw.get("mode") or "none", distance, raw.get("carrier"), fare, raw.get("region"), product)


def offer_of(raw: dict[str, Any]) -> Offer:
    percent = raw.get("holiday_allowance_percent")
    return Offer(
        allowance=rate_of(raw.get("allowance")),
        includes_expenses=bool(raw.get("includes_expenses", False)),
        reimbursements=tuple(reimbursement_of(item) for item in raw.get("reimbursements") or []),
        km_rate=number_or_none(raw.get("km_rate")),
        wage=rate_of(raw.get("wage")),
        holiday_percent=None if percent is None else exact(percent),
        employment_contract=raw.get("employment_contract"),
    )


def read_placement(raw: dict[str, Any]) -> Placement:
    cao = raw.get("cao") or {}
    hours = exact(raw["hours_per_week"])
    study_year = raw.get("study_year")
    birth_date = raw.get("birth_date")
    return Placement(
        id=raw.get("id"),
        route=raw["route"],
        kind=raw.get("kind") or "placement",
        compulsory=bool(raw.get("compulsory", True)),
        study_year=None if study_year is None else int(study_year),
        sector=raw.get("sector"),
        cao_status=cao.get("status") or "none",
        cao_scheme=cao.get("scheme"),
        cao_amount=rate_of(cao.get("amount")),
        start=day_of(raw["start"]),
        end=day_of(raw["end"]),
        hours_per_week=hours,
        workdays=frozenset(WEEKDAYS.index(name) for name in raw["workdays"]),
        holidays_free=(raw.get("public_holidays") or "free") == "free",
        closed=tuple((day_of(span["from"]), day_of(span["to"])) for span in raw.get("closed") or []),
        birth_date=None if birth_date is None else day_of(birth_date),
        travel=travel_of(raw.get("travel") or {}),
        costs=tuple(cost_of(item) for item in raw.get("costs") or []),
        offer=offer_of(raw.get("offer") or {}),
        norm=raw.get("norm") or "sector",
        own_norm=rate_of(raw.get("own_norm")),
        placement_test=dict(raw.get("placement_test") or {}),
    )
