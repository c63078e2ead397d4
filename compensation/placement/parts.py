"""The parts of a placement: pay, travel, costs, hours, each with what belongs together in it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from compensation.choices import CaoStatus, Carrier, StudentProduct, TicketPeriod, TravelMode, Trips
from compensation.placement.faults import MANY, ONE, fault
from compensation.placement.kinds import (
    MOST_ITEMS,
    MOST_LEGS,
    AllowancePeriod,
    Amount,
    CostPeriod,
    Day,
    Holds,
    HoursOfDay,
    HoursPerWeek,
    Key,
    KeyOf,
    Kilometres,
    Percentage,
    RequiredBy,
    StudyYear,
    WagePeriod,
    Weekdays,
    YesNo,
    at_most,
    named,
    one_of,
)

#: More fields than this in one place are not looked at one by one; no part of a placement has half as many.
MOST_FIELDS = 60


class Input(BaseModel):
    """A part of a placement: strict and immutable, `null` as when it is left out."""

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


class NormAmount(Input):
    """An amount from one's own cao, or of one's own choice; month and week amounts are prorated to `base_hours`."""

    amount: Amount
    per: AllowancePeriod = "month"
    base_hours: HoursPerWeek | None = None


class Cao(Input):
    """Does a cao apply, and which; the amount that the user read in it, and the hourly wage that it pays."""

    status: Annotated[str, one_of(CaoStatus), named("cao_status", "cao_van_toepassing", link="cao")] = "none"
    scheme: Annotated[Key | None, KeyOf("key", "schemes"), named("cao", "cao_regeling", link="scheme")] = None
    amount: Annotated[
        NormAmount | None,
        named(link="caopay", amount=("cao_bedrag",), per=("cao_bedrag_per",), base_hours=("cao_bedrag_bij_uren",)),
    ] = None
    hourly_wage: Annotated[Amount | None, named("cao_uurloon", link="caowage")] = None

    @model_validator(mode="after")
    def _one_answer(self) -> Cao:
        given = [name for name in ("scheme", "amount") if getattr(self, name) is not None]
        if given and self.status != "applies":
            raise fault("cao_only_applies", at=given[0])
        if len(given) > 1:
            raise fault("cao_both", at="amount")
        return self


class Closed(Input):
    """Days on which the company is closed or the student is away, both ends included; `paid: false` for unpaid ones."""

    from_: Day = Field(alias="from")
    to: Day
    paid: YesNo = True

    @model_validator(mode="after")
    def _in_order(self) -> Closed:
        if self.to < self.from_:
            raise fault("closed_order", at="to")
        return self


class HoursByDay(Input):
    """The hours of each weekday that is worked; the others are left out."""

    mon: HoursOfDay | None = None
    tue: HoursOfDay | None = None
    wed: HoursOfDay | None = None
    thu: HoursOfDay | None = None
    fri: HoursOfDay | None = None
    sat: HoursOfDay | None = None
    sun: HoursOfDay | None = None

    @model_validator(mode="after")
    def _in_range(self) -> HoursByDay:
        if not self.workdays:
            raise fault("empty_list")
        if not 1 <= self.hours_per_week <= 60:
            raise fault("hours_range")
        return self

    @property
    def hours(self) -> dict[str, Decimal]:
        """Weekday -> hours, of the days that are worked."""
        given = ((day, getattr(self, day)) for day in HoursByDay.model_fields)
        return {day: hours for day, hours in given if hours is not None}

    @property
    def workdays(self) -> tuple[str, ...]:
        """The days that are worked."""
        return tuple(self.hours)

    @property
    def hours_per_week(self) -> Decimal:
        """The sum of the days."""
        return sum(self.hours.values(), Decimal(0))


def hours_once(value: Any, info: ValidationInfo) -> Any:
    """Either the hours of a week and its days, or the hours of each day: for the two fields of the first."""
    by_day = info.data.get("hours_by_day")
    if value is None and by_day is None and "hours_by_day" in info.data:
        raise fault("missing")
    if value is not None and by_day is not None:
        raise fault("hours_twice")
    return value


class Hours(Input):
    """When somebody works, by itself."""

    hours_by_day: HoursByDay | None = None
    hours_per_week: HoursPerWeek | None = Field(None, validate_default=True)
    workdays: Weekdays | None = Field(None, validate_default=True)

    _once = field_validator("hours_per_week", "workdays")(hours_once)


class Travel(Input):
    """One way of travelling, there and back, on all workdays or on some."""

    mode: Annotated[str, one_of(TravelMode), named("vervoer", link="travel")] = "none"
    distance_km: Annotated[Kilometres | None, named("afstand_km", "afstand", link="km")] = None
    carrier: Annotated[str | None, one_of(Carrier), named("vervoerder", link="by")] = None
    fare: Annotated[Amount | None, named("ritprijs", link="fare")] = None
    region: Annotated[Key | None, KeyOf("key", "regions"), named("busregio", link="region")] = None
    student_product: Annotated[
        str, one_of(StudentProduct), named("studentenreisproduct", "reisproduct", link="product")
    ] = "none"
    days: Annotated[Weekdays | None, named("reisdagen")] = None
    trips: Annotated[str | None, one_of(Trips), named("welke_ritten")] = None
    amount: Annotated[Amount | None, named("abonnement_bedrag")] = None
    per: Annotated[str | None, one_of(TicketPeriod), named("abonnement_per")] = None

    @model_validator(mode="after")
    def _complete(self) -> Travel:
        if self.mode == "own_vehicle" and self.distance_km is None:
            raise fault("distance_missing", at="distance_km")
        if self.mode == "public_transport":
            if self.carrier is None:
                raise fault("carrier_missing", at="carrier")
            if self.fare is None and self.distance_km is None:
                raise fault("fare_missing", at="fare")
        if self.mode == "season_ticket":
            self._ticket_complete()
        return self

    def _ticket_complete(self) -> None:
        """A season ticket has a price and a period, and holds for every trip of every day."""
        for name in ("amount", "per"):
            if getattr(self, name) is None:
                raise fault("ticket_missing", at=name)
        for name in ("days", "trips"):
            if getattr(self, name) is not None:
                raise fault("ticket_all_days", at=name)


def _one_product(legs: tuple[Travel, ...]) -> tuple[Travel, ...]:
    products = {leg.student_product for leg in legs if leg.mode == "public_transport"}
    if len(products) > 1:
        raise fault("legs_product")
    return legs


def _legs_or_leg(value: Any) -> str:
    return MANY if isinstance(value, (list, tuple)) else ONE


#: How the student gets there: one way of travelling, or a list of them.
Ways = Annotated[
    Annotated[Travel, Tag(ONE)]
    | Annotated[tuple[Travel, ...], Field(min_length=1), at_most(MOST_LEGS), AfterValidator(_one_product), Tag(MANY)],
    Discriminator(_legs_or_leg),
]


def legs_of(travel: Travel | tuple[Travel, ...]) -> tuple[Travel, ...]:
    """Ways of travelling, also when there is one."""
    return travel if isinstance(travel, tuple) else (travel,)


#: What holds for a part of the placement only; both days are included.
FromDay = Annotated[Day | None, named("vanaf")]
ToDay = Annotated[Day | None, named("tot_en_met")]


class Cost(Input):
    """A cost that somebody asks the student to make."""

    kind: Annotated[Key, KeyOf("key", "cost_kinds")]
    amount: Annotated[Amount | None, named("bedrag")] = None
    per: Annotated[CostPeriod, named("per")] = "once"
    required_by: Annotated[RequiredBy, named("vereist_door")] = "employer"
    provided: Annotated[YesNo, named("verzorgd")] = False
    from_: FromDay = Field(None, alias="from")
    to: ToDay = None


class OfferedAllowance(Input):
    """An allowance as it is promised."""

    amount: Amount
    per: AllowancePeriod = "month"


class OfferedWage(Input):
    """A gross wage as it is promised."""

    amount: Amount
    per: WagePeriod


class Reimbursement(Input):
    """What the employer pays back of one kind of cost: an amount, or all of it."""

    kind: Annotated[Key, KeyOf("key", "line_kinds")]
    amount: Annotated[Amount | None, named("bedrag")] = None
    per: Annotated[CostPeriod, named("per")] = "once"
    full: Annotated[YesNo, named("volledig")] = False
    from_: FromDay = Field(None, alias="from")
    to: ToDay = None

    @model_validator(mode="after")
    def _amount_or_full(self) -> Reimbursement:
        if self.full == (self.amount is not None):
            raise fault("reimbursement_amount", at="amount", kind=self.kind)
        return self


class OfferChange(Input):
    """What of the pay may change while a placement runs."""

    allowance: Annotated[
        OfferedAllowance | None,
        named(
            link="pay",
            amount=("stagevergoeding", "vergoeding"),
            per=("stagevergoeding_per", "vergoeding_per"),
        ),
    ] = None
    km_rate: Annotated[Amount | None, named("kilometervergoeding", link="perkm")] = None
    wage: Annotated[
        OfferedWage | None,
        named(link="wage", amount=("loon", "brutoloon"), per=("loon_per", "brutoloon_per")),
    ] = None
    holiday_allowance_percent: Annotated[
        Percentage | None, named("vakantiebijslag_procent", "vakantiegeld_procent", link="holidaypay")
    ] = None


class Offer(OfferChange):
    """What is paid or promised now; what is not named is not stated, unless it is `complete`."""

    includes_expenses: Annotated[YesNo, named("inclusief_onkosten", link="allin")] = False
    reimbursements: Annotated[tuple[Reimbursement, ...], at_most(MOST_ITEMS), named("vergoed", link="back")] = ()
    employment_contract: Annotated[YesNo | None, named("arbeidsovereenkomst", "arbeidscontract", link="contract")] = (
        None
    )
    complete: Annotated[YesNo, named("aanbod_volledig", link="all")] = False


class PlacementTest(Input):
    """Is it really an internship? Each answer may be left open."""

    learning_goals: Annotated[YesNo | None, named("stagetoets_leerdoelen")] = None
    mentor_with_time: Annotated[YesNo | None, named("stagetoets_begeleider_met_tijd")] = None
    extra_to_staff: Annotated[YesNo | None, named("stagetoets_boventallig")] = None
    same_targets_as_staff: Annotated[YesNo | None, named("stagetoets_zelfde_doelen")] = None
    already_graduated: Annotated[YesNo | None, named("stagetoets_al_afgestudeerd")] = None


class AssumedMinimum(Input):
    """An adult hourly minimum from a day that the rules do not know yet."""

    from_: Day = Field(alias="from")
    amount: Amount


class Assume(Input):
    """Values that the rules do not have yet, as the user gives them."""

    adult_hourly_minimum: Annotated[
        AssumedMinimum | None,
        named(link="newminimum", amount=("verwacht_minimumuurloon",), from_=("verwacht_minimumuurloon_vanaf",)),
    ] = None


class CaoChange(Input):
    """What of the cao may change while a placement runs."""

    hourly_wage: Annotated[Amount | None, named("cao_uurloon")] = None


#: What may change while a placement runs.
CHANGING = (
    "hours_per_week",
    "workdays",
    "hours_by_day",
    "study_year",
    "travel",
    "cao.hourly_wage",
    *(f"offer.{name}" for name in OfferChange.model_fields),
)


class Change(Input):
    """What changes from a day on: each field takes the place of the field of that name."""

    from_: Annotated[Day, named("vanaf")] = Field(alias="from")
    hours_by_day: Annotated[HoursByDay | None, Holds("hours_by_day"), named("uren_per_dag")] = None
    hours_per_week: Annotated[HoursPerWeek | None, named("uren_per_week", "weekuren")] = None
    workdays: Annotated[Weekdays | None, named("werkdagen")] = None
    study_year: Annotated[StudyYear | None, named("studiejaar", "leerjaar")] = None
    travel: Ways | None = None
    cao: CaoChange | None = None
    offer: OfferChange | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Change:
        if self.hours_by_day is not None and (self.hours_per_week is not None or self.workdays is not None):
            raise fault("hours_twice", at="hours_by_day")
        if not any(self.says(field) for field in CHANGING):
            raise fault("change_empty")
        return self

    def says(self, field: str) -> bool:
        """Whether it names a field (of CHANGING)."""
        return found_in(self, field) is not None


def found_in(part: Any, field: str) -> Any:
    """What stands under a dotted name in a placement or a change; None when nothing does."""
    for name in field.split("."):
        part = None if part is None else getattr(part, name)
    return part
