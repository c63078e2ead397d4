"""Every name under which a use of a rule can be told, found by asking the rule with every answer to what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compensation.law.rule import Rule
from compensation.reading.copies import functions_of_the_law
from compensation.reading.told import PAID_IN

#: Stands in a name for the word of what an amount is.
_WORD = "*"


class _Asked:
    """A use of which everything can be asked; each question is answered with yes and, another time, with no."""

    def __init__(self, answers: list[bool]) -> None:
        self.answers, self.given = answers, 0

    def __getattr__(self, name: str) -> _Value:
        return _Value(self)

    def answer(self) -> bool:
        if self.given == len(self.answers):
            self.answers.append(True)
        self.given += 1
        return self.answers[self.given - 1]


class _Value:
    """Whatever a quantity may be."""

    def __init__(self, asked: _Asked) -> None:
        self.asked = asked

    def _another(self, *_: Any) -> _Value:
        return self

    def _yes_or_no(self, *_: Any) -> bool:
        return self.asked.answer()

    __add__ = __sub__ = __mod__ = _another
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __bool__ = _yes_or_no
    __hash__ = object.__hash__

    def __format__(self, _: str) -> str:
        return _WORD


def _names(rule: Rule) -> Iterator[str]:
    """What `told_as` says, over all answers: the last yes becomes a no, until none is left."""
    if rule.told_as is None:
        yield rule.name
        return
    answers: list[bool] = []
    while True:
        told = rule.told_as(_Asked(answers))
        if told is not None:
            yield told
        while answers and not answers[-1]:
            answers.pop()
        if not answers:
            return
        answers[-1] = False


def rules_of_the_law() -> list[Rule]:
    """Every rule, in the order of the law."""
    return [function.__dict__["rule"] for function in functions_of_the_law().values() if "rule" in function.__dict__]


def told_names() -> dict[str, Rule]:
    """Step id -> its rule. Amounts a period are there for everything that an amount can be."""
    found: dict[str, Rule] = {}
    for rule in rules_of_the_law():
        for name in _names(rule):
            if "what" not in rule.function.__annotations__:
                found[f"{rule.chapter}.{name}"] = rule
                continue
            for what, (chapter, _) in PAID_IN.items():
                found[f"{chapter}.{name.replace(_WORD, what.word)}"] = rule
    return found
