"""The compiled law: as fast as it was made to be, kept on disk, and never a law of before.

Speed is not measured here but looked for where it comes from: in the code that the compiler writes.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from compensation.reading import compiled, copies
from compensation.reading.records import Whole
from tests.reading.readings import needs_numba

PACKAGE = Path(compiled.__file__).parents[1]
ROOT = PACKAGE.parent


# ---------------------------------------------------------------- what makes it fast


def code_of(function: Callable[..., Any], *arguments: Any) -> str:
    """The code that numba hands to its compiler."""
    function(*arguments)
    (code,) = function.inspect_llvm().values()  # type: ignore[attr-defined]
    return str(code)


def of_a_record(table, place):  # type: ignore[no-untyped-def]
    return table[place].amount


@needs_numba
@pytest.mark.slow
def test_records_are_read_without_counting_references() -> None:
    """numba's own option for code that makes nothing that must be freed; that it is heeded is promised nowhere."""
    import numba

    table = np.zeros(2, [("amount", Whole)])
    options = {name: value for name, value in compiled.OPTIONS.items() if name != "_nrt"}
    counted = code_of(numba.njit(of_a_record, **options), table, 1)
    ours = code_of(numba.njit(of_a_record, **compiled.OPTIONS), table, 1)
    assert "NRT_" in counted
    assert "NRT_" not in ours


def large() -> Callable[..., Any]:
    """A function that no compiler puts into three places unless it is told to."""
    space: dict[str, Any] = {}
    parts = "\n".join(
        f"    if x % {n + 2} == {n % 3}:\n        table[{n} % 4].amount += x * {n}\n"
        f"    else:\n        x += table[(x + {n}) % 4].amount // {n + 1}"
        for n in range(40)
    )
    exec(f"def large(table, x):\n{parts}\n    return x", space)
    return space["large"]  # type: ignore[no-any-return]


@needs_numba
@pytest.mark.slow
def test_functions_of_the_law_become_one() -> None:
    import numba

    def calls(**inner: Any) -> int:
        """How often a function is still called in the code of another that uses it three times."""
        of = numba.njit(large(), **inner, **compiled.OPTIONS)

        def three_times(table, x):  # type: ignore[no-untyped-def]
            return of(table, x) + of(table, x + 1) + of(table, x + 2)

        code = code_of(numba.njit(three_times, **compiled.OPTIONS), np.zeros(4, [("amount", Whole)]), 1)
        return len(re.findall(r"call [^\n]*@[^\n(]*large", code))

    apart = {name: value for name, value in compiled._INNER.items() if name != "forceinline"}
    assert calls(**apart) == 3
    assert calls(**compiled._INNER) == 0


@needs_numba
@pytest.mark.slow
def test_the_law_is_compiled_so() -> None:
    loop = compiled._loop()
    for name, value in compiled.OPTIONS.items():
        assert loop.targetoptions[name] is value or loop.targetoptions[name] == value  # type: ignore[attr-defined]
    inner = vars(compiled)["_assess"].targetoptions
    assert {name: inner.get(name) for name in compiled._INNER} == compiled._INNER


# ---------------------------------------------------------------- what is kept on disk

BBL = {
    "route": "bbl",
    "start": "2026-02-02",
    "end": "2026-03-01",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "birth_date": "2000-01-01",
    "offer": {"wage": {"amount": "1920.00", "per": "four_weeks"}},
}
SCRIPT = """
import json, sys
from compensation import load_rulebook, read_placement
from compensation.placement.cases import case_of
from compensation.reading import compiled, plain
from compensation.reading.tables import Results, cases_of, kinds_in
from compensation.rulebook.frozen import freeze
book = load_rulebook()
rules, case = freeze(book), case_of(read_placement(json.loads(sys.argv[1])), book)
quick = compiled.is_quick()
cases = cases_of([case])
kinds = kinds_in(cases)
results = Results(book, cases, kinds, compiled.columns_of(cases, rules, kinds))
print(json.dumps({
    "quick": quick,
    "folder": compiled._folder() and compiled._folder().name,
    "loaded": sum(compiled._loop().stats.cache_hits.values()),
    "offered": int(results.values("wage.offered")[0]),
    "plain": plain.read(*case, rules).wage_offered,
}))
"""


def package(target: Path) -> Path:
    """A copy of the package without its screens, to be changed."""
    shutil.copytree(PACKAGE, target / "compensation", ignore=shutil.ignore_patterns("__pycache__", "ui"))
    return target


