"""The answer sheet: what one person must know now, on one screen. It knows no language.

First what it comes to a month and once, then at most six lines, each with its amount, its ground and how sure it is,
then what is open and could change it. A line says by the month what comes by the month, once what comes once, and the
whole where neither can be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from compensation.reading.step import Step
from compensation.telling.answer import Answer
from compensation.telling.grounds import CLAIMED, Rung
from compensation.telling.lines import Line, cost_per_month, lines, steps_of_line
from compensation.telling.monthly import Stretch, allowance_stretches, wage_stretches
from compensation.units import cents

#: What fits on a phone of 375 by 667, with all that stands around it.
MOST = 6
#: month: exactly this a month. average: a month on average. once: one time. whole: over all of it.
Per = Literal["month", "average", "once", "whole"]
#: What the amount of a sheet is, in a word: how it is said, and what is said below it.
Kind = Literal[
    "nothing",
    "unknown",
    "must",
    "binding",
    "probably",
    "advice",
    "own",
    "open",
    "wage",
    "wage_probably",
    "wage_unknown",
]
#: Whether a cao may ask more than a wage by law: perhaps, no, it does not, it may, it has wages of its own.
Floor = Literal["perhaps", "alone", "read", "unread", "own_wages"]
Topic = Literal["cao", "cao_amount", "travel", "costs", "offer", "minimum"]
_HARDEST = {rung: place for place, rung in enumerate(Rung)}
_PAY = ("allowance", "wage", "pay")
#: What a cao asks above the law is told by these.
_ABOVE_THE_LAW = ("wage.scale_of_cao", "wage.hourly_of_cao", "wage.wage_by_law")


@dataclass(frozen=True)
class SheetLine:
    """A line as it stands on the sheet. `amount`: cents, of `per`; None where it is not known.

    `stretches`: where a month is not the same all the time; the amount is then that of the first one.
    """

    line: Line
    per: Per
    amount: int | None
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet. `months`: what it is a month, from when; without it there is nothing by the month.

    `about`: an average or an estimate is in it. `beside`: cents a month of costs beside a wage, which `months` is
    without. `once`: cents that come one time. `rest`: the lines that found no room, `rest_owed` what they come to.
    `nothing`: what nobody has to pay. `open`: what is not said or not known, and could change it.
    """

    kind: Kind
    months: tuple[Stretch, ...]
    about: bool
    beside: int
    once: int
    lines: tuple[SheetLine, ...]
    rest: tuple[SheetLine, ...]
    nothing: tuple[Line, ...]
    open: tuple[Topic, ...]

    @property
    def rest_owed(self) -> Decimal:
        """What the lines that found no room come to over the whole time."""
        return sum((one.line.owed for one in self.rest), Decimal(0))


def sheet(answer: Answer) -> Sheet:
    """The sheet of an answer."""
    found = lines(answer)
    told = sorted((line for line in found if line.any or not line.known), key=_weight)
    shown = [_line(answer, line) for line in told]
    room = MOST if len(shown) <= MOST else MOST - 1
    costs = [one for one in shown if one.line.name not in (*_PAY, "pay_above", "holiday_allowance")]
    monthly = sum(one.amount or 0 for one in costs if one.per == "average")
    pay = wage_stretches(answer) if answer.earns else _pay(answer, shown)
    about = any(one.amount and (one.per == "average" or one.line.estimate) for one in costs)
    about = about or any(not one.known for one in pay)
    return Sheet(
        kind=_kind(answer, found),
        months=tuple(pay if answer.earns else _with(pay, monthly, answer)),
        about=about or any(one.line.name == "allowance" and one.per == "average" for one in shown),
        beside=monthly if answer.earns else 0,
        once=sum(one.amount or 0 for one in shown if one.per == "once" or (answer.is_short and not _is_wage(one))),
        lines=tuple(shown[:room]),
        rest=tuple(shown[room:]),
        nothing=tuple(line for line in found if not line.any and line.known and line.name not in _PAY),
        open=tuple(_open(answer)),
    )


def _is_wage(one: SheetLine) -> bool:
    """Whether it is pay that is said by itself: a wage with what comes with it, or an allowance by the month."""
    return one.per == "month" or one.line.name in ("wage", "holiday_allowance", "pay", "pay_above")


def _weight(line: Line) -> tuple[bool, int, Decimal]:
    """Pay first, then costs: what stands hardest, and of that the most."""
    pay = line.name in (*_PAY, "pay_above", "holiday_allowance")
    return (not pay, 0 if pay else _HARDEST[line.ground.rung], Decimal(0) if pay else -line.owed)


# ---------------------------------------------------------------- a line


