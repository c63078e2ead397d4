"""The told reading: the law for one person, in which every use of a rule keeps what went in and what came out.

The functions that run are copies of the law's in which each rule is replaced by one that also writes down its
arguments by name. A rule that is used inside another is part of that one's sum and is not told by itself. What a step
says beside a rule's arguments (the kind of a cost, the name of a scheme) are the facts in whose midst the rule was
used: the entry, the item, the version. Steps need no code of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from threading import local
from typing import Any, NamedTuple

from compensation.law.amounts import Paid
from compensation.law.ledger import Entry
from compensation.law.result import FORCE
from compensation.law.rule import ENTRY, SINCE, Rule
from compensation.placement.case import Case, Leg, Segment, Tables
from compensation.reading import facts
from compensation.reading.copies import copies
from compensation.reading.plain import ASSESS, Read, keeping_entries, scratch
from compensation.reading.quantities import quantity, units_of
from compensation.reading.step import Quantity, RuleRef, Step, day
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen_records import FrozenVersion, Month, RulePeriod, Rules

#: The chapters in the order in which a reader follows the answer.
ORDER = ("travel", "expenses", "allowance", "wage", "test", "cost", "totals")
#: Where amounts a period are told: by what they are.
PAID_IN = {
    Paid.COST: ("expenses", 0),
    Paid.PAID: ("expenses", 1),
    Paid.OFFER: ("allowance", 2),
    Paid.NORM_CAO: ("allowance", 0),
    Paid.NORM_OWN: ("allowance", 0),
    Paid.NORM_POLICY: ("allowance", 0),
}


class Scope(NamedTuple):
    """In whose midst a rule is used; what has not begun yet is None, and no rule that needs it is used there."""

    case: Case
    segment: Segment = None  # type: ignore[assignment]
    entry: Entry = None  # type: ignore[assignment]
    period: RulePeriod = None  # type: ignore[assignment]
    version: FrozenVersion = None  # type: ignore[assignment]
    leg: Leg = None  # type: ignore[assignment]
    month: Month = None  # type: ignore[assignment]
    item: int = 0
    kind: int = 0
    line_force: int = 0
    schemes: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Use:
    """A use of a rule: its arguments by name, its result, and where it was."""

    rule: Rule
    arguments: dict[str, Any]
    result: Any
    scope: Scope


@dataclass
class Trace:
    """What is written down while the law runs."""

    tables: Tables
    rules: Rules
    result: Read
    book: RuleBook
    scope: Scope
    uses: list[Use] = field(default_factory=list)
    inside: int = 0


_running = local()


def tell(case: Case, tables: Tables, rules: Rules, book: RuleBook) -> tuple[Read, list[Step]]:
    """Everything that the law says of one placement, and the steps by which it came to it."""
    trace = Trace(tables, rules, Read(), book, Scope(case))
    before = getattr(_running, "trace", None)
    _running.trace = trace
    try:
        _functions()[ASSESS](case, tables, rules, scratch(rules), trace.result)
    finally:
        _running.trace = before
    return trace.result, list(_steps(trace))


# ---------------------------------------------------------------- writing down


@cache
def _functions() -> dict[str, Any]:
    def put(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        if rule := function.__dict__.get("rule"):
            return _recorder(rule, function)
        scoped = _SCOPES.get(name.rpartition(".")[2])
        return scoped(function) if scoped else keeping_entries(name, function)

    return copies(put)


def _recorder(rule: Rule, function: Callable[..., Any]) -> Callable[..., Any]:
    names = function.__code__.co_varnames[: function.__code__.co_argcount]

    def use(*values: Any) -> Any:
        trace: Trace = _running.trace
        trace.inside += 1
        result = function(*values)
        trace.inside -= 1
        if not trace.inside:
            trace.uses.append(Use(rule, dict(zip(names, values, strict=True)), result, trace.scope))
        return result

    return use


def _in_scope(**names: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A function during which facts of the scope are some of its arguments (by place)."""

    def scoped(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any) -> Any:
            trace: Trace = _running.trace
            before = trace.scope
            trace.scope = before._replace(**{name: values[place] for name, place in names.items()})
            result = function(*values)
            trace.scope = before
            return result

        return call

    return scoped


