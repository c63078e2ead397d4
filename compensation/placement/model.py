"""A placement as it comes in: strict, immutable models of docs/contract/placement.md.

Amounts are text, int, Decimal or float (a float by its shortest text) with at most two decimals. Every fault
has the field's path and a code; the texts of the codes stand in the catalogue under `faults.`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from compensation.calendar import WEEKDAYS, add_months, age_on, to_date, to_day
from compensation.outside import shown
from compensation.placement.faults import PlacementError, PlacementFault, fault, faults_of
from compensation.placement.fields import (
    FIRST_DAY,
    LAST_DAY,
    MOST_ITEMS,
    AllowancePeriod,
    Amount,
    CostPeriod,
    Day,
    Hours,
    Key,
    Kilometres,
    Percentage,
    PlacementDay,
    RequiredBy,
    Route,
    RouteWord,
    StudyYear,
    WagePeriod,
    Weekday,
    at_most,
)

MAX_MONTHS = 72
#: More fields than this in one place are not looked at one by one; no part of a placement has half as many.
MOST_FIELDS = 60
MIN_AGE, MAX_AGE = 13, 99


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_left_out(cls, data: Any) -> Any:
        """`offer: null` is an offer of nothing, as when it is left out; a needed field that is null is missing."""
        if not isinstance(data, dict):
            return data
        if len(data) > MOST_FIELDS:
            raise fault("too_many_fields", most=MOST_FIELDS)
        return {key: value for key, value in data.items() if value is not None or key not in cls._names()}

    @classmethod
    @lru_cache(maxsize=64)
    def _names(cls) -> frozenset[str]:
        return frozenset(name for key, field in cls.model_fields.items() for name in (key, field.alias or key))


class NormAmount(_Input):
    """An amount from one's own cao, or of one's own choice; month and week amounts are prorated to `base_hours`."""

    amount: Amount
    per: AllowancePeriod = "month"
    base_hours: Hours | None = None

    @model_validator(mode="after")
    def _base_in_range(self) -> NormAmount:
        if self.base_hours is not None and not 1 <= self.base_hours <= 60:
            raise fault("hours_range", at="base_hours")
        return self


class Cao(_Input):
    """Does a cao apply, and which; or the amount that the user read in it."""

    status: Literal["none", "applies", "unknown"] = "none"
    scheme: Key | None = None
    amount: NormAmount | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Cao:
        if self.status != "applies" and (self.scheme is not None or self.amount is not None):
            raise fault("cao_only_applies")
        if self.scheme is not None and self.amount is not None:
            raise fault("cao_both")
        return self


class Closed(_Input):
    """Days on which the company is closed or the student is away, both ends included."""

    from_: Day = Field(alias="from")
    to: Day

    @model_validator(mode="after")
    def _in_order(self) -> Closed:
        if self.to < self.from_:
            raise fault("closed_order", at="to")
        return self


class Travel(_Input):
    """How the student gets there and back."""

    mode: Literal["none", "public_transport", "own_vehicle"] = "none"
    distance_km: Kilometres | None = None
    carrier: Literal["train", "bus"] | None = None
    fare: Amount | None = None
    region: Key | None = None
    student_product: Literal["none", "week", "weekend"] = "none"

    @model_validator(mode="after")
    def _complete(self) -> Travel:
        if self.distance_km is not None and self.distance_km > 1000:
            raise fault("distance_range", at="distance_km")
        if self.mode == "own_vehicle" and self.distance_km is None:
            raise fault("distance_missing", at="distance_km")
        if self.mode == "public_transport":
            if self.carrier is None:
                raise fault("carrier_missing", at="carrier")
            if self.fare is None and self.distance_km is None:
                raise fault("fare_missing", at="fare")
        return self


class Cost(_Input):
    """A cost that somebody asks the student to make."""

    kind: Key
    amount: Amount | None = None
    per: CostPeriod = "once"
    required_by: RequiredBy = "employer"
    provided: bool = False


class OfferedAllowance(_Input):
    """An allowance as it is promised."""

    amount: Amount
    per: AllowancePeriod = "month"


class OfferedWage(_Input):
    """A gross wage as it is promised."""

    amount: Amount
    per: WagePeriod


class Reimbursement(_Input):
    """What the employer pays back of one kind of cost: an amount, or all of it."""

    kind: Key
    amount: Amount | None = None
    per: CostPeriod = "once"
    full: bool = False

    @model_validator(mode="after")
    def _amount_or_full(self) -> Reimbursement:
        if self.full == (self.amount is not None):
            raise fault("reimbursement_amount", at="amount", kind=self.kind)
        return self


class Offer(_Input):
    """What is paid or promised now."""

    allowance: OfferedAllowance | None = None
    includes_expenses: bool = False
    reimbursements: Annotated[tuple[Reimbursement, ...], at_most(MOST_ITEMS)] = ()
    km_rate: Amount | None = None
    wage: OfferedWage | None = None
    holiday_allowance_percent: Percentage | None = None
    employment_contract: bool | None = None

    @model_validator(mode="after")
    def _percent_in_range(self) -> Offer:
        if self.holiday_allowance_percent is not None and self.holiday_allowance_percent > 100:
            raise fault("percent_range", at="holiday_allowance_percent")
        return self


class PlacementTest(_Input):
    """Is it really an internship? Each answer may be left open."""

    learning_goals: bool | None = None
    mentor_with_time: bool | None = None
    extra_to_staff: bool | None = None
    same_targets_as_staff: bool | None = None
    already_graduated: bool | None = None


class Placement(_Input):
    """One placement: who, where, when, which costs and what is offered."""

    id: str | int | None = None
    route: RouteWord
    kind: Literal["placement", "observation"] = "placement"
    compulsory: bool = True
    study_year: StudyYear | None = None
    sector: Key | None = None
    cao: Cao = Cao()
    start: PlacementDay
    end: PlacementDay
    hours_per_week: Hours
    workdays: Annotated[tuple[Weekday, ...], Field(min_length=1), at_most(len(WEEKDAYS))]
    public_holidays: Literal["free", "worked"] = "free"
    closed: Annotated[tuple[Closed, ...], at_most(MOST_ITEMS)] = ()
    birth_date: Day | None = None
    travel: Travel = Travel()
    costs: Annotated[tuple[Cost, ...], at_most(MOST_ITEMS)] = ()
    offer: Offer = Offer()
    norm: Key = "sector"
    own_norm: NormAmount | None = None
    placement_test: PlacementTest | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Placement:
        faults = [*self._period_faults(), *self._age_faults(), *self._route_faults()]
        if faults:
            raise PydanticCustomError("several", "{faults}", {"faults": faults})
        return self

    def _period_faults(self) -> Iterator[PlacementFault]:
        start, end = to_day(self.start), to_day(self.end)
        if end < start:
            yield PlacementFault("end", "end_before_start", {"start": self.start, "end": self.end})
        elif end >= add_months(start, MAX_MONTHS):
            yield PlacementFault("end", "too_long", {"last": to_date(add_months(start, MAX_MONTHS) - 1)})
        if not 1 <= self.hours_per_week <= 60:
            yield PlacementFault("hours_per_week", "hours_range", {})
        if len(set(self.workdays)) != len(self.workdays):
            yield PlacementFault("workdays", "workdays_twice", {})

    def _age_faults(self) -> Iterator[PlacementFault]:
        if self.birth_date is not None:
            years = age_on(to_day(self.birth_date), to_day(self.start))
            if not MIN_AGE <= years <= MAX_AGE:
                yield PlacementFault("birth_date", "age_range", {"age": years})
        elif self.route.earns_wage:
            yield PlacementFault("birth_date", "birth_date_missing", {"route": self.route.value})

    def _route_faults(self) -> Iterator[PlacementFault]:
        offer, travel, route = self.offer, self.travel, {"route": self.route.value}
        if self.route is Route.BBL and travel.student_product != "none":
            yield PlacementFault("travel.student_product", "bbl_student_product", {})
        if self.route.earns_wage and offer.allowance is not None:
            yield PlacementFault("offer.allowance", "allowance_wrong_route", route)
        if not self.route.earns_wage and offer.wage is not None:
            yield PlacementFault("offer.wage", "wage_wrong_route", route)
        if offer.km_rate is not None:
            if travel.mode != "own_vehicle":
                yield PlacementFault("offer.km_rate", "km_rate_only_own_vehicle", {})
            if any(item.kind == "travel" for item in offer.reimbursements):
                yield PlacementFault("offer.km_rate", "km_rate_and_reimbursement", {})
        if (self.norm == "own") != (self.own_norm is not None):
            yield PlacementFault("own_norm", "own_norm", {})


def read_placement(data: Any) -> Placement:
    """A placement of plain data (JSON, YAML, a form). Raises PlacementError with every fault found."""
    try:
        return Placement.model_validate(data)
    except ValidationError as error:
        raise PlacementError(faults_of(error)) from None


__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "MAX_AGE",
    "MAX_MONTHS",
    "MIN_AGE",
    "AllowancePeriod",
    "Cao",
    "Closed",
    "Cost",
    "CostPeriod",
    "NormAmount",
    "Offer",
    "OfferedAllowance",
    "OfferedWage",
    "Placement",
    "PlacementError",
    "PlacementFault",
    "PlacementTest",
    "Reimbursement",
    "RequiredBy",
    "Route",
    "Travel",
    "WagePeriod",
    "read_placement",
    "shown",
]
