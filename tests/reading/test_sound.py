"""What fits together in a placement: told of one, looked at in a table, plainly and compiled, it is the same."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from compensation import RuleBook
from compensation.placement import Placement, PlacementError, model, read_placement
from compensation.placement.cases import check_keys, keys_of, records_of
from compensation.placement.wording import found_faults
from compensation.reading import compiled
from compensation.reading.records import Cases
from compensation.reading.sound import sound_cases
from compensation.reading.tables import cases_of
from tests.oracle.random_placements import random_placement
from tests.reading.readings import needs_numba
from tests.table_rows import broken

NUMBER = 600


@pytest.fixture(scope="module")
def mixed(book: RuleBook) -> tuple[list[Placement], Cases]:
    """Placements whose parts are right, sound together or not."""
    rng, found = Random(4), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "found_faults", lambda placement: [])
        while len(found) < NUMBER:
            try:
                placement = read_placement(broken(rng, random_placement(rng)))
            except PlacementError:
                continue
            if not check_keys(placement, book):
                found.append(placement)
    return found, cases_of([records_of(placement, keys_of(book)) for placement in found])


def test_a_table_and_one_placement_are_checked_by_the_same_functions(mixed: tuple[list[Placement], Cases]) -> None:
    placements, cases = mixed
    sound = sound_cases(cases)
    assert sound.tolist() == [not found_faults(placement) for placement in placements]
    assert NUMBER / 4 < sound.sum() < NUMBER * 3 / 4


@pytest.mark.slow
@needs_numba
def test_compiled_they_find_the_same(mixed: tuple[list[Placement], Cases]) -> None:
    assert np.array_equal(compiled.sound_rows(mixed[1]), sound_cases(mixed[1]))
