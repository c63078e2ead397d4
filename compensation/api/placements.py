"""`POST /api/v2/assess`: a placement in, its assessment out."""

from __future__ import annotations

from typing import Any

from compensation.api.problems import FaultyError, NoJsonError
from compensation.assessing import assess
from compensation.outside import JsonError, read_json
from compensation.placement import PlacementError, read_placement
from compensation.rulebook import RuleBook


def assessed(body: bytes, book: RuleBook) -> dict[str, Any]:
    """The assessment of a placement that is written as JSON. Raises ProblemError with every fault."""
    try:
        data = read_json(body)
    except JsonError as error:
        raise NoJsonError(error) from None
    try:
        return assess(read_placement(data), book).model_dump(mode="json", by_alias=True)
    except PlacementError as error:
        raise FaultyError(error) from None
