"""The sentences: complete, in both languages, and true: a reader can redo the amount from the words alone."""

from __future__ import annotations

import ast
import operator
import random
import re
from fractions import Fraction

import pytest

from compensation import assess, load_rulebook, read_placement
from compensation.telling.explain import Explained, explain
from compensation.texts import LANGUAGES, catalogue
from tests.oracle import random_placement
from tests.placements import NUMBERS, name, placement
from tests.snapshot import check_snapshot
from tests.told_names import told_names

NUMBER = r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"


def told(number: int, lang: str) -> str:
    parts = explain(assess(read_placement(placement(number))), lang)
    lines = [f"## {number:02d} {name(number)}"]
    for part in parts:
        lines.append(f"- [{part.step.id}] {part.text}")
        lines += [f"    {ref.id} {ref.from_} .. {ref.to} {ref.force} {ref.checked}" for ref in part.sources]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.made
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_explanations_are_the_reviewed_ones(lang: str) -> None:
    check_snapshot(f"explanations_{lang}.txt", "\n\n".join(told(number, lang) for number in NUMBERS) + "\n")


@pytest.mark.slow
def test_every_step_of_many_placements_has_a_sentence_in_both_languages() -> None:
    rng, book = random.Random(20261122), load_rulebook()
    for _ in range(150):
        assessment = assess(read_placement(random_placement(rng)), book)
        for lang in LANGUAGES:
            for part in explain(assessment, lang, book):
                assert "{" not in part.text
                assert part.section in ("travel", "expenses", "allowance", "wage", "test", "cost", "totals")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_belongs_to_a_rule_and_every_rule_that_is_told_has_its_sentences(lang: str) -> None:
    sentences = {key.removeprefix("steps.") for key in catalogue(lang) if key.startswith("steps.")}
    names = told_names()
    assert sentences - set(names) == set()
    # An amount can be more things for more periods than anybody is paid for: a cost has no base hours.
    always = {name for name, rule in names.items() if "what" not in rule.function.__annotations__}
    assert always - sentences == set()
    assert len(always) > 50


# ---------------------------------------------------------------- redo the sums from the words

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def value(node: ast.AST) -> Fraction:
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](value(node.left), value(node.right))
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


def sum_of(sentence: str) -> tuple[Fraction, Fraction] | None:
    """The last sum of a Dutch sentence and the amount that it says: `400,00 x 32 uur / 40 uur = € 320,00`."""
    text = sentence.replace("\N{NO-BREAK SPACE}", " ")
    found = re.search(r"(?:^|[:.;] |, )([^:.;]*(?:[.,]\d[^:;]*)?) = € (" + NUMBER + r")(?: per uur)?\.$", text)
    if not found:
        return None
    words = re.sub(r"\((?!100%)[^)]*\)", "", found.group(1)).replace(" x ", " * ").replace(" min ", " - ")
    words = re.split(r"(?:^|\. |: |, )(?=[^,:]*$)", words)[-1] if ". " in words else words
    terms = re.sub(rf"({NUMBER})%", r"(\1 / 100)", words)
    terms = re.sub(NUMBER, lambda m: m.group().replace(".", "").replace(",", "."), terms)
    terms = re.sub(r"[^0-9.+\-*/() ]", "", terms)
    terms = re.sub(r"(?<![\d)]) *[-+] *$", "", terms.strip())
    try:
        result = value(ast.parse(terms.strip(), mode="eval").body)
    except (SyntaxError, AssertionError, KeyError):
        return None
    return result, Fraction(found.group(2).replace(".", "").replace(",", "."))


def half_up(amount: Fraction) -> Fraction:
    return Fraction((2 * amount * 100 + 1).__floor__() // 2, 100)


def redone(parts: list[Explained]) -> int:
    """How many sums were found and are right; a wrong one fails."""
    count = 0
    for part in parts:
        found = sum_of(part.text)
        if found:
            result, said = found
            assert half_up(result) == said, part.text
            count += 1
    return count


@pytest.mark.slow
def test_the_sums_in_the_sentences_come_out() -> None:
    rng, book = random.Random(5), load_rulebook()
    sums = sum(redone(explain(assess(read_placement(random_placement(rng)), book), "nl", book)) for _ in range(120))
    assert sums > 1500
