"""The student's letter to the company: what belongs to the placement, what is paid, what is asked.

What the law says is asked firmly and by the law's name; a cao is asked to be looked up; what is only a commitment
(pact) or advice is asked as a favour. The last page is for the student alone.
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
from compensation.papers.tables import examples, month_table, owed_table
from compensation.telling.grounds import basis_name
from compensation.telling.notes import Topic, said
from compensation.telling.requests import Request, requests
from compensation.telling.verdicts import law_is_short

_SECTIONS = ("travel", "expenses", "allowance", "wage")
#: What is not known, no longer certain or only announced is said below the requests.
_BESIDE: tuple[Topic, ...] = ("allowance", "cao", "expenses", "wage")


def letter(case: Case) -> Document:
    """The letter, its annex with the calculation, and a page for the student."""
    blocks = [*_page_one(case), *_annex(case), *_for_yourself(case)]
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
    yield Heading(case.say("letter.asked" if asked or case.assessment.totals.gap else "letter.settled"))
    yield from asked or [Paragraph(case.say("letter.all_paid"))]
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
    return {"start": p.start, "end": p.end, "hours": p.hours_per_week, "days": case.workdays}


# ---------------------------------------------------------------- what is asked


def _requests(case: Case) -> list[Block]:
    over = case.placement.end < case.on
    return [_paragraph(case, request) for request in requests(case, over=over)]


def _paragraph(case: Case, request: Request) -> Paragraph:
    amounts = {name: case.euros(amount) for name, amount in request.amounts.items()}
    named = [f"{case.word(f'cost.{line.name}')} ({case.euros(line.short)})" for line in request.lines]
    name = basis_name(case, case.lang)
    values = {"name": name, "scheme": name, "lines": case.listed(named), **amounts, **request.values}
    return Paragraph(case.say(f"ask.{request.key}.text", **values), lead=case.say(f"ask.{request.key}.lead"))


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
    yield Paragraph(case.made_with, small=True)


# ---------------------------------------------------------------- for the student alone


def _for_yourself(case: Case) -> Iterator[Block]:
    a = case.assessment
    yield PageBreak()
    yield Heading(case.say("self.title"), 1)
    keys = ["check", "fill_in", "talk"]
    if a.allowance and a.allowance.force in ("cao", "employer"):
        keys.append("read_cao")
    keys += ["school", "sbb"] if case.level == "mbo" else ["school"]
    if law_is_short(case):
        keys.append("inspection")
    keys.append("union")
    if a.finding("genuine_placement").status == "doubtful":
        keys.append("genuine")
    keys.append("pact" if not law_is_short(case) else "law")
    links = {"sbb", "inspection"}
    yield Bullets(
        [Item(case.say(f"self.{key}"), case.say(f"self.{key}_url") if key in links else None) for key in keys]
    )
    yield Paragraph(case.say("self.information"), small=True)