def _of_item(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function on one cost or one thing paid back: (number, item, ...)."""

    def call(number: int, item: Any, *values: Any) -> Any:
        trace: Trace = _running.trace
        before = trace.scope
        trace.scope = before._replace(item=number, kind=item.kind)
        result = function(number, item, *values)
        trace.scope = before
        return result

    return call


def _of_line(function: Callable[..., Any]) -> Callable[..., Any]:
    """`conclude_line`: the ground of a line is known once its parts are."""

    def call(kind: int, *values: Any) -> Any:
        trace: Trace = _running.trace
        before = len(trace.uses)
        result = function(kind, *values)
        for use in trace.uses[before:]:
            use.scope = use.scope._replace(kind=kind, line_force=trace.result.lines[kind][FORCE])
        return result

    return call


def _of_entry(function: Callable[..., Any]) -> Callable[..., Any]:
    """`entry_of`: what is counted in it belongs to the entry that comes out."""

    def call(case: Case, segment: Segment, age: int, month: Month, *values: Any) -> Entry:
        trace: Trace = _running.trace
        before = len(trace.uses)
        entry: Entry = function(case, segment, age, month, *values)
        trace.scope = trace.scope._replace(segment=segment, entry=entry, month=month)
        for use in trace.uses[before:]:
            use.scope = trace.scope
        return entry

    return call


def _of_sector(function: Callable[..., Any]) -> Callable[..., Any]:
    """`sector_amounts`: which schemes take part, and with what."""

    def call(*values: Any) -> Any:
        median, (amounts, schemes) = function(*values), values[-1]
        pairs = zip(schemes[: median.number], amounts[: median.number], strict=True)
        trace: Trace = _running.trace
        trace.scope = trace.scope._replace(schemes=tuple(pairs))
        return median

    return call


_SCOPES: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "entry_of": _of_entry,
    "amounts_of": _in_scope(period=3),
    "scheme_pay": _in_scope(version=2),
    "sector_amounts": _of_sector,
    "add_cost": _of_item,
    "reimbursed_in": _of_item,
    "leg_cost": _in_scope(leg=1),
    "kilometres_of_leg": _in_scope(leg=1),
    "conclude_line": _of_line,
}


# ---------------------------------------------------------------- steps


class Told:
    """A use as its rule asks about it: an argument, the result, or a fact around it, by name."""

    def __init__(self, use: Use, trace: Trace) -> None:
        self.use, self.trace = use, trace

    def __getattr__(self, name: str) -> Any:
        if name in self.use.arguments:
            return self.use.arguments[name]
        return self.use.result if name == "result" else facts.fact(name, self.use, self.trace)


def _steps(trace: Trace) -> Iterator[Step]:
    placed = [(*_place(use), number, use) for number, use in enumerate(trace.uses)]
    before: dict[str, Any] = {}
    for *_, use in sorted(placed, key=lambda one: one[:4]):
        step = _step(use, trace)
        if step is None:
            continue
        if use.rule.when_changed is not None:
            seen = [step.result if name == "result" else step.quantities[name] for name in use.rule.when_changed]
            if before.get(use.rule.name) == seen:
                continue
            before[use.rule.name] = seen
        yield step


def _place(use: Use) -> tuple[int, int, int]:
    """Where a use is told: its chapter, its place in it, its item; uses of one place keep their order."""
    chapter, order = use.rule.chapter, use.rule.order
    if "what" in use.arguments:
        chapter, order = PAID_IN[use.arguments["what"]]
    item = use.scope.item if chapter == "expenses" and order < 2 else 0
    return ORDER.index(chapter), order, item


def _step(use: Use, trace: Trace) -> Step | None:
    told = Told(use, trace)
    name = use.rule.name if use.rule.told_as is None else use.rule.told_as(told)
    if name is None:
        return None
    units, of_result = units_of(use.rule.function)
    quantities = _when(use)
    for fact in facts.beside(use, trace):
        quantities |= fact
    for argument, value in use.arguments.items():
        if (unit := units.get(argument)) is not None and (told_as := quantity(unit, argument, value)) is not None:
            quantities[argument] = told_as
    result = None if of_result is None else quantity(of_result, "result", use.result)
    chapter = ORDER[_place(use)[0]]
    # Every part is of its type already: nothing is left to check.
    return Step.model_construct(
        id=f"{chapter}.{name}", quantities=quantities, result=result, rules=_rests_on(use, told)
    )


def _when(use: Use) -> dict[str, Quantity]:
    entry = use.scope.entry
    if use.rule.speaks_of not in (ENTRY, SINCE):
        return {}
    first = {"from": day(entry.first)}
    return first if use.rule.speaks_of == SINCE else first | {"to": day(entry.last)}


def _rests_on(use: Use, told: Told) -> list[RuleRef]:
    return [ref for name in use.rule.rests_on for ref in facts.references(name, use, told)]
