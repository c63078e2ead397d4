"""A message of three sentences for a phone: who and when, what goes with it, what is asked or promised.

From the student to the company it asks what the letter asks; from the company to the student it promises what was
chosen, and nothing that could not be agreed. What nobody knows or stated is said as that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from compensation.telling.answer import Answer
from compensation.telling.due import due
from compensation.telling.explain import word
from compensation.telling.grounds import Ground, Rung, basis_name, scheme_words
from compensation.telling.lines import NOTHING, Line, cost_lines, lines, pay_lines
from compensation.telling.refusal import refusal
from compensation.telling.rhythm import month_in_time
from compensation.telling.verdicts import everything_known
from compensation.texts import euros, inside, text
from compensation.units import cents

Writer = Literal["student", "employer"]


def message(answer: Answer, reader: Writer, lang: str, on: date | None = None) -> str:
    """Three sentences. `reader`: who has the answer before them and sends it; `on`: the day on which it is sent."""
    sent = on or answer.assessment.receipt.assessed_on
    parts = _of_student(answer, lang, sent) if reader == "student" else _of_employer(answer, lang)
    return " ".join(parts)


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"message.{key}", lang, **values)


def _frame(answer: Answer) -> dict[str, object]:
    p = answer.placement
    return {"start": p.start, "end": p.end, "hours": p.weekly_hours}


def _euros(amount: Decimal, lang: str) -> str:
    return euros(cents(amount), lang)


def _sentence(parts: list[str], lang: str) -> str:
    """Parts as one sentence with semicolons."""
    whole, *others = parts
    for part in others:
        whole = _say("join", lang, first=whole, then=part)
    return f"{whole[:1].upper()}{whole[1:]}."


def _costs(answer: Answer, costs: Iterable[Line], lang: str) -> str:
    names = [inside(word(f"cost.{line.name}", lang, answer.book), lang) for line in costs]
    return names[0] if len(names) == 1 else _say("and", lang, first=", ".join(names[:-1]), last=names[-1])


# ---------------------------------------------------------------- from the student


def _of_student(answer: Answer, lang: str, on: date) -> Iterator[str]:
    p = answer.placement
    time = "after" if p.end < on else "before" if p.start > on else "during"
    kind = "job" if answer.earns else "placement"
    yield _say(f"student.opening.{time}.{kind}", lang, **_frame(answer))
    fits = _wage(answer, lang, on) if answer.earns else _allowance(answer, lang)
    yield _sentence([fits, *_costs_by_ground(answer, lang)], lang)
    yield _asked(answer, lang, on)


def _allowance(answer: Answer, lang: str) -> str:
    """What allowance goes with it, by what that stands on."""
    pay, found = answer.assessment.allowance, [line for line in pay_lines(answer) if line.owed]
    if not found or pay is None:
        return _say(f"student.fit.{'none' if answer.norm_known else 'unknown'}", lang)
    line = found[0]
    if line.stated and not line.short and answer.assessment.totals.gap:  # enough of it: only costs are asked
        return _say("student.fit.paid", lang)
    whole = pay.full_month if pay.full_month else None
    key, amount = ("month", cents(whole)) if whole is not None else ("month_about", line.month or 0)
    changes = len(found) > 1 and whole is not None and not _by_level(answer)
    told = month_in_time(line, lang) or euros(amount, lang)
    month = _say(f"student.{key}{'_first' if changes else ''}", lang, amount=told)
    name = line.ground.scheme or (basis_name(answer, lang) if pay.basis != "cao_amount" else "")
    name = name or _say("student.fit.own_cao", lang)
    if line.ground.rung is Rung.PROBABLY:
        name = scheme_words(name, line.ground.force, lang)
    values = {"month": month, "name": name, "year": str(line.ground.seen.year) if line.ground.seen else ""}
    return _say(f"student.fit.{'mixed' if _by_level(answer) else _fit(answer, line.ground)}", lang, **values)


def _by_level(answer: Answer) -> bool:
    """Whether the cao itself gives this level less than the month that fits."""
    steps = (step for step in answer.assessment.steps if step.id.endswith(("entitlement_level", "entitlement_none")))
    return any(step.result is not None and step.result.value != step.quantities["norm"].value for step in steps)


def _fit(answer: Answer, ground: Ground) -> str:
    pay = answer.assessment.allowance
    if ground.rung is Rung.PROBABLY and ground.seen is not None:
        return "probably_seen"
    if ground.rung is Rung.FAIR and pay is not None and pay.entitlement_force == "advice":
        return "fair_advised"
    return str(ground.rung)


def _wage(answer: Answer, lang: str, on: date) -> str:
    """The least fixed wage a month of the day, and that of the next stretch."""
    wage = answer.assessment.wage
    rows = wage.monthly if wage is not None else []
    if not rows:
        return _say("student.wage.unknown", lang)
    here = next((place for place, row in enumerate(rows) if row.to >= on), len(rows) - 1)
    now = rows[here]
    key, name = _wage_key(answer, lang, on) if now.known else ("estimate", "")
    told = _say(f"student.wage.{key}", lang, amount=_euros(now.amount, lang), name=name)
    for later in rows[here + 1 : here + 2]:
        key = "later" if later.known else "later_estimate"
        told += ", " + _say(f"student.wage.{key}", lang, day=later.from_, amount=_euros(later.amount, lang))
    return told


def _wage_key(answer: Answer, lang: str, on: date) -> tuple[str, str]:
    """By the law alone, or by a cao too: where an old one, only probably."""
    above = next((line.ground for line in pay_lines(answer) if line.name == "pay_above" and line.owed), None)
    if above is None:
        return ("known_past" if answer.placement.end < on else "known"), ""
    by = "probably" if above.rung is Rung.PROBABLY else "by_cao"
    return f"known_{by}", above.scheme or _say("student.fit.own_cao", lang)


def _costs_by_ground(answer: Answer, lang: str) -> Iterator[str]:
    """The costs that go with it, ground by ground."""
    found: dict[str, list[Line]] = {}
    for line in cost_lines(answer):
        if line.owed or line.estimate:
            found.setdefault(_cost_ground(line.ground), []).append(line)
    for key, of_it in found.items():
        name = of_it[0].ground.scheme or ""
        yield _say(f"student.costs.{key}", lang, costs=_costs(answer, of_it, lang), name=name)


def _cost_ground(ground: Ground) -> str:
    if ground.rung in (Rung.MUST_BY_CAO, Rung.MUST_BY_SCHEME):
        return "cao"
    if ground.rung is Rung.AGREED:
        return "agreed_regional" if ground.stated_in == "regional" else "agreed"
    return {Rung.MUST: "law", Rung.PROBABLY: "probably"}.get(ground.rung, "fair")


def _asked(answer: Answer, lang: str, on: date) -> str:
    totals = answer.assessment.totals
    if totals.gap:
        return _gap(answer, lang, on)
    if not answer.pay_stated:
        return _say("student.ask.pay", lang)
    open_costs = [line for line in cost_lines(answer) if not line.stated and (line.not_stated or line.estimate)]
    if open_costs:
        return _say("student.ask.costs", lang, costs=_costs(answer, open_costs, lang))
    if answer.assessment.finding("employment_contract").status == "below":
        return _say("student.ask.contract", lang)
    if not everything_known(answer):
        return _say("student.ask.known", lang)
    return _say(f"student.ask.{'thanks' if totals.offered else 'fine'}", lang)


def _gap(answer: Answer, lang: str, on: date) -> str:
    gap = answer.assessment.totals.gap
    by_law = sum((line.short for line in lines(answer) if line.ground.rung is Rung.MUST), NOTHING)
    split = due(answer, on)
    found = {"gap": gap, "now": split.now, "later": split.later}
    told = {name: _likely(answer, amount, lang, hedged=bool(by_law)) for name, amount in found.items()}
    key = "later" if not split.now else "now" if not split.later else "both" if split.exact else "least"
    end = (
        _say("student.ask.wage_until", lang, end=split.last, until=split.wage_until) if split.wage_until else split.last
    )
    values = {**told, "until": split.until, "end": end}
    if not by_law:
        return _say(f"student.ask.{key}", lang, **values)
    opens = _say(f"student.ask.open_{key}", lang, **values)
    return _say(f"student.ask.law{'_all' if by_law == gap else ''}", lang, open=opens, law=_euros(by_law, lang))


def _likely(answer: Answer, amount: Decimal, lang: str, *, hedged: bool) -> str:
    """An open amount; beside the law a part that only probably is owed is no certain sum."""
    said = _euros(amount, lang)
    unsure = hedged and any(line.short and line.ground.rung is Rung.PROBABLY for line in lines(answer))
    return _say("student.ask.probably", lang, amount=said) if unsure else said


# ---------------------------------------------------------------- from the employer


def _of_employer(answer: Answer, lang: str) -> Iterator[str]:
    refused = refusal(answer) is not None
    yield _promised(answer, lang, refused=refused)
    yield _sentence(list(_promised_costs(answer, lang)), lang)
    yield _say(f"employer.closing.{'paper' if answer.pay_stated and not refused else 'later'}", lang)


def _promised(answer: Answer, lang: str, *, refused: bool) -> str:
    """The pay that was chosen; never one that could not be agreed."""
    offer, earns = answer.placement.offer, answer.earns
    pay = offer.wage if earns else offer.allowance
    changes = any(change.says("offer.wage" if earns else "offer.allowance") for change in answer.placement.changes)
    if refused:
        key = "refused_job" if earns else "refused"
    elif pay is None and earns:
        key = "wage_open"
    elif pay is None or not (pay.amount or changes):
        key = "nothing" if answer.pay_stated and not changes else "allowance_open"
    elif offer.includes_expenses and not earns:
        key = "all_in"
    else:
        key = f"{'wage' if earns else 'allowance'}{'_first' if changes else ''}"
    values = {} if pay is None else {"amount": _euros(pay.amount, lang), "per": _say(f"employer.per.{pay.per}", lang)}
    return _say(f"employer.opening.{key}", lang, **_frame(answer), **values)


def _promised_costs(answer: Answer, lang: str) -> Iterator[str]:
    """What is said of each cost; what must be free by law is free, whatever was said."""
    found: dict[str, list[Line]] = {}
    for line in cost_lines(answer):
        found.setdefault(_how(answer, line), []).append(line)
    told = [
        _say(f"employer.costs.{key}", lang, costs=_costs(answer, found[key], lang))
        for key in ("included", "paid", "provided", "partly", "unpaid", "open")
        if key in found
    ]
    if "free" in found:
        told.append(_say("employer.costs.free", lang))
    yield from told or [_say("employer.costs.none", lang)]


def _how(answer: Answer, line: Line) -> str:
    """How a cost is dealt with; `skip`: nothing is owed of it."""
    offer = answer.placement.offer
    if line.ground.force == "law":
        return "free"
    if line.provided and not line.owed:
        return "provided"
    if not (line.owed or line.estimate):
        return "skip"
    if not line.stated:
        return "open"
    paid = any(back.kind == line.name and (back.full or back.amount) for back in offer.reimbursements)
    paid = paid or (line.name == "travel" and bool(offer.km_rate))
    if not paid:
        return "included" if offer.includes_expenses and not answer.earns else "unpaid"
    return "partly" if line.short or line.from_all_in else "paid"
