"""A shape of schemes that is forgotten somewhere does not pass mypy: nothing is paid by the week in silence."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Where a shape becomes a record for the law, where it is paid, and where it is told.
PLACES = {"rulebook/frozen.py", "law/schemes.py", "ui/parts/scheme_words.py"}
FLAT = '''class Flat(OneAmount):
    """An amount for the whole placement."""

    type: Literal["flat"]


Shape = Annotated['''


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} does not say once: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_a_sixth_shape_is_missed_wherever_it_is_forgotten(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "compensation", tmp_path / "compensation", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    scheme = tmp_path / "compensation" / "rulebook" / "scheme.py"
    change(scheme, "Shape = Annotated[", FLAT)
    change(scheme, "| PerDay | PerWeek, Field(", "| PerDay | PerWeek | Flat, Field(")
    change(scheme, "    PER_WEEK = 4\n", "    PER_WEEK = 4\n    FLAT = 5\n")
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "--no-error-summary"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=1200)
    faults = dict.fromkeys(PLACES, "")
    for file, said in re.findall(r"^compensation/([\w/]+\.py):\d+: error: (.*)$", done.stdout, re.MULTILINE):
        faults[file] = faults.get(file, "") + said + "\n"
    assert done.returncode == 1, done.stdout + done.stderr
    for file, said in faults.items():
        assert re.search(r"\bFlat\b|ShapeType\.FLAT", said), f"{file}: {said}"
    assert 'has no attribute "kind"' in faults["rulebook/frozen.py"]
    assert 'has no attribute "paid_by"' in faults["rulebook/frozen.py"]
    for file in PLACES:
        assert '"assert_never" has incompatible type' in faults[file], file
