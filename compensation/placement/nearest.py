"""The keys of a rule book that a word may have meant: all of a short list, of a long one the nearest few."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from compensation.outside import shown
from compensation.rulebook.words import spelled

#: What fits on a line of a terminal or a phone; nobody reads a list of thirty keys to find one.
MOST_WHOLE, NEAREST = 12, 5


def choices(value: str, known: Collection[str], names: Mapping[str, str]) -> str:
    """What may stand in place of a word, for a message; `names` are those under which people know the keys.

    >>> choices("horeka", ["horeca", "rijk"], {})
    'horeca, rijk'
    >>> choices("horeka", [f"scheme_{n}" for n in range(50)] + ["horeca"], {"horeca": "Cao Horeca"}).split(", ")[0]
    'horeca'
    """
    if len(known) <= MOST_WHOLE:
        return ", ".join(known)
    from rapidfuzz import fuzz  # for a mistake only: a sound placement does not wait for it

    wanted = spelled(shown(value))

    def alike(key: str) -> float:
        return max(fuzz.ratio(wanted, spelled(key)), fuzz.token_set_ratio(wanted, spelled(names.get(key, key))))

    return ", ".join([*sorted(known, key=alike, reverse=True)[:NEAREST], "..."])
