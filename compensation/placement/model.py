"""A placement as it comes in: strict, immutable models of docs/contract/placement.md.

Amounts are text, int, Decimal or float (a float by its shortest text) with at most two decimals. Every fault
has the field's path and a code; the texts of the codes stand in the catalogue under `faults.`. What belongs together
in one part is checked there (parts), what must fit together in a whole placement in checks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from compensation.outside import shown
from compensation.placement.checks import MAX_AGE, MAX_MONTHS, MIN_AGE
from compensation.placement.faults import PlacementError, PlacementFault, fault, faults_of
from compensation.placement.fields import (
    FIRST_DAY,
    LAST_DAY,
    MOST_CHANGES,
    MOST_ITEMS,
    AllowancePeriod,
    CostPeriod,
    Day,
    HoursPerWeek,
    Key,
    PlacementDay,
    RequiredBy,
    Route,
    RouteWord,
    StudyYear,
    WagePeriod,
    Weekdays,
    at_most,
)
from compensation.placement.parts import (
    MOST_FIELDS,
    Assume,
    Cao,
    Change,
    Closed,
    Cost,
    HoursByDay,
    Input,
    NormAmount,
    Offer,
    OfferedAllowance,
    OfferedWage,
    PlacementTest,
    Reimbursement,
    Travel,
    Ways,
    found_in,
    legs_of,
)
from compensation.placement.wording import found_faults


class Placement(Input):
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
    hours_by_day: HoursByDay | None = None
    hours_per_week: HoursPerWeek | None = Field(None, validate_default=True)
    workdays: Weekdays | None = Field(None, validate_default=True)
    public_holidays: Literal["free", "worked"] = "free"
    closed: Annotated[tuple[Closed, ...], at_most(MOST_ITEMS)] = ()
    birth_date: Day | None = None
    travel: Ways = Travel()
    costs: Annotated[tuple[Cost, ...], at_most(MOST_ITEMS)] = ()
    offer: Offer = Offer()
    changes: Annotated[tuple[Change, ...], at_most(MOST_CHANGES)] = ()
    norm: Key = "sector"
    own_norm: NormAmount | None = None
    signed_regional_pact: bool = False
    assume: Assume = Assume()
    placement_test: PlacementTest | None = None

    @field_validator("hours_per_week", "workdays")
    @classmethod
    def _hours_once(cls, value: Any, info: ValidationInfo) -> Any:
        """Either the hours of a week and its days, or the hours of each day."""
        by_day = info.data.get("hours_by_day")
        if value is None and by_day is None and "hours_by_day" in info.data:
            raise fault("missing")
        if value is not None and by_day is not None:
            raise fault("hours_twice")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Placement:
        if faults := found_faults(self):
            raise PydanticCustomError("several", "{faults}", {"faults": faults})
        return self

    @property
    def legs(self) -> tuple[Travel, ...]:
        """Its ways of travelling at the start, also when there is one."""
        return legs_of(self.travel)

    @property
    def weekly_hours(self) -> Decimal:
        """Hours a week at the start, however they are given."""
        return (self.hours_by_day.hours_per_week if self.hours_by_day else self.hours_per_week) or Decimal(0)

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The workdays at the start, however they are given."""
        return (self.hours_by_day.workdays if self.hours_by_day else self.workdays) or ()

    def named(self, field: str, change: int = 0) -> tuple[str, Any]:
        """The path and value of a field in force after so many changes: where it was named last."""
        for number in range(change, 0, -1):
            if (value := found_in(self.changes[number - 1], field)) is not None:
                return f"changes.{number - 1}.{field}", value
        return field, found_in(self, field)


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
    "MOST_FIELDS",
    "AllowancePeriod",
    "Assume",
    "Cao",
    "Change",
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
