"""Steps for the allowance: the norm per entry, what the cao gives this level, what is offered, and the gap."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from compensation.columns import LEVEL_OF_ROUTE, NORM_OWN, NORM_SECTOR, OBSERVATION, PERIODS, ROUTES
from compensation.ledger import MONTH_PARTS
from compensation.money import cents
from compensation.norms.allowance import BASIS_CAO, BASIS_CAO_AMOUNT
from compensation.norms.scheme import MONTHLY_SHAPES, gates_open
from compensation.reach import step_of, tier_of
from compensation.rulebook.compiled import CompiledShape, CompiledVersion
from compensation.rulebook.scheme import LEVELS, Gates
from compensation.rulebook.series import UNKNOWN
from compensation.steps.model import (
    Quantity,
    RuleRef,
    Step,
    count,
    day,
    eur,
    hours,
    name,
    norm_ref,
    scheme_ref,
    share,
    word,
    words,
)
from compensation.steps.view import Steps, View, step


def allowance_steps(view: View) -> Steps:
    """How the allowance came about; nothing for bbl and dual."""
    if view.text("allowance.basis") is None:
        return
    yield from _about_the_cao(view)
    for i in view.entries():
        yield from _norm_entry(view, i)
    yield from _summary(view)
    yield from _offer(view)


def _about_the_cao(view: View) -> Steps:
    """What must be said before the amounts: no amount known, changes of basis, all-in schemes, old amounts."""
    pay, book = view.e.allowance, view.e.book
    scheme = view.given("scheme")
    if scheme != UNKNOWN and (pay.version == UNKNOWN).any():
        yield step("cao_no_amount", {"scheme": name(book.schemes[book.scheme_keys[scheme]].name)})
    if scheme != UNKNOWN and (unknown := np.flatnonzero((pay.version != UNKNOWN) & (pay.basis != BASIS_CAO))).size:
        yield _unknown_step(view, int(unknown[0]))
    if len(np.unique(pay.basis)) > 1:
        yield step("basis_changes", {"basis": word(f"basis.{view.text('allowance.basis')}")})
    if pay.scheme_includes_expenses[0]:
        yield step("scheme_includes_expenses", {"scheme": name(book.schemes[book.scheme_keys[scheme]].name)})
    if (stale := view.result("allowance.stale_since")) is not None:
        sector = (pay.basis == NORM_SECTOR).any()
        yield step("amount_stale_sector" if sector else "amount_stale", {"as_of": day(stale)})


def _unknown_step(view: View, i: int) -> Step:
    """The scheme pays at these hours or days, and nobody knows what: said once, at the first such entry."""
    book, version = view.e.book, int(view.e.allowance.version[i])
    key = book.scheme_keys[view.given("scheme")]
    compiled = book.compiled[view.given("scheme")].versions[version]
    shape = compiled.shapes[int(tier_of(compiled, view.e.placements, np.zeros(1, np.int64))[0])]
    by_days = shape.type == "by_days"
    asked = count(view.e.placements.days_per_week[0], "days") if by_days else hours(view.given("hours"))
    quantities = {"scheme": name(book.schemes[key].name), "from": view.period(i)["from"], "asked": asked}
    return step("cao_step_unknown", quantities, None, [scheme_ref(book, key, version)])


def _norm_entry(view: View, i: int) -> Steps:
    basis = int(view.e.allowance.basis[i])
    if basis == BASIS_CAO:
        yield from _scheme_entry(view, i)
    elif basis == BASIS_CAO_AMOUNT:
        yield _typed_entry(view, i, "cao")
    elif view.given("kind") == OBSERVATION:
        yield step("norm_observation", view.period(i), eur(0))
    elif basis == NORM_SECTOR:
        yield _sector_entry(view, i)
    elif basis == NORM_OWN:
        yield _typed_entry(view, i, "own")
    else:
        if view.given("norm") == NORM_SECTOR:
            yield _few_schemes(view, i)
        yield _policy_entry(view, i, basis)


# ---------------------------------------------------------------- a cao or scheme


def _scheme_entry(view: View, i: int) -> Steps:
    book, pay, p = view.e.book, view.e.allowance, view.e.placements
    key = book.scheme_keys[view.given("scheme")]
    compiled = book.compiled[view.given("scheme")].versions[int(pay.version[i])]
    rules = [scheme_ref(book, key, int(pay.version[i]))]
    subject = view.period(i) | {"scheme": name(book.schemes[key].name)}
    row = np.zeros(1, np.int64)
    closed = _closed_gates(compiled.version.gates, view)
    if closed:
        yield step("norm_gate", subject | {"gates": words(closed)}, eur(0), rules)
        return
    shape = compiled.shapes[int(tier_of(compiled, p, row)[0])]
    if (left := _months_left(view, i, compiled)) is not None and shape.type in MONTHLY_SHAPES:
        yield step("norm_limit", subject | {"months": count(compiled.version.max_months), "left": left}, None, rules)
    yield _shape_step(view, i, compiled, shape, subject, rules)
    if pay.entitlement[i] != pay.norm[i]:
        yield _level_step(view, i, compiled, shape, subject, rules)


def _level_step(
    view: View,
    i: int,
    compiled: CompiledVersion,
    shape: CompiledShape,
    subject: dict[str, Quantity],
    rules: list[RuleRef],
) -> Step:
    """What the scheme gives this level, where that is less than the norm."""
    level = int(LEVEL_OF_ROUTE[view.given("route")])
    amounts = shape.amounts[_step_reached(view, shape), level]
    amount = int(amounts[view.given("study_year")])
    excluded = ROUTES[view.given("route")] in compiled.version.gates.exclude_routes
    quantities = subject | {
        "level": word(f"level.{LEVELS[level]}"),
        "amount": eur(max(amount, 0)),
        "norm": eur(view.e.allowance.norm[i]),
    }
    kind = "entitlement_none" if excluded or amount == UNKNOWN else "entitlement_level"
    return step(kind, quantities, eur(view.e.allowance.entitlement[i]), rules)


def _step_reached(view: View, shape: CompiledShape) -> int:
    """The first step of a shape that the hours or days reach; UNKNOWN below all of them."""
    return int(step_of(shape, view.e.placements, np.zeros(1, np.int64))[0])


def _shape_step(
    view: View,
    i: int,
    compiled: CompiledVersion,
    shape: CompiledShape,
    subject: dict[str, Quantity],
    rules: list[RuleRef],
) -> Step:
    p, ledger, row = view.e.placements, view.e.ledger, np.zeros(1, np.int64)
    reached = _step_reached(view, shape)
    norm = eur(view.e.allowance.norm[i])
    if reached == UNKNOWN:
        return step("norm_below_steps", subject, norm, rules)
    amounts = shape.amounts[reached, :, view.given("study_year")]
    quantities = subject | {"amount": eur(max(int(amounts.max()), 0))}
    if compiled.until_months:
        quantities["tier"] = count(int(tier_of(compiled, p, row)[0]))
    if shape.type == "per_hours":
        counted = min(view.given("hours"), shape.base_hours) if shape.cap else view.given("hours")
        quantities |= {"hours": hours(counted), "base": hours(shape.base_hours), "months": _months(view, i, compiled)}
        suffix = "_assumed" if shape.base_assumed else ""
        return step(f"norm_per_hours{suffix}", quantities, norm, rules)
    if shape.type == "per_day":
        half = view.given("hours") < shape.half_day_below_hours * int(p.days_per_week[0])
        quantities |= {"days": count(ledger.presence[i], "days")}
        return step("norm_per_half_day" if half else "norm_per_day", quantities, norm, rules)
    if shape.type == "per_week":
        quantities |= {"weeks": share(ledger.days[i], 7)}
        return step("norm_per_week", quantities, norm, rules)
    unit = count(shape.thresholds[reached] // 100) if shape.type == "by_days" else hours(shape.thresholds[reached])
    quantities |= {"threshold": unit, "months": _months(view, i, compiled)}
    suffix = "_advised" if shape.advised[reached] else ""
    return step(f"norm_{shape.type}{suffix}", quantities, norm, rules)


def _months(view: View, i: int, compiled: CompiledVersion) -> Quantity:
    """The part of a month that counts; less than the entry's own part when the limit in months is reached."""
    ledger = view.e.ledger
    return _months_left(view, i, compiled) or share(ledger.days[i], ledger.month_days[i])


