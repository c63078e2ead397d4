"""Beside an amount on paper: its ground, how sure it is, and where it was read."""

from __future__ import annotations

from compensation.papers.blocks import Item
from compensation.papers.case import Case
from compensation.papers.sources import on_paper
from compensation.telling.certainty import SOUND
from compensation.telling.grounds import Rung, advice_name, ground_of_cost, ground_words
from compensation.telling.lines import Line, lines
from compensation.telling.sources import Ground as StatedGround
from compensation.telling.sources import ground_source, once, rule_source


def ground_of(case: Case, line: Line) -> str:
    """The ground of a line with its rung; advice and an amount of one's own by the name of what they are taken from."""
    name = advice_name(case, case.lang) if line.name == "allowance" and line.ground.scheme is None else None
    return ground_words(line.ground, case.lang, name=name)


def marks_of(case: Case, line: Line) -> str:
    """How sure the amount of a line is, where a reader must know it."""
    sure = line.certainty
    found = []
    if sure.given:
        found.append(case.word("mark.given"))
    if sure.estimated:
        found.append(case.say("mark.estimated"))
    if sure.seen is not None and line.ground.rung is not Rung.PROBABLY:
        found.append(case.say("mark.stale", day=sure.seen))
    if sure.known_until is not None:
        found.append(case.say("mark.known_until", day=sure.known_until))
    found += [case.word(f"mark.{mark}") for mark in sure.marks if mark not in SOUND]
    if sure.hours_assumed is not None:
        found.append(case.say("mark.hours_assumed", hours=sure.hours_assumed))
    return "; ".join(dict.fromkeys(found))


# ---------------------------------------------------------------- sources


def clause_source(case: Case) -> list[Item]:
    """Where the pacts stand that ask for clauses on guidance, each once."""
    found = {source.title: source for clause in case.clauses for source in clause.sources}
    return [on_paper(f"{source.title}.", source.url, case.lang) for source in found.values()]


def sources(case: Case, *sections: str, announced: bool = True) -> list[Item]:
    """Where the grounds and the rules behind some sections stand, each once."""
    refs = once(
        ref
        for part in case.explained
        if part.section in sections
        for ref in (*part.sources, *part.last.rules)
        if announced or ref.checked != "announced"
    )
    found = [ground_source(ground, case.lang) for ground in _grounds(case)]
    found += [rule_source(ref, case.book, case.lang) for ref in refs]
    return [on_paper(source.said, source.url, case.lang) for source in found]


def _grounds(case: Case) -> list[StatedGround]:
    """The grounds that stand in no rule file, of what is owed and of a contract that is missing."""
    found = [line.ground.stated_in for line in lines(case) if line.owed or line.estimate or line.ground.force == "law"]
    if case.assessment.finding("employment_contract").status == "below":
        found.append(ground_of_cost(case, "", case.assessment.finding("employment_contract").force).stated_in)
    return list(dict.fromkeys(ground for ground in found if ground is not None))