def _line(answer: Answer, line: Line) -> SheetLine:
    cost = line.name not in (*_PAY, "pay_above", "holiday_allowance")
    if not line.known and not (cost and line.estimate):
        return SheetLine(line, "whole", None)
    if line.name == "allowance":
        if line.stretches:
            return SheetLine(line, "month", line.stretches[0].month, line.stretches)
        if answer.is_short:
            return SheetLine(line, "whole", cents(line.owed))
        return SheetLine(line, "average", answer.per_month(line.owed))
    if line.name == "wage":
        found = wage_stretches(answer)
        return SheetLine(line, "month", found[0].month, tuple(found)) if found else SheetLine(line, "whole", None)
    if line.name in ("holiday_allowance", "pay", "pay_above"):
        return SheetLine(line, "whole", cents(line.owed))
    if not line.average:
        return SheetLine(line, "whole" if answer.is_short else "once", cents(line.owed + line.estimate))
    return SheetLine(line, "average", cost_per_month(answer, line.name, line.owed + line.estimate))


def steps_behind(answer: Answer, one: SheetLine) -> list[Step]:
    """The steps that answer why: of its own days, and of holiday allowance apart from the wage it goes with."""
    name, found = one.line.name, steps_of_line(answer, one.line.name)
    if name in ("wage", "holiday_allowance"):
        found = [step for step in found if ("holiday" in step.id) is (name == "holiday_allowance")]
    if name == "pay_above":
        found = [step for step in found if step.id in _ABOVE_THE_LAW]
    if name != "allowance" or not one.stretches:
        return found
    first, last = one.stretches[0].first, one.stretches[-1].last
    return [step for step in found if _within(step, first, last, of_all=first == answer.placement.start)]


def _within(step: Step, first: date, last: date, *, of_all: bool) -> bool:
    """What is told of all days stands with the first of them, and why they differ with each."""
    began = step.quantities.get("from")
    if began is None:
        return of_all or step.id == "allowance.cao_no_amount"
    return first <= date.fromisoformat(str(began.value)) <= last


# ---------------------------------------------------------------- in one sentence


def _pay(answer: Answer, shown: list[SheetLine]) -> list[Stretch]:
    """The allowance a month: stretch by stretch, or its average over all of it."""
    if found := allowance_stretches(answer):
        return found
    amounts = [one.amount for one in shown if one.line.name == "allowance" and one.per == "average" and one.amount]
    whole = answer.placement
    return [Stretch(whole.start, whole.end, sum(amounts))] if amounts and sum(amounts) else []


def _with(pay: list[Stretch], monthly: int, answer: Answer) -> list[Stretch]:
    if not pay and monthly:
        return [Stretch(answer.placement.start, answer.placement.end, monthly)]
    return [Stretch(one.first, one.last, one.month + monthly, known=one.known) for one in pay]


def _kind(answer: Answer, found: list[Line]) -> Kind:
    """On what the pay stands, as the first sentence says it."""
    totals = answer.assessment.totals
    if answer.earns:
        by_cao = {line.ground.rung for line in found if line.name == "pay_above" and line.owed}
        return "wage_unknown" if not wage_stretches(answer) else "wage_probably" if Rung.PROBABLY in by_cao else "wage"
    if not totals.owed and not totals.estimate:
        return "nothing" if answer.norm_known else "unknown"
    rungs = {line.ground.rung for line in found if line.name == "allowance" and line.owed}
    if rungs & set(CLAIMED):
        every = {line.ground.rung for line in found if line.owed}
        return "must" if every <= set(CLAIMED) else "binding"
    if Rung.PROBABLY in rungs:
        return "probably"
    if answer.placement.cao.status != "none" or "cao" in _unsaid(answer):
        return "open"
    return "own" if Rung.OWN in rungs else "advice"


def floor(answer: Answer) -> Floor:
    """Whether a cao may ask more than the law: for a wage of which nothing above the law is told."""
    cao = answer.placement.cao
    if "cao" not in answer.placement.model_fields_set or cao.status == "unknown":
        return "perhaps"
    if cao.status == "none":
        return "alone"
    if cao.hourly_wage is not None:
        return "read"
    scheme = answer.book.schemes.get(cao.scheme or "")
    return "own_wages" if scheme is not None and scheme.own_bbl_wages and answer.level == "mbo" else "unread"


# ---------------------------------------------------------------- what is open


def _unsaid(answer: Answer) -> set[str]:
    """What was not answered at all: nobody said that there is none."""
    return {"cao", "travel", "costs"} - answer.placement.model_fields_set


def _open(answer: Answer) -> list[Topic]:
    """What is not said or not known, and could change the amount, the most first."""
    placement, found, unsaid = answer.placement, list[Topic](), _unsaid(answer)
    if "cao" in unsaid or placement.cao.status == "unknown":
        found.append("cao")
    elif not _cao_read(answer):
        found.append("cao_amount")
    found += ["travel"] if "travel" in unsaid else []
    found += ["costs"] if "costs" in unsaid else []
    if not answer.all_covered and placement.assume.adult_hourly_minimum is None:
        found.append("minimum")
    if not answer.pay_stated or answer.assessment.totals.not_stated:
        found.append("offer")
    return found


def _cao_read(answer: Answer) -> bool:
    """Whether what the cao pays is known, where one applies."""
    return answer.placement.cao.status != "applies" or answer.cao_known
