"""A placement as it comes in: strict, immutable models of docs/contract/placement.md.

Amounts are text, int, Decimal or float (a float by its shortest text) with at most two decimals. Every fault
has the field's path and a code; the texts of the codes stand in the catalogue under `faults.`. What belongs together
in one part is checked there (parts), what must fit together in a whole placement in checks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from compensation import choices
from compensation.outside import shown
from compensation.placement.checks import MAX_AGE, MAX_MONTHS, MIN_AGE
from compensation.placement.faults import PlacementError, PlacementFault, faults_of
from compensation.placement.kinds import (
    FIRST_DAY,
    LAST_DAY,
    MOST_CHANGES,
    MOST_ITEMS,
    AllowancePeriod,
    BirthDay,
    CostPeriod,
    Holds,
    HoursPerWeek,
    Key,
    KeyOf,
    OwnId,
    PlacementDay,
    RequiredBy,
    Route,
    RouteWord,
    StudyYear,
    WagePeriod,
    Weekdays,
    YesNo,
    at_most,
    named,
    one_of,
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
    hours_once,
    legs_of,
)
from compensation.placement.wording import found_faults


class Placement(Input):
    """One placement: who, where, when, which costs and what is offered."""

    id: Annotated[OwnId | None, named("kenmerk", "nummer")] = None
    route: Annotated[RouteWord, named("leerweg", "opleidingsroute", link="route")]
    kind: Annotated[str, one_of(choices.Kind), named("soort_stage", link="kind")] = "placement"
    compulsory: Annotated[YesNo, named("verplicht", link="compulsory")] = True
    study_year: Annotated[StudyYear | None, named("studiejaar", "leerjaar", link="year")] = None
    sector: Annotated[Key | None, KeyOf("key", "sectors"), named("branche", link="sector")] = None
    cao: Cao = Cao()
    start: Annotated[PlacementDay, named("begindatum", "startdatum", en=("start_date",), link="start")]
    end: Annotated[PlacementDay, named("einddatum", en=("end_date",), link="end")]
    hours_by_day: Annotated[HoursByDay | None, Holds("hours_by_day"), named("uren_per_dag", link="dayhours")] = None
    hours_per_week: Annotated[HoursPerWeek | None, named("uren_per_week", "weekuren", link="hours")] = Field(
        None, validate_default=True
    )
    workdays: Annotated[Weekdays | None, named("werkdagen", link="days")] = Field(None, validate_default=True)
    public_holidays: Annotated[str, one_of(choices.PublicHolidays), named("feestdagen", link="holidays")] = "free"
    closed: Annotated[tuple[Closed, ...], at_most(MOST_ITEMS), Holds("closed"), named("gesloten", link="closed")] = ()
    birth_date: Annotated[BirthDay | None, named("geboortedatum", en=("birthdate", "date_of_birth"))] = None
    travel: Annotated[Ways, named(link="way")] = Travel()
    costs: Annotated[tuple[Cost, ...], at_most(MOST_ITEMS), named("kosten", link="cost")] = ()
    offer: Offer = Offer()
    changes: Annotated[tuple[Change, ...], at_most(MOST_CHANGES), named("wijziging")] = ()
    norm: Annotated[Key, KeyOf("key", "norms"), named("norm", link="norm")] = "sector"
    own_norm: Annotated[
        NormAmount | None,
        named(
            link="ownnorm",
            amount=("eigen_norm_bedrag",),
            per=("eigen_norm_per",),
            base_hours=("eigen_norm_bij_uren",),
        ),
    ] = None
    signed_regional_pact: Annotated[YesNo, named("regionaal_pact_getekend", link="pact")] = False
    assume: Assume = Assume()
    placement_test: Annotated[PlacementTest | None, named(link="test")] = None

    _hours_once = field_validator("hours_per_week", "workdays")(hours_once)

    @model_validator(mode="after")
    def _consistent(self) -> Placement:
        if faults := found_faults(self):
            raise PydanticCustomError("several", "{faults}", {"faults": faults})
        return self

    @property
    def as_said(self) -> str:
        """It as JSON, only what was said. Two that are equal may differ in it: `no cao`, and nothing said of a cao."""
        return self.model_dump_json(by_alias=True, exclude_unset=True)

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

    def last_named(self, field: str, change: int = 0) -> tuple[str, Any]:
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
