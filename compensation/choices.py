"""The choices of the contract as numbers: what a placement, a rule or a result can say, one enum for each.

The law compares them by name (`case.route == Route.BBL`); a file, a form and a result write their words. The word of
a member is its name in small letters (`word`), the member of a word is `Route["bbl".upper()]` (`member`).

>>> Route.BBL.word, member(Route, "bbl") is Route.BBL
('bbl', True)
>>> words_of(StudentProduct)
('none', 'week', 'weekend')
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import TypeVar


class Choice(IntEnum):
    """A closed list of words; members count from 0 in the order in which they stand."""

    @property
    def word(self) -> str:
        """How files and results write it."""
        return self.name.lower()


Some = TypeVar("Some", bound=Choice)


@cache
def words_of(choices: type[Some]) -> tuple[str, ...]:
    """The words of a list of choices, in its order."""
    return tuple(choice.word for choice in choices)


def member(choices: type[Some], word: str) -> Some:
    """The choice that a word stands for. Raises KeyError when it is none of them."""
    return choices[word.upper()]


class Route(Choice):
    """How somebody studies (opleidingsroute)."""

    BOL = 0
    BBL = 1
    HBO = 2
    WO = 3
    DUAL = 4


class Level(Choice):
    """Level of the education; dual is hbo."""

    MBO = 0
    HBO = 1
    WO = 2


class Kind(Choice):
    """A placement (stage), or an observation (snuffelstage, meeloopstage)."""

    PLACEMENT = 0
    OBSERVATION = 1


class CaoStatus(Choice):
    """Whether a cao applies to the company."""

    NONE = 0
    APPLIES = 1
    UNKNOWN = 2


class TravelMode(Choice):
    """How somebody travels to the placement."""

    NONE = 0
    PUBLIC_TRANSPORT = 1
    OWN_VEHICLE = 2
    SEASON_TICKET = 3


class TicketPeriod(Choice):
    """For how long a season ticket is bought."""

    WEEK = 0
    MONTH = 1
    YEAR = 2


class Trips(Choice):
    """Which trips of a day somebody makes."""

    BOTH = 0
    OUTBOUND = 1
    RETURN = 2


class PublicHolidays(Choice):
    """Whether a student works on public holidays."""

    FREE = 0
    WORKED = 1


class Carrier(Choice):
    """Who carries in public transport; bus stands for bus, tram and metro."""

    TRAIN = 0
    BUS = 1


class StudentProduct(Choice):
    """The student travel product (studentenreisproduct)."""

    NONE = 0
    WEEK = 1
    WEEKEND = 2


class Period(Choice):
    """For how long an amount is paid."""

    MONTH = 0
    WEEK = 1
    DAY = 2
    HOUR = 3
    ONCE = 4


class WagePeriod(Choice):
    """For how long a wage is paid."""

    HOUR = 0
    WEEK = 1
    FOUR_WEEKS = 2
    MONTH = 3


class RequiredBy(Choice):
    """Who asks for a cost."""

    EMPLOYER = 0
    LAW = 1
    SCHOOL = 2
    OWN_CHOICE = 3


class Force(Choice):
    """The ground of an amount (docs/contract/assessment.md#grounds)."""

    LAW = 0
    CAO = 1
    EMPLOYER = 2
    PACT = 3
    ADVICE = 4
    OWN = 5


class Norm(Choice):
    """Which norm policy is asked for: the sector's median, a named policy, or one's own amount."""

    SECTOR = 0
    POLICY = 1
    OWN = 2


class Basis(Choice):
    """Where the allowance norm comes from: a policy, or the cao."""

    SECTOR = 0
    POLICY = 1
    OWN = 2
    CAO = 3
    CAO_AMOUNT = 4


class TravelTerms(Choice):
    """What a scheme says of travel beside its amount."""

    UNKNOWN = 0
    ON_TOP = 1
    WHEN_NO_STUDENT_TRAVEL = 2
    INCLUDED = 3


class Scale(Choice):
    """The youth scale of the minimum wage."""

    REGULAR = 0
    BBL = 1


class Answer(Choice):
    """A yes or no, or nothing said."""

    NO = 0
    YES = 1
    NOT_SAID = 2


class Status(Choice):
    """What a finding says."""

    MEETS = 0
    BELOW = 1
    DOUBTFUL = 2
    CANNOT_TELL = 3
    NOT_COVERED = 4
    NOT_APPLICABLE = 5


class Coverage(Choice):
    """For how much of a placement the minimum wage is known."""

    ALL = 0
    PART = 1
    NONE = 2
