"""A placement as a link: short, readable, versioned, and without anything personal.

    ?v=1&route=bol&start=2026-02-02&end=2026-07-03&hours=32&days=mon-tue-wed-thu&cao=applies&scheme=horeca
     &travel=public_transport&by=train&fare=5.50&cost=vog&cost=clothing~85&pay=250~month

The birth date, the age and the id are never in it. What cannot be read in a link is reported by name and left
open; nothing is put in its place. The link is a reading of the contract's placement (see `Draft`), no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from compensation.placement.model import AllowancePeriod, Route, WagePeriod
from compensation.rulebook import RuleBook
from compensation.ui.calculator.link_values import (
    LinkValueError,
    amount_of,
    back,
    closed,
    cost,
    day,
    days,
    five_answers,
    number,
    one_of,
    read_bool,
    write_amount,
    write_bool,
    write_five_answers,
    write_words,
    year,
)
from compensation.ui.parts.state import VERSION, Draft

VERSION_NAME = "v"


@dataclass(frozen=True)
class Problem:
    """Something in a link that was left out: the name of the parameter, what stood there, and why (a text's name)."""

    name: str
    value: str
    why: str


@dataclass(frozen=True)
class Param:
    """One parameter: where it stands in the placement, how it is read and written.

    `many` may stand more than once; `names` are the keys of the rule book that it may hold.
    """

    name: str
    path: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    many: bool = False
    by_book: Callable[[RuleBook], Callable[[str], Any]] | None = None


_PER_ALLOWANCE = get_args(AllowancePeriod)
PARAMS = (
    Param("route", "route", one_of(Route)),
    Param("kind", "kind", one_of(("placement", "observation"))),
    Param("compulsory", "compulsory", read_bool, write_bool),
    Param("year", "study_year", year),
    Param("sector", "sector", by_book=lambda book: one_of(book.sectors)),
    Param("cao", "cao.status", one_of(("none", "applies", "unknown"))),
    Param("scheme", "cao.scheme", by_book=lambda book: one_of(book.schemes)),
    Param("caopay", "cao.amount", amount_of(_PER_ALLOWANCE, base=True), write_amount),
    Param("start", "start", day),
    Param("end", "end", day),
    Param("hours", "hours_per_week", number),
    Param("days", "workdays", days, "-".join),
    Param("holidays", "public_holidays", one_of(("free", "worked"))),
    Param("closed", "closed", closed, lambda value: f"{value['from']}~{value['to']}", many=True),
    Param("travel", "travel.mode", one_of(("none", "public_transport", "own_vehicle"))),
    Param("km", "travel.distance_km", number),
    Param("by", "travel.carrier", one_of(("train", "bus"))),
    Param("fare", "travel.fare", number),
    Param("region", "travel.region", by_book=lambda book: one_of(book.regions)),
    Param("product", "travel.student_product", one_of(("none", "week", "weekend"))),
    Param("cost", "costs", write=write_words, many=True, by_book=cost),
    Param("pay", "offer.allowance", amount_of(_PER_ALLOWANCE), write_amount),
    Param("allin", "offer.includes_expenses", read_bool, write_bool),
    Param("back", "offer.reimbursements", write=write_words, many=True, by_book=back),
    Param("perkm", "offer.km_rate", number),
    Param("wage", "offer.wage", amount_of(get_args(WagePeriod)), write_amount),
    Param("holidaypay", "offer.holiday_allowance_percent", number),
    Param("contract", "offer.employment_contract", read_bool, write_bool),
    Param("norm", "norm", by_book=lambda book: one_of(("sector", "own", *book.policy_keys))),
    Param("ownnorm", "own_norm", amount_of(_PER_ALLOWANCE, base=True), write_amount),
    Param("test", "placement_test", five_answers, write_five_answers),
)
_BY_NAME = {param.name: param for param in PARAMS}


# ---------------------------------------------------------------- writing and reading


def query(placement: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parameters of a placement (as JSON has it), in a fixed order. Unfinished parts stay out."""
    source = Draft(dict(placement))
    found = [(VERSION_NAME, str(VERSION))]
    for param in PARAMS:
        value = source.get(param.path)
        for item in (value or []) if param.many else ([] if value is None else [value]):
            if written := _written(param, item):
                found.append((param.name, written))
    return found


def _written(param: Param, item: Any) -> str | None:
    try:
        return param.write(item)
    except KeyError:
        return None


def address(placement: Mapping[str, Any], base: str, lang: str) -> str:
    """The whole link."""
    return f"{base}?{urlencode([*query(placement), ('lang', lang)], safe='~-')}"


def from_query(params: Mapping[str, Sequence[str]], book: RuleBook) -> tuple[dict[str, Any], list[Problem]]:
    """The placement of a link, and what could not be read in it. `params` holds every value of every name."""
    version = list(params.get(VERSION_NAME, []))
    if version != [str(VERSION)]:
        return {}, [Problem(VERSION_NAME, ", ".join(version)[:40], "version")]
    found = Draft()
    named = [(name, values) for name, values in params.items() if name != VERSION_NAME]
    problems = [problem for name, values in named for problem in _take(found, name, values, book)]
    return found.placement, problems


def _take(found: Draft, name: str, values: Sequence[str], book: RuleBook) -> Iterator[Problem]:
    param = _BY_NAME.get(name)
    if param is None:
        yield Problem(name[:20], _short(values), "unknown")
        return
    if not param.many and len(values) > 1:
        yield Problem(name, _short(values), "twice")
        return
    read = param.by_book(book) if param.by_book else param.read
    items: list[Any] = []
    for value in values:
        try:
            items.append(read(value))
        except LinkValueError:
            yield Problem(name, value[:40], "value")
    if name == "back" and len({item["kind"] for item in items}) < len(items):
        yield Problem(name, _short(values), "twice")
        return
    if items:
        found.put(param.path, items if param.many else items[0])


def _short(values: Sequence[str]) -> str:
    return ", ".join(values)[:40]
