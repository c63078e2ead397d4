"""Every rule of the law shows an example with real numbers that would fail if the rule were empty."""

from __future__ import annotations

import ast
import doctest
import inspect
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from compensation.law.rule import Rule, never_told
from tests.told_names import rules_of_the_law

RULES = {rule.name: rule for rule in rules_of_the_law()}
#: Rules that are never told: they only keep the sums inside them from being told one by one.
WRAPPERS = {name for name, rule in RULES.items() if rule.told_as is never_told}


def examples(rule: Rule) -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(inspect.getdoc(rule.function) or "")


def failures(rule: Rule, put: Callable[..., Any]) -> int:
    """How many examples of a rule fail when `put` stands in its place."""
    space = {**vars(sys.modules[rule.function.__module__]), rule.name: put}
    test = doctest.DocTest(examples(rule), space, rule.name, None, None, None)
    return doctest.DocTestRunner(verbose=False).run(test, out=lambda text: None).failed


def body(rule: Rule) -> list[ast.stmt]:
    """The statements of a rule without its docstring."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule.function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return [node for node in tree.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]


def says_nothing_but_0(rule: Rule) -> bool:
    """A rule that is itself `return 0`: nothing is owed, or it is only said."""
    return [ast.unparse(node) for node in body(rule)] == ["return 0"]


def is_the_argument(rule: Rule) -> bool:
    """A rule that gives what was found as it is."""
    nodes = body(rule)
    return len(nodes) == 1 and isinstance(nodes[0], ast.Return) and isinstance(nodes[0].value, ast.Name)


def test_there_are_many_rules_and_names_are_not_used_twice() -> None:
    assert len(RULES) == len(rules_of_the_law()) > 60
    assert len(WRAPPERS) > 9


@pytest.mark.parametrize("name", sorted(set(RULES) - WRAPPERS))
def test_the_example_is_right_and_fails_without_the_rule(name: str) -> None:
    rule = RULES[name]
    assert examples(rule), f"{name} shows no example"
    assert any(f"{rule.name}(" in example.source for example in examples(rule))
    assert failures(rule, rule.function) == 0
    assert failures(rule, lambda *_, **__: None) > 0
    if not says_nothing_but_0(rule):
        assert failures(rule, lambda *_, **__: 0) > 0


@pytest.mark.parametrize("name", sorted(set(RULES) - WRAPPERS))
def test_the_example_is_not_met_by_any_one_argument(name: str) -> None:
    """A sum whose example comes to one of its own arguments would not show the sum."""
    rule = RULES[name]
    arguments = list(inspect.signature(rule.function).parameters)
    if says_nothing_but_0(rule) or is_the_argument(rule):
        return
    for place, argument in enumerate(arguments):

        def one(*values: Any, _place: int = place, _name: str = argument, **named: Any) -> Any:
            return named[_name] if _name in named else values[_place]

        assert failures(rule, one) > 0, argument