def _months_left(view: View, i: int, compiled: CompiledVersion) -> Quantity | None:
    """What is left of the limit in months, where that is less than the entry's own part of a month."""
    ledger, limit = view.e.ledger, compiled.version.max_months
    if limit is None:
        return None
    left = limit * MONTH_PARTS - int(ledger.before(ledger.month_parts)[i])
    if left >= ledger.month_parts[i]:
        return None
    part = Fraction(max(left, 0), MONTH_PARTS)
    return name("0") if not part else share(part.numerator, part.denominator)


def _closed_gates(gates: Gates, view: View) -> list[str]:
    """Which gates refuse this placement; the words are keys of the catalogue with what the gate asks."""
    row = np.zeros(1, np.int64)
    closed = []
    for field in Gates.model_fields:
        value = getattr(gates, field)
        if not value:
            continue
        only = Gates(exclude_kinds=[], exclude_routes=[]).model_copy(update={field: value})
        if not bool(gates_open(only, view.e.placements, view.e.ledger, row)[0]):
            closed.append(field if isinstance(value, (bool, list)) else f"{field}:{value}")
    return closed


# ---------------------------------------------------------------- policies and typed amounts


def _typed_entry(view: View, i: int, source: str) -> Step:
    """An amount from one's own cao or of one's own choice."""
    amount, per, base = (view.given(f"{source}_{field}") for field in ("amount", "per", "base"))
    quantities = view.period(i) | {"amount": eur(amount)} | _times(view, i, per)
    kind = f"norm_{source}_{PERIODS[per]}"
    if base and per <= 1:
        quantities |= {"hours": hours(min(view.given("hours"), base)), "base": hours(base)}
        kind += "_prorated"
    return step(kind, quantities, eur(view.e.allowance.norm[i]))


