"""Where the engine and the oracle differ: the placements as YAML, and the keys that differ.

python -m tests.differences 0 5000             seeds 0 to 4999, on the tests' own rules
python -m tests.differences 0 5000 --live      on the live rules
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

import yaml

from compensation import Assessment, assess, load_rulebook, read_placement
from tests.oracle import assess as oracle_assess
from tests.oracle import load_data, random_placement
from tests.oracle.data import LIVE_RULES, TEST_RULES
from tests.oracle.matching import mismatches

Data = dict[str, Any]
MOST_LINES, MOST_SHOWN, MOST_KEYS = 12, 8, 30
NOT_OF_THE_ORACLE = {"remarks", "steps", "receipt"}


def as_json(assessment: Assessment) -> Data:
    """The contract's JSON of an assessment, without the parts that the oracle does not make."""
    return assessment.model_dump(mode="json", by_alias=True, exclude=NOT_OF_THE_ORACLE)


def engine_of(rules: Path) -> Callable[[Data], Data]:
    """The engine by the rules of a folder, as a function of plain data."""
    book = load_rulebook(base=rules)
    return lambda placement: as_json(assess(read_placement(placement), book))


def differences(made: Iterable[Data], rules: Path) -> str:
    """Nothing where every key of every assessment is the same; else how often which keys differ.

    Each with the shortest placement that shows it. An engine that fails on a placement differs too.
    """
    engine, data, looked_at, differ = engine_of(rules), load_data(rules), 0, 0
    keys: Counter[str] = Counter()
    shortest: dict[str, str] = {}
    for placement in made:
        looked_at += 1
        lines = _lines(placement, oracle_assess(placement, data), engine)
        differ += bool(lines)
        told = yaml.safe_dump(placement, sort_keys=False, width=120, default_flow_style=None) + _first(lines)
        for key in {re.sub(r"\[\d+\]", "", line.split(": ")[0]) for line in lines}:
            keys[key] += 1
            shortest[key] = min(told, shortest.get(key, told), key=len)
    if not differ:
        return ""
    common = [key for key, _ in keys.most_common(MOST_KEYS)]
    often = "\n".join(f"{keys[key]:6}  {key}" for key in common)
    shown = list(dict.fromkeys(shortest[key] for key in common))[:MOST_SHOWN]
    return "\n\n".join([f"{differ} of {looked_at} placements differ; expected is the oracle's", often, *shown])


def _lines(placement: Data, expected: Data, engine: Callable[[Data], Data]) -> list[str]:
    try:
        return mismatches(expected, engine(placement), whole=True)
    except Exception as error:  # whatever goes wrong is told with its placement
        return [f"{type(error).__name__}: {error}"]


def _first(lines: list[str]) -> str:
    more = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "".join(f"# {line}\n" for line in [*lines[:MOST_LINES], *more])


def main(first: int, last: int, rules: Path) -> int:
    data = load_data(rules)
    found = differences((random_placement(Random(seed), data) for seed in range(first, last)), rules)
    print(found or f"{last - first} placements: no difference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), LIVE_RULES if "--live" in sys.argv else TEST_RULES))
