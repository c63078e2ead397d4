"""What comes out of the law: the result of a placement as a record of whole numbers, and the amounts of one entry.

Names are those of the contract with an underscore for its point (`allowance.norm` is `allowance_norm`). NULL is a part
that does not apply. `lines[kind]` holds the parts of an expense line, kinds in the order of the rule book; a line
exists when its bit stands in `lines_present`. `grounds[force]` holds the totals of one ground.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compensation.choices import Basis, Coverage, Force, Status
from compensation.rulebook.frozen_records import MOST_KINDS
from compensation.units import NULL, UNKNOWN, Cents, Day, Flag, Number, Place

#: The parts of an expense line, in the order of the contract; FULL is what is paid back in full of it.
INCURRED, PROVIDED, OWED, REIMBURSED, OPEN, FORCE, ESTIMATED, STATED, NOT_STATED, ESTIMATE, FULL = range(11)
LINE_PARTS = 11
#: The parts of the totals of a ground, in the order of the contract.
GROUND_OWED, GROUND_OFFERED, GROUND_GAP, GROUND_NOT_STATED, GROUND_ESTIMATE = range(5)
GROUND_PARTS = 5
#: Their names in the contract.
LINE_NAMES = (
    "incurred", "provided", "owed", "reimbursed", "gap", "force", "estimated", "stated", "not_stated", "estimate",
)  # fmt: skip
GROUND_NAMES = ("owed", "offered", "gap", "not_stated", "estimate")

Lines = MutableSequence[MutableSequence[int]]
Grounds = MutableSequence[MutableSequence[int]]


def _no_lines() -> Lines:
    return [[0] * LINE_PARTS for _ in range(MOST_KINDS)]


def _no_grounds() -> Grounds:
    return [[0] * GROUND_PARTS for _ in Force]


class Amounts(NamedTuple):
    """What one entry comes to."""

    travel: Cents
    travel_unknown: Flag
    travel_estimate: Cents
    expenses: Cents  # owed, travel aside
    promised_expenses: Cents  # of the offer: paid back, in full too, and per kilometre
    norm: Cents  # UNKNOWN: no norm is known on these days
    entitlement: Cents
    entitled: Flag
    basis: Basis
    policy: Place
    advised: Flag
    in_force: Flag  # a version of its own scheme is in force
    stale_since: Day
    includes_expenses: Flag
    allowance_offered: Cents
    covered: Flag
    hourly_minimum: Cents  # the higher one of law and cao; UNKNOWN: there is none, nor an estimate
    wage_due: Cents
    wage_offered: Cents
    wage_shortfall: Cents
    holiday_due: Cents
    holiday_offered: Cents
    holiday_shortfall: Cents
    cao_wage: Flag  # the cao asks more than the law, of wage and of holiday allowance
    cao_holiday: Flag
    law_due: Cents  # of what is due, wage and holiday allowance: by law, and not only by the cao
    law_offered: Cents
    law_wage_short: Cents
    law_holiday_short: Cents
    estimated: Flag  # the wage is an estimate
    wage_estimate: Cents
    holiday_estimate: Cents
    law_estimate: Cents
    cost_pay: Cents  # allowance or wage, in the cost of what is owed
    cost_holiday: Cents
    levy: Cents
    levy_estimate: Cents
    levy_of_offer: Cents


@dataclass(slots=True)
class Result:
    """The results of one placement."""

    lines: Lines = field(default_factory=_no_lines)
    grounds: Grounds = field(default_factory=_no_grounds)
    lines_present: int = 0
    expenses_total_owed: Cents = 0
    expenses_total_reimbursed: Cents = 0
    expenses_total_from_all_in: Cents = 0
    expenses_total_gap: Cents = 0
    expenses_total_not_stated: Cents = 0
    expenses_total_estimate: Cents = 0
    allowance_basis: Basis | int = NULL
    allowance_policy: Place = NULL
    allowance_scheme: Place = NULL
    allowance_full_month: Cents = NULL
    allowance_norm: Cents = NULL
    allowance_entitlement: Cents = NULL
    allowance_entitlement_force: Force | int = NULL
    allowance_offered: Cents = NULL
    allowance_effective: Cents = NULL
    allowance_gap: Cents = NULL
    allowance_force: Force | int = NULL
    allowance_stale_since: Day = NULL
    allowance_stated: Flag = NULL
    allowance_not_stated: Cents = NULL
    allowance_estimate: Cents = NULL
    wage_due: Cents = NULL
    wage_offered: Cents = NULL
    wage_shortfall: Cents = NULL
    wage_holiday_allowance_due: Cents = NULL
    wage_holiday_allowance_offered: Cents = NULL
    wage_holiday_allowance_shortfall: Cents = NULL
    wage_stated: Flag = NULL
    wage_not_stated: Cents = NULL
    wage_holiday_allowance_not_stated: Cents = NULL
    wage_coverage: Coverage | int = NULL
    wage_covered_until: Day = NULL
    wage_estimate: Cents = NULL
    wage_holiday_allowance_estimate: Cents = NULL
    totals_owed: Cents = 0
    totals_offered: Cents = 0
    totals_gap: Cents = 0
    totals_not_stated: Cents = 0
    totals_estimate: Cents = 0
    employer_cost_expenses: Cents = 0
    employer_cost_allowance: Cents = NULL
    employer_cost_wage: Cents = NULL
    employer_cost_holiday_allowance: Cents = NULL
    employer_cost_health_levy: Cents = 0
    employer_cost_total: Cents = 0
    employer_cost_subsidy_indication: Cents = NULL
    employer_cost_estimate_expenses: Cents = 0
    employer_cost_estimate_allowance: Cents = NULL
    employer_cost_estimate_wage: Cents = NULL
    employer_cost_estimate_holiday_allowance: Cents = NULL
    employer_cost_estimate_health_levy: Cents = 0
    employer_cost_estimate_total: Cents = 0
    cost_of_offer_expenses: Cents = NULL
    cost_of_offer_allowance: Cents = NULL
    cost_of_offer_wage: Cents = NULL
    cost_of_offer_holiday_allowance: Cents = NULL
    cost_of_offer_health_levy: Cents = NULL
    cost_of_offer_total: Cents = NULL
    finding_expenses_full: Status = Status.NOT_APPLICABLE
    finding_protective_equipment_free: Status = Status.NOT_APPLICABLE
    finding_allowance_paid: Status = Status.NOT_APPLICABLE
    finding_allowance_cao: Status = Status.NOT_APPLICABLE
    finding_allowance_level_equal: Status = Status.NOT_APPLICABLE
    finding_allowance_on_top: Status = Status.NOT_APPLICABLE
    finding_wage_minimum: Status = Status.NOT_APPLICABLE
    finding_holiday_allowance: Status = Status.NOT_APPLICABLE
    finding_employment_contract: Status = Status.NOT_APPLICABLE
    finding_genuine_placement: Status = Status.NOT_APPLICABLE
    # what is kept on the way
    entries: int = 0
    entitled_entries: int = 0
    scheme_entries: int = 0
    covered_entries: int = 0
    estimated_entries: int = 0
    unknown_norms: int = 0  # entries in which no norm is known
    basis_changes: Flag = 0
    by_sector: Flag = 0
    advised: Flag = 0
    cao_includes_expenses: Flag = 0
    travel_not_known: Flag = 0  # a price of travel is not known in some entry
    travel_open: Flag = 0  # ... in which travel is not paid back in full
    agreed: Cents = 0  # of the norm: entitlement that the agreement gives
    only_advised: Cents = 0  # entitlement that its parties only advise
    above_agreement: Cents = 0  # the rest of the norm in those entries
    by_cao: Flag = 0  # some of what is due, or of an estimate, is so by the cao alone
    cao_wage: Flag = 0
    cao_holiday: Flag = 0
    law_due: Cents = 0
    law_offered: Cents = 0
    law_wage_short: Cents = 0
    law_holiday_short: Cents = 0
    law_estimate: Cents = 0
    presence_parts: int = 0  # hundredths of an hour on days present, x DAY_PARTS
    highest_hourly: Cents = UNKNOWN  # highest hourly minimum of its entries
    scheme_kinds: Number = 0  # one bit for each kind of line that the scheme makes an entitlement
    pact_force: Force = Force.PACT  # the ground of what rests on the pact
    agreement_force: Force = Force.CAO
    gap_by_law: Cents = 0  # of what the law wants free of charge


#: The fields that are kept on the way and are no result.
KEPT = (
    "entries",
    "entitled_entries",
    "scheme_entries",
    "covered_entries",
    "estimated_entries",
    "unknown_norms",
    "basis_changes",
    "by_sector",
    "advised",
    "cao_includes_expenses",
    "travel_not_known",
    "travel_open",
    "agreed",
    "only_advised",
    "above_agreement",
    "by_cao",
    "cao_wage",
    "cao_holiday",
    "law_due",
    "law_offered",
    "law_wage_short",
    "law_holiday_short",
    "law_estimate",
    "presence_parts",
    "highest_hourly",
    "scheme_kinds",
    "pact_force",
    "agreement_force",
    "gap_by_law",
)
