"""Copies of the functions of the law that see each other: so a reading can put something else in a function's place.

A copy has the code of the original and a name space of its own, in which every function of the law is the copy of that
function. Nothing of the law itself is changed. Enums stand in a copy as tuples of whole numbers: comparing those is
quicker, and the compiler knows them.
"""

from __future__ import annotations

import types
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from compensation import calendar, choices, units
from compensation.law import chapters as law_chapters
from compensation.law import result
from compensation.law.chapters import CHAPTERS, FOR_ONE
from compensation.placement import case, checks
from compensation.rulebook import frozen_records, models, scheme

#: The modules whose functions are copied.
COPIED = (units, calendar, *(chapter for chapter in CHAPTERS if chapter not in FOR_ONE))
#: The modules of the checks of a placement, which are written as the law is.
CHECKS = (units, calendar, checks)
IS_SOUND = "compensation.placement.checks.is_sound"


def functions_of_the_law(chapters: Sequence[types.ModuleType] = COPIED) -> dict[str, Callable[..., Any]]:
    """Every function of the law by its full name, in the order in which they stand."""
    return {
        f"{module.__name__}.{name}": value
        for module in chapters
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__
    }


def sources() -> Iterator[bytes]:
    """The source of everything that the law is made of, records, choices and the order of lines and levels included."""
    for module in (*COPIED, *CHECKS, law_chapters, case, choices, result, frozen_records, models, scheme):
        yield Path(str(module.__file__)).read_bytes()
    yield Path(__file__).read_bytes()


@cache
def as_numbers(choices: type[IntEnum]) -> Any:
    """An enum as a tuple of named whole numbers."""
    make: Callable[..., Any] = namedtuple
    return make(choices.__name__, [choice.name for choice in choices])(*(int(choice) for choice in choices))


def copies(
    put: Callable[[str, Callable[..., Any]], Any],
    also: Mapping[str, Any] | None = None,
    chapters: Sequence[types.ModuleType] = COPIED,
) -> dict[str, Any]:
    """Copies of all functions of the law by their full names; `put(name, copy)` is what stands in a copy's place.

    `also` replaces other names wherever the law uses them (as `assert_never`).
    """
    originals = functions_of_the_law(chapters)
    spaces: dict[str, dict[str, Any]] = {module.__name__: dict(vars(module)) for module in chapters}
    made: dict[Any, Any] = {}
    named: dict[str, Any] = {}
    for full_name, original in originals.items():
        space = spaces[original.__module__]
        copied = types.FunctionType(original.__code__, space, original.__name__, original.__defaults__)
        copied.__dict__.update(original.__dict__)
        named[full_name] = made[original] = put(full_name, copied)
    for space in spaces.values():
        for name, value in space.items():
            if isinstance(value, types.FunctionType) and value in made:
                space[name] = made[value]
            elif isinstance(value, type) and issubclass(value, IntEnum) and len(value):
                space[name] = as_numbers(value)
        space.update({name: value for name, value in (also or {}).items() if name in space})
    return named
