"""Is it really an internship? Five answers give meets, doubtful or cannot_tell, never a verdict in law.

The signs of the Nederlandse Arbeidsinspectie (https://www.nlarbeidsinspectie.nl/onderwerpen/stagevergoeding): learning
goals in writing, a named mentor with time, extra to the normal staff, other targets than staff, not yet graduated. If
the aim is not learning but working, the minimum wage applies.
"""

from __future__ import annotations

from typing import Annotated

from compensation.choices import Answer, Choice, Status
from compensation.law.rule import PLACEMENT, chapter
from compensation.placement.case import Case
from compensation.units import WHOLE, Cents, Number, PerHundredThousand, half_up

rule = chapter("test")
#: Questions, one bit each.
Questions = Annotated[int, "questions"]


class Question(Choice):
    """The signs that are asked about; three should be yes, two no."""

    LEARNING_GOALS = 0
    MENTOR_WITH_TIME = 1
    EXTRA_TO_STAFF = 2
    SAME_TARGETS_AS_STAFF = 3
    ALREADY_GRADUATED = 4


def bad_answers(case: Case) -> Questions:
    """The questions whose answer casts doubt, a bit each."""
    bad = 0
    if case.learning_goals == Answer.NO:
        bad |= 1 << Question.LEARNING_GOALS
    if case.mentor_with_time == Answer.NO:
        bad |= 1 << Question.MENTOR_WITH_TIME
    if case.extra_to_staff == Answer.NO:
        bad |= 1 << Question.EXTRA_TO_STAFF
    if case.same_targets_as_staff == Answer.YES:
        bad |= 1 << Question.SAME_TARGETS_AS_STAFF
    if case.already_graduated == Answer.YES:
        bad |= 1 << Question.ALREADY_GRADUATED
    return bad


def all_answered(case: Case) -> bool:
    """Whether every sign was asked and answered."""
    return (
        case.learning_goals != Answer.NOT_SAID
        and case.mentor_with_time != Answer.NOT_SAID
        and case.extra_to_staff != Answer.NOT_SAID
        and case.same_targets_as_staff != Answer.NOT_SAID
        and case.already_graduated != Answer.NOT_SAID
    )


def genuine(case: Case) -> Status:
    """Five good answers meet; a bad one is doubtful; else nobody can tell."""
    if bad_answers(case):
        return Status.DOUBTFUL
    return Status.MEETS if all_answered(case) else Status.CANNOT_TELL


@rule(speaks_of=PLACEMENT)
def placement_doubtful(answers: Questions) -> int:
    """The answers that cast doubt on the placement.

    >>> placement_doubtful(answers=1 << Question.EXTRA_TO_STAFF)
    4
    """
    return answers


@rule("adult_hourly_minimum", "youth_scale_regular", speaks_of=PLACEMENT, beside=("from", "age"))
def doubtful_wage(adult: Cents, percent: PerHundredThousand) -> Cents:
    """If it is work, the minimum wage of that age holds (Besluit minimumjeugdloonregeling art. 2 lid 2).

    >>> doubtful_wage(adult=14_71, percent=50_000)
    736
    """
    return half_up(adult * percent, WHOLE)


@rule("adult_hourly_minimum", speaks_of=PLACEMENT, beside=("from",))
def doubtful_wage_adult(adult: Cents, age: Number) -> Cents:
    """If it is work and the age is not known: the minimum wage from the oldest age of the youth scale.

    >>> doubtful_wage_adult(adult=14_71, age=21)
    1471
    """
    return adult
