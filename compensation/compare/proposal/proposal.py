"""A proposed norm as a scheme like every other, and a rule book that holds it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from pydantic import ValidationError

from compensation.calendar import add_months, to_date, to_day
from compensation.rulebook import RuleBook
from compensation.rulebook.models import TRAVEL
from compensation.rulebook.scheme import NormCost, Scheme
from compensation.rulebook.sources import Checked, Source
from compensation.table.faults import TableError

ProposalShape = Literal["per_hours", "by_hours", "by_days", "per_day", "per_week"]
Steps = tuple[tuple[Decimal, Decimal], ...]


#: Stands for an address that is not known yet: one can compute with it, but no file with it is written.
NOT_PUBLISHED = "https://not-published.invalid/"


@dataclass(frozen=True)
class Rise:
    """What a norm pays from a later day on, in the shape that it has."""

    start: date
    amount: Decimal
    steps: Steps = ()


@dataclass(frozen=True)
class Proposal:
    """A norm for one sector, with its list of costs. `steps` (from, amount), descending, are for by_hours and by_days;
    the amount is then the highest of them and `base_hours` is not used. `rises`, oldest first: what it pays later."""

    sector: str
    amount: Decimal
    base_hours: Decimal
    start: date
    shape: ProposalShape = "per_hours"
    steps: Steps = ()
    rises: tuple[Rise, ...] = ()
    costs: tuple[NormCost, ...] = ()
    name: str = ""
    key: str = ""
    source_title: str = ""
    source_url: str = NOT_PUBLISHED

    def scheme(self) -> Scheme:
        """The proposal as a scheme. Raises TableError when it is none."""
        days = [rise.start for rise in self.rises]
        if any(later <= earlier for earlier, later in pairwise([self.start, *days])):
            raise TableError("own_norm_years")
        ends = [to_date(to_day(day) - 1) for day in days]
        first = Rise(self.start, self.amount, self.steps)
        versions = [self._version(part, end) for part, end in zip((first, *self.rises), (*ends, None), strict=True)]
        try:
            return Scheme(
                key=self.key or f"voorstel_{self.sector}",
                name=self._name(),
                kind="regional",
                sector=self.sector,
                proposed=True,
                versions=versions,  # type: ignore[arg-type]
            )
        except ValidationError:
            raise TableError("own_norm_shape") from None

    def _name(self) -> str:
        return self.name or f"Voorstel voor {self.sector}"

    def _version(self, part: Rise, end: date | None) -> dict[str, Any]:
        title = self.source_title or self._name()
        return {
            "from": part.start,
            "to": end,
            "as_of": part.start,
            "looked_on": self.start,
            "review_by": a_year_after(self.start),
            "shape": self._shape(part),
            "travel": "on_top" if any(cost.kind == TRAVEL and cost.owed for cost in self.costs) else "unknown",
            "costs": list(self.costs),
            "checked": Checked.ASSUMPTION,
            "source": Source(title=title, url=self.source_url, date=self.start.isoformat(), official=False),
        }

    def _shape(self, part: Rise) -> dict[str, Any]:
        if self.shape in ("by_hours", "by_days"):
            return {"type": self.shape, "steps": [{"from": least, "amount": amount} for least, amount in part.steps]}
        if not (part.amount > 0 and 1 <= self.base_hours <= 60):
            raise TableError("own_norm_shape")
        hours = {"base_hours": self.base_hours} if self.shape == "per_hours" else {}
        return {"type": self.shape, "amount": part.amount, **hours}


def a_year_after(day: date) -> date:
    """When an amount seen on a day must be looked up again, where nothing says that it ends before."""
    return to_date(add_months(to_day(day), 12))


def with_scheme(book: RuleBook, scheme: Scheme) -> RuleBook:
    """A copy of a rule book with one more scheme (or another in its place), for a what-if; its hash says so.

    A norm that is tried takes the place of another that is tried in its sector.
    """
    others = {key: held for key, held in book.schemes.items() if not _makes_room(held, scheme)}
    said = hashlib.sha256(scheme.model_dump_json().encode()).hexdigest()
    both = hashlib.sha256(f"{book.hash}+{said}".encode()).hexdigest()
    return replace(book, schemes=dict(sorted({**others, scheme.key: scheme}.items())), hash=both)


def _makes_room(held: Scheme, scheme: Scheme) -> bool:
    return scheme.proposed and held.proposed and held.sector == scheme.sector
