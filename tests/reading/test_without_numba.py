"""Without numba, or with one that cannot be used, everything works; and nothing heavy is there for one person."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest

from compensation import RuleBook, assess_table
from compensation.reading import compiled, tables
from compensation.reading.tables import cases_of, read_table
from compensation.rulebook.frozen import freeze
from tests.oracle import random_placement
from tests.reading.readings import Pair, needs_numba, pairs_of, plainly
from tests.table_rows import flatten, one_of_each_kind

PACKAGE = Path(compiled.__file__).parents[1]
#: What takes long to load or much room, and serves tables, pages and papers only.
HEAVY = {"numpy", "pandas", "numba", "llvmlite", "pyarrow", "streamlit", "altair", "openpyxl", "docx", "typst"}


def imports(module: Path) -> Iterator[tuple[str, bool]]:
    """The modules that a file imports, and whether it does so outside of all functions."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    inside = {
        node for part in ast.walk(tree) if isinstance(part, ast.FunctionDef) for node in ast.walk(part) if node != part
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node not in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node not in inside


def run(code: str) -> str:
    """What another Python says after running some code."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


# ---------------------------------------------------------------- who knows numba


def test_numba_is_imported_in_one_place_and_only_when_the_law_is_compiled() -> None:
    found = {
        (module.relative_to(PACKAGE).as_posix(), at_once)
        for module in PACKAGE.rglob("*.py")
        for name, at_once in imports(module)
        if name.split(".")[0] in ("numba", "llvmlite")
    }
    assert found == {("reading/compiled.py", False)}


@pytest.mark.parametrize("package", ["law", "rulebook", "placement", "calendar.py", "choices.py"])
def test_the_law_knows_no_columns(package: str) -> None:
    place = PACKAGE / package
    files = [*place.rglob("*.py")] if place.is_dir() else [place]
    assert files
    assert {name for file in files for name, _ in imports(file) if name.split(".")[0] in HEAVY} == set()


ONE_PERSON = """
import sys
import compensation
seen = [set(sys.modules)]
placement = compensation.read_placement({
    "route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours_per_week": 32, "workdays": ["mon", "tue"],
    "sector": "horeca", "travel": {"mode": "public_transport", "carrier": "train", "distance_km": 12},
})
assessment = compensation.assess(placement)
seen.append(set(sys.modules))
from compensation.telling.explain import explain
assert len(explain(assessment, "nl")) > 5
seen.append(set(sys.modules))
print([sorted(modules & HEAVY) for modules in seen])
"""


def test_nothing_heavy_is_loaded_for_one_person() -> None:
    """After `import compensation`, after one assessment, and after it was put in words."""
    assert run(f"HEAVY = {HEAVY}\n{ONE_PERSON}") == "[[], [], []]\n"


# ---------------------------------------------------------------- without it


@pytest.fixture
def long_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table is long enough to be read compiled."""
    monkeypatch.setattr(tables, "WORTH_LOADING", 1)
    monkeypatch.setattr(tables, "WORTH_COMPILING", 1)


def frame(number: int) -> pd.DataFrame:
    return pd.DataFrame([flatten(one_of_each_kind(random_placement(Random(seed)))) for seed in range(number)])


def says_the_same(pairs: Sequence[Pair], book: RuleBook) -> bool:
    """Whether a table says of each placement what it says of it alone."""
    results = read_table(cases_of(pairs), book)
    return np.array_equal(results.numbers, plainly(pairs, book, results.kinds))


def never(*_: object, **__: object) -> None:
    raise AssertionError("the compiled reading was asked")


def test_without_numba_a_table_is_read_plainly(
    book: RuleBook, long_tables: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "available", lambda: False)
    monkeypatch.setattr(compiled, "columns_of", never)
    pairs = pairs_of([random_placement(Random(seed)) for seed in range(40)], book)
    assert says_the_same(pairs, book)
    results, errors = assess_table(frame(40), book)
    assert (len(results), len(errors)) == (40, 0)


def test_without_numba_there_is_nothing_to_warm(book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "available", lambda: False)
    monkeypatch.setattr(compiled, "_folder", never)
    monkeypatch.setattr(compiled, "_warming", [])
    assert compiled.warm(freeze(book)) is None
    assert not compiled.is_quick()


def test_a_numba_that_cannot_be_loaded_is_as_none(
    book: RuleBook, long_tables: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """As beside a numpy that is newer than it knows: it says so by an ImportError."""
    monkeypatch.setattr(compiled, "available", lambda: True)
    monkeypatch.setattr(compiled, "is_quick", lambda: True)
    compiled._loop.cache_clear()
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setattr(compiled, "_warming", [])
    pairs = pairs_of([random_placement(Random(seed)) for seed in range(40)], book)
    assert says_the_same(pairs, book)
    thread = compiled.warm(freeze(book))
    assert thread is not None
    thread.join(60)
    assert capfd.readouterr().err == ""


@needs_numba
@pytest.mark.slow
def test_with_numba_a_table_says_the_same(book: RuleBook, long_tables: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    columns_of = compiled.columns_of

    def counted(*arguments: object, **named: object) -> object:
        asked.append(1)
        return columns_of(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(compiled, "columns_of", counted)
    by_numba, _ = assess_table(frame(300), book)
    assert asked
    monkeypatch.setattr(compiled, "available", lambda: False)
    plainly_read, _ = assess_table(frame(300), book)
    pd.testing.assert_frame_equal(by_numba, plainly_read)


def test_a_version_of_numba_is_looked_up_without_loading_it() -> None:
    said = run(
        "import sys\nfrom compensation.reading import compiled\ncompiled.available(); compiled.is_quick()\n"
        "print('numba' in sys.modules)"
    )
    assert said == "False\n"
