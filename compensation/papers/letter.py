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
    Part,
    Signatures,
    Signer,
)
from compensation.papers.case import Case
from compensation.papers.grounds import sources
from compensation.papers.guidance import guidance
from compensation.papers.tables import examples, ground_table, month_table, monthly_table, owed_table
from compensation.telling.due import due
from compensation.telling.grounds import basis_name, scheme_words
from compensation.telling.lines import Line, total_known
from compensation.telling.notes import Topic, said
from compensation.telling.requests import Request, requests
from compensation.telling.rhythm import whole_month
from compensation.telling.verdicts import everything_known, law_is_short

_SECTIONS = ("travel", "expenses", "allowance", "wage")
#: What is not known, no longer certain or only announced is said below the requests.
_BESIDE: tuple[Topic, ...] = ("allowance", "cao", "expenses", "wage")


def letter(case: Case) -> Document:
    """The letter and its annex with the calculation; nothing that is for the student alone."""
    blocks = [*_page_one(case), *_annex(case)]
    return Document(case.lang, _title(case), [Part(case.say("footer"), case.say("page"), blocks)], small=True)


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
    yield from asked or [Paragraph(_settled(case))]
    if (split := _due(case)) is not None:
        yield Paragraph(split)
    yield from (Paragraph(note) for note in _beside(case))
    closing = case.say("letter.closing_law" if law_is_short(case) else "letter.closing")
    before = (closing, case.say("letter.greeting"))
    yield Signatures([Signer("", [("", details.student)])], case.say("sign.signature"), before)


def _settled(case: Case) -> str:
    """What is said where nothing is asked: thanks only for what was promised, and never for what nobody knows."""
    if not total_known(case):
        return case.say("letter.nothing_known")
    if not case.pay_stated or case.assessment.totals.not_stated:
        return case.say("letter.nothing_stated")
    if not everything_known(case):
        return case.say("letter.paid_so_far")
    return case.say("letter.all_paid" if case.assessment.totals.offered else "letter.nothing_open")


def _due(case: Case) -> str | None:
    """What of the open sum is due by the date of the letter, and what is still to come; the law speaks for itself."""
    split, p = due(case, case.on), case.placement
    if not split.now and not split.later:
        return None
    end: object = split.last
    if split.wage_until is not None:
        end = case.say("letter.due.wage_until", end=split.last, until=split.wage_until)
    if split.until is None:
        return case.say("letter.due.later" if p.start > case.on else "letter.due.runs", start=p.start, end=end)
    if not split.later:
        return None if split.until == p.end else case.say("letter.due.now", until=split.until)
    values = {"until": split.until, "end": end, "now": case.euros(split.now), "later": case.euros(split.later)}
    key = "none" if not split.now else "both" if split.exact else "at_least"
    return case.say(f"letter.due.{key}", **values)


def _beside(case: Case) -> list[str]:
    """What is not known, no longer certain or only announced; what a request already asks is not asked once more."""
    asked = {request.key for request in requests(case, over=case.placement.end < case.on)}
    topics = tuple(topic for topic in _BESIDE if topic != "allowance" or not any("probably" in key for key in asked))
    return said(case, "letter", case.lang, *topics)


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
    if "full" in amounts:
        amounts["full"] = whole_month(case, case.lang) or amounts["full"]
    name = basis_name(case, case.lang)
    values = {"name": name, "scheme": name, "lines": _named(case, request.lines), "months": _months(case)}
    values["month"] = case.say("letter.each_month", amount=amounts["full"]) if "full" in amounts else ""
    values |= {**amounts, **{key: value for key, value in request.values.items() if value is not None}}
    values["scheme"] = scheme_words(str(values["scheme"]), str(values.pop("force", "")), case.lang)
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
