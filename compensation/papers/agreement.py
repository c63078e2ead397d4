"""The employer's agreement: what two people sign, and apart from it what it can be compared with.

The signed part holds what was chosen and nothing of Passend's: no norm, no advice, no source. The explanation behind it
is not signed. An agreement that could not be kept is not made (`RefusedError`).
"""

from __future__ import annotations

from collections.abc import Iterator

from compensation.papers.agreed import allowance_sentences, cost_table, wage_table
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
    Part,
    Signatures,
    Signer,
)
from compensation.papers.case import BLANK, BOX, Case
from compensation.papers.explanation import explanation
from compensation.placement.parts import Change
from compensation.telling.answer import holiday_percent
from compensation.telling.lines import cost_lines
from compensation.telling.notes import said
from compensation.telling.refusal import Refusal, refusal, refusal_words

#: What lasts shorter, in days, is not paid month by month.
_A_MONTH = 28


class RefusedError(ValueError):
    """An agreement that cannot be made; its text is the reason, for who asked for it."""

    def __init__(self, refused: Refusal, lang: str) -> None:
        super().__init__(refusal_words(refused, lang))
        self.refusal = refused


def agreement(case: Case) -> Document:
    """The agreement, ready to fill in and sign, and its explanation. Raises RefusedError."""
    if (refused := refusal(case)) is not None:
        raise RefusedError(refused, case.lang)
    kind = "_wage" if case.earns else "_taster" if case.is_taster else ""
    title = case.say(f"agreement.title{kind}")
    articles = (_parties, _placement, _pay, _costs, _payment, _guidance, _own, _signatures)
    blocks: list[Block] = [Heading(title, 1), Paragraph(case.say(f"agreement.belongs_to.{_belongs_to(case)}"))]
    number = 0
    for article in articles:
        for block in article(case):
            if isinstance(block, Heading):
                number += 1
                block = Heading(f"{number}. {block.text}", block.level)
            blocks.append(block)
    parts = [
        Part(title, case.say("page"), blocks),
        Part(case.say("agreement.footer"), case.say("page"), list(explanation(case))),
    ]
    return Document(case.lang, title, parts, small=True)


def _belongs_to(case: Case) -> str:
    """The agreement that this one belongs to, by its route; a taster placement has none that we know of."""
    return "taster" if case.is_taster else case.placement.route.value


# ---------------------------------------------------------------- who and when


def _parties(case: Case) -> Iterator[Block]:
    d, born = case.details, case.placement.birth_date
    yield Heading(case.say("agreement.parties"))
    company = [
        (case.say("field.employer"), d.employer),
        (case.say("field.address"), d.employer_address),
        (case.say("field.kvk"), d.kvk),
        (case.say("field.represented_by"), d.contact),
        (case.say("field.mentor"), d.mentor),
        (case.say("field.reach"), ""),
    ]
    student = [
        (case.say("field.student"), d.student),
        (case.say("field.address"), d.student_address),
        (case.say("field.born"), case.say("plain_day", day=born) if born else ""),
        (case.say("field.school"), d.school),
        (case.say("field.programme"), d.programme),
        (case.say("field.reach"), ""),
    ]
    yield Letterhead(Fields(company), Fields(student))


def _placement(case: Case) -> Iterator[Block]:
    p = case.placement
    yield Heading(case.say("agreement.job" if case.earns else "agreement.placement"))
    rows = [
        (case.say("field.period"), case.say("agreement.period", start=p.start, end=p.end)),
        (case.say("field.days"), case.say("overview.days", days=case.workdays, hours=p.weekly_hours)),
        *_changes(case),
        (case.say("field.holidays"), case.say(f"agreement.holidays.{p.public_holidays}")),
    ]
    if p.closed:
        spans = [case.say("agreement.period", start=closed.from_, end=closed.to) for closed in p.closed]
        rows.append((case.say("field.closed"), "; ".join(spans)))
    yield Fields(rows)


def _changes(case: Case) -> Iterator[tuple[str, str]]:
    """Other days or hours on the way."""
    for number, change in enumerate(case.placement.changes, start=1):
        if any(change.says(field) for field in ("hours_per_week", "workdays", "hours_by_day")):
            days, hours = _rhythm(case, change, number)
            yield case.say("field.from_day", day=change.from_), case.say("overview.days", days=days, hours=hours)


def _rhythm(case: Case, change: Change, number: int) -> tuple[str, object]:
    if change.hours_by_day is not None:
        return case.days(change.hours_by_day.workdays), change.hours_by_day.hours_per_week
    days = case.placement.last_named("workdays", number)[1] or case.placement.weekdays
    return case.days(days), case.placement.last_named("hours_per_week", number)[1] or case.placement.weekly_hours


# ---------------------------------------------------------------- what is paid


