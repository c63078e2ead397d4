"""A placement as a link: short, readable, versioned, and without anything personal.

    ?v=1&route=bol&start=2026-02-02&end=2026-07-03&hours=32&days=mon-tue-wed-thu&cao=applies&scheme=horeca
     &travel=public_transport&by=train&fare=5.50&cost=vog&cost=clothing~85&pay=250~month

The birth date, the age and the id are never in it. What cannot be read in a link is reported by name and left
open; nothing is put in its place. The link is a reading of the contract's placement (see `Draft`), no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from compensation.days import WEEKDAYS
from compensation.placement import (
    AllowancePeriod,
    CostPeriod,
    PlacementTest,
    RequiredBy,
    Route,
    WagePeriod,
)
from compensation.rulebook import RuleBook
from compensation.rulebook.models import COST_KINDS, LINE_KINDS
from compensation.ui.state import VERSION, Draft

VERSION_NAME = "v"
_NUMBER = re.compile(r"^(0|[1-9]\d{0,5})(\.\d{1,2})?$")
_BOOLS = {"yes": True, "no": False}


class LinkValueError(ValueError):
    """A value in a link cannot be read."""


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
    names: Callable[[RuleBook], Iterable[str]] | None = None


# ---------------------------------------------------------------- values


def _one_of(options: Iterable[str]) -> Callable[[str], str]:
    known = frozenset(options)

    def read(value: str) -> str:
        if value not in known:
            raise LinkValueError
        return value

    return read


def _number(value: str) -> str:
    if not _NUMBER.match(value):
        raise LinkValueError
    return value


def _bool(value: str) -> bool:
    if value not in _BOOLS:
        raise LinkValueError
    return _BOOLS[value]


def _write_bool(value: bool) -> str:
    return "yes" if value else "no"


def _day(value: str) -> str:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise LinkValueError from None
    if found.isoformat() != value or not 2000 <= found.year <= 2099:
        raise LinkValueError
    return value


def _year(value: str) -> int:
    return int(_one_of("123456")(value))


def _days(value: str) -> list[str]:
    days = value.split("-")
    if len(set(days)) != len(days) or not set(days) <= set(WEEKDAYS):
        raise LinkValueError
    return [day for day in WEEKDAYS if day in days]


def _closed(value: str) -> dict[str, str]:
    first, _, last = value.partition("~")
    return {"from": _day(first), "to": _day(last)}


def _amount(periods: Sequence[str], *, base: bool = False) -> Callable[[str], dict[str, str]]:
    """`250~month`, or with the hours of a full week `350~month~38`."""

    def read(value: str) -> dict[str, str]:
        parts = value.split("~")
        if not 2 <= len(parts) <= (3 if base else 2) or parts[1] not in periods:
            raise LinkValueError
        found = {"amount": _number(parts[0]), "per": parts[1]}
        return found | ({"base_hours": _number(parts[2])} if len(parts) == 3 else {})

    return read


def _write_amount(value: Mapping[str, str]) -> str:
    return "~".join(
        [value["amount"], value.get("per", "month"), *([value["base_hours"]] if "base_hours" in value else [])]
    )


def _words(value: str, kinds: Sequence[str], options: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """A kind, and after it an amount and words in any order, each at most once: `clothing~85~month~school`."""
    kind, *rest = value.split("~")
    if kind not in kinds:
        raise LinkValueError
    found: dict[str, Any] = {"kind": kind}
    for word in rest:
        name, said = options.get(word) or ("amount", _number(word))
        if name in found:
            raise LinkValueError
        found[name] = said
    return found


_PER = {per: ("per", per) for per in get_args(CostPeriod)}
_COST_WORDS = {**_PER, **{by: ("required_by", by) for by in get_args(RequiredBy)}, "provided": ("provided", True)}
_BACK_WORDS = {**_PER, "full": ("full", True)}


def _cost(value: str) -> dict[str, Any]:
    return _words(value, COST_KINDS, _COST_WORDS)


def _back(value: str) -> dict[str, Any]:
    return _words(value, LINE_KINDS, _BACK_WORDS)


def _write_words(value: Mapping[str, Any]) -> str:
    defaults = {"per": "once", "required_by": "employer"}
    parts = [value["kind"]]
    for name in ("amount", "per", "required_by"):
        if value.get(name) not in (None, defaults.get(name)):
            parts.append(value[name])
    parts += [flag for flag in ("provided", "full") if value.get(flag)]
    return "~".join(parts)


_TEST = tuple(PlacementTest.model_fields)
_ANSWERS = {"yes": True, "no": False, "open": None}


def _test(value: str) -> dict[str, bool]:
    answers = value.split("-")
    if len(answers) != len(_TEST) or not set(answers) <= set(_ANSWERS):
        raise LinkValueError
    said = {name: _ANSWERS[answer] for name, answer in zip(_TEST, answers, strict=True)}
    return {name: answer for name, answer in said.items() if answer is not None}


def _write_test(value: Mapping[str, bool | None]) -> str:
    words = {answer: word for word, answer in _ANSWERS.items()}
    return "-".join(words[value.get(name)] for name in _TEST)


_PER_ALLOWANCE = get_args(AllowancePeriod)
PARAMS = (
    Param("route", "route", _one_of(Route)),
    Param("kind", "kind", _one_of(("placement", "observation"))),
    Param("compulsory", "compulsory", _bool, _write_bool),
    Param("year", "study_year", _year),
    Param("sector", "sector", names=lambda book: book.sectors),
    Param("cao", "cao.status", _one_of(("none", "applies", "unknown"))),
    Param("scheme", "cao.scheme", names=lambda book: book.schemes),
    Param("caopay", "cao.amount", _amount(_PER_ALLOWANCE, base=True), _write_amount),
    Param("start", "start", _day),
    Param("end", "end", _day),
    Param("hours", "hours_per_week", _number),
    Param("days", "workdays", _days, "-".join),
    Param("holidays", "public_holidays", _one_of(("free", "worked"))),
    Param("closed", "closed", _closed, lambda value: f"{value['from']}~{value['to']}", many=True),
    Param("travel", "travel.mode", _one_of(("none", "public_transport", "own_vehicle"))),
    Param("km", "travel.distance_km", _number),
    Param("by", "travel.carrier", _one_of(("train", "bus"))),
    Param("fare", "travel.fare", _number),
    Param("region", "travel.region", names=lambda book: book.regions),
    Param("product", "travel.student_product", _one_of(("none", "week", "weekend"))),
    Param("cost", "costs", _cost, _write_words, many=True),
    Param("pay", "offer.allowance", _amount(_PER_ALLOWANCE), _write_amount),
    Param("allin", "offer.includes_expenses", _bool, _write_bool),
    Param("back", "offer.reimbursements", _back, _write_words, many=True),
    Param("perkm", "offer.km_rate", _number),
    Param("wage", "offer.wage", _amount(get_args(WagePeriod)), _write_amount),
    Param("holidaypay", "offer.holiday_allowance_percent", _number),
    Param("contract", "offer.employment_contract", _bool, _write_bool),
    Param("norm", "norm", names=lambda book: ("sector", "own", *book.policy_keys)),
    Param("ownnorm", "own_norm", _amount(_PER_ALLOWANCE, base=True), _write_amount),
    Param("test", "placement_test", _test, _write_test),
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
    read = _one_of(param.names(book)) if param.names else param.read
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
