"""The employer's agreement: what is paid and reimbursed on a placement, as an annex to the placement agreement.

For an allowance it writes the norm, or what the employer offers where that is at least the norm; for bbl and dual
it points to the employment contract and lists the hourly minimum for the time in which it is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from compensation.papers.agreed import agreed_months, allowance_sentence, cost_table
from compensation.papers.blocks import (
    Block,
    Bullets,
    Document,
    Fields,
    Heading,
    Item,
    Paragraph,
    Signatures,
)
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of, marks_of, sources
from compensation.papers.tables import monthly_table
from compensation.telling.answer import holiday_percent
from compensation.telling.lines import pay_lines
from compensation.telling.notes import said


def agreement(case: Case) -> Document:
    """The agreement, ready to fill in and sign."""
    articles = (_parties, _placement, _pay, _costs, _on_top, _payment, _other, _signatures, _grounds)
    blocks: list[Block] = [
        Heading(case.say("agreement.title_wage" if case.earns else "agreement.title"), 1),
        Paragraph(case.say(f"agreement.annex_to.{case.placement.route.value}")),
    ]
    number = 0
    for article in articles:
        for block in article(case):
            if isinstance(block, Heading) and article is not _grounds:
                number += 1
                block = Heading(f"{number}. {block.text}", block.level)
            blocks.append(block)
    title = case.say("agreement.title_wage" if case.earns else "agreement.title")
    return Document(case.lang, title, case.say("footer"), case.say("page"), blocks)


def _parties(case: Case) -> Iterator[Block]:
    d, born = case.details, case.placement.birth_date
    yield Heading(case.say("agreement.parties"))
    yield Fields(
        [
            (case.say("field.employer"), d.employer),
            (case.say("field.address"), d.employer_address),
            (case.say("field.represented_by"), d.contact),
            (case.say("field.student"), d.student),
            (case.say("field.address"), d.student_address),
            (case.say("field.born"), case.say("plain_day", day=born) if born else ""),
            (case.say("field.school"), d.school),
            (case.say("field.programme"), d.programme),
        ]
    )


def _placement(case: Case) -> Iterator[Block]:
    p = case.placement
    yield Heading(case.say("agreement.job" if case.earns else "agreement.placement"))
    rows = [
        (case.say("field.period"), case.say("agreement.period", start=p.start, end=p.end)),
        (case.say("field.days"), case.workdays),
        (case.say("field.hours"), case.say("agreement.hours", hours=p.weekly_hours)),
        (case.say("field.holidays"), case.say(f"agreement.holidays.{p.public_holidays}")),
    ]
    if p.closed:
        spans = [case.say("agreement.period", start=closed.from_, end=closed.to) for closed in p.closed]
        rows.append((case.say("field.closed"), "; ".join(spans)))
    yield Fields(rows)


# ---------------------------------------------------------------- allowance or wage


def _pay(case: Case) -> Iterator[Block]:
    yield from _wage(case) if case.earns else _allowance(case)


def _allowance(case: Case) -> Iterator[Block]:
    total = case.assessment.employer_cost.allowance
    yield Heading(case.say("agreement.allowance"))
    if not total:
        yield Paragraph(case.say("agreement.no_allowance" if case.norm_known else "agreement.norm_unknown"))
        return
    yield Paragraph(allowance_sentence(case))
    yield Paragraph(case.say("agreement.allowance_total", amount=case.euros(total)))
    yield Paragraph(case.say("agreement.equal"))
    for line in pay_lines(case):
        if line.owed:
            ground, marks = case.say("agreement.ground", ground=ground_of(case, line)), marks_of(case, line)
            told = case.say("agreement.ground_marks", ground=ground, marks=marks) if marks else ground
            yield Paragraph(told, small=True)


def _wage(case: Case) -> Iterator[Block]:
    wage, offer = case.assessment.wage, case.placement.offer
    yield Heading(case.say("agreement.wage"))
    yield Paragraph(case.say("agreement.contract"))
    if wage is None:
        return
    agreed = (
        offer.wage is not None and not wage.shortfall and not any(c.says("offer.wage") for c in case.placement.changes)
    )
    blank = [case.say("field.contract_date")] if agreed else [case.say("field.contract_date"), case.say("field.wage")]
    yield Fields([(label, "") for label in blank])
    if offer.wage is not None and agreed:
        amount = case.euros(offer.wage.amount)
        yield Paragraph(case.say(f"agreement.wage_agreed.{offer.wage.per}", amount=amount))
    if (table := monthly_table(case)) is not None:
        yield Paragraph(case.say("agreement.at_least"))
        yield table
        if marks := "; ".join(filter(None, [marks_of(case, pay_lines(case)[0])])):
            yield Paragraph(case.say("agreement.marks", marks=marks), small=True)
    yield from (Paragraph(note) for note in said(case, "agreement", case.lang, "wage", "scale"))
    if (percent := holiday_percent(case)) is not None:
        yield Paragraph(case.say("agreement.holiday", percent=percent))
    yield Paragraph(case.say("agreement.cao_first"))


# ---------------------------------------------------------------- costs


def _costs(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.costs"))
    table = cost_table(case)
    if table.rows:
        yield Paragraph(case.say("agreement.costs_intro"))
        yield table
        yield Paragraph(case.say("agreement.costs_note"), small=True)
    else:
        yield Paragraph(case.say("agreement.no_costs"))


def _on_top(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.on_top"))
    paid = case.earns or case.assessment.employer_cost.allowance
    items = [case.say("agreement.top_wage" if case.earns else "agreement.top_allowance")] if paid else []
    if case.placement.offer.includes_expenses and not case.earns:
        items.append(case.say("agreement.top_all_in"))
    items += [case.say("agreement.top_equipment"), case.say("agreement.top_new_costs")]
    yield Bullets([Item(item) for item in items])


# ---------------------------------------------------------------- payment and signatures


def _payment(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.payment"))
    what = "allowance" if case.assessment.employer_cost.allowance else "costs"
    yield Paragraph(case.say(f"agreement.payment_{'wage' if case.earns else what}"))
    yield Fields([(case.say("field.iban"), ""), (case.say("field.pay_day"), "")])
    if not case.earns and (table := agreed_months(case)) is not None:
        yield Paragraph(case.say("agreement.schedule"))
        yield table
    yield Paragraph(case.say("agreement.changes"))


def _other(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.other"))
    yield Fields([("", ""), ("", "")])


def _signatures(case: Case) -> Iterator[Block]:
    yield Heading(case.say("agreement.signatures"))
    years = case.student_age
    must = case.book.thresholds["parent_signs_below"].value
    may = case.book.thresholds["parent_asked_below"].value
    if years is not None and years < must:
        yield Paragraph(case.say("agreement.parent_must", age=must))
    people = [
        (case.say("role.employer"), case.details.contact),
        (case.say("role.student"), case.details.student),
        (case.say("role.school"), ""),
    ]
    if years is None:
        people.append((case.say("role.parent_if", age=must), ""))
    elif years < must:
        people.append((case.say("role.parent"), ""))
    elif years < may:
        people.append((case.say("role.parent_wanted"), ""))
    yield Signatures(people, case.say("sign.name"), case.say("sign.place_and_date"), case.say("sign.signature"))


def _grounds(case: Case) -> Iterator[Block]:
    """Where the amounts come from; small, below the signatures."""
    yield Heading(case.say("agreement.grounds"))
    # What is only announced is no part of an agreement.
    yield Bullets(sources(case, "travel", "expenses", "allowance", "wage", announced=False), small=True)
    yield Paragraph(case.made_with, small=True)
