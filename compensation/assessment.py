"""The assessment of one placement, docs/contract/assessment.md, as immutable models.

`assess` puts a placement through the engine as a table of one row and reads the row back. Amounts are Decimals
in euros; `model_dump(mode="json", by_alias=True)` writes them as text with two decimals.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from compensation.columns import columns_of
from compensation.days import to_date
from compensation.evaluate import Evaluation, evaluate
from compensation.findings import FINDING_IDS, STATUSES, findings
from compensation.money import round_half_up
from compensation.outcome import FORCES, NULL, Fields, result_fields
from compensation.placement import Placement
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.models import LINE_KINDS
from compensation.rulebook.series import UNKNOWN
from compensation.steps import Step, steps_of
from compensation.version import package_version

Euros = Annotated[Decimal, PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json")]


class _Output(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class ExpenseLine(_Output):
    """One kind of cost. `reimbursed` is at most what is owed and leaves an all-in sum out."""

    kind: str
    incurred: Euros
    provided: Euros
    owed: Euros
    reimbursed: Euros
    gap: Euros
    force: str
    estimated: bool


class ExpensesTotal(_Output):
    """gap = owed - reimbursed - from_all_in."""

    owed: Euros
    reimbursed: Euros
    from_all_in: Euros
    gap: Euros


class AllowanceResult(_Output):
    """The allowance over the placement; None for bbl and dual."""

    basis: str
    scheme: str | None
    full_month: Euros
    norm: Euros
    entitlement: Euros | None
    entitlement_force: str | None
    offered: Euros
    effective: Euros
    gap: Euros
    force: str
    stale_since: date | None


class WageResult(_Output):
    """The wage over the covered days; None for bol, hbo and wo."""

    due: Euros
    offered: Euros
    shortfall: Euros
    holiday_allowance_due: Euros
    holiday_allowance_offered: Euros
    holiday_allowance_shortfall: Euros
    covered_until: date | None
    indication_after: Euros | None


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


class FindingResult(_Output):
    """A verdict, the ground it stands on, and the amount short where the status is below."""

    id: str
    status: str
    force: str
    amount: Euros | None


class Totals(_Output):
    """Everything owed, everything offered, and the gap."""

    owed: Euros
    offered: Euros
    gap: Euros


class EmployerCostResult(_Output):
    """What it costs the employer to pay what is owed, or what is offered where that is more."""

    expenses: Euros
    allowance: Euros | None
    wage: Euros | None
    holiday_allowance: Euros | None
    health_levy: Euros
    total: Euros
    subsidy_indication: Euros | None


class Receipt(_Output):
    """Enough to reproduce the answer later."""

    version: str
    rules_hash: str
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
    steps: list[Step]
    receipt: Receipt

    @property
    def allowance_ground(self) -> str | None:
        """The force of the allowance as people are told it: what the parties of a cao only advise is advice."""
        if self.allowance is None:
            return None
        advised = any(step.id.endswith("_advised") for step in self.steps)
        return "advice" if advised and self.allowance.force in ("cao", "employer") else self.allowance.force

    def finding(self, finding_id: str) -> FindingResult:
        """The finding with an id. Raises KeyError when there is none."""
        for finding in self.findings:
            if finding.id == finding_id:
                return finding
        raise KeyError(finding_id)

    def line(self, kind: str) -> ExpenseLine | None:
        """The expense line of a kind, None when the placement has none."""
        return next((line for line in self.expenses if line.kind == kind), None)


def assess(placement: Placement, rulebook: RuleBook | None = None) -> Assessment:
    """Assess one placement.

    Raises PlacementError when a key (sector, scheme, region, norm) is not in the rule book, and RuleBookError
    when no rule book is given and the rule files have faults.
    """
    book = rulebook or load_rulebook()
    evaluation = evaluate(columns_of([placement], book), book)
    return assessment_of(evaluation, placement.id)


def assessment_of(evaluation: Evaluation, placement_id: str | int | None) -> Assessment:
    """The assessment of an evaluation of one placement."""
    fields = result_fields(evaluation)
    values = {name: read_field(fields, name) for name in fields}

    def section(prefix: str) -> dict[str, Any]:
        return {name.split(".")[-1]: value for name, value in values.items() if name.startswith(prefix + ".")}

    lines = [(kind, section(f"expenses.{kind}")) for kind in LINE_KINDS]
    earns = bool(evaluation.placements.earns_wage[0])
    return Assessment(
        id=placement_id,
        expenses=[ExpenseLine(kind=kind, **line) for kind, line in lines if line["owed"] is not None],
        expenses_total=ExpensesTotal(**section("expenses_total")),
        allowance=None if earns else AllowanceResult(**section("allowance")),
        wage=WageResult(**section("wage")) if earns else None,
        ledger=_ledger(evaluation, earns),
        findings=_findings(evaluation, fields),
        totals=Totals(**section("totals")),
        employer_cost=EmployerCostResult(**section("employer_cost")),
        steps=steps_of(evaluation, fields),
        receipt=Receipt(version=package_version(), rules_hash=evaluation.book.hash, assessed_on=date.today()),
    )


def read_field(fields: Fields, name: str, row: int = 0) -> Any:
    """A field of one placement as Decimal, date, bool or text; None where it does not apply."""
    field = fields[name]
    value = int(field.values[row])
    if value == NULL:
        return None
    if field.kind == "cents":
        return _euros(value)
    if field.kind == "day":
        return to_date(value)
    return bool(value) if field.kind == "bool" else field.names[value]


def _euros(cents: Any) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)


def _ledger(e: Evaluation, earns: bool) -> list[LedgerEntry]:
    ledger, earned, p = e.ledger, e.wage, e.placements
    hours = round_half_up(ledger.scheduled * p.hours[0], p.days_per_week[0])
    rows = []
    for i in range(len(ledger)):
        covered = bool(earned.covered[i])
        rows.append(
            LedgerEntry(
                from_=to_date(ledger.start[i]),
                to=to_date(ledger.end[i]),
                age=None if ledger.age[i] == UNKNOWN else int(ledger.age[i]),
                calendar_days=int(ledger.days[i]),
                scheduled_days=int(ledger.scheduled[i]),
                presence_days=int(ledger.presence[i]),
                travel=_euros(e.travel.cost[i]),
                expenses=_euros(e.expenses.owed_per_entry[i]),
                allowance_norm=None if earns else _euros(e.allowance.norm[i]),
                allowance_offered=None if earns else _euros(e.allowance.offered[i]),
                hourly_minimum=_euros(earned.hourly[i]) if covered else None,
                contract_hours=_euros(hours[i]) if earns else None,
                wage_due=_euros(earned.due[i]) if covered else None,
                wage_offered=_euros(earned.offered[i]) if earns else None,
                wage_shortfall=_euros(earned.shortfall[i]) if covered else None,
                covered=covered if earns else None,
            )
        )
    return rows


def _findings(e: Evaluation, fields: Fields) -> list[FindingResult]:
    found = findings(e, fields)
    return [
        FindingResult(
            id=finding_id,
            status=STATUSES[int(found[finding_id].status[0])],
            force=FORCES[int(found[finding_id].force[0])],
            amount=None if found[finding_id].amount[0] == NULL else _euros(found[finding_id].amount[0]),
        )
        for finding_id in FINDING_IDS
    ]
