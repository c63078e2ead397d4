"""An assessment in words for the terminal: aligned amounts, verdicts, and the explanation when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.assessment import Assessment
from compensation.cli.guidance import guidance_lines
from compensation.placement import Placement
from compensation.rulebook import RuleBook
from compensation.telling.answer import Answer
from compensation.telling.explain import explain
from compensation.telling.grounds import Rung, basis_name, ground_words
from compensation.telling.lines import Amounts, Line, by_rung, cost_lines, pay_lines, total_known
from compensation.telling.notes import said
from compensation.telling.remarks import remark_words
from compensation.telling.rhythm import whole_month
from compensation.telling.sources import rule_source
from compensation.telling.verdicts import in_order, not_stated, told, verdicts
from compensation.texts import euros, text
from compensation.units import cents

_SIGNS = {"meets": "+", "below": "!", "doubtful": "?", "cannot_tell": "?", "not_covered": "?", "not_applicable": " "}
Row = list[str]


def in_words(placement: Placement, a: Assessment, book: RuleBook, lang: str, *, full: bool = False) -> Iterator[str]:
    """Lines of text about an assessment; `full` adds every step with its source."""

    def say(key: str, **values: object) -> str:
        return text(f"cli.{key}", lang, **values)

    answer = Answer(placement, a, book)
    yield say("title")
    route = say(f"route.{placement.route.value}")
    yield say("placement", route=route, start=placement.start, end=placement.end, hours=placement.weekly_hours)
    yield ""
    yield from _table(list(_rows(answer, lang)), lang)
    yield ""
    yield from _remarks(answer, lang)
    for remark in a.remarks:
        yield say("remark", path=remark.path, said=remark_words(remark, lang, book))
    yield ""
    yield say("findings")
    yield from _findings(answer, lang)
    if full:
        yield ""
        yield say("explanation")
        for part in explain(a, lang, book):
            yield f" - {part.text}"
            for source in (rule_source(ref, book, lang) for ref in part.sources):
                yield f"     {source.said} {source.url or ''}".rstrip()
        yield from guidance_lines(answer, lang)
    yield ""
    yield say("advice")


def _findings(answer: Answer, lang: str) -> Iterator[str]:
    """What is short, ground by ground; what cannot be told, and why; what is in order."""

    def line(sign: str, finding: str, status: str, amount: Decimal | None = None, rung: Rung | None = None) -> str:
        said = [text(f"findings.{finding}", lang), status, *([_euros(amount, lang)] if amount is not None else [])]
        said += [f"({text(f'rungs.cell.{rung}', lang)})"] if rung else []
        return f" {sign} {' '.join(said)}"

    short = [verdict for verdict in verdicts(answer) if verdict.tone in ("error", "warning") and verdict.finding]
    for verdict in short:
        finding = answer.assessment.finding(verdict.finding or "")
        status = finding.status if finding.status == "doubtful" else "below"
        said = "missing" if status == "below" and verdict.amount is None else status  # a contract is not too little
        yield line(_SIGNS[status], finding.id, text(f"words.status.{said}", lang), verdict.amount, verdict.rung)
    good, named = in_order(answer), {verdict.finding for verdict in short}
    for finding in told(answer):
        if finding.status in ("below", "doubtful") or finding.id in named:
            continue
        if finding.status != "meets" or finding.id in good:
            key = "cli.not_stated" if not_stated(answer, finding) else f"words.status.{finding.status}"
            yield line(_SIGNS[finding.status], finding.id, text(key, lang))


def _euros(amount: Decimal, lang: str) -> str:
    return euros(cents(amount), lang)


# ---------------------------------------------------------------- the table


def _rows(answer: Answer, lang: str) -> Iterator[Row]:
    for line in cost_lines(answer):
        name = answer.book.kind_name(line.name, lang)
        given = (
            "provided" if any(one.provided for one in answer.placement.costs if one.kind == line.name) else "not_owed"
        )
        nobody = not line.any and line.known and line.name in answer.book.costs  # nobody pays it: no amount of nothing
        yield [name, "–", "–", "–", "", "", text(f"result.{given}", lang)] if nobody else _line(line, name, lang)
    for line in pay_lines(answer):
        yield _line(line, text(f"cli.rows.{line.name}", lang), lang)
    totals = answer.assessment.totals
    whole = Amounts(totals.owed, totals.offered, totals.gap, totals.not_stated, totals.estimate)
    yield _row(text("cli.rows.total", lang), whole, answer.anything_stated, "", lang, known=total_known(answer))
    by = by_rung(answer)
    if len(by) > 1:
        for rung, amounts in by.items():
            name = text("cli.rows.of_which", lang, rung=text(f"rungs.cell.{rung}", lang))
            yield _row(name, amounts, answer.anything_stated, "", lang)


def _line(line: Line, name: str, lang: str) -> Row:
    if line.certainty.estimated:
        name += f" ({text('cli.estimated', lang)})"
    return _row(name, line, line.stated, ground_words(line.ground, lang), lang, known=line.known)


def _row(name: str, amounts: Amounts, stated: bool, ground: str, lang: str, *, known: bool = True) -> Row:
    paid, short = (_euros(amounts.paid, lang), _euros(amounts.short, lang)) if stated and known else ("–", "–")
    open_, estimate = (_euros(some, lang) if some else "" for some in (amounts.not_stated, amounts.estimate))
    owed = _euros(amounts.owed, lang) if known else text("cli.unknown", lang)
    return [name, owed, paid, short, open_, estimate, ground]


def _table(rows: list[Row], lang: str) -> Iterator[str]:
    """Columns of amounts to the right; one that is empty on every line is left out."""
    heads = ("owed", "offered", "gap", "not_stated", "estimate", "ground")
    cells = [["", *(text(f"cli.head.{name}", lang) for name in heads)], *rows]
    last = len(heads)
    used = [i for i in range(last + 1) if i < 4 or any(row[i] for row in rows)]
    widths = {i: max(len(row[i]) for row in cells) for i in used}
    for row in cells:
        line = [row[i] if i == last else row[i].ljust(widths[i]) if i == 0 else row[i].rjust(widths[i]) for i in used]
        yield "  ".join(line).rstrip()


# ---------------------------------------------------------------- beside it


def _remarks(answer: Answer, lang: str) -> Iterator[str]:
    cost, offer = answer.assessment.employer_cost, answer.assessment.cost_of_offer
    if (amount := whole_month(answer, lang)) is not None:
        yield text("cli.full_month", lang, amount=amount, basis=basis_name(answer, lang))
    yield from _monthly(answer, lang)
    yield from said(answer, "terminal", lang, "stated", "allowance", "cao", "expenses", "wage", "scale", "totals")
    more = text("cli.or_offered", lang) if offer is not None and offer.total > 0 else ""
    key = "cli.cost_known" if cost.estimate.total else "cli.cost"
    yield text(key, lang, amount=_euros(cost.total, lang), or_offered=more)
    if cost.estimate.total:
        together = _euros(cost.total + cost.estimate.total, lang)
        yield text("cli.cost_estimate", lang, amount=_euros(cost.estimate.total, lang), together=together)
    if offer is not None:
        yield text("cli.cost_of_offer", lang, amount=_euros(offer.total, lang))
    yield from said(answer, "terminal", lang, "cost")


def _monthly(answer: Answer, lang: str) -> Iterator[str]:
    """The least fixed wage a month, by the day on which it must rise."""
    for month in answer.assessment.wage.monthly if answer.assessment.wage else []:
        key = "cli.monthly" if month.known else "cli.monthly_estimate"
        amount, hourly = _euros(month.amount, lang), _euros(month.hourly_minimum, lang)
        yield text(key, lang, first=month.from_, last=month.to, amount=amount, hourly=hourly)
