"""Proposals to begin with: everyone the highest level's amount; and a membership to try them on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compensation.calendar import WEEKDAYS
from compensation.compare.proposal.effect import euros_of, of_sector, take, without_norm
from compensation.compare.proposal.proposal import Proposal, a_year_after
from compensation.compare.sectors import practice_by_level
from compensation.reading.tables import level_of_routes, read_table
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.models import Practice
from compensation.rulebook.scheme import LEVELS, ByLevel, InSteps, Level, NormCost, Scheme, Shape, Tier
from compensation.rulebook.sources import Checked
from compensation.table.evaluated import sound_rows
from compensation.table.faults import TableError
from compensation.units import MONTHS_A_YEAR, WEEKS_A_YEAR, cents, half_up

if TYPE_CHECKING:
    import pandas as pd

ROUTES: dict[Level, str] = {"mbo": "bol", "hbo": "hbo", "wo": "wo"}


@dataclass(frozen=True)
class Membership:
    """A made-up membership: all of it assumption, but for what practice.yaml says is paid and the VOG of the sector."""

    start: date = date(2026, 9, 7)
    weeks: int = 20
    hours_per_week: Decimal = Decimal(32)
    days: int = 4
    distance_km: Decimal = Decimal(10)
    placements: dict[str, int] = field(default_factory=lambda: {"mbo": 60, "hbo": 30, "wo": 10})


def typical_membership(book: RuleBook, sector: str, membership: Membership | None = None) -> pd.DataFrame:
    """A table of placements in a sector, when there is no file: per level as many are paid as practice says, the
    average that it gives; travel by bus, and a VOG where the sector asks for one. Raises TableError."""
    import pandas as pd

    if sector not in book.sectors:
        raise TableError("no_such_sector", value=sector)
    about = membership or Membership()
    practice = practice_by_level(book)
    rows: list[dict[str, Any]] = []
    for level in LEVELS:
        size = about.placements.get(level, 0)
        share, average = _practice(practice.get(level, ()), level)
        paid = int(half_up(int(share * 100) * size, 10_000))
        for number in range(size):
            allowance = average if number < paid else None
            rows.append(_typical(book, sector, level, about) | {"offer.allowance.amount": allowance})
    for number, row in enumerate(rows, start=1):
        row["id"] = f"{sector}-{number}"
    return pd.DataFrame(rows)


def _typical(book: RuleBook, sector: str, level: Level, about: Membership) -> dict[str, Any]:
    asks_vog = book.sectors[sector].vog in ("required", "usual")
    return {
        "id": "",
        "route": ROUTES[level],
        "sector": sector,
        "start": about.start,
        "end": about.start + timedelta(days=7 * about.weeks - 3),
        "hours_per_week": about.hours_per_week,
        "workdays": ",".join(WEEKDAYS[: about.days]),
        "travel.mode": "public_transport",
        "travel.carrier": "bus",
        "travel.distance_km": about.distance_km,
        "cost.vog.required_by": "employer" if asks_vog else None,
    }


def _practice(rows: tuple[Practice, ...], level: Level) -> tuple[Decimal, Decimal]:
    """The newest share that is paid, and the newest average among those who are. Unknown is a TableError, never 0."""
    shares = [row.share_paid_percent for row in rows if row.share_paid_percent is not None]
    averages = [row.average_month for row in rows if row.average_month is not None]
    if not shares or not averages:
        raise TableError("no_practice", level=level)
    return shares[0], averages[0]


def highest_level_proposal(frame: pd.DataFrame, sector: str, start: date, rulebook: RuleBook | None = None) -> Proposal:
    """Everyone the highest level's amount: what the best paid level of a membership gets per hour on average,
    as an amount a month at the base hours of the national norm. Raises TableError when no allowance is paid."""
    book = rulebook or load_rulebook()
    if sector not in book.sectors:
        raise TableError("no_such_sector", value=sector)
    cases = sound_rows(frame, book).cases
    here = of_sector(cases, book.sector_keys.index(sector))
    if not len(here):
        raise TableError("no_allowance", sector=sector)
    e = read_table(without_norm(take(cases, here)), book)
    paid, hours = e.values("allowance.effective"), e.presence_hours
    stated, level = e.values("allowance.stated") == 1, level_of_routes(e.cases.cases["route"])
    base = book.norms["national"].latest.base_hours or Decimal(40)
    months = [
        int(
            half_up(
                int(paid[stated & (level == number)].sum()) * WEEKS_A_YEAR * cents(base),
                int(hours[stated & (level == number)].sum()) * MONTHS_A_YEAR,
            )
        )
        for number in range(len(LEVELS))
        if hours[stated & (level == number)].sum() > 0
    ]
    if not max(months, default=0):
        raise TableError("no_allowance", sector=sector)
    return Proposal(sector, euros_of(max(months)), base, start)


def equal_for_all_levels(scheme: Scheme, start: date, costs: Sequence[NormCost] = ()) -> Scheme:
    """A scheme's newest version with the highest level's amount for every level, open to bol, hbo and wo; what its
    parties only advise is asked by the norm, with its list of costs.

    Raises TableError for a scheme without an amount.
    """
    if not scheme.versions:
        raise TableError("no_allowance", sector=scheme.sector)
    last = scheme.versions[-1]
    routes = [route for route in last.gates.exclude_routes if route in ("bbl", "dual")]
    version = last.model_copy(
        update={
            "from_": start,
            "to": None,
            "as_of": start,
            "looked_on": start,
            "review_by": a_year_after(start),
            "undated": False,
            "advised": False,
            "costs": list(costs),
            "shape": last.shape and _highest(last.shape),
            "tiers": last.tiers and [_with_highest(tier) for tier in last.tiers],
            "gates": last.gates.model_copy(update={"exclude_routes": routes}),
            "checked": Checked.ASSUMPTION,
            "note": None,
        }
    )
    return scheme.model_copy(
        update={
            "key": f"voorstel_{scheme.key}",
            "proposed": True,
            "name": f"Voorstel: {scheme.name}",
            "versions": [version],
        }
    )


def _with_highest(tier: Tier) -> Tier:
    return tier.model_copy(update={"shape": _highest(tier.shape)})


def _highest(shape: Shape) -> Shape:
    made = shape.with_amounts(_highest_amount)
    if isinstance(made, InSteps):
        return made.model_copy(update={"steps": [step.model_copy(update={"advised": False}) for step in made.steps]})
    return made


def _highest_amount(amount: Any) -> Any:
    if isinstance(amount, ByLevel):
        return max(value for value in (amount.mbo, amount.hbo, amount.wo) if value is not None)
    return amount
