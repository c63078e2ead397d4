"""Every amount of an assessment held against its steps: the result of one, or the sum of the results of several."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from inspect import signature

from compensation import Assessment
from compensation.assessment import CostParts, ExpenseLine, LedgerEntry
from compensation.reading.step import Step
from tests.told_names import told_names

RULES = told_names()
NORMS = {
    *("norm_gate", "norm_below_steps", "norm_per_hours", "norm_by_hours", "norm_by_days", "norm_per_day"),
    *("norm_per_half_day", "norm_per_week", "norm_observation", "norm_sector"),
}
#: Rules on an amount a period, whatever it is: a cost, an offer, a norm.
AMOUNTS = {rule.name for rule in RULES.values() if "what" in signature(rule.function).parameters}
WAGES = {"wage_hour", "wage_week", "wage_four_weeks", "wage_month"}


class Said:
    """What the steps of an assessment say: results added up, and quantities by name."""

    def __init__(self, assessment: Assessment) -> None:
        self.steps = assessment.steps

    def of(self, *rules: str, amounts: str = "", entry: LedgerEntry | None = None, kind: str | None = None) -> Decimal:
        """Results of these rules together, and of amounts a period whose step id begins so; in an entry, of a kind."""
        return sum((result(step) for step in self._steps(rules, amounts, entry, kind)), Decimal(0))

    def quantity(self, rule: str, name: str, entry: LedgerEntry | None = None) -> Decimal:
        """A quantity of all uses of a rule together."""
        steps = self._steps((rule,), "", entry, None)
        return sum((Decimal(str(step.quantities[name].value)) for step in steps), Decimal(0))

    def number_of(self, *rules: str, entry: LedgerEntry | None = None) -> int:
        return len(list(self._steps(rules, "", entry, None)))

    def _steps(
        self, rules: tuple[str, ...], amounts: str, entry: LedgerEntry | None, kind: str | None
    ) -> Iterator[Step]:
        for step in self.steps:
            rule = RULES[step.id]
            is_amount = rule.name in AMOUNTS
            if not (amounts and step.id.startswith(amounts)) if is_amount else rule.name not in rules:
                continue
            day = step.quantities["from"].value if "from" in step.quantities else None
            if entry is not None and day != entry.from_.isoformat():
                continue
            if kind is None or step.quantities["kind"].value == f"cost.{kind}":
                yield step

    def one(self, rule: str, kind: str | None = None) -> Step:
        (step,) = self._steps((rule,), "", None, kind)
        return step


def result(step: Step) -> Decimal:
    assert step.result is not None
    return Decimal(str(step.result.value))


def says(step: Step, **amounts: Decimal | None) -> bool:
    """Whether the quantities of a step are these amounts."""
    return {name: Decimal(str(step.quantities[name].value)) for name in amounts} == amounts


TRAVEL = ("travel_own", "travel_fare", "travel_ticket")


def check_entries(a: Assessment, said: Said) -> None:
    paid_once = Decimal(0)
    for entry in a.ledger:
        if said.number_of("travel_unknown", entry=entry):
            assert entry.travel == 0
        else:
            assert entry.travel == said.of(*TRAVEL, entry=entry)
        paid_once += entry.expenses - said.of(amounts="expenses.cost_", entry=entry)
        if a.wage is not None:
            check_wage_of(entry, said)
            continue
        assert entry.estimate == said.quantity("travel_unknown", "estimate", entry=entry)
        if said.number_of("norm_unknown", entry=entry):
            assert entry.allowance_norm is None
        else:
            assert entry.allowance_norm == said.of(*NORMS, amounts="allowance.norm_", entry=entry)
        assert entry.allowance_offered == said.of(amounts="allowance.offer_", entry=entry)
    assert paid_once == said.of(amounts="expenses.cost_once")


def check_wage_of(entry: LedgerEntry, said: Said) -> None:
    assert entry.wage_offered == said.of(*WAGES, entry=entry)
    if entry.covered:
        assert said.number_of("wage_due", entry=entry) == 1
        assert entry.hourly_minimum == said.quantity("wage_due", "hourly", entry=entry)
        assert entry.wage_due == said.of("wage_due", entry=entry)
        assert entry.wage_shortfall == said.of("wage_short", entry=entry)
        assert entry.estimate == said.quantity("travel_unknown", "estimate", entry=entry)
    else:
        assert said.number_of("not_covered", entry=entry) == 1
        assert said.number_of("wage_due", entry=entry) == said.number_of("wage_short", entry=entry) == 0


def check_expenses(a: Assessment, said: Said) -> None:
    for line in a.expenses:
        check_line(line, a, said)
    total = a.expenses_total
    assert total.from_all_in == said.of("all_in")
    assert total.estimate == said.quantity("travel_unknown", "estimate")
    if a.expenses:
        step = said.one("expenses_total")
        assert says(step, owed=total.owed, reimbursed=total.reimbursed, from_all_in=total.from_all_in)
        assert says(step, not_stated=total.not_stated)
        assert result(step) == total.gap
    else:
        assert total.owed == total.reimbursed == total.gap == said.number_of("expenses_total") == 0


def check_line(line: ExpenseLine, a: Assessment, said: Said) -> None:
    if line.stated or line.owed == 0:
        step = said.one("line", line.kind)
        assert says(step, owed=line.owed, reimbursed=line.reimbursed)
        assert (result(step), Decimal(0)) == (line.gap, line.not_stated)
    else:
        assert result(said.one("line_not_stated", line.kind)) == line.owed == line.not_stated
        assert line.gap == line.reimbursed == 0
    if line.kind == "travel":
        assert line.owed == line.incurred == said.of("travel_total") == sum(entry.travel for entry in a.ledger)
        assert line.estimate == said.quantity("travel_unknown", "estimate")
    else:
        assert line.owed == said.of(amounts="expenses.cost_", kind=line.kind)
    paid = said.of("paid_full", amounts="expenses.paid_", kind=line.kind)
    paid += said.of("paid_km") if line.kind == "travel" else 0
    assert line.reimbursed == min(paid, line.owed)


def check_allowance(a: Assessment, said: Said) -> None:
    pay = a.allowance
    assert pay is not None
    assert (pay.norm or 0) == said.of("norm_total") == said.of(*NORMS, amounts="allowance.norm_")
    assert (pay.norm is None) == (said.number_of("norm_unknown") == len(a.ledger))
    assert (pay.full_month is None) == (said.number_of("norm_full_month") == 0)
    assert (pay.full_month or 0) == said.of("norm_full_month")
    if pay.entitlement is not None:
        # An entitlement that is the norm is not told once more.
        told_apart = said.number_of("entitlement_total")
        assert pay.entitlement == (said.of("entitlement_total") if told_apart else pay.norm)
    assert pay.offered == said.of(amounts="allowance.offer_")
    assert pay.effective == pay.offered - a.expenses_total.from_all_in
    if not pay.stated:
        assert said.of("offer_not_stated") == pay.not_stated == (pay.norm or 0)
        assert (pay.offered, pay.gap, said.number_of("allowance_gap")) == (0, 0, 0)
        return
    if said.number_of("offer_none"):
        assert pay.offered == pay.effective == 0
    else:
        step = said.one("offer_effective")
        assert says(step, offered=pay.offered, from_all_in=a.expenses_total.from_all_in)
        assert result(step) == pay.effective
    if pay.norm is None:
        # No norm is known, so nothing is said of one: not that it is 0, nor that nothing is short.
        assert said.number_of("norm_total") == said.number_of("allowance_gap") == pay.gap == 0
        return
    step = said.one("allowance_gap")
    assert says(step, norm=pay.norm, effective=pay.effective)
    assert result(step) == pay.gap


def check_wage(a: Assessment, said: Said) -> None:
    wage = a.wage
    assert wage is not None
    step = said.one("wage_total")
    assert says(step, due=wage.due, offered=wage.offered, short=wage.shortfall, not_stated=wage.not_stated)
    holiday = (wage.holiday_allowance_due, wage.holiday_allowance_offered, wage.holiday_allowance_shortfall)
    step = said.one("holiday_total")
    assert says(step, **dict(zip(("due", "offered", "short"), holiday, strict=True)))
    assert says(step, not_stated=wage.holiday_allowance_not_stated)
    assert holiday[2] == said.of("holiday_allowance")
    covered = sum(bool(entry.covered) for entry in a.ledger)
    if said.number_of("holiday_allowance") == covered:
        assert holiday[0] == said.quantity("holiday_allowance", "due")
        assert holiday[1] == said.quantity("holiday_allowance", "offered")
    assert wage.due == said.of("wage_due")
    assert wage.estimate == said.of("wage_estimate")
    if said.number_of("wage_estimate"):
        step = said.one("estimate_total")
        assert says(step, estimate=wage.estimate, holiday_allowance=wage.holiday_allowance_estimate)
        travel = said.quantity("travel_unknown", "estimate")
        assert result(step) == sum(entry.estimate for entry in a.ledger) - travel
    assert wage.coverage == ("all" if covered == len(a.ledger) else "part" if covered else "none")
    if said.number_of("wage_by_law"):
        by_law = next(row for row in a.totals.by_ground if row.ground == "law")
        equipment = a.line("protective_equipment")
        step = said.one("wage_by_law")
        assert says(step, total=wage.due + wage.holiday_allowance_due)
        assert says(step, due=by_law.owed - (equipment.owed if equipment else 0))


def check_cost_and_totals(a: Assessment, said: Said) -> None:
    cost, step = a.employer_cost, said.one("cost_total")
    check_parts(cost, step)
    assert cost.health_levy == said.of("levy")
    if a.wage is not None:
        assert said.of("cost_wage") == (cost.wage or 0) + (cost.holiday_allowance or 0)
    assert (cost.subsidy_indication or 0) == said.of("subsidy") == said.of("subsidy_year")
    assert cost.estimate.health_levy >= said.quantity("levy_unknown", "estimate")
    assert (cost.estimate.total > 0) == said.number_of("cost_estimate")
    if cost.estimate.total:
        assert result(said.one("cost_estimate")) == cost.estimate.total
        assert says(said.one("cost_estimate"), expenses=cost.estimate.expenses, health_levy=cost.estimate.health_levy)
    assert (a.cost_of_offer is not None) == said.number_of("cost_of_offer")
    if a.cost_of_offer is not None:
        check_parts(a.cost_of_offer, said.one("cost_of_offer"))
    totals = a.totals
    assert says(said.one("total"), owed=totals.owed, offered=totals.offered, gap=totals.gap)
    assert says(said.one("total"), not_stated=totals.not_stated)
    assert totals.estimate == said.of("total_estimate")
    for name in ("owed", "offered", "gap", "not_stated", "estimate"):
        assert getattr(totals, name) == sum(getattr(row, name) for row in totals.by_ground), name


def check_parts(cost: CostParts, step: Step) -> None:
    for name in ("expenses", "allowance", "wage", "holiday_allowance", "health_levy"):
        assert says(step, **{name: getattr(cost, name) or Decimal(0)})
    assert result(step) == cost.total


def check_findings(a: Assessment) -> None:
    """What is short in a finding is an amount of the assessment, or the difference of two."""
    equipment, pay, wage = a.line("protective_equipment"), a.allowance, a.wage
    short = {
        "expenses_full": a.expenses_total.gap,
        "protective_equipment_free": equipment and equipment.gap,
        "allowance_paid": pay and pay.gap,
        "allowance_cao": pay and pay.entitlement is not None and pay.entitlement - pay.effective,
        "allowance_level_equal": pay and pay.entitlement is not None and pay.norm - pay.entitlement,
        "allowance_on_top": a.expenses_total.from_all_in,
        "wage_minimum": wage and wage.shortfall,
        "holiday_allowance": wage and wage.holiday_allowance_shortfall,
    }
    for finding in a.findings:
        if finding.id == "allowance_level_equal" and finding.amount:
            # Of entries with an entitlement; the norm of the others is above none.
            assert pay is not None
            assert pay.norm is not None
            assert 0 < finding.amount <= pay.norm - (pay.entitlement or 0)
        else:
            assert finding.amount is None or finding.amount == short[finding.id] > 0
