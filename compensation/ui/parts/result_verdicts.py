"""The verdicts of a result: which are told, how loudly, and in what order. Pure; the words are in the catalogue.

A verdict is loud (`error`) only where law, cao or the employer's own scheme is not kept; what is a commitment or
advice is a `warning`. What cannot be told is `info`. Nothing is called a right that is only a commitment.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from compensation.assessment import FindingResult
from compensation.ui.parts.result_lines import lines
from compensation.ui.parts.result_view import BINDING, Result

Tone = Literal["error", "warning", "info", "success"]
#: Findings about what is paid: silent while nothing was said about it.
_ABOUT_PAYING = (
    "expenses_full",
    "protective_equipment_free",
    "allowance_paid",
    "allowance_on_top",
    "wage_minimum",
    "holiday_allowance",
)
_ORDER: tuple[Tone, ...] = ("error", "warning", "info", "success")


@dataclass(frozen=True)
class Verdict:
    """One verdict: `key` names its words (`result.<voice>.verdict.<key>` or `result.verdict.<key>`)."""

    key: str
    tone: Tone
    force: str | None = None
    amount: Decimal | None = None


def headline(result: Result) -> Verdict:
    """The answer in one sentence."""
    totals = result.assessment.totals
    allowance = result.assessment.allowance
    pay = "wage" if allowance is None else "binding" if allowance.force in BINDING else "advice"
    if totals.owed == 0 and not result.wage:
        return Verdict("headline.nothing", "info")
    if not result.offered and not result.pay_given:
        return Verdict(f"headline.owed_{pay}", "info", amount=totals.owed)
    if result.wage and not result.pay_given:
        return Verdict("headline.wage_missing", "info", amount=totals.owed)
    if totals.gap == 0:
        if any(f.status in ("cannot_tell", "not_covered") for f in _told(result) if f.id in _ABOUT_PAYING):
            return Verdict("headline.enough_as_far_as_known", "info")
        return Verdict("headline.enough", "success")
    claimed = sum((line.short for line in lines(result) if line.force in BINDING), Decimal(0))
    if claimed >= totals.gap:
        return Verdict("headline.short_all_binding", "error", amount=totals.gap)
    if claimed:
        return Verdict("headline.short_binding", "error", amount=totals.gap)
    return Verdict("headline.short", "warning", amount=totals.gap)


def verdicts(result: Result) -> list[Verdict]:
    """The verdicts that are told one by one, loud ones first; what is in order comes together in `in_order`."""
    told = [_without_protective(finding, result) for finding in _told(result)]
    found = [verdict for finding in told if (verdict := _verdict(finding)) is not None]
    return sorted(found, key=lambda verdict: _ORDER.index(verdict.tone))


def in_order(result: Result) -> list[str]:
    """Ids of the findings that are in order; costs that come out of an all-in sum are not paid back."""
    paid_from_allowance = result.assessment.expenses_total.from_all_in > 0
    hidden = {"expenses_full"} if paid_from_allowance else set()
    if result.assessment.expenses_total.gap > 0:
        hidden.add("allowance_on_top")  # on top of expenses that are not paid: nothing to be glad of
    return [finding.id for finding in _told(result) if finding.status == "meets" and finding.id not in hidden]


def _told(result: Result) -> list[FindingResult]:
    findings = [f for f in result.assessment.findings if f.status != "not_applicable"]
    if not result.offered and not result.pay_given:
        findings = [f for f in findings if f.id not in _ABOUT_PAYING or f.status in ("not_covered", "cannot_tell")]
        findings = [f for f in findings if not (f.id == "allowance_cao" and f.status in ("below", "meets"))]
    if _unanswered_test(result):
        findings = [f for f in findings if f.id != "genuine_placement"]
    if result.placement.offer.employment_contract is None:
        findings = [f for f in findings if f.id != "employment_contract"]
    cao = next((f for f in findings if f.id == "allowance_cao" and f.status == "below"), None)
    allowance = result.assessment.allowance
    if cao and allowance and allowance.norm == allowance.entitlement:
        findings = [f for f in findings if f.id != "allowance_paid"]
    if result.wage and not result.pay_given:
        findings = [f for f in findings if f.id not in ("wage_minimum", "holiday_allowance")]
    return findings


def _unanswered_test(result: Result) -> bool:
    test = result.placement.placement_test
    return test is None or all(answer is None for answer in test.model_dump().values())


def _without_protective(finding: FindingResult, result: Result) -> FindingResult:
    """Protective equipment has a verdict of its own, with force of law: it is not told twice."""
    line = result.assessment.line("protective_equipment")
    if finding.id != "expenses_full" or finding.amount is None or line is None:
        return finding
    rest = finding.amount - line.gap
    status = "below" if rest > 0 else "not_applicable"
    return finding.model_copy(update={"amount": rest, "status": status})


def _verdict(finding: FindingResult) -> Verdict | None:
    """A finding as a verdict; an amount of the cao that its parties only advise has words of its own."""
    if finding.status in ("meets", "not_applicable"):
        return None
    if finding.id == "allowance_cao" and finding.status == "below" and finding.force == "advice":
        return Verdict("allowance_cao.advised", "warning", "advice", finding.amount)
    key = f"{finding.id}.{finding.status}"
    if finding.id == "allowance_paid":
        key = f"{key}_{finding.force}"
    tone: Tone = "info"
    if finding.status == "below":
        tone = "error" if finding.force in BINDING and finding.id != "allowance_level_equal" else "warning"
    elif finding.status == "doubtful":
        tone = "warning"
    return Verdict(key, tone, finding.force, finding.amount)
