"""The assessment of one placement, docs/contract/assessment.md, as immutable models.

`assess` makes a case of a placement and has the law told on it. Amounts are Decimals in euros;
`model_dump(mode="json", by_alias=True)` writes them as text with two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from compensation.calendar import to_date
from compensation.choices import Basis, Force, Status
from compensation.law.findings import FINDINGS
from compensation.law.ledger import Entry
from compensation.law.minimum_wage import earns_wage
from compensation.law.result import Amounts, Result
from compensation.placement import Placement
from compensation.placement.case import Case, Tables
from compensation.placement.cases import case_of
from compensation.reading.step import Step
from compensation.reading.told import tell
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.frozen import freeze
from compensation.units import NULL, UNKNOWN, half_up
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


class OverlayRef(_Output):
    """What is laid over the program's own rules: its name and the hash of its files."""

    name: str
    hash: str


class Receipt(_Output):
    """Enough to reproduce the answer later; `rules_hash` is of the rules and what is laid over them together."""

    version: str
    rules_hash: str
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


def assess(placement: Placement, rulebook: RuleBook | None = None) -> Assessment:
    """Assess one placement.

    Raises PlacementError when a key (sector, scheme, region, norm) is not in the rule book, and RuleBookError
    when no rule book is given and the rule files have faults.
    """
    book = rulebook or load_rulebook()
    return assess_case(*case_of(placement, book), book, placement.id)


def assess_case(case: Case, tables: Tables, book: RuleBook, placement_id: str | int | None) -> Assessment:
    """The assessment of a case of the law. Every part is of its type already, so nothing is checked once more."""
    result, steps = tell(case, tables, freeze(book), book)
    earns = earns_wage(case)
    return Assessment.model_construct(
        id=placement_id,
        expenses=[
            _line(kind, place, result)
            for place, kind in enumerate(book.line_kinds)
            if result.lines_present >> place & 1
        ],
        expenses_total=ExpensesTotal.model_construct(**_part(ExpensesTotal, "expenses_total", result)),
        allowance=None if earns else allowance_of(result, book),
        wage=WageResult.model_construct(**_part(WageResult, "wage", result)) if earns else None,
        ledger=[_entry(entry, amounts, case, tables) for entry, amounts in result.ledger],
        findings=[_finding(name, result) for name in FINDINGS],
        totals=Totals.model_construct(**_part(Totals, "totals", result)),
        employer_cost=EmployerCostResult.model_construct(**_part(EmployerCostResult, "employer_cost", result)),
        steps=steps,
        receipt=receipt_of(book),
    )


def receipt_of(book: RuleBook) -> Receipt:
    """What an answer of today rests on."""
    laid = book.overlay
    return Receipt.model_construct(
        version=package_version(),
        rules_hash=book.hash,
        overlay=None if laid is None else OverlayRef.model_construct(name=laid.name, hash=laid.hash),
        assessed_on=date.today(),
    )


def allowance_of(result: Result, book: RuleBook) -> AllowanceResult:
    """The allowance of a result."""
    scheme = result.allowance_scheme
    return AllowanceResult.model_construct(
        basis=basis_word(result, book),
        scheme=None if scheme == NULL else book.scheme_keys[scheme],
        **_part(AllowanceResult, "allowance", result, leave_out=("basis", "scheme")),
    )


def basis_word(result: Result, book: RuleBook) -> str:
    """Where the norm comes from: the key of a policy, or sector, own, cao, cao_amount."""
    if result.allowance_basis == Basis.POLICY:
        return book.policy_keys[result.allowance_policy]
    return Basis(result.allowance_basis).word


def _part(model: type[BaseModel], part: str, result: Result, leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a part of the contract, each of its kind: euros, a day, a ground."""
    return {
        name: _written(name, getattr(result, f"{part}_{name}")) for name in model.model_fields if name not in leave_out
    }


def _written(name: str, value: int) -> Any:
    if value == NULL:
        return None
    if name in ("stale_since", "covered_until"):
        return to_date(value)
    return Force(value).word if name.endswith("force") else _euros(value)


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _line(kind: str, place: int, result: Result) -> ExpenseLine:
    incurred, provided, owed, reimbursed, gap, force, estimated = result.lines[place]
    return ExpenseLine.model_construct(
        kind=kind,
        incurred=_euros(incurred),
        provided=_euros(provided),
        owed=_euros(owed),
        reimbursed=_euros(reimbursed),
        gap=_euros(gap),
        force=Force(force).word,
        estimated=bool(estimated),
    )


def _entry(entry: Entry, amounts: Amounts, case: Case, tables: Tables) -> LedgerEntry:
    earns, covered = earns_wage(case), bool(amounts.covered)
    segment = next(segment for segment in tables.segments if entry.first <= segment.last)
    return LedgerEntry.model_construct(
        from_=to_date(entry.first),
        to=to_date(entry.last),
        age=None if entry.age == UNKNOWN else entry.age,
        calendar_days=entry.days,
        scheduled_days=entry.scheduled,
        presence_days=entry.presence,
        travel=_euros(amounts.travel),
        expenses=_euros(amounts.expenses),
        allowance_norm=None if earns else _euros(amounts.norm),
        allowance_offered=None if earns else _euros(amounts.allowance_offered),
        hourly_minimum=_euros(amounts.hourly_minimum) if covered else None,
        contract_hours=_euros(half_up(entry.scheduled * segment.hours, segment.days_per_week)) if earns else None,
        wage_due=_euros(amounts.wage_due) if covered else None,
        wage_offered=_euros(amounts.wage_offered) if earns else None,
        wage_shortfall=_euros(amounts.wage_shortfall) if covered else None,
        covered=covered if earns else None,
    )


def _finding(finding_id: str, result: Result) -> FindingResult:
    status, found = Status(getattr(result, f"finding_{finding_id}")), FINDINGS[finding_id]
    short = found.short(result) if status == Status.BELOW and found.short is not None else None
    return FindingResult.model_construct(
        id=finding_id,
        status=status.word,
        force=Force(found.force(result)).word,
        amount=None if short is None else _euros(short),
    )
