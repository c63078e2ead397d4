"""The student's letter to the company: what belongs to the placement, what is paid, what is asked.

What the law says is asked firmly and by the law's name; a cao is asked to be looked up; what is only a commitment
(pact) or advice is asked as a favour.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from compensation.papers.grounds import sources
from compensation.papers.guidance import guidance
from compensation.papers.tables import examples, ground_table, month_table, monthly_table, owed_table
from compensation.telling.grounds import basis_name
from compensation.telling.lines import Line
from compensation.telling.notes import Topic, said
from compensation.telling.requests import Request, requests
from compensation.telling.verdicts import everything_known, law_is_short

_SECTIONS = ("travel", "expenses", "allowance", "wage")
#: What is not known, no longer certain or only announced is said below the requests.
_BESIDE: tuple[Topic, ...] = ("allowance", "cao", "expenses", "wage")


def letter(case: Case) -> Document:
    """The letter and its annex with the calculation; nothing that is for the student alone."""
    blocks = [*_page_one(case), *_annex(case)]
    return Document(case.lang, _title(case), case.say("footer"), case.say("page"), blocks)


def _title(case: Case) -> str:
    return case.say("letter.title_job" if case.earns else "letter.title")


def _page_one(case: Case) -> Iterator[Block]:
    details, asked = case.details, _requests(case)
    yield from _addresses(case)
    yield Paragraph(case.say("letter.dear", name=details.contact) if details.contact else case.say("letter.dear_all"))
    yield Paragraph(case.say(f"letter.opening.{_time(case)}.{'job' if case.earns else 'placement'}", **_frame(case)))
    yield Paragraph(case.say("letter.table_comes"))
    yield owed_table(case)
    yield from (Paragraph(note, small=True) for note in said(case, "letter", case.lang, "totals"))
    yield Heading(case.say("letter.asked" if asked else "letter.settled"))
    if case.assessment.totals.gap and _time(case) != "after":
        yield Paragraph(case.say("letter.until_end", end=case.placement.end))
    yield from asked or [Paragraph(case.say("letter.all_paid" if everything_known(case) else "letter.paid_so_far"))]
    yield from (Paragraph(note) for note in said(case, "letter", case.lang, *_BESIDE))
    closing = case.say("letter.closing_law" if law_is_short(case) else "letter.closing")
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
    over = case.placement.end < case.on
    return [_paragraph(case, request) for request in requests(case, over=over)]


def _paragraph(case: Case, request: Request) -> Paragraph:
    amounts = {name: case.euros(amount) for name, amount in request.amounts.items()}
    name = basis_name(case, case.lang)
    values = {"name": name, "scheme": name, "lines": _named(case, request.lines), "months": _months(case)}
    values |= {**amounts, **{key: value for key, value in request.values.items() if value is not None}}
    return Paragraph(case.say(f"ask.{request.key}.text", **values), lead=case.say(f"ask.{request.key}.lead"))


def _named(case: Case, lines: tuple[Line, ...]) -> str:
    """Costs with what is open of them; of what is only an estimate, that."""
    amounts = [(line, line.short or line.not_stated) for line in lines]
    return case.listed(
        [
            f"{case.word(f'cost.{line.name}')} ({case.euros(amount or line.estimate)}"
            f"{'' if amount else ', ' + case.say('mark.estimate')})"
            for line, amount in amounts
        ]
    )


def _months(case: Case) -> str:
    """The least fixed wage a month, with the days on which it must rise."""
    wage = case.assessment.wage
    told = [
        case.say(
            "letter.month" if month.known else "letter.month_estimate", day=month.from_, amount=case.euros(month.amount)
        )
        for month in (wage.monthly if wage else [])
    ]
    return case.listed(told)


def _annex(case: Case) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(case.say("annex.title"), 1)
    yield Paragraph(case.say("annex.months" if case.earns else "annex.months_allowance"))
    yield month_table(case)
    if (table := monthly_table(case)) is not None:
        yield Paragraph(case.say("annex.monthly"))
        yield table
    if (table := ground_table(case)) is not None:
        yield Heading(case.say("annex.by_ground"))
        yield table
    yield Heading(case.say("annex.how"))
    yield Paragraph(case.say("annex.examples"), small=True)
    yield Bullets([Item(sentence) for sentence in examples(case)], small=True)
    if found := sources(case, *_SECTIONS):
        yield Heading(case.say("annex.sources"))
        yield Bullets(found, small=True)
    yield from guidance(case)
    yield Paragraph(case.made_with, small=True)
