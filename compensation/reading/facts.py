"""What stands around a use of a rule: the facts that are told beside its arguments, and the versions it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from compensation.calendar import age_on, days_of_month, number_of
from compensation.choices import Basis, Carrier, Force, Period, StudentProduct, TravelMode
from compensation.law.amounts import Paid
from compensation.law.minimum_wage import earns_wage
from compensation.law.rule import THRESHOLD
from compensation.law.schemes import Gate, shape_of, step_of
from compensation.placement.case import NO_BIRTH
from compensation.reading.quantities import part, units_of
from compensation.reading.step import (
    Quantity,
    RuleRef,
    calendar_ref,
    count,
    day,
    hours,
    name,
    norm_ref,
    rule_ref,
    scaled,
    scheme_ref,
    word,
    words,
)
from compensation.rulebook.frozen_records import FrozenShape, FrozenStep
from compensation.rulebook.models import NormVersion
from compensation.rulebook.scheme import PaidBy
from compensation.units import HOUR, MONTH_PARTS, UNKNOWN, WHOLE, Share, half_up

if TYPE_CHECKING:
    from compensation.reading.told import Told, Trace, Use

# ---------------------------------------------------------------- facts as they are


def fact(wanted: str, use: Use, trace: Trace) -> Any:
    """A fact around a use, as a number or a word. Raises KeyError when there is none of that name."""
    return _FACTS[wanted](use, trace)


def _shape(use: Use, trace: Trace) -> FrozenShape:
    return shape_of(use.scope.case, use.scope.version, trace.rules)


def _step(use: Use, trace: Trace) -> FrozenStep:
    place = step_of(_shape(use, trace), use.scope.segment, trace.rules)
    return trace.rules.steps[place]


def _age(use: Use, trace: Trace) -> int:
    case, entry = use.scope.case, use.scope.entry
    if case.birth == NO_BIRTH:
        return UNKNOWN
    first = case.start if use.rule.chapter == "test" else entry.first
    return age_on(case.birth, first)


def _presence_matters(use: Use, trace: Trace) -> bool:
    """Whether some amount depends on the days present."""
    if any(leg.mode in (TravelMode.PUBLIC_TRANSPORT, TravelMode.OWN_VEHICLE) for leg in trace.tables.legs):
        return True
    case = use.scope.case
    asked = [*(cost.per for cost in trace.tables.costs), case.cao_per, case.own_per]
    if Period.DAY in asked or Period.HOUR in asked:
        return True
    return any(_by_day(other, trace) for other in trace.uses)


def _by_day(use: Use, trace: Trace) -> bool:
    if "tier" in use.rule.beside:
        return _shape(use, trace).paid_by == PaidBy.PRESENCE
    if "presence_days" in units_of(use.rule.function)[0].values():
        return True
    versions = (trace.rules.versions[place] for place, _ in use.scope.schemes if use.rule.name == "norm_sector")
    shapes = (shape_of(use.scope.case, version, trace.rules) for version in versions)
    return any(shape.paid_by == PaidBy.PRESENCE for shape in shapes)


def _is_hourly_of_cao(use: Use, trace: Trace) -> bool:
    """Whether an hour is estimated at what the cao pays, and not at the last known minimum."""
    return bool(use.arguments["hourly"] != half_up(use.arguments["adult"] * use.arguments["percent"], WHOLE))


_FACTS: dict[str, Callable[[Use, Trace], Any]] = {
    "product": lambda use, trace: use.scope.segment.student_product,
    "kind": lambda use, trace: use.scope.kind,
    "what_word": lambda use, trace: Paid(use.arguments["what"]).word,
    "base_assumed": lambda use, trace: _shape(use, trace).base_assumed,
    "advised": lambda use, trace: _step(use, trace).advised,
    "youngest": lambda use, trace: trace.rules.youngest,
    "age": _age,
    "adult_given": lambda use, trace: use.scope.period.adult == UNKNOWN,
    "by_weekday": lambda use, trace: use.scope.segment.week != UNKNOWN,
    "hourly_of_cao": _is_hourly_of_cao,
    "kind_by_law": lambda use, trace: trace.rules.kinds[use.scope.kind].by_law,
    "earns": lambda use, trace: earns_wage(use.scope.case),
    "presence_matters": _presence_matters,
    "lines_present": lambda use, trace: trace.result.lines_present,
    "policy_assumed": lambda use, trace: _norm_version(use, trace).base_assumed,
}


# ---------------------------------------------------------------- facts as they are told


def beside(use: Use, trace: Trace) -> Iterator[dict[str, Quantity]]:
    """What is told beside the arguments of a use."""
    for wanted in use.rule.beside:
        told = _TOLD[wanted](use, trace)
        if told is not None:
            yield {wanted.removeprefix("line_"): told}
    yield from _of_amount(use, trace)


def _of_amount(use: Use, trace: Trace) -> Iterator[dict[str, Quantity]]:
    """What an amount is for: the kind of a cost, the policy of a norm."""
    what = use.arguments.get("what")
    if what in (Paid.COST, Paid.PAID):
        yield {"kind": word(_kind(use, trace))}
    elif what == Paid.NORM_POLICY:
        yield {"policy": word(f"norm.{trace.book.policy_keys[_policy(use, trace)]}")}


def _kind(use: Use, trace: Trace) -> str:
    return f"cost.{trace.book.line_kinds[use.scope.kind]}"


def _policy(use: Use, trace: Trace) -> int:
    """The policy whose norm is counted: the one asked for, or the national one in place of a sector's."""
    case = use.scope.case
    return trace.rules.national if case.policy == UNKNOWN else case.policy


