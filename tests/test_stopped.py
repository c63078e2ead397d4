"""Who asks the command to stop gets a word and its exit code, at any moment, and finds nothing left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from compensation.cli import process, run
from tests.ports import PATIENCE_SECONDS
from tests.table_files import rows_of, write_csv

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
#: Says when it is at work: the first step of the file.
AT_WORK = """
import sys
from compensation.table import source
source.CHUNK_ROWS = 20
from compensation.cli import tables
bar = tables._bar
from contextlib import contextmanager
@contextmanager
def told(lang):
    yield lambda step: (print("step", flush=True), __import__("time").sleep(600))
tables._bar = told
from compensation.cli import main
main(sys.argv[1:])
"""
#: Says when it begins to load what the command needs.
LOADING = """
import sys
class Told:
    def find_spec(self, name, *_):
        if name == "typer":
            sys.meta_path.remove(self)  # who was stopped loads what it says so with
            print("loading", flush=True)
            __import__("time").sleep(600)
sys.meta_path.insert(0, Told())
from compensation.cli import main
main(sys.argv[1:])
"""


def stop(script: str, number: int, *arguments: str) -> tuple[int, str]:
    """Start a script, ask it to stop at its first word; its exit code and what it said."""
    listens = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # also where these tests run under nohup
    started = subprocess.Popen(
        [sys.executable, "-c", listens + script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert started.stdout is not None and started.stdout.readline()
    started.send_signal(number)
    _, said = started.communicate(timeout=PATIENCE_SECONDS)
    return started.returncode, said


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_at_work(tmp_path: Path, number: int) -> None:
    path = write_csv(tmp_path / "in.csv", rows_of(4000))
    code, said = stop(AT_WORK, number, "table", str(path), str(tmp_path / "out.csv"))
    assert (code, said) == (128 + number, "passend: gestopt; geen bestand is half geschreven\n")
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_while_it_is_being_loaded(number: int) -> None:
    code, said = stop(LOADING, number, "sectors", "--lang", "en")
    assert (code, said) == (128 + number, "passend: stopped; no file is half-written\n")


def test_what_is_ignored_stays_ignored() -> None:
    """A shell ignores Ctrl-C for what it starts with &, and nohup a closed terminal."""
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        process.listen()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        with pytest.raises(process.Stopped) as caught:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(PATIENCE_SECONDS)
        assert caught.value.code == 143
    finally:
        process.heard()
        for name, handler in before.items():
            signal.signal(name, handler)


@pytest.mark.parametrize(("by_us", "code"), [(True, 143), (False, 130)])
def test_typer_makes_no_silent_exit_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], by_us: bool, code: int
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        if by_us:
            process._stop(signal.SIGTERM, None)
        raise KeyboardInterrupt

    monkeypatch.setattr("compensation.cli.rule_commands.check_rulebook", interrupted)
    assert run.run(["rules", "check", "--lang", "en"]) == code
    assert capsys.readouterr().err == "passend: stopped; no file is half-written\n"


def test_the_app_is_the_command_itself() -> None:
    """Whoever stops `passend app` stops the server: it is the same process."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom compensation.cli.process import become\nimport os\n"
        "print(os.getpid(), flush=True)\n"
        "become([sys.executable, '-c', 'import os; print(os.getpid(), os.getcwd())'], Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, "/"], capture_output=True, text=True, check=True, cwd=ROOT)
    first, second, folder = done.stdout.split()
    assert (first, folder) == (second, "/")


def test_the_app_becomes_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[Any] = []
    monkeypatch.setattr("compensation.cli.app.become", lambda command, folder: became.append((command, folder)))
    run.run(["app", "--port", "8765"])
    ((command, folder),) = became
    assert command[1:4] == ["-m", "streamlit", "run"] and "--server.port=8765" in command
    assert Path(command[4]).parent == folder


def test_little_is_loaded_before_a_request_to_stop_is_heard() -> None:
    """Until then Ctrl-C is Python's own, and gives a traceback."""
    run = "import sys; before = set(sys.modules); import compensation.cli; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("compensation")} == {
        "compensation",
        "compensation.cli",
        "compensation.cli.process",
    }
    assert loaded & {"subprocess", "threading", "inspect", "typer", "pydantic"} == set()
