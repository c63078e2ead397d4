"""What a rule file may hold: dated rules, norms, sectors, practice. Strict; an unknown field is a fault.

The unit of a rule says how many decimals its values may have and what kind of table it is. The forms are
described in rules/README.md; `compensation.rulebook.json_schema` exports them for editors.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from compensation.rulebook.fields import (
    Amount,
    Bilingual,
    Day,
    Flag,
    Key,
    Model,
    MonthDay,
    Number,
    ProductHoliday,
    Said,
    Text,
    Whole,
)
from compensation.rulebook.guidance import Clause, GoodToKnow, HelpPlace
from compensation.rulebook.scheme import Route
from compensation.rulebook.sources import Checked, Looked, LookedAbove, LooseSource, RuleSource, Source


class Force(StrEnum):
    """The ground of an amount (docs/contract/assessment.md#grounds)."""

    LAW = "law"
    CAO = "cao"
    EMPLOYER = "employer"
    PACT = "pact"
    ADVICE = "advice"
    OWN = "own"


#: unit -> decimals that a value may have; its smallest unit is the last of them.
UNITS: dict[str, int] = {
    "eur": 2,
    "eur_per_hour": 2,
    "eur_per_km": 2,
    "fare_per_km": 4,
    "eur_per_trip": 2,
    "eur_per_month": 2,
    "eur_per_quarter": 2,
    "eur_per_year": 2,
    "percent": 3,
}


#: Who may be said to ask for a cost.
Asker = Literal["employer", "law", "school"]
#: One asker for all, or by route; what it is, is seen first: one slip in it is one fault.
AskedBy = Annotated[
    Annotated[Asker, Tag("one")] | Annotated[dict[Route, Asker], Tag("by_route")],
    Discriminator(lambda value: "by_route" if isinstance(value, dict) else "one"),
]
#: The kind of line that is no cost of its own: what it costs follows from how somebody travels.
TRAVEL = "travel"
#: Above this a threshold is a slip of the pen: more months than a life has.
MOST_OF_A_THRESHOLD = 1200


class Version(Looked):
    """A value and the days on which it holds, both ends included; `to: null` is an open end.

    `as_of` is the last day on which a source shows the value to hold, where that is not its end. `value` and `checked`
    null: not known, which only a rule that is shown and not computed with may say.
    """

    from_: Day = Field(alias="from")
    to: Day | None
    as_of: Day | None = None
    value: Number | None = None
    by_age: dict[int, Number] | None = None
    by_region: dict[Key, Number] | None = None
    by_distance: list[Number] | None = None
    checked: Checked | None
    source: RuleSource
    note: Bilingual | None = None


class Rule(LookedAbove):
    """A dated rule with one or more versions in order of time, without gaps."""

    MANY: ClassVar = ("versions",)

    name: Bilingual
    unit: Literal[
        "eur",
        "eur_per_hour",
        "eur_per_km",
        "fare_per_km",
        "eur_per_trip",
        "eur_per_month",
        "eur_per_quarter",
        "eur_per_year",
        "percent",
    ]
    force: Force
    not_covered: Bilingual | None = None
    versions: list[Version] = Field(min_length=1)


class Threshold(Looked):
    """A whole number at which the law, a paper or a question turns, and that bears no date."""

    name: Bilingual
    unit: Literal["months", "weeks", "years", "schemes", "hours", "km", "eur", "percent", "times"]
    value: Annotated[Whole, Field(ge=1, le=MOST_OF_A_THRESHOLD)]
    force: Force
    checked: Checked
    source: LooseSource
    note: Bilingual


class CostKind(Looked):
    """A kind of cost: what it is called, who usually asks for it, and on what ground it is reimbursed.

    `asked_by`: one for all, or by route; null, or a route left out: no source says so, and it is asked. `price` is the
    rule that prices it where no amount is given. `ground` law: it must be free of charge. `hyphenated` is its name with
    the places where a narrow table may break it, `column` its name in a Dutch table.
    """

    name: Bilingual
    hyphenated: Bilingual | None = None
    column: Key
    asked_by: AskedBy | None
    question: Bilingual | None = None
    price: Literal["vog_online"] | None = None
    ground: Literal["law", "pact"]
    checked: Checked
    source: LooseSource
    note: Bilingual

    def usually_asked_by(self, route: Route) -> Asker | None:
        """Who usually asks for it on a route; None where no source says so."""
        return self.asked_by.get(route) if isinstance(self.asked_by, dict) else self.asked_by


class Region(Model):
    """A region of the bus fare table."""

    name: Text
    note: Bilingual | None = None


class MonthDays(Model):
    """A part of every year, both ends included."""

    from_: MonthDay = Field(alias="from")
    to: MonthDay


class ProductHolidays(Model):
    """Holidays of each student travel product in every year, beside the days off for everyone."""

    week: list[ProductHoliday]
    weekend: list[ProductHoliday]


class StudentCalendar(Looked):
    """On which days the student travel product differs; holds in every year. Summer is of the week product only."""

    summer: MonthDays
    extra_holidays: ProductHolidays
    checked: Checked
    source: Source
    note: Bilingual | None = None


class NormVersion(Looked):
    """What a norm says from a day on. `as_of` is the last day on which a source shows it."""

    from_: Day = Field(alias="from")
    to: Day | None
    as_of: Day
    amount: Amount | None
    base_hours: Amount | None
    base_assumed: Flag = False
    percent_of_minimum_wage: Number | None = None
    checked: Checked
    source: Source
    note: Bilingual | None = None


class Norm(LookedAbove):
    """A norm policy (`norm`), a what-if or a reference line; only a `norm` can be chosen for a placement."""

    MANY: ClassVar = ("versions",)

    kind: Literal["norm", "what_if", "reference"]
    name: Bilingual
    force: Force
    versions: list[NormVersion] = Field(min_length=1)

    @property
    def latest(self) -> NormVersion:
        """What the norm says now, or said last."""
        return self.versions[-1]


class OtherSubsidy(Looked):
    """A subsidy or fund that is shown, never computed; an unknown amount is null. `caos`: whose employers it pays."""

    scheme: Key
    caos: list[Key] = []
    category: Text
    study_year: Text | None
    from_: Day | None = Field(alias="from")
    to: Day | None
    kind: Literal["realised", "forecast", "max", "extra", "norm", "fund"]
    amount: Amount | None
    amount_high: Amount | None
    unit: Text
    checked: Checked | None
    source: LooseSource
    note: Bilingual | None = None


class TimelineEvent(Model):
    """A step in the making of a law."""

    date: Annotated[Text, BeforeValidator(lambda value: str(value) if isinstance(value, date) else value)]
    event: Bilingual
    checked: Checked | None
    source: LooseSource | None


class Proposal(Looked):
    """A law in the making. While `status` is proposed the engine does not use it for any finding."""

    name: Bilingual
    status: Literal["proposed", "adopted", "in_force"]
    from_: Day | None = Field(alias="from")
    minimum: Amount | None
    levels: list[Literal["mbo", "hbo", "wo"]]
    excluded: list[Text]
    short_weeks: Whole | None
    force: Force
    checked: Checked
    source: Source
    note: Bilingual | None = None
    timeline: list[TimelineEvent]
    not_known: Bilingual


class NotCovered(Model):
    """Something the rules do not cover, and why."""

    id: Key
    subject: Bilingual
    why: Bilingual


class RuleFile(LookedAbove):
    """A file of rules/: any of these sections."""

    MANY: ClassVar = ("rules", "thresholds", "costs", "norms", "others", "proposals", "good_to_know", "help", "clauses")
    ONE: ClassVar = ("calendar",)

    rules: dict[Key, Rule] = {}
    thresholds: dict[Key, Threshold] = {}
    costs: dict[Key, CostKind] = {}
    regions: dict[Key, Region] = {}
    calendar: StudentCalendar | None = None
    norms: dict[Key, Norm] = {}
    others: list[OtherSubsidy] = []
    proposals: dict[Key, Proposal] = {}
    not_covered: list[NotCovered] = []
    good_to_know: dict[Key, GoodToKnow] = {}
    help: dict[Key, HelpPlace] = {}
    clauses: dict[Key, Clause] = {}


class Sector(Looked):
    """A branch, its chamber at SBB and the costs to ask about there (not: what is owed)."""

    name: Bilingual
    sbb_sector: Key
    cost_kinds: list[Key]
    vog: Literal["required", "usual", "none", "unknown"]
    vog_ground: Bilingual
    note: Bilingual | None = None
    checked: Checked
    source: Source


class SectorFile(LookedAbove):
    """sector_data/sectors.yaml."""

    MANY: ClassVar = ("sectors",)

    sbb_sectors: dict[Key, Bilingual] = {}
    sectors: dict[Key, Sector]


class Practice(Looked):
    """What is really paid, as a survey found it."""

    by: Said
    year: Text
    group: Bilingual
    level: Literal["mbo", "hbo", "wo"] | None
    share_paid_percent: Number | None
    average_month: Amount | None
    note: Bilingual | None = None
    checked: Checked
    source: LooseSource


class PracticeFile(LookedAbove):
    """sector_data/practice.yaml."""

    MANY: ClassVar = ("practice",)

    practice: list[Practice]
