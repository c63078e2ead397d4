"""The kinds of field of a rule file: text, keys, numbers, days. Strict: a number in quotes or a float is a fault."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Strict,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from compensation.texts import FALLBACK, text

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
URL_PATTERN = r"^https?://\S+$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN)]
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]


def refused(code: str) -> PydanticCustomError:
    """A fault for pydantic to raise, whose sentence stands in the catalogue (`rule_faults.<code>`)."""
    return PydanticCustomError(code, text(f"rule_faults.{code}", FALLBACK))


def _number(value: Any) -> Any:
    """A number written as a number: whole or decimal, never text, never a float."""
    if value == "unknown":
        raise refused("step_unknown")
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise refused("form_number")
    return Decimal(value)


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise refused("negative")
    return value


def decimals(value: Decimal) -> int:
    """Number of decimals written, trailing zeros aside."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def _two_decimals(value: Decimal) -> Decimal:
    if decimals(value) > 2:
        raise refused("two_decimals")
    if value >= 1_000_000:
        raise refused("amount_large")
    return value


def _date(value: Any) -> Any:
    if not isinstance(value, date):
        raise refused("form_date")
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
    raise refused("partial_date")


def _month_day(value: Any) -> Any:
    """A day of any year but 29 February, in quotes because YAML has no such value."""
    try:
        date.fromisoformat(f"2001-{value}")
    except ValueError:
        raise refused("month_day") from None
    return value


#: The one holiday of the student travel product that is no day of the year: it moves with Easter.
GOOD_FRIDAY = "good_friday"


def _product_holiday(value: Any) -> Any:
    """A day of any year, or Good Friday."""
    if value == GOOD_FRIDAY:
        return value
    try:
        return _month_day(value)
    except PydanticCustomError:
        raise refused("product_holiday") from None


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
ProductHoliday = Annotated[
    str,
    BeforeValidator(_product_holiday),
    WithJsonSchema({"type": "string", "pattern": rf"^(\d{{2}}-\d{{2}}|{GOOD_FRIDAY})$"}),
]


class Model(BaseModel):
    """Base of all file models."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Model):
    """A text in Dutch (B1) and English."""

    nl: Text
    en: Text

    def __getitem__(self, lang: str) -> str:
        return str(getattr(self, lang if lang in type(self).model_fields else FALLBACK))

    def names(self) -> tuple[str, ...]:
        """The text in every language that it has."""
        return tuple(self[lang] for lang in type(self).model_fields)


def _said_form(value: Any) -> str:
    return "both" if isinstance(value, (dict, Bilingual)) else "text"


#: A text in both languages, or in the one of its source. What it is, is seen first: one slip in it is one fault.
Said = Annotated[Annotated[Bilingual, Tag("both")] | Annotated[Text, Tag("text")], Discriminator(_said_form)]


def in_language(said: Bilingual | str, lang: str) -> str:
    """A text of a rule file, in a language when it has both."""
    return said if isinstance(said, str) else said[lang]
