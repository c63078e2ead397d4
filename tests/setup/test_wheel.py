"""What is installed elsewhere is whole: the wheel holds the sealed rules, and computes with those of this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from compensation import RuleBook
from compensation.rulebook.folder import SEAL
from tests.rulebooks import LIVE_RULES

ROOT = Path(__file__).parents[2]
DATA = "compensation/_data/"
SAID = """
from pathlib import Path
import compensation
from compensation import load_rulebook
from compensation.rulebook.loader import own_folder
book = load_rulebook()
print(Path(compensation.__file__).parents[1], own_folder(), book.sealed, book.hash, sep="\\n")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the backend that is installed."""
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(target), str(ROOT)], check=True)
    (made,) = target.glob("*.whl")
    return made


@pytest.mark.slow
def test_it_holds_the_seal_and_every_file_that_the_seal_names(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        sealed = packed.read(f"{DATA}{SEAL}").decode("utf-8")
        assert sealed == (LIVE_RULES / SEAL).read_text(encoding="utf-8")
        listed = [line.split("  ", 1)[1] for line in sealed.splitlines()]
        assert len(listed) > 80
        for name in listed:
            assert packed.read(f"{DATA}{name}") == (LIVE_RULES / name).read_bytes(), name
    rules = {name.removeprefix(DATA) for name in names if name.startswith((f"{DATA}rules/", f"{DATA}sector_data/"))}
    assert {name for name in rules if name.endswith(".yaml")} == set(listed)


@pytest.mark.slow
def test_installed_it_has_the_same_rules_and_they_are_sealed(wheel: Path, live_book: RuleBook, tmp_path: Path) -> None:
    installed = tmp_path / "a place"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PASSEND_")}
    environment |= {"PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", SAID], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    where = [str(installed), str(installed / "compensation" / "_data"), "True", live_book.hash]
    assert done.stdout.splitlines() == where
    (installed / DATA / "sector_data" / "schemes" / "horeca.yaml").unlink()
    command = [sys.executable, "-m", "compensation", "rules", "check", "--lang", "nl"]
    broken = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert broken.returncode == 1
    assert "sector_data/schemes/horeca.yaml:1:1: (bestand): dit bestand ontbreekt" in broken.stdout + broken.stderr
