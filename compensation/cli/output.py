"""An assessment in words for the terminal: aligned amounts, verdicts, and the explanation when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.assessment import Assessment, FindingResult
from compensation.placement import Placement
from compensation.reading.step import RuleRef
from compensation.rulebook import RuleBook
from compensation.telling.explain import explain
from compensation.texts import euros, text

_SIGNS = {"meets": "+", "below": "!", "doubtful": "?", "cannot_tell": "?", "not_covered": "?", "not_applicable": " "}
Row = tuple[str, Decimal | None, Decimal | None, Decimal | None, str]


def in_words(placement: Placement, a: Assessment, book: RuleBook, lang: str, *, full: bool = False) -> Iterator[str]:
    """Lines of text about an assessment; `full` adds every step with its source."""

    def say(key: str, **values: object) -> str:
        return text(f"cli.{key}", lang, **values)

    yield say("title")
    route = say(f"route.{placement.route.value}")
    yield say("placement", route=route, start=placement.start, end=placement.end, hours=placement.weekly_hours)
    yield ""
    yield from _table(list(_rows(a, lang)), lang)
    yield ""
    yield from _remarks(a, book, lang)
    yield ""
    yield say("findings")
    for finding in a.findings:
        if finding.status != "not_applicable" and not _says_nothing(finding, a):
            amount = "" if finding.amount is None else f" {_euros(finding.amount, lang)}"
            status = text(f"words.status.{finding.status}", lang)
            force = text(f"words.force.{finding.force}", lang)
            yield f" {_SIGNS[finding.status]} {text(f'findings.{finding.id}', lang)} {status}{amount} ({force})"
    if full:
        yield ""
        yield say("explanation")
        for part in explain(a, lang, book):
            yield f" - {part.text}"
            yield from (f"     {line}" for line in (_source(ref, lang) for ref in part.sources))
    yield ""
    yield say("advice")


def _says_nothing(finding: FindingResult, a: Assessment) -> bool:
    """An allowance cannot come on top of expenses that are not paid, or where there is none."""
    if finding.id != "allowance_on_top" or finding.status != "meets" or a.allowance is None:
        return False
    return a.expenses_total.gap > 0 or a.allowance.offered == 0


def _euros(amount: Decimal, lang: str) -> str:
    return euros(int(amount.scaleb(2)), lang)


def _rows(a: Assessment, lang: str) -> Iterator[Row]:
    for line in a.expenses:
        name = text(f"words.cost.{line.kind}", lang)
        if line.estimated:
            name += f" ({text('cli.estimated', lang)})"
        yield name, line.owed, line.reimbursed, line.gap, text(f"words.force.{line.force}", lang)
    if a.expenses_total.from_all_in:
        yield text("cli.rows.all_in", lang), None, a.expenses_total.from_all_in, None, ""
    if a.allowance:
        pay = a.allowance
        force = text(f"words.force.{pay.force}", lang)
        yield text("cli.rows.allowance", lang), pay.norm, pay.effective, pay.gap, force
    if a.wage:
        wage, law = a.wage, text("words.force.law", lang)
        yield text("cli.rows.wage", lang), wage.due, wage.offered, wage.shortfall, law
        due, offered = wage.holiday_allowance_due, wage.holiday_allowance_offered
        short = wage.holiday_allowance_shortfall
        yield text("cli.rows.holiday_allowance", lang), due, offered, short, law
    yield text("cli.rows.total", lang), a.totals.owed, a.totals.offered, a.totals.gap, ""


def _table(rows: list[Row], lang: str) -> Iterator[str]:
    head = ["", *(text(f"cli.head.{name}", lang) for name in ("owed", "offered", "gap", "ground"))]
    cells = [head]
    for name, *amounts, ground in rows:
        cells.append([name, *("" if x is None else _euros(x, lang) for x in amounts), ground])
    widths = [max(len(row[i]) for row in cells) for i in range(5)]
    for name, owed, offered, gap, ground in cells:
        numbers = "  ".join(cell.rjust(widths[i]) for i, cell in enumerate((owed, offered, gap), 1))
        yield f"{name.ljust(widths[0])}  {numbers}  {ground}".rstrip()


def _remarks(a: Assessment, book: RuleBook, lang: str) -> Iterator[str]:
    def say(key: str, **values: object) -> str:
        return text(f"cli.{key}", lang, **values)

    if a.allowance:
        basis = a.allowance.basis
        name = book.norms[basis].name[lang] if basis in book.norms else text(f"words.basis.{basis}", lang)
        yield say("full_month", amount=_euros(a.allowance.full_month, lang), basis=name)
        if a.allowance.stale_since:
            yield say("stale", day=a.allowance.stale_since)
    if a.wage and not all(entry.covered for entry in a.ledger):
        until = a.wage.covered_until
        yield say("not_covered") if until is None else say("covered_until", day=until)
        if a.wage.indication_after is not None:
            yield say("indication", amount=_euros(a.wage.indication_after, lang))
    if any(step.id == "wage.scale_of_cao" for step in a.steps):
        yield next(part.text for part in explain(a, lang, book) if part.step.id == "wage.scale_of_cao")
    if a.totals.gap != max(a.totals.owed - a.totals.offered, 0):
        yield say("uneven")
    yield say("cost", amount=_euros(a.employer_cost.total, lang))
    if any(step.id == "cost.levy_unknown" for step in a.steps):
        yield say("levy_unknown")
    if a.employer_cost.subsidy_indication is not None:
        yield say("subsidy", amount=_euros(a.employer_cost.subsidy_indication, lang))


def _source(ref: RuleRef, lang: str) -> str:
    checked = text(f"words.mark.{ref.mark}", lang)
    if ref.from_ is None:
        line = text("cli.undated_source", lang, title=ref.source.title, checked=checked)
    else:
        key = "cli.source_open" if ref.to is None else "cli.source"
        line = text(key, lang, title=ref.source.title, checked=checked, first=ref.from_, last=ref.to)
    return f"{line} {ref.source.url or ''}".rstrip()
