"""What comes from outside, made harmless before it is read or repeated: JSON text, values, lists of faults.

Python's own reader of JSON goes as deep as the text does, and what walks the data afterwards ends in a RecursionError
(or, with a small stack, ends the process). So the brackets are counted first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from compensation.texts import FALLBACK, text

#: How many faults are told of one placement or one folder of rules; nobody mends more at a time.
MOST_TOLD = 100
LONGEST_SHOWN = 60
#: A placement as the app saves it, with its assessment, is some eight levels deep.
DEEPEST = 60
#: Longer whole numbers become a Decimal: Python refuses to read more than some thousands of digits as an int.
_LONGEST_INTEGER = 40
#: A text that is never closed is one token too, up to the end: else each quote in it would be looked at to the end.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_COLON = re.compile(r"\s*:")
#: A number with more digits of an exponent than Python's own numbers take.
_BEYOND = re.compile(r"(?<![\d.])[\d.]++[eE][+-]?\d{9,}")


class _TwiceError(Exception):
    """A name stands in an object twice."""


class JsonError(ValueError):
    """Text is no JSON that can be used; `code` and `values` are those of its sentence (`json_faults.<code>`)."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(text(f"json_faults.{code}", FALLBACK, **values))
        self.code, self.values = code, values

    def said(self, lang: str = FALLBACK) -> str:
        """What is wrong, where, and what to do."""
        return text(f"json_faults.{self.code}", lang, **self.values)


def read_json(content: str | bytes) -> Any:
    """Data of JSON text, or of its bytes in UTF-8; numbers with a point are Decimals. Raises JsonError.

    >>> read_json('{"amount": 12.50}')
    {'amount': Decimal('12.50')}
    >>> read_json("[" * 61)
    Traceback (most recent call last):
    compensation.outside.JsonError: nested more than 60 levels deep, at line 1 column 61
    """
    written = _decoded(content) if isinstance(content, bytes) else content
    _refuse_depth(written)
    try:
        return json.loads(written, parse_float=Decimal, parse_int=_whole, object_pairs_hook=_no_twice)
    except json.JSONDecodeError as error:
        raise JsonError("form", line=str(error.lineno), column=str(error.colno)) from None
    except _TwiceError as twice:
        raise JsonError("twice", key=shown(twice.args[0]), **_place(written, _second(written))) from None
    except InvalidOperation:  # an exponent beyond all numbers
        beyond = _BEYOND.search(written)
        raise JsonError("number", **_place(written, beyond.start() if beyond else 0)) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JsonError("not_utf8", line=str(content.count(b"\n", 0, error.start) + 1)) from None


def _refuse_depth(written: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(written):
        sign = token[0]
        if sign in "[{":
            depth += 1
            if depth > DEEPEST:
                raise JsonError("deep", most=DEEPEST, **_place(written, token.start()))
        elif sign in "]}":
            depth -= 1


def _place(written: str, at: int) -> dict[str, str]:
    return {"line": str(written.count("\n", 0, at) + 1), "column": str(at - written.rfind("\n", 0, at))}


def _second(written: str) -> int:
    """Where a name stands for the second time in its object, in JSON whose form is right so far."""
    names: list[set[str]] = []
    for token in _TOKEN.finditer(written):
        sign = token[0]
        if sign in "[{":
            names.append(set())
        elif sign in "]}":
            names.pop()
        elif _COLON.match(written, token.end()):
            name = json.loads(sign)
            if name in names[-1]:
                return token.start()
            names[-1].add(name)
    return 0


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else Decimal(digits)


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def shown(value: Any) -> str:
    """A value from outside as one short line; of a list or of fields only that it is one.

    >>> shown("two   words "), shown(12.5), shown([1, 2])
    ('two words', '12.5', '[...]')
    """
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[...]"
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST_SHOWN:
        return "-..." if value < 0 else "..."  # Python writes no numbers of thousands of digits
    if not (value is None or isinstance(value, (str, bool, int, float, Decimal, date))):
        return type(value).__name__
    return one_line(str(value), LONGEST_SHOWN)


def path_of(parts: Iterable[Any]) -> str:
    """The path of a field, `costs.0.amount`; a name without a sign that can be seen is `""`.

    >>> path_of(["costs", 0, ""])
    'costs.0.""'
    """
    return ".".join(shown(part) or '""' for part in parts)


def one_line(said: str, longest: int = 400) -> str:
    """Text from outside on one line, without signs that steer a terminal or turn the reading around.

    >>> one_line("red" + chr(27) + "[31m" + chr(10) + "next", 20)
    'red\ufffd[31m next'
    """
    line = " ".join(said[: 4 * longest].split())
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    return line if len(line) <= longest else f"{line[: longest - 3]}..."
