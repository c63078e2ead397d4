"""The student's letter to the company: what belongs to the placement, what is paid, what is asked.

What the law says is asked firmly and by the law's name; a cao is asked to be looked up; what is only a commitment
(pact) or advice is asked as a favour. The last page is for the student alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.assessment import ExpenseLine
from compensation.papers.blocks import (
    Block,
    Bullets,
    Document,
    Fields,
    Heading,
    Item,
    Letterhead,
    PageBreak,
    Paragraph,
    Signatures,
)
from compensation.papers.case import Case
from compensation.papers.grounds import basis_name, sources
from compensation.papers.tables import examples, month_table, owed_table

_SECTIONS = ("travel", "expenses", "allowance", "wage")


def letter(case: Case) -> Document:
    """The letter, its annex with the calculation, and a page for the student."""
    blocks = [*_page_one(case), *_annex(case), *_for_yourself(case)]
    return Document(case.lang, _title(case), case.say("footer"), case.say("page"), blocks)


def _title(case: Case) -> str:
    return case.say("letter.title_job" if case.earns else "letter.title")


def _page_one(case: Case) -> Iterator[Block]:
    details, gap = case.details, case.assessment.totals.gap
    yield from _addresses(case)
    yield Paragraph(case.say("letter.dear", name=details.contact) if details.contact else case.say("letter.dear_all"))
    yield Paragraph(case.say(f"letter.opening.{_time(case)}.{'job' if case.earns else 'placement'}", **_frame(case)))
    yield Paragraph(case.say("letter.table_comes"))
    yield owed_table(case)
    if case.wage_given and any(case.steps("totals.total_uneven")):
        yield Paragraph(case.say("letter.uneven"), small=True)
    unpaid = gap > 0 and (case.wage_given or not case.earns)
    yield Heading(case.say("letter.asked" if unpaid or _requests(case) else "letter.settled"))
    yield from _requests(case) or [Paragraph(case.say("letter.all_paid"))]
    yield from _remarks(case)
    closing = case.say("letter.closing_law" if _law_is_short(case) else "letter.closing")
    before = (closing, case.say("letter.greeting"))
    yield Signatures([("", details.student)], case.say("sign.name"), "", case.say("sign.signature"), before)


def _addresses(case: Case) -> Iterator[Block]:
    d = case.details
    yield Heading(_title(case), 1)
    sender = [
        (case.say("field.from"), d.student),
        (case.say("field.address"), d.student_address),
        (case.say("field.school"), d.school),
        (case.say("field.programme"), d.programme),
    ]
    receiver = [
        (case.say("field.to"), d.employer),
        (case.say("field.contact"), d.contact),
        (case.say("field.address"), d.employer_address),
        (case.say("field.place"), d.place),
        (case.say("field.date"), case.say("plain_day", day=case.on)),
    ]
    yield Letterhead(Fields(sender), Fields(receiver))


def _time(case: Case) -> str:
    if case.placement.end < case.on:
        return "after"
    return "before" if case.placement.start > case.on else "during"


def _frame(case: Case) -> dict[str, object]:
    p = case.placement
    return {"start": p.start, "end": p.end, "hours": p.weekly_hours, "days": case.workdays}


# ---------------------------------------------------------------- what is asked


def _requests(case: Case) -> list[Block]:
    """One paragraph for each ground on which something is missing, the strongest ground first."""
    if case.earns:
        return [*_wage_requests(case), *_expense_requests(case)]
    return [*_expense_requests(case), *_allowance_requests(case)]


def _law_is_short(case: Case) -> bool:
    findings = ("protective_equipment_free", "wage_minimum", "holiday_allowance")
    return any(case.assessment.finding(name).status == "below" for name in findings)


def _wage_requests(case: Case) -> Iterator[Block]:
    wage, contract = case.assessment.wage, case.assessment.finding("employment_contract")
    if wage is None:
        return
    if not case.wage_given:
        if wage.due:
            yield _request(case, "wage_not_given", due=case.euros(wage.due))
    else:
        if wage.shortfall:
            yield _request(case, "wage_past" if _time(case) == "after" else "wage", amount=case.euros(wage.shortfall))
        if wage.holiday_allowance_shortfall:
            percent = Decimal(str(next(case.steps("wage.holiday_allowance")).quantities["percent"].value))
            short = case.euros(wage.holiday_allowance_shortfall)
            yield _request(case, "holiday_allowance", amount=short, percent=percent)
    if contract.status == "below":
        yield _request(case, "contract")


def _expense_requests(case: Case) -> Iterator[Block]:
    a = case.assessment
    open_lines = [line for line in a.expenses if line.gap]
    equipment = [line for line in open_lines if line.force == "law"]
    agreed = [line for line in open_lines if line.force in ("cao", "employer")]
    others = [line for line in open_lines if line.force == "pact"]
    for line in equipment:
        yield _request(case, "equipment", amount=case.euros(line.gap))
    if a.expenses_total.from_all_in:
        # An all-in sum pays all open lines together, so what is left open cannot be said line by line.
        if others or agreed:
            yield from _all_in_request(case)
        return
    if agreed:
        yield _request(case, "travel_agreed", scheme=case.scheme_name or "", lines=_named(case, agreed))
    if others:
        yield _request(case, f"expenses_{case.level}", lines=_named(case, others))


def _all_in_request(case: Case) -> Iterator[Block]:
    a = case.assessment
    taken = case.euros(a.expenses_total.from_all_in)
    left = case.euros(a.allowance.effective) if a.allowance else ""
    yield _request(
        case, "all_in", offered=case.euros(a.allowance.offered) if a.allowance else "", taken=taken, left=left
    )


def _allowance_requests(case: Case) -> Iterator[Block]:
    a = case.assessment
    pay, cao = a.allowance, a.finding("allowance_cao")
    if pay is None:
        return
    name, full = basis_name(case), case.euros(pay.full_month)
    if pay.force == "advice" and pay.gap:
        yield _request(case, "allowance_advice", amount=case.euros(pay.gap), name=name, full=full)
        return
    if cao.status == "below" and cao.amount is not None and pay.entitlement_force:
        short = case.euros(cao.amount)
        if case.scheme_name is None:
            yield _request(case, "allowance_own_cao", amount=short)
        else:
            yield _request(case, f"allowance_{pay.entitlement_force}", amount=short, scheme=case.scheme_name)
    if not pay.gap:
        return
    if pay.force == "pact":
        yield _request(case, f"level_{case.level}", amount=case.euros(pay.gap), norm=case.euros(pay.norm), scheme=name)
    elif pay.force == "own":
        yield _request(case, "allowance_own", amount=case.euros(pay.gap), name=name, full=full)


def _request(case: Case, key: str, **values: object) -> Paragraph:
    return Paragraph(case.say(f"ask.{key}.text", **values), lead=case.say(f"ask.{key}.lead"))


def _named(case: Case, lines: list[ExpenseLine]) -> str:
    return case.listed([f"{case.word(f'cost.{line.kind}')} ({case.euros(line.gap)})" for line in lines])


# ---------------------------------------------------------------- what must be said beside it


def _remarks(case: Case) -> Iterator[Block]:
    """What is not known, no longer certain, or only announced."""
    a = case.assessment
    if a.allowance and a.allowance.gap and case.placement.offer.allowance is None:
        yield Paragraph(case.say("remark.pay_not_given", amount=case.euros(a.allowance.offered)))
    if a.allowance and a.allowance.stale_since:
        key = "remark.stale_sector" if a.allowance.basis == "sector" else "remark.stale"
        yield Paragraph(case.say(key, day=a.allowance.stale_since))
    if any(case.steps("allowance.cao_no_amount", "allowance.cao_step_unknown")) and case.scheme_name:
        yield Paragraph(case.say("remark.cao_unknown", scheme=case.scheme_name))
    if any(case.steps("travel.travel_unknown")):
        yield Paragraph(case.say("remark.travel_unknown"))
    if any(case.steps("travel.fare_")):
        yield Paragraph(case.say("remark.estimated"))
    if a.wage and not case.all_covered:
        until = a.wage.covered_until
        yield Paragraph(case.say("remark.not_covered") if until is None else case.say("remark.covered", day=until))
        if a.wage.indication_after is not None:
            yield Paragraph(case.say("remark.indication", amount=case.euros(a.wage.indication_after)))


def _annex(case: Case) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(case.say("annex.title"), 1)
    yield Paragraph(case.say("annex.months" if case.earns else "annex.months_allowance"))
    yield month_table(case)
    yield Heading(case.say("annex.how"))
    yield Paragraph(case.say("annex.examples"), small=True)
    yield Bullets([Item(sentence) for sentence in examples(case)], small=True)
    if found := sources(case, *_SECTIONS):
        yield Heading(case.say("annex.sources"))
        yield Bullets(found, small=True)
    receipt = case.assessment.receipt
    yield Paragraph(case.say("made_with", version=receipt.version, hash=receipt.rules_hash[:12]), small=True)


# ---------------------------------------------------------------- for the student alone


def _for_yourself(case: Case) -> Iterator[Block]:
    a = case.assessment
    yield PageBreak()
    yield Heading(case.say("self.title"), 1)
    keys = ["check", "fill_in", "talk"]
    if a.allowance and a.allowance.force in ("cao", "employer"):
        keys.append("read_cao")
    keys += ["school", "sbb"] if case.level == "mbo" else ["school"]
    if _law_is_short(case):
        keys.append("inspection")
    keys.append("union")
    if a.finding("genuine_placement").status == "doubtful":
        keys.append("genuine")
    keys.append("pact" if not _law_is_short(case) else "law")
    links = {"sbb", "inspection"}
    yield Bullets(
        [Item(case.say(f"self.{key}"), case.say(f"self.{key}_url") if key in links else None) for key in keys]
    )
    yield Paragraph(case.say("self.information"), small=True)
