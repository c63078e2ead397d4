"""The heading of a group: its name, and in a few words what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compensation.rulebook import RuleBook
from compensation.texts import euros, number, short_day
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.counts import kept_changes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.hours import week
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.ways import legs


def heading(f: Fields, name: str, title: str, position: int, book: RuleBook) -> str:
    """`**1. De stage** · mbo bol · horeca · 32 uur per week`."""
    answers = " · ".join(_ANSWERS[name](f, book))
    title = f"**{position}. {title}**"
    return f"{title} · {answers}" if answers else title


def _stage(f: Fields, book: RuleBook) -> Iterator[str]:
    d = f.draft
    if route := d.get("route"):
        yield f.say(f"choice.route_short.{route}")
    if (sector := book.sectors.get(d.get("sector") or "")) is not None:
        yield sector.name[f.lang]
    if (start := d.get("start")) and (end := d.get("end")):
        first, last = (short_day(date.fromisoformat(on), f.lang) for on in (start, end))
        yield f.say("heading.period", start=first, end=last)
    if hours := week(d):
        yield f.say("heading.hours", hours=number(hours, f.lang))


def _cao(f: Fields, book: RuleBook) -> Iterator[str]:
    status = f.draft.get("cao.status")
    scheme = Relevant(f.draft, book).scheme
    if status == "applies" and scheme is not None:
        yield scheme.name
    elif status == "applies" and f.draft.get("cao.amount") is not None:
        yield f.say("heading.own_amount")
    elif status:
        yield f.say(f"heading.cao.{status}")


def _travel(f: Fields, _: RuleBook) -> Iterator[str]:
    found = legs(f.draft)
    if f.draft.get(found[0].path) is None:
        return
    yield from dict.fromkeys(f.say(f"heading.mode.{leg.mode}") for leg in found)
    if len(found) > 1:
        return
    leg = found[0]
    if leg.mode == "public_transport" and (fare := leg.get("fare")):
        yield _euros(fare, f.lang)
    elif leg.distance and (distance := leg.get("distance_km")):
        yield f.say("heading.km", km=number(distance, f.lang))
    elif leg.mode == "season_ticket" and (amount := leg.get("amount")) and (per := leg.get("per")):
        yield f.say(f"heading.per.{per}", amount=_euros(amount, f.lang))


def _costs(f: Fields, book: RuleBook) -> Iterator[str]:
    kinds = dict.fromkeys(cost["kind"] for cost in f.draft.get("costs", []))
    if kinds:
        yield ", ".join(book.kind_name(kind, f.lang) for kind in kinds)


def _offer(f: Fields, book: RuleBook) -> Iterator[str]:
    d = f.draft
    asked = Relevant(d, book)
    path = "offer.wage" if asked.wage else "offer.allowance"
    if not asked.wage and writes.allowance_answer(d) == "unpaid":
        yield f.say("heading.no_allowance")
    elif (amount := d.get(f"{path}.amount")) and (per := d.get(f"{path}.per")):
        yield f.say(f"heading.per.{per}", amount=_euros(amount, f.lang))


def _while_running(f: Fields, book: RuleBook) -> Iterator[str]:
    asked = Relevant(f.draft, book)
    for name, count in (("closed", len(f.draft.get("closed", []))), ("changes", len(kept_changes(asked)))):
        if count and (name != "closed" or asked.closed):
            yield f.say(f"heading.{name}", count=count)


def _test(f: Fields, _: RuleBook) -> Iterator[str]:
    answers = len(f.draft.get("placement_test", {}))
    if answers:
        yield f.say("heading.test", answers=answers)


def _euros(amount: str, lang: str) -> str:
    from decimal import Decimal

    return euros(int(Decimal(amount) * 100), lang)


_ANSWERS = {
    "stage": _stage,
    "cao": _cao,
    "travel": _travel,
    "costs": _costs,
    "offer": _offer,
    "while_running": _while_running,
    "test": _test,
}