def _pay(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.wage" if case.earns else "agreement.allowance"))
    if case.earns:
        yield from _wage(case)
    else:
        yield Paragraph(" ".join(allowance_sentences(case)))
    # Many caos have wages of their own for working and learning, so there it is always said.
    if case.earns or (case.placement.cao.status != "none" and case.scheme_kind in (None, "cao")):
        yield Paragraph(case.say("agreement.cao_first"))


def _wage(case: Case) -> Iterator[Block]:
    yield Paragraph(case.say("agreement.contract", blank=BLANK))
    table = wage_table(case)
    yield Paragraph(case.say("agreement.at_least" if table is not None else "agreement.at_least_unknown"))
    if table is not None:
        yield table
    elif case.placement.offer.wage is None:
        yield Paragraph(case.say("agreement.wage_blank", blank=BLANK))
    else:
        wage = case.placement.offer.wage
        amount, per = case.euros(wage.amount), case.say(f"agreement.per.{wage.per}")
        yield Paragraph(case.say("agreement.wage_per", amount=amount, per=per))
    yield from (Paragraph(note, small=True) for note in said(case, "agreement", case.lang, "wage", "scale"))
    offered, least = case.placement.offer.holiday_allowance_percent, holiday_percent(case)
    if offered is not None:
        yield Paragraph(case.say("agreement.holiday_agreed", percent=offered))
    elif least is not None:
        yield Paragraph(case.say("agreement.holiday", percent=least))


def _costs(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.costs"))
    table = cost_table(case)
    yield table if table.rows else Paragraph(case.say("agreement.no_costs"))
    told = [case.say("agreement.new_costs")]
    if case.earns:
        told.insert(0, case.say("agreement.top_wage"))
    elif case.pay_stated and case.placement.offer.allowance and not case.placement.offer.includes_expenses:
        told.insert(0, case.say("agreement.top_allowance"))
    yield Paragraph(" ".join(told))


def _payment(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.payment"))
    if _nothing_paid(case):
        yield Paragraph(case.say("agreement.nothing_paid"))
        return
    p = case.placement
    when = "pay_day_wage" if case.earns else "pay_once" if (p.end - p.start).days < _A_MONTH else "pay_day"
    told = [case.say(f"agreement.{when}", blank=BLANK)]
    if case.earns or not case.placement.offer.includes_expenses:
        told.append(case.say("agreement.receipts"))
    yield Paragraph(" ".join(told))
    yield Paragraph(case.say("agreement.changes"))


def _nothing_paid(case: Case) -> bool:
    """Whether it was said that neither an allowance nor any cost is paid."""
    offer = case.assessment.cost_of_offer
    open_costs = any(not line.stated or line.ground.force == "law" for line in cost_lines(case))
    return offer is not None and not offer.total and case.pay_stated and not open_costs


# ---------------------------------------------------------------- guidance, and what is their own


def _guidance(case: Case) -> Iterator[Block]:
    """What a pact asks for, as the parties' own words; on the page of the signatures."""
    yield PageBreak()
    if not case.clauses:
        return
    yield Heading(case.say("agreement.guidance"))
    contract = case.say(f"agreement.contract_name.{case.placement.route.value}")
    yield Bullets([Item(c.text[case.lang].format(contract=contract, blank=BLANK)) for c in case.clauses])


def _own(case: Case) -> Iterator[Block]:
    """What neither a pact nor a law asks for: each is ticked or left."""
    yield Heading(case.say("agreement.own"))
    yield Paragraph(case.say("agreement.own_how"), small=True)
    for name in ("early_end", "bonus") if case.earns else ("illness", "early_end", "bonus"):
        key = f"agreement.clause.{name}_job" if case.earns else f"agreement.clause.{name}"
        yield Paragraph(case.say(f"{key}.text", blank=BLANK), lead=f"{BOX} {case.say(f'{key}.lead')}")
    yield Paragraph(BLANK * 3, lead=f"{BOX} {case.say('agreement.clause.other')}")


# ---------------------------------------------------------------- signatures


def _signatures(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.signatures"))
    years = case.student_age
    must = case.book.thresholds["parent_signs_below"].value
    may = case.book.thresholds["parent_asked_below"].value
    if years is not None and years < must:
        yield Paragraph(case.say("agreement.parent_must", age=must))
    school = "school" if case.level == "mbo" and not case.is_taster else "school_if"
    people = [
        _signer(case, case.say("role.employer"), case.details.contact, function=True),
        _signer(case, case.say("role.student"), case.details.student),
        _signer(case, case.say(f"role.{school}"), "", function=True),
    ]
    if years is None:
        people.append(_signer(case, case.say("role.parent_if", age=must), ""))
    elif years < must:
        people.append(_signer(case, case.say("role.parent"), ""))
    elif years < may:
        people.append(_signer(case, case.say("role.parent_wanted"), ""))
    yield Signatures(people, case.say("sign.signature"))


def _signer(case: Case, role: str, name: str, *, function: bool = False) -> Signer:
    rows = [("name", name), *([("function", "")] if function else []), ("date", ""), ("place", "")]
    return Signer(role, [(case.say(f"sign.{label}"), value) for label, value in rows])
