"""The verdicts of a result: which are told, how loudly, and in what order. The words are in the catalogue.

A verdict is loud (`error`) only where law, or a fresh amount of a cao or the employer's own scheme, is not kept; what
is probably so, agreed or advised is a `warning`. What cannot be told is `info`. What nobody stated is no verdict: it
is asked (notes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from compensation.assessment import FindingResult
from compensation.telling.answer import Answer
from compensation.telling.grounds import CLAIMED, Rung
from compensation.telling.levels import others_get_less
from compensation.telling.lines import Line, cost_lines, lines, pay_lines

Tone = Literal["error", "warning", "info", "success"]
#: Findings that the law asks for.
LAW = ("protective_equipment_free", "wage_minimum", "holiday_allowance")
_ORDER: tuple[Tone, ...] = ("error", "warning", "info", "success")


@dataclass(frozen=True)
class Verdict:
    """One verdict: `key` names its words, `rung` is how hard it stands, `finding` the finding of the contract.

    `part`: what of the amount must be paid, where not all of it. `names`: of caos that may apply.
    """

    key: str
    tone: Tone
    rung: Rung | None = None
    amount: Decimal | None = None
    finding: str | None = None
    part: Decimal | None = None
    names: str = ""


# ---------------------------------------------------------------- the answer in one sentence


def headline(answer: Answer) -> Verdict:
    """The answer in one sentence."""
    totals = answer.assessment.totals
    if not totals.owed and not totals.estimate and not answer.earns:
        return Verdict("headline.nothing" if answer.norm_known else "headline.unknown", "info")
    if totals.gap:
        return _short(answer)
    if answer.earns and not answer.pay_stated:
        known = answer.assessment.wage is not None and answer.assessment.wage.coverage != "none"
        return Verdict("headline.owed_wage" if known else "headline.wage_unknown", "info", amount=totals.owed)
    if not answer.anything_stated:
        return Verdict(f"headline.owed_{_pay(answer)}", "info", amount=totals.owed)
    if totals.not_stated:
        return Verdict("headline.enough_of_stated", "info", amount=totals.not_stated)
    if not everything_known(answer):
        return Verdict("headline.enough_as_far_as_known", "info")
    return Verdict("headline.enough", "success")


def everything_known(answer: Answer) -> bool:
    """Whether nothing was left out of the verdicts: no estimate, no day without a rule, no cao that may ask more."""
    expenses = answer.assessment.finding("expenses_full").status != "cannot_tell"
    known = answer.all_covered and answer.norm_known and not answer.cao_may_ask_more
    return expenses and known and not answer.assessment.totals.estimate


def _short(answer: Answer) -> Verdict:
    gap = answer.assessment.totals.gap
    short = [line for line in lines(answer) if line.short]
    rungs = {line.ground.rung for line in short}
    if rungs <= set(CLAIMED):
        return Verdict("headline.short_all_binding", "error", amount=gap)
    if part := sum((line.short for line in short if line.ground.rung in CLAIMED), Decimal(0)):
        return Verdict("headline.short_binding", "error", amount=gap, part=part)
    if Rung.PROBABLY in rungs:
        return Verdict("headline.short_probably", "warning", amount=gap)
    ground = "_agreed" if rungs == {Rung.AGREED} else "" if Rung.AGREED in rungs else "_advice"
    return Verdict(f"headline.short{ground}", "warning", amount=gap)


def _pay(answer: Answer) -> str:
    """What the allowance of a placement stands on, in the headline."""
    rungs = {line.ground.rung for line in pay_lines(answer) if line.owed}
    if rungs & set(CLAIMED):
        return "binding"
    if Rung.PROBABLY in rungs:
        return "probably"
    return "advice" if answer.placement.cao.status == "none" else "open"


# ---------------------------------------------------------------- one by one


def verdicts(answer: Answer) -> list[Verdict]:
    """The verdicts that are told one by one, loud ones first; what is in order comes together in `in_order`."""
    found = [*_costs(answer), *_wages(answer), *_others(answer)]
    return sorted(found, key=lambda verdict: _ORDER.index(verdict.tone))


def _costs(answer: Answer) -> Iterator[Verdict]:
    """Costs that are short, by their ground; what of travel is not known yet."""
    short = [line for line in cost_lines(answer) if line.short]
    for key, finding, of_it in (
        ("protective_equipment_free.below", "protective_equipment_free", ("law",)),
        ("expenses_full.below_scheme", "expenses_full", ("cao", "employer")),
        ("expenses_full.below_pact", "expenses_full", ("pact",)),
        ("expenses_full.below_advice", "expenses_full", ("advice",)),
    ):
        if amount := sum((line.short for line in short if line.ground.force in of_it), Decimal(0)):
            rung = next(line.ground.rung for line in short if line.ground.force in of_it)
            key = key.replace("_scheme", "_probably") if rung is Rung.PROBABLY else key
            regional = rung is Rung.AGREED and answer.level == "higher"
            yield Verdict(f"{key}_regional" if regional else key, _loud(rung), rung, amount, finding)
    travel = answer.assessment.line("travel")
    if travel is not None and travel.estimate:
        yield Verdict("expenses_full.estimate", "info", amount=travel.estimate, finding="expenses_full")


def _wages(answer: Answer) -> Iterator[Verdict]:
    """A wage that is short, by law and by the cao apart; and days of which the minimum is not known."""
    for line in pay_lines(answer):
        if answer.earns and line.short:
            key = {"wage": "wage_minimum", "holiday_allowance": "holiday_allowance"}.get(line.name, "pay")
            by = "" if key != "pay" else "_by_law" if line.ground.rung is Rung.MUST else "_by_cao"
            by = "_probably" if line.ground.rung is Rung.PROBABLY else by
            finding = "holiday_allowance" if key == "holiday_allowance" else "wage_minimum"
            yield Verdict(f"{key}{by}.below", _loud(line.ground.rung), line.ground.rung, line.short, finding)
    if answer.assessment.finding("wage_minimum").status == "not_covered":
        yield Verdict("wage_minimum.not_covered", "info", finding="wage_minimum")


def _others(answer: Answer) -> Iterator[Verdict]:
    for finding in told(answer):
        if finding.id == "allowance_paid" and finding.status == "below":
            yield from _allowance(answer)
        elif finding.id == "allowance_cao":
            if not answer.cao_known:
                key, names = _unknown_of_cao(answer), _caos_there(answer)
                key, names = (f"{key}_named", names) if key == "unknown" and names else (key, "")
                yield Verdict(f"allowance_cao.{key}", "info", finding=finding.id, names=names)
        elif finding.id == "allowance_level_equal" and answer.assessment.finding("allowance_paid").status == "below":
            continue  # told where the allowance is short
        elif finding.id == "genuine_placement" and finding.status == "cannot_tell":
            yield Verdict("genuine_placement.cannot_tell", "info", finding=finding.id)
        elif finding.id in _ELSEWHERE or finding.status in ("meets", "cannot_tell", "not_covered"):
            continue
        else:
            regional = "_higher" if answer.level == "higher" and finding.force == "advice" else ""
            key = f"{finding.id}.{finding.status}{regional if finding.id in _BY_THE_PACT else ''}"
            yield Verdict(key, "warning", amount=finding.amount, finding=finding.id)


def _unknown_of_cao(answer: Answer) -> str:
    """What is not known of a cao: whether there is one, what it pays on some days, or what it pays at all."""
    pay = answer.assessment.allowance
    if answer.placement.cao.status == "unknown":
        return "unknown"
    return "partly" if pay is not None and pay.entitlement else "cannot_tell"


def _caos_there(answer: Answer) -> str:
    """The names of the caos of the sector; none where they are too many to ask after."""
    schemes = [one for one in answer.book.schemes.values() if one.sector == answer.placement.sector]
    names = [one.name for one in schemes if one.kind == "cao" and not one.proposed]
    return ", ".join(names) if len(names) <= _MOST_NAMES else ""


#: So many names fit in one sentence.
_MOST_NAMES = 3
#: Findings that have verdicts of their own above.
_ELSEWHERE = ("expenses_full", "protective_equipment_free", "wage_minimum", "holiday_allowance")
#: Findings whose ground is the pact: another one for higher education.
_BY_THE_PACT = ("allowance_level_equal", "allowance_on_top", "employment_contract")


def _allowance(answer: Answer) -> Iterator[Verdict]:
    """An allowance that is short, ground by ground."""
    for line in pay_lines(answer):
        if line.short:
            rung, key = line.ground.rung, f"allowance_paid.{_below(answer, line)}"
            yield Verdict(key, _loud(rung), rung, line.short, "allowance_paid")


def _below(answer: Answer, line: Line) -> str:
    """The words for an allowance that is short on a ground."""
    pay, level = answer.assessment.allowance, answer.assessment.finding("allowance_level_equal")
    if line.ground.rung is Rung.PROBABLY:
        return "below_probably"
    if line.ground.force == "pact":
        return "below_pact" if answer.level == "mbo" else "below_regional"
    if line.ground.force == "advice" and level.status == "below":
        return "below_equal"
    if line.ground.force == "advice" and pay is not None and pay.entitlement_force == "advice":
        return "below_advised"
    return f"below_{line.ground.force}"


def _loud(rung: Rung) -> Tone:
    return "error" if rung in CLAIMED else "warning"


# ---------------------------------------------------------------- findings


def told(answer: Answer) -> list[FindingResult]:
    """The findings that something is said of: not what was not asked, nor what another finding says already."""
    found = [f for f in answer.assessment.findings if f.status != "not_applicable"]
    if _unanswered_test(answer):
        found = [f for f in found if f.id != "genuine_placement"]
    if answer.placement.offer.employment_contract is None:
        found = [f for f in found if f.id != "employment_contract"]
    return found


def not_stated(answer: Answer, finding: FindingResult) -> bool:
    """Whether a finding can only not be told because nobody stated what is paid."""
    if finding.status != "cannot_tell":
        return False
    if finding.id == "expenses_full":
        return bool(answer.assessment.expenses_total.not_stated)
    if finding.id in ("allowance_paid", "allowance_on_top"):
        return not answer.pay_stated and (finding.id == "allowance_on_top" or answer.norm_known)
    if finding.id == "allowance_cao":
        return not answer.pay_stated and answer.cao_known
    return finding.id in LAW


def in_order(answer: Answer) -> list[str]:
    """Ids of the findings that are in order; costs that come out of an all-in sum are not paid back."""
    a = answer.assessment
    hidden = {"expenses_full"} if a.expenses_total.from_all_in > 0 else set()
    costs = a.expenses_total
    if costs.gap or costs.not_stated or not costs.owed or (a.allowance is not None and not a.allowance.effective):
        hidden.add("allowance_on_top")  # on top of no expenses that are paid, or nothing: nothing to be glad of
    pay = a.allowance
    if pay is not None and (pay.entitlement is None or not pay.stated or answer.scheme_name is None):
        hidden.add("allowance_level_equal")  # nothing was compared, or nothing was said: no praise for that
    return [finding.id for finding in told(answer) if finding.status == "meets" and finding.id not in hidden]


def meets(answer: Answer, finding: str) -> str:
    """The name of the words for a finding that is in order."""
    key = "meets"
    if finding == "allowance_level_equal" and others_get_less(answer):
        key = "meets_others_less"
    if finding == "allowance_paid" and any(line.owed and line.ground.rung not in CLAIMED for line in pay_lines(answer)):
        key = "meets_compared"  # not less than an advice or an old amount is not yet enough
    return f"verdict.{finding}.{key}"


def law_is_short(answer: Answer) -> bool:
    """Whether something that the law asks is not kept."""
    return any(line.short and line.ground.rung is Rung.MUST for line in lines(answer))


def _unanswered_test(answer: Answer) -> bool:
    test = answer.placement.placement_test
    return test is None or all(answer is None for answer in test.model_dump().values())
