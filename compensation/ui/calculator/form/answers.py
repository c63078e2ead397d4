"""What was answered, in a few words: of each question, and of a group in its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from compensation.texts import euros, number, short_day
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.changes import EMPTY
from compensation.ui.calculator.form.costs import cost_name, no_costs, numbered
from compensation.ui.calculator.form.counts import kept_changes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.hours import week, workdays
from compensation.ui.calculator.form.paid import TEST
from compensation.ui.calculator.form.questions import Group, Question
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.stage import days_said
from compensation.ui.calculator.form.ways import Leg, legs, student_product

#: Questions whose answers do not stand in the heading of their group: the others say enough.
NOT_IN_HEADING = (
    *("birth_date", "kind", "norm", "study_year", "compulsory", "regional_pact", "student_product", "cost"),
    *("contract", "minimum", "repaid", "complete", "public_holidays"),
)
#: In a heading the second of each pair says it all.
_SAID_BY = {"cao_status": "which_cao", "allowance": "how_much"}


def heading(f: Fields, group: Group, position: int, asked: Relevant) -> str:
    """`**1. De stage** · mbo bol · horeca · 32 uur per week`."""
    found = {one.name: answer(f, one, asked) for one in group.questions}
    for name in [name for name, by in _SAID_BY.items() if found.get(by)]:
        found.pop(name, None)
    said = [words for name, words in found.items() if words and name.partition(".")[0] not in NOT_IN_HEADING]
    return " · ".join([f"**{position}. {group.titled(f)}**", *said])


def answer(f: Fields, question: Question, asked: Relevant) -> str:
    """The answer to a question as it stands in a list, empty while there is none."""
    head, _, rest = question.name.partition(".")
    said = _ANSWERS[head](f, asked) if not rest else _ANSWERS_OF[head](f, asked, rest)
    return " · ".join(said)


def label(f: Fields, question: Question, asked: Relevant) -> str:
    """What a question is about, in a word or two."""
    head, _, rest = question.name.partition(".")
    if head == "cost":
        return cost_name(asked.book, *numbered(f.draft)[int(rest)], f.lang)
    if head == "repaid":
        return f.say("question.repaid", kind=asked.book.kind_name(rest, f.lang))
    return f.say(f"question.{head}")


# ---------------------------------------------------------------- the placement


def _route(f: Fields, _: Relevant) -> Iterator[str]:
    if route := f.draft.get("route"):
        yield f.say(f"choice.route_short.{route}")


def _sector(f: Fields, asked: Relevant) -> Iterator[str]:
    if (sector := asked.book.sectors.get(f.draft.get("sector") or "")) is not None:
        yield sector.name[f.lang]


def _period(f: Fields, _: Relevant) -> Iterator[str]:
    start, end = (f.draft.get(name) for name in ("start", "end"))
    if start and end:
        yield f.say("heading.period", start=_day(start, f.lang), end=_day(end, f.lang))


def _days(f: Fields, _: Relevant) -> Iterator[str]:
    if days := workdays(f.draft):
        yield days_said(f, days)
    if hours := week(f.draft):
        yield f.say("heading.hours", hours=number(hours, f.lang))


def _birth_date(f: Fields, _: Relevant) -> Iterator[str]:
    if born := f.draft.get("birth_date"):
        yield _day(born, f.lang)


def _default(name: str, path: str, default: object) -> Callable[[Fields, Relevant], Iterator[str]]:
    """A choice that has an answer from the start, or (None) has none."""

    def said(f: Fields, _: Relevant) -> Iterator[str]:
        value = f.draft.get(path, default)
        if value is not None:
            yield f.option(name, value)

    return said


# ---------------------------------------------------------------- cao and norm


def _cao_status(f: Fields, _: Relevant) -> Iterator[str]:
    if status := f.draft.get("cao.status"):
        yield f.say(f"heading.cao.{status}")


def _which_cao(f: Fields, asked: Relevant) -> Iterator[str]:
    if asked.scheme is not None:
        yield asked.scheme.name
    elif f.draft.get("cao.amount") is not None:
        yield f.say("heading.own_amount")
    if asked.cao_wage and (wage := f.draft.get("cao.hourly_wage")):
        yield f.say("heading.per.hour", amount=_euros(wage, f.lang))


def _norm(f: Fields, asked: Relevant) -> Iterator[str]:
    norm = f.draft.get("norm") or ("sector" if f.draft.get("sector") else "national")
    known = asked.book.norms.get(norm) if norm in asked.book.policy_keys else None
    yield known.name[f.lang] if known is not None else f.say(f"choice.norm.{norm}")


# ---------------------------------------------------------------- travel and costs


def _mode(f: Fields, _: Relevant) -> Iterator[str]:
    found = legs(f.draft)
    if f.draft.get(found[0].path) is not None:
        yield f.say(f"heading.mode.{found[0].mode}")


def _ways(f: Fields, _: Relevant) -> Iterator[str]:
    found = legs(f.draft)
    if len(found) > 1:
        yield from dict.fromkeys(f.say(f"heading.mode.{leg.mode}") for leg in found)
    else:
        yield from _price(f, found[0])


def _price(f: Fields, leg: Leg) -> Iterator[str]:
    if leg.mode == "public_transport" and (fare := leg.get("fare")):
        yield _euros(fare, f.lang)
    elif leg.distance and (distance := leg.get("distance_km")):
        yield f.say("heading.km", km=number(distance, f.lang))
    elif leg.mode == "season_ticket":
        yield from _pay(f, leg.path)


def _student_product(f: Fields, _: Relevant) -> Iterator[str]:
    if product := student_product(f.draft):
        yield f.option("student_product", product)


def _cost_kinds(f: Fields, asked: Relevant) -> Iterator[str]:
    kinds = dict.fromkeys(kind for kind, _ in numbered(f.draft))
    if kinds:
        yield ", ".join(asked.book.kind_name(kind, f.lang) for kind in kinds)
    elif no_costs(f.draft):
        yield f.say("heading.no_costs")


def _cost(f: Fields, _: Relevant, place: str) -> Iterator[str]:
    path = f"costs.{place}"
    if f.draft.get(f"{path}.provided"):
        yield f.say("heading.provided")
    elif amount := f.draft.get(f"{path}.amount"):
        yield _euros(amount, f.lang)
        yield f.option("cost_per", f.draft.get(f"{path}.per", "once"))


# ---------------------------------------------------------------- what is paid


def _pay(f: Fields, path: str, default: str | None = None) -> Iterator[str]:
    if (amount := f.draft.get(f"{path}.amount")) and (per := f.draft.get(f"{path}.per", default)):
        yield f.say(f"heading.per.{per}", amount=_euros(amount, f.lang))


def _allowance(f: Fields, _: Relevant) -> Iterator[str]:
    held = writes.allowance_answer(f.draft)
    if held == "unpaid":
        yield f.say("heading.no_allowance")
    elif held == "paid":
        yield f.option("allowance_paid", held)


def _repaid(f: Fields, _: Relevant, kind: str) -> Iterator[str]:
    how = writes.repaid(f.draft, kind)
    if how == "km" and (rate := f.draft.get("offer.km_rate")) not in (None, EMPTY):
        yield f.say("heading.per_km", amount=_euros(rate, f.lang))
    elif how == "amount":
        item = f.draft.get(f"offer.reimbursements.{writes.reimbursements(f.draft, kind)[0]}")
        if amount := item.get("amount"):
            yield _euros(amount, f.lang)
            yield f.option("cost_per", item.get("per", "once"))
    elif how is not None and how != "km":
        yield f.option("repaid", how)


def _minimum(f: Fields, _: Relevant) -> Iterator[str]:
    if (amount := f.draft.get("assume.adult_hourly_minimum.amount")) not in (None, EMPTY):
        yield f.say("heading.per.hour", amount=_euros(amount, f.lang))


def _complete(f: Fields, _: Relevant) -> Iterator[str]:
    if f.draft.get("offer.complete"):
        yield f.say("choice.answer_yes")


# ---------------------------------------------------------------- the rest


def _closed(f: Fields, _: Relevant) -> Iterator[str]:
    if count := len(f.draft.get("closed", [])):
        yield f.say("heading.closed", count=count)


def _changes(f: Fields, asked: Relevant) -> Iterator[str]:
    if count := len(kept_changes(asked)):
        yield f.say("heading.changes", count=count)


def _test(f: Fields, _: Relevant) -> Iterator[str]:
    if answers := len(f.draft.get("placement_test", {})):
        yield f.say("heading.test", answers=answers, questions=len(TEST))


def _day(on: str, lang: str) -> str:
    return short_day(date.fromisoformat(on), lang)


def _euros(amount: str, lang: str) -> str:
    return euros(int(Decimal(amount) * 100), lang)


_ANSWERS: dict[str, Callable[[Fields, Relevant], Iterator[str]]] = {
    "route": _route,
    "sector": _sector,
    "period": _period,
    "days": _days,
    "birth_date": _birth_date,
    "kind": _default("kind", "kind", "placement"),
    "cao_status": _cao_status,
    "which_cao": _which_cao,
    "norm": _norm,
    "study_year": _default("study_year", "study_year", None),
    "compulsory": _default("compulsory", "compulsory", None),
    "regional_pact": _default("signed_regional_pact", "signed_regional_pact", None),
    "mode": _mode,
    "ways": _ways,
    "student_product": _student_product,
    "cost_kinds": _cost_kinds,
    "wage": lambda f, _: _pay(f, "offer.wage"),
    "contract": _default("employment_contract", "offer.employment_contract", None),
    "minimum": _minimum,
    "allowance": _allowance,
    "how_much": lambda f, _: _pay(f, "offer.allowance", "month"),
    "complete": _complete,
    "public_holidays": _default("public_holidays", "public_holidays", "free"),
    "closed": _closed,
    "changes": _changes,
    "test": _test,
}
_ANSWERS_OF: dict[str, Callable[[Fields, Relevant, str], Iterator[str]]] = {"cost": _cost, "repaid": _repaid}
