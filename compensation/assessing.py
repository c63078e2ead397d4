"""Assessing one placement: a case is made of it, the law is told on it, and the contract's output is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel

from compensation.assessment import (
    AllowanceResult,
    Assessment,
    CostParts,
    EmployerCostResult,
    ExpenseLine,
    ExpensesTotal,
    FindingResult,
    GroundTotal,
    LedgerEntry,
    MonthlyWage,
    OverlayRef,
    Receipt,
    Totals,
    WageResult,
)
from compensation.calendar import to_date
from compensation.choices import Basis, Coverage, Force, Status
from compensation.law.findings import FINDINGS
from compensation.law.ledger import Entry, work_of
from compensation.law.minimum_wage import earns_wage
from compensation.law.monthly import monthly_wages
from compensation.law.result import (
    ESTIMATE,
    ESTIMATED,
    FORCE,
    INCURRED,
    NOT_STATED,
    OPEN,
    OWED,
    PROVIDED,
    REIMBURSED,
    STATED,
    Amounts,
    Result,
)
from compensation.placement import Placement
from compensation.placement.case import Case, Segment, Tables
from compensation.placement.cases import case_of
from compensation.reading.plain import Read
from compensation.reading.told import tell
from compensation.remarks import Remark, remarks_on
from compensation.rulebook import RuleBook, rulebook_in_use
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import Rules
from compensation.units import NULL, UNKNOWN, half_up
from compensation.version import package_version

Some = TypeVar("Some", bound=BaseModel)


def assess(placement: Placement, rulebook: RuleBook | None = None) -> Assessment:
    """Assess one placement.

    Raises PlacementError when a key (sector, scheme, region, norm) is not in the rule book, and RuleBookError
    when no rule book is given and the rule files have faults. Without one the rules are those of the last look at the
    files, at most two seconds ago.
    """
    book = rulebook or rulebook_in_use()
    case, tables = case_of(placement, book)
    return assess_case(case, tables, book, placement.id, remarks_on(placement, case, tables, book, date.today()))


def assess_case(
    case: Case, tables: Tables, book: RuleBook, placement_id: str | int | None, remarks: Sequence[Remark] = ()
) -> Assessment:
    """The assessment of a case of the law. Every part is of its type already, so nothing is checked once more."""
    rules = freeze(book)
    result, steps = tell(case, tables, rules, book)
    kinds = book.line_kinds
    return Assessment.model_construct(
        id=placement_id,
        expenses=[_line(kind, place, result) for place, kind in enumerate(kinds) if result.lines_present >> place & 1],
        expenses_total=_made(ExpensesTotal, "expenses_total", result),
        allowance=None if earns_wage(case) else allowance_of(result, book),
        wage=_wage(case, tables, result, rules) if earns_wage(case) else None,
        ledger=[_entry(entry, amounts, segment, case) for entry, amounts, segment in result.ledger],
        findings=[_finding(name, result) for name in FINDINGS],
        totals=_made(Totals, "totals", result, by_ground=list(_by_ground(result))),
        employer_cost=_made(
            EmployerCostResult, "employer_cost", result, estimate=_made(CostParts, "employer_cost_estimate", result)
        ),
        cost_of_offer=None if result.cost_of_offer_total == NULL else _made(CostParts, "cost_of_offer", result),
        remarks=list(remarks),
        steps=steps,
        receipt=receipt_of(book),
    )


def receipt_of(book: RuleBook) -> Receipt:
    """What an answer of today rests on."""
    laid = book.overlay
    return Receipt.model_construct(
        version=package_version(),
        rules_hash=book.hash,
        sealed=book.sealed,
        overlay=None if laid is None else OverlayRef.model_construct(name=laid.name, hash=laid.hash),
        assessed_on=date.today(),
    )


def _wage(case: Case, tables: Tables, result: Read, rules: Rules) -> WageResult:
    coverage = Coverage(result.wage_coverage).word
    return _made(WageResult, "wage", result, coverage=coverage, monthly=list(_monthly(case, tables, result, rules)))


def _monthly(case: Case, tables: Tables, result: Read, rules: Rules) -> Iterator[MonthlyWage]:
    """The least fixed wage a month of each run of entries with one hourly minimum in one window."""
    for row in monthly_wages(case, tables, [one[:2] for one in result.ledger], rules):
        yield MonthlyWage.model_construct(
            from_=to_date(row.first),
            to=to_date(row.last),
            hourly_minimum=_euros(row.hourly),
            hours_a_month=_euros(row.hours),
            amount=_euros(row.amount),
            known=bool(row.known),
        )


def _by_ground(result: Result) -> Iterator[GroundTotal]:
    """What rests on each ground that has any amount."""
    for force in Force:
        if any(result.grounds[force]):
            owed, offered, gap, not_stated, estimate = map(_euros, result.grounds[force])
            yield GroundTotal.model_construct(
                ground=force.word, owed=owed, offered=offered, gap=gap, not_stated=not_stated, estimate=estimate
            )


def allowance_of(result: Result, book: RuleBook) -> AllowanceResult:
    """The allowance of a result."""
    scheme = result.allowance_scheme
    return _made(
        AllowanceResult,
        "allowance",
        result,
        basis=basis_word(result, book),
        scheme=None if scheme == NULL else book.scheme_keys[scheme],
    )


def basis_word(result: Result, book: RuleBook) -> str:
    """Where the norm comes from: the key of a policy, or sector, own, cao, cao_amount."""
    if result.allowance_basis == Basis.POLICY:
        return book.policy_keys[result.allowance_policy]
    return Basis(result.allowance_basis).word


def _made(model: type[Some], part: str, result: Result, **given: Any) -> Some:
    """A part of the contract: its fields from the result, each of its kind; `given` are those that are made."""
    values = {
        name: _written(name, getattr(result, f"{part}_{name}")) for name in model.model_fields if name not in given
    }
    return model.model_construct(**values, **given)


def _written(name: str, value: int) -> Any:
    if value == NULL:
        return None
    if name in ("stale_since", "covered_until"):
        return to_date(value)
    if name == "stated":
        return bool(value)
    return Force(value).word if name.endswith("force") else _euros(value)


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _line(kind: str, place: int, result: Result) -> ExpenseLine:
    parts = result.lines[place]
    return ExpenseLine.model_construct(
        kind=kind,
        incurred=_euros(parts[INCURRED]),
        provided=_euros(parts[PROVIDED]),
        owed=_euros(parts[OWED]),
        reimbursed=_euros(parts[REIMBURSED]),
        gap=_euros(parts[OPEN]),
        force=Force(parts[FORCE]).word,
        estimated=bool(parts[ESTIMATED]),
        stated=bool(parts[STATED]),
        not_stated=_euros(parts[NOT_STATED]),
        estimate=_euros(parts[ESTIMATE]),
    )


def _entry(entry: Entry, amounts: Amounts, segment: Segment, case: Case) -> LedgerEntry:
    earns, covered = earns_wage(case), bool(amounts.covered)
    work = work_of(entry.contract, segment)
    norm = None if earns or amounts.norm == UNKNOWN else _euros(amounts.norm)
    return LedgerEntry.model_construct(
        from_=to_date(entry.first),
        to=to_date(entry.last),
        age=None if entry.age == UNKNOWN else entry.age,
        calendar_days=entry.days,
        scheduled_days=entry.scheduled,
        presence_days=entry.presence,
        travel=_euros(amounts.travel),
        expenses=_euros(amounts.expenses),
        allowance_norm=norm,
        allowance_offered=None if earns else _euros(amounts.allowance_offered),
        hourly_minimum=_euros(amounts.hourly_minimum) if covered else None,
        contract_hours=_euros(half_up(work.of, work.whole)) if earns else None,
        wage_due=_euros(amounts.wage_due) if covered else None,
        wage_offered=_euros(amounts.wage_offered) if earns else None,
        wage_shortfall=_euros(amounts.wage_shortfall) if covered else None,
        covered=covered if earns else None,
        estimate=_euros(amounts.travel_estimate + amounts.wage_estimate + amounts.holiday_estimate),
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
