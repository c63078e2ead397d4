"""How the tests of the command line write a placement and run a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from compensation.cli import main
from tests import placements
from tests.placements import BBL


@pytest.fixture
def placement(tmp_path: Path):
    """Write a placement (of tests/placements.py, with changes) to a file and give its name."""

    def write(number: int = BBL, name: str = "placement.yaml", **changes: object) -> str:
        data = placements.placement(number) | changes
        file = tmp_path / name
        dumped = json.dumps(data, default=str) if name.endswith(".json") else yaml.safe_dump(data)
        file.write_text(dumped, encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def run(capsys):
    """Run a command; gives exit code, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        shown = capsys.readouterr()
        return int(stop.value.code or 0), shown.out, shown.err

    return call
