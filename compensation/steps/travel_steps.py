"""Steps for the days present and for travel."""

from __future__ import annotations

from compensation.columns import CARRIERS, DAY, HOUR, PUBLIC_TRANSPORT, TRAIN
from compensation.norms.allowance import BASIS_CAO
from compensation.rulebook.series import UNKNOWN
from compensation.steps.model import (
    Quantity,
    RuleRef,
    Step,
    calendar_ref,
    count,
    eur,
    name,
    percent,
    rule_ref,
    scaled,
    word,
)
from compensation.steps.view import Steps, View, step


def day_steps(view: View) -> Steps:
    """Days present per entry, where an amount depends on them."""
    if not _needs_presence(view):
        return
    ledger = view.e.ledger
    for i in view.entries():
        quantities = view.period(i) | {
            "scheduled": count(ledger.scheduled[i], "days"),
            "closed": count(ledger.closed[i], "days"),
            "holidays": count(ledger.holidays[i], "days"),
        }
        yield step("days_present", quantities, count(ledger.presence[i], "days"))


def _needs_presence(view: View) -> bool:
    p, by_day = view.e.placements, (DAY, HOUR)
    items = [*p.costs[:, 3], *p.reimbursements[:, 3]]
    periods = [view.given(c) for c in ("cao_per", "own_per", "allowance_per")]
    own = view.e.allowance.basis == BASIS_CAO
    schemes = [view.e.book.compiled[view.given("scheme")]] if own.any() else []
    for detail in view.e.allowance.medians:
        schemes += [view.e.book.compiled[index] for index in detail.schemes]
    per_day = any(shape.type == "per_day" for s in schemes for v in s.versions for shape in v.shapes)
    return bool(view.given("travel_mode")) or any(per in by_day for per in [*items, *periods]) or per_day


def travel_steps(view: View) -> Steps:
    """The price used, the trips and the cost of travel per entry."""
    mode = view.given("travel_mode")
    if not mode:
        return
    travel = view.e.travel
    before = None
    for i in view.entries():
        if mode == PUBLIC_TRANSPORT and travel.estimated[i] and travel.price[i] not in (before, UNKNOWN):
            yield _fare_step(view, i)
            before = travel.price[i]
        if travel.unknown[i]:
            yield step("travel_unknown", view.period(i), eur(0))
        elif mode == PUBLIC_TRANSPORT:
            yield _public_step(view, i)
        else:
            yield _own_step(view, i)
    yield step("travel_total", {"parts": count(len(view.entries()))}, eur(view.e.ledger.total(travel.cost)[0]))


def _own_step(view: View, i: int) -> Step:
    ledger, travel = view.e.ledger, view.e.travel
    quantities = view.period(i) | {
        "days": count(ledger.presence[i], "days"),
        "km": scaled(view.given("distance"), 1, "km"),
        "rate": eur(travel.price[i]) if travel.price[i] != UNKNOWN else eur(0),
    }
    return step("travel_own", quantities, eur(travel.cost[i]), rule_ref(view.e.book, "km_rate", ledger.start[i]))


def _public_step(view: View, i: int) -> Step:
    ledger, travel = view.e.ledger, view.e.travel
    product = ("none", "week", "weekend")[view.given("student_product")]
    full, discounted = travel.full_trips[i], travel.discounted_trips[i]
    quantities = view.period(i) | {
        "days": count(ledger.presence[i], "days"),
        "full_trips": count(full, "trips"),
        "discounted_trips": count(discounted, "trips"),
        "fare": eur(max(int(travel.price[i]), 0)),
        "discount": percent(max(int(travel.discount[i]), 0)),
        "product": word(f"student_product.{product}"),
    }
    rules: list[RuleRef] = [] if product == "none" else [calendar_ref(view.e.book)]
    if discounted:
        rules += rule_ref(view.e.book, f"student_discount_{CARRIERS[view.given('carrier')]}", ledger.start[i])
    return step(_public_kind(product, bool(full), bool(discounted)), quantities, eur(travel.cost[i]), rules)


def _public_kind(product: str, full: bool, discounted: bool) -> str:
    """Which sentence tells the trips: only what is paid is spoken of."""
    if product == "none":
        return "travel_fare"
    if not (full or discounted):
        return "travel_free"
    if product == "weekend" and not (full and discounted):
        return "travel_weekend_full" if full else "travel_weekend_discounted"
    return f"travel_{product}_product"


def _fare_step(view: View, i: int) -> Step:
    """How a single fare was estimated from the distance."""
    book, start = view.e.book, view.e.ledger.start[i]
    distance = view.given("distance")
    fare = eur(view.e.travel.price[i])
    quantities: dict[str, Quantity] = view.period(i) | {"km": scaled(distance, 1, "km")}
    if view.given("carrier") == TRAIN:
        quantities["units"] = count(min(-(-distance // 10), book.table("train_fare").values.shape[1] - 1))
        return step("fare_train", quantities, fare, rule_ref(book, "train_fare", start))
    region = book.region_keys[view.given("region")]
    rate = int(book.table("bus_fare_per_km").at(start, view.given("region")))
    quantities |= {
        "boarding": eur(book.series("boarding_fee").at(start)),
        "rate": scaled(rate, 4, "eur_per_km"),
        "region": name(book.regions[region].name),
    }
    return step(
        "fare_bus", quantities, fare, rule_ref(book, "boarding_fee", start) + rule_ref(book, "bus_fare_per_km", start)
    )