def _norm_version(use: Use, trace: Trace) -> NormVersion:
    """The version of that policy whose amount is counted."""
    versions = [version for key in trace.book.policy_keys for version in trace.book.norms[key].versions]
    return versions[trace.rules.policy_in[use.scope.period.number][_policy(use, trace)]]


def _scheme_name(use: Use, trace: Trace) -> Quantity:
    inside_a_version = "scheme" in use.rule.rests_on
    place = use.scope.version.scheme if inside_a_version else use.scope.case.own_scheme
    return name(trace.book.schemes[trace.book.scheme_keys[place]].name)


def _tier(use: Use, trace: Trace) -> Quantity | None:
    """Which tier of a version in tiers counts."""
    shape = _shape(use, trace)
    first = use.scope.version.first_shape
    if not trace.rules.shapes[first].until_months:
        return None
    return count(next(n for n, other in enumerate(trace.rules.shapes[first:]) if other is shape))


def _threshold(use: Use, trace: Trace) -> Quantity:
    threshold = _step(use, trace).threshold
    return count(threshold // HOUR) if _shape(use, trace).in_days else hours(threshold)


def _asked(use: Use, trace: Trace) -> Quantity:
    """The hours or days a week for which the amount is not known."""
    segment = use.scope.segment
    if _shape(use, trace).in_days:
        return count(segment.days_per_week, "days")
    return hours(segment.hours)


def _schemes(use: Use, trace: Trace) -> Quantity:
    book = trace.book
    return words(
        f"{book.schemes[book.scheme_keys[trace.rules.versions[place].scheme]].name}={amount}"
        for place, amount in use.scope.schemes
    )


def _basis(use: Use, trace: Trace) -> Quantity:
    result = trace.result
    if result.allowance_basis == Basis.POLICY:
        return word(f"basis.{trace.book.policy_keys[result.allowance_policy]}")
    return word(f"basis.{Basis(result.allowance_basis).word}")


def _region(use: Use, trace: Trace) -> Quantity:
    book = trace.book
    return name(book.regions[book.region_keys[use.scope.leg.region]].name)


def _product(use: Use, trace: Trace) -> Quantity:
    return word(f"student_product.{StudentProduct(use.scope.segment.student_product).word}")


def _days(use: Use, trace: Trace) -> Quantity:
    """The days of the entry: those of the contract, those on which a leg is travelled."""
    entry, leg = use.scope.entry, use.scope.leg
    if use.rule.chapter == "wage":
        return count(entry.contract_days, "days")
    travelled = entry.present & days_of_month(leg.days, use.scope.month.weekday)
    return count(number_of(travelled), "days")


def _week_hours(use: Use, trace: Trace) -> Quantity | None:
    """The hours of a week, where every workday lasts as long."""
    segment = use.scope.segment
    return hours(segment.hours) if segment.week == UNKNOWN else None


def _week_days(use: Use, trace: Trace) -> Quantity | None:
    segment = use.scope.segment
    return count(segment.days_per_week, "days") if segment.week == UNKNOWN else None


def _window(use: Use) -> Any:
    return use.arguments["window"]


def _of_weight(weight: int, use: Use) -> Quantity:
    """A weight of a window: days, or hours where these differ by weekday."""
    return count(weight, "days") if use.scope.segment.week == UNKNOWN else hours(weight)


def _window_months(use: Use, trace: Trace) -> Quantity:
    """The months of the window: whole ones as a number, else as a fraction."""
    months = _window(use).months
    return part(Share(months, MONTH_PARTS)) if months % MONTH_PARTS else count(months // MONTH_PARTS)


_TOLD: dict[str, Callable[[Use, Trace], Quantity | None]] = {
    "days": _days,
    "times": lambda use, trace: count(use.scope.entry.presence, "days"),
    "week_hours": _week_hours,
    "week_days": _week_days,
    "window_worked": lambda use, trace: _of_weight(use.arguments["worked"], use),
    "window_whole": lambda use, trace: _of_weight(_window(use).weight, use),
    "window_months": _window_months,
    "cao_force": lambda use, trace: word(f"force.{Force(trace.result.agreement_force).word}"),
    "policy": lambda use, trace: word(f"norm.{trace.book.policy_keys[_policy(use, trace)]}"),
    "km": lambda use, trace: scaled(use.scope.leg.distance, 1, "km"),
    "product": _product,
    "region": _region,
    "kind": lambda use, trace: word(_kind(use, trace)),
    "line_force": lambda use, trace: word(f"force.{Force(use.scope.line_force).word}"),
    "force": lambda use, trace: word(f"force.{Force(trace.result.allowance_entitlement_force).word}"),
    "scheme": _scheme_name,
    "tier": _tier,
    "threshold": _threshold,
    "asked": _asked,
    "schemes": _schemes,
    "basis": _basis,
    "age": lambda use, trace: count(_age(use, trace)),
    "youngest": lambda use, trace: count(trace.rules.youngest),
    "from": lambda use, trace: day(use.scope.case.start),
    "fresh_months": lambda use, trace: count(trace.book.thresholds["fresh_months"].value, "months"),
    "full_weeks": lambda use, trace: count(trace.book.thresholds["subsidy_full_weeks"].value, "weeks"),
    "gates": lambda use, trace: words(_closed(use, trace)),
}


def _closed(use: Use, trace: Trace) -> Iterator[str]:
    """The gates that are closed; those with a limit name it."""
    version = use.scope.version
    scheme = trace.book.schemes[trace.book.scheme_keys[version.scheme]]
    gates = scheme.versions[version.number].gates
    for field in type(gates).model_fields:
        if use.arguments["gates"] >> Gate[field.upper()] & 1:
            asked = getattr(gates, field)
            yield field if isinstance(asked, (bool, list)) else f"{field}:{asked}"


# ---------------------------------------------------------------- what it rests on


def references(rests_on: str, use: Use, told: Told) -> list[RuleRef]:
    """The versions of the rule book that a use rests on. A threshold has none, and no amount bears its mark."""
    trace = told.trace
    if rests_on.startswith(THRESHOLD):
        return []
    if special := _REFERENCES.get(rests_on):
        return special(use, trace)
    words_of = {argument: value for argument, value in use.arguments.items() if argument == "scale"}
    rule_id = rests_on.format(**{argument: ("regular", "bbl")[value] for argument, value in words_of.items()})
    return rule_ref(trace.book, rule_id, _on(use, trace))


def _on(use: Use, trace: Trace) -> int:
    """The day whose versions count: the first of the entry, of the study year, or of the placement."""
    start: int = use.scope.case.start
    if use.rule.name == "vog_price":
        return trace.tables.costs[use.scope.item].first
    if "opens" in use.arguments:
        return max(int(use.arguments["opens"]), start)
    return use.scope.entry.first if use.rule.speaks_of != "placement" else start


def _calendar(use: Use, trace: Trace) -> list[RuleRef]:
    return [] if fact("product", use, trace) == StudentProduct.NONE else [calendar_ref(trace.book)]


def _discount(use: Use, trace: Trace) -> list[RuleRef]:
    if not use.arguments["discounted_trips"]:
        return []
    carrier = Carrier(use.scope.leg.carrier).word
    return rule_ref(trace.book, f"student_discount_{carrier}", _on(use, trace))


def _own_version(use: Use, trace: Trace) -> list[RuleRef]:
    version = use.scope.version
    return [scheme_ref(trace.book, trace.book.scheme_keys[version.scheme], version.number)]


def _sector_versions(use: Use, trace: Trace) -> list[RuleRef]:
    versions = [trace.rules.versions[place] for place, _ in use.scope.schemes]
    return [scheme_ref(trace.book, trace.book.scheme_keys[v.scheme], v.number) for v in versions]


def _scheme_of_line(use: Use, trace: Trace) -> list[RuleRef]:
    """The scheme whose own words make a kind of cost an entitlement."""
    if not trace.result.scheme_kinds >> use.scope.kind & 1:
        return []
    case = use.scope.case
    place = trace.rules.version_in[0][0]
    for period in trace.rules.periods:
        if period.first <= case.start <= period.last:
            place = trace.rules.version_in[period.number][case.own_scheme]
    version = trace.rules.versions[place]
    return [scheme_ref(trace.book, trace.book.scheme_keys[version.scheme], version.number)]


def _norm(use: Use, trace: Trace) -> list[RuleRef]:
    if use.arguments.get("what") != Paid.NORM_POLICY:
        return []
    policy = _policy(use, trace)
    return [norm_ref(trace.book, trace.book.policy_keys[policy], _norm_version(use, trace))]


_REFERENCES: dict[str, Callable[[Use, Trace], list[RuleRef]]] = {
    "student_calendar": _calendar,
    "student_discount": _discount,
    "scheme": _own_version,
    "sector_schemes": _sector_versions,
    "scheme_of_line": _scheme_of_line,
    "norm": _norm,
}
