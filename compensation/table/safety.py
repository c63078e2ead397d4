"""Nothing that leaves can run.

A cell that begins with = + - @, a tab or a return is a formula to a spreadsheet (CSV injection, OWASP); such text
gets an apostrophe in front in every csv and xlsx that leaves. A number is no formula: -5 stays -5.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

_FORMULA = r"^[=+\-@\t\r]"
_NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)?$"


def neutral(array: pa.Array) -> pa.Array:
    """A text column in which no cell is a formula."""
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return array
    risky = pc.match_substring_regex(array, _FORMULA)
    if not pc.any(risky).as_py():
        return array
    risky = pc.and_not(risky, pc.match_substring_regex(array, _NUMBER))
    return pc.if_else(risky, pc.binary_join_element_wise(pa.scalar("'", array.type), array, ""), array)


def neutral_text(value: str) -> str:
    """One cell of text that is no formula.

    >>> neutral_text("=1+1"), neutral_text("ok"), neutral_text("-5")
    ("'=1+1", 'ok', '-5')
    """
    return f"'{value}" if re.match(_FORMULA, value) and not re.fullmatch(_NUMBER, value) else value
