"""docs/law.md: the law as this program counts it, made from its code and figures, for who reads no code.

Every rule in the order of the law: what it says and where that stands, its formula, its figures with their dates and
sources, and a worked example. `make made` writes it, a test keeps it current.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import textwrap
import types
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, get_type_hints

from compensation.law.chapters import CHAPTERS
from compensation.law.ledger import Window
from compensation.law.rule import THRESHOLD, never_told, rule_of
from compensation.reading.quantities import quantity, units_of
from compensation.reading.step import Quantity
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.models import Version
from compensation.texts import FALLBACK
from compensation.units import MONTH_PARTS, Weight

#: What the units of quantities are called here.
UNITS = {
    "eur": "euros",
    "eur_per_km": "euros per kilometre",
    "percent": "percent",
    "hours": "hours",
    "km": "kilometres",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "trips": "trips",
    "number": "number",
    "date": "date",
    "share": "part of a whole",
    "key": "one of a list",
    "list": "list",
    "text": "text",
}
_INTRO = """# The law, article by article

Made from `compensation/law/`, `rules/` and `sector_data/` by `make made`. This page says what the program counts with,
and in which order; it is no legal advice. Each rule is told with its ground, its formula, the figures that it rests on
with the days on which they hold, and a worked example that the tests redo. An amount is rounded where a rule says so,
half a cent up, and nowhere else. What is not known is said to be unknown; it is never 0 and never the nearest figure.
The amounts of caos and schemes stand in `sector_data/schemes/`, one file each; the page *Sectoren* of the app compares
them.
"""


def law_page(book: RuleBook | None = None) -> str:
    """docs/law.md."""
    book = book or load_rulebook()
    parts = [_INTRO, *(_chapter(number, module, book) for number, module in enumerate(CHAPTERS, start=1))]
    return "\n".join(parts)


def _chapter(number: int, module: types.ModuleType, book: RuleBook) -> str:
    first, _, rest = _prose(inspect.getdoc(module) or "").partition("\n\n")
    lines = [f"## {number}. {first.rstrip('.').replace(chr(10), ' ')}", ""]
    if rest:
        lines += [rest, ""]
    for function in told_functions(module):
        lines += [*_rule(function, book), ""]
    return "\n".join(lines)


def told_functions(module: types.ModuleType) -> Iterator[Callable[..., Any]]:
    """The functions of a chapter that stand on the page: its rules, and whatever else shows an example."""
    for value in vars(module).values():
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__:
            is_rule = "rule" in value.__dict__
            if value.__name__.startswith("_") or (is_rule and rule_of(value).told_as is never_told):
                continue
            if is_rule or ">>>" in (value.__doc__ or ""):
                yield value


def _rule(function: Callable[..., Any], book: RuleBook) -> Iterator[str]:
    yield f"### {function.__name__.replace('_', ' ').capitalize()}"
    yield ""
    yield _prose(inspect.getdoc(function) or "")
    yield ""
    if formula := _formula(function):
        yield f"**Formula:** {formula}"
        yield ""
    if "rule" in function.__dict__:
        yield from _figures(function, book)
    for example in _examples(function):
        yield f"**Example:** {example}"
        yield ""


def _prose(docstring: str) -> str:
    """A docstring without its examples."""
    kept = [part for part in docstring.strip().split("\n\n") if not part.lstrip().startswith(">>>")]
    return "\n\n".join(kept)


def _formula(function: Callable[..., Any]) -> str:
    """What a function of one statement gives, in the quantities as they are told: euros, hours, percentages."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    body = [node for node in tree.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or not isinstance(body[0].value, (ast.BinOp, ast.Call)):
        return ""
    return _natural(body[0].value)


#: Numbers that only carry a unit (tenths of a kilometre, per 100,000): the quantities as they are told need none.
_ONLY_UNITS = {"KM", "HOUR", "RATE_PARTS"}
_NAMED = {"WHOLE": "100%", "MONTHS_A_YEAR": "12", "WEEKS_IN_FOUR": "4", "WEEK_DAYS": "7"}
_SIGNS = {ast.Add: " + ", ast.Sub: " - ", ast.Mult: " × ", ast.FloorDiv: " / "}


def _natural(node: ast.expr) -> str:
    """A sum as people write it."""
    if isinstance(node, ast.Name):
        return _NAMED.get(node.id, node.id.replace("_", " "))
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id.replace("_", " ")
    if isinstance(node, ast.BinOp):
        return _SIGNS[type(node.op)].join(_bracketed(part, node.op) for part in (node.left, node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        parts = [_natural(argument) for argument in node.args]
        if node.func.id == "half_up":
            over = _divisor(node.args[1])
            return f"{_bracketed(node.args[0], ast.Mult())}{f' / {over}' if over else ''}, rounded half-up"
        if node.func.id in ("max", "min"):
            return f"the {'higher' if node.func.id == 'max' else 'lower'} of {' and '.join(parts)}"
        return f"*{_natural(node.func)}* ({', '.join(parts)})"
    return f"`{ast.unparse(node)}`"


def _bracketed(node: ast.expr, inside: ast.operator) -> str:
    """A part of a sum, in brackets where it needs them."""
    sums = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))
    return f"({_natural(node)})" if sums and not isinstance(inside, (ast.Add, ast.Sub)) else _natural(node)


