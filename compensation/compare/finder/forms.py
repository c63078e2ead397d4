"""The forms of a word, Dutch and English, and what a slip of the pen can make of it.

Both are kept narrow on purpose: dans is no form of dan, and schoenmaker is no slip for schoonmaker.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA, Levenshtein

_DIMINUTIVES = ("etje", "tje", "pje", "je")
_DUTCH_PLURAL = re.compile("en$")
_DOUBLE_CONSONANT = re.compile(r"([^aeiou])\1$")
_OPEN_SYLLABLE = re.compile(r"(?<![aeiou])([aeou])([^aeiou])$")
_DOUBLED = re.compile(r"(.)\1+")
#: A letter that changes before an ending: huis, huizen; brief, brieven.
_CHANGES = {"z": "s", "v": "f"}
#: A stem of fewer letters is too soon another word, before an -s or an -e, and before other endings.
_LEAST_STEM, _LEAST = 4, 3

#: From so many letters on one slip is forgiven, or two.
_ONE_SLIP, _TWO_SLIPS = 6, 10
#: From so many letters on a letter that should stand there once or twice is forgiven.
_DOUBLING = 5
#: Two words that differ more in length are not compared.
_MOST_LETTERS = 2
#: Letters that sound alike in Dutch.
_SOUNDS = ("ck", "ks", "dt", "gh", "vf", "sz", "iy", "ij", "yj")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[frozenset[str]]:
    """Letters that lie beside each other on a keyboard, or sound alike."""
    beside = [row[i : i + 2] for row in _KEYS for i in range(len(row) - 1)]
    below = [f"{a}{b}" for upper, lower in pairwise(_KEYS) for a, b in zip(upper, lower, strict=False)]
    return frozenset(frozenset(pair) for pair in (*beside, *below, *_SOUNDS))


_ALIKE = _neighbours()


def stems(word: str) -> set[str]:
    """What a word may be a plural or an inflected form of.

    >>> sorted(stems("broden")), "huis" in stems("huizen"), "bakery" in stems("bakeries"), stems("dans")
    (['brod', 'brode', 'brood'], True, True, set())
    """
    found: set[str] = set()
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
        if word.endswith("es"):
            found |= {word[:-2], f"{word[:-3]}y"} if word.endswith("ies") else {word[:-2]}
    if word.endswith("e"):
        found.add(word[:-1])
    found = {stem for stem in found if len(stem) >= _LEAST_STEM}
    if _DUTCH_PLURAL.search(word) and len(word) - 2 >= _LEAST:
        stem = word[:-2]
        found |= {word[:-1]} | ({stem[:-1]} if _DOUBLE_CONSONANT.search(stem) else {stem, _closed(stem)})
    return found


def _closed(stem: str) -> str:
    """A stem as a word by itself: brod is brood, huiz is huis."""
    closed = _OPEN_SYLLABLE.sub(r"\1\1\2", stem)
    return closed[:-1] + _CHANGES.get(closed[-1], closed[-1])


def without_diminutive(word: str) -> set[str]:
    """What a word may be the diminutive of: winkel of winkeltje."""
    single = word.removesuffix("s")
    cut = {single.removesuffix(ending) for ending in _DIMINUTIVES if single.endswith(ending)}
    return {stem for stem in cut if len(stem) >= _LEAST}


@lru_cache(maxsize=8192)
def _once(word: str) -> str:
    """A word with every doubled letter once."""
    return _DOUBLED.sub(r"\1", word)


def slips(word: str, known: str) -> int | None:
    """How many slips of the pen make a word of a known one; None where it is too far, or too soon another word.

    A slip is a letter too many or too few, two letters swapped, or a letter beside it on the keyboard or that sounds
    alike. The first letter is right.

    >>> slips("hoveneir", "hovenier"), slips("programeur", "programmeur"), slips("schoenmaker", "schoonmaker")
    (1, 1, None)
    """
    if len(word) < _DOUBLING or word[0] != known[:1] or abs(len(word) - len(known)) > _MOST_LETTERS:
        return None
    if _once(word) == _once(known):
        return 1
    most = 0 if min(len(word), len(known)) < _ONE_SLIP else 1 if len(word) < _TWO_SLIPS else 2
    distance = int(OSA.distance(word, known, score_cutoff=most))
    return distance if 0 < distance <= most and _likely(word, known) else None


def _likely(word: str, known: str) -> bool:
    """Whether each letter that was changed is one that fingers or ears take for the other, or was swapped."""
    changed = [(op.src_pos, op.dest_pos) for op in Levenshtein.editops(word, known) if op.tag == "replace"]
    pairs = [(word[a], known[b]) for a, b in changed]
    swapped = {
        i for i in range(len(pairs) - 1) if pairs[i] == pairs[i + 1][::-1] and changed[i + 1][0] == changed[i][0] + 1
    }
    swapped |= {i + 1 for i in swapped}
    return all(i in swapped or frozenset(pair) in _ALIKE for i, pair in enumerate(pairs))
