"""How commands start and end: what they load, how they are called, and output that goes nowhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compensation.texts import text
from tests import placements
from tests.placements import BBL


def test_wrong_calls_are_one_line(run) -> None:
    for arguments in (
        ["frob"],
        ["assess"],
        ["assess", "x", "--lang", "de"],
        ["rules", "show", "km_rate", "--on", "31-31"],
    ):
        code, _, err = run(*arguments)
        assert code == 2
        assert err.count("\n") == 1


def test_an_unexpected_error_is_a_line_too(run, placement, monkeypatch) -> None:
    monkeypatch.setattr("compensation.cli.common.assess", lambda *_: 1 / 0)
    code, _, err = run("assess", placement())
    assert code == 2
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_python_m_compensation_and_standard_input() -> None:
    data = placements.placement(BBL)
    command = [sys.executable, "-m", "compensation", "assess", "-", "--json"]
    done = subprocess.run(command, input=json.dumps(data, default=str), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["wage"]["shortfall"] == "59.20"
    assert not done.stderr


LOADED = """
import sys
from compensation.cli import main
from compensation.outside import shown
try:
    main(sys.argv[1:])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["assess FILE --explain --lang en", "assess FILE --json", "rules check", "sectors"])
def test_one_placement_loads_nothing_of_tables_or_screens(command: str, placement) -> None:
    arguments = command.replace("FILE", placement()).split()
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "compensation" in loaded
    assert loaded & {"numpy", "pandas", "pyarrow", "numba", "streamlit", "altair", "rich"} == set()


ENDS = {
    "closed": (">&-", 0, {"nl": "", "en": ""}),
    "both closed": (">&- 2>&-", 0, {"nl": "", "en": ""}),
    "read by nobody": ("| true", 0, {"nl": "", "en": ""}),
    "full": (
        ">/dev/full",
        2,
        {
            "nl": f"passend: {text('cli.errors.refused', 'nl', reason='No space left on device')}",
            "en": f"passend: {text('cli.errors.refused', 'en', reason='No space left on device')}",
        },
    ),
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ENDS)
def test_output_that_goes_nowhere_is_told_in_a_line_or_not_at_all(name: str, lang: str, placement) -> None:
    redirected, code, said = ENDS[name]
    passend = "import sys; from compensation.cli import main; main(sys.argv[1:])"
    command = f'"$0" -c "$1" assess "$2" --lang {lang} {redirected}'
    shell = ["bash", "-o", "pipefail", "-c", command, sys.executable, passend, placement()]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (code, said[lang])
