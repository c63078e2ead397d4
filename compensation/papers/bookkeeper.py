"""Half a page for whoever does the payroll: what is agreed, which of the three situations it is, what is withheld.

Besluit heffingsaspecten stagiairs (BWBR0029134); the figures stand in rules/payroll.yaml. No net amount is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compensation.calendar import to_day
from compensation.compare.agreements import PARTS, Offer, Stretch, chosen, fitting_offer
from compensation.papers.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Fields,
    Heading,
    Paragraph,
    Part,
    Table,
    row,
)
from compensation.papers.case import Case
from compensation.papers.sources import on_paper
from compensation.rulebook.models import Version
from compensation.rulebook.sources import mark_of
from compensation.telling.answer import holiday_percent
from compensation.telling.certainty import SOUND
from compensation.telling.guidance import good_to_know
from compensation.telling.refusal import refusal_words
from compensation.telling.subsidies import subsidy_lines
from compensation.texts import euros, text

#: The rules that say what is due and withheld in a calendar year, by the names of their texts.
_NIL = "zero_tax_month"
_RULES = {
    "levy": "employer_health_levy",
    "nil": _NIL,
    "no_credit": "tax_without_credit",
    "quarter": "zero_tax_quarter_students",
}


def bookkeeper(case: Case) -> Document:
    """The page for the bookkeeper, on what is agreed; on what fits where nothing is agreed yet."""
    offer = chosen(case)
    shown = offer or fitting_offer(case)
    blocks = [*_opening(case, shown, offer is None), *_situations(case, shown), *_withheld(case, shown), *_around(case)]
    return Document(case.lang, _say(case, "title"), [Part(case.say("footer"), case.say("page"), blocks)])


def _say(case: Case, key: str, **values: object) -> str:
    return text(f"bookkeeper.{key}", case.lang, **values)


# ---------------------------------------------------------------- what is agreed


def _opening(case: Case, offer: Offer | None, is_fitting: bool) -> Iterator[Block]:
    p, d = case.placement, case.details
    yield Heading(_say(case, "title"), 1)
    days = case.say("overview.days", days=case.workdays, hours=p.weekly_hours)
    rows = [(case.say("field.student"), d.student)] if d.student else []
    yield Fields([*rows, (case.say("field.route"), f"{case.say(f'route.{p.route.value}')}: {days}")])
    if offer is None:
        yield Paragraph(_say(case, "unknown"))
        return
    yield from (Paragraph(refusal_words(refused, case.lang)) for refused in offer.refusals)
    if offer.probably_more:
        amount = euros(offer.probably_more, case.lang)
        yield Paragraph(text("agree.probably_more", case.lang, day=offer.estimated_from, amount=amount))
    yield Paragraph(_say(case, "agreed.none" if is_fitting else "agreed.chosen"))
    yield _pay_table(case, offer)
    yield _cost_table(case, offer)
    notes = [_say(case, "expenses")]
    if p.offer.includes_expenses and not case.earns:
        notes.append(_say(case, "all_in"))
    if offer.not_stated:
        notes.append(_say(case, "not_stated", amount=case.euros(offer.not_stated)))
    yield Paragraph(" ".join(notes), small=True)


def _pay_table(case: Case, offer: Offer) -> Table:
    """The gross pay by the days on which it changes; for a wage the holiday allowance with it."""
    names = ["from", "to", "gross", *(["holiday"] if case.earns else [])]
    rows = [row(*_pay_row(case, stretch)) for stretch in offer.stretches]
    widths, right = [26, 26, 30, 24][: len(names)], [False, False, True, True][: len(names)]
    return Table([_say(case, f"head.{name}") for name in names], rows, widths, right, small=True)


def _pay_row(case: Case, stretch: Stretch) -> Iterator[str | Cell]:
    pay = stretch.pay
    yield case.say("plain_day", day=pay.from_)
    yield case.say("plain_day", day=stretch.last)
    said = f"{case.euros(pay.amount)} {text(f'agree.per.{pay.per}', case.lang)}"
    yield Cell(said, "" if pay.known else case.say("mark.estimate"))
    if case.earns:
        percent = case.placement.last_named("offer.holiday_allowance_percent")[1] or holiday_percent(case)
        yield "" if percent is None else _say(case, "percent_of_wage", percent=percent)


def _cost_table(case: Case, offer: Offer) -> Table:
    """What it costs over the whole placement; what is an estimate stands in a column of its own."""
    known, estimate, later = offer.known, offer.estimate, bool(offer.estimate.total)
    lines = [(text(f"agree.row.{part}", case.lang), getattr(known, part), getattr(estimate, part)) for part in PARTS]
    lines = [line for line in lines if line[1] or line[2]]
    lines.append((_say(case, "total_wage" if case.earns else "total"), known.total, estimate.total))
    head = [_say(case, "head.part"), _say(case, "head.known"), *([_say(case, "head.estimate")] if later else [])]

    def cells(name: str, sure: int, about: int) -> Iterator[str]:
        yield name
        yield euros(sure, case.lang) if sure or not about else case.say("months.unknown")
        if later:
            yield case.say("owed.about", amount=euros(about, case.lang)) if about else ""

    widths, right = [56, 22, 26][: len(head)], [False, True, True][: len(head)]
    return Table(head, [row(*cells(*line)) for line in lines], widths, right, total=True, small=True)


# ---------------------------------------------------------------- which situation


def situation(offer: Offer) -> str:
    """Which of the three situations it is: `costs` alone, an `allowance` above them, or a `wage`."""
    if offer.answer.earns:
        return "wage"
    pay = offer.answer.assessment.allowance
    return "allowance" if pay is not None and pay.effective > 0 else "costs"


def _situations(case: Case, offer: Offer | None) -> Iterator[Block]:
    mine = None if offer is None else situation(offer)
    names = ("costs", "allowance", "wage")
    rows = [
        row(
            _say(case, f"situation.{name}.what"),
            _say(case, f"situation.{name}.then"),
            _say(case, "this") if name == mine else "",
        )
        for name in names
    ]
    head = [_say(case, f"head.{name}") for name in ("situation", "then", "here")]
    yield Table(head, rows, (36, 62, 12), (False, False, False), small=True)


# ---------------------------------------------------------------- what is withheld


def _withheld(case: Case, offer: Offer | None) -> Iterator[Block]:
    """The levy, and up to which amount usually no tax is withheld, for each calendar year of the placement."""
    if offer is None or situation(offer) == "costs":
        return
    yield Heading(_say(case, "withheld"))
    years = list(_years(case))
    rules = {name: rule for name, rule in _RULES.items() if rule in case.book.rules}
    rows = [row(_say(case, name), *(_figure(case, rule, year) for year in years)) for name, rule in rules.items()]
    highest = [_highest(case, offer, year) for year in years]
    if any(cell.text for cell in highest):
        rows.insert(2, row(_say(case, "highest"), *highest))
    head = ["", *map(str, years)]
    yield Table(head, rows, (52, *(24,) * len(years)), (False, *(True,) * len(years)), small=True)
    below = any(_say(case, "below") in cell.note for cell in highest)
    notes = ("note_credit", "note_asked", *(["note_below"] if below else []), "note_net")
    yield Paragraph(" ".join(_say(case, note) for note in notes), small=True)


def _years(case: Case) -> range:
    return range(case.placement.start.year, case.placement.end.year + 1)


def _figure(case: Case, rule: str, year: int) -> Cell:
    """What a rule says of a year, with how sure that is; what is not known is no zero."""
    version = _version(case, rule, year)
    if version is None or version.value is None:
        return Cell(case.say("months.unknown"))
    percent = case.book.rules[rule].unit == "percent"
    said = _say(case, "percent", percent=version.value) if percent else case.euros(version.value)
    mark = mark_of(version)
    return Cell(said, "" if mark in SOUND else case.word(f"mark.{mark}"))


def _highest(case: Case, offer: Offer, year: int) -> Cell:
    """The highest pay of a month in a year, and whether tax is usually withheld on it; empty where none is by month."""
    found = [stretch for stretch in offer.stretches if stretch.pay.from_.year <= year <= stretch.last.year]
    nil = _version(case, _NIL, year)
    if not found or any(stretch.pay.per != "month" for stretch in found):
        return Cell("")
    high = max(found, key=lambda stretch: stretch.pay.amount).pay
    notes = [] if high.known else [case.say("mark.estimate")]
    if nil is not None and nil.value is not None:
        notes.append(_say(case, "below" if high.amount <= nil.value else "above"))
    return Cell(case.euros(high.amount), "; ".join(notes))


def _version(case: Case, rule: str, year: int) -> Version | None:
    return case.book.version_on(rule, to_day(date(year, 1, 1))) if rule in case.book.rules else None


# ---------------------------------------------------------------- what is around it


def _around(case: Case) -> Iterator[Block]:
    """What money there may be and until when it can be asked for, what this page leaves out, where it was read."""
    lines = [line for line in good_to_know(case, "employer", case.lang) if line.key.startswith("subsidy")]
    told = {line.text: line.source.url if line.source else None for line in subsidy_lines(case, case.lang)}
    told |= {f"{line.said} {line.seen}.": next((s.url for s in line.sources if s.url), None) for line in lines}
    if told:
        urls = list(told.values())
        shown = (url if url not in urls[n + 1 :] else None for n, url in enumerate(urls))
        money = [on_paper(said, url, case.lang) for said, url in zip(told, shown, strict=True)]
        yield Heading(_say(case, "money"))
        yield Bullets(money, small=True)
    yield Paragraph(
        _say(case, "missing_wage" if case.earns else "missing_allowance"), small=True, lead=_say(case, "missing")
    )
    read_in = "; ".join([_say(case, "decree"), *_titles(case)])
    yield Paragraph(f"{read_in}. {case.made_with}", small=True, lead=_say(case, "sources"))


def _titles(case: Case) -> list[str]:
    """Where the figures were read, each once."""
    found = [_version(case, rule, year) for rule in _RULES.values() for year in _years(case)]
    named = (version.source.title for version in found if version is not None)
    titles = dict.fromkeys(on_paper(title, None, case.lang).text for title in named)
    return [title for title in titles if not any(title != other and title in other for other in titles)]


__all__ = ["bookkeeper", "situation"]
