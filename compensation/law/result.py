"""What comes out: the results of one placement as a record of whole numbers, and the amounts of one entry.

Names are those of the contract with an underscore for its point (`allowance.norm` is `allowance_norm`). NULL is a part
that does not apply. `lines[kind]` holds the parts of an expense line, kinds in the order of the rule book; a line
exists when its bit stands in `lines_present`.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compensation.choices import Basis, Force, Status
from compensation.rulebook.frozen import MOST_KINDS
from compensation.units import NULL, UNKNOWN, Cents, Day, Flag, Place

#: The parts of an expense line.
INCURRED, PROVIDED, OWED, REIMBURSED, OPEN, FORCE, ESTIMATED = range(7)
LINE_PARTS = 7

Lines = MutableSequence[MutableSequence[int]]


def _no_lines() -> Lines:
    return [[0] * LINE_PARTS for _ in range(MOST_KINDS)]


class Amounts(NamedTuple):
    """What one entry comes to."""

    travel: Cents
    travel_estimated: Flag
    travel_unknown: Flag
    expenses: Cents  # owed, travel aside
    norm: Cents
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
    hourly_minimum: Cents
    wage_due: Cents
    wage_offered: Cents
    wage_shortfall: Cents
    holiday_due: Cents
    holiday_offered: Cents
    holiday_shortfall: Cents
    indication: Cents
    cost_allowance: Cents
    cost_wage: Cents
    cost_holiday: Cents
    levy: Cents


@dataclass(slots=True)
class Result:
    """The results of one placement."""

    lines: Lines = field(default_factory=_no_lines)
    lines_present: int = 0
    expenses_total_owed: Cents = 0
    expenses_total_reimbursed: Cents = 0
    expenses_total_from_all_in: Cents = 0
    expenses_total_gap: Cents = 0
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
    wage_due: Cents = NULL
    wage_offered: Cents = NULL
    wage_shortfall: Cents = NULL
    wage_holiday_allowance_due: Cents = NULL
    wage_holiday_allowance_offered: Cents = NULL
    wage_holiday_allowance_shortfall: Cents = NULL
    wage_covered_until: Day = NULL
    wage_indication_after: Cents = NULL
    totals_owed: Cents = 0
    totals_offered: Cents = 0
    totals_gap: Cents = 0
    employer_cost_expenses: Cents = 0
    employer_cost_allowance: Cents = NULL
    employer_cost_wage: Cents = NULL
    employer_cost_holiday_allowance: Cents = NULL
    employer_cost_health_levy: Cents = 0
    employer_cost_total: Cents = 0
    employer_cost_subsidy_indication: Cents = NULL
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
    indicated_entries: int = 0
    basis_changes: Flag = 0
    by_sector: Flag = 0
    advised: Flag = 0
    cao_includes_expenses: Flag = 0
    travel_unknown: Flag = 0
    presence_parts: int = 0  # hundredths of an hour on days present, x DAY_PARTS
    highest_hourly: Cents = UNKNOWN  # highest hourly minimum of its entries
    travel_force: Force = Force.PACT


#: The fields that are kept on the way and are no result.
KEPT = (
    "entries", "entitled_entries", "scheme_entries", "covered_entries", "indicated_entries", "basis_changes",
    "by_sector", "advised", "cao_includes_expenses", "travel_unknown", "presence_parts", "highest_hourly",
    "travel_force",
)  # fmt: skip
