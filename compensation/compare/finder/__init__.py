"""The cao finder: from what somebody makes or sells to the branch, and from the branch to what probably applies.

A trade is found by its words in sector_data/words.yaml. A slip of the pen is forgiven; what could be another trade is
not guessed: then nothing is found, which is an answer too.

>>> from compensation.rulebook import load_rulebook
>>> [(match.sector, match.sure.value) for match in find("café", load_rulebook(), "nl")]
[('horeca', 'exact')]
>>> find("weet ik niet", load_rulebook(), "nl")
[]
"""

from compensation.compare.finder.probable import Probable, Said, probable, told
from compensation.compare.finder.search import Match, Sure, find

__all__ = ["Match", "Probable", "Said", "Sure", "find", "probable", "told"]
