"""What a rule file may hold: dated rules, norms, sectors, practice. Strict; an unknown field is a fault.

The unit of a rule says how many decimals its values may have and what kind of table it is. The forms are
described in rules/README.md; `compensation.rulebook.json_schema` exports them for editors.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
URL_PATTERN = r"^https?://\S+$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN)]
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]


class Checked(StrEnum):
    """How well a value is checked (docs/contract/rules.md#marks)."""

    TWO_SOURCES = "two_sources"
    ONE_SOURCE = "one_source"
    COPIED = "copied"
    COMPUTED = "computed"
    ANNOUNCED = "announced"
    ASSUMPTION = "assumption"


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


def _number(value: Any) -> Any:
    """A number written as a number: whole or decimal, never text, never a float."""
    if value == "unknown":
        raise PydanticCustomError(
            "not_known", "only a step of by_hours or by_days can say `amount: unknown`, as a whole"
        )
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise PydanticCustomError("number", "write a number without quotes, with a point: 350.00")
    return Decimal(value)


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise PydanticCustomError("negative", "an amount is never negative: take the minus away")
    return value


def decimals(value: Decimal) -> int:
    """Number of decimals written, trailing zeros aside."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def _two_decimals(value: Decimal) -> Decimal:
    if decimals(value) > 2:
        raise PydanticCustomError("decimals", "at most two decimals")
    if value >= 1_000_000:
        raise PydanticCustomError("too_large", "too large: less than 1,000,000")
    return value


def _date(value: Any) -> Any:
    if not isinstance(value, date):
        raise PydanticCustomError("date", "write a date as 2026-01-31, without quotes")
    return value


_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def _partial_date(value: Any) -> Any:
    """A source's date: a day, or as text a month or a year."""
    text = str(value)
    for form in ("{}", "{}-01", "{}-01-01"):
        with suppress(ValueError):
            if _PARTIAL_DATE.fullmatch(text):
                date.fromisoformat(form.format(text))
                return text
    raise PydanticCustomError("partial_date", 'write a date as 2026-01-31, "2026-01" or "2026"')


def _month_day(value: Any) -> Any:
    """A day of any year but 29 February, in quotes because YAML has no such value."""
    try:
        date.fromisoformat(f"2001-{value}")
    except ValueError:
        raise PydanticCustomError("month_day", 'write month and day in quotes, as "07-16"') from None
    return value


_NUMBER_SCHEMA: dict[str, Any] = {"type": "number", "minimum": 0}

Number = Annotated[Decimal, BeforeValidator(_number), AfterValidator(_not_negative), WithJsonSchema(_NUMBER_SCHEMA)]
Amount = Annotated[
    Number, AfterValidator(_two_decimals), WithJsonSchema({**_NUMBER_SCHEMA, "exclusiveMaximum": 1_000_000})
]
Day = Annotated[date, BeforeValidator(_date)]
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
MonthDay = Annotated[str, BeforeValidator(_month_day), WithJsonSchema({"type": "string", "pattern": r"^\d{2}-\d{2}$"})]


class Model(BaseModel):
    """Base of all file models."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Model):
    """A text in Dutch (B1) and English."""

    nl: Text
    en: Text

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.nl


class Source(Model):
    """Where a value was read. `date` is null when the source bears none."""

    title: Text
    url: Url
    date: PartialDate | None


class LooseSource(Model):
    """A source of practice or of an unknown amount: may have no address."""

    title: Text
    url: Url | None
    date: PartialDate | None


class Version(Model):
    """A value and the days on which it holds, both ends included; `to: null` is an open end."""

    from_: Day = Field(alias="from")
    to: Day | None
    value: Number | None = None
    by_age: dict[int, Number] | None = None
    by_region: dict[Key, Number] | None = None
    by_distance: list[Number] | None = None
    checked: Checked
    source: Source
    note: Bilingual | None = None


class Rule(Model):
    """A dated rule with one or more versions in order of time, without gaps."""

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


class Region(Model):
    """A region of the bus fare table."""

    name: Text
    note: Bilingual | None = None


class MonthDays(Model):
    """A part of every year, both ends included."""

    from_: MonthDay = Field(alias="from")
    to: MonthDay


class StudentCalendar(Model):
    """On which days the student travel product differs; holds in every year."""

    summer: MonthDays
    extra_holidays: list[MonthDay]
    leave_out: list[Text]
    checked: Checked
    source: Source
    note: Bilingual | None = None


class Norm(Model):
    """A norm policy (`norm`), a what-if or a reference line; only a `norm` can be chosen for a placement."""

    kind: Literal["norm", "what_if", "reference"]
    name: Bilingual
    amount: Amount | None
    base_hours: Amount | None
    base_assumed: Flag = False
    percent_of_minimum_wage: Number | None = None
    force: Force
    checked: Checked
    source: Source
    note: Bilingual | None = None


class OtherSubsidy(Model):
    """A subsidy or fund that is shown, never computed; an unknown amount is null."""

    scheme: Key
    category: Text
    study_year: Text | None
    from_: Day | None = Field(alias="from")
    to: Day | None
    kind: Literal["realised", "forecast", "max", "norm", "fund"]
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


class Proposal(Model):
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


class RuleFile(Model):
    """A file of rules/: any of these sections."""

    rules: dict[Key, Rule] = {}
    regions: dict[Key, Region] = {}
    calendar: StudentCalendar | None = None
    norms: dict[Key, Norm] = {}
    others: list[OtherSubsidy] = []
    proposals: dict[Key, Proposal] = {}
    not_covered: list[NotCovered] = []


COST_KINDS = (
    "vog",
    "clothing",
    "protective_equipment",
    "tools",
    "materials",
    "phone",
    "housing",
    "vaccination",
    "certificate",
    "other",
)
LINE_KINDS = ("travel", *COST_KINDS)


class Sector(Model):
    """A branch, its chamber at SBB and the costs to ask about there (not: what is owed)."""

    name: Bilingual
    sbb_sector: Key
    cost_kinds: list[Literal[LINE_KINDS]]  # type: ignore[valid-type]
    vog: Literal["required", "usual", "none", "unknown"]
    vog_ground: Bilingual
    note: Bilingual | None = None
    checked: Checked
    source: Source


class SectorFile(Model):
    """sector_data/sectors.yaml."""

    sbb_sectors: dict[Key, Bilingual]
    sectors: dict[Key, Sector]


class Practice(Model):
    """What is really paid, as a survey found it."""

    by: Text
    year: Text
    group: Bilingual
    level: Literal["mbo", "hbo", "wo"] | None
    share_paid_percent: Number | None
    average_month: Amount | None
    note: Bilingual | None = None
    checked: Checked
    source: LooseSource


class PracticeFile(Model):
    """sector_data/practice.yaml."""

    practice: list[Practice]
