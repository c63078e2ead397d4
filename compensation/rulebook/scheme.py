"""A cao or an employer's scheme: the form of sector_data/schemes/<key>.yaml (docs/contract/scheme.md).

A version has a shape (what it pays), gates (to whom) and a mark that says until when the amount was seen to
hold. An amount is one number, or differs by level (mbo, hbo, wo), or by year of study.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from compensation.choices import Choice
from compensation.rulebook.fields import Amount, Day, Flag, Key, Model, Said, Text, Whole, refused
from compensation.rulebook.sources import Checked, Looked, LookedAbove, LooseSource, Source

Level = Literal["mbo", "hbo", "wo"]
LEVELS: tuple[Level, ...] = ("mbo", "hbo", "wo")
#: A norm that is tried holds from here on: before every placement that there can be.
LONG_AGO = date(2000, 1, 1)


class ByLevel(Model):
    """An amount per level; a level that is left out has no entitlement."""

    mbo: Amount | None = None
    hbo: Amount | None = None
    wo: Amount | None = None


class ByYear(Model):
    """An amount per year of study; the last one given holds for later years."""

    year_1: Amount | None = None
    year_2: Amount | None = None
    year_3: Amount | None = None
    year_4: Amount | None = None
    year_5: Amount | None = None
    year_6: Amount | None = None


def _amount_form(value: Any) -> str:
    if isinstance(value, (dict, ByLevel, ByYear)):
        keys = set(value) if isinstance(value, dict) else set(value.model_fields_set)
        return "by_level" if keys & set(LEVELS) else "by_year"
    return "amount"


def _something_given(value: Any) -> Any:
    if isinstance(value, (ByLevel, ByYear)) and all(v is None for v in value.model_dump().values()):
        raise refused("no_amount")
    return value


SchemeAmount = Annotated[
    Annotated[Amount, Tag("amount")] | Annotated[ByLevel, Tag("by_level")] | Annotated[ByYear, Tag("by_year")],
    Discriminator(_amount_form),
    AfterValidator(_something_given),
]


def _positive(value: Any) -> Any:
    if value <= 0:
        raise refused("positive")
    return value


PositiveHours = Annotated[Amount, AfterValidator(_positive)]


#: The word of a step of which is known that it is there, and not what it pays.
NOT_KNOWN: Literal["unknown"] = "unknown"


def _step_amount_form(value: Any) -> str:
    return "unknown" if value == NOT_KNOWN else _amount_form(value)


def _amount_or_unknown(value: Any) -> Any:
    """A word that is no number, or nothing at all, most likely means that nobody knows: say how that is written."""
    if value is None or (isinstance(value, str) and value != NOT_KNOWN and not value[:1].isdigit()):
        raise refused("step_amount")
    return value


StepAmount = Annotated[
    Annotated[Amount, Tag("amount")]
    | Annotated[ByLevel, Tag("by_level")]
    | Annotated[ByYear, Tag("by_year")]
    | Annotated[Literal["unknown"], Tag("unknown")],
    Discriminator(_step_amount_form),
    AfterValidator(_something_given),
    BeforeValidator(_amount_or_unknown),
]


class Step(Model):
    """From this many hours or days a week, this amount a month; `advised`: the parties of the cao only advise it.

    `amount: unknown`: who falls in this step gets an amount that is not known, which is neither 0 nor a neighbour's.
    """

    from_: Amount = Field(alias="from")
    amount: StepAmount
    advised: bool = False


def _descending(steps: list[Step]) -> list[Step]:
    if any(a.from_ <= b.from_ for a, b in pairwise(steps)):
        raise refused("descending")
    return steps


Steps = Annotated[list[Step], Field(min_length=1), AfterValidator(_descending)]


# ---------------------------------------------------------------- the shapes
#
# Each shape says its `kind` for the law, what it is `paid_by`, and whether its parts begin at a number of days a week
# (`in_days`) or of hours. mypy names every place that asks one that is forgotten.


class ShapeType(Choice):
    """How a scheme states what it pays (docs/contract/scheme.md#shapes)."""

    PER_HOURS = 0
    BY_HOURS = 1
    BY_DAYS = 2
    PER_DAY = 3
    PER_WEEK = 4


class PaidBy(Choice):
    """What a shape pays for: parts of a month (which a limit in months bounds), days present, or calendar weeks."""

    MONTH = 0
    PRESENCE = 1
    WEEK = 2


class OneAmount(Model):
    """A shape of one amount."""

    in_days: ClassVar[bool] = False

    type: str
    amount: SchemeAmount

    def parts(self) -> list[Step]:
        """What it pays from how many hours or days a week."""
        return [Step.model_construct(from_=Decimal(0), amount=self.amount, advised=False)]

    def with_amounts(self, change: Callable[[Any], Any]) -> Self:
        """The same with its amount changed."""
        return self.model_copy(update={"amount": change(self.amount)})


class InSteps(Model):
    """A shape in steps: the first one that is reached counts; below all steps nothing."""

    type: str
    steps: Steps

    def parts(self) -> list[Step]:
        """What it pays from how many hours or days a week."""
        return self.steps

    def with_amounts(self, change: Callable[[Any], Any]) -> Self:
        """The same with the amounts of its steps changed."""
        steps = [step.model_copy(update={"amount": change(step.amount)}) for step in self.steps]
        return self.model_copy(update={"steps": steps})


class PerHours(OneAmount):
    """An amount a month at `base_hours` a week, prorated for fewer hours; `cap: false` also for more."""

    kind: ClassVar = ShapeType.PER_HOURS
    paid_by: ClassVar = PaidBy.MONTH

    type: Literal["per_hours"]
    base_hours: PositiveHours
    base_assumed: Flag = False
    cap: Flag = True


class ByHours(InSteps):
    """The first step whose `from` the hours a week reach; below all steps nothing."""

    kind: ClassVar = ShapeType.BY_HOURS
    paid_by: ClassVar = PaidBy.MONTH
    in_days: ClassVar = False

    type: Literal["by_hours"]


class ByDays(InSteps):
    """The first step whose `from` the days a week reach; below all steps nothing."""

    kind: ClassVar = ShapeType.BY_DAYS
    paid_by: ClassVar = PaidBy.MONTH
    in_days: ClassVar = True

    type: Literal["by_days"]


class PerDay(OneAmount):
    """An amount for each day present; half of it when a day has fewer hours than `half_day_below_hours`."""

    kind: ClassVar = ShapeType.PER_DAY
    paid_by: ClassVar = PaidBy.PRESENCE

    type: Literal["per_day"]
    half_day_below_hours: PositiveHours | None = None


class PerWeek(OneAmount):
    """An amount for each week of seven days."""

    kind: ClassVar = ShapeType.PER_WEEK
    paid_by: ClassVar = PaidBy.WEEK

    type: Literal["per_week"]


Shape = Annotated[PerHours | ByHours | ByDays | PerDay | PerWeek, Field(discriminator="type")]


class Tier(Model):
    """A shape for placements shorter than `until_months` calendar months; the last tier has no limit."""

    until_months: Annotated[Whole, Field(ge=1, le=72)] | None = None
    shape: Shape


Route = Literal["bol", "bbl", "hbo", "wo", "dual"]


def _empty_is_default(value: Any) -> Any:
    return {} if value is None else value


class Gates(Model):
    """Who gets the amount. Each `least_` is at least; null or left out is no gate."""

    exclude_kinds: list[Literal["placement", "observation"]] = ["observation"]
    exclude_routes: list[Route] = ["bbl", "dual"]
    compulsory_only: Flag = False
    least_total_hours: Amount | None = None
    least_weeks: Annotated[Whole, Field(ge=1)] | None = None
    least_months: Annotated[Whole, Field(ge=1, le=72)] | None = None
    least_hours_per_week: Amount | None = None
    least_days_per_week: Annotated[Whole, Field(ge=1, le=7)] | None = None


class NormCost(Model):
    """A cost in the list of a norm: which costs students of a sector make, and which are paid back, is the branch's to
    say (Regionaal Stagepact Arnhem Nijmegen, footnote 3).

    `owed`: what is owed of this kind rests on the norm. `asked`: the companies of the sector ask for it, so that a
    placement that says nothing of it has it too; `amount`, in euros `per`, is then what it comes to, which a kind with
    a price of its own (a VOG) may leave out. Travel follows from how somebody travels: it is neither.
    """

    kind: Key
    owed: bool = True
    asked: Flag = False
    amount: Amount | None = None
    per: Literal["once", "day", "week", "month"] = "once"


class SchemeVersion(Looked):
    """What a scheme pays from a date on. `as_of` is the last date on which the amount was seen to hold.

    `advised`: its parties only advise all of it, as a step may say of itself. `source` is where the amount was read,
    `also` where more of what the note says was read.
    """

    from_: Day = Field(alias="from")
    to: Day | None
    as_of: Day
    undated: Flag = False
    advised: Flag = False
    shape: Shape | None = None
    tiers: Annotated[list[Tier], Field(min_length=1)] | None = None
    gates: Annotated[Gates, BeforeValidator(_empty_is_default)] = Gates()
    max_months: Annotated[Whole, Field(ge=1, le=72)] | None = None
    travel: Literal["on_top", "when_no_student_travel", "included", "unknown"] = "unknown"
    includes_expenses: Flag = False
    costs: list[NormCost] = []
    checked: Checked
    source: Source
    also: list[Source] = []
    note: Said | None = None

    def all_tiers(self) -> list[Tier]:
        """The shape as a list of tiers, shortest placements first."""
        return self.tiers or [Tier(shape=self.shape)]  # type: ignore[arg-type]


class AmountUnknown(Looked):
    """Why there is no amount, and what is known of the rule."""

    status: Literal[
        "amount_unknown",
        "employer_regulation",
        "historic",
        "none",
        "to_employer",
        "proposal",
        "practice_only",
        "out_of_scope",
        "nothing_known",
    ] = "amount_unknown"
    rule: Said
    source: LooseSource | None
    also: list[Source] = []
    checked: Checked | None
    note: Said | None = None


class Scheme(LookedAbove):
    """A cao (binding agreement), an employer's own scheme, or a regional one.

    `own_bbl_wages`: the cao has wages of its own for who learns on a bbl contract; the law is only their floor.
    `proposed`: a norm that is tried, in what is laid over the rules: every bol, hbo and wo placement of its sector is
    computed with it, whatever is said of a cao there, and before its first day as if that had come. It binds nobody.
    """

    MANY: ClassVar = ("versions",)
    ONE: ClassVar = ("amount_unknown",)

    key: Key
    name: Text
    kind: Literal["cao", "employer", "regional"]
    sector: Key
    bbl_scale: Literal["statutory", "regular"] = "statutory"
    own_bbl_wages: Flag = False
    proposed: Flag = False
    versions: list[SchemeVersion]
    amount_unknown: AmountUnknown | None = None

    @property
    def force(self) -> Literal["cao", "employer"]:
        """A regional or employer's scheme binds only those who made it, and what is tried in place of a cao is none."""
        return "cao" if self.kind == "cao" and not self.proposed else "employer"

    @property
    def in_force(self) -> list[SchemeVersion]:
        """The versions on the days for which they are computed: the first of a norm that is tried holds long before."""
        if not (self.proposed and self.versions):
            return self.versions
        first = self.versions[0].model_copy(update={"from_": LONG_AGO})
        return [first, *self.versions[1:]]


class SchemeList(Model):
    """A loose file of several schemes, laid over the rules; each is read as a file of its own is."""

    schemes: Annotated[list[dict[Any, Any]], Field(min_length=1)]
