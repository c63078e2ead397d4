"""What comes from outside, made harmless before it is read or repeated: JSON text, values, lists of faults.

Python's own reader of JSON goes as deep as the text does, and what walks the data afterwards ends in a RecursionError
(or, with a small stack, ends the process). So the brackets are counted first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

#: How many faults are told of one placement or one folder of rules; nobody mends more at a time.
MOST_TOLD = 100
LONGEST_SHOWN = 60
#: A placement as the app saves it, with its assessment, is some eight levels deep.
DEEPEST = 60
#: Longer whole numbers become a Decimal: Python refuses to read more than some thousands of digits as an int.
_LONGEST_INTEGER = 40
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def read_json(text: str) -> Any:
    """Data of JSON text; numbers with a point are Decimals. Raises ValueError with the reason, in English.

    >>> read_json('{"amount": 12.50}')
    {'amount': Decimal('12.50')}
    >>> read_json("[" * 61)
    Traceback (most recent call last):
    ValueError: nested more than 60 levels deep, at line 1 column 61
    """
    _refuse_depth(text)
    return json.loads(text, parse_float=Decimal, parse_int=_whole, object_pairs_hook=_no_twice)


def _refuse_depth(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            depth += 1
            if depth > DEEPEST:
                before = text[: token.start()]
                line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
                raise ValueError(f"nested more than {DEEPEST} levels deep, at line {line} column {column}")
        elif sign in "]}":
            depth -= 1


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else Decimal(digits)


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{shown(key)} stands there twice")
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


def one_line(text: str, longest: int = 400) -> str:
    """Text from outside on one line, without signs that steer a terminal or turn the reading around.

    >>> one_line("red" + chr(27) + "[31m" + chr(10) + "next", 20)
    'red\ufffd[31m next'
    """
    line = " ".join(text[: 4 * longest].split())
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    return line if len(line) <= longest else f"{line[: longest - 3]}..."
