"""Which questions matter, given the answers so far; what is not asked does not count.

The one place that decides it: the form asks what is relevant here, and what counts (form/counts.py) leaves out of
the draft whatever is not. A question is relevant when its answer can change an amount, a ground or a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import (
    NOT_KNOWN,
    ByYear,
    PaidBy,
    Scheme,
    SchemeVersion,
    Shape,
)
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
        """A cao matters for an allowance; for a wage only where some scheme changes something on this route."""
        if not self.wage:
            return self.allowance
        return any(self._changes_wage(scheme) for scheme in self.schemes)

    def _changes_wage(self, scheme: Scheme) -> bool:
        if self.route == "bbl" and scheme.bbl_scale == "regular":
            return True
        return any(v.travel != "unknown" and self.route not in v.gates.exclude_routes for v in scheme.versions)

    @cached_property
    def scheme(self) -> Scheme | None:
        """The scheme that applies, None when there is none or it is not named."""
        if not self.cao or self.draft.get("cao.status") != "applies":
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
        hours, days = self.draft.get("hours_per_week"), len(self.draft.get("workdays") or ())
        reached = Decimal(str((days if shape.in_days else hours) or 0))
        if not reached:
            return not hours_given and any(step.amount == NOT_KNOWN for step in shape.parts())
        return any(step.amount == NOT_KNOWN for step in [s for s in shape.parts() if s.from_ <= reached][:1])

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

    @property
    def mode(self) -> str:
        """How the student travels."""
        return str(self.draft.get("travel.mode", "none"))

    @property
    def distance(self) -> bool:
        """Kilometres: for one's own vehicle, and to estimate a fare that is not known."""
        return self.mode == "own_vehicle" or (self.mode == "public_transport" and self.fare_unknown)

    @property
    def fare_unknown(self) -> bool:
        """No fare typed, not even one that could not be read."""
        return self.draft.get("travel.fare") is None and "travel.fare" not in self.draft.unread

    @property
    def region(self) -> bool:
        """The region only prices an estimated bus fare."""
        return self.mode == "public_transport" and self.fare_unknown and self.draft.get("travel.carrier") == "bus"

    @property
    def student_product(self) -> bool:
        """A student travel product: every route but bbl; with one's own vehicle only where the scheme asks for it."""
        if self.route in (None, "bbl"):
            return False
        versions = self.scheme.versions if self.scheme and self.mode == "own_vehicle" else []
        return self.mode == "public_transport" or any(v.travel == "when_no_student_travel" for v in versions)

    @property
    def presence(self) -> bool:
        """Some amount goes by the days on which the student is there: then free days matter."""
        per = {cost.get("per") for cost in self.draft.get("costs", [])}
        per |= {item.get("per") for item in self.draft.get("offer.reimbursements", [])}
        if self.allowance:
            per |= {self.draft.get(f"{path}.per") for path in ("offer.allowance", "cao.amount", "own_norm")}
        return self.mode != "none" or bool(per & {"day", "hour"}) or any(map(_by_presence, self.versions))

    def reimbursable(self) -> Iterator[str]:
        """Kinds of cost that somebody else may owe, in the order of the form; travel first."""
        if self.mode != "none":
            yield "travel"
        seen = set()
        for cost in self.draft.get("costs", []):
            kind = cost["kind"]
            owed = cost.get("required_by", "employer") in self._owed_by(kind) and not cost.get("provided")
            if owed and kind not in seen:
                seen.add(kind)
                yield kind

    def _owed_by(self, kind: str) -> tuple[str, ...]:
        by_law = self.book.costs[kind].ground == "law"
        return ("employer", "law", "school") if by_law else ("employer", "law")


def _amounts(version: SchemeVersion) -> Iterator[Any]:
    for tier in version.all_tiers():
        yield from (step.amount for step in tier.shape.parts())


def _by_presence(version: SchemeVersion) -> bool:
    """Whether some amount of a version depends on the days present."""
    return any(tier.shape.paid_by is PaidBy.PRESENCE for tier in version.all_tiers())
