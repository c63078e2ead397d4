"""An assessment in words for the terminal: aligned amounts, verdicts, and the explanation when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.assessment import Assessment
from compensation.placement import Placement
from compensation.reading.step import RuleRef
from compensation.rulebook import RuleBook
from compensation.telling.answer import Answer
from compensation.telling.explain import explain
from compensation.telling.grounds import basis_name
from compensation.telling.lines import Line, all_in, cost_lines, pay_lines
from compensation.telling.notes import said
from compensation.telling.verdicts import in_order, told
from compensation.texts import euros, text

_SIGNS = {"meets": "+", "below": "!", "doubtful": "?", "cannot_tell": "?", "not_covered": "?", "not_applicable": " "}
Row = tuple[str, Decimal | None, Decimal | None, Decimal | None, str]


def in_words(placement: Placement, a: Assessment, book: RuleBook, lang: str, *, full: bool = False) -> Iterator[str]:
    """Lines of text about an assessment; `full` adds every step with its source."""

    def say(key: str, **values: object) -> str:
        return text(f"cli.{key}", lang, **values)

    answer = Answer(placement, a, book)
    yield say("title")
    route = say(f"route.{placement.route.value}")
    yield say("placement", route=route, start=placement.start, end=placement.end, hours=placement.hours_per_week)
    yield ""
    yield from _table(list(_rows(answer, lang)), lang)
    yield ""
    yield from _remarks(answer, lang)
    yield ""
    yield say("findings")
    good = in_order(answer)
    for finding in told(answer):
        if finding.status != "meets" or finding.id in good:
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


def _euros(amount: Decimal, lang: str) -> str:
    return euros(int(amount.scaleb(2)), lang)


def _rows(answer: Answer, lang: str) -> Iterator[Row]:
    for line in cost_lines(answer):
        yield _row(line, answer.book.kind_name(line.name, lang), lang)
    if (paid := all_in(answer)) is not None:
        yield text("cli.rows.all_in", lang), None, paid.taken, None, ""
    for line in pay_lines(answer):
        yield _row(line, text(f"cli.rows.{line.name}", lang), lang)
    totals = answer.assessment.totals
    yield text("cli.rows.total", lang), totals.owed, totals.offered, totals.gap, ""


def _row(line: Line, name: str, lang: str) -> Row:
    if line.certainty.estimated or line.certainty.partly_unknown:
        name += f" ({text('cli.estimated', lang)})"
    return name, line.owed, line.paid, line.short, text(f"words.force.{line.ground.force}", lang)


def _table(rows: list[Row], lang: str) -> Iterator[str]:
    head = ["", *(text(f"cli.head.{name}", lang) for name in ("owed", "offered", "gap", "ground"))]
    cells = [head]
    for name, *amounts, ground in rows:
        cells.append([name, *("" if x is None else _euros(x, lang) for x in amounts), ground])
    widths = [max(len(row[i]) for row in cells) for i in range(5)]
    for name, owed, offered, gap, ground in cells:
        numbers = "  ".join(cell.rjust(widths[i]) for i, cell in enumerate((owed, offered, gap), 1))
        yield f"{name.ljust(widths[0])}  {numbers}  {ground}".rstrip()


def _remarks(answer: Answer, lang: str) -> Iterator[str]:
    pay, cost = answer.assessment.allowance, answer.assessment.employer_cost
    if pay is not None:
        full = _euros(pay.full_month, lang)
        yield text("cli.full_month", lang, amount=full, basis=basis_name(answer, lang))
    yield from said(answer, "terminal", lang, "allowance", "cao", "expenses", "wage", "scale", "totals")
    yield text("cli.cost", lang, amount=_euros(cost.total, lang))
    yield from said(answer, "terminal", lang, "cost")


def _source(ref: RuleRef, lang: str) -> str:
    checked = text(f"words.mark.{ref.mark}", lang)
    if ref.from_ is None:
        line = text("cli.undated_source", lang, title=ref.source.title, checked=checked)
    else:
        key = "cli.source_open" if ref.to is None else "cli.source"
        line = text(key, lang, title=ref.source.title, checked=checked, first=ref.from_, last=ref.to)
    return f"{line} {ref.source.url or ''}".rstrip()
