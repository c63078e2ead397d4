"""Figures of a file with a norm that is tried, beside those without it: their difference is about who it is for."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from compensation.rulebook import RuleBook
from compensation.table.members import Members, members_of
from compensation.table.suppression import is_safe

#: The totals that stand in whatever is published.
_TOLD = ("totals.owed", "totals.gap", "totals.not_stated")


def may_stand_beside_without(members: Members, sectors: Collection[str], book: RuleBook) -> bool:
    """Whether figures of a file that was computed with norms for some sectors may be published beside those without.

    `book`: the rules without these norms. Each total differs for nobody, or for five placements or more.
    """
    here = np.isin(members.named("sector"), list(sectors))
    if not is_safe(here):
        return False
    before = members_of(members.frame()[here], book)
    return all(is_safe(members.cents(name)[here] != before.cents(name)) for name in _TOLD)