def _times(view: View, i: int, per: int) -> dict[str, Quantity]:
    """How many periods of an amount fall in an entry."""
    ledger, p = view.e.ledger, view.e.placements
    by_period = (
        {"times": share(ledger.days[i], ledger.month_days[i])},
        {"times": share(ledger.days[i], 7)},
        {"times": count(ledger.presence[i], "days")},
        {
            "times": count(ledger.presence[i], "days"),
            "week_hours": hours(view.given("hours")),
            "week_days": count(p.days_per_week[0], "days"),
        },
    )
    return by_period[per]


def _policy_entry(view: View, i: int, policy: int) -> Step:
    book, ledger = view.e.book, view.e.ledger
    key = book.policy_keys[policy]
    norm = book.norms[key].latest
    base = cents(norm.base_hours or 0)
    quantities = view.period(i) | {
        "policy": word(f"norm.{key}"),
        "amount": eur(cents(norm.amount or 0)),
        "hours": hours(min(view.given("hours"), base)),
        "base": hours(base),
        "months": share(ledger.days[i], ledger.month_days[i]),
    }
    suffix = "_assumed" if norm.base_assumed else ""
    return step(f"norm_policy{suffix}", quantities, eur(view.e.allowance.norm[i]), [norm_ref(book, key)])


def _few_schemes(view: View, i: int) -> Step:
    used = _sector_schemes(view, i)
    return step("sector_few", view.period(i) | {"schemes": count(len(used))})


def _sector_entry(view: View, i: int) -> Step:
    """The middle of what the schemes of the sector would give."""
    book = view.e.book
    used = sorted(_sector_schemes(view, i), key=lambda item: item[1])
    quantities = view.period(i) | {
        "schemes": words([f"{book.schemes[book.scheme_keys[index]].name}={amount}" for index, amount in used]),
        "number": count(len(used)),
    }
    start = view.e.ledger.start[i]
    rules = [
        scheme_ref(book, book.scheme_keys[index], int(book.compiled[index].periods.version_at(start)))
        for index, _ in used
    ]
    kind = "norm_sector" if len(used) % 2 else "norm_sector_even"
    return step(kind, quantities, eur(view.e.allowance.norm[i]), rules)


def _sector_schemes(view: View, i: int) -> list[tuple[int, int]]:
    """Schemes (index, cents) that take part in the median of an entry."""
    for detail in view.e.allowance.medians:
        for place in np.flatnonzero(detail.entries == i):
            column = detail.amounts[:, place].tolist()
            return [(index, amount) for index, amount in zip(detail.schemes, column, strict=True) if amount > 0]
    return []


# ---------------------------------------------------------------- summary and offer


def _summary(view: View) -> Steps:
    basis = word(f"basis.{view.text('allowance.basis')}")
    yield step("norm_full_month", {"basis": basis}, eur(view.result("allowance.full_month")))
    yield step("norm_total", {"parts": count(len(view.entries()))}, eur(view.result("allowance.norm")))
    entitlement = view.result("allowance.entitlement")
    if entitlement is not None and entitlement != view.result("allowance.norm"):
        force = word(f"force.{view.text('allowance.entitlement_force')}")
        yield step("entitlement_total", {"force": force}, eur(entitlement))


def _offer(view: View) -> Steps:
    amount, per = view.given("allowance"), view.given("allowance_per")
    if amount == UNKNOWN:
        yield step("offer_none", {}, eur(0))
    else:
        for i in view.entries():
            quantities = view.period(i) | {"amount": eur(amount)} | _times(view, i, per)
            yield step(f"offer_{PERIODS[per]}", quantities, eur(view.e.allowance.offered[i]))
        quantities = {
            "offered": eur(view.result("allowance.offered")),
            "from_all_in": eur(view.result("expenses_total.from_all_in")),
        }
        yield step("offer_effective", quantities, eur(view.result("allowance.effective")))
    quantities = {"norm": eur(view.result("allowance.norm")), "effective": eur(view.result("allowance.effective"))}
    yield step("allowance_gap", quantities, eur(view.result("allowance.gap")))
