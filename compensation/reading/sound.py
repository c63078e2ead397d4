"""Which cases of a table fit together: the functions of placement.checks on every row, compiled where numba is."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from compensation.reading import compiled
from compensation.reading.copies import CHECKS, IS_SOUND, copies
from compensation.reading.records import Cases
from compensation.reading.tables import is_worth_compiling, single


def sound_cases(cases: Cases) -> npt.NDArray[np.bool_]:
    """Whether each case fits together."""
    if is_worth_compiling(len(cases.cases)):
        # A numba that is there and cannot be used is as none.
        with suppress(ImportError):
            return compiled.sound_rows(cases)
    is_sound = _plain()
    return np.array([is_sound(case, tables) for case, tables in single(cases)], bool)


@cache
def _plain() -> Any:
    return copies(lambda _, function: function, chapters=CHECKS)[IS_SOUND]
