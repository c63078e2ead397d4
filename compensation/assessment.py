"""The assessment of one placement, docs/contract/assessment.md, as immutable models: what is owed, and is it paid?

Amounts are Decimals in euros; `model_dump(mode="json", by_alias=True)` writes them as text with two decimals.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from compensation.reading.step import Step
from compensation.remarks import Remark

Euros = Annotated[Decimal, PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json")]


class _Output(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class ExpenseLine(_Output):
    """One kind of cost. `reimbursed` is at most what is owed and leaves an all-in sum out.

    `stated`: somebody said what is paid of it; else what is owed is `not_stated`, and nothing of it is a gap.
    `estimate`: owed in the days whose rules are not known, at the last known values.
    """

    kind: str
    incurred: Euros
    provided: Euros
    owed: Euros
    reimbursed: Euros
    gap: Euros
    force: str
    estimated: bool
    stated: bool
    not_stated: Euros
    estimate: Euros


class ExpensesTotal(_Output):
    """gap = owed - reimbursed - from_all_in - not_stated."""

    owed: Euros
    reimbursed: Euros
    from_all_in: Euros
    gap: Euros
    not_stated: Euros
    estimate: Euros


class AllowanceResult(_Output):
    """The allowance over the placement; None for bbl and dual."""

    basis: str
    scheme: str | None
    full_month: Euros | None
    norm: Euros | None
    entitlement: Euros | None
    entitlement_force: str | None
    offered: Euros
    effective: Euros
    gap: Euros
    force: str
    stale_since: date | None
    stated: bool
    not_stated: Euros
    estimate: Euros


class MonthlyWage(_Output):
    """The least fixed wage a month that is never short, in days with one hourly minimum and one rhythm of hours."""

    from_: date = Field(alias="from")
    to: date
    hourly_minimum: Euros
    hours_a_month: Euros
    amount: Euros
    known: bool


class WageResult(_Output):
    """The wage over the covered days, and the estimate over the others; None for bol, hbo and wo."""

    due: Euros
    offered: Euros
    shortfall: Euros
    holiday_allowance_due: Euros
    holiday_allowance_offered: Euros
    holiday_allowance_shortfall: Euros
    stated: bool
    not_stated: Euros
    holiday_allowance_not_stated: Euros
    coverage: str
    covered_until: date | None
    estimate: Euros
    holiday_allowance_estimate: Euros
    monthly: list[MonthlyWage]


class LedgerEntry(_Output):
    """One entry of the ledger: days in which no rule changes."""

    from_: date = Field(alias="from")
    to: date
    age: int | None
    calendar_days: int
    scheduled_days: int
    presence_days: int
    travel: Euros
    expenses: Euros
    allowance_norm: Euros | None
    allowance_offered: Euros | None
    hourly_minimum: Euros | None
    contract_hours: Euros | None
    wage_due: Euros | None
    wage_offered: Euros | None
    wage_shortfall: Euros | None
    covered: bool | None
    estimate: Euros


class FindingResult(_Output):
    """A verdict, the ground it stands on, and the amount short where the status is below."""

    id: str
    status: str
    force: str
    amount: Euros | None


class GroundTotal(_Output):
    """What rests on one ground."""

    ground: str
    owed: Euros
    offered: Euros
    gap: Euros
    not_stated: Euros
    estimate: Euros


class Totals(_Output):
    """Everything owed, offered, short, not stated and estimated; the grounds add up to it."""

    owed: Euros
    offered: Euros
    gap: Euros
    not_stated: Euros
    estimate: Euros
    by_ground: list[GroundTotal]


class CostParts(_Output):
    """What a placement costs the employer, by its parts."""

    expenses: Euros
    allowance: Euros | None
    wage: Euros | None
    holiday_allowance: Euros | None
    health_levy: Euros
    total: Euros


class EmployerCostResult(CostParts):
    """What it costs the employer to pay what is owed, or what is offered where that is more."""

    subsidy_indication: Euros | None
    estimate: CostParts


class OverlayRef(_Output):
    """What is laid over the program's own rules: its name and the hash of its files."""

    name: str
    hash: str


class Receipt(_Output):
    """Enough to reproduce the answer later; `rules_hash` is of the rules and what is laid over them together.

    `sealed`: the rules below are as the list of their files with hashes says.
    """

    version: str
    rules_hash: str
    sealed: bool
    overlay: OverlayRef | None
    assessed_on: date


class Assessment(_Output):
    """What is owed on a placement, by what right, and whether it is paid."""

    id: str | int | None
    expenses: list[ExpenseLine]
    expenses_total: ExpensesTotal
    allowance: AllowanceResult | None
    wage: WageResult | None
    ledger: list[LedgerEntry]
    findings: list[FindingResult]
    totals: Totals
    employer_cost: EmployerCostResult
    cost_of_offer: CostParts | None
    remarks: list[Remark]
    steps: list[Step]
    receipt: Receipt

    def finding(self, finding_id: str) -> FindingResult:
        """The finding with an id. Raises KeyError when there is none."""
        for finding in self.findings:
            if finding.id == finding_id:
                return finding
        raise KeyError(finding_id)

    def line(self, kind: str) -> ExpenseLine | None:
        """The expense line of a kind, None when the placement has none."""
        return next((line for line in self.expenses if line.kind == kind), None)
