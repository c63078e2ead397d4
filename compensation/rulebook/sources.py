"""Where a value was read, how well it is checked, when it was looked up and when it must be looked up again.

What a screen, a letter or a command says of how well a value is checked is its `mark`, worked out here and worded in
the catalogue (`words.mark`), and nowhere else.

`looked_on` and `review_by` are said once for an entry (a rule, a norm, a scheme) or once at the top of a file, and a
version that says another day overrides them: a model below `LookedAbove` always has both.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Protocol, Self

from pydantic import ConfigDict, model_validator

from compensation.rulebook.fields import Day, Flag, Model, PartialDate, Text, Url, refused

LOOKED = ("looked_on", "review_by")


class Checked(StrEnum):
    """How well a value is checked (docs/contract/rules.md#marks)."""

    TWO_SOURCES = "two_sources"
    ONE_SOURCE = "one_source"
    COPIED = "copied"
    COMPUTED = "computed"
    ANNOUNCED = "announced"
    ASSUMPTION = "assumption"


class LooseSource(Model):
    """A source of practice or of an unknown amount."""

    title: Text
    url: Url | None
    date: PartialDate | None
    official: Flag = False

    @model_validator(mode="after")
    def _official_has_an_address(self) -> Self:
        if self.official and self.url is None:
            raise refused("official_address")
        return self


class RuleSource(LooseSource):
    """Where a value of a rule was read. `date` is null when the source bears none, `url` when it has no address.

    `official`: the page of who made or publishes the value (the law, the government, the cao, the carrier) was read
    itself. A text that cites or copies it is not that, however sound.
    """

    official: Flag


class Source(RuleSource):
    """Where an amount of a scheme or norm was read: always at an address."""

    url: Url


class Mark(StrEnum):
    """What is said of how well a value is checked, from best to least."""

    CHECKED = "checked"
    TWO_SOURCES = "two_sources"
    COMPUTED = "computed"
    ONE_SOURCE = "one_source"
    COPIED = "copied"
    ASSUMPTION = "assumption"
    ANNOUNCED = "announced"
    NOT_KNOWN = "not_known"


class _Marked(Protocol):
    """A value with a mark and a source, or without either when it is not known."""

    @property
    def checked(self) -> Checked | None: ...
    @property
    def source(self) -> Source | LooseSource | None: ...


def mark_of(value: _Marked) -> Mark:
    """The mark of a value: `checked` only where two sources agree and one of them is the official page itself."""
    if value.checked is None:
        return Mark.NOT_KNOWN
    if value.checked is Checked.TWO_SOURCES and value.source is not None and value.source.official:
        return Mark.CHECKED
    return Mark(value.checked.value)


def _said_above(schema: dict[str, Any]) -> None:
    """For an editor both days may be left out: they may stand above."""
    schema["required"] = [name for name in schema["required"] if name not in LOOKED]


class Looked(Model):
    """A value that was looked up on a day, and must be looked up again by another."""

    model_config = ConfigDict(json_schema_extra=_said_above)

    looked_on: Day
    review_by: Day


class LookedAbove(Model):
    """An entry or a file that may say both days once, for every value in it that does not say them itself."""

    #: Fields that hold values (or entries with values): a list or a mapping of them, or one by itself.
    MANY: ClassVar[tuple[str, ...]] = ()
    ONE: ClassVar[tuple[str, ...]] = ()

    looked_on: Day | None = None
    review_by: Day | None = None

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        # A day that is not a date is told where it stands, not once more in every value below it.
        days = {
            name: d if isinstance(d := data[name], date) else date.min for name in LOOKED if data.get(name) is not None
        }
        many = {name: _each(data[name], days) for name in cls.MANY if name in data}
        return {**data, **many, **{name: _with(data[name], days) for name in cls.ONE if name in data}}


def _each(values: Any, days: dict[str, date]) -> Any:
    if isinstance(values, list):
        return [_with(value, days) for value in values]
    return {key: _with(value, days) for key, value in values.items()} if isinstance(values, dict) else values


def _with(value: Any, days: dict[str, date]) -> Any:
    return {**days, **value} if isinstance(value, dict) else value