def said(folder: Path, script: str, *arguments: str, **settings: str) -> str:
    """What another Python says after a script, with the package of a folder."""
    environment = {**os.environ, "PYTHONPATH": str(folder), **settings}
    command = [sys.executable, "-P", "-c", script, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=1200
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def asked(folder: Path, cache: Path) -> dict[str, Any]:
    """What a Python of its own reads, compiled, with its code kept in a folder."""
    answer: dict[str, Any] = json.loads(said(folder, SCRIPT, json.dumps(BBL), XDG_CACHE_HOME=str(cache)))
    return answer


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@needs_numba
@pytest.mark.slow
def test_kept_code_is_found_again_and_not_used_for_another_law(tmp_path: Path) -> None:
    folder, cache = package(tmp_path / "package"), tmp_path / "cache"
    first = asked(folder, cache)
    assert (first["quick"], first["loaded"], first["offered"], first["plain"]) == (False, 0, 192_000, 192_000)
    again = asked(folder, cache)
    assert again == {**first, "quick": True, "loaded": 1}
    change(folder / "compensation" / "law" / "wage_offered.py", "WEEKS_IN_FOUR = 4", "WEEKS_IN_FOUR = 5")
    other = asked(folder, cache)
    assert other["folder"] != first["folder"]
    assert (other["quick"], other["loaded"], other["offered"], other["plain"]) == (False, 0, 153_600, 153_600)


@needs_numba
def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "no folder"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    compiled._folder.cache_clear()
    try:
        assert compiled._folder() is not None
        assert not compiled._may_keep(compiled._folder())
        assert file.read_text() == ""
    finally:
        compiled._folder.cache_clear()


def test_a_new_law_removes_those_that_nobody_used_for_a_month(tmp_path: Path) -> None:
    day, now = 86_400, time.time()
    ages = {"law-old": 31, "law-recent": 29, "law-in-use": 400, "other": 400}
    for name, age in ages.items():
        (tmp_path / name / "inside").mkdir(parents=True)
        os.utime(tmp_path / name, (now, now - age * day))
    (tmp_path / "law-elsewhere").symlink_to(tmp_path / "other")
    assert compiled._may_keep(tmp_path / "law-in-use")  # one that is there: nothing is removed
    assert (tmp_path / "law-old").is_dir()
    assert compiled._may_keep(tmp_path / "law-new")
    assert {path.name for path in tmp_path.iterdir()} == {
        "law-recent",
        "law-in-use",
        "law-new",
        "law-elsewhere",
        "other",
    }


@needs_numba
def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", homeless)
    compiled._folder.cache_clear()
    try:
        assert compiled._folder() is None
        assert not compiled._may_keep(None)
        monkeypatch.setattr(compiled, "_ready", type(compiled._ready)())
        assert not compiled.is_quick()
    finally:
        compiled._folder.cache_clear()


@needs_numba
def test_what_another_process_is_still_compiling_is_not_there_yet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(compiled, "_folder", lambda: tmp_path)
    monkeypatch.setattr(compiled, "_ready", type(compiled._ready)())
    (tmp_path / "compiled._sound-236.py311.1.nbc").touch()
    assert not compiled.is_quick()
    (tmp_path / "compiled._rows-242.py311.1.nbc").touch()
    assert compiled.is_quick()


def test_the_folder_is_named_by_all_that_the_code_is_made_of() -> None:
    """A number of another module (how many kinds of cost there are) stands in the compiled code as it was then."""
    made_of = set(copies.sources())
    for chapter in copies.COPIED:
        tree = ast.parse(Path(str(chapter.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("compensation."):
                file = ROOT / f"{str(node.module).replace('.', '/')}.py"
                if file.name != "rule.py":  # the decorator of rules; the code of a copy has none
                    assert file.read_bytes() in made_of, f"{chapter.__name__} uses {node.module}"
    assert Path(copies.__file__).read_bytes() in made_of


@needs_numba
@pytest.mark.parametrize("file", ["law/travel.py", "units.py", "rulebook/models.py", "reading/compiled.py"])
def test_another_source_is_another_folder(file: str, tmp_path: Path) -> None:
    folder = package(tmp_path)
    script = "from compensation.reading import compiled; print(compiled._folder().name)"
    before = said(folder, script)
    path = folder / "compensation" / file
    path.write_text(path.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8")
    assert said(folder, script) != before


@needs_numba
@pytest.mark.slow
def test_a_process_may_end_while_the_law_is_made_ready(tmp_path: Path) -> None:
    script = (
        "import time; from compensation import load_rulebook; from compensation.reading import compiled;"
        "from compensation.rulebook.frozen import freeze; compiled.warm(freeze(load_rulebook())); time.sleep(4)"
    )
    assert said(ROOT, script, XDG_CACHE_HOME=str(tmp_path)) == ""


def test_room_that_somebody_looks_at_is_never_given_away() -> None:
    compiled._kept.clear()
    first = compiled._room(3, 10)
    first[:] = 7
    column = first[1]
    del first
    others = [compiled._room(3, 10) for _ in range(3)]
    for other in others:
        other[:] = 9
    assert (column == 7).all()


def test_room_that_nobody_looks_at_is_used_again() -> None:
    compiled._kept.clear()
    first = compiled._room(3, 10)
    place = first.ctypes.data
    del first
    assert compiled._room(3, 8).ctypes.data == place
    assert compiled._room(30, 10).ctypes.data != place
