"""On what ground an amount stands, how well it is checked, and where it was read: said beside the amount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from compensation.assessment import ExpenseLine
from compensation.papers.blocks import Item
from compensation.papers.case import Case
from compensation.reading.step import RuleRef
from compensation.rulebook.sources import Mark
from compensation.telling.grounds import Ground, ground_source
from compensation.texts import day, month

#: Marks that need no word beside the amount.
_SOUND = (Mark.CHECKED, Mark.TWO_SOURCES)


def ground_of_line(case: Case, line: ExpenseLine) -> str:
    """The ground of a line of costs."""
    if line.kind == "protective_equipment" and line.force == "law":
        return case.say("ground.equipment")
    return _ground(case, line.force)


def ground_of_allowance(case: Case) -> str:
    """The ground of the allowance norm, with the name of what it is taken from."""
    pay = case.assessment.allowance
    if pay is None:
        raise ValueError("no allowance")
    force = pay.force
    if force in ("advice", "own"):
        return case.say("ground.advice" if force == "advice" else "ground.own", name=basis_name(case))
    return _ground(case, force)


def ground_of_wage(case: Case) -> str:
    """The law on the minimum wage."""
    return case.say("ground.wage")


def _ground(case: Case, force: str) -> str:
    if force in ("cao", "employer"):
        return case.say(f"ground.{force}", name=case.scheme_name or case.say("ground.own_cao"))
    return case.say(f"ground.{force}") if force == "pact" else case.word(f"force.{force}")


def basis_name(case: Case) -> str:
    """What the allowance norm is called: the cao, the norm chosen, the norm of the sector."""
    pay = case.assessment.allowance
    basis = "" if pay is None else pay.basis
    if basis in case.book.norms:
        return case.book.norms[basis].name[case.lang]
    if basis == "cao" and case.scheme_name:
        return case.scheme_name
    return case.say("sector_norm") if basis == "sector" else case.word(f"basis.{basis}")


# ---------------------------------------------------------------- marks


def marks(case: Case, *prefixes: str) -> list[str]:
    """How well the rules behind some steps are checked, where a reader must know it."""
    refs = (ref for step in case.steps(*prefixes) for ref in step.rules)
    words = [case.word(f"mark.{ref.mark}") for ref in refs if ref.mark not in _SOUND]
    return list(dict.fromkeys(words))


def marks_of_line(case: Case, line: ExpenseLine) -> str:
    """The marks of a line of costs."""
    found: list[str] = []
    if line.kind == "travel":
        found = marks(case, "travel.")
        if line.estimated:
            unknown = any(case.steps("travel.travel_unknown"))
            found.insert(0, case.say("mark.partly_unknown" if unknown else "mark.estimated"))
    elif line.kind == "vog":
        found = [*_last_seen(case, "expenses.vog_price"), *marks(case, "expenses.vog_price")]
        if any(case.steps("expenses.vog_unknown")):
            found.insert(0, case.say("mark.partly_unknown"))
    return "; ".join(found)


def _last_seen(case: Case, *prefixes: str) -> list[str]:
    """Since when a price was not seen, where it was last seen before the placement."""
    seen = [ref.seen for step in case.steps(*prefixes) for ref in step.rules if ref.seen is not None]
    oldest = min((day for day in seen if day < case.placement.start), default=None)
    return [] if oldest is None else [case.say("mark.stale", day=oldest)]


def marks_of_allowance(case: Case) -> str:
    """The marks of the allowance norm, with the hours that were assumed and the day it was last seen."""
    found = marks(case, "allowance.norm_", "allowance.entitlement_")
    pay = case.assessment.allowance
    if pay is not None and pay.stale_since is not None:
        found.insert(0, case.say("mark.stale", day=pay.stale_since))
    assumed = next((step for step in case.steps("allowance.norm_") if step.id.endswith("_assumed")), None)
    if assumed is not None:
        found.append(case.say("mark.hours_assumed", hours=Decimal(str(assumed.quantities["base"].value))))
    return "; ".join(found)


def marks_of_wage(case: Case) -> str:
    """The marks of the minimum wage, with the last day for which it is known."""
    found = marks(case, "wage.hourly_minimum")
    wage = case.assessment.wage
    if wage is not None and wage.covered_until is not None:
        found.insert(0, case.say("mark.known_until", day=wage.covered_until))
    return "; ".join(found)


# ---------------------------------------------------------------- sources


def sources(case: Case, *sections: str, announced: bool = True) -> list[Item]:
    """Every rule version that the steps of some sections used, each once, with its source, date and mark."""
    refs = {
        (ref.id, ref.from_): ref
        for part in case.explained
        if part.section in sections
        for ref in (*part.sources, *part.last.rules)
        if announced or ref.checked != "announced"
    }
    return [*_fixed_sources(case), *(Item(_source(case, ref), ref.source.url) for ref in refs.values())]


def _fixed_sources(case: Case) -> Iterable[Item]:
    a = case.assessment
    forces = {line.force for line in a.expenses if line.owed} | ({a.allowance.force} if a.allowance else set())
    needed: dict[Ground, bool] = {
        "pact": "pact" in forces or a.finding("employment_contract").status == "below",
        "equipment": any(line.kind == "protective_equipment" for line in a.expenses),
        "wage_law": case.earns,
    }
    for ground in (ground for ground, asked in needed.items() if asked):
        source = ground_source(ground, case.lang)
        yield Item(source.said, source.url)


def _source(case: Case, ref: RuleRef) -> str:
    name, read_on, undated = _name_and_date(case, ref)
    written = case.say("source.undated") if read_on is None else partial_date(read_on, case.lang)
    checked = case.word(f"mark.{ref.mark}")
    values = {"name": name, "title": ref.source.title, "date": written, "checked": checked}
    if ref.from_ is None or undated:
        return case.say("source.line", **values)
    if ref.to is None:
        return case.say("source.line_from", first=ref.from_, **values)
    return case.say("source.line_between", first=ref.from_, last=ref.to, **values)


def _name_and_date(case: Case, ref: RuleRef) -> tuple[str, str | None, bool]:
    """What a rule is called, the date of its source, and whether its own dates are unknown."""
    book, (kind, _, key) = case.book, ref.id.partition(".")
    if kind == "scheme":
        seen = next(v for v in book.schemes[key].versions if v.from_ == ref.from_)
        return book.schemes[key].name, seen.source.date, seen.undated
    if kind == "norm":
        norm = book.norms[key]
        said = next((v for v in norm.versions if v.from_ == ref.from_), norm.latest)
        return norm.name[case.lang], said.source.date, False
    if kind == "student_calendar":
        return case.say("source.calendar"), book.calendar.source.date, False
    rule = book.rules[ref.id]
    version = next(v for v in rule.versions if v.from_ == ref.from_)
    return rule.name[case.lang], version.source.date, False


def partial_date(written: str, lang: str) -> str:
    """A source's date in words: a day, a month or a year.

    >>> partial_date("2025-03", "nl"), partial_date("2024", "en")
    ('maart 2025', '2024')
    """
    if len(written) == 4:
        return written
    if len(written) == 7:
        return month(date.fromisoformat(f"{written}-01"), lang)
    return day(date.fromisoformat(written), lang)
