"""A table gives each row what it gives alone, in whatever order, in however many parts, by however many threads."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import floor
from random import Random

import numpy as np
import pytest

from compensation import RuleBook, load_rulebook
from compensation.choices import Basis, Force, Status
from compensation.law.ledger import work_of
from compensation.law.result import GROUND_NAMES, Result
from compensation.reading import compiled, tables
from compensation.reading.plain import read
from compensation.reading.records import PARTS, Cases, Whole
from compensation.reading.tables import FINDING_IDS, RESULT_NAMES, Results, cases_of, kinds_in, read_table, single
from compensation.rulebook.frozen import freeze
from compensation.units import NULL
from tests.oracle import random_placement
from tests.reading.readings import Pair, compiledly, differences, in_a_table, needs_numba, pairs_of, plainly
from tests.rulebooks import TEST_RULES


@cache
def some(number: int) -> Sequence[Pair]:
    """Random cases, many of them with costs, closed days and things paid back."""
    made = [random_placement(Random(seed)) for seed in range(number)]
    return pairs_of(made, load_rulebook(base=TEST_RULES))


def repeated(number: int) -> list[Pair]:
    """So many rows, all cases of the above in turn."""
    return [some(300)[row % 300] for row in range(number)]


def test_cases_put_under_one_another_come_out_as_they_were(book: RuleBook) -> None:
    pairs = some(100)
    for place, name in enumerate(PARTS):
        assert any(own[place] for _, own in pairs), name
    assert list(single(cases_of(pairs))) == list(pairs)
    assert list(single(cases_of([]))) == []


@needs_numba
@pytest.mark.slow
def test_a_table_of_many_rows_gives_what_each_gives_alone(book: RuleBook) -> None:
    pairs = some(300)
    alone = np.hstack([compiledly([pair], book) for pair in pairs])
    assert differences(compiledly(pairs, book), alone) == []
    assert differences(plainly(pairs, book), alone) == []


@needs_numba
@pytest.mark.slow
def test_the_order_of_rows_changes_nothing_compiled(book: RuleBook) -> None:
    there, back = compiledly(some(300), book), compiledly(some(300)[::-1], book)
    assert differences(there, back[:, ::-1]) == []


def test_the_order_of_rows_changes_nothing(book: RuleBook) -> None:
    there, back = in_a_table(some(100), book), in_a_table(some(100)[::-1], book)
    assert differences(there, back[:, ::-1]) == []


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize(
    "rows",
    [0, 1, compiled.BLOCK - 1, compiled.BLOCK, compiled.BLOCK + 1, compiled.CHUNK, compiled.CHUNK + 1],
)
def test_rows_to_the_edge_of_a_block_and_a_part(rows: int, book: RuleBook) -> None:
    expected = plainly(some(300), book)[:, np.arange(rows) % 300]
    for threads in (1, 2, 3):
        assert differences(expected, compiledly(repeated(rows), book, threads=threads)) == []


@needs_numba
@pytest.mark.slow
def test_threads_give_what_one_gives(book: RuleBook) -> None:
    """Several parts at once, of different lengths, more than once: a race would show itself in some of them."""
    pairs = repeated(3 * compiled.CHUNK + 17)
    one = compiledly(pairs, book)
    for threads in (2, 3, 8, 8, 8):
        assert differences(one, compiledly(pairs, book, threads=threads)) == []


@needs_numba
@pytest.mark.slow
def test_a_line_of_another_row_is_never_left_behind(book: RuleBook) -> None:
    """Results are made in rows that are used again: a row without costs after one with many has no lines."""
    rich = [pair for pair in some(300) if len(pair[1].costs) > 1]
    poor = [pair for pair in some(300) if not pair[1].costs]
    mixed = [pair for both in zip(rich, poor, strict=False) for pair in both] * 20
    assert len(mixed) > 2 * compiled.BLOCK
    assert differences(plainly(mixed, book), compiledly(mixed, book)) == []


# ---------------------------------------------------------------- which reading is taken


@pytest.mark.parametrize(
    ("rows", "there", "quick", "taken"),
    [
        (0, True, True, "plain"),
        (tables.WORTH_LOADING - 1, True, True, "plain"),
        (tables.WORTH_LOADING, True, True, "compiled"),
        (tables.WORTH_LOADING, True, False, "plain"),
        (tables.WORTH_COMPILING, True, False, "compiled"),
        (tables.WORTH_COMPILING, False, False, "plain"),
    ],
)
def test_a_long_table_is_read_compiled_where_that_is_worth_it(
    rows: int, there: bool, quick: bool, taken: str, book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = Cases(np.zeros(rows, [("cost_kinds", Whole)]), ())  # type: ignore[arg-type]
    monkeypatch.setattr(compiled, "available", lambda: there)
    monkeypatch.setattr(compiled, "is_quick", lambda: quick)
    monkeypatch.setattr(compiled, "columns_of", lambda *_, **__: "compiled")
    monkeypatch.setattr(tables, "plain_columns", lambda *_: "plain")
    assert read_table(cases, book).numbers == taken  # type: ignore[comparison-overlap]


# ---------------------------------------------------------------- results by name


def columns(book: RuleBook) -> tuple[Results, list[Result]]:
    pairs = some(120)
    return read_table(cases_of(pairs), book), [read(*pair, freeze(book)) for pair in pairs]


def test_results_by_their_names_in_the_contract(book: RuleBook) -> None:
    results, alone = columns(book)
    assert len(results) == len(alone)
    for name in RESULT_NAMES:
        expected = [getattr(result, name.replace(".", "_")) for result in alone]
        assert results.values(name).tolist() == expected, name
    for finding in FINDING_IDS:
        found = results.finding(finding).tolist()
        assert found == [getattr(result, f"finding_{finding}") for result in alone]
        assert set(found) <= set(Status)


def test_lines_by_their_names(book: RuleBook) -> None:
    results, alone = columns(book)
    for kind, name in ((0, "travel"), (1, "vog")):
        for part, part_name in enumerate(tables.LINE_NAMES):
            expected = [r.lines[kind][part] if r.lines_present >> kind & 1 else NULL for r in alone]
            assert results.values(f"expenses.{name}.{part_name}").tolist() == expected


def test_words_of_results(book: RuleBook) -> None:
    results, alone = columns(book)
    fields = results.fields()
    keys = {"scheme": book.scheme_keys, "force": [force.word for force in Force]}
    for row, result in enumerate(alone):
        for name, words in (("allowance.scheme", keys["scheme"]), ("allowance.force", keys["force"])):
            number = getattr(result, name.replace(".", "_"))
            code = int(fields[name].values[row])
            assert (NULL if code == NULL else fields[name].names[code]) == (NULL if number == NULL else words[number])
        basis = fields["allowance.basis"]
        code = int(basis.values[row])
        if result.allowance_basis == NULL:
            assert code == NULL
        elif result.allowance_basis == Basis.POLICY:
            assert basis.names[code] == book.policy_keys[result.allowance_policy]
        else:
            assert basis.names[code] == Basis(result.allowance_basis).word


def test_grounds_by_their_names(book: RuleBook) -> None:
    results, alone = columns(book)
    for force in Force:
        for part, part_name in enumerate(GROUND_NAMES):
            values = results.values(f"totals.by_ground.{force.word}.{part_name}").tolist()
            assert values == [result.grounds[force][part] for result in alone]


def test_hours_of_presence_are_those_of_the_entries(book: RuleBook) -> None:
    results, alone = columns(book)
    for row, result in enumerate(alone):
        works = [work_of(entry.attended, segment) for entry, _, segment in result.ledger]  # type: ignore[attr-defined]
        exact = sum((Fraction(work.of, work.whole) for work in works), Fraction(0))
        assert results.presence_hours[row] == floor(exact + Fraction(1, 2))


def test_a_table_holds_the_lines_that_may_occur_and_no_others(book: RuleBook) -> None:
    """Travel, and the kinds of cost of its placements; a line of another kind is of nobody."""
    pairs = [pair for pair in some(120) if not pair[0].cost_kinds >> 2 & 1]
    results = read_table(cases_of(pairs), book)
    assert results.kinds == kinds_in(cases_of(pairs))
    assert 0 in results.kinds
    assert 2 not in results.kinds
    assert len(results.kinds) > 3
    assert set(results.values(f"expenses.{book.line_kinds[2]}.owed").tolist()) == {NULL}
    assert kinds_in(cases_of([])) == (0,)
