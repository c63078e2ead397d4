"""Random valid placements in the form of the contract, JSON-able, that together cover everything."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from random import Random
from typing import Any

from .data import Data, load_data
from .days import ONE_DAY, add_months, age_on
from .random_changes import random_changes
from .random_parts import (
    Span,
    day_inside,
    random_cost,
    random_euros,
    random_offer,
    random_placement_test,
    random_rate,
    random_travel,
)
from .random_week import random_week
from .reading import WEEKDAYS, Placement, Reimbursement, Stretch, read_placement
from .unknown_steps import schemes_with_unknown

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2035, 12, 31)


def random_placement(rng: Random, data: Data | None = None) -> dict[str, Any]:
    data = data or load_data()
    route = rng.choice(("bol", "bol", "hbo", "wo", "bbl", "bbl", "dual"))
    span = _period(rng)
    start, end = span
    week = random_week(rng, needed=WEEKDAYS[start.weekday()] if (end - start).days < 7 else None)
    placement: dict[str, Any] = {
        "route": route,
        "start": start.isoformat(),
        "end": end.isoformat(),
        **week,
        **_what_it_is(rng, data),
    }
    workdays = week.get("workdays") or list(week["hours_by_day"])
    placement["travel"] = {"mode": "none"}
    if rng.random() < 0.9:
        placement["travel"] = random_travel(rng, route, workdays, data)
    if rng.random() < 0.3:
        placement["public_holidays"] = rng.choice(("worked", "worked", "free"))
    if rng.random() < 0.4:
        placement["closed"] = _closed(rng, start, end)
    if route in ("bbl", "dual") or rng.random() < 0.3:
        placement["birth_date"] = _birth_date(rng, start, end).isoformat()
    if rng.random() < 0.6:
        placement["costs"] = [random_cost(rng, span) for _ in range(rng.randint(1, 5))]
    if rng.random() < 0.85:
        placement["offer"] = random_offer(rng, route, placement, span)
    if route in ("bbl", "dual"):
        _wage_of_the_cao(rng, placement)
    if rng.random() < 0.4 and (changes := random_changes(rng, placement, span, data)):
        placement["changes"] = changes
    _not_paid_twice(placement)
    if (assumed := _assumed(rng, route, span, data)) is not None:
        placement["assume"] = {"adult_hourly_minimum": assumed}
    if rng.random() < 0.3:
        placement["placement_test"] = random_placement_test(rng)
    return placement


def _what_it_is(rng: Random, data: Data) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if rng.random() < 0.3:
        found["id"] = f"random-{rng.randrange(10**6)}"
    if rng.random() < 0.15:
        found["kind"] = rng.choice(("observation", "placement"))
    if rng.random() < 0.4:
        found["compulsory"] = rng.random() < 0.6
    if rng.random() < 0.6:
        found["study_year"] = rng.randint(1, 6)
    if rng.random() < 0.3:
        found["signed_regional_pact"] = rng.random() < 0.8
    found["norm"] = rng.choice(_policies(data))
    if rng.random() < 0.15:
        found |= {"sector": rng.choice(_sectors_with_a_median(data)), "norm": "sector"}
    else:
        found |= _sector_and_cao(rng, data)
    if found["norm"] == "own":
        found["own_norm"] = random_rate(rng, "month", "week", "day", "hour", base=True)
    elif found["norm"] == "sector" and rng.random() < 0.2:
        del found["norm"]
    return found


def _wage_of_the_cao(rng: Random, placement: dict[str, Any]) -> None:
    if placement.get("cao", {}).get("status") == "applies" and rng.random() < 0.5:
        placement["cao"]["hourly_wage"] = random_euros(rng, 4, 19)


def _not_paid_twice(placement: dict[str, Any]) -> None:
    """Travel is reimbursed or paid by the kilometre, not both in one stretch."""
    offer = placement.get("offer", {})
    if "reimbursements" not in offer:
        return
    case = read_placement(placement)
    by_km = [stretch for stretch in case.stretches if stretch.km_rate]
    pairs = zip(offer["reimbursements"], case.reimbursements, strict=True)
    offer["reimbursements"] = [
        raw for raw, item in pairs if item.kind != "travel" or not any(_meet(item, stretch, case) for stretch in by_km)
    ]


def _meet(item: Reimbursement, stretch: Stretch, case: Placement) -> bool:
    return (item.start or case.start) <= stretch.end and stretch.start <= (item.end or case.end)


def _assumed(rng: Random, route: str, span: Span, data: Data) -> dict[str, Any] | None:
    """A minimum wage that the rules do not have yet."""
    last = data.rules["adult_hourly_minimum"][-1]["to"]
    if last is None or span[1] <= last or rng.random() > (0.35 if route in ("bbl", "dual") else 0.05):
        return None
    first = last + ONE_DAY
    day = first if rng.random() < 0.6 else day_inside(rng, (max(first, span[0]), span[1]))
    return {"from": day.isoformat(), "amount": random_euros(rng, 12, 20)}


def _period(rng: Random) -> tuple[date, date]:
    years = (FIRST_DAY, LAST_DAY) if rng.random() < 0.25 else (date(2022, 6, 1), date(2027, 3, 31))
    start = years[0] + timedelta(days=rng.randrange((years[1] - years[0]).days + 1))
    luck = rng.random()
    if luck < 0.15:  # near the end of the year
        start = date(start.year, 12, 31) - timedelta(days=rng.randrange(60))
    elif luck < 0.3:  # near the student product's summer
        start = date(start.year, 8, 15) - timedelta(days=rng.randrange(75))
    elif luck < 0.4:
        start = start.replace(day=1)
    elif luck < 0.44 and isleap(start.year):
        start = date(start.year, 2, 29)
    longest = min(add_months(start, 72) - ONE_DAY, LAST_DAY)
    luck = rng.random()
    if luck < 0.08:
        end = start + timedelta(days=rng.randrange(7))
    elif luck < 0.25:  # whole months, or a day more or less: gates and tiers
        end = add_months(start, rng.randint(1, 14)) + timedelta(days=rng.choice((-2, -1, 0)))
    elif luck < 0.32:
        end = start + timedelta(days=rng.randrange(280, 6 * 365))
    elif luck < 0.33:
        end = longest
    else:
        end = start + timedelta(days=rng.randrange(14, 280))
    return start, max(start, min(end, longest))


def _policies(data: Data) -> list[str]:
    norms = sorted(key for key, row in data.norms.items() if row["kind"] == "norm")
    return ["sector"] * 4 + norms + ["own"]


def _schemes_with_an_amount(data: Data) -> list[str]:
    """Those that say something about travel, or of which a step is not known, three times as often: few do."""
    keys = sorted(key for key, scheme in data.schemes.items() if scheme["versions"])
    on_top = ("on_top", "when_no_student_travel")
    speak = [key for key in keys if any(v["travel"] in on_top for v in data.schemes[key]["versions"])]
    rare = speak + schemes_with_unknown(data)
    return keys + rare + rare


def _sectors_with_a_median(data: Data) -> list[str]:
    """Sectors with two or more dated schemes, the only ones where the sector norm can be a median."""
    dated = [s["sector"] for s in data.schemes.values() if any(not v.get("undated") for v in s["versions"])]
    return sorted({sector for sector in dated if dated.count(sector) >= 2})


def _sector_and_cao(rng: Random, data: Data) -> dict[str, Any]:
    scheme = rng.choice(sorted(data.schemes))
    sector = data.schemes[scheme].get("sector")
    if rng.random() < 0.75:
        scheme = rng.choice(_schemes_with_an_amount(data))
        sector = data.schemes[scheme]["sector"]
    chosen: dict[str, Any] = {"sector": rng.choice(data.sectors) if rng.random() < 0.25 else sector}
    if chosen["sector"] is None or rng.random() < 0.05:
        del chosen["sector"]
    luck = rng.random()
    if luck < 0.25:
        chosen["cao"] = {"status": "none"}
    elif luck < 0.35:
        chosen["cao"] = {"status": "unknown"}
    elif luck < 0.75:
        chosen["cao"] = {"status": "applies", "scheme": scheme}
    elif luck < 0.87:
        amount = random_rate(rng, "month", "week", "day", "hour", base=True)
        chosen["cao"] = {"status": "applies", "amount": amount}
    elif luck < 0.9:
        chosen["cao"] = {"status": "applies"}
    return chosen


def _closed(rng: Random, start: date, end: date) -> list[dict[str, Any]]:
    """Periods that may overlap, but no day both paid and unpaid."""
    spans: list[dict[str, Any]] = []
    for _ in range(rng.randint(1, 4)):
        first = start + timedelta(days=rng.randint(-20, (end - start).days + 10))
        last = first + timedelta(days=rng.randrange(25))
        span: dict[str, Any] = {"from": first.isoformat(), "to": last.isoformat()}
        if rng.random() < 0.5:
            span["paid"] = rng.random() < 0.4
        if not any(_clash(span, other) for other in spans):
            spans.append(span)
    return spans


def _clash(one: dict[str, Any], other: dict[str, Any]) -> bool:
    overlap = one["from"] <= other["to"] and other["from"] <= one["to"]
    return bool(overlap and one.get("paid", True) != other.get("paid", True))


def _birth_date(rng: Random, start: date, end: date) -> date:
    youngest, oldest = 13, 99
    years = rng.randint(15, 22) if rng.random() < 0.85 else rng.choice((13, 14, 23, 30, 60))
    luck = rng.random()
    if luck < 0.5:  # a birthday inside, or on the first or last day
        birthday = start + timedelta(days=rng.randrange((end - start).days + 1))
        birth = birthday.replace(year=birthday.year - years, day=min(birthday.day, 28))
    elif luck < 0.75:
        leap = start.year - years - (start.year - years) % 4
        birth = date(leap, 2, 29)
    else:
        birthday = start.replace(year=start.year - years, day=min(start.day, 28))
        birth = birthday - timedelta(days=rng.randrange(365))
    while age_on(birth, start) < youngest:
        birth = add_months(birth, -12)
    assert age_on(birth, start) <= oldest
    return birth
