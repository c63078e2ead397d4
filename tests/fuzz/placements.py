"""Hostile placements by seed: data that a program could hand over, and bytes of files that somebody could upload.

`escape(seed, book)` says what went wrong with one, None when it ended as it should: in an assessment that can be
written, or in faults, each with the path of its field, in every language, on lines of a decent length.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import yaml

from compensation import PlacementError, RuleBook, assess, read_placement
from compensation.cli.files import InputError, parsed
from compensation.texts import LANGUAGES
from tests.drawn import drawn

#: No line that is told is longer, whatever stood in the file.
LONGEST_LINE = 700
#: Far above what any field takes; a list put many times in itself would fill the memory before it is handed over.
_LONGEST_LIST = 20_000
_NO_NUMBERS = ("NaN", "nan", "Infinity", "inf")
TEXTS = (
    "", " ", "\0", "\x1b]0;title\x07\x1b[31m", "\ud800", "\udcff.yaml", "\u202eolleh", "\u2028\u2029\x85", "\ufeff",
    "é" * 500, "x" * 100_000, "9" * 5000, "-" + "9" * 5000, "1e400", "1e-400", "nan", "-inf", "0x10", "1_000", "١٢٣",
    "2026-02-30", "2026-02-02T00:00", "0001-01-01", "9999-12-31", "31-12-2026", "=1+1", "${x}", "{0.__class__}", "%s%n",
    "{route}", "<script>", "[a](https://evil.example)", "own_vehicle", "bbl", "applies", "null", "true", "🧁" * 200,
    "a\nb\tc", "]" * 200, "'" * 99, '"', "\\", "rules.0.x", ".", "..", "placement",
)  # fmt: skip
NUMBERS = (
    0, -0.0, -1, 1, 24, 60, 61, 999_999.99, 1_000_000, 2**31, 2**63, -(2**63) - 1, 10**4299, 10**4300, 10**5000,
    -(10**5000), 1e308, 5e-324, math.nan, math.inf, -math.inf, 0.1 + 0.2, Decimal("NaN"), Decimal("sNaN"),
    Decimal("-Infinity"), Decimal("1e999999"), Decimal("-1e-999999"), Decimal("0.001"), Decimal("1e5"), True, False, 1j,
)  # fmt: skip
KEYS = ("", " ", "0", "__class__", "from_", "from", "x" * 10_000, "\x1b[2J", "\ud800", "a.b", "route", "id", "é")
ODD_KEYS = (None, 1, 10**5000, 1.5, math.nan, (1, 2), b"route", date(2026, 1, 1), frozenset((1,)), True)


def value(rng: Random, depth: int = 0) -> Any:
    """Anything at all."""
    kind = rng.randrange(9 if depth < 4 else 6)
    if kind < 2:
        return rng.choice(TEXTS)
    if kind < 4:
        return rng.choice(NUMBERS)
    if kind == 4:
        return rng.choice((None, b"bol", bytearray(b"1"), object(), date(2026, 2, 2), date.max, datetime(2026, 2, 2)))
    if kind == 5:
        odd = rng.choice((time(1), timedelta(1), range(3), {1, 2}, frozenset("ab"), print, int, "deep", "looped"))
        return deep(rng) if odd == "deep" else looped() if odd == "looped" else odd
    if kind < 8:
        return [value(rng, depth + 1) for _ in range(rng.choice((0, 1, 2, 5)))] * rng.choice((1, 1, 1, 200))
    return {key(rng): value(rng, depth + 1) for _ in range(rng.choice((0, 1, 3, 80)))}


def key(rng: Random) -> Any:
    """The name of a field, or nearly."""
    return rng.choice(KEYS if rng.random() < 0.6 else ODD_KEYS)


def deep(rng: Random) -> Any:
    """Lists and fields in each other."""
    made: Any = rng.choice((1, "x", {}))
    turns = rng.randrange(1, 7)
    for level in range(rng.choice((50, 400, 3000))):
        made = {"travel": made} if level % turns else [made]
    return made


def looped() -> Any:
    """A list and fields that hold themselves."""
    made: dict[str, Any] = {}
    made["travel"], made["costs"] = made, [made]
    return made


def placement(seed: int) -> Any:
    """A sound placement with a few places spoilt, seldom something else altogether."""
    rng = Random(seed)
    if rng.random() < 0.03:
        return value(rng)
    made: Any = deepcopy(drawn(rng.randrange(400)))
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        made = spoilt(made, rng)
    return made


def spoilt(made: Any, rng: Random) -> Any:
    """With one place put out of order."""
    if isinstance(made, dict) and made and rng.random() < 0.9:
        field = rng.choice(list(made))
        how = rng.randrange(7)
        if how == 0:
            made[field] = value(rng)
        elif how == 1:
            made[key(rng)] = value(rng)
        elif how == 2:
            del made[field]
        elif how == 3:
            made[field] = [made[field]] * rng.choice((1, 2, 101, 5000))
        else:
            made[field] = spoilt(made[field], rng)
        return made
    if isinstance(made, list) and made and rng.random() < 0.9:
        place = rng.randrange(len(made))
        made[place] = spoilt(made[place], rng)
        times = rng.choice((1, 1, 1, 2, 60))
        return made * times if len(made) * times <= _LONGEST_LIST else made
    return value(rng)


def file(seed: int) -> tuple[str, bytes]:
    """The name and the bytes of a file with a placement: JSON or YAML, sound or spoilt, then damaged."""
    rng = Random(seed)
    form = rng.choice(("json", "yaml"))
    data = drawn(rng.randrange(400))
    if form == "json":
        content = json.dumps({"passend": 2, "placement": data} if rng.random() < 0.3 else data, default=str).encode()
    else:
        content = yaml.safe_dump(json.loads(json.dumps(data, default=str)), sort_keys=False).encode()
    for _ in range(rng.choice((1, 1, 2, 4))):
        content = damaged(content, rng)
    return f"placement.{form}", content


_BITS = (
    b"[" * 70, b"{" * 3000, b"[" * 60_000, b'{"a":' * 100, b"- " * 500, b"? " * 99, b"&a *a", b"!!python/none x", b"\0",
    b"\xff", b"\xed\xa0\x80", b'"\\ud800"', b'"\\u001b[31m"', b"NaN", b"-Infinity", b"1e999999999999999999999999",
    b"9" * 5000, b"-" + b"9" * 5000, b"0." + b"0" * 5000 + b"1", b"\r", b"\r\n", b"\t", b": ", b"# ", b"'", b'"',
    b"---", b"...\n", b"%YAML 9\n", b"<<: ", b"|\n", b">-\n", b"\xe2\x80\xa8", b"\xc2\x85", b"\xef\xbb\xbf",
    b"a: 1\n" * 300, b'"route": "bol", ' * 3, b"null", b"~", b"\\", b"x" * 70_000, b"0x1F", b"1_000", b",," * 40,
    b"]" * 99, b"}" * 99,
)  # fmt: skip


def damaged(content: bytes, rng: Random) -> bytes:
    """With something put in, taken out, cut off, doubled or turned."""
    place, after = sorted((rng.randrange(len(content) + 1), rng.randrange(len(content) + 1)))
    how = rng.randrange(7)
    if how < 3:
        return content[:place] + rng.choice(_BITS) + content[place:]
    if how == 3:
        return content[:place] + content[after:]
    if how == 4:
        return content[:after]
    if how == 5:
        return content[:after] + content[place:]
    turned = bytearray(content or b"x")
    for _ in range(rng.choice((1, 3, 20))):
        turned[rng.randrange(len(turned))] = rng.randrange(256)
    return bytes(turned)


def escape(data: Any, book: RuleBook) -> str | None:
    """What goes wrong with data of a placement; None when nothing does."""
    return _tried(lambda: _assessed(data, book))


def escape_of_file(name: str, content: bytes, book: RuleBook) -> str | None:
    """What goes wrong with a file of a placement; None when nothing does."""

    def tried() -> str | None:
        for lang in LANGUAGES:
            try:
                data = parsed(content, name, lang)
            except InputError as error:
                wrong = [line for line in error.lines if not _decent(line)]
                if wrong or not error.lines:
                    return f"lines: {[line[:200] for line in wrong]!a}"
                continue
            if isinstance(data, dict):
                return _assessed(data.get("placement", data), book)
        return None

    return _tried(tried)


def _tried(attempt: Callable[[], str | None]) -> str | None:
    try:
        return attempt()
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]!a}"


def _assessed(data: Any, book: RuleBook) -> str | None:
    try:
        read = read_placement(data)
        result = assess(read, book)
    except PlacementError as error:
        if not error.faults:
            return "no fault is told"
        for fault in error.faults:
            if not fault.path.strip():
                return f"no path: {fault!a}"
        wrong = [line for lang in LANGUAGES for line in error.lines(lang) if not _decent(line)]
        return f"lines: {[line[:200] for line in wrong]!a}" if wrong else None
    written = result.model_dump_json(by_alias=True)
    told = json.loads(written)
    if none := [path for path, value in _values(told) if str(value).lstrip("-s") in _NO_NUMBERS and path != "id"]:
        return f"no number in the assessment: {none}"
    if below := [name for name, cents in _amounts(told) if cents.startswith("-")]:
        return f"below zero: {below}"
    again = read.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if read_placement(json.loads(json.dumps(again))) != read:
        return "written and read, it is another placement"
    return None


def _values(told: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a result that is no list and no fields, with its path."""
    if isinstance(told, dict | list):
        for name, part in told.items() if isinstance(told, dict) else enumerate(told):
            yield from _values(part, f"{path}.{name}" if path else str(name))
    else:
        yield path, told


def _amounts(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, str(amount)) for name, amount in result["totals"].items() if isinstance(amount, (int, float, str))]


def _decent(line: str) -> bool:
    """A line that a terminal may show: of a bearable length, without control signs, and UTF-8."""
    return len(line) <= LONGEST_LINE and line.isprintable() and bool(line.strip())
