"""What a rule is: a function whose arguments are the quantities of its sum, with its chapter and what it rests on.

A rule is an ordinary function and is called as one. `chapter("wage")` makes the decorator of a chapter; what it keeps
beside the function (`rule_of`) is read only by who tells the law: the rules of the book that it rests on, which facts
are told beside its arguments, under which name a use is told, and whether it is told only when it changes.

>>> rule = chapter("test")
>>> @rule("adult_hourly_minimum", beside=("age",))
... def half(amount: int) -> int:
...     return amount // 2
>>> half(8), rule_of(half).name, rule_of(half).chapter, rule_of(half).rests_on
(4, 'half', 'test', ('adult_hourly_minimum',))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

#: Of what a rule speaks: the entry it is used in, all days from that entry on, or the placement as a whole.
ENTRY, SINCE, PLACEMENT = "entry", "since", "placement"
#: Before the key of a threshold among what a rule rests on.
THRESHOLD = "threshold."


@dataclass(frozen=True)
class Rule:
    """What is known of a rule beside its function."""

    name: str
    chapter: str
    function: Callable[..., Any]
    rests_on: tuple[str, ...]
    beside: tuple[str, ...]
    speaks_of: str
    told_as: Callable[[Any], str | None] | None
    when_changed: tuple[str, ...] | None
    order: int


def chapter(name: str) -> Callable[..., Callable[[Function], Function]]:
    """The decorator of the rules of a chapter."""

    def rule(
        *rests_on: str,
        beside: tuple[str, ...] = (),
        speaks_of: str = ENTRY,
        told_as: Callable[[Any], str | None] | None = None,
        when_changed: tuple[str, ...] | None = None,
        order: int = 0,
    ) -> Callable[[Function], Function]:
        """Make a rule of a function.

        rests_on: ids of rules of the book; `{scale}` stands for the word of a quantity of that name,
            `threshold.KEY` for a threshold.
        beside: facts of the entry, the case or the rules in force that are told with the arguments.
        told_as: the name of a use, from its quantities and `result`; None leaves the use out.
        when_changed: told only where one of these quantities is another than the time before.
        order: where in its chapter it is told; rules of one order in the order of their use.
        """

        def make(function: Function) -> Function:
            function.__dict__["rule"] = Rule(
                function.__name__, name, function, rests_on, beside, speaks_of, told_as, when_changed, order
            )
            return function

        return make

    return rule


def rule_of(function: Callable[..., Any]) -> Rule:
    """The rule of a function. Raises KeyError when it is none."""
    found: Rule = function.__dict__["rule"]
    return found


def never_told(q: Any) -> None:
    """The name of a use that is not told: the rule only keeps the sums inside it from being told one by one."""


def by_weekday(name: str) -> Callable[[Any], str]:
    """The name of a use that counts hours: another one where the hours of the weekdays differ."""
    return lambda q: f"{name}_by_weekday" if q.by_weekday else name
