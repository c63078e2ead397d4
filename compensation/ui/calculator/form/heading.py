"""The heading of a group: its name, and in a few words what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compensation.rulebook import RuleBook
from compensation.texts import euros, number, short_day
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.relevant import Relevant


def heading(f: Fields, name: str, position: int, book: RuleBook) -> str:
    """`**1. De stage** · mbo bol · horeca · 32 uur per week`."""
    answers = " · ".join(_ANSWERS[name](f, book))
    title = f"**{position}. {f.say(f'group.{name}')}**"
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
    if hours := d.get("hours_per_week"):
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
    d = f.draft
    mode = d.get("travel.mode")
    if mode:
        yield f.say(f"heading.mode.{mode}")
    if mode == "public_transport" and d.get("travel.fare"):
        yield _euros(d.get("travel.fare"), f.lang)
    elif mode in ("own_vehicle", "public_transport") and d.get("travel.distance_km"):
        yield f.say("heading.km", km=number(d.get("travel.distance_km"), f.lang))


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
    elif amount := d.get(f"{path}.amount"):
        per = d.get(f"{path}.per", "hour" if asked.wage else "month")
        yield f.say(f"heading.per.{per}", amount=_euros(amount, f.lang))


def _test(f: Fields, _: RuleBook) -> Iterator[str]:
    answers = len(f.draft.get("placement_test", {}))
    if answers:
        yield f.say("heading.test", answers=answers)


def _euros(amount: str, lang: str) -> str:
    from decimal import Decimal

    return euros(int(Decimal(amount) * 100), lang)


_ANSWERS = {"stage": _stage, "cao": _cao, "travel": _travel, "costs": _costs, "offer": _offer, "test": _test}
