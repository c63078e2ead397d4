"""A placement as a link: short, readable, versioned, and without anything personal.

    ?lang=nl#v=2&route=bol&start=2026-02-02&end=2026-07-03&hours=32&days=mon-tue-wed-thu&cao=applies&scheme=horeca
     &travel=public_transport&by=train&fare=5.50&cost=vog&cost=clothing~85&pay=250~month
     &c1.from=2026-05-01&c1.hours=24

It stands behind the #, which a browser sends to no server, so it is in no log; one of before stood behind the ? and is
read too. What a change says stands under its number, in the same words as at the start. The birth date, the age and the
id are never in a link; what is paid and what the work is like are in it only when asked for (`shared`). What cannot be
read in one is reported by name and left open; nothing is put in its place. A link of version 1 reads as it did: what it
leaves out is not said. The link is a reading of the contract's placement (see `Draft`), no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from compensation.placement.cases import keys_in
from compensation.placement.fields import FIELDS, LINKS, words_at
from compensation.placement.kinds import MOST_CHANGES, DayHeld, KeyOf, Word
from compensation.rulebook import RuleBook
from compensation.ui.calculator.form.changes import PARTS
from compensation.ui.calculator.form.ways import TRAVEL
from compensation.ui.calculator.link_values import (
    LinkValueError,
    amount_of,
    back,
    closed,
    cost,
    day,
    days,
    five_answers,
    hours_by_day,
    minimum,
    number,
    one_of,
    read_bool,
    way,
    write_amount,
    write_bool,
    write_closed,
    write_five_answers,
    write_hours_by_day,
    write_minimum,
    write_way,
    write_words,
    year,
)
from compensation.ui.parts.state import Draft
from compensation.version import READ_VERSIONS, VERSION

VERSION_NAME = "v"
#: Parts of a placement that are in a link only when asked for.
_ASKED_FOR = ("offer", "placement_test")
#: More parameters than any placement has.
_MOST_PARAMS = 2000
_CHANGE = re.compile(r"^c([1-9]\d?)\.(.+)$")


@dataclass(frozen=True)
class Problem:
    """Something in a link that was left out: the name of the parameter, what stood there, and why (a text's name)."""

    name: str
    value: str
    why: str


@dataclass(frozen=True)
class Param:
    """One parameter: where it stands in the placement, how it is read and written.

    `many` may stand more than once; `using` reads what may name keys of the rule book.
    """

    name: str
    path: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    many: bool = False
    by_book: Callable[[RuleBook], Callable[[str], Any]] | None = None


_PER_ALLOWANCE = words_at("offer.allowance.per")
#: What is more than one value in a placement: how it is read and written.
_PARTS: Mapping[str, Param] = {
    param.path: param
    for param in (
        Param("", "cao.amount", amount_of(_PER_ALLOWANCE, base=True), write_amount),
        Param("", "own_norm", amount_of(_PER_ALLOWANCE, base=True), write_amount),
        Param("", "offer.allowance", amount_of(_PER_ALLOWANCE), write_amount),
        Param("", "offer.wage", amount_of(words_at("offer.wage.per")), write_amount),
        Param("", "hours_by_day", hours_by_day, write_hours_by_day),
        Param("", "closed", closed, write_closed, many=True),
        Param("", TRAVEL, write=write_way, many=True, by_book=lambda book: way(book.regions)),
        Param("", "costs", write=write_words, many=True, by_book=cost),
        Param("", "offer.reimbursements", write=write_words, many=True, by_book=back),
        Param("", "assume.adult_hourly_minimum", minimum, write_minimum),
        Param("", "placement_test", five_answers, write_five_answers),
    )
}


def _param(path: str) -> Param:
    """The parameter of a field or a part, by what it holds."""
    name = LINKS[path]
    if path in _PARTS:
        return replace(_PARTS[path], name=name)
    holds = FIELDS[path].holds
    if isinstance(holds, KeyOf):
        return Param(name, path, by_book=lambda book: one_of(keys_in(book, holds.of)))
    if isinstance(holds, Word):
        return Param(name, path, one_of(holds.words))
    if isinstance(holds, DayHeld):
        return Param(name, path, day)
    if holds.kind == "yes_no":
        return Param(name, path, read_bool, write_bool)
    if holds.kind == "workdays":
        return Param(name, path, days, "-".join)
    return Param(name, path, year if holds.kind == "study_year" else number)


PARAMS = tuple(_param(path) for path in LINKS)
_CHANGING = tuple(part for parts in PARTS.values() for part in parts)
#: What a change may say; `from` goes first.
CHANGE_PARAMS = (
    Param("from", "from", day),
    *(param for param in PARAMS if param.path in _CHANGING or param.path.split(".")[0] == TRAVEL),
)
_BY_NAME = {param.name: param for param in PARAMS}
_OF_CHANGE = {param.name: param for param in CHANGE_PARAMS}
#: A single way of travelling that says no more than these stands in parameters of its own, any other in `way`.
_OF_LEG = frozenset(param.path for param in PARAMS if param.path.startswith(f"{TRAVEL}."))
_PLAIN_LEG = frozenset(path.removeprefix(f"{TRAVEL}.") for path in _OF_LEG)


# ---------------------------------------------------------------- writing


def query(placement: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parameters of a placement (as JSON has it), in a fixed order. Unfinished parts stay out."""
    found = [(VERSION_NAME, str(VERSION)), *_params(placement, PARAMS)]
    for place, change in enumerate(placement.get("changes", []), start=1):
        found += [(f"c{place}.{name}", value) for name, value in _params(change, CHANGE_PARAMS)]
    return found


def _params(part: Mapping[str, Any], params: Sequence[Param]) -> Iterator[tuple[str, str]]:
    source, travel = Draft(dict(part)), part.get(TRAVEL)
    plain = isinstance(travel, Mapping) and travel.keys() <= _PLAIN_LEG
    for param in params:
        if param.path == TRAVEL:
            items = [] if plain or travel is None else travel if isinstance(travel, list) else [travel]
        elif param.path in _OF_LEG and not plain:
            items = []
        else:
            value = source.get(param.path)
            items = (value or []) if param.many else [] if value is None else [value]
        yield from ((param.name, written) for item in items if (written := _written(param, item)))


def _written(param: Param, item: Any) -> str | None:
    try:
        return param.write(item)
    except KeyError:
        return None


def shared(placement: Mapping[str, Any]) -> dict[str, Any]:
    """A placement without what is paid and without the answers on the work: a link may come before other eyes."""
    kept = {name: value for name, value in placement.items() if name not in _ASKED_FOR}
    if changes := kept.pop("changes", None):
        found = [{name: value for name, value in change.items() if name not in _ASKED_FOR} for change in changes]
        kept["changes"] = [change for change in found if change.keys() > {"from"}]
    return kept


def address(placement: Mapping[str, Any], base: str, lang: str) -> str:
    """The whole link, to the page at `base`."""
    page = base.partition("#")[0].partition("?")[0]
    return f"{page}?lang={lang}#{urlencode(query(placement), safe='~-:')}"


# ---------------------------------------------------------------- reading


def is_ours(name: str) -> bool:
    """Whether a name in an address is one of a link."""
    return name == VERSION_NAME or name in _BY_NAME or _CHANGE.match(name) is not None


def params_of(link: str) -> dict[str, list[str]]:
    """The parameters of a link as it stands behind the #; none when it is no list of parameters."""
    try:
        return parse_qs(link, keep_blank_values=True, max_num_fields=_MOST_PARAMS)
    except ValueError:
        return {}


def from_query(params: Mapping[str, Sequence[str]], book: RuleBook) -> tuple[dict[str, Any], list[Problem]]:
    """The placement of a link, and what could not be read in it. `params` holds every value of every name."""
    version = list(params.get(VERSION_NAME, []))
    if version not in [[str(known)] for known in READ_VERSIONS]:
        return {}, [Problem(VERSION_NAME, ", ".join(version)[:40], "version")]
    found, problems = Draft(), list[Problem]()
    changes: dict[int, Draft] = {}
    for name, values in params.items():
        if name == VERSION_NAME:
            continue
        into, param = found, _BY_NAME.get(name)
        if (change := _CHANGE.match(name)) and int(change[1]) <= MOST_CHANGES:
            into, param = changes.setdefault(int(change[1]), Draft()), _OF_CHANGE.get(change[2])
        problems += _take(into, param, name, values, book)
    if said := [changes[place].placement for place in sorted(changes) if changes[place].placement]:
        found.put("changes", said)
    return found.placement, problems


def _take(found: Draft, param: Param | None, name: str, values: Sequence[str], book: RuleBook) -> Iterator[Problem]:
    if param is None:
        yield Problem(name[:20], _short(values), "unknown")
        return
    if not param.many and len(values) > 1:
        yield Problem(name, _short(values), "twice")
        return
    travel = found.get(TRAVEL)
    if (param.path == TRAVEL and travel is not None) or (param.path in _OF_LEG and isinstance(travel, list)):
        yield Problem(name, _short(values), "twice")
        return
    read = param.by_book(book) if param.by_book else param.read
    items: list[Any] = []
    for value in values:
        try:
            items.append(read(value))
        except LinkValueError:
            yield Problem(name, value[:40], "value")
    if items:
        one = not param.many or (param.path == TRAVEL and len(items) == 1)
        found.put(param.path, items[0] if one else items)


def _short(values: Sequence[str]) -> str:
    return ", ".join(values)[:40]
