"""The values of a link: how each is read and written. What is not exactly as it is written here is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from compensation.calendar import WEEKDAYS
from compensation.placement.fields import words_at
from compensation.placement.model import PlacementTest
from compensation.rulebook import RuleBook
from compensation.ui.calculator.form.ways import MODES

_NUMBER = re.compile(r"^(0|[1-9]\d{0,5})(\.\d{1,2})?$")
_BOOLS = {"yes": True, "no": False}


class LinkValueError(ValueError):
    """A value in a link cannot be read."""


def one_of(options: Iterable[str]) -> Callable[[str], str]:
    """One of these words."""
    known = frozenset(options)

    def read(value: str) -> str:
        if value not in known:
            raise LinkValueError
        return value

    return read


def number(value: str) -> str:
    """A number below a million with at most two decimals, and a point."""
    if not _NUMBER.match(value):
        raise LinkValueError
    return value


def read_bool(value: str) -> bool:
    """yes or no."""
    if value not in _BOOLS:
        raise LinkValueError
    return _BOOLS[value]


def write_bool(value: bool) -> str:
    """yes or no."""
    return "yes" if value else "no"


def day(value: str) -> str:
    """A date as 2026-01-31, of this century."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise LinkValueError from None
    if found.isoformat() != value or not 2000 <= found.year <= 2099:
        raise LinkValueError
    return value


def year(value: str) -> int:
    """A year of study, 1 to 6."""
    return int(one_of("123456")(value))


def days(value: str) -> list[str]:
    """Days of the week, each once: `mon-tue-fri`."""
    found = value.split("-")
    if len(set(found)) != len(found) or not set(found) <= set(WEEKDAYS):
        raise LinkValueError
    return [weekday for weekday in WEEKDAYS if weekday in found]


def hours_by_day(value: str) -> dict[str, str]:
    """Days of the week, each once and with its hours: `mon~8~tue~8~wed~5.5`."""
    parts = value.split("~")
    if len(parts) % 2:
        raise LinkValueError
    days("-".join(parts[::2]))
    return {weekday: number(hours) for weekday, hours in zip(parts[::2], parts[1::2], strict=True)}


def write_hours_by_day(value: Mapping[str, str]) -> str:
    """The other way round, without days that are not filled in."""
    return "~".join(f"{weekday}~{value[weekday]}" for weekday in WEEKDAYS if value.get(weekday))


def closed(value: str) -> dict[str, Any]:
    """A period: `2026-04-27~2026-05-08`, or one without pay: `2026-04-27~2026-05-08~unpaid`."""
    first, last, *unpaid = value.split("~") if value.count("~") else [value, ""]
    if unpaid not in ([], ["unpaid"]):
        raise LinkValueError
    return {"from": day(first), "to": day(last)} | ({"paid": False} if unpaid else {})


def write_closed(value: Mapping[str, Any]) -> str:
    """The other way round."""
    return "~".join([value["from"], value["to"], *([] if value.get("paid", True) else ["unpaid"])])


def minimum(value: str) -> dict[str, str]:
    """An adult hourly minimum that is not in the rules yet: `2027-01-01~15.20`."""
    first, _, amount = value.partition("~")
    return {"from": day(first), "amount": number(amount)}


def write_minimum(value: Mapping[str, str]) -> str:
    """The other way round."""
    return f"{value['from']}~{value['amount']}"


#: The words about a way of travelling: the field of each, and how it is read.
_LEG_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "km": ("distance_km", number),
    "by": ("carrier", one_of(words_at("travel.carrier"))),
    "fare": ("fare", number),
    "product": ("student_product", one_of(words_at("travel.student_product"))),
    "days": ("days", days),
    "trips": ("trips", one_of(words_at("travel.trips"))),
    "amount": ("amount", number),
    "per": ("per", one_of(words_at("travel.per"))),
}


def way(regions: Iterable[str]) -> Callable[[str], dict[str, Any]]:
    """One way of travelling: how, and after it what is said of it: `own_vehicle~km:4.5~days:mon-tue~trips:outbound`."""
    readers = _LEG_READERS | {"region": ("region", one_of(regions))}

    def read(value: str) -> dict[str, Any]:
        mode, *rest = value.split("~")
        found: dict[str, Any] = {"mode": one_of(MODES)(mode)}
        for word in rest:
            name, _, said = word.partition(":")
            if name not in readers or readers[name][0] in found:
                raise LinkValueError
            found[readers[name][0]] = readers[name][1](said)
        return found

    return read


