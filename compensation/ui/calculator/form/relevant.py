"""Which questions matter, given the answers so far; what is not asked does not count.

The one place that decides it: the form asks what is relevant here, and what counts (form/counts.py) leaves out of
the draft whatever is not. A question is relevant when its answer can change an amount, a ground or a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from compensation.calendar import to_date, to_day
from compensation.placement.cases import last_known_minimum
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import (
    NOT_KNOWN,
    ByYear,
    PaidBy,
    Scheme,
    SchemeVersion,
    Shape,
)
from compensation.ui.calculator.form.changes import PARTS, count
from compensation.ui.calculator.form.hours import bases, stretches
from compensation.ui.calculator.form.ways import TRAVEL, legs
from compensation.ui.parts.state import Draft

WAGE_ROUTES = ("bbl", "dual")


@dataclass(frozen=True)
class Relevant:
    """The questions that matter for a draft."""

    draft: Draft
    book: RuleBook

    @property
    def route(self) -> str | None:
        """The route of study, None while it is not chosen."""
        return cast("str | None", self.draft.get("route"))

    @property
    def wage(self) -> bool:
        """bbl and dual: a wage, and so a birth date."""
        return self.route in WAGE_ROUTES

    @property
    def allowance(self) -> bool:
        """bol, hbo and wo: an allowance, the kind of placement, and whether it is really one."""
        return self.route is not None and not self.wage

    # ------------------------------------------------------------ cao and norm

    @cached_property
    def schemes(self) -> list[Scheme]:
        """Schemes to choose from: those of the sector (all, without a sector), and the one chosen."""
        sector, chosen = self.draft.get("sector"), self.draft.get("cao.scheme")
        return [s for s in self.book.schemes.values() if sector in (None, s.sector) or s.key == chosen]

    @property
    def cao(self) -> bool:
        """A cao matters for an allowance, and for a wage: it may pay more than the minimum."""
        return self.route is not None

    @property
    def named_scheme(self) -> bool:
        """Which cao it is: for an allowance; for a wage where it changes something, or is the ground of more wage."""
        wages = [self.draft.get(f"{base}cao.hourly_wage") for base in bases(self.draft)]
        grounds = {scheme.kind for scheme in self.schemes if self.cao_wage and any(wages)}
        return self.allowance or "employer" in grounds or any(map(self._changes_wage, self.schemes))

    @property
    def cao_wage(self) -> bool:
        """The hourly wage that the cao pays."""
        return self.wage and self.draft.get("cao.status") == "applies"

    def _changes_wage(self, scheme: Scheme) -> bool:
        if self.route == "bbl" and (scheme.bbl_scale == "regular" or scheme.own_bbl_wages):
            return True
        return any(v.travel != "unknown" and self.route not in v.gates.exclude_routes for v in scheme.versions)

    @cached_property
    def scheme(self) -> Scheme | None:
        """The scheme that applies, None when there is none or it is not named."""
        if not self.named_scheme or self.draft.get("cao.status") != "applies":
            return None
        return self.book.schemes.get(self.draft.get("cao.scheme") or "")

    @property
    def own_cao_amount(self) -> bool:
        """The amount from one's own cao, in the place of a scheme."""
        return self.allowance and self.draft.get("cao.status") == "applies" and self.draft.get("cao.amount") is not None

    @property
    def norm(self) -> bool:
        """A norm is chosen where no cao gives the amount, in part of the placement or in all of it."""
        if not self.allowance or self.draft.get("kind") == "observation" or self.own_cao_amount:
            return False
        return self.scheme is None or not self._in_force_throughout(self.scheme)

    def _in_force_throughout(self, scheme: Scheme) -> bool:
        start, end = self.draft.get("start"), self.draft.get("end")
        if not scheme.versions:
            return False
        first, last = scheme.versions[0], scheme.versions[-1]
        after = start is None or first.from_.isoformat() <= start
        before = last.to is None or (end is not None and end <= last.to.isoformat())
        return after and before and not any(self._unknown_step(v, hours_given=False) for v in scheme.versions)

    @property
    def amount_unknown_here(self) -> bool:
        """The scheme says that it pays at these hours or days, and not how much."""
        versions = self.scheme.versions if self.scheme and self.allowance else []
        return any(self._unknown_step(version, hours_given=True) for version in versions)

    def _unknown_step(self, version: SchemeVersion, *, hours_given: bool) -> bool:
        """A version of this time has a step of unknown amount that is reached; any such step before hours are given."""
        start, end = self.draft.get("start"), self.draft.get("end")
        if (end and end < version.from_.isoformat()) or (start and version.to and version.to.isoformat() < start):
            return False
        return any(self._reaches_unknown(tier.shape, hours_given) for tier in version.all_tiers())

    def _reaches_unknown(self, shape: Shape, hours_given: bool) -> bool:
        for hours, days in stretches(self.draft):
            reached = Decimal(str((days if shape.in_days else hours) or 0))
            steps = [s for s in shape.parts() if s.from_ <= reached][:1] if reached else shape.parts()
            if any(step.amount == NOT_KNOWN for step in steps) and (reached or not hours_given):
                return True
        return False

    @property
    def sector_norm(self) -> bool:
        """The median of the sector's schemes is the norm, in part of the placement or in all of it."""
        return self.norm and self.draft.get("sector") is not None and self.draft.get("norm", "sector") == "sector"

    @cached_property
    def versions(self) -> list[SchemeVersion]:
        """Versions of schemes that this placement's allowance can rest on."""
        schemes = [self.scheme] if self.scheme else []
        if self.sector_norm:
            schemes += [s for s in self.schemes if s.sector == self.draft.get("sector")]
        return [version for scheme in schemes if self.allowance for version in scheme.versions]

    @property
    def study_year(self) -> bool:
        """Some amount differs by year of study."""
        return any(isinstance(amount, ByYear) for version in self.versions for amount in _amounts(version))

    @property
    def compulsory(self) -> bool:
        """Some scheme pays only placements that are part of the programme."""
        return any(version.gates.compulsory_only for version in self.versions)

    # ------------------------------------------------------------ travel, costs, offer

    @cached_property
    def travel_bases(self) -> list[str]:
        """Where ways of travelling stand: at the start, and in each change of them."""
        changed = [f"changes.{place}.{TRAVEL}" for place in range(count(self.draft))]
        return [TRAVEL, *(base for base in changed if self.draft.get(base) is not None)]

    @cached_property
    def modes(self) -> set[str]:
        """How the student travels, at any time."""
        return {leg.mode for base in self.travel_bases for leg in legs(self.draft, base)} - {"none"}

    def student_product(self, base: str = TRAVEL) -> bool:
        """A student travel product: every route but bbl; with one's own vehicle only where the scheme asks for it."""
        if self.route in (None, "bbl"):
            return False
        modes = {leg.mode for leg in legs(self.draft, base)}
        versions = self.scheme.versions if self.scheme and "own_vehicle" in modes else []
        return "public_transport" in modes or any(v.travel == "when_no_student_travel" for v in versions)

    @property
    def presence(self) -> bool:
        """Some amount goes by the days on which the student is there: then free days matter."""
        per = {cost.get("per") for cost in self.draft.get("costs", [])}
        per |= {item.get("per") for item in self.draft.get("offer.reimbursements", [])}
        if self.allowance:
            paths = ("offer.allowance", "cao.amount", "own_norm")
            changed = [f"changes.{place}.offer.allowance" for place in range(count(self.draft))]
            per |= {self.draft.get(f"{path}.per") for path in (*paths, *changed)}
        by_the_day = self.modes - {"season_ticket"}
        return bool(by_the_day or per & {"day", "hour"}) or any(map(_by_presence, self.versions))

    @property
    def closed(self) -> bool:
        """Free days matter, or days without wage do."""
        return self.presence or self.wage

    @cached_property
    def changing(self) -> list[str]:
        """What a change can be about."""
        asked = {
            "hours": True,
            "wage": self.wage,
            "allowance": self.allowance,
            "travel": True,
            "km_rate": "own_vehicle" in self.modes,
            "cao_wage": self.cao_wage,
            "holiday_percent": self.wage,
            "study_year": self.study_year,
        }
        return [name for name in PARTS if asked[name]]

    @cached_property
    def unknown_minimum_from(self) -> date | None:
        """The first day of the placement of which the minimum wage is not known yet, for who earns a wage."""
        last, end = last_known_minimum(self.book), self.draft.get("end")
        if not self.wage or end is None or to_day(date.fromisoformat(end)) <= last:
            return None
        return to_date(last + 1)

    @property
    def regional_pact(self) -> bool:
        """The Stagepact is one of the mbo; for the others it matters whether the employer signed a regional one."""
        return self.route in ("hbo", "wo", "dual")

    def reimbursable(self) -> Iterator[str]:
        """Kinds of cost that somebody else may owe, in the order of the form; travel first."""
        if self.modes:
            yield "travel"
        seen = set()
        for cost in self.draft.get("costs", []):
            kind = cost["kind"]
            owed = asked_by(cost) in self._owed_by(kind) and not cost.get("provided")
            if owed and kind not in seen:
                seen.add(kind)
                yield kind

    def _owed_by(self, kind: str) -> tuple[str, ...]:
        by_law = self.book.costs[kind].ground == "law"
        return ("employer", "law", "school") if by_law else ("employer", "law")


def asked_by(cost: Mapping[str, Any]) -> str | None:
    """Who asks for a cost; None while that is asked and not said (form/writes.py)."""
    return cast(str, cost.get("required_by", "employer")) or None


def _amounts(version: SchemeVersion) -> Iterator[Any]:
    for tier in version.all_tiers():
        yield from (step.amount for step in tier.shape.parts())


def _by_presence(version: SchemeVersion) -> bool:
    """Whether some amount of a version depends on the days present."""
    return any(tier.shape.paid_by is PaidBy.PRESENCE for tier in version.all_tiers())
