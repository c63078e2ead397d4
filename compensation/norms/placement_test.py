"""Is it really an internship? Five answers give meets, doubtful or cannot_tell, never a verdict in law.

Rule: the signs of the Nederlandse Arbeidsinspectie (https://www.nlarbeidsinspectie.nl/onderwerpen/stagevergoeding):
learning goals in writing, a named mentor with time, extra to the normal staff, other targets than staff, not yet
graduated. If the aim is not learning but working, the minimum wage applies.

>>> int(placement_test(np.array([[1, 1, 1, 0, 0]]))[0]) == GENUINE
True
>>> int(placement_test(np.array([[1, UNKNOWN, 1, 1, 0]]))[0]) == DOUBTFUL
True
"""

from __future__ import annotations

import numpy as np

from compensation.days import Column
from compensation.rulebook.series import UNKNOWN

GENUINE, DOUBTFUL, CANNOT_TELL = range(3)
#: The good answer to each of columns.TEST_QUESTIONS.
GOOD_ANSWERS = np.array([1, 1, 1, 0, 0], np.int64)


def placement_test(answers: Column) -> Column:
    """Result per placement of answers [placement, question]: 1 yes, 0 no, UNKNOWN not answered."""
    bad = ((answers != UNKNOWN) & (answers != GOOD_ANSWERS)).any(axis=1)
    good = (answers == GOOD_ANSWERS).all(axis=1)
    return np.where(bad, DOUBTFUL, np.where(good, GENUINE, CANNOT_TELL))