def write_way(value: Mapping[str, Any]) -> str:
    """The other way round."""
    words = [value.get("mode", "none")]
    for word, (name, _) in {**_LEG_READERS, "region": ("region", str)}.items():
        if value.get(name):
            words.append(f"{word}:{'-'.join(value[name]) if name == 'days' else value[name]}")
    return "~".join(words)


def amount_of(periods: Sequence[str], *, base: bool = False) -> Callable[[str], dict[str, str]]:
    """`250~month`, or with the hours of a full week `350~month~38`."""

    def read(value: str) -> dict[str, str]:
        parts = value.split("~")
        if not 2 <= len(parts) <= (3 if base else 2) or parts[1] not in periods:
            raise LinkValueError
        found = {"amount": number(parts[0]), "per": parts[1]}
        return found | ({"base_hours": number(parts[2])} if len(parts) == 3 else {})

    return read


def write_amount(value: Mapping[str, str]) -> str:
    """The other way round."""
    return "~".join(
        [value["amount"], value.get("per", "month"), *([value["base_hours"]] if "base_hours" in value else [])]
    )


def _words(value: str, kinds: Sequence[str], options: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """A kind, and after it an amount, words and days in any order, each at most once: `clothing~85~month~school`."""
    kind, *rest = value.split("~")
    if kind not in kinds:
        raise LinkValueError
    found: dict[str, Any] = {"kind": kind}
    for word in rest:
        name, said = options.get(word) or _dated(word) or ("amount", number(word))
        if name in found:
            raise LinkValueError
        found[name] = said
    return found


def _dated(word: str) -> tuple[str, str] | None:
    """A first or a last day: `from:2026-03-01`."""
    name, colon, said = word.partition(":")
    return (name, day(said)) if colon and name in _DATES else None


_DATES = ("from", "to")
_PER = {per: ("per", per) for per in words_at("costs.per")}
_BY = {by: ("required_by", by) for by in words_at("costs.required_by")}
_COST_WORDS = {**_PER, **_BY, "provided": ("provided", True)}
_BACK_WORDS = {**_PER, "full": ("full", True)}


def cost(book: RuleBook) -> Callable[[str], dict[str, Any]]:
    """A cost: its kind, amount, period, who asks for it, whether it is provided, from and to which day."""
    return lambda value: _words(value, book.cost_kinds, _COST_WORDS)


def back(book: RuleBook) -> Callable[[str], dict[str, Any]]:
    """What is paid back of a kind: an amount with its period, or `full`."""
    return lambda value: _words(value, book.line_kinds, _BACK_WORDS)


def write_words(value: Mapping[str, Any]) -> str:
    """A cost, or what is paid back of it, without what goes without saying.

    Raises KeyError for a cost of which is not said yet who asks for it.
    """
    if value.get("required_by") == "":
        raise KeyError("required_by")
    defaults = {"per": "once", "required_by": "employer"}
    parts = [value["kind"]]
    for name in ("amount", "per", "required_by"):
        if value.get(name) not in (None, defaults.get(name)):
            parts.append(value[name])
    parts += [flag for flag in ("provided", "full") if value.get(flag)]
    parts += [f"{name}:{value[name]}" for name in _DATES if value.get(name)]
    return "~".join(parts)


_TEST = tuple(PlacementTest.model_fields)
_ANSWERS = {"yes": True, "no": False, "open": None}


def five_answers(value: str) -> dict[str, bool]:
    """The answers on whether it is really a placement: `yes-no-yes-open-no`."""
    answers = value.split("-")
    if len(answers) != len(_TEST) or not set(answers) <= set(_ANSWERS):
        raise LinkValueError
    said = {name: _ANSWERS[answer] for name, answer in zip(_TEST, answers, strict=True)}
    return {name: answer for name, answer in said.items() if answer is not None}


def write_five_answers(value: Mapping[str, bool | None]) -> str:
    """The other way round."""
    words = {answer: word for word, answer in _ANSWERS.items()}
    return "-".join(words[value.get(name)] for name in _TEST)
