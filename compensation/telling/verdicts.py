"""The verdicts of a result: which are told, how loudly, and in what order. The words are in the catalogue.

A verdict is loud (`error`) only where law, or a fresh amount of a cao or the employer's own scheme, is not kept; what
is probably so, agreed or advised is a `warning`. What cannot be told is `info`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from compensation.assessment import FindingResult
from compensation.telling.answer import Answer
from compensation.telling.grounds import CLAIMED, Rung, rung
from compensation.telling.lines import lines

Tone = Literal["error", "warning", "info", "success"]
#: Findings about what is paid: silent while nothing was said about it.
ABOUT_PAYING = (
    "expenses_full",
    "protective_equipment_free",
    "allowance_paid",
    "allowance_on_top",
    "wage_minimum",
    "holiday_allowance",
)
#: Findings that rest on the amount of the scheme that applies.
_ON_THE_SCHEME = ("allowance_cao", "allowance_paid")
LAW = ("protective_equipment_free", "wage_minimum", "holiday_allowance")
_ORDER: tuple[Tone, ...] = ("error", "warning", "info", "success")


@dataclass(frozen=True)
class Verdict:
    """One verdict: `key` names its words, `finding` is what it is about (None: the headline)."""

    key: str
    tone: Tone
    rung: Rung | None = None
    amount: Decimal | None = None
    finding: str | None = None


def headline(answer: Answer) -> Verdict:
    """The answer in one sentence."""
    totals = answer.assessment.totals
    if totals.owed == 0 and not answer.earns:
        return Verdict("headline.nothing", "info")
    if not answer.anything_stated:
        return Verdict(f"headline.owed_{_pay(answer)}", "info", amount=totals.owed)
    if answer.earns and not answer.pay_stated:
        return Verdict("headline.wage_missing", "info", amount=totals.owed)
    if totals.gap == 0:
        if any(f.status in ("cannot_tell", "not_covered") for f in told(answer) if f.id in ABOUT_PAYING):
            return Verdict("headline.enough_as_far_as_known", "info")
        return Verdict("headline.enough", "success")
    claimed = sum((line.short for line in lines(answer) if line.ground.rung in CLAIMED), Decimal(0))
    if claimed >= totals.gap:
        return Verdict("headline.short_all_binding", "error", amount=totals.gap)
    if claimed:
        return Verdict("headline.short_binding", "error", amount=totals.gap)
    probably = any(line.short and line.ground.rung is Rung.PROBABLY for line in lines(answer))
    return Verdict("headline.short_probably" if probably else "headline.short", "warning", amount=totals.gap)


def _pay(answer: Answer) -> str:
    """What the pay of a placement is, in the headline: a wage, an allowance by a scheme (perhaps), or advice."""
    pay = next((line for line in lines(answer) if line.name == "allowance"), None)
    if pay is None:
        return "wage"
    if pay.ground.rung is Rung.PROBABLY:
        return "probably"
    if pay.ground.rung in CLAIMED:
        return "binding"
    return "advice" if answer.placement.cao.status == "none" else "open"


def verdicts(answer: Answer) -> list[Verdict]:
    """The verdicts that are told one by one, loud ones first; what is in order comes together in `in_order`."""
    findings = [_without_protective(finding, answer) for finding in told(answer)]
    found = [verdict for finding in findings if (verdict := _verdict(finding, answer)) is not None]
    return sorted(found, key=lambda verdict: _ORDER.index(verdict.tone))


def in_order(answer: Answer) -> list[str]:
    """Ids of the findings that are in order; costs that come out of an all-in sum are not paid back."""
    a = answer.assessment
    hidden = {"expenses_full"} if a.expenses_total.from_all_in > 0 else set()
    if a.expenses_total.gap > 0 or (a.allowance is not None and a.allowance.offered == 0):
        hidden.add("allowance_on_top")  # on top of expenses that are not paid, or nothing: nothing to be glad of
    if a.allowance is not None and a.allowance.entitlement is None:
        hidden.add("allowance_level_equal")  # nothing was compared
    return [finding.id for finding in told(answer) if finding.status == "meets" and finding.id not in hidden]


def told(answer: Answer) -> list[FindingResult]:
    """The findings that something is said of: not what was not asked, nor what another finding says already."""
    findings = [f for f in answer.assessment.findings if f.status != "not_applicable"]
    if not answer.anything_stated:
        findings = [f for f in findings if f.id not in ABOUT_PAYING or f.status in ("not_covered", "cannot_tell")]
        findings = [f for f in findings if not (f.id == "allowance_cao" and f.status in ("below", "meets"))]
    if _unanswered_test(answer):
        findings = [f for f in findings if f.id != "genuine_placement"]
    if answer.placement.offer.employment_contract is None:
        findings = [f for f in findings if f.id != "employment_contract"]
    cao = next((f for f in findings if f.id == "allowance_cao" and f.status == "below"), None)
    allowance = answer.assessment.allowance
    if cao and allowance and allowance.norm == allowance.entitlement:
        findings = [f for f in findings if f.id != "allowance_paid"]
    if answer.earns and not answer.pay_stated:
        findings = [f for f in findings if f.id not in ("wage_minimum", "holiday_allowance")]
    return findings


def law_is_short(answer: Answer) -> bool:
    """Whether something that the law asks is not kept."""
    return any(answer.assessment.finding(name).status == "below" for name in LAW)


def _unanswered_test(answer: Answer) -> bool:
    test = answer.placement.placement_test
    return test is None or all(answer is None for answer in test.model_dump().values())


def _without_protective(finding: FindingResult, answer: Answer) -> FindingResult:
    """Protective equipment has a verdict of its own, with force of law: it is not told twice."""
    line = answer.assessment.line("protective_equipment")
    if finding.id != "expenses_full" or finding.amount is None or line is None:
        return finding
    rest = finding.amount - line.gap
    status = "below" if rest > 0 else "not_applicable"
    return finding.model_copy(update={"amount": rest, "status": status})


def _verdict(finding: FindingResult, answer: Answer) -> Verdict | None:
    """A finding as a verdict; an amount that the cao's parties only advise, or that is old, has words of its own."""
    if finding.status in ("meets", "not_applicable"):
        return None
    stale = answer.assessment.allowance.stale_since if answer.assessment.allowance else None
    stands = rung(finding.force, stale if finding.id in _ON_THE_SCHEME else None)
    key, tone = f"{finding.id}.{finding.status}", _tone(finding, stands)
    if finding.id == "allowance_paid" and finding.status == "below":
        key = f"{key}_{'probably' if stands is Rung.PROBABLY else finding.force}"
    elif finding.id == "allowance_cao" and finding.status == "below" and stands is Rung.FAIR:
        key = f"{finding.id}.advised"
    elif finding.id == "allowance_cao" and finding.status == "below" and stands is Rung.PROBABLY:
        key = f"{finding.id}.probably"
    return Verdict(key, tone, stands, finding.amount, finding.id)


def _tone(finding: FindingResult, stands: Rung) -> Tone:
    if finding.status == "below":
        return "error" if stands in CLAIMED and finding.id != "allowance_level_equal" else "warning"
    return "warning" if finding.status == "doubtful" else "info"