def _carries_a_unit(node: ast.expr) -> bool:
    """Whether dividing by this only turns a number into its unit, or a share into a part of a whole."""
    if isinstance(node, ast.Name):
        return node.id in _ONLY_UNITS | {"WHOLE"}
    return isinstance(node, ast.Attribute) and node.attr == "whole"


def _divisor(node: ast.expr) -> str:
    """What is divided by, without the numbers that only carry a unit."""
    factors: list[ast.expr] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult):
            waiting += [part.right, part.left]
        else:
            factors.append(part)
    kept = [part for part in factors if not _carries_a_unit(part)]
    told = " × ".join(_natural(part) for part in kept)
    return f"({told})" if len(kept) > 1 else told


# ---------------------------------------------------------------- figures


def _figures(function: Callable[..., Any], book: RuleBook) -> Iterator[str]:
    ids = [found for name in rule_of(function).rests_on for found in _rule_ids(name, book)]
    for rule_id in ids:
        rule = book.rules[rule_id]
        yield f"**Figures: {rule.name[FALLBACK]}** (`{rule_id}`, {rule.unit}, ground: {rule.force})"
        yield ""
        yield "| from | to | value | source |"
        yield "|---|---|---|---|"
        for version in rule.versions:
            until = "open" if version.to is None else version.to.isoformat()
            source = f"[{version.source.title.replace('|', '/')}]({version.source.url})"
            yield f"| {version.from_.isoformat()} | {until} | {_value(version)} | {source} |"
        yield ""
    for key in _threshold_keys(function):
        threshold = book.thresholds[key]
        title, url = threshold.source.title, threshold.source.url
        yield (
            f"**Threshold: {threshold.name[FALLBACK]}** (`{key}`, ground: {threshold.force}): "
            f"{threshold.value} {threshold.unit}. {f'[{title}]({url})' if url else title}"
        )
        yield ""


def _threshold_keys(function: Callable[..., Any]) -> list[str]:
    """The thresholds on which a rule rests."""
    rests_on = rule_of(function).rests_on
    return [name.removeprefix(THRESHOLD) for name in rests_on if name.startswith(THRESHOLD)]


def _rule_ids(name: str, book: RuleBook) -> list[str]:
    """The rules of the book that a name stands for; a schemes' or norm's own figures stand in their files."""
    if name == "student_discount":
        return ["student_discount_train", "student_discount_bus"]
    if "{scale}" in name:
        return [name.format(scale=scale) for scale in ("regular", "bbl")]
    return [name] if name in book.rules else []


def _value(version: Version) -> str:
    if version.by_age is not None:
        return ", ".join(f"{age}: {value}" for age, value in sorted(version.by_age.items()))
    if version.by_region is not None:
        return f"by region, {min(version.by_region.values())} to {max(version.by_region.values())}"
    if version.by_distance is not None:
        return f"by tariff unit, {version.by_distance[0]} to {version.by_distance[-1]}"
    return str(version.value)


# ---------------------------------------------------------------- examples


def _examples(function: Callable[..., Any]) -> Iterator[str]:
    """The calls of a rule in its docstring, with their quantities and what comes out; the tests redo them."""
    units, of_result = units_of(function)
    units = units | _of_windows(function)
    space = dict(function.__globals__)
    for example in doctest.DocTestParser().get_examples(inspect.getdoc(function) or ""):
        source = example.source.strip()
        found = re.search(r"#\s*(.*)$", source)
        remark = f" ({found[1]})" if found else ""
        tree = ast.parse(source)
        if isinstance(tree.body[0], (ast.Assign, ast.ImportFrom)):
            exec(source, space)
            continue
        for call in ast.walk(tree):
            if _is_call(call, function) and units and of_result is not None:
                given = _arguments(call, function, space)
                told = [
                    f"{n.replace('_', ' ')} {_told(units[n], n, value)}" for n, value in given.items() if n in units
                ]
                yield f"{', '.join(told)}: **{_told(of_result, 'result', function(**given))}**{remark}"


def _is_call(node: ast.AST, function: Callable[..., Any]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.__name__


def _arguments(call: Any, function: Callable[..., Any], space: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an example's call by name."""
    places = [*inspect.signature(function).parameters]
    nodes = dict(zip(places, call.args, strict=False)) | {keyword.arg: keyword.value for keyword in call.keywords}
    return {name: eval(ast.unparse(node), space) for name, node in nodes.items()}


def _of_windows(function: Callable[..., Any]) -> dict[str, Any]:
    """What a step tells in words of its own and an example as it is: a window of a monthly wage, and what is worked."""
    hints = get_type_hints(function, include_extras=True)
    return {name: hint for name, hint in hints.items() if hint in (Window, Weight) and name != "return"}


def _told(unit: Any, name: str, value: Any) -> str:
    if unit is Window:
        return f"of {Fraction(value.months, MONTH_PARTS)} months and {value.weight} days"
    if unit == Weight:
        return f"{value} days"
    told = quantity(unit, name, value)
    return f"{value.of}/{value.whole}" if told is None else _written(told)


def _written(told: Quantity) -> str:
    if isinstance(told.value, list):
        return ", ".join(told.value)
    if told.unit == "eur":
        return f"€{told.value}"
    if told.unit == "percent":
        return f"{told.value}%"
    if told.unit == "key":
        return told.value.rpartition(".")[2]
    if told.unit in ("number", "share", "date", "text"):
        return told.value
    return f"{told.value} {UNITS[told.unit]}"
